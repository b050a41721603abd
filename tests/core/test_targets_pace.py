"""The linear pace and the forecast."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from shnor_core.targets import Fact, Status, assess, fact_value, forecast, pace
from tests.core.targets_world import END, START, at, decreasing, of, target, yes

THIRD = date(2023, 1, 1)


def test_one_per_cent_of_thirty_after_a_third_of_the_way_is_a_tenth_of_the_pace() -> None:
    for printed in ("2024 – 30 %", "30%", "2022г - 0% 2023г- 20% 2024г - 30%"):
        plan = target(printed, base=0.0)
        found = assess(plan, [Fact(THIRD, 1.0)], THIRD)
        assert found.pace_text == "0,10"
        assert found.status is Status.AT_RISK


def test_a_base_of_zero_from_the_first_fact_is_as_safe() -> None:
    facts = [Fact(START, 0.0), Fact(THIRD, 1.0)]
    found = pace(target("2024 – 30 %"), facts)
    assert found.value == pytest.approx(0.1, abs=0.001)
    assert found.base is not None
    assert found.base.source == "первый факт, 01.01.2022"


def test_the_pace_is_the_covered_way_over_the_elapsed_time() -> None:
    found = pace(target("2022г-38% 2023г-40% 2024г-42%", base=36.0), [at(2023, 40.0)])
    assert found.covered == pytest.approx(4 / 6)
    assert found.elapsed == pytest.approx(729 / 1095)
    assert found.value == pytest.approx(4 / 6 / (729 / 1095))


def test_a_decreasing_target_covers_its_way_downwards() -> None:
    found = pace(decreasing("2024 – 10 %", base=40.0), [at(2023, 20.0)])
    assert found.covered == pytest.approx(2 / 3)


def test_a_step_back_is_a_negative_pace() -> None:
    found = pace(target("2024 – 30 %", base=10.0), [at(2023, 5.0)])
    assert found.value is not None
    assert found.value < 0


def test_time_does_not_run_past_the_last_plan() -> None:
    found = pace(target("2022 – 70 %, 2023 – 100 %", base=0.0), [at(2024, 90.0, 6, 30)])
    assert (found.elapsed, found.value) == (1.0, pytest.approx(0.9))


@pytest.mark.parametrize(
    ("printed", "base", "facts", "start", "reason"),
    [
        ("Да", None, [yes(True)], START, "для «да / нет» темп не считается"),
        ("30%", 0.0, [], START, "факт не внесён"),
        ("", 0.0, [at(2022, 5)], START, "цель не задана"),
        (
            "30%",
            0.0,
            [at(2022, 5)],
            None,
            "начало программы не названо: впишите его на лист «Программа» бланка",
        ),
        ("30%", 0.0, [Fact(START, 5.0)], START, "с начала программы факт не внесён"),
        (
            "30%",
            None,
            [at(2022, 5)],
            START,
            "точка отсчёта не определена: внесён один факт",
        ),
        ("30%", 30.0, [at(2022, 5)], START, "точка отсчёта (30) не хуже последнего плана"),
        ("30%", 45.0, [at(2022, 5)], START, "точка отсчёта (45) не хуже последнего плана"),
        (
            "2021 – 30 %",
            0.0,
            [at(2022, 5)],
            START,
            "срок последнего плана не позже начала программы",
        ),
    ],
)
def test_no_pace_is_said_in_words(
    printed: str, base: float | None, facts: list[Fact], start: date | None, reason: str
) -> None:
    found = pace(target(printed, base=base, start=start), facts)
    assert (found.value, found.reason) == (None, reason)


def test_a_plan_without_any_day_has_no_pace() -> None:
    found = pace(target("30%", base=0.0, end=None), [at(2022, 5)])
    assert found.reason == "срок последнего плана не назван"


def test_two_facts_give_a_line_without_a_band() -> None:
    found = forecast(target("42%"), [at(2021, 36), at(2022, 38)], date(2023, 12, 31))
    assert found is not None
    assert (found.value, found.lower, found.upper) == (40.0, None, None)


def test_the_start_value_is_a_point_of_the_line_and_no_fact() -> None:
    plan = target("2024 – 100 %", base=0.0)
    found = forecast(plan, [of(3, 7)], END)
    assert found is not None
    assert found.value == pytest.approx(300 / 7 * 1095 / 729)
    two = forecast(plan, [of(1, 7, 2022), of(3, 7)], END)
    assert two is not None
    assert two.lower is None


def test_one_fact_without_a_start_value_leads_nowhere() -> None:
    assert forecast(target("42%"), [at(2022, 38)], END) is None


def test_nothing_is_forecast_for_the_past_or_for_a_yes() -> None:
    facts = [at(2021, 36), at(2022, 38)]
    assert forecast(target("42%"), facts, date(2022, 12, 31)) is None
    assert forecast(target("Да"), [yes(False)], END) is None


def test_three_facts_give_the_prediction_interval_of_the_textbook() -> None:
    """Checked against the same formula in matrix form: s²·(1 + x₀ᵀ(XᵀX)⁻¹x₀)."""
    values = [10.0, 14.0, 15.0, 22.0]
    days = [START + timedelta(days=90 * step) for step in range(4)]
    facts = [Fact(day, value) for day, value in zip(days, values, strict=True)]
    ahead = START + timedelta(days=400)
    found = forecast(target("60%"), facts, ahead)
    design = np.array([[1.0, 90.0 * step] for step in range(4)])
    inverse = np.linalg.inv(design.T @ design)
    weights = inverse @ design.T @ np.array(values)
    rest = np.array(values) - design @ weights
    point = np.array([1.0, 400.0])
    spread = (rest @ rest / 2 * (1 + point @ inverse @ point)) ** 0.5
    # Student's t, 2 degrees of freedom, two-sided 95 %
    half = 4.302652729911275 * spread
    assert found is not None
    assert found.value == pytest.approx(point @ weights)
    assert (found.lower, found.upper) == (
        pytest.approx(point @ weights - half),
        pytest.approx(point @ weights + half),
    )


def test_facts_on_one_line_leave_no_band_to_speak_of() -> None:
    facts = [Fact(START + timedelta(days=100 * step), 5.0 * step) for step in range(4)]
    found = forecast(target("60%"), facts, START + timedelta(days=400))
    assert found is not None
    assert found.lower == pytest.approx(20.0)
    assert found.upper == pytest.approx(20.0)


def test_a_share_is_never_forecast_outside_its_scale() -> None:
    up = forecast(target("2024 – 100 %", base=0.0), [at(2022, 90)], END)
    down = forecast(target("2024 – 90 %", base=80.0), [at(2022, 20)], END)
    assert up is not None
    assert down is not None
    assert (up.value, down.value) == (100.0, 0.0)


def test_the_day_the_line_arrives_at_the_plan() -> None:
    plan = target("2024 – 40 %", base=0.0, start=date(2022, 1, 1))
    found = forecast(plan, [Fact(date(2023, 1, 1), 10.0)], END)
    assert found is not None
    assert found.reached_on == date(2025, 12, 31)
    back = forecast(target("2024 – 40 %", base=10.0), [at(2022, 5)], END)
    assert back is not None
    assert back.reached_on is None


def test_counts_are_exact_and_a_contradicting_percentage_stays_typed() -> None:
    plan = target("30%")
    assert fact_value(plan, Fact(END, 43.0, 3, 7)) == pytest.approx(300 / 7)
    assert fact_value(plan, Fact(END, 50.0, 3, 7)) == 50.0
    assert fact_value(plan, Fact(END, None, 8, 7)) is None
