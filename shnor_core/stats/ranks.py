"""Ranks that keep ties together."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import StatisticsError
from shnor_core.stats.counts import Floats, Values

Rounding = Literal["down", "nearest", "up"]

# share·N such as 0.1·30 may miss a whole number by one bit
_NOISE = 1e-9


def minimum_rank(values: Values) -> Floats:
    """Ascending ranks from 1; equal values share the smallest rank («1, 2, 2, 4»).

    The same as ``RANK.EQ(x; range; 1)`` of a spreadsheet. NaN stays NaN and is not counted.

    Examples
    --------
    >>> minimum_rank([30, 10, float("nan"), 20, 20]).tolist()
    [4.0, 1.0, nan, 2.0, 2.0]
    """
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 1:
        raise StatisticsError(f"Нужен один ряд значений, а передано измерений: {array.ndim}.")
    known = ~np.isnan(array)
    ranks = np.full(array.shape, np.nan)
    ranks[known] = np.searchsorted(np.sort(array[known]), array[known], side="left") + 1
    return ranks


def lowest_quarter(
    values: Values, share: float = 0.25, *, rounding: Rounding = "up"
) -> NDArray[np.bool_]:
    """Which values belong to the lowest quarter; equal values are never split.

    A value belongs when its minimum rank does not exceed ``k``, the number of places:
    ``share·N`` rounded as asked. The documents say «25 % школ» and not what a quarter of nine
    schools (2.25) is. The default rounds up (three of nine), which is the published rule of
    Public Health England's Fingertips, ``⌊(q+1) − ⌈((N+1) − rank)/(N/q)⌉⌋ = 1`` [1]_, and the
    careful side for a list whose purpose is support. As there, nothing is marked with fewer
    values than parts (``N < 1/share``); nor when all values are equal, because then nobody is
    lower than anybody.

    Parameters
    ----------
    values
        One row, low is weak; NaN is never marked and not counted.
    share
        Part of the schools, between 0 and 1.

    Returns
    -------
    ndarray of bool
        In the order of the argument.

    References
    ----------
    .. [1] PHEindicatormethods, ``phe_quantile``, ranks with ties = min.

    Examples
    --------
    >>> int(lowest_quarter(range(9)).sum())
    3
    >>> lowest_quarter([5, 1, 1, 1, 9]).tolist()
    [False, True, True, True, False]
    """
    if not 0 < share < 1:
        raise StatisticsError(f"Доля школ лежит между 0 и 1, а передано {share}.")
    ranks = minimum_rank(values)
    count = int((~np.isnan(ranks)).sum())
    if not has_quarter(count, share) or np.nanmax(ranks) == 1:
        return np.zeros(ranks.shape, dtype=bool)
    return ranks <= _places(count * share, rounding)


def has_quarter(count: int, share: float = 0.25) -> bool:
    """Whether so many values can have a lowest part at all: four for a quarter."""
    return count * share >= 1 - _NOISE


def _places(exact: float, rounding: Rounding) -> int:
    if rounding == "down":
        return math.floor(exact + _NOISE)
    if rounding == "nearest":
        return math.floor(exact + 0.5 + _NOISE)
    return math.ceil(exact - _NOISE)
