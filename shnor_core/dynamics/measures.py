"""One value of an indicator as it may enter a comparison."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shnor_core.errors import StatisticsError
from shnor_core.model import Quality, Reading, Unit

# «1/2» and «3/4» in a school of forty teachers are fractions, not one teacher of two
MIN_DENOMINATOR = 5
# a printed percentage may be rounded or cut to a whole number; further off, the counts are not its
PRINTED_WITHIN = 1.0

_ABSENT = (Quality.BLANK, Quality.MISSING)
_DOUBTFUL = (Quality.AMBIGUOUS, Quality.SUSPECT, Quality.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Measure:
    """One value as it may enter a comparison.

    ``blocked`` says that a finding keeps the value out of comparisons until somebody decides;
    ``why`` is the Russian reason for it, or for the doubt of the cell itself.
    """

    value: float | None
    unit: Unit
    numerator: float | None = None
    denominator: float | None = None
    quality: Quality = Quality.OK
    blocked: bool = False
    why: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and math.isinf(self.value):
            raise StatisticsError("Значение показателя не может быть бесконечным.")

    @staticmethod
    def of(reading: Reading, *, blocked: bool = False, why: str = "") -> Measure:
        """The measure a printed cell gives; its own note stands in for a missing reason."""
        return Measure(
            value=reading.value,
            unit=reading.unit,
            numerator=reading.numerator,
            denominator=reading.denominator,
            quality=reading.quality,
            blocked=blocked,
            why=why or reading.note,
        )

    @property
    def absent(self) -> bool:
        """Nothing is printed: a gap, neither a zero nor a doubt."""
        empty = self.value is None or math.isnan(self.value)
        return self.quality in _ABSENT or (empty and self.quality is Quality.OK)

    @property
    def doubtful(self) -> bool:
        """Something is printed that must not be compared as it stands."""
        return not self.absent and (
            self.blocked or self.quality in _DOUBTFUL or self.unit is Unit.UNKNOWN
        )

    @property
    def shown_value(self) -> float | None:
        """The value on the scale of comparison: shares as per cent; ``None`` if not usable."""
        if self.absent or self.doubtful or self.value is None:
            return None
        return self.value * 100 if self.unit is Unit.SHARE else self.value

    @property
    def shown_unit(self) -> Unit:
        return Unit.PERCENT if self.unit is Unit.SHARE else self.unit

    @property
    def counts(self) -> tuple[float, float] | None:
        """Numerator and denominator when they can carry an interval."""
        x, n, value = self.numerator, self.denominator, self.shown_value
        if x is None or n is None or value is None or self.shown_unit is not Unit.PERCENT:
            return None
        whole = n >= MIN_DENOMINATOR and 0 <= x <= n and x == int(x) and n == int(n)
        return (x, n) if whole and abs(100 * x / n - value) <= PRINTED_WITHIN else None


def series_gaps(
    years: Sequence[int], measures: Mapping[int, Measure | None]
) -> tuple[float | None, ...]:
    """Values of a line through the years, ``None`` where the line must break.

    A gap stands for a missing year, a blocked or doubtful value, and a value in another unit than
    the latest usable one. Shares come as per cent.

    >>> series_gaps((2019, 2020, 2021), {2019: Measure(14.0, Unit.COUNT),
    ...     2021: Measure(514.0, Unit.COUNT, blocked=True)})
    (14.0, None, None)
    """
    usable = {
        year: measure
        for year in years
        if (measure := measures.get(year)) is not None and measure.shown_value is not None
    }
    unit = usable[max(usable)].shown_unit if usable else Unit.UNKNOWN
    return tuple(
        usable[year].shown_value if year in usable and usable[year].shown_unit is unit else None
        for year in years
    )
