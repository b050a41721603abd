"""When the plans of a target are due, and which of them counts on a given day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from shnor_core.russian_dates import GENITIVE, NOMINATIVE, month_end, school_year_span
from shnor_core.targets.target import Due, Shape, Target


@dataclass(frozen=True, slots=True)
class Dated:
    """A readable plan with the last day it may be met on; ``day`` is ``None`` if unknown.

    ``named`` says whether the document itself names the day, or the end of the programme stands in.
    """

    due: Due
    day: date | None
    named: bool = True


def due_date(due: Due, programme_end: date | None = None) -> date | None:
    """The last day of a due: of its month, its school year or its year, else of the programme.

    >>> due_date(Due(2022, 2)), due_date(Due(school_year="2022/23")), due_date(Due(2024))
    (datetime.date(2022, 2, 28), datetime.date(2023, 8, 31), datetime.date(2024, 12, 31))
    """
    if due.school_year:
        return school_year_span(int(due.school_year[:4]))[1]
    if due.year is not None:
        return month_end(due.year, due.month or 12)
    return programme_end


def schedule(target: Target) -> tuple[Dated, ...]:
    """The readable plans in the order of their days, undated ones last.

    A plan printed «ежегодно» is due at the end of every year of the programme, where its years
    are known.
    """
    found = [
        Dated(due, due_date(due, target.end), bool(due.year or due.school_year))
        for due in _dues(target)
        if due.readable
    ]
    return tuple(sorted(found, key=lambda dated: (dated.day is None, dated.day or date.min)))


def value_due(target: Target, on: date) -> Dated | None:
    """The plan in force on a day: the last one whose day has come, ``None`` before the first."""
    come = [dated for dated in schedule(target) if dated.day is not None and dated.day <= on]
    return come[-1] if come else None


def next_due(target: Target, on: date) -> Dated | None:
    """The first plan still ahead; an undated plan of a programme without an end is always ahead."""
    ahead = [dated for dated in schedule(target) if dated.day is None or dated.day > on]
    return ahead[0] if ahead else None


def final_due(target: Target) -> Dated | None:
    """The last plan of the target."""
    dues = schedule(target)
    return dues[-1] if dues else None


def due_name(due: Due) -> str:
    """«2023 год», «август 2022», «2022/23 уч. год», «срок не назван»."""
    if due.school_year:
        return f"{due.school_year} уч. год"
    if due.year is None:
        return "срок не назван"
    return f"{NOMINATIVE[due.month - 1]} {due.year}" if due.month else f"{due.year} год"


def until(dated: Dated) -> str:
    """«к концу 2024 года», «к концу августа 2022 года», «к концу программы»."""
    due = dated.due
    if due.school_year:
        return f"к концу {due.school_year} уч. года"
    if due.year is None:
        return "к концу программы"
    month = f"{GENITIVE[due.month - 1]} " if due.month else ""
    return f"к концу {month}{due.year} года"


def _dues(target: Target) -> tuple[Due, ...]:
    if target.shape is not Shape.ANNUAL or target.start is None or target.end is None:
        return target.plan
    years = range(target.start.year, target.end.year + 1)
    return tuple(replace(due, year=year) for due in target.plan for year in years)
