"""A change in the words of a protocol."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.dynamics.changes import Change
from shnor_core.dynamics.definitions import DEFINITIONS, Definition, Fact
from shnor_core.errors import StatisticsError
from shnor_core.model import Unit
from shnor_core.wording import EN_DASH, HARD_SPACE

WITHOUT_RELIABILITY = "без оценки надёжности"
_POINTS = f"{HARD_SPACE}п.п."


def describe(change: Change, title: str, before_year: int, after_year: int) -> str:
    """One Russian sentence about a change, rounded for showing.

    Raises
    ------
    StatisticsError
        The later year does not follow the earlier one.

    Examples
    --------
    >>> from shnor_core.dynamics import Measure, compare
    >>> from shnor_core.model import Direction, Unit
    >>> change = compare(Measure(34.0, Unit.COUNT), Measure(31.0, Unit.COUNT),
    ...                  direction=Direction.HIGHER)
    >>> describe(change, "Охват методической работой", 2020, 2021)
    'Охват методической работой: 34 → 31 за год (2020–2021), −3; без оценки надёжности.'
    """
    if after_year <= before_year:
        raise StatisticsError(f"Год {after_year} должен идти после года {before_year}.")
    years = f"{before_year}{EN_DASH}{after_year}"
    if change.fact in (Fact.NO_DATA, Fact.NOT_COMPARABLE):
        return f"{title}: {before_year} и {after_year} годы не сравниваются: {change.reason}."
    span = _span(after_year - before_year)
    if change.fact is Fact.SAME:
        return f"{title}: {_amount(change, change.after)}, {span} без изменений ({years})."
    levels = f"{wording.number(change.before)} → {_amount(change, change.after)}"
    return f"{title}: {levels} {span} ({years}), {_moved(change)}; {reliability(change)}."


def reliability(change: Change) -> str:
    """Whether the interval shows the change, with its limits."""
    if change.proven is None:
        return WITHOUT_RELIABILITY
    limits = f"от {wording.signed(change.lower)} до {wording.signed(change.upper)}{_POINTS}"
    word = "подтверждено" if change.proven else "не подтверждено"
    return f"изменение {word} ({wording.percent(100 * change.confidence)}: {limits})"


def judgement(change: Change) -> str:
    """«Положительная динамика» or not, with the definition that says so beside it."""
    if change.fact in (Fact.NO_DATA, Fact.NOT_COMPARABLE):
        return f"не оценивается: {change.reason}"
    title = f"«{DEFINITIONS[change.definition].title}»"
    if change.positive is None:
        return f"не оценивается {title}: {_silence(change)}"
    return (
        f"{'положительная динамика' if change.positive else 'положительной динамики нет'} {title}"
    )


def _silence(change: Change) -> str:
    if change.definition is Definition.FIOKO_2026:
        return "определение дано только для доли «2»"
    if change.definition is Definition.CONFIRMED and change.proven is None:
        return "численность не указана"
    return "желаемое направление не задано"


def _span(years: int) -> str:
    if years == 1:
        return "за год"
    return f"за {wording.counted(years, 'год', 'года', 'лет')}"


def _amount(change: Change, value: float | None) -> str:
    return wording.percent(value) if change.unit is Unit.PERCENT else wording.number(value)


def _moved(change: Change) -> str:
    points = _POINTS if change.unit is Unit.PERCENT else ""
    return f"{wording.signed(change.difference)}{points}"
