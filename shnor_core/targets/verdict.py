"""Which status a target has: small rules in a fixed order, the first that speaks decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shnor_core import wording
from shnor_core.russian_dates import day as shown_day
from shnor_core.targets.pace import Forecast, Pace
from shnor_core.targets.schedule import Dated, due_name, until
from shnor_core.targets.statuses import Borders, Status
from shnor_core.targets.target import (
    NOISE,
    Ceiling,
    Fact,
    PlanUnit,
    Shape,
    Target,
    fact_value,
    meets,
    reaches,
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the verdict looks at; ``come`` is the plan in force, ``final`` the last one."""

    target: Target
    on: date
    fact: Fact | None
    come: Dated | None
    final: Dated | None
    pace: Pace
    forecast: Forecast | None
    ceiling: Ceiling | None
    borders: Borders


Verdict = tuple[Status, str]
Rule = Callable[[Case], Verdict | None]


def verdict(case: Case) -> Verdict:
    """The status of a target and one Russian phrase that says why."""
    for rule in _RULES:
        found = rule(case)
        if found is not None:
            return found
    return Status.ON_SCHEDULE, _on_schedule_reason(case)


def promised(case: Case) -> float | None:
    """The share of the way to the last plan that the forecast promises."""
    base, final = case.pace.base, case.final
    if case.forecast is None or base is None or final is None or final.due.value is None:
        return None
    way = final.due.value - base.value
    if way == 0 or case.pace.covered is None:
        return None
    return (case.forecast.value - base.value) / way


def _not_set(case: Case) -> Verdict | None:
    if case.final is not None:
        return None
    printed = case.target.printed.strip()
    if printed and case.target.plan:
        return Status.NOT_SET, f"план напечатан, но не разобран: «{printed}»"
    return Status.NOT_SET, "плана в документе нет"


def _achieved(case: Case) -> Verdict | None:
    if case.fact is None or case.final is None or _of_past_year(case):
        return None
    if not meets(case.target, case.final.due, case.fact):
        return None
    if case.target.shape is Shape.ANNUAL:
        return Status.ACHIEVED, "план года выполнен; он повторяется каждый год"
    if case.final.day is not None and case.on < case.final.day:
        early = "план выполнен досрочно" if case.final.named else "план выполнен"
        return Status.ACHIEVED, early
    return Status.ACHIEVED, "план последнего срока выполнен"


def _impossible(case: Case) -> Verdict | None:
    ceiling, target = case.ceiling or _natural(case.target), case.target
    if ceiling is None or case.final is None or case.final.due.value is None:
        return None
    if reaches(target, case.final.due.value, ceiling.value):
        return None
    because = f": {ceiling.reason}" if ceiling.reason else ""
    amounts = (
        f"{_amount(target, case.final.due.value)} при пределе {_amount(target, ceiling.value)}"
    )
    return Status.AT_RISK, f"план выше предела ({amounts}){because}"


def _natural(target: Target) -> Ceiling | None:
    if target.unit is not PlanUnit.PERCENT:
        return None
    return Ceiling(0.0) if target.lower else Ceiling(100.0, "доля не бывает больше 100 %")


def _no_data(case: Case) -> Verdict | None:
    if case.fact is None:
        return Status.NO_DATA, "факт не внесён"
    start = case.target.start
    if _of_past_year(case) and case.come is not None:
        said = f"за {due_name(case.come.due)} факт не внесён"
        return Status.NO_DATA, f"{said}; последний – на {shown_day(case.fact.as_of)}"
    if start is not None and case.fact.as_of <= start and not case.target.yes_no:
        return Status.NO_DATA, f"с начала программы ({shown_day(start)}) факт не внесён"
    return None


def _of_past_year(case: Case) -> bool:
    """A plan that repeats every year asks for a fact of that year."""
    yearly = case.target.shape is Shape.ANNUAL and case.come is not None and case.fact is not None
    if not yearly or case.come is None or case.fact is None or case.come.due.year is None:
        return False
    return case.fact.as_of.year < case.come.due.year


def _yes_no(case: Case) -> Verdict | None:
    """«Нет»: before a named day nothing is late, after it the plan is missed."""
    if not case.target.yes_no or case.final is None or case.fact is None:
        return None
    if case.final.day is not None and case.final.day <= case.on:
        return Status.AT_RISK, f"срок прошёл ({shown_day(case.final.day)}), отмечено «нет»"
    if case.come is not None and not meets(case.target, case.come.due, case.fact):
        return Status.BEHIND, f"план «да» на {due_name(case.come.due)}, отмечено «нет»"
    if case.final.named:
        return Status.ON_SCHEDULE, f"срок впереди, {until(case.final)}"
    return Status.BEHIND, "отмечено «нет», срок в программе не назван"


def _retreated(case: Case) -> Verdict | None:
    """The way began at or past the plan and leads away from it: no pace can say that."""
    if case.pace.base is None or case.pace.covered is not None or case.fact is None:
        return None
    target, value = case.target, fact_value(case.target, case.fact)
    was, now = _amount(target, case.pace.base.value), _amount(target, value)
    return Status.AT_RISK, f"в начале план был выполнен ({was}), теперь нет ({now})"


def _slow(case: Case) -> Verdict | None:
    pace = case.pace.value
    if pace is None or _at_least(pace, case.borders.at_risk):
        return None
    border = wording.number(case.borders.at_risk, 2)
    return Status.AT_RISK, f"темп {wording.number(pace, 2)} ниже {border}"


def _short_forecast(case: Case) -> Verdict | None:
    share = promised(case)
    if share is None or case.forecast is None or _at_least(share, case.borders.forecast):
        return None
    leads = f"прогноз {_amount(case.target, case.forecast.value)}"
    border = wording.percent(100 * case.borders.forecast)
    return Status.AT_RISK, f"{leads}: меньше {border} пути к последнему плану"


def _behind(case: Case) -> Verdict | None:
    if case.fact is None or case.final is None:
        return None
    if case.come is not None:
        if meets(case.target, case.come.due, case.fact):
            return None
        return Status.BEHIND, f"ниже плана на {due_name(case.come.due)}"
    pace = case.pace.value
    if pace is None:
        return Status.BEHIND, f"ниже плана, темп не определён: {case.pace.reason}"
    if _at_least(pace, case.borders.on_schedule):
        return None
    return Status.BEHIND, f"срок впереди, темп {wording.number(pace, 2)} меньше нужного"


def _on_schedule_reason(case: Case) -> str:
    if case.come is None:
        return f"срок впереди, темп {wording.number(case.pace.value, 2)}"
    return f"план на {due_name(case.come.due)} выполнен, последний срок впереди"


def _at_least(value: float, border: float) -> bool:
    return value >= border - NOISE


def _amount(target: Target, value: float | None) -> str:
    return wording.percent(value) if target.unit is PlanUnit.PERCENT else wording.number(value)


_RULES: tuple[Rule, ...] = (
    _not_set,
    _achieved,
    _impossible,
    _no_data,
    _yes_no,
    _retreated,
    _slow,
    _short_forecast,
    _behind,
)
