"""Whether a condition holds of a subject: yes, no, or not to be told, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shnor_core.model import Direction
from shnor_core.recommendations.facts import Facts, Point, Series
from shnor_core.recommendations.rules import (
    Condition,
    IndicatorCondition,
    IndicatorTest,
    SignalCondition,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Which numbers of which cells; ``source`` is their place in the document."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """``holds`` is ``None`` when the data cannot tell; the reasons then say what is missing."""

    holds: bool | None
    reasons: tuple[Reason, ...] = ()


NO = Answer(False)


def ask(condition: Condition, facts: Facts, subject: str) -> Answer:
    """Whether a condition holds of one subject."""
    if isinstance(condition, SignalCondition):
        return _signals(condition, facts, subject)
    return _indicator(condition, facts, subject)


def applies(condition: Condition, facts: Facts) -> bool:
    """Whether the data can speak of the condition at all."""
    if isinstance(condition, SignalCondition):
        return condition.kind in facts.known
    return any(_asked(condition, one) for one in facts.series)


def _signals(condition: SignalCondition, facts: Facts, subject: str) -> Answer:
    found = [
        one
        for one in facts.by_subject.get((condition.kind, subject), ())
        if one.state in condition.states and (not condition.names or one.name in condition.names)
    ]
    if condition.absent:
        return Answer(not found)
    if len(found) < condition.at_least:
        return NO
    return Answer(True, tuple(Reason(one.text, one.source) for one in found))


def _asked(condition: IndicatorCondition, series: Series) -> bool:
    return series.code == condition.code and series.indicator_set in condition.sets


def _indicator(condition: IndicatorCondition, facts: Facts, subject: str) -> Answer:
    for series in facts.series:
        if _asked(condition, series) and subject in series.schools:
            return _TESTS[condition.test](series, series.schools[subject])
    return NO


def _point(points: Sequence[Point], year: int) -> Point | None:
    return next((one for one in points if one.year == year), None)


def _told(series: Series, points: Sequence[Point]) -> Reason:
    """«Прошли диагностику: 2019 — 0 %, 2020 — 0 %, 2021 — 27 %»."""
    text = f"{series.title}: " + ", ".join(f"{one.year} — {one.text}" for one in points)
    doubts = "; ".join(dict.fromkeys(one.doubt.rstrip(".") for one in points if one.doubt))
    places = dict.fromkeys(one.source.partition(" · ")[0] for one in points if one.source)
    return Reason(f"{text} (под сомнением: {doubts})" if doubts else text, ", ".join(places))


def _unknown(series: Series, points: Sequence[Point]) -> Answer:
    return Answer(None, (_told(series, points),))


def _comparable(*points: Point) -> bool:
    return all(one.value is not None and not one.doubt for one in points)


def _first_time(series: Series, points: Sequence[Point]) -> Answer:
    """Nothing in every earlier year, something in the last one."""
    seen = [one for one in points if one.year <= series.last]
    last, earlier = _point(seen, series.last), [one for one in seen if one.year < series.last]
    if last is None or not earlier or last.value == 0 or any(one.value for one in earlier):
        return NO
    if any(one.value is None for one in seen):
        return _unknown(series, seen)
    return Answer(True, (_told(series, seen),))


def _zero(series: Series, points: Sequence[Point]) -> Answer:
    last = _point(points, series.last)
    if last is None:
        return NO
    if last.value is None:
        return _unknown(series, [last])
    return Answer(last.value == 0, (_told(series, [last]),))


def _moves(series: Series, points: Sequence[Point], *, wanted: bool) -> Answer:
    pair = [_point(points, year) for year in (series.base, series.last)]
    known = [one for one in pair if one is not None]
    if len(known) < len(pair) or series.direction is Direction.NEUTRAL:
        return NO
    if not _comparable(*known) or known[0].unit is not known[1].unit:
        return _unknown(series, known)
    before, after = known[0].value or 0.0, known[1].value or 0.0
    up = after > before if series.direction is Direction.HIGHER else after < before
    return Answer(before != after and up is wanted, (_told(series, known),))


def _below_territory(series: Series, points: Sequence[Point]) -> Answer:
    last, whole = _point(points, series.last), _point(series.territory, series.last)
    if last is None or whole is None or whole.value is None or last.unit is not whole.unit:
        return NO
    if last.value is None or not _comparable(last):
        return _unknown(series, [last])
    text = f"{series.title}, {last.year}: {last.text}, по муниципалитету {whole.text}"
    return Answer(last.value < whole.value, (Reason(text, last.source),))


_TESTS: dict[IndicatorTest, Callable[[Series, Sequence[Point]], Answer]] = {
    IndicatorTest.FIRST_TIME: _first_time,
    IndicatorTest.ZERO: _zero,
    IndicatorTest.IMPROVES: lambda series, points: _moves(series, points, wanted=True),
    IndicatorTest.WORSENS: lambda series, points: _moves(series, points, wanted=False),
    IndicatorTest.BELOW_TERRITORY: _below_territory,
}
