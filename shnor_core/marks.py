"""School formulas on counts of marks; every result is on the scale of its name and never rounded.

All five are weighted means over pupils, ``Σ w_m·n_m / N``, and differ only in the weight a mark
carries. Arguments are whole counts, scalars or arrays of one shape; a missing count is NaN and
makes its result NaN, and so does a group without a single mark. A negative or fractional count
raises :class:`StatisticsError`.

References
----------
.. [1] Help of the school information system of Зеленогорск (Красноярский край),
   lyc.zelenogorsk.ru:8083/Help/formulas.htm: успеваемость, качество знаний, СОУ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np

from shnor_core.errors import StatisticsError
from shnor_core.stats.counts import Floats, Values, as_given, checked_counts, together

Counts = float | Values

_LOW = (100, 0, 0, 0)
_SUCCESS = (0, 100, 100, 100)
_QUALITY = (0, 0, 100, 100)
_MARK = (2, 3, 4, 5)
# the weights of [1]; the fifth is «н/а», present in the journal but without a mark
_SOU = (16, 36, 64, 100, 7)


@dataclass(frozen=True, slots=True)
class MarkSummary:
    """Marks of several schools taken together, pupil by pupil.

    ``rows_missing`` counts the rows left out because one of their counts is unknown.
    Percentages run 0…100; all results are NaN when nobody has a mark.
    """

    n2: float
    n3: float
    n4: float
    n5: float
    participants: float
    rows: int
    rows_missing: int
    low_share: float
    success: float
    quality: float
    sou: float
    mean_mark: float


@overload
def low_share(n2: float, n3: float, n4: float, n5: float) -> float: ...
@overload
def low_share(n2: Values, n3: Counts, n4: Counts, n5: Counts) -> Floats: ...
def low_share(n2: Counts, n3: Counts, n4: Counts, n5: Counts) -> float | Floats:
    """Share of «2», per cent: ``n2/N·100``.

    >>> low_share(3, 4, 2, 1)
    30.0
    """
    return _weighted(_LOW, n2, n3, n4, n5)


@overload
def success(n2: float, n3: float, n4: float, n5: float) -> float: ...
@overload
def success(n2: Values, n3: Counts, n4: Counts, n5: Counts) -> Floats: ...
def success(n2: Counts, n3: Counts, n4: Counts, n5: Counts) -> float | Floats:
    """Успеваемость, per cent: ``(n3 + n4 + n5)/N·100`` [1]_.

    >>> success(2, 8, 7, 3)
    90.0
    """
    return _weighted(_SUCCESS, n2, n3, n4, n5)


@overload
def quality(n2: float, n3: float, n4: float, n5: float) -> float: ...
@overload
def quality(n2: Values, n3: Counts, n4: Counts, n5: Counts) -> Floats: ...
def quality(n2: Counts, n3: Counts, n4: Counts, n5: Counts) -> float | Floats:
    """Качество знаний, per cent: ``(n4 + n5)/N·100`` [1]_.

    >>> quality(2, 8, 7, 3)
    50.0
    """
    return _weighted(_QUALITY, n2, n3, n4, n5)


@overload
def sou(n2: float, n3: float, n4: float, n5: float, absent: float = ...) -> float: ...
@overload
def sou(n2: Values, n3: Counts, n4: Counts, n5: Counts, absent: Counts = ...) -> Floats: ...
def sou(n2: Counts, n3: Counts, n4: Counts, n5: Counts, absent: Counts = 0) -> float | Floats:
    """СОУ, степень обученности учащихся, per cent.

    ``(100·n5 + 64·n4 + 36·n3 + 16·n2 + 7·н/а)/N``; ``N`` includes «н/а» (``absent``) and leaves
    out pupils excused from the subject [1]_.

    >>> sou(2, 8, 7, 3), sou(0, 0, 0, 1, absent=1)
    (53.4, 53.5)
    """
    return _weighted(_SOU, n2, n3, n4, n5, absent)


@overload
def mean_mark(n2: float, n3: float, n4: float, n5: float) -> float: ...
@overload
def mean_mark(n2: Values, n3: Counts, n4: Counts, n5: Counts) -> Floats: ...
def mean_mark(n2: Counts, n3: Counts, n4: Counts, n5: Counts) -> float | Floats:
    """Mean mark, 2…5: ``(2·n2 + 3·n3 + 4·n4 + 5·n5)/N``.

    >>> mean_mark(2, 8, 7, 3)
    3.55
    """
    return _weighted(_MARK, n2, n3, n4, n5)


def pooled(rows: Sequence[Sequence[float | None]] | Floats) -> MarkSummary:
    """The marks of a municipality: counts are added first, percentages come last.

    A mean of school percentages would let a class of five weigh as much as a class of a hundred.

    Parameters
    ----------
    rows
        One row ``(n2, n3, n4, n5)`` per school or class, shape ``(k, 4)``.

    Examples
    --------
    A big school at 10 % and a small one at 50 % make 13.6 %, not 30 %:

    >>> summary = pooled([(10, 40, 40, 10), (5, 5, 0, 0)])
    >>> summary.participants, round(summary.low_share, 1)
    (110.0, 13.6)
    """
    table = checked_counts(rows)
    if table.size == 0:
        table = table.reshape(0, len(_MARK))
    if table.ndim != 2 or table.shape[1] != len(_MARK):
        raise StatisticsError("Строка отметок состоит из четырёх чисел: «2», «3», «4» и «5».")
    complete = ~np.isnan(table).any(axis=1)
    n2, n3, n4, n5 = (float(count) for count in table[complete].sum(axis=0))
    return MarkSummary(
        n2=n2,
        n3=n3,
        n4=n4,
        n5=n5,
        participants=n2 + n3 + n4 + n5,
        rows=int(complete.sum()),
        rows_missing=int((~complete).sum()),
        low_share=low_share(n2, n3, n4, n5),
        success=success(n2, n3, n4, n5),
        quality=quality(n2, n3, n4, n5),
        sou=sou(n2, n3, n4, n5),
        mean_mark=mean_mark(n2, n3, n4, n5),
    )


def _weighted(weights: tuple[int, ...], *counts: Counts) -> float | Floats:
    """``Σ w·n / Σ n``, NaN where nobody has a mark."""
    arrays = together(*(checked_counts(count) for count in counts))
    whole = np.sum(arrays, axis=0)
    points = np.sum([w * n for w, n in zip(weights, arrays, strict=True)], axis=0)
    return as_given(np.where(whole > 0, points / np.where(whole > 0, whole, 1.0), np.nan))
