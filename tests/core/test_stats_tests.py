"""Fisher's exact test, the trend test and the correction for many schools."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from shnor_core.errors import StatisticsError
from shnor_core.stats import benjamini_hochberg, cochran_armitage, fisher_exact

ALCOHOL = ([48, 38, 5, 1, 1], [17114, 14502, 793, 127, 38])
DRINKS = [0, 0.5, 1.5, 4, 7]
BH_1995 = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
    0.6528, 0.7590, 1.0,
]  # fmt: skip
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=30)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(1, 60))
    return draw(st.integers(0, total)), total


series = st.lists(counts(), min_size=2, max_size=6)


def columns(points: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [x for x, _ in points], [n for _, n in points]


def test_fisher_agrees_with_the_tea_tasting_of_fisher_1935() -> None:
    assert fisher_exact(3, 4, 1, 4) == pytest.approx(34 / 70, abs=1e-15)


@given(counts(), counts())
def test_fisher_agrees_with_scipy(first: tuple[int, int], second: tuple[int, int]) -> None:
    (x1, n1), (x2, n2) = first, second
    expected = scipy_stats.fisher_exact([[x1, n1 - x1], [x2, n2 - x2]]).pvalue
    assert fisher_exact(x1, n1, x2, n2) == pytest.approx(expected, abs=1e-10)


@given(counts(), counts())
def test_fisher_does_not_depend_on_the_order_of_years_or_on_what_is_counted(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    (x1, n1), (x2, n2) = first, second
    p = fisher_exact(x1, n1, x2, n2)
    assert 0 < p <= 1
    assert fisher_exact(x2, n2, x1, n1) == p
    assert fisher_exact(n1 - x1, n1, n2 - x2, n2) == p


@given(st.integers(0, 40), st.integers(1, 40))
def test_equal_classes_give_p_of_one(x: int, more: int) -> None:
    assert fisher_exact(x, x + more, x, x + more) == 1


def test_fisher_takes_arrays_and_keeps_missing() -> None:
    found = fisher_exact([3, None], 4, [1, 1], 4)
    assert found[0] == fisher_exact(3, 4, 1, 4)
    assert math.isnan(found[1])
    assert type(fisher_exact(3, 4, 1, 4)) is float


def test_fisher_is_exact_for_a_large_municipality() -> None:
    expected = scipy_stats.fisher_exact([[300, 2700], [360, 2640]]).pvalue
    assert fisher_exact(300, 3000, 360, 3000) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("bad", [(1, 0, 1, 4), (5, 4, 1, 4), (0.5, 4, 1, 4), (1, 4, -1, 4)])
def test_fisher_refuses_counts_outside_their_domain(bad: tuple[float, ...]) -> None:
    with pytest.raises(StatisticsError):
        fisher_exact(*bad)


def test_trend_agrees_with_agresti_on_alcohol_and_malformation() -> None:
    """Graubard and Korn's data, Categorical Data Analysis, section 5.3.5: z² = 6.57, P = 0.010."""
    z, p = cochran_armitage(*ALCOHOL, DRINKS)
    assert z**2 == pytest.approx(6.57, abs=5e-3)
    assert p == pytest.approx(0.010, abs=5e-4)


def test_trend_agrees_with_the_asymptotic_p_of_statxact_on_the_same_data() -> None:
    """StatXact example 6: 0.0078 with the last score 8, 0.1765 with equally spaced scores."""
    assert cochran_armitage(*ALCOHOL, [0, 0.5, 1.5, 4, 8])[1] == pytest.approx(0.0078, abs=5e-5)
    assert cochran_armitage(*ALCOHOL)[1] == pytest.approx(0.1765, abs=2e-4)


def test_trend_agrees_with_the_manual_of_sas_on_pain() -> None:
    """PROC FREQ, example 28.7: |z| = 4.7918."""
    z, p = cochran_armitage([6, 7, 9, 14, 23], [32, 33, 32, 32, 32])
    assert z == pytest.approx(4.7918, abs=5e-5)
    assert p < 0.0001


def test_trend_agrees_with_prop_trend_test_of_r_on_smokers() -> None:
    z, p = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82])
    assert z**2 == pytest.approx(8.2249, abs=5e-5)
    assert p == pytest.approx(0.004132, abs=5e-7)


