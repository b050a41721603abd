"""What became of an indicator between two years."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core import wording
from shnor_core.dynamics.definitions import (
    Definition,
    Fact,
    by_document,
    by_fioko,
    by_interval,
    fact_of,
    tone_of,
)
from shnor_core.dynamics.measures import Measure
from shnor_core.model import Direction, Tone, Unit
from shnor_core.stats import fisher_exact, newcombe


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits of a change in p.p. and the p-value of Fisher's test."""

    lower: float
    upper: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an indicator between two years.

    ``before``, ``after`` and ``difference`` are per cent and p.p. for shares, plain for counts.
    ``tone`` follows from the fact and the direction, ``verdict`` and ``positive`` from the chosen
    ``definition``; ``positive`` is ``None`` where the definition says nothing. ``proven`` is
    ``None`` without counts («без оценки надёжности»). ``lower`` and ``upper`` are Newcombe limits
    in p.p.; ``reason`` is a Russian phrase for a pair that is not compared.
    """

    fact: Fact
    tone: Tone
    definition: Definition
    positive: bool | None = None
    verdict: Tone = Tone.NONE
    before: float | None = None
    after: float | None = None
    difference: float | None = None
    unit: Unit = Unit.UNKNOWN
    lower: float | None = None
    upper: float | None = None
    p_value: float | None = None
    p_adjusted: float | None = None
    proven: bool | None = None
    confidence: float = 0.95
    reason: str = ""


def compare(
    before: Measure | None,
    after: Measure | None,
    *,
    direction: Direction,
    definition: Definition = Definition.DOCUMENT,
    confidence: float = 0.95,
    share_of_twos: bool = False,
) -> Change:
    """Compare two years of one indicator.

    Shares and percentages meet on the percent scale; a count never meets a percentage. The
    interval is Newcombe's and the p-value Fisher's, and both need whole counts with a denominator
    of at least five in both years. Both take the two years for different people: where the same
    teachers are counted twice, the interval is rather too wide than too narrow.

    Parameters
    ----------
    before, after
        The earlier and the later year; ``None`` when the year has no cell.
    share_of_twos
        Whether the indicator is the share of «2», which ``Definition.FIOKO_2026`` speaks of.

    Raises
    ------
    StatisticsError
        An interval is due and ``confidence`` is not between 0 and 1.

    Examples
    --------
    >>> years = Measure(0.0, Unit.PERCENT), Measure(0.35, Unit.SHARE)
    >>> change = compare(*years, direction=Direction.HIGHER)
    >>> change.fact, change.difference, change.positive, change.proven
    (<Fact.UP: 'up'>, 35.0, True, None)
    """
    if before is None or after is None or before.absent or after.absent:
        return _no_data(before, after, definition, confidence)
    reason = _doubt(before, after) or _unit_clash(before, after)
    if reason or before.shown_value is None or after.shown_value is None:
        return incomparable(reason, definition, Tone.DOUBT)
    return settled(
        before.shown_value,
        after.shown_value,
        before.shown_unit,
        direction=direction,
        definition=definition,
        interval=_interval(before, after, confidence),
        confidence=confidence,
        share_of_twos=share_of_twos,
    )


def settled(
    before: float,
    after: float,
    unit: Unit,
    *,
    direction: Direction,
    definition: Definition,
    interval: Interval | None,
    confidence: float,
    share_of_twos: bool,
) -> Change:
    """The change between two values that may be compared."""
    fact = fact_of(before, after)
    tone = tone_of(fact, direction)
    difference = 0.0 if fact is Fact.SAME else after - before
    proven = None if interval is None else _excludes_zero(interval, difference)
    if definition is Definition.FIOKO_2026:
        positive, verdict = by_fioko(difference, share_of_twos)
    elif definition is Definition.CONFIRMED:
        positive, verdict = by_interval(tone, direction, proven)
    else:
        positive, verdict = by_document(tone, direction)
    return Change(
        fact=fact,
        tone=tone,
        definition=definition,
        positive=positive,
        verdict=verdict,
        before=before,
        after=after,
        difference=difference,
        unit=unit,
        lower=interval.lower if interval else None,
        upper=interval.upper if interval else None,
        p_value=interval.p_value if interval else None,
        proven=proven,
        confidence=confidence,
    )


def share_interval(
    before: tuple[float, float], after: tuple[float, float], confidence: float
) -> Interval:
    """Newcombe limits in p.p. and Fisher's p-value for two years of counts."""
    lower, upper = newcombe(*before, *after, confidence)
    return Interval(100 * lower, 100 * upper, fisher_exact(*before, *after))


def incomparable(reason: str, definition: Definition, tone: Tone) -> Change:
    """Years that stand apart with a reason: in doubt, or broken by the calendar."""
    return Change(Fact.NOT_COMPARABLE, tone, definition, verdict=tone, reason=reason)


def _no_data(
    before: Measure | None, after: Measure | None, definition: Definition, confidence: float
) -> Change:
    lacks = [measure is None or measure.absent for measure in (before, after)]
    if all(lacks):
        reason = "нет данных за оба года"
    else:
        reason = f"нет данных за более {'ранний' if lacks[0] else 'поздний'} год"
    whys = [m.why for m in (before, after) if m is not None and m.absent and m.why]
    known = next((m for m in (before, after) if m is not None and not m.absent), None)
    return Change(
        fact=Fact.NO_DATA,
        tone=Tone.NONE,
        definition=definition,
        before=before.shown_value if before else None,
        after=after.shown_value if after else None,
        unit=known.shown_unit if known else Unit.UNKNOWN,
        confidence=confidence,
        reason=": ".join([reason, *whys[:1]]),
    )


def _doubt(before: Measure, after: Measure) -> str:
    whys = [m.why or "значение под вопросом" for m in (before, after) if m.doubtful]
    *others, last = dict.fromkeys(whys) or ("",)
    return "; ".join((*(one.rstrip(".") for one in others), last))


def _unit_clash(before: Measure, after: Measure) -> str:
    if before.shown_unit is after.shown_unit:
        return ""
    return f"единицы разные: {_amount(before)} и {_amount(after)}"


def _amount(measure: Measure) -> str:
    if measure.shown_unit is Unit.PERCENT:
        return wording.percent(measure.shown_value)
    return f"количество {wording.number(measure.shown_value)}"


def _interval(before: Measure, after: Measure, confidence: float) -> Interval | None:
    first, second = before.counts, after.counts
    return share_interval(first, second, confidence) if first and second else None


def _excludes_zero(interval: Interval, difference: float) -> bool:
    return (interval.lower > 0 and difference > 0) or (interval.upper < 0 and difference < 0)
