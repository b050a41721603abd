"""Indicators 8.1–8.8: schools with positive dynamics, computed and typed."""

from __future__ import annotations

from datetime import date

import pytest

from shnor_core.dynamics import Change, Definition, share_change
from shnor_core.errors import StatisticsError
from shnor_core.targets import Fact, Status, assess, share_with_dynamics, typed_against
from tests.core.targets_world import JANUARY, target

DOCUMENT, CONFIRMED = Definition.DOCUMENT, Definition.CONFIRMED


def change(low: int, definition: Definition = DOCUMENT) -> Change:
    """The share of «2» of twenty pupils went from nine to ``low``."""
    return share_change(9, 20, low, 20, definition=definition)


def listed(definition: Definition = DOCUMENT) -> dict[str, Change | None]:
    return {
        "Пировская": change(4, definition),
        "Троицкая": change(9, definition),
        "Икшурминская": change(1, definition),
        "Чайдинская": change(12, definition),
        "Бушуйская": None,
        "Комаровская": share_change(9, 20, None, None, definition=definition),
    }


def test_every_listed_school_is_in_the_denominator() -> None:
    found = share_with_dynamics(listed(), DOCUMENT)
    assert (found.numerator, found.denominator, found.judged) == (2, 6, 4)
    assert found.percent == pytest.approx(100 / 3)
    assert found.sentence == "2\xa0школы из\xa06 с положительной динамикой; данных нет у 2\xa0школ."
    assert [one.counts for one in found.contributions] == [True, False, True, False, None, None]
    assert found.contributions[4].text == "нет результатов"
    assert found.contributions[5].text == "не оценивается: нет результатов за один из годов"


def test_the_definition_decides_who_counts() -> None:
    found = share_with_dynamics(listed(CONFIRMED), CONFIRMED)
    assert (found.numerator, found.denominator) == (1, 6)


def test_definitions_are_never_mixed() -> None:
    with pytest.raises(StatisticsError, match="оценено определением «document»"):
        share_with_dynamics(listed(), CONFIRMED)


def test_no_results_at_all_are_no_zero() -> None:
    found = share_with_dynamics({"Троицкая": None, "Пировская": None}, DOCUMENT)
    assert (found.numerator, found.percent) == (None, None)
    assert share_with_dynamics({}, DOCUMENT).percent is None


def test_schools_that_do_not_hold_the_work_cap_the_share() -> None:
    changes = listed()
    found = share_with_dynamics(changes, DOCUMENT, not_held=["Бушуйская", "Комаровская"])
    assert found.denominator == 6
    assert found.ceiling is not None
    assert found.ceiling.value == pytest.approx(400 / 6)
    assert found.ceiling.reason == "процедура есть в 4\xa0школах из\xa06"
    assert found.contributions[4].text == "процедура не проводится"
    plan = target("2023 г - 70% 2024 г -100%", base=0.0)
    fact = Fact(date(2023, 12, 31), numerator=found.numerator, denominator=found.denominator)
    judged = assess(plan, [fact], JANUARY, ceiling=found.ceiling)
    assert judged.status is Status.AT_RISK
    assert "процедура есть в 4\xa0школах из\xa06" in judged.sentence


def test_a_school_outside_the_denominator_is_refused() -> None:
    with pytest.raises(StatisticsError, match="Кириковская"):
        share_with_dynamics(listed(), DOCUMENT, not_held=["Кириковская"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (None, "рассчитано 2 из\xa06, факт не введён"),
        (
            Fact(JANUARY, numerator=2, denominator=6),
            "рассчитано 2 из\xa06, ввод совпадает",
        ),
        (
            Fact(JANUARY, numerator=4, denominator=6),
            "введено 4 из\xa06, рассчитано 2 из\xa06: разница 2\xa0школы",
        ),
        (Fact(JANUARY, 33.3), "рассчитано 2 из\xa06 (33,3\xa0%), ввод совпадает"),
        (
            Fact(JANUARY, 50.0),
            "введено 50\xa0%, рассчитано 2 из\xa06 (33,3\xa0%): разница 16,7\xa0п.п.",
        ),
        (
            Fact(JANUARY, numerator=3, denominator=7),
            "введено 42,9\xa0%, рассчитано 2 из\xa06 (33,3\xa0%): разница 9,5\xa0п.п.",
        ),
    ],
)
def test_typed_and_computed_stand_side_by_side(typed: Fact | None, said: str) -> None:
    assert typed_against(share_with_dynamics(listed(), DOCUMENT), typed) == said


def test_nothing_computed_says_nothing_about_the_typed() -> None:
    empty = share_with_dynamics({"Троицкая": None}, DOCUMENT)
    assert typed_against(empty, Fact(JANUARY, 50.0)).startswith("рассчитать не по чему")
