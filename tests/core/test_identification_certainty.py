"""Probabilities against enumeration, simulation and published numbers; band against word."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta, binom

from shnor_core.identification import Confidence, identify
from shnor_core.identification.certainty import posterior_tails
from shnor_core.identification.methods import Branch
from tests.core.identification_world import (
    B_ANY,
    B_SAME,
    VARIANTS,
    YEAR,
    A,
    holds,
    method,
    results,
)

NOTHING = (None, None, None, None)


def enumerated(low_chances, rule) -> float:
    """Probability of the rule by walking through every outcome of every procedure."""
    last, previous = low_chances
    total = 0.0
    for outcome in product((False, True), repeat=2 * len(last)):
        now, before = outcome[: len(last)], outcome[len(last) :]
        chances = [q if low else 1 - q for q, low in zip([*last, *previous], outcome, strict=True)]
        total += np.prod(chances) * holds(now, before, rule)
    return total


def tail(cell, threshold) -> float:
    if cell is None or cell[1] == 0:
        return 0.0
    low, participants = cell
    return float(beta(low + 0.5, participants - low + 0.5).sf(float(threshold)))


cell = st.one_of(
    st.none(),
    st.integers(0, 30).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
)
year = st.tuples(cell, cell, cell, cell)
schools = st.tuples(year, year)


@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=25, deadline=None)
@given(school=schools)
def test_probability_equals_enumeration(tested, school):
    found = identify(results(school), tested, year=YEAR)
    rule = tested.low_share
    chances = [[tail(cell, rule.threshold) for cell in cells] for cells in school]
    if not found.judged[0]:
        assert np.isnan(found.certainty.probability[0])
    else:
        expected = enumerated(chances, rule)
        assert found.certainty.probability[0] == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("tested", VARIANTS)
def test_probability_lies_within_simulation(tested):
    school = (((5, 20), (6, 18), (2, 9), (7, 21)), ((4, 15), (3, 19), None, (9, 22)))
    rule = tested.low_share
    rng = np.random.default_rng(20240501)
    draws = 40_000
    lows = []
    for cells in school:
        shares = [
            np.zeros(draws) if c is None else rng.beta(c[0] + 0.5, c[1] - c[0] + 0.5, draws)
            for c in cells
        ]
        lows.append(np.array(shares) >= float(rule.threshold))
    hits = sum(holds(lows[0][:, d], lows[1][:, d], rule) for d in range(draws))
    exact = identify(results(school), tested, year=YEAR).certainty.probability[0]
    lower, upper = binom(draws, exact).ppf([0.0005, 0.9995])
    assert lower <= hits <= upper


@pytest.mark.parametrize("participants", [1, 2, 9, 40, 180])
def test_posterior_tails_equal_the_beta_distribution(participants):
    shares = np.linspace(0, 1, 41)
    low = np.arange(participants + 1)[:, None]
    expected = beta(low + 0.5, participants - low + 0.5).sf(shares)
    assert np.abs(posterior_tails(participants, shares) - expected).max() < 1e-12


@pytest.mark.parametrize(
    ("participants", "percent"), [(3, 49), (5, 26), (10, 32), (20, 20), (50, 6), (100, 1)]
)
def test_chance_of_one_procedure_equals_the_published_table(participants, percent):
    """Chance of ≥ 30 % «двоек» when the true share is 20 %."""
    one = method(Branch("А", "одна", 1, 0), procedures=1)
    found = identify(results((((0, participants),), (None,))), one, year=YEAR, reference_share=0.2)
    assert round(100 * found.chance_of_label[0]) == percent


@pytest.mark.parametrize(("participants", "percent"), [(10, 79), (15, 39), (25, 21), (50, 8)])
def test_chance_of_two_in_eight_equals_the_published_table(participants, percent):
    """True share 20 %, «≥ 2 of 8 procedures with ≥ 30 %»."""
    k = -(-3 * participants // 10)
    q = binom(participants, 0.2).sf(k - 1)
    by_hand = 1 - binom(8, q).cdf(1)
    assert round(100 * by_hand) == percent
    found = identify(
        results({"ш": (((0, participants),) * 6, NOTHING)}),
        method(A, procedures=6),
        year=YEAR,
        reference_share=0.2,
    )
    assert found.chance_of_label[0] == pytest.approx(1 - binom(6, q).cdf(1), abs=1e-12)


@pytest.mark.parametrize("tested", VARIANTS)
def test_chance_of_label_equals_enumeration_of_marks(tested):
    """Every possible number of low marks of a small school, weighed by its binomial chance."""
    school = (((0, 3), (0, 4), (0, 2), None), ((0, 2), None, (0, 3), None))
    rule, share = tested.low_share, 0.35

    def chance(cell) -> float:
        marks = range(cell[1] + 1) if cell else ()
        low = [k for k in marks if Fraction(k, cell[1]) >= rule.threshold]
        return float(sum(binom(cell[1], share).pmf(k) for k in low))

    chances = [[chance(cell) for cell in cells] for cells in school]
    found = identify(results(school), tested, year=YEAR, reference_share=share)
    assert found.chance_of_label[0] == pytest.approx(enumerated(chances, rule), abs=1e-12)


def test_reference_share_is_pooled_over_pupils():
    table = results({"а": (((1, 10), None), ((9, 10),)), "б": (((20, 90), None), (None,))})
    both = identify(table, method(A, B_ANY), year=YEAR)
    assert both.reference_share[0] == pytest.approx(30 / 110)
    one = identify(table, method(A), year=YEAR)
    assert one.reference_share[0] == pytest.approx(21 / 100)


@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=40, deadline=None)
@given(school=schools)
def test_band_and_probability_and_word_cannot_disagree(tested, school):
    found = identify(results(school), tested, year=YEAR)
    probability, border = found.certainty.probability[0], float(tested.low_share.threshold)
    lower, upper = found.certainty.lower[0], found.certainty.upper[0]
    verdict = found.explain("ш")
    if verdict.certainty is None:
        return
    if verdict.certainty.share is None:
        assert probability == 0
        assert verdict.certainty.word is Confidence.FEW_DATA
        return
    assert (probability >= 0.9) == (lower >= border)
    assert (probability <= 0.1) == (upper <= border)
    assert lower <= found.certainty.median[0] <= upper
    assert (probability >= 0.5) == (found.certainty.median[0] >= border)
    if verdict.certainty.word is Confidence.CONFIRMED:
        assert lower >= border if verdict.listed else upper <= border
    if lower < border < upper:
        assert verdict.certainty.word is not Confidence.CONFIRMED


@settings(max_examples=30, deadline=None)
@given(school=schools, level=st.sampled_from([(0.9, "lower"), (0.5, "median"), (0.1, "upper")]))
def test_band_is_the_inverse_of_the_probability(school, level):
    """At the ends of the band the rule holds with 0.9, 0.5 and 0.1."""
    found = identify(results(school), method(A, B_ANY), year=YEAR)
    end = getattr(found.certainty, level[1])[0]
    if np.isnan(end) or not 0.001 < end < 0.999:
        return
    for step, above in ((-0.0003, True), (0.0003, False)):
        moved = identify(
            results(school), method(A, B_ANY), year=YEAR, threshold=Fraction(end + step)
        )
        assert bool(moved.certainty.probability[0] > level[0]) is above


def test_large_cohorts_have_narrow_bands():
    school = (((640, 2_000), (580, 2_000), None, None), NOTHING)
    found = identify(results(school), method(A), year=YEAR)
    width = found.certainty.upper[0] - found.certainty.lower[0]
    # the smaller of two shares that overlap: about the smaller one's own 80 % interval
    assert 0.9 < width / (2 * 1.2816 * np.sqrt(0.29 * 0.71 / 2_000)) < 1.05


@pytest.mark.parametrize(
    ("school", "share", "title"),
    [
        # A: the second largest; B: the smaller of the two largest
        ((((5, 10), (4, 10), (1, 10), None), NOTHING), 0.4, "ВПР математика 6"),
        ((((5, 10), (1, 10), (1, 10), None), (None, (3, 10), None, None)), 0.3, "ВПР математика 6"),
        ((((3, 10), (1, 10), (1, 10), None), (None, (5, 10), None, None)), 0.3, "ВПР математика 5"),
    ],
)
def test_deciding_share_is_where_the_plain_rule_turns(school, share, title):
    found = identify(results(school), method(A, B_ANY), year=YEAR).explain("ш").certainty
    assert found.share.observed == pytest.approx(share)
    assert found.share.evidence.title == title


@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=25, deadline=None)
@given(school=schools)
def test_observed_deciding_share_is_the_largest_threshold_that_lists(tested, school):
    verdict = identify(results(school), tested, year=YEAR).explain("ш")
    if verdict.certainty is None or verdict.certainty.share is None:
        return
    # listed by its larger groups alone: the small ones are set aside
    larger = identify(results(school), tested, year=YEAR, minimum_participants=10).listed[0]
    minimum = 10 if larger else 0
    cell = verdict.certainty.share.evidence
    share = Fraction(cell.low, cell.participants)
    assert float(share) == verdict.certainty.share.observed
    assert verdict.listed == (share >= tested.low_share.threshold)
    assert (verdict.certainty.word is Confidence.FEW_DATA) <= (not larger)
    if 0 < share < 1:
        for threshold, expected in ((share, True), (share + Fraction(1, 10**6), False)):
            moved = identify(
                results(school),
                tested,
                year=YEAR,
                threshold=threshold,
                minimum_participants=minimum,
            )
            assert bool(moved.listed[0]) is expected


def test_small_group_is_set_aside_when_larger_ones_are_enough():
    school = (((4, 5), (9, 20), (7, 20), None), NOTHING)
    share = identify(results(school), method(A), year=YEAR).explain("ш").certainty.share
    assert (share.evidence.low, share.evidence.participants) == (7, 20)


@pytest.mark.parametrize(
    ("school", "word"),
    [
        ((((15, 20), (14, 20), (0, 20), None), NOTHING), Confidence.CONFIRMED),
        ((((7, 20), (6, 20), (0, 20), None), NOTHING), Confidence.EDGE),
        ((((9, 9), (9, 9), (0, 20), None), NOTHING), Confidence.FEW_DATA),
        # a small group beside two large ones decides nothing
        ((((4, 4), (15, 20), (14, 20), None), NOTHING), Confidence.CONFIRMED),
        ((((0, 30), (1, 30), (1, 30), None), NOTHING), Confidence.CONFIRMED),
        ((((0, 9), (0, 9), (0, 9), None), NOTHING), Confidence.FEW_DATA),
        ((((0, 9), (0, 30), (0, 30), None), NOTHING), Confidence.CONFIRMED),
        ((((9, 30), (8, 30), (0, 30), None), NOTHING), Confidence.EDGE),
    ],
)
def test_words(school, word):
    assert identify(results(school), method(A), year=YEAR).words[0] is word


def test_many_near_misses_are_not_called_confirmed():
    """Twelve times 8 of 27: nothing is low, yet it is likely that two of the true shares are."""
    school = (((8, 27),) * 6, ((8, 27),) * 6)
    found = identify(results(school), method(A, B_ANY, procedures=6), year=YEAR)
    assert not found.listed[0]
    assert found.certainty.probability[0] >= 0.9
    assert found.words[0] is Confidence.EDGE


def test_same_work_in_both_years_is_one_tied_count():
    school = (((6, 12), None, None, None), (None, (6, 12), None, None))
    assert identify(results(school), method(B_SAME), year=YEAR).certainty.probability[0] == 0
    assert identify(results(school), method(B_ANY), year=YEAR).certainty.probability[0] > 0.8
