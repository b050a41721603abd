"""Tests for two shares and for a trend of shares.

References
----------
.. [1] Fisher R. A. (1935) The Design of Experiments, chapter II.
.. [2] Agresti A. (2013) Categorical Data Analysis, 3rd ed., sections 3.5.1 and 5.3.5.
.. [3] Cochran W. G. (1954) Some methods for strengthening the common χ² tests.
   Biometrics 10, 417-451.
.. [4] Armitage P. (1955) Tests for linear trends in proportions and frequencies.
   Biometrics 11, 375-386.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import overload

import numpy as np

from shnor_core.errors import StatisticsError
from shnor_core.stats.counts import Floats, Values, as_given, checked_parts, together

# logarithms closer than this may belong to equal weights
_ALIKE = 1e-6


@overload
def fisher_exact(x1: float, n1: float, x2: float, n2: float) -> float: ...
@overload
def fisher_exact(
    x1: Values, n1: float | Values, x2: float | Values, n2: float | Values
) -> Floats: ...
def fisher_exact(
    x1: float | Values, n1: float | Values, x2: float | Values, n2: float | Values
) -> float | Floats:
    """Two-sided p-value of Fisher's exact test for two shares.

    The sum of the hypergeometric probabilities that do not exceed the observed one [1]_ [2]_;
    equally probable tables are told in whole numbers, so none is lost to rounding.

    Parameters
    ----------
    x1, n1, x2, n2
        Whole counts, scalars or arrays of one shape; NaN gives NaN.

    Returns
    -------
    float or ndarray
        p-values 0…1 of the broadcast shape.

    Raises
    ------
    StatisticsError
        A total is 0, a part exceeds its whole, or a count is negative or fractional.

    Examples
    --------
    >>> round(fisher_exact(3, 4, 1, 4), 4)
    0.4857
    """
    arrays = together(*checked_parts(x1, n1), *checked_parts(x2, n2))
    flat = [_fisher_p(*counts) for counts in zip(*(a.ravel() for a in arrays), strict=True)]
    return as_given(np.array(flat, dtype=np.float64).reshape(arrays[0].shape))


def _fisher_p(x1: float, n1: float, x2: float, n2: float) -> float:
    if math.isnan(x1 + n1 + x2 + n2):
        return math.nan
    table = tuple(map(int, (x1, n1, x2, n2)))
    return _two_sided(*min(_same_tables(*table)))


def _same_tables(x1: int, n1: int, x2: int, n2: int) -> tuple[tuple[int, int, int, int], ...]:
    """The table with its years and with what is counted the other way round: one p for all."""
    y1, y2 = n1 - x1, n2 - x2
    return (x1, n1, x2, n2), (x2, n2, x1, n1), (y1, n1, y2, n2), (y2, n2, y1, n1)


def _two_sided(observed: int, first: int, other: int, second: int) -> float:
    marked = observed + other
    lowest, highest = max(0, marked - second), min(first, marked)
    below = np.arange(lowest, highest, dtype=np.float64)
    # how neighbouring hypergeometric weights differ
    steps = np.log((first - below) * (marked - below))
    steps -= np.log((below + 1) * (second - marked + below + 1))
    logs = np.concatenate([[0.0], np.cumsum(steps)])
    logs -= logs[observed - lowest]

    def weight(k: int) -> int:
        return math.comb(first, k) * math.comb(second, marked - k)

    rarer = logs < 0
    for place in np.flatnonzero(np.abs(logs) < _ALIKE):
        rarer[place] = weight(lowest + int(place)) <= weight(observed)
    weights = np.exp(logs - logs.max())
    return float(weights[rarer].sum() / weights.sum())


@overload
def cochran_armitage(
    successes: Sequence[float | None], totals: Sequence[float | None], scores: Values | None = ...
) -> tuple[float, float]: ...
@overload
def cochran_armitage(
    successes: Floats, totals: Values, scores: Values | None = ...
) -> tuple[float | Floats, float | Floats]: ...
def cochran_armitage(
    successes: Values, totals: Values, scores: Values | None = None
) -> tuple[float | Floats, float | Floats]:
    """Cochran-Armitage test for a linear trend of shares, two-sided.

    ``z = Σ s_i(x_i − n_i p̄) / √(p̄(1 − p̄)(Σ n_i s_i² − (Σ n_i s_i)²/N))`` [2]_ [3]_ [4]_;
    ``z > 0`` means that the share grows with the score. When nobody or everybody succeeded in
    all groups the numerator is 0 in every possible table, so ``z = 0`` and ``p = 1``.

    Parameters
    ----------
    successes, totals
        Whole counts with groups along the last axis, at least two; a NaN makes its row NaN.
    scores
        One number per group, such as years; 0, 1, 2 … when omitted.

    Returns
    -------
    tuple
        ``(z, p)``: floats for one row of groups, arrays for several.

    Raises
    ------
    StatisticsError
        Fewer than two groups, equal scores, or a count outside its domain.

    Examples
    --------
    >>> z, p = cochran_armitage([83, 90, 129, 70], [86, 93, 136, 82])
    >>> round(z * z, 4), round(p, 6)
    (8.2249, 0.004132)
    """
    x, n = checked_parts(successes, totals)
    s = _checked_scores(scores, x)
    s = s - s.mean()
    whole = n.sum(axis=-1)
    share = x.sum(axis=-1) / whole
    slope = (s * (x - n * share[..., np.newaxis])).sum(axis=-1)
    spread = (n * s**2).sum(axis=-1) - (n * s).sum(axis=-1) ** 2 / whole
    variance = share * (1 - share) * spread
    z = np.where(variance == 0, 0.0, slope / np.sqrt(np.where(variance == 0, 1.0, variance)))
    p = np.array([math.erfc(abs(v) / math.sqrt(2)) for v in z.ravel()]).reshape(z.shape)
    return as_given(z), as_given(p)


def _checked_scores(scores: Values | None, x: Floats) -> Floats:
    groups = x.shape[-1] if x.ndim else 1
    if groups < 2:
        raise StatisticsError(f"Для тренда нужно не меньше двух точек, а передано {groups}.")
    s = np.asarray(range(groups) if scores is None else scores, dtype=np.float64)
    if s.shape != (groups,):
        raise StatisticsError(f"Ряды чисел разной длины: {s.size} и {groups}.")
    if not np.isfinite(s).all() or np.ptp(s) == 0:
        raise StatisticsError("Для тренда нужны хотя бы две разные точки времени.")
    return s
