"""Correction for looking at many schools at once."""

from __future__ import annotations

import numpy as np

from shnor_core.errors import StatisticsError
from shnor_core.stats.counts import Floats, Values


def benjamini_hochberg(p_values: Values) -> Floats:
    """P-values adjusted for the false discovery rate.

    ``min over j ≥ i of (m/j)·p(j)``, at most 1: rejecting where the result does not exceed *q*
    keeps the expected share of false findings among all findings within *q* [1]_.

    Parameters
    ----------
    p_values
        One row of p-values; NaN stays NaN and is left out of the count ``m``.

    Returns
    -------
    ndarray
        Adjusted values in the order of the argument.

    Raises
    ------
    StatisticsError
        A p-value outside 0…1, or more than one dimension.

    References
    ----------
    .. [1] Benjamini Y., Hochberg Y. (1995) Controlling the false discovery rate: a practical and
       powerful approach to multiple testing. JRSS B 57, 289-300.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, float("nan"), 0.03]).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    p = np.asarray(p_values, dtype=np.float64)
    known = ~np.isnan(p)
    if p.ndim != 1:
        raise StatisticsError(f"Нужен один ряд p-значений, а передано измерений: {p.ndim}.")
    if ((p[known] < 0) | (p[known] > 1)).any():
        raise StatisticsError("P-значение должно лежать между 0 и 1.")
    order = np.argsort(p[known])
    count = order.size
    steps = p[known][order] * count / np.arange(1, count + 1)
    smallest_above = np.minimum.accumulate(steps[::-1])[::-1]
    in_place = np.empty(count)
    # the floor guards against the last bit: p·m/m may come out below p
    in_place[order] = np.clip(smallest_above, p[known][order], 1)
    adjusted = np.full(p.shape, np.nan)
    adjusted[known] = in_place
    return adjusted
