"""How much is missing, in schools and people: «не хватает 2 школ из 7»."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from shnor_core import wording
from shnor_core.russian_dates import plain
from shnor_core.targets.schedule import Dated, until
from shnor_core.targets.target import Fact, Operator, PlanUnit, Target, contradicts, fact_value
from shnor_core.wording import HARD_SPACE

# (stem, one, few, many, genitive of one); the first stem of the printed denominator counts
_NOUNS = (
    (r"школ", "школа", "школы", "школ", "школы"),
    (r"\bо[оу]\b|организац|учрежден", "организация", "организации", "организаций", "организации"),
    (r"учител", "учитель", "учителя", "учителей", "учителя"),
    (r"педагог|педработник", "педагог", "педагога", "педагогов", "педагога"),
    (r"директор", "директор", "директора", "директоров", "директора"),
    (r"обучающ", "обучающийся", "обучающихся", "обучающихся", "обучающегося"),
    (r"учащ|ученик", "ученик", "ученика", "учеников", "ученика"),
    (r"человек|работник|специалист", "человек", "человека", "человек", "человека"),
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a share counts: «школа, школы, школ» and the genitive «не хватает 21 школы»."""

    one: str
    few: str
    many: str
    genitive: str

    def counted(self, count: int) -> str:
        return wording.counted(count, self.one, self.few, self.many)

    def lacking(self, count: int) -> str:
        return wording.counted(count, self.genitive, self.many, self.many)


@dataclass(frozen=True, slots=True)
class Distance:
    """How far a fact is from a plan.

    ``missing`` more (or, for a decreasing target, fewer) of ``whole`` are needed, ``needed`` meet
    the plan; ``gap`` is the same in the unit of the plan. Counts are ``None`` where the fact has
    none. ``text`` says it in Russian.
    """

    missing: int | None
    needed: int | None
    whole: int | None
    gap: float
    text: str


def noun_of(denominator: str) -> Noun | None:
    """What the printed denominator counts, ``None`` if it says nothing known.

    >>> noun_of("от общего числа педагогов этих школ").lacking(8)
    '8\\xa0педагогов'
    """
    words = plain(denominator)
    found = [(hit.start(), forms) for stem, *forms in _NOUNS if (hit := re.search(stem, words))]
    return Noun(*min(found)[1]) if found else None


def needed_of(plan: float, whole: float, *, lower: bool = False) -> int:
    """The least (for a decreasing target the greatest) count out of ``whole`` that meets a plan.

    Exact: 70 % of 10 are 7, not the 8 that ``ceil(0.7·10)`` of binary fractions may give.

    >>> needed_of(70.0, 7), needed_of(70.0, 10), needed_of(30.0, 7, lower=True)
    (5, 7, 2)
    """
    share = Fraction(repr(float(plan))) * Fraction(whole) / 100
    return math.floor(share) if lower else math.ceil(share)


def distance(target: Target, dated: Dated, fact: Fact, on: date) -> Distance | None:
    """What a fact lacks to one plan; ``None`` for «да / нет» and for a fact without a value."""
    plan, value = dated.due.value, fact_value(target, fact)
    if plan is None or value is None:
        return None
    gap = value - plan if target.lower else plan - value
    behind = dated.day is not None and dated.day <= on
    counts = _counts(target, plan, fact)
    if counts is None:
        return Distance(None, None, None, gap, _in_units(target, dated, gap, behind))
    missing, needed, whole = counts
    text = _in_things(target, dated, missing, whole, behind)
    return Distance(missing, needed, whole or None, gap, text)


def _counts(target: Target, plan: float, fact: Fact) -> tuple[int, int, int] | None:
    """Missing, needed and the whole; the whole of a plain count is 0."""
    if target.operator is Operator.EXACTLY:
        return None
    if target.unit is PlanUnit.COUNT:
        have, whole, needed = fact_value(target, fact), 0.0, _whole_count(plan, target.lower)
    elif fact.counts is not None and not contradicts(fact):
        have, whole = fact.counts
        needed = needed_of(plan, whole, lower=target.lower)
    else:
        return None
    if have is None or have != int(have) or whole != int(whole):
        return None
    missing = int(have) - needed if target.lower else needed - int(have)
    return max(0, missing), needed, int(whole)


def _whole_count(plan: float, lower: bool) -> int:
    return math.floor(plan) if lower else math.ceil(plan)


def _in_things(target: Target, dated: Dated, missing: int, whole: int, behind: bool) -> str:
    noun = noun_of(target.denominator or (target.printed if not whole else ""))
    lacking = noun.lacking(missing) if noun else str(missing)
    counted = noun.counted(missing) if noun else str(missing)
    rest = f" из{HARD_SPACE}{whole}" if whole else ""
    if target.lower:
        said = f"сверх плана {counted}{rest}"
        return said if behind else f"{until(dated)} – меньше ещё на{HARD_SPACE}{missing}{rest}"
    return f"не хватает {lacking}{rest}" if behind else f"{until(dated)} – ещё {counted}{rest}"


def _in_units(target: Target, dated: Dated, gap: float, behind: bool) -> str:
    unit = f"{HARD_SPACE}п.п." if target.unit is PlanUnit.PERCENT else ""
    amount = f"{wording.number(abs(gap))}{unit}"
    if target.operator is Operator.EXACTLY:
        return f"расхождение с планом {amount}"
    if target.lower:
        said = f"сверх плана {amount}"
        return said if behind else f"{until(dated)} – меньше ещё на {amount}"
    return f"не хватает {amount}" if behind else f"{until(dated)} – ещё {amount}"
