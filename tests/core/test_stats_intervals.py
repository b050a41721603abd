"""Intervals: published numbers, borders, and what must hold for any counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from shnor_core.errors import StatisticsError
from shnor_core.stats import double_difference, jeffreys, newcombe, wilson

totals = st.integers(1, 400)
confidences = st.floats(0.5, 0.999)


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(totals)
    return draw(st.integers(0, total)), total


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_agrees_with_newcombe_1998_single_proportion_table_1(
    x: int, n: int, lower: float, upper: float
) -> None:
    assert wilson(x, n) == pytest.approx((lower, upper), abs=5e-5)


@pytest.mark.parametrize(
    ("after", "before", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_newcombe_agrees_with_newcombe_1998_table_2_method_10(
    after: tuple[int, int], before: tuple[int, int], lower: float, upper: float
) -> None:
    assert newcombe(*before, *after) == pytest.approx((lower, upper), abs=5e-5)


def test_double_difference_agrees_with_newcombe_2001_section_4_1() -> None:
    """Bristol antenatal care study: 17/65 and 17/75 against 18/72 and 16/65."""
    found = double_difference((17, 75, 17, 65), (16, 65, 18, 72))
    assert found == pytest.approx((0.0310, -0.1687, 0.2343), abs=5e-5)


@pytest.mark.parametrize(
    ("x", "lower", "upper"), [(2, 0.065, 0.648), (3, 0.139, 0.766), (4, 0.234, 0.861)]
)
def test_jeffreys_agrees_with_brown_cai_dasgupta_2001_table_for_seven(
    x: int, lower: float, upper: float
) -> None:
    assert jeffreys(x, 7) == pytest.approx((lower, upper), abs=1e-3)


def test_jeffreys_is_closed_at_none_and_at_all() -> None:
    assert jeffreys(0, 7)[0] == 0.0
    assert jeffreys(7, 7)[1] == 1.0


@given(counts(), confidences)
def test_wilson_agrees_with_scipy(pair: tuple[int, int], confidence: float) -> None:
    expected = scipy_stats.binomtest(*pair).proportion_ci(confidence, method="wilson")
    assert wilson(*pair, confidence) == pytest.approx(tuple(expected), abs=1e-10)


@given(counts(), confidences)
def test_jeffreys_agrees_with_beta_quantiles_of_scipy(
    pair: tuple[int, int], confidence: float
) -> None:
    x, n = pair
    lower, upper = scipy_stats.beta.interval(confidence, x + 0.5, n - x + 0.5)
    expected = (0.0 if x == 0 else lower, 1.0 if x == n else upper)
    assert jeffreys(x, n, confidence) == pytest.approx(expected, abs=1e-10)


@given(counts(), confidences)
def test_an_interval_contains_its_share_and_stays_within_0_and_1(
    pair: tuple[int, int], confidence: float
) -> None:
    for interval in (wilson, jeffreys):
        lower, upper = interval(*pair, confidence)
        assert 0 <= lower <= pair[0] / pair[1] <= upper <= 1


@given(counts(), counts(), confidences)
def test_newcombe_contains_the_difference_and_stays_within_minus_1_and_1(
    before: tuple[int, int], after: tuple[int, int], confidence: float
) -> None:
    lower, upper = newcombe(*before, *after, confidence)
    difference = after[0] / after[1] - before[0] / before[1]
    assert -1 - 1e-12 <= lower <= difference <= upper <= 1 + 1e-12


@given(counts(), counts())
def test_exchanging_the_years_turns_the_interval_round(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    lower, upper = newcombe(*before, *after)
    assert newcombe(*after, *before) == pytest.approx((-upper, -lower), abs=1e-12)


@given(counts())
def test_counting_those_who_passed_mirrors_the_interval(pair: tuple[int, int]) -> None:
    x, n = pair
    for interval in (wilson, jeffreys):
        lower, upper = interval(x, n)
        assert interval(n - x, n) == pytest.approx((1 - upper, 1 - lower), abs=1e-9)


@given(counts(), st.integers(2, 20))
def test_more_pupils_with_the_same_share_narrow_the_interval(
    pair: tuple[int, int], times: int
) -> None:
    lower, upper = wilson(*pair)
    closer_lower, closer_upper = wilson(pair[0] * times, pair[1] * times)
    assert closer_upper - closer_lower < upper - lower


@given(counts(), counts(), counts(), counts())
def test_a_double_difference_with_itself_is_nought_and_its_interval_holds_the_estimate(
    a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]
) -> None:
    difference, lower, upper = double_difference((*a, *b), (*c, *d))
    assert lower <= difference <= upper
    assert double_difference((*a, *b), (*a, *b))[0] == 0


def test_arrays_are_broadcast_and_missing_stays_missing() -> None:
    lower, upper = wilson([4, None, 0], 10)
    assert lower.shape == upper.shape == (3,)
    assert (lower[0], upper[0]) == wilson(4, 10)
    assert math.isnan(lower[1])
    assert math.isnan(upper[1])
    assert lower[2] == 0.0
    table = newcombe(np.zeros((2, 1)), 5, np.array([[1, 2, 3]]), 6)
    assert table[0].shape == (2, 3)


def test_scalars_give_plain_floats() -> None:
    assert type(wilson(1, 4)[0]) is float
    assert all(math.isnan(limit) for limit in newcombe(math.nan, 5, 1, 5))


@pytest.mark.parametrize(
    ("x", "n", "sentence"),
    [
        (0, 0, "Доля не определена: участников 0."),
        (5, 4, "Часть больше целого: 5 из 4 участников."),
        (-1, 4, "Численность не может быть отрицательной, а передано -1."),
        (1, -4, "Численность не может быть отрицательной, а передано -4."),
        (1.5, 4, "Численность должна быть целой, а передано 1.5."),
        (1, math.inf, "Численность не может быть бесконечной, а передано inf."),
        ("много", 4, "Численность должна быть числом, а передано «много»."),
        ([1, 2], [3, 4, 5], "Ряды чисел разной длины: 2 и 3."),
        ([1, 2], [3, 0], "Доля не определена: участников 0."),
    ],
)
def test_counts_outside_their_domain_are_refused_with_a_sentence(
    x: float, n: float, sentence: str
) -> None:
    for interval in (wilson, jeffreys):
        with pytest.raises(StatisticsError) as refusal:
            interval(x, n)
        assert str(refusal.value) == sentence


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5, math.nan])
def test_a_confidence_outside_0_and_1_is_refused(confidence: float) -> None:
    for call in (lambda: wilson(1, 4, confidence), lambda: jeffreys(1, 4, confidence)):
        with pytest.raises(StatisticsError, match="между 0 и 1"):
            call()
