"""Plan against fact for one target on one day: everything a screen or a file shows about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shnor_core.model import Tone
from shnor_core.targets.distance import Distance, distance
from shnor_core.targets.doubts import doubts_of, notes_of, unconfirmed
from shnor_core.targets.pace import Forecast, Pace, forecast, pace
from shnor_core.targets.schedule import Dated, final_due, next_due, schedule, value_due
from shnor_core.targets.sentences import fact_text, pace_text, plan_text, summary
from shnor_core.targets.statuses import Status, StatusRules, shipped_rules
from shnor_core.targets.target import Ceiling, Fact, Target, fact_value, known_facts, meets
from shnor_core.targets.verdict import Case, verdict


@dataclass(frozen=True, slots=True)
class Step:
    """One plan of the target with what was reached by its day: one bullet of a row.

    ``fact`` is the latest one since the previous plan, ``value`` it in the unit of the plan;
    ``forecast`` stands for a plan ahead. ``judged`` marks the plan the status speaks of.
    """

    dated: Dated
    fact: Fact | None
    value: float | None
    met: bool | None
    forecast: Forecast | None
    judged: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The state of one target ``on`` a day.

    ``come`` is the plan in force, ``ahead`` the next one, ``final`` the last; ``value`` the latest
    fact in the unit of the plan. ``reason`` is a Russian phrase for the status, ``sentence`` the
    whole in one sentence, ``doubts`` what must be looked at, ``notes`` what was assumed.
    """

    target: Target
    on: date
    status: Status
    title: str
    tone: Tone
    icon: str
    reason: str
    fact: Fact | None
    value: float | None
    come: Dated | None
    ahead: Dated | None
    final: Dated | None
    pace: Pace
    forecast: Forecast | None
    distance: Distance | None
    steps: tuple[Step, ...]
    fact_text: str
    plan_text: str
    pace_text: str
    sentence: str
    doubts: tuple[str, ...]
    notes: tuple[str, ...]
    unconfirmed: bool


def assess(
    target: Target,
    facts: Iterable[Fact],
    on: date,
    *,
    ceiling: Ceiling | float | None = None,
    rules: StatusRules | None = None,
) -> Assessment:
    """Judge a target by the facts known on a day.

    The order of ``facts`` changes nothing; those after ``on`` are not known yet.

    Parameters
    ----------
    ceiling
        The best value possible, in the unit of the plan: ЕГЭ held in 4 of 7 schools caps a share
        of schools at 57.1 %. Without one, a share is capped at 100 %.
    rules
        Words and borders; those of ``data/statuses.toml`` by default.

    Examples
    --------
    >>> from shnor_core.targets.target import Due, Shape
    >>> target = Target("8.1", "Динамика ОГЭ", "2023 г - 70% 2024 г -100%", Shape.PER_YEAR,
    ...                 (Due(2023, value=70.0), Due(2024, value=100.0)),
    ...                 denominator="школы ШНОР и ШНСУ", start=date(2022, 1, 1), base=0.0)
    >>> found = assess(target, [Fact(date(2023, 12, 31), numerator=3, denominator=7)],
    ...                date(2024, 1, 15))
    >>> found.title, found.pace_text, found.distance.text
    ('под угрозой', '0,64', 'не хватает 2\\xa0школ из\\xa07')
    """
    rules = rules or shipped_rules()
    known = known_facts(target, facts, on)
    limit = Ceiling(float(ceiling)) if isinstance(ceiling, int | float) else ceiling
    return _assessed(_case(target, known, on, limit, rules), known, rules)


def _assessed(case: Case, known: tuple[Fact, ...], rules: StatusRules) -> Assessment:
    target, on, fact = case.target, case.on, case.fact
    status, reason = verdict(case)
    text, ahead = rules.texts[status], next_due(target, on)
    lacks = _distance(case, ahead, status)
    words = (text.title, reason, fact_text(target, fact), plan_text(target, case.come or ahead))
    return Assessment(
        target=target,
        on=on,
        status=status,
        title=text.title,
        tone=text.tone,
        icon=text.icon,
        reason=reason,
        fact=fact,
        value=None if fact is None else fact_value(target, fact),
        come=case.come,
        ahead=ahead,
        final=case.final,
        pace=case.pace,
        forecast=case.forecast,
        distance=lacks,
        steps=_steps(target, known, on, rules.borders.confidence),
        fact_text=words[2],
        plan_text=words[3],
        pace_text=pace_text(case.pace),
        sentence=summary(case, words, lacks),
        doubts=doubts_of(case),
        notes=notes_of(case),
        unconfirmed=unconfirmed(target, fact),
    )


def _case(
    target: Target, known: tuple[Fact, ...], on: date, limit: Ceiling | None, rules: StatusRules
) -> Case:
    final = final_due(target)
    leads = None
    if final is not None and final.day is not None:
        leads = forecast(target, known, final.day, confidence=rules.borders.confidence)
    return Case(
        target=target,
        on=on,
        fact=known[-1] if known else None,
        come=value_due(target, on),
        final=final,
        pace=pace(target, known),
        forecast=leads,
        ceiling=limit,
        borders=rules.borders,
    )


def _distance(case: Case, ahead: Dated | None, status: Status) -> Distance | None:
    """To the plan in force while it is not met, then to the next one that is not."""
    if case.fact is None or status in (Status.ACHIEVED, Status.NOT_SET, Status.NO_DATA):
        return None
    for dated in (case.come, ahead, case.final):
        if dated is not None and not meets(case.target, dated.due, case.fact):
            return distance(case.target, dated, case.fact, case.on)
    return None


def _steps(
    target: Target, known: tuple[Fact, ...], on: date, confidence: float
) -> tuple[Step, ...]:
    steps: list[Step] = []
    since = date.min
    judged = value_due(target, on) or next_due(target, on)
    for dated in schedule(target):
        until = dated.day or date.max
        inside = [fact for fact in known if since < fact.as_of <= until]
        fact = inside[-1] if inside else None
        ahead = dated.day is not None and on < dated.day
        steps.append(
            Step(
                dated=dated,
                fact=fact,
                value=None if fact is None else fact_value(target, fact),
                met=None if fact is None else meets(target, dated.due, fact),
                forecast=forecast(target, known, until, confidence=confidence) if ahead else None,
                judged=dated == judged,
            )
        )
        since = until
    return tuple(steps)
