"""Targets of a programme that runs from 1 January 2022 to 31 December 2024."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from shnor_core.model import Direction
from shnor_core.targets import Fact, Operator, Target, parse_plan, plan_unit

START, END = date(2022, 1, 1), date(2024, 12, 31)
# the January monitoring: the plan of 2023 has just come due
JANUARY = date(2024, 1, 15)


def target(
    printed: str,
    *,
    base: float | None = None,
    denominator: str = "школы ШНОР и ШНСУ",
    start: date | None = START,
    end: date | None = END,
    evidence: str = "",
) -> Target:
    """A target whose plan is read from its printed criterion."""
    shape, operator, dues = parse_plan(printed)
    return Target(
        code="8.1",
        title="Доля школ",
        printed=printed,
        shape=shape,
        plan=dues,
        operator=operator,
        unit=plan_unit(printed),
        denominator=denominator,
        evidence=evidence,
        start=start,
        end=end,
        base=base,
    )


def decreasing(printed: str, *, base: float | None = None) -> Target:
    """The same plan as an upper bound."""
    return replace(target(printed, base=base), operator=Operator.AT_MOST, direction=Direction.LOWER)


def at(year: int, value: float, month: int = 12, day: int = 31) -> Fact:
    return Fact(date(year, month, day), value)


def of(have: float, whole: float, year: int = 2023) -> Fact:
    """«3 из 7» at the end of a year."""
    return Fact(date(year, 12, 31), numerator=have, denominator=whole)


def yes(answer: bool, evidence: str = "", on: date = date(2022, 9, 1)) -> Fact:
    return Fact(on, yes=answer, evidence=evidence)
