"""Silhouette: published values, the definition, limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.clusters.silhouette import silhouettes
from shnor_core.clusters.ward import cut, ward
from tests.core.cluster_world import RUSPINI


def by_definition(points: np.ndarray, labels: np.ndarray) -> list[float]:
    found = []
    for place, own in enumerate(labels.tolist()):
        distances = np.linalg.norm(points - points[place], axis=1)
        mean = {
            label: distances[labels == label].sum()
            / max((labels == label).sum() - (label == own), 1)
            for label in set(labels.tolist())
        }
        inside = mean.pop(own)
        nearest = min(mean.values())
        alone = (labels == own).sum() == 1
        larger = max(inside, nearest)
        found.append(0.0 if alone or larger == 0 else (nearest - inside) / larger)
    return found


def test_published_silhouettes_of_ruspini() -> None:
    """R, package cluster, ``summary(pam(ruspini, 4))``: the same four groups as Ward's."""
    labels = cut(ward(RUSPINI), [4])[0]
    found = silhouettes(RUSPINI, [labels])[0]
    assert found.mean() == pytest.approx(0.737657, abs=5e-7)
    groups = [found[labels == group].mean() for group in range(4)]
    assert groups == pytest.approx([0.7262347, 0.7548344, 0.6691154, 0.8042285], abs=5e-8)


@settings(deadline=None, max_examples=60)
@given(st.integers(3, 30), st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_silhouettes_follow_the_definition(count: int, groups: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(0, 4, (count, 2)).astype(float)
    labels = np.unique(rng.integers(0, groups, count), return_inverse=True)[1]
    if labels.max() == 0:
        labels[0], labels[1:] = 0, 1
    found = silhouettes(points, [labels])[0]
    assert found == pytest.approx(by_definition(points, labels))
    assert (np.abs(found) <= 1).all()


def test_many_points_go_through_in_parts() -> None:
    points = np.random.default_rng(5).standard_normal((1_200, 2))
    divisions = cut(ward(points), (2, 3))
    found = silhouettes(points, divisions)
    for labels, row in zip(divisions, found, strict=True):
        part = [*range(3), *range(998, 1_003), 1_199]
        expected = np.array(by_definition_at(points, labels, part))
        assert row[part] == pytest.approx(expected)


def by_definition_at(points: np.ndarray, labels: np.ndarray, places: list[int]) -> list[float]:
    found = []
    for place in places:
        distances = np.linalg.norm(points - points[place], axis=1)
        own = labels[place]
        inside = distances[labels == own].sum() / ((labels == own).sum() - 1)
        nearest = min(distances[labels == label].mean() for label in set(labels) - {own})
        found.append((nearest - inside) / max(inside, nearest))
    return found


def test_a_school_alone_and_equal_schools_have_no_silhouette() -> None:
    points = np.array([[0.0], [0.0], [5.0]])
    assert silhouettes(points, [np.array([0, 0, 1])])[0].tolist() == [1.0, 1.0, 0.0]
    assert silhouettes(np.zeros((4, 1)), [np.array([0, 0, 1, 1])])[0].tolist() == [0.0] * 4
