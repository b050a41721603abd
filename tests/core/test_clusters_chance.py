"""Tables without groups: one peak per indicator, the same ties between them, no more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from shnor_core.clusters import chance
from shnor_core.clusters.chance import TABLES, chance_profiles, is_division, single_peak
from shnor_core.clusters.table import Floats, standardised

COUNTS = range(2, 5)


def densities(column: Floats) -> Floats:
    values, shape = single_peak(column)
    return np.diff(shape) / np.diff(values)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=40), st.booleans())
def test_the_density_rises_to_one_peak_and_falls(numbers: list[int], skewed: bool) -> None:
    column = np.array(numbers, dtype=float)
    if np.ptp(column) == 0:
        column[0] += 1
    column = np.exp(column / 10) if skewed else column
    values, shape = single_peak(column)
    assert shape[0] == 0
    assert shape[-1] == pytest.approx(1)
    assert (np.diff(values) > 0).all()
    found = densities(column)
    peak = found.argmax()
    rounding = 1e-7 * found[peak]
    assert (np.diff(found[: peak + 1]) >= -rounding).all()
    assert (np.diff(found[peak:]) <= rounding).all()


def test_a_column_with_one_peak_is_kept_and_two_peaks_are_filled_between() -> None:
    falling = -np.log(1 - (np.arange(40) + 0.5) / 40)
    values, shape = single_peak(falling)
    assert shape == pytest.approx(np.linspace(0, 1, 40))
    assert values == pytest.approx(falling)
    two = np.concatenate([np.linspace(0, 1, 20), np.linspace(9, 10, 20)])
    values, shape = single_peak(two)
    between = np.interp([1.5, 8.5], values, shape)
    assert between[1] - between[0] > 0.3


def test_random_tables_keep_ranks_together_and_gaps_in_place() -> None:
    rng = np.random.default_rng(2)
    shared = rng.standard_normal((200, 1))
    points = standardised(np.exp(shared + 0.5 * rng.standard_normal((200, 2))))
    gaps = np.zeros(points.shape, dtype=bool)
    gaps[7, 1] = True
    ties = [spearmanr(table).statistic for table in chance._random_tables(points, gaps)]
    assert np.mean(ties) == pytest.approx(spearmanr(points).statistic, abs=0.03)
    assert all(table[7, 1] == 0 for table in chance._random_tables(points, gaps))


def test_random_tables_are_the_same_every_time() -> None:
    points = standardised(np.random.default_rng(4).standard_normal((20, 3)))
    gaps = np.zeros(points.shape, dtype=bool)
    first, second = (chance_profiles(points, gaps, COUNTS) for _ in range(2))
    assert first.shape == (TABLES, 3)
    assert np.array_equal(first, second, equal_nan=True)


def test_a_division_has_two_groups_of_three() -> None:
    assert is_division(np.array([0, 0, 0, 1, 1, 1, 2]))
    assert not is_division(np.array([0, 0, 0, 0, 1, 1, 2]))
