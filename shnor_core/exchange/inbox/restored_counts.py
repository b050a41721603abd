"""Counts of pupils out of printed percents: of a school exact or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import Final

from shnor_core.intake.pupil_limits import MOST_OF_A_LEVEL

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
    counts = [_rounded(one * participants / 100) for one in exact]
    printed = all(
        abs(Decimal(count) * 100 / participants - one) <= _HALF_STEP
        for count, one in zip(counts, exact, strict=True)
    )
    return tuple(counts) if printed and sum(counts) == participants else None


def nearest_counts(participants: int, percents: Sequence[float]) -> tuple[int, ...] | None:
    """Counts of a region or a municipality, whose pupils may be too many for exact ones.

    Up to ``MOST_PUPILS`` as :func:`restored_counts`. Above, several counts print as one percent:
    the nearest that sum to ``participants`` and print as the same percents are taken, each at most
    :func:`slack` pupils away from the true count.

    Examples
    --------
    >>> nearest_counts(40_000, [10.01, 39.99, 35.0, 15.0])
    (4004, 15996, 14000, 6000)
    >>> nearest_counts(34_512, [5.06, 32.92, 44.33, 17.69])
    (1746, 11362, 15299, 6105)
    >>> nearest_counts(40_000, [10.01, 39.99, 35.0, 25.0]) is None
    True
    """
    if participants <= MOST_PUPILS:
        return restored_counts(participants, percents)
    if participants > MOST_OF_A_LEVEL:
        return None
    exact = [Decimal(repr(percent)) * participants / 100 for percent in percents]
    reach = _HALF_STEP * participants / 100
    counts = [_rounded(one) for one in exact]
    while left := participants - sum(counts):
        step = 1 if left > 0 else -1
        stepped = [(at, one, counts[at] + step) for at, one in enumerate(exact)]
        free = [at for at, one, to in stepped if to >= 0 and abs(to - one) <= reach]
        if not free:
            return None
        # whose count is furthest behind its share takes the next pupil
        at = max(free, key=lambda at: step * (exact[at] - counts[at]))
        counts[at] += step
    return tuple(counts)


def slack(participants: int) -> int:
    """By how many pupils a nearest count may be wrong: 0.01 % of them, rounded up."""
    return ceil(2 * _HALF_STEP * participants / 100)


def _rounded(exact: Decimal) -> int:
    return int(exact.to_integral_value(ROUND_HALF_UP))
