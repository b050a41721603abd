"""How fast a target is approached, and where that pace leads.

The pace of Open SDG divides growth rates, replaces a base of 0 by 0.001 and calls 1 % of the way
from 0 to 30 % «on track» after a year. The linear pace used here has no such trap:
``(fact − base) / (target − base) ÷ elapsed share of the time`` is 0.10 there.

References
----------
.. [1] Draper N. R., Smith H. (1998) Applied Regression Analysis, 3rd ed., Wiley, section 3.1:
   prediction interval of the least-squares line,
   ``ŷ ± t(n−2)·s·√(1 + 1/n + (x − x̄)²/Sxx)``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shnor_core import wording
from shnor_core.russian_dates import day as shown_day
from shnor_core.targets.schedule import final_due
from shnor_core.targets.target import Fact, Target, fact_value, reaches

# below three entered facts the scatter round a line cannot be told from the line
MIN_FACTS = 3
_LONGEST = timedelta(days=36525)


@dataclass(frozen=True, slots=True)
class Base:
    """Where the way starts; ``source`` says in Russian where the value comes from."""

    value: float
    day: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace, or the Russian reason why there is none.

    ``covered`` is the covered share of the way from ``base`` to the last plan, ``elapsed`` the
    elapsed share of the time from the start of the programme to that plan's day; both belong to
    the day of the fact.
    """

    value: float | None
    reason: str = ""
    base: Base | None = None
    covered: float | None = None
    elapsed: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the facts lead by ``day``, in the unit of the plan, and the band round it if any.

    ``reached_on`` is the day the same line arrives at the plan, ``None`` if it does not within a
    hundred years.
    """

    day: date
    value: float
    lower: float | None
    upper: float | None
    facts: int
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line through dated values; times in days from ``origin``."""

    origin: date
    slope: float
    level: float
    centre: float
    sxx: float
    scatter: float | None
    points: int

    def at(self, day: date) -> float:
        return self.level + self.slope * ((day - self.origin).days - self.centre)

    def half_band(self, day: date, confidence: float) -> float | None:
        """Half the prediction interval [1]_, ``None`` where no scatter can be estimated."""
        if self.scatter is None:
            return None
        from scipy.special import stdtrit

        distance = (day - self.origin).days - self.centre
        t = float(stdtrit(self.points - 2, (1 + confidence) / 2))
        return t * self.scatter * math.sqrt(1 + 1 / self.points + distance**2 / self.sxx)


def base_of(target: Target, known: Sequence[Fact]) -> Base | None:
    """The value at the start of the programme, else the first of at least two known facts."""
    if target.base is not None:
        return Base(target.base, target.start, "значение на начало программы")
    if len(known) < 2 or known[0].as_of == known[-1].as_of:
        return None
    value = fact_value(target, known[0])
    if value is None:
        return None
    return Base(value, known[0].as_of, f"первый факт, {shown_day(known[0].as_of)}")


def pace(target: Target, known: Sequence[Fact]) -> Pace:
    """The linear pace towards the last plan on the day of the latest fact.

    ``known`` are the facts of :func:`known_facts`. After the day of the last plan the whole time
    has elapsed, not more.

    Examples
    --------
    >>> from shnor_core.targets.target import Due, Shape
    >>> target = Target("5.5", "Опыт школ", "2024г - 30%", Shape.PER_YEAR, (Due(2024, value=30.0),),
    ...                 start=date(2022, 1, 1), base=0.0)
    >>> round(pace(target, [Fact(date(2023, 1, 1), 1.0)]).value, 2)
    0.1
    """
    if target.yes_no:
        return Pace(None, "для «да / нет» темп не считается")
    if not known:
        return Pace(None, "факт не внесён")
    final, value = final_due(target), fact_value(target, known[-1])
    if final is None or final.due.value is None or value is None:
        return Pace(None, "цель не задана")
    elapsed, reason = _elapsed(target.start, final.day, known[-1].as_of)
    if elapsed is None:
        return Pace(None, reason)
    base = base_of(target, known)
    if base is None:
        return Pace(None, "точка отсчёта не определена: внесён один факт", elapsed=elapsed)
    if reaches(target, final.due.value, base.value):
        reason = f"точка отсчёта ({wording.number(base.value)}) не хуже последнего плана"
        return Pace(None, reason, base, None, elapsed)
    covered = (value - base.value) / (final.due.value - base.value)
    return Pace(covered / elapsed, "", base, covered, elapsed)


