"""Plan and fact of one time in one cell: in words, and the same as a small bar."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.model import Tone
from shnor_core.tables import Bullet, Cell
from shnor_core.targets import Assessment, Ceiling, PlanUnit, Step, Target, plan_amount
from shnor_core.wording import number, percent

MET = (Tone.BETTER, "▲")
MISSED = (Tone.WORSE, "▼")


def step_cell(found: Assessment, steps: Sequence[Step], limit: Ceiling | None) -> Cell:
    """The last of several plans of one time with its fact, or with where the pace leads."""
    if not steps:
        return Cell("–")
    last = steps[-1]
    plan = "; ".join(f"план {plan_amount(found.target, step.dated.due)}" for step in steps)
    tone, icon = _verdict(found, last)
    return Cell(
        _said(found.target, last),
        last.value,
        icon=icon,
        sub=plan,
        strong=last.judged,
        bullet=_bullet(found, last, tone, limit),
    )


def _verdict(found: Assessment, step: Step) -> tuple[Tone, str]:
    """A plan whose day has not come is not missed yet: the status speaks for it."""
    if step.met is None:
        return Tone.PLAIN, ""
    if step.met:
        return MET
    ahead = step.dated.day is None or found.on < step.dated.day
    return (found.tone, found.icon) if ahead else MISSED


def _said(target: Target, step: Step) -> str:
    if step.fact is not None:
        return _reached(target, step)
    if step.forecast is not None:
        return f"по темпу {_amount(target, step.forecast.value)}"
    return "факта нет"


def _reached(target: Target, step: Step) -> str:
    """«3 из 7 · 42,9 %»: what was counted, and the share where the plan is one."""
    fact = step.fact
    if fact is not None and fact.yes is not None:
        return "да" if fact.yes else "нет"
    if fact is None or fact.counts is None:
        return _amount(target, step.value)
    part, whole = fact.counts
    counted = f"{number(part)} из {number(whole)}"
    return f"{counted} ·\u00a0{percent(step.value)}" if target.unit is PlanUnit.PERCENT else counted


def _amount(target: Target, value: float | None) -> str:
    return percent(value) if target.unit is PlanUnit.PERCENT else number(value)


def _bullet(found: Assessment, step: Step, tone: Tone, limit: Ceiling | None) -> Bullet | None:
    plan = step.dated.due.value
    if plan is None:
        return None
    ahead = step.forecast.value if step.fact is None and step.forecast is not None else None
    return Bullet(
        value=step.value,
        plan=plan,
        limit=limit.value if limit else None,
        forecast=ahead,
        scale=_scale(found, limit),
        tone=tone,
        lacking=step.met is False,
    )


def _scale(found: Assessment, limit: Ceiling | None) -> tuple[float, float]:
    """One scale for every time of an indicator; a share reaches 100 % at least."""
    known = [step.value for step in found.steps] + [step.dated.due.value for step in found.steps]
    least = 100.0 if found.target.unit is PlanUnit.PERCENT else limit.value if limit else 0.0
    return 0.0, max([least, *(one for one in known if one is not None)]) or 1.0
