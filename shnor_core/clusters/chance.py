"""Tables without groups: what the silhouette of the same indicators is by chance alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from shnor_core.clusters.silhouette import silhouettes
from shnor_core.clusters.table import Flags, Floats, standardised
from shnor_core.clusters.ward import Labels, cut, ward

# 199 tables put the smallest possible p-value at 0.005
TABLES = 199
SEED = 20240901
FEWEST_TOGETHER = 3
# a smaller table has the larger silhouettes by chance, so that the limit errs towards refusing
_ROWS = 300
_SPREAD = 1e-6  # gives equal values a width; a share of the standard deviation


def is_division(labels: Labels) -> bool:
    """Whether at least two groups have three schools: a few that stand apart are no division."""
    return int((np.bincount(labels) >= FEWEST_TOGETHER).sum()) >= 2


def profile(
    points: Floats, counts: Sequence[int], tree: Floats
) -> tuple[list[Labels], Floats, Flags]:
    """Groups for each number of them, their mean silhouette and whether they are a division."""
    divisions = cut(tree, counts)
    means = silhouettes(points, divisions).mean(axis=1)
    return divisions, means, np.array([is_division(labels) for labels in divisions])


def chance_profiles(points: Floats, gaps: Flags, counts: Sequence[int]) -> Floats:
    """Mean silhouettes of :data:`TABLES` random tables without groups.

    A random table keeps the ranks' correlation of the indicators (a Gaussian copula on normal
    scores) and the distribution of each as far as it has one peak: the nearest distribution with
    a single peak stands in for the observed one. So neither related indicators nor a few large
    values of a skewed one pass for groups; only what several peaks together make is left to find.
    A parametric bootstrap in the sense of Tibshirani, Walther & Hastie (2001), *JRSS B* 63,
    411–423, with the silhouette in place of the within-group sum.

    Parameters
    ----------
    points, gaps
        Shape (n, p): standardised values, gaps at 0, and where the gaps are.
    counts
        Numbers of groups.

    Returns
    -------
    ndarray
        Shape (TABLES, counts); NaN where a number of groups gave no division.
    """
    result = np.full((TABLES, len(counts)), np.nan)
    for place, table in enumerate(_random_tables(points, gaps)):
        _, means, divided = profile(table, counts, ward(table))
        result[place, divided] = means[divided]
    return result


def _random_tables(points: Floats, gaps: Flags) -> Iterator[Floats]:
    from scipy.special import ndtr

    generator = np.random.default_rng(SEED)
    rows = min(len(points), _ROWS)
    mixing = _normal_scores_root(points)
    shapes = [single_peak(column) for column in points.T]
    for _ in range(TABLES):
        normal = generator.standard_normal((rows, len(mixing))) @ mixing
        ranks = ndtr(normal)
        table = np.column_stack(
            [np.interp(ranks[:, at], shape, places) for at, (places, shape) in enumerate(shapes)]
        )
        table = standardised(table)
        table[gaps[:rows]] = 0.0
        yield table


def _normal_scores_root(points: Floats) -> Floats:
    """The symmetric root of the correlation of the columns' normal scores, shape (p, p).

    Of all roots the one without a free sign: another machine draws the same tables.
    """
    from scipy.special import ndtri
    from scipy.stats import rankdata

    scores = standardised(ndtri((rankdata(points, axis=0) - 0.5) / len(points)))
    _, spread, right = np.linalg.svd(scores, full_matrices=False)
    return np.asarray(right.T * spread @ right / np.sqrt(len(points)))


def single_peak(column: Floats) -> tuple[Floats, Floats]:
    """The distribution with one peak that lies nearest to the observed one.

    The density is the weighted isotonic fit of the observed one, rising up to a peak and falling
    after it; of all peaks the one with the least distance between the distribution functions is
    taken (the idea of the dip, Hartigan & Hartigan 1985, *Annals of Statistics* 13, 70–84).

    Parameters
    ----------
    column
        Shape (n,), n at least 2, not all equal.

    Returns
    -------
    tuple of ndarray
        Values, ascending, and the distribution function there, from 0 to 1.
    """
    values = np.sort(column)
    if len(values) > _ROWS:
        values = np.quantile(values, np.linspace(0, 1, _ROWS))
    widths = np.maximum(np.diff(values), _SPREAD * values.std())
    observed = np.linspace(0, 1, len(values))
    best, nearest = observed, np.inf
    for peak in range(len(values)):
        fitted = np.concatenate([[0.0], np.cumsum(_around(peak, widths) * widths)])
        distance = float(np.abs(fitted - observed).max())
        # the same distance but for rounding: the first peak stays
        if distance < nearest - 1e-12:
            best, nearest = fitted, distance
    return values[0] + np.concatenate([[0.0], np.cumsum(widths)]), best


def _around(peak: int, widths: Floats) -> NDArray[np.float64]:
    from scipy.optimize import isotonic_regression

    density = 1 / (len(widths) * widths)
    parts = []
    if peak:
        parts.append(isotonic_regression(density[:peak], weights=widths[:peak]).x)
    if peak < len(widths):
        falling = isotonic_regression(density[peak:], weights=widths[peak:], increasing=False)
        parts.append(falling.x)
    return np.concatenate(parts)
