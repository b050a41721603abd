"""A target in words: its plan, its fact, its pace and one sentence about all of it."""

from __future__ import annotations

from collections.abc import Iterator

from shnor_core import wording
from shnor_core.russian_dates import day as shown_day
from shnor_core.targets.distance import Distance
from shnor_core.targets.pace import Forecast, Pace
from shnor_core.targets.schedule import Dated, due_name
from shnor_core.targets.target import Due, Fact, Operator, PlanUnit, Target, fact_value
from shnor_core.targets.verdict import Case
from shnor_core.wording import EN_DASH, HARD_SPACE


def amount(target: Target, value: float | None) -> str:
    """A value in the unit of the plan."""
    return wording.percent(value) if target.unit is PlanUnit.PERCENT else wording.number(value)


def fact_text(target: Target, fact: Fact | None) -> str:
    """«3 из 7 · 42,9 %», «да», «да, без подтверждения»; a gap is an en dash."""
    if fact is None:
        return EN_DASH
    if target.yes_no:
        return _yes_text(target, fact)
    value = fact_value(target, fact)
    if fact.counts is None or target.unit is PlanUnit.COUNT:
        return amount(target, value)
    # counts are a share even where the document sets no plan and so no unit
    have, whole = (wording.number(count) for count in fact.counts)
    return f"{have} из{HARD_SPACE}{whole} · {wording.percent(value)}"


def plan_text(target: Target, dated: Dated | None) -> str:
    """«план 70 % на 2023 год», «план «да», срок не назван»."""
    if dated is None:
        return "цель не задана"
    due = dated.due
    name = due_name(due)
    return f"план {plan_amount(target, due)}" + (f" на {name}" if dated.named else f", {name}")


def plan_amount(target: Target, due: Due) -> str:
    """«70 %», «не больше 5 %», «ровно 3», ««да»»."""
    if due.yes is not None:
        return "«да»" if due.yes else "«нет»"
    if target.operator is Operator.EXACTLY:
        return f"ровно {amount(target, due.value)}"
    return f"не больше {amount(target, due.value)}" if target.lower else amount(target, due.value)


def pace_text(pace: Pace) -> str:
    """«0,64», or an en dash: the reason of a missing pace is in ``pace.reason``."""
    return wording.fixed(pace.value, 2)


def forecast_text(target: Target, forecast: Forecast, confidence: float) -> str:
    """«прогноз 64 % к 31.12.2024 (95 %: от 40 до 88 %)»."""
    said = f"прогноз {amount(target, forecast.value)} к {shown_day(forecast.day)}"
    if forecast.lower is None:
        return said
    limits = f"от {wording.number(forecast.lower)} до {amount(target, forecast.upper)}"
    return f"{said} ({wording.percent(100 * confidence)}: {limits})"


def summary(case: Case, words: tuple[str, str, str, str], lacks: Distance | None) -> str:
    """One Russian sentence about the target; ``words`` are status, reason, fact and plan."""
    return f"{case.target.code}: {'; '.join(_parts(case, words, lacks))}."


def _parts(case: Case, words: tuple[str, str, str, str], lacks: Distance | None) -> Iterator[str]:
    title, reason, fact, plan = words
    yield f"{title} – {reason}"
    if case.fact is not None:
        planned = f", {plan}" if case.final is not None else ""
        yield f"факт {fact} на {shown_day(case.fact.as_of)}{planned}"
    elif case.final is not None:
        yield plan
    if lacks is not None:
        yield lacks.text
    if case.pace.value is not None and "темп" not in reason:
        yield f"темп {pace_text(case.pace)}"
    if case.forecast is not None:
        yield forecast_text(case.target, case.forecast, case.borders.confidence)


def _yes_text(target: Target, fact: Fact) -> str:
    if not fact.yes:
        return "нет"
    confirmed = fact.evidence.strip() or target.evidence.strip()
    return "да" if confirmed else "да, без подтверждения"
