"""Counts of pupils out of printed percents: exact or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

#: 0.01 % is one pupil of ten thousand: of more pupils several counts print as one percent
MOST_PUPILS: Final = 10_000
#: half of the last printed digit, and what binary fractions add to it
_HALF_STEP: Final = Decimal("0.005000001")


def restored_counts(participants: int, percents: Sequence[float]) -> tuple[int, ...] | None:
    """Counts whose shares are the percents printed with two decimals.

    Parameters
    ----------
    participants
        Whole number of pupils.
    percents
        Shares of each mark on the 0…100 scale.

    Returns
    -------
    tuple of int or None
        ``round(p·n/100)`` for each percent when they sum to ``participants`` and print as the
        same percents; otherwise None: nothing is guessed.

    Examples
    --------
    >>> restored_counts(89, [12.36, 52.81, 26.97, 7.87])
    (11, 47, 24, 7)
    >>> restored_counts(89, [12.36, 52.81, 26.97, 8.87]) is None
    True
    """
    if not 0 < participants <= MOST_PUPILS:
        return None
    exact = [Decimal(repr(percent)) for percent in percents]
    counts = [int((one * participants / 100).to_integral_value(ROUND_HALF_UP)) for one in exact]
    printed = all(
        abs(Decimal(count) * 100 / participants - one) <= _HALF_STEP
        for count, one in zip(counts, exact, strict=True)
    )
    return tuple(counts) if printed and sum(counts) == participants else None
