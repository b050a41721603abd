"""Change of the share of «2» in results of procedures: two years, several years, many schools."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from shnor_core.dynamics.changes import Change, incomparable, settled, share_interval
from shnor_core.dynamics.definitions import Definition, Fact, tone_of
from shnor_core.errors import StatisticsError
from shnor_core.model import Direction, Tone, Unit
from shnor_core.stats import benjamini_hochberg, cochran_armitage, double_difference
from shnor_core.stats.counts import normal_quantile

Count = float | None
MIN_POINTS = 3


@dataclass(frozen=True, slots=True)
class TwoYears:
    """Participants with a low result and all participants, before and after."""

    low_before: Count
    n_before: Count
    low_after: Count
    n_after: Count

    def without(self, part: TwoYears) -> TwoYears:
        """The rest after taking a part out; unknown stays unknown."""
        return TwoYears(
            _minus(self.low_before, part.low_before),
            _minus(self.n_before, part.n_before),
            _minus(self.low_after, part.low_after),
            _minus(self.n_after, part.n_after),
        )

    @property
    def complete(self) -> tuple[float, float, float, float] | None:
        """The four counts, if both years have participants."""
        before = _year(self.low_before, self.n_before)
        after = _year(self.low_after, self.n_after)
        return (*before, *after) if before and after else None


@dataclass(frozen=True, slots=True)
class Trend:
    """Direction of the share of «2» over three and more points, and whether the test shows it."""

    fact: Fact
    tone: Tone
    points: int
    z: float | None = None
    p_value: float | None = None
    proven: bool | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """A school's change of the share of «2» against the change of all other schools, p.p."""

    fact: Fact
    tone: Tone
    school_change: float | None = None
    rest_change: float | None = None
    difference: float | None = None
    lower: float | None = None
    upper: float | None = None
    proven: bool | None = None
    reason: str = ""


def share_change(
    low_before: Count,
    n_before: Count,
    low_after: Count,
    n_after: Count,
    *,
    definition: Definition = Definition.DOCUMENT,
    confidence: float = 0.95,
    pair: tuple[bool, str] = (True, ""),
) -> Change:
    """Change of the share of «2» between two works, with Newcombe's interval and Fisher's test.

    Parameters
    ----------
    low_before, n_before, low_after, n_after
        Participants with «2» and all participants; ``None``, NaN or no participants is no data.
    pair
        What :func:`comparable_pair` says about the two works.

    Raises
    ------
    StatisticsError
        A count is negative or fractional, or more «2» than participants.

    Examples
    --------
    >>> change = share_change(9, 20, 4, 20)
    >>> round(change.difference), round(change.lower), round(change.upper), change.proven
    (-25, -49, 4, False)
    """
    comparable, reason = pair
    counts = TwoYears(low_before, n_before, low_after, n_after).complete
    if counts is None:
        return Change(
            Fact.NO_DATA,
            Tone.NONE,
            definition,
            confidence=confidence,
            reason=reason or "нет результатов за один из годов",
        )
    if not comparable:
        return incomparable(reason, definition, Tone.NONE)
    before, n0, after, n1 = counts
    interval = share_interval((before, n0), (after, n1), confidence)
    return settled(
        100 * before / n0,
        100 * after / n1,
        Unit.PERCENT,
        direction=Direction.LOWER,
        definition=definition,
        interval=interval,
        confidence=confidence,
        share_of_twos=True,
    )


def trend(
    lows: Sequence[Count],
    totals: Sequence[Count],
    *,
    years: Sequence[float] | None = None,
    confidence: float = 0.95,
) -> Trend:
    """Cochran-Armitage trend of the share of «2» over three and more points.

    Points without data are left out; ``years`` keep the distance between the remaining ones.

    Raises
    ------
    StatisticsError
        The rows differ in length, or a count is outside its domain.

    Examples
    --------
    >>> found = trend([12, 9, 5], [40, 41, 39])
    >>> found.fact, round(found.p_value, 3), found.proven
    (<Fact.DOWN: 'down'>, 0.064, False)
    """
    scores = list(range(len(lows))) if years is None else list(years)
    if not len(lows) == len(totals) == len(scores):
        raise StatisticsError(
            f"Ряды чисел разной длины: {len(lows)}, {len(totals)} и {len(scores)}."
        )
    points = [
        (*year, score)
        for low, total, score in zip(lows, totals, scores, strict=True)
        if (year := _year(low, total)) is not None
    ]
    if len(points) < MIN_POINTS:
        reason = f"для тренда нужны три точки, есть {len(points)}"
        return Trend(Fact.NO_DATA, Tone.NONE, len(points), reason=reason)
    low, total, score = zip(*points, strict=True)
    z, p = cochran_armitage(low, total, score)
    fact = _sign(z)
    proven = abs(z) >= normal_quantile(confidence)
    return Trend(fact, tone_of(fact, Direction.LOWER), len(points), z, p, proven)


def against_municipality(
    school: TwoYears, municipality: TwoYears, *, confidence: float = 0.95
) -> Contrast:
    """The school's change of the share of «2» minus the change of the other schools.

    The school is taken out of the municipality first, so that the two groups share no pupil;
    the interval is square-and-add of the two Newcombe intervals (Newcombe 2001). Negative is
    better: the share fell further, or grew less, than elsewhere.

    Raises
    ------
    StatisticsError
        The school has more participants, or more «2», than its municipality.

    Examples
    --------
    >>> found = against_municipality(TwoYears(9, 20, 4, 20), TwoYears(109, 520, 94, 520))
    >>> round(found.school_change), round(found.rest_change), round(found.difference)
    (-25, -2, -23)
    """
    rest = municipality.without(school).complete
    own = school.complete
    if own is None or rest is None:
        who = "школы" if own is None else "других школ"
        reason = f"нет результатов {who} за один из годов"
        return Contrast(Fact.NO_DATA, Tone.NONE, reason=reason)
    difference, lower, upper = (100 * v for v in double_difference(own, rest, confidence))
    fact = _sign(difference)
    return Contrast(
        fact=fact,
        tone=tone_of(fact, Direction.LOWER),
        school_change=_points(own),
        rest_change=_points(rest),
        difference=difference,
        lower=lower,
        upper=upper,
        proven=lower > 0 or upper < 0,
    )


def many(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The same changes with p-values adjusted for looking at all of them (Benjamini-Hochberg).

    Changes without a p-value stay without one and do not count.
    """
    p_values = [math.nan if c.p_value is None else c.p_value for c in changes]
    adjusted = benjamini_hochberg(np.array(p_values))
    return tuple(
        change if change.p_value is None else replace(change, p_adjusted=float(p))
        for change, p in zip(changes, adjusted, strict=True)
    )


def _year(low: Count, total: Count) -> tuple[float, float] | None:
    """Counts of one year; «2» without participants are passed on to be refused, not dropped."""
    if low is None or total is None or math.isnan(low + total) or low == total == 0:
        return None
    return low, total


def _minus(whole: Count, part: Count) -> Count:
    if whole is None or part is None:
        return None
    if part > whole:
        raise StatisticsError(f"У школы {part:g} человек, а во всём муниципалитете {whole:g}.")
    return whole - part


def _points(counts: tuple[float, float, float, float]) -> float:
    return 100 * (counts[2] / counts[3] - counts[0] / counts[1])


def _sign(value: float) -> Fact:
    if math.isclose(value, 0.0, abs_tol=1e-9):
        return Fact.SAME
    return Fact.UP if value > 0 else Fact.DOWN
