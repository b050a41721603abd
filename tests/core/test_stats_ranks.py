"""Ranks and the lowest quarter: ties stay together."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata

from shnor_core.errors import StatisticsError
from shnor_core.stats import lowest_quarter, minimum_rank
from shnor_core.stats.ranks import Rounding

few_values = st.lists(st.integers(0, 6), min_size=1, max_size=25)
different = st.lists(st.integers(-1000, 1000), min_size=1, max_size=40, unique=True)


@given(few_values)
def test_ranks_agree_with_scipy(values: list[int]) -> None:
    np.testing.assert_array_equal(minimum_rank(values), rankdata(values, method="min"))


def test_missing_is_not_ranked_and_does_not_move_the_others() -> None:
    ranks = minimum_rank([3.0, None, 1.0, 2.0])
    assert ranks[[0, 2, 3]].tolist() == [3, 1, 2]
    assert math.isnan(ranks[1])
    assert minimum_rank([]).size == 0


@pytest.mark.parametrize(("rounding", "places"), [("down", 2), ("nearest", 2), ("up", 3)])
def test_a_quarter_of_nine_schools_depends_on_the_rounding(rounding: Rounding, places: int) -> None:
    assert lowest_quarter(list(range(9)), rounding=rounding).sum() == places


@pytest.mark.parametrize(
    ("count", "down", "nearest", "up"),
    [(4, 1, 1, 1), (5, 1, 1, 2), (6, 1, 2, 2), (7, 1, 2, 2), (8, 2, 2, 2), (18, 4, 5, 5)],
)
def test_places_of_a_quarter(count: int, down: int, nearest: int, up: int) -> None:
    found = [
        int(lowest_quarter(list(range(count)), rounding=rounding).sum())
        for rounding in ("down", "nearest", "up")
    ]
    assert found == [down, nearest, up]


@given(different)
def test_the_default_is_the_published_quantile_rule_of_fingertips(values: list[int]) -> None:
    """PHEindicatormethods: ``⌊(q+1) − ⌈((N+1) − rank)/(N/q)⌉⌋``, refused when N < q."""
    count, q = len(values), 4
    quantile = [
        math.floor((q + 1) - math.ceil((count + 1 - r) * q / count)) for r in _ranks(values)
    ]
    expected = [count >= q and number == 1 for number in quantile]
    assert lowest_quarter(values).tolist() == expected


def _ranks(values: list[int]) -> list[int]:
    return [int(rank) for rank in rankdata(values, method="min")]


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_fewer_than_four_schools_have_no_quarter(count: int) -> None:
    assert not lowest_quarter(list(range(count))).any()


def test_equal_schools_are_never_low() -> None:
    assert not lowest_quarter([7.0] * 12).any()


def test_ties_at_the_border_all_belong() -> None:
    assert lowest_quarter([1, 2, 2, 2, 2, 9, 9, 9]).tolist() == [True] * 5 + [False] * 3


def test_missing_schools_are_neither_low_nor_counted() -> None:
    values = [1.0, None, 2.0, 3.0, None, 4.0]
    assert lowest_quarter(values).tolist() == [True] + [False] * 5


@given(few_values, st.randoms(use_true_random=False))
def test_the_mark_goes_with_the_school_and_not_with_its_row(
    values: list[int], random: Random
) -> None:
    places = random.sample(range(len(values)), len(values))
    shuffled = lowest_quarter([values[place] for place in places])
    assert shuffled.tolist() == lowest_quarter(values)[places].tolist()


@given(few_values)
def test_equal_values_share_their_mark(values: list[int]) -> None:
    marks = {}
    for value, low in zip(values, lowest_quarter(values).tolist(), strict=True):
        assert marks.setdefault(value, low) == low


@pytest.mark.parametrize("share", [0, 1, 25, -0.1])
def test_a_share_outside_0_and_1_is_refused(share: float) -> None:
    with pytest.raises(StatisticsError, match="Доля школ"):
        lowest_quarter([1, 2, 3, 4], share)


def test_a_table_is_refused_where_a_row_is_wanted() -> None:
    with pytest.raises(StatisticsError, match="один ряд"):
        minimum_rank(np.zeros((2, 2)))


def test_a_tenth_of_thirty_is_three() -> None:
    assert lowest_quarter(list(range(30)), 0.1).sum() == 3
