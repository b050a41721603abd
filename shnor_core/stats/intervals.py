"""Confidence intervals for a share and for differences of shares.

References
----------
.. [1] Wilson E. B. (1927) Probable inference, the law of succession, and statistical inference.
   JASA 22, 209-212.
.. [2] Newcombe R. G. (1998) Interval estimation for the difference between independent
   proportions: comparison of eleven methods. Statistics in Medicine 17, 873-890, method 10.
.. [3] Newcombe R. G. (2001) Estimating the difference between differences: measurement of
   additive scale interaction for proportions. Statistics in Medicine 20, 2885-2893.
.. [4] Brown L. D., Cai T. T., DasGupta A. (2001) Interval estimation for a binomial proportion.
   Statistical Science 16, 101-133, section 3.1.3.
"""

from __future__ import annotations

from typing import overload

import numpy as np

from shnor_core.stats.counts import (
    Floats,
    Values,
    as_given,
    checked_parts,
    normal_quantile,
    together,
)

Limits = tuple[float, float]
LimitArrays = tuple[Floats, Floats]


@overload
def wilson(successes: float, total: float, confidence: float = ...) -> Limits: ...
@overload
def wilson(successes: Values, total: float | Values, confidence: float = ...) -> LimitArrays: ...
def wilson(
    successes: float | Values, total: float | Values, confidence: float = 0.95
) -> Limits | LimitArrays:
    """Wilson score interval for a share.

    ``L, U = (2x + z² ∓ z·√(z² + 4x(1 − x/n))) / (2(n + z²))`` [1]_.

    Parameters
    ----------
    successes, total
        Whole counts, scalars or arrays of one shape; NaN gives NaN.
    confidence
        Two-sided, between 0 and 1.

    Returns
    -------
    tuple
        Lower and upper limit as shares 0…1, floats or arrays of the broadcast shape.

    Raises
    ------
    StatisticsError
        ``total`` is 0, ``successes`` exceeds it, or a count is negative or fractional.

    Examples
    --------
    >>> [round(limit, 4) for limit in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    x, n = checked_parts(successes, total)
    return _given(_wilson_limits(x, n, normal_quantile(confidence)))


@overload
def jeffreys(x: float, n: float, confidence: float = ...) -> Limits: ...
@overload
def jeffreys(x: Values, n: float | Values, confidence: float = ...) -> LimitArrays: ...
def jeffreys(
    x: float | Values, n: float | Values, confidence: float = 0.95
) -> Limits | LimitArrays:
    """Equal-tailed Jeffreys interval: quantiles of Beta(x + ½, n − x + ½) [4]_.

    The lower limit is 0 when nobody succeeded and the upper is 1 when everybody did, as [4]_
    prescribes. Arguments, shapes and errors are those of :func:`wilson`.

    Examples
    --------
    >>> [round(limit, 3) for limit in jeffreys(2, 7)]
    [0.065, 0.648]
    """
    from scipy.special import betaincinv

    normal_quantile(confidence)
    part, whole = checked_parts(x, n)
    tail = (1 - confidence) / 2
    a, b = part + 0.5, whole - part + 0.5
    lower, upper = (np.asarray(betaincinv(a, b, q), dtype=np.float64) for q in (tail, 1 - tail))
    return _given(_closed(part, whole, lower, upper))


@overload
def newcombe(x1: float, n1: float, x2: float, n2: float, confidence: float = ...) -> Limits: ...
@overload
def newcombe(
    x1: Values, n1: float | Values, x2: float | Values, n2: float | Values, confidence: float = ...
) -> LimitArrays: ...
def newcombe(
    x1: float | Values,
    n1: float | Values,
    x2: float | Values,
    n2: float | Values,
    confidence: float = 0.95,
) -> Limits | LimitArrays:
    """Interval for the difference of two independent shares, ``x2/n2 − x1/n1``.

    Square-and-add of the two Wilson intervals, method 10 of [2]_:
    ``L = d − √((p2 − l2)² + (u1 − p1)²)``, ``U = d + √((u2 − p2)² + (p1 − l1)²)``.
    Arguments, shapes and errors are those of :func:`wilson`; limits run −1…1.

    Examples
    --------
    >>> [round(limit, 4) for limit in newcombe(48, 80, 56, 70)]
    [0.0524, 0.3339]
    """
    first, second = checked_parts(x1, n1), checked_parts(x2, n2)
    _, lower, upper = _difference(first, second, normal_quantile(confidence))
    return _given((lower, upper))


def double_difference(
    first: tuple[float, float, float, float],
    second: tuple[float, float, float, float],
    confidence: float = 0.95,
) -> tuple[float, float, float]:
    """How much more the share changed in the first group than in the second, with its interval.

    Square-and-add of two Newcombe intervals [3]_.

    Parameters
    ----------
    first, second
        ``(x before, n before, x after, n after)``; the groups must have no person in common.

    Returns
    -------
    tuple
        Difference of the two changes and its lower and upper limit, as shares −2…2.

    Examples
    --------
    >>> [round(v, 4) for v in double_difference((17, 75, 17, 65), (16, 65, 18, 72))]
    [0.031, -0.1687, 0.2343]
    """
    z = normal_quantile(confidence)
    one, two = (
        [float(v) for v in _difference(checked_parts(*g[:2]), checked_parts(*g[2:]), z)]
        for g in (first, second)
    )
    difference = one[0] - two[0]
    below = np.hypot(one[0] - one[1], two[2] - two[0])
    above = np.hypot(one[2] - one[0], two[0] - two[1])
    return difference, float(difference - below), float(difference + above)


def _wilson_limits(x: Floats, n: Floats, z: float) -> LimitArrays:
    centre = 2 * x + z * z
    half = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    return _closed(x, n, (centre - half) / (2 * (n + z * z)), (centre + half) / (2 * (n + z * z)))


def _closed(x: Floats, n: Floats, lower: Floats, upper: Floats) -> LimitArrays:
    """At none or all the limit is exact; rounding would leave 1e-17 in place of 0."""
    return np.where(x == 0, 0.0, lower), np.where(x == n, 1.0, upper)


def _difference(
    first: tuple[Floats, Floats], second: tuple[Floats, Floats], z: float
) -> tuple[Floats, Floats, Floats]:
    x1, n1, x2, n2 = together(*first, *second)
    l1, u1 = _wilson_limits(x1, n1, z)
    l2, u2 = _wilson_limits(x2, n2, z)
    p1, p2 = x1 / n1, x2 / n2
    d = p2 - p1
    return d, d - np.hypot(p2 - l2, u1 - p1), d + np.hypot(u2 - p2, p1 - l1)


def _given(limits: LimitArrays) -> Limits | LimitArrays:
    return as_given(limits[0]), as_given(limits[1])  # type: ignore[return-value]
