"""Ward's tree against published trees, a naive tree and scipy's; cutting it; what it keeps."""

from __future__ import annotations

import itertools
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.hierarchy import fcluster, leaves_list, linkage

from shnor_core.clusters.table import Floats, standardised
from shnor_core.clusters.ward import (
    LARGE,
    chain_tree,
    cophenetic_correlation,
    cut,
    leaf_order,
    ward,
)
from tests.core.cluster_world import ARRESTS, RUSPINI

Make = Callable[[Floats], Floats]


def naive_tree(points: Floats) -> list[tuple[float, frozenset[int]]]:
    """Every time the two groups whose union adds least to the sum of squares: ``√(2·ΔSS)``."""

    def squares(group: frozenset[int]) -> float:
        chosen = points[sorted(group)]
        return float(((chosen - chosen.mean(axis=0)) ** 2).sum())

    groups = [frozenset([place]) for place in range(len(points))]
    made = []
    while len(groups) > 1:
        added, one, two = min(
            (
                (squares(a | b) - squares(a) - squares(b), a, b)
                for a, b in itertools.combinations(groups, 2)
            ),
            key=lambda step: step[0],
        )
        groups = [group for group in groups if group not in (one, two)] + [one | two]
        made.append(((2 * added) ** 0.5, one | two))
    return made


def nodes(tree: Floats) -> list[frozenset[int]]:
    count = len(tree) + 1
    found = [frozenset([place]) for place in range(count)]
    for left, right in tree[:, :2].astype(int):
        found.append(found[left] | found[right])
    return found[count:]


def as_groups(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}


# scipy.cluster.hierarchy.ward, documentation: twelve points in the corners of a square
CORNERS = np.array(
    [
        [0, 0],
        [0, 1],
        [1, 0],
        [0, 4],
        [0, 3],
        [1, 4],
        [4, 0],
        [3, 0],
        [4, 1],
        [4, 4],
        [3, 4],
        [4, 3],
    ],
    dtype=float,
)
CORNER_HEIGHTS = [1.0] * 4 + [1.29099445] * 4 + [5.77350269] * 2 + [8.16496581]


@pytest.mark.parametrize("make", [ward, chain_tree])
def test_the_tree_of_the_scipy_manual(make: Make) -> None:
    tree = make(CORNERS)
    assert tree[:, 2] == pytest.approx(CORNER_HEIGHTS, abs=1e-8)
    corners = {frozenset(range(start, start + 3)) for start in (0, 3, 6, 9)}
    assert as_groups(cut(tree, [4])[0]) == corners


@pytest.mark.parametrize("make", [ward, chain_tree])
@pytest.mark.parametrize("seed", range(4))
def test_the_tree_is_that_of_the_definition(make: Make, seed: int) -> None:
    points = np.random.default_rng(seed).standard_normal((14, 3))
    tree = make(points)
    expected = naive_tree(points)
    assert tree[:, 2] == pytest.approx([height for height, _ in expected])
    assert nodes(tree) == [group for _, group in expected]
    assert tree[:, 3].tolist() == [len(group) for _, group in expected]


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 90), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_the_chain_tree_equals_scipy(count: int, indicators: int, seed: int) -> None:
    points = np.random.default_rng(seed).standard_normal((count, indicators))
    ours, theirs = chain_tree(points), linkage(points, "ward")
    assert np.abs(ours[:, 2] - theirs[:, 2]).max() <= 1e-9
    assert (ours[:, [0, 1, 3]] == theirs[:, [0, 1, 3]]).all()


@pytest.mark.parametrize("count", [LARGE, LARGE + 1, 3_000])
def test_the_chain_tree_equals_scipy_at_size(count: int) -> None:
    points = np.random.default_rng(count).lognormal(size=(count, 6))
    ours, theirs = chain_tree(points), linkage(points, "ward")
    assert np.abs(ours[:, 2] - theirs[:, 2]).max() <= 1e-9
    assert nodes(ours) == nodes(theirs)
    assert (ward(points) == (theirs if count <= LARGE else ours)).all()


def test_memory_grows_with_the_points_and_not_with_their_pairs() -> None:
    points = np.random.default_rng(1).standard_normal((3_000, 5))
    tracemalloc.start()
    chain_tree(points)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000 * 3_000 * 8 / 20


