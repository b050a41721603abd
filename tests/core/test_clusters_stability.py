"""Leaving schools out, matching groups, agreement of two divisions."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.clusters.stability import ONE_BY_ONE, adjusted_rand, leave_out, matching
from shnor_core.clusters.table import Floats, standardised
from shnor_core.clusters.ward import cut, ward
from tests.core.cluster_world import planted

labels = st.lists(st.integers(0, 3), min_size=2, max_size=12)


def divided(points: Floats, groups: int) -> np.ndarray:
    return cut(ward(standardised(points)), [groups])[0]


def test_separate_groups_survive_every_run() -> None:
    points = planted(1)
    found = leave_out(points, divided(points, 3))
    assert found.runs == 24
    assert found.schools.tolist() == [1.0] * 24
    assert found.groups.tolist() == [1.0] * 3


def test_a_school_half_way_is_the_one_that_moves() -> None:
    rng = np.random.default_rng(6)
    points = np.concatenate([rng.normal(0, 1, (8, 3)), rng.normal(6, 1, (8, 3)), [[3.0, 3.0, 3.0]]])
    found = leave_out(points, divided(points, 2))
    assert found.schools.argmin() == 16
    assert found.schools[16] < 1
    assert found.schools[:16].tolist() == [1.0] * 16


def test_runs_by_hand() -> None:
    points = np.random.default_rng(8).standard_normal((9, 2))
    first = divided(points, 3)
    stayed, likeness = np.zeros(9), [[], [], []]
    for out in range(9):
        kept = [place for place in range(9) if place != out]
        before, there = first[kept], sorted(set(first[kept].tolist()))
        after = divided(points[kept], len(there))
        match = dict(best_match(before, after, there))
        for place, old, new in zip(kept, before.tolist(), after.tolist(), strict=True):
            stayed[place] += match.get(old) == new
        for group in there:
            ours, theirs = before == group, after == match[group]
            likeness[group].append((ours & theirs).sum() / (ours | theirs).sum())
    found = leave_out(points, first)
    assert found.schools == pytest.approx(stayed / 8)
    assert found.groups == pytest.approx([np.mean(runs) for runs in likeness])


def best_match(before: np.ndarray, after: np.ndarray, groups: list[int]) -> list[tuple[int, int]]:
    def common(match: tuple[int, ...]) -> int:
        return sum(
            ((before == old) & (after == new)).sum() for old, new in zip(groups, match, strict=True)
        )

    best = max(itertools.permutations(range(len(groups))), key=common)
    return list(zip(groups, best, strict=True))


def test_many_schools_leave_in_fiftieths() -> None:
    points = planted(2, schools=ONE_BY_ONE + 1)
    found = leave_out(points, divided(points, 3))
    assert found.runs == 50
    assert found.schools.min() == found.groups.min() == 1.0


@given(labels, st.randoms())
def test_matching_has_the_largest_common_membership(given_labels: list[int], random) -> None:
    before = np.unique(given_labels, return_inverse=True)[1]
    after = before.copy()
    random.shuffle(after)
    match = matching(before, after)
    shared = sum(match[old] == new for old, new in zip(before, after, strict=True))
    best = max(
        sum(order[old] == new for old, new in zip(before, after, strict=True))
        for order in itertools.permutations(range(before.max() + 1))
    )
    assert shared == best
    known = match[match >= 0].tolist()
    assert len(set(known)) == len(known)


def test_a_group_without_anybody_in_common_corresponds_to_none() -> None:
    match = matching(np.array([0, 0, 1]), np.array([0, 0, 0]))
    assert match.tolist() == [0, -1]


@given(labels, st.randoms())
def test_adjusted_rand_by_pairs(given_labels: list[int], random) -> None:
    before = np.unique(given_labels, return_inverse=True)[1]
    after = before.copy()
    random.shuffle(after)
    pairs = list(itertools.combinations(range(len(before)), 2))
    one = np.array([before[a] == before[b] for a, b in pairs])
    two = np.array([after[a] == after[b] for a, b in pairs])
    expected = one.sum() * two.sum() / len(pairs)
    limit = (one.sum() + two.sum()) / 2
    by_pairs = 1.0 if limit == expected else ((one & two).sum() - expected) / (limit - expected)
    assert adjusted_rand(before, after) == pytest.approx(by_pairs)


def test_adjusted_rand_of_the_scikit_learn_manual() -> None:
    """User guide, «Rand index», and the page of ``adjusted_rand_score``."""
    assert adjusted_rand(np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 2, 2])) == (
        pytest.approx(0.24, abs=5e-3)
    )
    assert adjusted_rand(np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1])) == (
        pytest.approx(0.57, abs=5e-3)
    )
    assert adjusted_rand(np.array([0, 0, 0, 0]), np.array([0, 1, 2, 3])) == 0