def _elapsed(start: date | None, end: date | None, day: date) -> tuple[float | None, str]:
    if start is None:
        return None, "начало программы не названо: впишите его на лист «Программа» бланка"
    if end is None:
        return None, "срок последнего плана не назван"
    if end <= start:
        return None, "срок последнего плана не позже начала программы"
    if day <= start:
        return None, "с начала программы факт не внесён"
    return min(1.0, (day - start).days / (end - start).days), ""


def fitted(target: Target, known: Sequence[Fact]) -> Line | None:
    """The line through the start value of the programme and the facts; ``None`` below two days.

    The scatter needs three entered facts, whether or not the programme gives a start value.
    """
    points = [(fact.as_of, fact_value(target, fact)) for fact in known]
    if target.base is not None and target.start is not None:
        later = [point for point in points if point[0] > target.start]
        points = [(target.start, target.base), *later]
    values = [(day, value) for day, value in points if value is not None]
    if len({day for day, _ in values}) < 2:
        return None
    return _least_squares(values, scattered=len(known) >= MIN_FACTS)


def _least_squares(points: Sequence[tuple[date, float]], *, scattered: bool) -> Line:
    origin = points[0][0]
    times = [(day - origin).days for day, _ in points]
    values = [value for _, value in points]
    n = len(points)
    centre, level = math.fsum(times) / n, math.fsum(values) / n
    sxx = math.fsum((t - centre) ** 2 for t in times)
    slope = math.fsum((t - centre) * (v - level) for t, v in zip(times, values, strict=True)) / sxx
    rest = math.fsum(
        (v - level - slope * (t - centre)) ** 2 for t, v in zip(times, values, strict=True)
    )
    scatter = math.sqrt(rest / (n - 2)) if scattered and n > 2 else None
    return Line(origin, slope, level, centre, sxx, scatter, n)


def forecast(
    target: Target, known: Sequence[Fact], day: date, *, confidence: float = 0.95
) -> Forecast | None:
    """Where the line through the facts leads by a day after the latest of them.

    Linear by time. With three and more facts the band is the prediction interval of the
    least-squares line [1]_; with fewer there is none. Percentages stay within 0…100.

    Examples
    --------
    >>> from shnor_core.targets.target import Due, Shape
    >>> target = Target("6.5", "ПК", "42%", Shape.PERCENT, (Due(value=42.0),))
    >>> facts = [Fact(date(2021, 12, 31), 36.0), Fact(date(2022, 12, 31), 38.0)]
    >>> found = forecast(target, facts, date(2023, 12, 31))
    >>> found.value, found.lower, found.facts
    (40.0, None, 2)
    """
    if target.yes_no or not known or day <= known[-1].as_of:
        return None
    line = fitted(target, known)
    if line is None:
        return None
    value, half = line.at(day), line.half_band(day, confidence)
    return Forecast(
        day=day,
        value=within(target, value),
        lower=None if half is None else within(target, value - half),
        upper=None if half is None else within(target, value + half),
        facts=len(known),
        reached_on=_reached_on(target, line, known[-1]),
    )


def within(target: Target, value: float) -> float:
    """A value no unit can leave: shares end at 0 and 100 %, counts at 0."""
    return max(0.0, min(100.0, value) if target.unit == "percent" else value)


def _reached_on(target: Target, line: Line, latest: Fact) -> date | None:
    final, value = final_due(target), fact_value(target, latest)
    if final is None or final.due.value is None or value is None or line.slope == 0:
        return None
    if reaches(target, final.due.value, value):
        return None
    days = (final.due.value - line.level) / line.slope + line.centre
    least = (latest.as_of - line.origin).days
    most = min(least + _LONGEST.days, (date.max - line.origin).days)
    if not least < days <= most:
        return None
    return line.origin + timedelta(days=math.ceil(days))
