"""What every statistic takes: whole counts, a confidence level, one value or a row of values."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import StatisticsError

Floats = NDArray[np.float64]
Values = Sequence[float | None] | NDArray[np.generic]


def checked_counts(counts: float | Values | Sequence[Sequence[float | None]]) -> Floats:
    """Counts of people as floats, missing ones as NaN.

    Raises
    ------
    StatisticsError
        A count is negative, fractional, infinite or not a number at all.
    """
    try:
        array = np.asarray(counts, dtype=np.float64)
    except (TypeError, ValueError):
        raise StatisticsError(f"Численность должна быть числом, а передано «{counts}».") from None
    known = array[~np.isnan(array)]
    _refuse(known, known < 0, "Численность не может быть отрицательной, а передано {}.")
    _refuse(known, np.isinf(known), "Численность не может быть бесконечной, а передано {}.")
    _refuse(known, known != np.floor(known), "Численность должна быть целой, а передано {}.")
    return array


def checked_parts(part: float | Values, whole: float | Values) -> tuple[Floats, Floats]:
    """A part and its whole, broadcast to one shape.

    Raises
    ------
    StatisticsError
        Besides the rules of :func:`checked_counts`: a whole is zero, a part exceeds its whole,
        or the two cannot be laid side by side.
    """
    x, n = together(checked_counts(part), checked_counts(whole))
    _refuse(n, n == 0, "Доля не определена: участников {}.")
    if (x > n).any():
        first = np.flatnonzero(x > n)[0]
        raise StatisticsError(
            f"Часть больше целого: {x.flat[first]:.0f} из {n.flat[first]:.0f} участников."
        )
    return x, n


def together(*arrays: Floats) -> tuple[Floats, ...]:
    """Arrays broadcast to one shape."""
    try:
        return tuple(np.broadcast_arrays(*arrays))
    except ValueError:
        sizes = " и ".join(str(array.size) for array in arrays)
        raise StatisticsError(f"Ряды чисел разной длины: {sizes}.") from None


def normal_quantile(confidence: float) -> float:
    """The two-sided standard normal quantile: 1.96 for 0.95."""
    if not 0 < confidence < 1:
        raise StatisticsError(
            f"Доверительная вероятность лежит между 0 и 1, а передано {confidence}."
        )
    return NormalDist().inv_cdf((1 + confidence) / 2)


def as_given(array: Floats) -> float | Floats:
    """A plain number for scalar arguments, otherwise the array itself."""
    return float(array) if array.ndim == 0 else array


def _refuse(values: Floats, wrong: NDArray[np.bool_], sentence: str) -> None:
    if wrong.any():
        raise StatisticsError(sentence.format(f"{values[wrong].flat[0]:g}"))