@settings(deadline=None, max_examples=60)
@given(st.integers(2, 25), st.integers(2, 50), st.integers(0, 2**32 - 1))
def test_repeated_schools_make_the_tree_of_scipy(different: int, count: int, seed: int) -> None:
    """Ties at nought between equal schools, which no rounding can break."""
    rng = np.random.default_rng(seed)
    points = rng.standard_normal((different, 3))[rng.integers(0, different, count)]
    ours, theirs = chain_tree(points), linkage(points, "ward")
    assert np.abs(ours[:, 2] - theirs[:, 2]).max() <= 1e-9
    assert (ours[:, [0, 1, 3]] == theirs[:, [0, 1, 3]]).all()


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 3), min_size=2, max_size=24))
def test_with_ties_every_join_is_still_the_least_of_its_time(
    rows: list[tuple[int, int, int]],
) -> None:
    """Any tree for which this holds is Ward's tree by definition."""
    points = np.array(rows, dtype=float)
    groups = {place: [place] for place in range(len(points))}
    for row, (left, right, height, _) in enumerate(chain_tree(points)):
        least = min(
            _height(points[one], points[two])
            for one, two in itertools.combinations(groups.values(), 2)
        )
        own = _height(points[groups[int(left)]], points[groups[int(right)]])
        assert own == pytest.approx(least, abs=1e-9)
        assert height == pytest.approx(own, abs=1e-9)
        groups[len(points) + row] = groups.pop(int(left)) + groups.pop(int(right))


def _height(one: Floats, two: Floats) -> float:
    share = 2 * len(one) * len(two) / (len(one) + len(two))
    return float(np.sqrt(share) * np.linalg.norm(one.mean(axis=0) - two.mean(axis=0)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40))
def test_ties_and_equal_points_end_and_make_a_tree(pairs: list[tuple[int, int]]) -> None:
    points = np.array(pairs, dtype=float)
    tree = chain_tree(points)
    assert nodes(tree)[-1] == frozenset(range(len(points)))
    assert (np.diff(tree[:, 2]) >= 0).all()
    assert sorted(tree[:, :2].ravel().tolist()) == list(range(2 * len(points) - 2))


@settings(deadline=None, max_examples=40)
@given(st.integers(3, 40), st.integers(0, 2**32 - 1))
def test_cutting_and_leaves_are_those_of_scipy(count: int, seed: int) -> None:
    tree = ward(np.random.default_rng(seed).standard_normal((count, 2)))
    assert leaf_order(tree).tolist() == leaves_list(tree).tolist()
    counts = range(1, count + 1)
    for wanted, labels in zip(counts, cut(tree, counts), strict=True):
        assert as_groups(labels) == as_groups(fcluster(tree, wanted, "maxclust"))
        assert len(set(labels.tolist())) == wanted


def test_groups_are_numbered_by_their_first_point() -> None:
    labels = cut(ward(RUSPINI[::-1]), [4])[0]
    assert labels[np.sort(np.unique(labels, return_index=True)[1])].tolist() == [0, 1, 2, 3]


def test_the_four_groups_of_ruspini() -> None:
    assert as_groups(cut(ward(RUSPINI), [4])[0]) == {
        frozenset(range(20)),
        frozenset(range(20, 43)),
        frozenset(range(43, 60)),
        frozenset(range(60, 75)),
    }


def test_published_cut_and_cophenetic_correlation_of_the_arrests() -> None:
    """Kassambara, *Practical Guide to Cluster Analysis in R* (2017): ward.D2, 0.698; 7/12/19/12."""
    points = standardised(ARRESTS)
    tree = ward(points)
    assert cophenetic_correlation(points, tree) == pytest.approx(0.698, abs=5e-4)
    assert np.bincount(cut(tree, [4])[0]).tolist() == [7, 12, 19, 12]


def test_cophenetic_correlation_by_definition() -> None:
    points = np.random.default_rng(3).standard_normal((12, 3))
    made = naive_tree(points)
    distances, heights = [], []
    for one, two in itertools.combinations(range(12), 2):
        distances.append(float(np.linalg.norm(points[one] - points[two])))
        heights.append(next(height for height, group in made if {one, two} <= group))
    expected = np.corrcoef(distances, heights)[0, 1]
    assert cophenetic_correlation(points, ward(points)) == pytest.approx(expected)


def test_no_cophenetic_correlation_without_spread_or_beyond_the_limit() -> None:
    equal = np.zeros((3, 2))
    assert cophenetic_correlation(equal, ward(equal)) is None
    many = np.random.default_rng(0).standard_normal((LARGE + 1, 2))
    assert cophenetic_correlation(many, np.empty((LARGE, 4))) is None
