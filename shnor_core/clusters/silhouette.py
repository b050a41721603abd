"""Silhouette: how much nearer a school is to its own group than to the next one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from shnor_core.clusters.table import Floats
from shnor_core.clusters.ward import Labels

_ROWS = 1_000  # of the distance matrix at a time: 20,000 schools need 160 MB instead of 3.2 GB


def silhouettes(points: Floats, divisions: Sequence[Labels]) -> Floats:
    """Silhouette of every point in every division.

    ``s = (b − a) / max(a, b)``: *a* is the mean distance to the other members of the own group,
    *b* the mean distance to the nearest other group; a group of one has 0 (Rousseeuw 1987,
    *Journal of Computational and Applied Mathematics* 20, 53–65). 1 is deep inside, 0 between two
    groups, below 0 nearer to another group.

    Parameters
    ----------
    points
        Shape (n, p).
    divisions
        Labels 0…k−1 of the points, every label used, k at least 2; one array per division.

    Returns
    -------
    ndarray
        Shape (divisions, n).

    Examples
    --------
    >>> silhouettes(np.array([[0.0], [1.0], [9.0], [10.0]]), [np.array([0, 0, 1, 1])]).round(3)
    array([[0.895, 0.882, 0.882, 0.895]])
    """
    from scipy.spatial.distance import cdist

    members = [np.eye(labels.max() + 1)[labels] for labels in divisions]
    together = np.concatenate(members, axis=1)
    result = np.empty((len(divisions), len(points)))
    for start in range(0, len(points), _ROWS):
        rows = slice(start, start + _ROWS)
        sums = cdist(points[rows], points) @ together
        first = 0
        for place, (labels, member) in enumerate(zip(divisions, members, strict=True)):
            last = first + member.shape[1]
            result[place, rows] = _of_rows(sums[:, first:last], labels[rows], member.sum(axis=0))
            first = last
    return result


def _of_rows(sums: Floats, labels: Labels, sizes: Floats) -> Floats:
    rows = np.arange(len(labels))
    own = sizes[labels]
    inside = sums[rows, labels] / np.maximum(own - 1, 1)
    outside = sums / sizes
    outside[rows, labels] = np.inf
    nearest = outside.min(axis=1)
    larger = np.maximum(inside, nearest)
    # schools with equal values everywhere have no distance to speak of
    lone = (own == 1) | (larger == 0)
    return np.asarray(np.where(lone, 0.0, (nearest - inside) / np.where(lone, 1.0, larger)))
