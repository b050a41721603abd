"""School formulas on counts of marks."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core import marks
from shnor_core.errors import StatisticsError

FORMULAS = (marks.low_share, marks.success, marks.quality, marks.sou, marks.mean_mark)
row = st.tuples(*[st.integers(0, 200)] * 4)
rows = st.lists(row, min_size=1, max_size=12)
some_marks = row.filter(any)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 0, 0, 0), (100, 0, 0, 16, 2)),
        ((0, 1, 0, 0), (0, 100, 0, 36, 3)),
        ((0, 0, 1, 0), (0, 100, 100, 64, 4)),
        ((0, 0, 0, 1), (0, 100, 100, 100, 5)),
        ((1, 1, 1, 1), (25, 75, 50, 54, 3.5)),
    ],
)
def test_one_mark_of_a_kind_weighs_what_the_published_formulas_say(
    counts: tuple[int, int, int, int], expected: tuple[float, ...]
) -> None:
    assert tuple(formula(*counts) for formula in FORMULAS) == expected


def test_pupils_without_a_mark_weigh_seven_in_the_sou_and_belong_to_its_whole() -> None:
    assert marks.sou(0, 0, 0, 0, absent=1) == 7
    assert marks.sou(0, 0, 0, 1, absent=1) == 53.5
    assert marks.sou(2, 8, 7, 3, absent=0) == marks.sou(2, 8, 7, 3)


def test_nobody_gives_no_number_and_not_a_zero() -> None:
    assert all(math.isnan(formula(0, 0, 0, 0)) for formula in FORMULAS)


def test_a_missing_count_gives_no_number() -> None:
    assert all(math.isnan(formula(1, math.nan, 1, 1)) for formula in FORMULAS)


def test_arrays_give_arrays_and_scalars_give_floats() -> None:
    found = marks.success([2, 0, None], [8, 0, 1], [7, 0, 1], [3, 0, 1])
    np.testing.assert_array_equal(found, [90, math.nan, math.nan])
    assert type(marks.success(2, 8, 7, 3)) is float


@pytest.mark.parametrize("bad", [(-1, 1, 1, 1), (1.5, 1, 1, 1), (1, 1, 1, math.inf)])
def test_impossible_counts_are_refused(bad: tuple[float, ...]) -> None:
    for formula in FORMULAS:
        with pytest.raises(StatisticsError):
            formula(*bad)


@given(some_marks, st.integers(2, 50))
def test_the_same_shares_in_a_larger_school_give_the_same_numbers(
    counts: tuple[int, int, int, int], times: int
) -> None:
    for formula in FORMULAS:
        larger = formula(*(times * count for count in counts))
        assert larger == pytest.approx(formula(*counts), rel=1e-12)


@given(some_marks)
def test_numbers_stay_within_their_scales(counts: tuple[int, int, int, int]) -> None:
    assert 2 <= marks.mean_mark(*counts) <= 5
    assert 16 <= marks.sou(*counts) <= 100
    assert marks.quality(*counts) <= marks.success(*counts) <= 100
    assert marks.success(*counts) + marks.low_share(*counts) == pytest.approx(100)


@given(row.filter(lambda counts: counts[0] > 0))
def test_one_pass_instead_of_a_two_never_lowers_a_result(
    counts: tuple[int, int, int, int],
) -> None:
    n2, n3, n4, n5 = counts
    for formula in FORMULAS[1:]:
        assert formula(n2 - 1, n3 + 1, n4, n5) >= formula(*counts)
    assert marks.low_share(n2 - 1, n3 + 1, n4, n5) < marks.low_share(*counts)


def test_a_municipality_is_pooled_over_pupils() -> None:
    summary = marks.pooled([(10, 40, 40, 10), (5, 5, 0, 0)])
    assert (summary.participants, summary.rows, summary.rows_missing) == (110, 2, 0)
    assert summary.low_share == pytest.approx(100 * 15 / 110)
    assert summary.mean_mark == pytest.approx((2 * 15 + 3 * 45 + 4 * 40 + 5 * 10) / 110)


def test_a_row_with_an_unknown_count_is_left_out_and_counted() -> None:
    summary = marks.pooled([(1, 2, 3, 4), (1, None, 3, 4)])
    assert summary.participants == 10
    assert (summary.rows, summary.rows_missing) == (1, 1)


def test_no_rows_give_no_numbers() -> None:
    for empty in ([], [(None, 1, 1, 1)], np.zeros((0, 4))):
        summary = marks.pooled(empty)
        assert summary.participants == 0
        assert math.isnan(summary.success)
        assert math.isnan(summary.mean_mark)


@given(rows, st.randoms(use_true_random=False))
def test_order_of_schools_changes_nothing(
    table: list[tuple[int, int, int, int]], random: Random
) -> None:
    # as text, because NaN of an empty table does not equal itself
    assert repr(marks.pooled(random.sample(table, len(table)))) == repr(marks.pooled(table))


@given(rows.filter(lambda table: any(any(counts) for counts in table)))
def test_a_pooled_share_lies_between_the_shares_of_the_schools(
    table: list[tuple[int, int, int, int]],
) -> None:
    shares = [marks.low_share(*counts) for counts in table if any(counts)]
    pooled = marks.pooled(table).low_share
    assert min(shares) - 1e-9 <= pooled <= max(shares) + 1e-9


@pytest.mark.parametrize("bad", [[(1, 2, 3)], [(1, 2, 3, 4, 5)], [1, 2, 3, 4]])
def test_a_row_that_is_not_four_counts_is_refused(bad: list[tuple[int, ...]]) -> None:
    with pytest.raises(StatisticsError, match="четырёх"):
        marks.pooled(bad)
