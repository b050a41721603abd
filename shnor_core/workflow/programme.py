"""A programme of one territory: its targets with facts, its measures with states."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from shnor_core.db import decisions as log
from shnor_core.db import programme as db
from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.db.programme import (
    FactRow,
    MeasureRow,
    ProgrammeRow,
    RiskFactorRow,
    RiskRow,
    StateRow,
    TargetRow,
)
from shnor_core.db.queries import LogEntry
from shnor_core.errors import DecisionError
from shnor_core.model import Direction, Territory
from shnor_core.roadmap import Measure, parse_due
from shnor_core.targets import Due, Fact, Operator, PlanUnit, Shape, Target
from shnor_core.workflow.monitoring import territory_of

# days; a plan that runs longer leaves «июль» without a year
ONE_SCHOOL_YEAR = 500

__all__ = [
    "FactRow",
    "LogEntry",
    "MeasureRow",
    "ProgrammePicture",
    "ProgrammeRow",
    "StateRow",
    "TargetRow",
    "enter_fact",
    "enter_state",
    "load",
    "programmes",
    "undo",
]


@dataclass(frozen=True)
class ProgrammePicture:
    """Everything the screens of a programme need, read once per data version."""

    territory: Territory
    programme: ProgrammeRow
    target_rows: tuple[TargetRow, ...]
    targets: Mapping[str, Target]
    facts: Mapping[str, tuple[FactRow, ...]]
    measure_rows: tuple[MeasureRow, ...]
    measures: Mapping[str, Measure]
    states: Mapping[str, StateRow]
    factors: Mapping[str, RiskFactorRow]
    risks: tuple[RiskRow, ...]
    school_names: Mapping[str, str]
    source: str
    log: tuple[queries.LogEntry, ...]

    @cached_property
    def sections(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.section for one in self.target_rows))

    @cached_property
    def by_id(self) -> dict[str, TargetRow]:
        return {one.target_id: one for one in self.target_rows}

    def facts_of(self, target_id: str) -> tuple[Fact, ...]:
        return tuple(_fact(one) for one in self.facts.get(target_id, ()))

    def group_of(self, measure: MeasureRow) -> str:
        """The section of a measure, or its risk factor where the document groups by factors."""
        factor = self.factors.get(measure.risk_factor_id)
        return factor.title if factor else measure.section or measure.task or "Без раздела"


def programmes(store: Store, territory: str) -> tuple[ProgrammeRow, ...]:
    return db.programmes(store, territory)


def load(store: Store, territory_id: str, programme_id: str) -> ProgrammePicture:
    """Read one programme.

    Raises
    ------
    UnknownTerritoryError
    """
    programme = next(
        one for one in db.programmes(store, territory_id) if one.programme_id == programme_id
    )
    target_rows = db.targets(store, programme_id)
    dues: dict[str, list[Due]] = {}
    for plan in db.plans(store, programme_id):
        due = Due(
            plan.due_year, plan.due_month, plan.school_year, plan.value, plan.yes, plan.printed
        )
        dues.setdefault(plan.target_id, []).append(due)
    facts: dict[str, list[FactRow]] = {}
    for fact in db.facts(store, programme_id):
        facts.setdefault(fact.target_id, []).append(fact)
    measure_rows = db.measures(store, programme_id)
    sources = {one.source_id: one.title for one in queries.sources(store, territory_id)}
    return ProgrammePicture(
        territory=territory_of(store, territory_id),
        programme=programme,
        target_rows=target_rows,
        targets={
            one.target_id: _target(one, tuple(dues.get(one.target_id, ())), programme)
            for one in target_rows
        },
        facts={key: tuple(found) for key, found in facts.items()},
        measure_rows=measure_rows,
        measures={one.measure_id: _measure(one, programme) for one in measure_rows},
        states={one.measure_id: one for one in db.states(store, programme_id)},
        factors={one.risk_factor_id: one for one in db.risk_factors(store, programme_id)},
        risks=db.risks(store, territory_id),
        school_names={
            one.school_id: one.short_name for one in queries.schools(store, territory_id)
        },
        source=sources.get(programme.source_id, programme.title),
        log=tuple(
            one for one in queries.decision_log(store, territory_id) if one.action != "settle"
        ),
    )


def _target(row: TargetRow, plan: tuple[Due, ...], programme: ProgrammeRow) -> Target:
    return Target(
        code=row.code,
        title=row.title,
        printed=row.printed,
        shape=Shape(row.shape),
        plan=plan,
        operator=Operator(row.operator),
        direction=Direction(row.direction),
        unit=PlanUnit(row.unit),
        denominator=row.denominator,
        evidence=row.evidence,
        section=row.section,
        kind=row.kind,
        start=programme.start_date,
        end=programme.end_date,
    )


def _fact(row: FactRow) -> Fact:
    return Fact(
        row.as_of, row.value, row.numerator, row.denominator, row.yes, row.evidence, row.note
    )


def _measure(row: MeasureRow, programme: ProgrammeRow) -> Measure:
    start = _only_school_year(programme)
    return Measure(
        row.measure_id,
        row.number,
        row.title,
        row.due_text,
        parse_due(row.due_text, school_year_start=start),
        row.section,
        row.task,
        row.responsible,
    )


def _only_school_year(programme: ProgrammeRow) -> int | None:
    """The year a month without a year belongs to: a plan of one school year has no other."""
    start, end = programme.start_date, programme.end_date
    if start is None or end is None or (end - start).days > ONE_SCHOOL_YEAR:
        return None
    return start.year


def enter_fact(
    store: Store, picture: ProgrammePicture, fact: FactRow, *, who: str, why: str, at: datetime
) -> None:
    """Write a fact, guarded by the version it was read at, and log what stood there before.

    Raises
    ------
    DecisionError
        The fact says nothing, or its numbers cannot be a fact.
    EditConflictError
        Somebody else has written the fact of that date meanwhile.
    """
    if fact.value is None and fact.numerator is None and fact.yes is None:
        raise DecisionError("Введите значение, «сколько из скольких» или «да / нет».")
    if (fact.numerator is None) != (fact.denominator is None):
        raise DecisionError("Числитель и знаменатель вводятся вместе.")
    if fact.numerator is not None and fact.denominator is not None:
        if not 0 <= fact.numerator <= fact.denominator or fact.denominator == 0:
            raise DecisionError("Часть не может быть больше целого, а целое — нулём.")
    if fact.value is not None and fact.value < 0:
        raise DecisionError("Факт не может быть отрицательным.")
    before = next(
        (one for one in picture.facts.get(fact.target_id, ()) if one.as_of == fact.as_of), None
    )
    db.save_fact(store, fact)
    _log(store, picture, f"fact:{fact.target_id}:{fact.as_of}", before, fact, who, why, at)


def enter_state(
    store: Store, picture: ProgrammePicture, state: StateRow, *, who: str, why: str, at: datetime
) -> None:
    """Write the state of a measure, guarded by its version, and log what stood there before.

    Raises
    ------
    DecisionError
        Done without a date.
    EditConflictError
        Somebody else has written it meanwhile.
    """
    if state.status == "done" and state.done_on is None:
        raise DecisionError("Укажите, когда мероприятие выполнено.")
    before = picture.states.get(state.measure_id)
    db.save_state(store, state)
    _log(store, picture, f"measure:{state.measure_id}", before, state, who, why, at)


def undo(store: Store, picture: ProgrammePicture, entry_id: str, *, who: str, at: datetime) -> None:
    """Put back what stood before one entry of the log.

    Raises
    ------
    DecisionError
        There is no such entry, or it has been undone.
    EditConflictError
        The fact or measure has been changed since.
    """
    entry = next((one for one in picture.log if one.decision_id == entry_id), None)
    if entry is None or entry.action != "edit" or entry.undone:
        raise DecisionError("Этой записи уже нет или она отменена.")
    if entry.subject.startswith("fact:"):
        _restore_fact(store, picture, entry)
    else:
        _restore_state(store, picture, entry)
    log.add(
        store,
        action="undo",
        territory=picture.territory.territory_id,
        subject=entry.subject,
        before=entry.after,
        after=entry.before,
        reason="отмена записи",
        who=who,
        at=at,
        undoes=entry_id,
    )


def _restore_fact(store: Store, picture: ProgrammePicture, entry: queries.LogEntry) -> None:
    after = FactRow(**_read(entry.after))
    if not entry.before:
        db.remove_fact(store, after.target_id, after.as_of)
        return
    now = next(one for one in picture.facts[after.target_id] if one.as_of == after.as_of)
    db.save_fact(store, replace(FactRow(**_read(entry.before)), version=now.version))


def _restore_state(store: Store, picture: ProgrammePicture, entry: queries.LogEntry) -> None:
    after = StateRow(**_read(entry.after))
    if not entry.before:
        db.remove_state(store, after.measure_id)
        return
    now = picture.states[after.measure_id]
    db.save_state(store, replace(StateRow(**_read(entry.before)), version=now.version))


def _log(
    store: Store,
    picture: ProgrammePicture,
    subject: str,
    before: FactRow | StateRow | None,
    after: FactRow | StateRow,
    who: str,
    why: str,
    at: datetime,
) -> None:
    log.add(
        store,
        action="edit",
        territory=picture.territory.territory_id,
        subject=subject,
        before=_written(before) if before else "",
        after=_written(after),
        reason=why.strip() or "ввод данных",
        who=who,
        at=at,
    )


def _written(row: FactRow | StateRow) -> str:
    return json.dumps(asdict(row), default=str, ensure_ascii=False)


def _read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text)
    for name in ("as_of", "done_on"):
        if found.get(name):
            found[name] = date.fromisoformat(found[name])
    return found
