"""The share of «2» over the years: two works, a series, the municipality, many schools."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.dynamics import (
    Definition,
    Fact,
    TwoYears,
    against_municipality,
    many,
    share_change,
    trend,
)
from shnor_core.errors import StatisticsError
from shnor_core.model import Tone, Unit
from shnor_core.stats import benjamini_hochberg, cochran_armitage, newcombe

NOT_TO_COMPARE = (False, "осень 2020 и весна 2021: работу писали в разное время учебного года")


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(1, 60))
    return draw(st.integers(0, total)), total


def test_fewer_twos_are_better() -> None:
    change = share_change(9, 20, 4, 20)
    assert (change.fact, change.tone, change.unit) == (Fact.DOWN, Tone.BETTER, Unit.PERCENT)
    assert (change.before, change.after, change.difference) == (45, 20, -25)
    assert change.proven is False


def test_a_class_of_two_keeps_its_interval_because_its_pupils_were_counted() -> None:
    assert share_change(1, 2, 1, 3).lower is not None


def test_the_share_of_twos_knows_the_definition_of_fioko() -> None:
    change = share_change(10, 30, 13, 30, definition=Definition.FIOKO_2026)
    assert (change.positive, change.verdict) == (False, Tone.WORSE)
    assert share_change(9, 30, 9, 30, definition=Definition.FIOKO_2026).positive


@pytest.mark.parametrize(
    "counts", [(None, 20, 4, 20), (9, None, 4, 20), (0, 0, 4, 20), (9, 20, math.nan, 20)]
)
def test_a_year_without_participants_is_no_data(counts: tuple[float | None, ...]) -> None:
    change = share_change(*counts)
    assert (change.fact, change.tone) == (Fact.NO_DATA, Tone.NONE)
    assert change.reason == "нет результатов за один из годов"


def test_a_cancelled_work_is_no_data_with_its_reason() -> None:
    change = share_change(9, 20, None, None, pair=(False, "ОГЭ 2020 года отменены"))
    assert (change.fact, change.reason) == (Fact.NO_DATA, "ОГЭ 2020 года отменены")


def test_years_broken_by_the_calendar_are_grey_and_keep_the_reason() -> None:
    change = share_change(9, 20, 4, 20, pair=NOT_TO_COMPARE)
    assert (change.fact, change.tone) == (Fact.NOT_COMPARABLE, Tone.NONE)
    assert change.reason == NOT_TO_COMPARE[1]
    assert change.difference is change.positive is None


@pytest.mark.parametrize("counts", [(3, 0, 4, 20), (21, 20, 4, 20), (-1, 20, 4, 20)])
def test_impossible_counts_are_refused(counts: tuple[float, ...]) -> None:
    with pytest.raises(StatisticsError):
        share_change(*counts)


@given(counts(), counts())
def test_exchanging_the_years_turns_the_change_round(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    there, back = share_change(*before, *after), share_change(*after, *before)
    assert there.p_value == back.p_value
    assert there.proven == back.proven
    assert there.lower == pytest.approx(-back.upper, abs=1e-9)


@given(counts(), counts())
def test_one_two_less_never_turns_better_into_worse(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    low, total = after
    if low == 0 or share_change(*before, low, total).tone is not Tone.BETTER:
        return
    assert share_change(*before, low - 1, total).tone is Tone.BETTER


def test_a_trend_is_cochran_and_armitage() -> None:
    found = trend([12, 9, 5], [40, 41, 39], years=[2021, 2022, 2024])
    assert (found.z, found.p_value) == cochran_armitage(
        [12, 9, 5], [40, 41, 39], [2021, 2022, 2024]
    )
    assert (found.fact, found.tone, found.points) == (Fact.DOWN, Tone.BETTER, 3)
    assert found.proven is False
    assert trend([12, 9, 3], [40, 41, 39], years=[2021, 2022, 2024]).proven is True
    assert trend([5, 9, 30], [40, 41, 39]).tone is Tone.WORSE


@pytest.mark.parametrize("lows", [[], [1], [1, 2], [1, 2, None], [1, 2, 0]])
def test_a_trend_needs_three_points(lows: list[float | None]) -> None:
    totals = [10, 10, 0][: len(lows)]
    found = trend(lows, totals)
    assert (found.fact, found.tone, found.proven) == (Fact.NO_DATA, Tone.NONE, None)
    assert found.reason == f"для тренда нужны три точки, есть {min(len(lows), 2)}"


def test_a_missing_point_is_left_out_and_time_keeps_its_distance() -> None:
    found = trend([12, None, 5, 4], [40, 0, 39, 42])
    assert found.z == cochran_armitage([12, 5, 4], [40, 39, 42], [0, 2, 3])[0]
    assert found.points == 3


@given(st.integers(0, 20), st.integers(1, 20), st.lists(st.integers(1, 9), min_size=3, max_size=6))
def test_a_constant_share_is_no_trend(low: int, more: int, times: list[int]) -> None:
    found = trend([low * k for k in times], [(low + more) * k for k in times])
    assert (found.fact, found.tone, found.proven) == (Fact.SAME, Tone.SAME, False)


def test_a_trend_of_rows_of_unequal_length_is_refused() -> None:
    with pytest.raises(StatisticsError, match="разной длины"):
        trend([1, 2, 3], [4, 5])
    with pytest.raises(StatisticsError, match="разной длины"):
        trend([1, 2, 3], [4, 5, 6], years=[2020])


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_an_impossible_confidence_is_refused(confidence: float) -> None:
    with pytest.raises(StatisticsError):
        trend([1, 2, 3], [4, 5, 6], confidence=confidence)
    with pytest.raises(StatisticsError):
        share_change(1, 4, 2, 5, confidence=confidence)


SCHOOL = TwoYears(9, 20, 4, 20)
MUNICIPALITY = TwoYears(109, 520, 94, 520)


def test_the_school_is_taken_out_of_its_municipality() -> None:
    found = against_municipality(SCHOOL, MUNICIPALITY)
    assert found.school_change == -25
    assert found.rest_change == pytest.approx(-2)
    assert found.difference == pytest.approx(-23)
    assert (found.fact, found.tone, found.proven) == (Fact.DOWN, Tone.BETTER, False)
    assert found.lower < found.difference < found.upper


def test_the_interval_is_wider_than_that_of_the_school_alone() -> None:
    found = against_municipality(SCHOOL, MUNICIPALITY)
    lower, upper = newcombe(9, 20, 4, 20)
    assert found.upper - found.lower > 100 * (upper - lower)


@given(counts(), counts(), counts(), counts())
def test_the_interval_of_a_contrast_holds_it_and_proof_follows(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]
) -> None:
    whole = TwoYears(a[0] + c[0], a[1] + c[1], b[0] + d[0], b[1] + d[1])
    found = against_municipality(TwoYears(*a, *b), whole)
    assert found.lower <= found.difference <= found.upper
    assert found.difference == pytest.approx(found.school_change - found.rest_change)
    assert found.proven is not (found.lower <= 0 <= found.upper)


@pytest.mark.parametrize(
    ("school", "municipality", "whose"),
    [
        (TwoYears(None, None, 4, 20), MUNICIPALITY, "школы"),
        (SCHOOL, SCHOOL, "других школ"),
        (SCHOOL, TwoYears(None, None, 94, 520), "других школ"),
    ],
)
def test_without_one_side_there_is_no_contrast(
    school: TwoYears, municipality: TwoYears, whose: str
) -> None:
    found = against_municipality(school, municipality)
    assert (found.fact, found.difference) == (Fact.NO_DATA, None)
    assert found.reason == f"нет результатов {whose} за один из годов"


def test_a_school_larger_than_its_municipality_is_refused() -> None:
    with pytest.raises(StatisticsError, match="У школы 20 человек, а во всём муниципалитете 15"):
        against_municipality(SCHOOL, TwoYears(9, 15, 94, 520))


def test_many_schools_get_adjusted_p_values() -> None:
    changes = [
        share_change(30, 100, 16, 100),
        share_change(None, None, 4, 20),
        share_change(9, 20, 4, 20),
        share_change(20, 60, 2, 60),
    ]
    adjusted = many(changes)
    expected = benjamini_hochberg([c.p_value for c in changes])
    assert [c.p_adjusted for c in adjusted if c.p_adjusted is not None] == [
        p for p in expected if not math.isnan(p)
    ]
    assert adjusted[1] == changes[1]
    assert all(c.p_adjusted >= c.p_value for c in adjusted if c.p_value is not None)
    assert many([]) == ()
