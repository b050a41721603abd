"""Contradictions of a programme: what its rules say, and its targets against its own roadmap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shnor_core import wording
from shnor_core.quality.rule import RuleWords

AGAINST_ROADMAP = "target_against_roadmap"
PROGRAMME_RULES: tuple[RuleWords, ...] = (
    RuleWords(
        AGAINST_ROADMAP,
        "Показатель расходится с дорожной картой",
        "Документ не говорит, по какому из двух чисел судить: один и тот же факт будет и"
        " достигнут, и не достигнут.",
        False,
    ),
    RuleWords(
        "due_before_order",
        "Срок раньше приказа",
        "Мероприятие просрочено уже в день приказа: либо оно сделано и нужен документ, либо в"
        " сроке опечатка.",
        False,
    ),
    RuleWords(
        "due_after_end",
        "Срок позже конца дорожной карты",
        "Мероприятие не войдёт в итоги программы: либо в сроке опечатка, либо программа продлена.",
        False,
    ),
    RuleWords(
        "missing_numbers",
        "Пропуски в нумерации",
        "Мероприятие могло выпасть при наборе: тогда за него никто не отвечает.",
        False,
    ),
    RuleWords(
        "place_for_date",
        "Место вместо срока",
        "Когда мероприятие должно пройти, из документа не узнать, и просрочки не видно.",
        False,
    ),
    RuleWords(
        "no_due",
        "Срок не указан",
        "Без срока мероприятие никогда не станет просроченным и выпадает из контроля.",
        False,
    ),
)

_YEAR = re.compile(
    r"(20\d\d)\s*(?:г(?:од[ау]?)?\.?)?\s*[-–—:]?\s*(\d{1,3}(?:[.,]\d+)?)\s*%", re.IGNORECASE
)
_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:[.,]\d+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Planned:
    """A target in per cent: its criterion as printed, ``values`` and those of a year as read."""

    code: str
    title: str
    printed: str
    values: tuple[float, ...]
    by_year: Mapping[int, float] = field(default_factory=dict)
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a measure of the roadmap prints about the targets it names."""

    codes: tuple[str, ...]
    text: str
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the places a contradiction is between, and what is printed there."""

    place: str
    printed: str


@dataclass(frozen=True, slots=True)
class Clash:
    """One target and one text of the roadmap that print different percents."""

    code: str
    message: str
    sides: tuple[Side, Side]


def target_against_roadmap(
    targets: Iterable[Planned], promises: Iterable[Promised]
) -> Iterator[Clash]:
    """Targets whose percents the roadmap prints otherwise, each target and text once.

    A percent that stands in the title of the target («у 100 % обучающихся») is part of its name
    and is no plan; a text without another percent contradicts nothing.

    Examples
    --------
    >>> plan = Planned("2.9", "Адресные рекомендации", "90%", (90.0,))
    >>> text = "В 100% школ имеются рекомендации"
    >>> [one.message for one in target_against_roadmap([plan], [Promised(("2.9",), text)])]
    ['2.9: в таблице показателей «90%», в дорожной карте – «В 100% школ имеются рекомендации».']
    """
    known = {one.code: one for one in targets}
    seen: set[tuple[str, str]] = set()
    for promise in promises:
        for code in promise.codes:
            planned = known.get(code)
            if planned is None or (code, promise.text) in seen:
                continue
            seen.add((code, promise.text))
            if _differs(planned, promise.text):
                yield _clash(planned, promise)


def _differs(planned: Planned, text: str) -> bool:
    if not planned.values:
        return False
    said = set(percents(text)) - set(percents(planned.title))
    dated = {int(year): _number(value) for year, value in _YEAR.findall(text)}
    clash = any(planned.by_year.get(year, value) != value for year, value in dated.items())
    return clash or bool(said - set(planned.values))


def percents(text: str) -> tuple[float, ...]:
    """Every percent of a text, in per cent: «2022 г. – 30 %, 2023 г. – 70,5%» → 30.0, 70.5."""
    return tuple(_number(found) for found in _PERCENT.findall(text))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _clash(planned: Planned, promise: Promised) -> Clash:
    printed = " ".join(planned.printed.split())
    text = " ".join(promise.text.split()).rstrip(".")
    return Clash(
        code=planned.code,
        message=(
            f"{planned.code}: в таблице показателей «{printed}», в дорожной карте"
            f" {wording.EN_DASH} «{text}»."
        ),
        sides=(Side(planned.source_ref, printed), Side(promise.source_ref, text)),
    )