@given(series)
def test_trend_of_two_points_and_more_changes_sign_when_time_runs_back(
    points: list[tuple[int, int]],
) -> None:
    x, n = columns(points)
    z, p = cochran_armitage(x, n)
    back, same = cochran_armitage(x[::-1], n[::-1])
    assert back == pytest.approx(-z, abs=1e-9)
    assert same == pytest.approx(p, abs=1e-9)
    assert 0 <= p <= 1


@given(series, st.floats(0.1, 50), st.floats(-3000, 3000))
def test_trend_does_not_depend_on_the_scale_or_origin_of_time(
    points: list[tuple[int, int]], step: float, origin: float
) -> None:
    x, n = columns(points)
    years = [origin + step * i for i in range(len(x))]
    assert cochran_armitage(x, n, years)[0] == pytest.approx(cochran_armitage(x, n)[0], abs=1e-6)


@given(series, st.randoms(use_true_random=False))
def test_trend_does_not_depend_on_the_order_of_rows(
    points: list[tuple[int, int]], random: Random
) -> None:
    rows = [(x, n, year) for year, (x, n) in enumerate(points)]
    shuffled = random.sample(rows, len(rows))
    x, n, years = (list(column) for column in zip(*shuffled, strict=True))
    assert cochran_armitage(x, n, years)[0] == pytest.approx(
        cochran_armitage(*columns(points))[0], abs=1e-9
    )


@pytest.mark.parametrize("lows", [[0, 0, 0], [5, 6, 7]])
def test_nobody_or_everybody_low_shows_no_trend(lows: list[int]) -> None:
    assert cochran_armitage(lows, [5, 6, 7]) == (0.0, 1.0)


def test_several_series_at_once_keep_a_missing_one_missing() -> None:
    lows = np.array([[3, 2, 1], [3, np.nan, 1]])
    z, p = cochran_armitage(lows, [10, 10, 10])
    assert (z[0], p[0]) == cochran_armitage([3, 2, 1], [10, 10, 10])
    assert math.isnan(z[1])
    assert math.isnan(p[1])


@pytest.mark.parametrize(
    ("lows", "totals", "years", "sentence"),
    [
        ([1], [5], None, "не меньше двух точек"),
        ([1, 2], [5, 5], [2020, 2020], "две разные точки"),
        ([1, 2], [5, 5], [2020, math.nan], "две разные точки"),
        ([1, 2], [5, 5], [2020, 2021, 2022], "разной длины"),
        ([1, 6], [5, 5], None, "Часть больше целого"),
    ],
)
def test_a_series_without_a_trend_is_refused(
    lows: list[int], totals: list[int], years: list[float] | None, sentence: str
) -> None:
    with pytest.raises(StatisticsError, match=sentence):
        cochran_armitage(lows, totals, years)


def test_benjamini_hochberg_rejects_the_four_hypotheses_of_the_paper() -> None:
    """Benjamini and Hochberg (1995), section 3.2: four of fifteen at q = 0.05."""
    assert (benjamini_hochberg(BH_1995) <= 0.05).tolist() == [True] * 4 + [False] * 11


@given(p_values)
def test_benjamini_hochberg_agrees_with_scipy(values: list[float]) -> None:
    expected = scipy_stats.false_discovery_control(values)
    np.testing.assert_allclose(benjamini_hochberg(values), expected, rtol=1e-12, atol=1e-300)


@given(p_values)
def test_adjusted_values_keep_the_order_and_never_fall(values: list[float]) -> None:
    adjusted = benjamini_hochberg(values)
    assert (adjusted >= values).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(values)]) >= 0).all()


@given(p_values, st.randoms(use_true_random=False))
def test_order_of_schools_does_not_change_their_adjusted_values(
    values: list[float], random: Random
) -> None:
    places = random.sample(range(len(values)), len(values))
    shuffled = benjamini_hochberg([values[place] for place in places])
    assert shuffled.tolist() == benjamini_hochberg(values)[places].tolist()


def test_a_school_without_a_p_value_does_not_count() -> None:
    adjusted = benjamini_hochberg([0.01, math.nan, 0.04])
    assert adjusted[[0, 2]].tolist() == benjamini_hochberg([0.01, 0.04]).tolist()
    assert math.isnan(adjusted[1])
    assert benjamini_hochberg([]).size == 0
    assert np.isnan(benjamini_hochberg([None, None])).all()


@pytest.mark.parametrize("bad", [[0.5, 1.1], [-0.1], [[0.1], [0.2]]])
def test_what_is_not_a_row_of_p_values_is_refused(bad: list[float]) -> None:
    with pytest.raises(StatisticsError):
        benjamini_hochberg(bad)
