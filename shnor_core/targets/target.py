"""A target indicator, what is due when, and the facts people enter."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from shnor_core.errors import StatisticsError
from shnor_core.model import Direction


class Shape(StrEnum):
    """How a criterion is printed."""

    YES_NO = "yes_no"
    PERCENT = "percent"
    PER_YEAR = "per_year"
    MONTH = "month"
    SCHOOL_YEAR = "school_year"
    AT_LEAST = "at_least"
    ANNUAL = "annual"
    NONE = "none"


class Operator(StrEnum):
    """How a fact is held against a plan; equality always counts as met."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EXACTLY = "="


class PlanUnit(StrEnum):
    """What a plan counts in."""

    PERCENT = "percent"
    COUNT = "count"
    YES_NO = "yes_no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Due:
    """One plan: a value or «да / нет», due in a month, a year, a school year, or undated.

    ``value`` is per cent 0…100 or a count. A due with neither value nor ``yes`` is a printed plan
    that could not be read.
    """

    year: int | None = None
    month: int | None = None
    school_year: str = ""
    value: float | None = None
    yes: bool | None = None
    printed: str = ""

    @property
    def readable(self) -> bool:
        return self.value is not None or self.yes is not None


class Plan(NamedTuple):
    """What a printed criterion says."""

    shape: Shape
    operator: Operator
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """What was reached by ``as_of``: ``value`` in the plan's unit, counts of people or schools.

    Raises
    ------
    StatisticsError
        A number is negative, infinite or NaN, or the denominator is zero.
    """

    as_of: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    yes: bool | None = None
    evidence: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for number in (self.value, self.numerator, self.denominator):
            if number is not None and not (math.isfinite(number) and number >= 0):
                raise StatisticsError(
                    f"Факт должен быть неотрицательным числом, а передано «{number}»."
                )
        if self.denominator == 0:
            raise StatisticsError("Доля не определена: знаменатель факта равен нулю.")

    @property
    def counts(self) -> tuple[float, float] | None:
        """Numerator and denominator of a possible share."""
        if self.numerator is None or self.denominator is None:
            return None
        return (self.numerator, self.denominator) if self.numerator <= self.denominator else None


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The best value possible, in the unit of the plan, and the Russian reason for it."""

    value: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One target indicator of a programme.

    ``start`` and ``end`` are the programme's own dates: the pace starts at ``start``, a plan
    without a date is due at ``end``. ``base`` is the value at ``start`` where the programme gives
    one. ``denominator`` says in Russian of whom the share is («школы ШНОР и ШНСУ»).
    """

    code: str
    title: str
    printed: str
    shape: Shape
    plan: tuple[Due, ...]
    operator: Operator = Operator.AT_LEAST
    direction: Direction = Direction.HIGHER
    unit: PlanUnit = PlanUnit.PERCENT
    denominator: str = ""
    evidence: str = ""
    section: str = ""
    kind: str = ""
    start: date | None = None
    end: date | None = None
    base: float | None = None
    target_id: str = ""

    @property
    def lower(self) -> bool:
        """Less is better; a bare «20 %» of a decreasing indicator is an upper bound."""
        decreasing = self.direction is Direction.LOWER and self.operator is not Operator.EXACTLY
        return self.operator is Operator.AT_MOST or decreasing

    @property
    def yes_no(self) -> bool:
        return any(due.yes is not None for due in self.plan)


# a percentage typed beside counts may be rounded to a whole number, not further off
TYPED_WITHIN = 1.0
NOISE = 1e-9


def fact_value(target: Target, fact: Fact) -> float | None:
    """The value of a fact in the unit of the plan.

    Counts are exact and stand in for the rounded percentage typed beside them; where the two
    contradict each other, what was typed stays in force.

    Examples
    --------
    >>> target = Target("8.1", "Динамика", "70 %", Shape.PERCENT, (Due(value=70.0),))
    >>> round(fact_value(target, Fact(date(2023, 12, 31), 43.0, 3, 7)), 2)
    42.86
    """
    if target.unit is PlanUnit.COUNT:
        return fact.numerator if fact.value is None else fact.value
    if fact.counts is None or contradicts(fact):
        return fact.value
    return 100 * fact.counts[0] / fact.counts[1]


def contradicts(fact: Fact) -> bool:
    """Whether the typed percentage disagrees with the counts beside it."""
    if fact.counts is None or fact.value is None:
        return False
    return abs(100 * fact.counts[0] / fact.counts[1] - fact.value) > TYPED_WITHIN


def known_facts(target: Target, facts: Iterable[Fact], on: date) -> tuple[Fact, ...]:
    """Facts that say something about the target by ``on``, earliest first.

    A «да» about a share and a number about a «да / нет» say nothing.
    """
    known = [fact for fact in facts if fact.as_of <= on and _speaks(target, fact)]
    return tuple(sorted(known, key=_place))


def fact_on(target: Target, facts: Iterable[Fact], on: date) -> Fact | None:
    """The latest fact that says something by ``on``."""
    known = known_facts(target, facts, on)
    return known[-1] if known else None


def _speaks(target: Target, fact: Fact) -> bool:
    if target.yes_no:
        return fact.yes is not None
    return fact_value(target, fact) is not None


def _place(fact: Fact) -> tuple[object, ...]:
    """A complete order, so that the order in which facts arrive changes nothing."""
    numbers = (fact.value, fact.numerator, fact.denominator, fact.yes)
    told = [(number is not None, float(number or 0)) for number in numbers]
    return (fact.as_of, *told, fact.evidence, fact.note)


def meets(target: Target, due: Due, fact: Fact) -> bool:
    """Whether a fact meets a plan; equality counts as met, and a planned «нет» asks for nothing."""
    if due.yes is not None:
        return fact.yes is True or due.yes is False
    value = fact_value(target, fact)
    if value is None or due.value is None:
        return False
    return reaches(target, due.value, value)


def reaches(target: Target, plan: float, value: float) -> bool:
    """Whether a value is as good as a plan; rounding bits are no difference."""
    if math.isclose(value, plan, rel_tol=NOISE, abs_tol=NOISE):
        return True
    if target.operator is Operator.EXACTLY:
        return False
    return value < plan if target.lower else value > plan
