"""Two years of one indicator: gaps, doubts, units, facts and intervals."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.dynamics import Fact, Measure, compare, series_gaps
from shnor_core.errors import StatisticsError
from shnor_core.model import Direction, Quality, Reading, Tone, Unit
from shnor_core.stats import fisher_exact, newcombe

HIGHER, LOWER, NEUTRAL = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL


def percent(value: float | None, x: float | None = None, n: float | None = None) -> Measure:
    return Measure(value, Unit.PERCENT, x, n)


def share_of(x: int, n: int) -> Measure:
    return percent(100 * x / n, x, n)


def count(value: float | None) -> Measure:
    return Measure(value, Unit.COUNT)


@pytest.mark.parametrize(
    ("before", "after", "direction", "fact", "tone", "positive"),
    [
        (43, 56, HIGHER, Fact.UP, Tone.BETTER, True),
        (56, 21, HIGHER, Fact.DOWN, Tone.WORSE, False),
        (5, 5, HIGHER, Fact.SAME, Tone.SAME, False),
        (43, 56, LOWER, Fact.UP, Tone.WORSE, False),
        (56, 21, LOWER, Fact.DOWN, Tone.BETTER, True),
        (5, 5, LOWER, Fact.SAME, Tone.SAME, False),
        (43, 56, NEUTRAL, Fact.UP, Tone.PLAIN, None),
        (56, 21, NEUTRAL, Fact.DOWN, Tone.PLAIN, None),
        (5, 5, NEUTRAL, Fact.SAME, Tone.SAME, None),
    ],
)
def test_fact_comes_before_direction_and_direction_before_definition(
    before: float,
    after: float,
    direction: Direction,
    fact: Fact,
    tone: Tone,
    positive: bool | None,
) -> None:
    for make in (percent, count):
        change = compare(make(before), make(after), direction=direction)
        assert (change.fact, change.tone, change.positive) == (fact, tone, positive)
        assert change.verdict is tone
        assert change.difference == after - before


def test_shares_and_percentages_meet_on_the_percent_scale() -> None:
    change = compare(Measure(0.6, Unit.SHARE), percent(50), direction=HIGHER)
    assert (change.before, change.after, change.difference) == (60, 50, -10)
    assert change.unit is Unit.PERCENT


def test_a_difference_of_rounding_bits_is_no_change() -> None:
    assert 0.57 * 100 != 57
    change = compare(Measure(0.57, Unit.SHARE), percent(57), direction=HIGHER)
    assert change.fact is Fact.SAME
    assert change.difference == 0


def test_a_count_is_never_compared_with_a_percentage() -> None:
    change = compare(count(14), percent(50), direction=HIGHER)
    assert (change.fact, change.tone) == (Fact.NOT_COMPARABLE, Tone.DOUBT)
    assert change.reason == "единицы разные: количество 14 и 50\u00a0%"
    assert change.difference is None


@pytest.mark.parametrize(
    "doubtful",
    [
        Measure(514, Unit.COUNT, blocked=True, why="напечатано 514 после 14 и 16"),
        Measure(9, Unit.COUNT, quality=Quality.AMBIGUOUS, why="9 % или 9 учителей"),
        Measure(1.5, Unit.COUNT, quality=Quality.SUSPECT, why="доля одного человека"),
        Measure(None, Unit.UNKNOWN, quality=Quality.UNREADABLE, why="текст не прочитан"),
        Measure(9, Unit.UNKNOWN, why="единица не названа"),
    ],
)
def test_a_doubtful_cell_is_shown_but_not_compared(doubtful: Measure) -> None:
    for pair in ((doubtful, count(14)), (count(14), doubtful)):
        change = compare(*pair, direction=HIGHER)
        assert (change.fact, change.tone) == (Fact.NOT_COMPARABLE, Tone.DOUBT)
        assert change.reason == doubtful.why
        assert change.positive is change.proven is None
    assert compare(doubtful, doubtful, direction=HIGHER).reason == doubtful.why


def test_a_blocked_cell_without_a_reason_still_says_something() -> None:
    blocked = Measure(514, Unit.COUNT, blocked=True)
    assert compare(count(1), blocked, direction=HIGHER).reason == "значение под вопросом"


@pytest.mark.parametrize(
    "absent",
    [
        None,
        Measure(None, Unit.PERCENT, quality=Quality.BLANK),
        Measure(None, Unit.PERCENT, quality=Quality.MISSING),
        Measure(None, Unit.PERCENT),
        Measure(math.nan, Unit.PERCENT),
        Measure(None, Unit.PERCENT, quality=Quality.BLANK, blocked=True),
    ],
)
def test_a_gap_is_no_data_and_not_a_zero(absent: Measure | None) -> None:
    change = compare(absent, percent(85), direction=HIGHER)
    assert (change.fact, change.tone) == (Fact.NO_DATA, Tone.NONE)
    assert (change.before, change.after, change.difference) == (None, 85, None)
    assert change.reason == "нет данных за более ранний год"
    after = compare(percent(85), absent, direction=HIGHER)
    assert after.reason == "нет данных за более поздний год"
    assert compare(absent, absent, direction=HIGHER).reason == "нет данных за оба года"


def test_a_gap_against_a_doubt_is_no_data() -> None:
    doubtful = Measure(9, Unit.UNKNOWN, quality=Quality.AMBIGUOUS, why="9 % или 9 учителей")
    change = compare(None, doubtful, direction=HIGHER)
    assert change.fact is Fact.NO_DATA
    assert change.after is None


def test_the_reason_of_a_gap_is_passed_on() -> None:
    absent = Measure(None, Unit.COUNT, quality=Quality.MISSING, why="строки 4.2 в таблице нет")
    change = compare(absent, count(3), direction=HIGHER)
    assert change.reason == "нет данных за более ранний год: строки 4.2 в таблице нет"


def test_an_infinite_value_is_refused() -> None:
    with pytest.raises(StatisticsError, match="бесконечным"):
        percent(math.inf)


def test_a_measure_is_taken_from_a_printed_cell() -> None:
    reading = Reading("7/14", 50.0, 7, 14, Unit.PERCENT, Quality.OK, "прочитано как 7 из 14")
    measure = Measure.of(reading)
    assert measure == Measure(50.0, Unit.PERCENT, 7, 14, why="прочитано как 7 из 14")
    blocked = Measure.of(reading, blocked=True, why="таблицы двух школ совпадают")
    assert (blocked.blocked, blocked.why) == (True, "таблицы двух школ совпадают")


def test_the_interval_is_newcombe_in_points_and_the_p_value_fisher() -> None:
    """30 of 100 → 16 of 100: −25…−2 p.p.; 9 of 20 → 4 of 20: −49…+4 p.p."""
    shown = compare(share_of(30, 100), share_of(16, 100), direction=LOWER)
    assert (round(shown.lower), round(shown.upper), shown.proven) == (-25, -2, True)
    assert (shown.lower, shown.upper) == tuple(100 * v for v in newcombe(30, 100, 16, 100))
    assert shown.p_value == fisher_exact(30, 100, 16, 100)
    unsure = compare(share_of(9, 20), share_of(4, 20), direction=LOWER)
    assert (round(unsure.lower), round(unsure.upper), unsure.proven) == (-49, 4, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (share_of(1, 2), share_of(3, 4)),
        (share_of(2, 4), share_of(3, 5)),
        (percent(50, 14, None), percent(47, 14, None)),
        (percent(50, 7, 14), percent(47)),
        (percent(50, 7.5, 15), share_of(8, 15)),
        (percent(90, 7, 14), share_of(8, 15)),
        (percent(50, 16, 14), share_of(8, 15)),
        (Measure(7, Unit.COUNT, 7, 14), Measure(8, Unit.COUNT, 8, 15)),
    ],
)
def test_without_trustworthy_counts_there_is_no_interval(before: Measure, after: Measure) -> None:
    change = compare(before, after, direction=HIGHER)
    assert change.difference is not None
    assert change.lower is change.upper is change.p_value is change.proven is None


def test_a_denominator_of_five_is_enough() -> None:
    assert compare(share_of(1, 5), share_of(4, 5), direction=HIGHER).proven is not None


def test_a_percentage_printed_without_decimals_keeps_its_counts() -> None:
    change = compare(percent(14, 4, 27), percent(15, 4, 27), direction=HIGHER)
    assert change.proven is False


@given(st.floats(0, 100), st.floats(0, 100))
def test_exchanging_the_years_turns_the_fact_and_the_tone_round(a: float, b: float) -> None:
    there = compare(percent(a), percent(b), direction=HIGHER)
    back = compare(percent(b), percent(a), direction=HIGHER)
    turned = {Fact.UP: Fact.DOWN, Fact.DOWN: Fact.UP, Fact.SAME: Fact.SAME}
    assert back.fact is turned[there.fact]
    assert back.difference == -there.difference
    assert compare(percent(a), percent(b), direction=LOWER).fact is there.fact


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 40))
def test_the_interval_holds_the_difference_and_proof_follows_it(
    x1: int, more1: int, x2: int, more2: int
) -> None:
    change = compare(share_of(x1, x1 + more1 + 4), share_of(x2, x2 + more2 + 4), direction=LOWER)
    assert change.lower <= change.difference <= change.upper
    assert change.proven is not (change.lower <= 0 <= change.upper)


def test_a_line_breaks_at_gaps_doubts_and_other_units() -> None:
    measures = {
        2018: count(14),
        2019: Measure(0.6, Unit.SHARE),
        2020: None,
        2021: Measure(9, Unit.UNKNOWN, quality=Quality.AMBIGUOUS),
        2022: Measure(70, Unit.PERCENT, blocked=True),
        2023: percent(57),
    }
    years = (2017, *measures)
    assert series_gaps(years, measures) == (None, None, 60, None, None, None, 57)
    assert series_gaps((2021, 2022), measures) == (None, None)
    assert series_gaps((), {}) == ()
