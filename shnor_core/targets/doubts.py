"""What a reader must know before trusting a status."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shnor_core import wording
from shnor_core.russian_dates import day as shown_day
from shnor_core.targets.target import (
    Fact,
    PlanUnit,
    Target,
    contradicts,
    fact_value,
    reaches,
)
from shnor_core.targets.verdict import Case

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|bmp|webp)\b", re.IGNORECASE)


def unconfirmed(target: Target, fact: Fact | None) -> bool:
    """A «да» that no document, page or link stands behind."""
    return fact is not None and fact.yes is True and not evidence_of(target, fact)


def evidence_of(target: Target, fact: Fact | None) -> str:
    """What confirms a fact: entered with it, else printed in the document beside the target."""
    return (fact.evidence.strip() if fact is not None else "") or target.evidence.strip()


def doubts_of(case: Case) -> tuple[str, ...]:
    """Russian phrases about what must be looked at."""
    return tuple(_doubts(case))


def notes_of(case: Case) -> tuple[str, ...]:
    """Russian phrases about what was assumed."""
    return tuple(_notes(case))


def _doubts(case: Case) -> Iterator[str]:
    fact, target = case.fact, case.target
    if fact is None:
        return
    if unconfirmed(target, fact):
        yield "«да» без подтверждения: не указан документ, страница или ссылка"
    if _PICTURE.search(evidence_of(target, fact)):
        yield "ссылка ведёт на рисунок"
    yield from _number_doubts(case, fact)
    if (case.on - fact.as_of).days > case.borders.stale_days:
        yield f"факт старше года: на {shown_day(fact.as_of)}"
    if case.pace.base is None and case.pace.elapsed is not None:
        yield f"темпа нет: {case.pace.reason}"
    start, base = target.start, case.pace.base
    if base is not None and base.day is not None and start is not None and base.day > start:
        yield f"точка отсчёта – {base.source}, позже начала программы: темп может быть занижен"


def _number_doubts(case: Case, fact: Fact) -> Iterator[str]:
    counted = f"{wording.number(fact.numerator)} из {wording.number(fact.denominator)}"
    if fact.numerator is not None and fact.denominator is not None and fact.counts is None:
        yield f"часть больше целого: {counted}"
    if fact.counts is not None and contradicts(fact):
        share = wording.percent(100 * fact.counts[0] / fact.counts[1])
        yield f"введено {wording.percent(fact.value)}, а {counted} – это {share}"
    value, target = fact_value(case.target, fact), case.target
    if value is None:
        return
    if target.unit is PlanUnit.PERCENT and value > 100:
        yield f"доля больше 100 %: {wording.percent(value)}"
    if case.ceiling is not None and _beyond(target, case.ceiling.value, value):
        yield f"факт лучше названного предела ({wording.number(case.ceiling.value)})"


def _beyond(target: Target, limit: float, value: float) -> bool:
    return reaches(target, limit, value) and not reaches(target, value, limit)


def _notes(case: Case) -> Iterator[str]:
    final = case.final
    if final is not None and not final.named:
        said = "срок в документе не назван"
        ends = f", принят конец программы ({shown_day(final.day)})" if final.day else ""
        yield said + ends
    if case.pace.value is not None and case.pace.base is not None:
        base = case.pace.base
        yield f"точка отсчёта темпа: {wording.number(base.value)} ({base.source})"
    if case.forecast is not None and case.forecast.lower is None:
        yield "прогноз по прямой; полоса считается от трёх фактов"
