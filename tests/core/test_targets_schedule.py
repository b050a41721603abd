"""When a plan is due, and which plan counts on a day."""

from __future__ import annotations

from datetime import date

import pytest

from shnor_core.targets import (
    Due,
    due_date,
    due_name,
    final_due,
    next_due,
    schedule,
    value_due,
)
from tests.core.targets_world import END, target


@pytest.mark.parametrize(
    ("due", "day"),
    [
        (Due(2022, 6), date(2022, 6, 30)),
        (Due(2022, 12), date(2022, 12, 31)),
        (Due(2023, 2), date(2023, 2, 28)),
        (Due(2024, 2), date(2024, 2, 29)),
        (Due(school_year="2022/23"), date(2023, 8, 31)),
        (Due(school_year="2099/00"), date(2100, 8, 31)),
        (Due(2024), date(2024, 12, 31)),
        (Due(), END),
    ],
)
def test_a_due_ends_with_its_own_period(due: Due, day: date) -> None:
    assert due_date(due, END) == day


def test_an_undated_plan_of_an_endless_programme_has_no_day() -> None:
    assert due_date(Due(value=30.0)) is None


@pytest.mark.parametrize(
    ("on", "come", "ahead"),
    [
        (date(2022, 6, 29), None, 0),
        (date(2022, 6, 30), 0, 50),
        (date(2022, 8, 30), 0, 50),
        (date(2022, 8, 31), 50, None),
        (date(2025, 1, 1), 50, None),
    ],
)
def test_the_plan_of_a_month_is_in_force_from_its_last_day(
    on: date, come: float | None, ahead: float | None
) -> None:
    plan = target("2022г (июнь) - 0% 2022г(август)-50%")
    before, after = value_due(plan, on), next_due(plan, on)
    assert (before and before.due.value) == come
    assert (after and after.due.value) == ahead


def test_the_plan_of_a_school_year_is_in_force_from_31_august() -> None:
    plan = target("На 2022-2023 уч. г - 50%")
    assert value_due(plan, date(2023, 8, 30)) is None
    assert value_due(plan, date(2023, 8, 31)) == final_due(plan)


def test_an_undated_plan_is_due_at_the_end_of_the_programme() -> None:
    final = final_due(target("30%"))
    assert final is not None
    assert (final.day, final.named) == (END, False)


def test_a_yearly_plan_is_due_at_the_end_of_every_year() -> None:
    days = [dated.day for dated in schedule(target("Не менее 10% ежегодно"))]
    assert days == [date(year, 12, 31) for year in (2022, 2023, 2024)]


def test_plans_stand_in_the_order_of_their_days() -> None:
    printed = target("2024 – 40 %, 2022 – 20 %")
    assert [dated.due.year for dated in schedule(printed)] == [2022, 2024]


def test_an_unread_plan_is_never_due() -> None:
    assert schedule(target("по мере готовности")) == ()


@pytest.mark.parametrize(
    ("due", "name"),
    [
        (Due(2022, 8), "август 2022"),
        (Due(2023), "2023 год"),
        (Due(school_year="2022/23"), "2022/23 уч. год"),
        (Due(), "срок не назван"),
    ],
)
def test_a_due_is_named(due: Due, name: str) -> None:
    assert due_name(due) == name
