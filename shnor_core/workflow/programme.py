"""A programme of one territory: its targets with facts, its measures with states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shnor_core.db import programme as db
from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.db.programme import (
    FactRow,
    MeasureRow,
    ProgrammeRow,
    RiskFactorRow,
    StateRow,
    TargetRow,
)
from shnor_core.db.queries import LogEntry
from shnor_core.model import Direction, Territory
from shnor_core.roadmap import Measure, parse_due
from shnor_core.targets import Due, Fact, Operator, PlanUnit, Shape, Target
from shnor_core.workflow.monitoring import territory_of

# days; a plan that runs longer leaves «июль» without a year
ONE_SCHOOL_YEAR = 500

__all__ = ["ProgrammePicture", "ProgrammeRow", "load", "programmes", "subject_of"]


@dataclass(frozen=True)
class ProgrammePicture:
    """Everything the screens of a programme need, read once per data version.

    ``issued`` is the day of the document itself; ``log`` holds the entries about this programme.
    """

    territory: Territory
    programme: ProgrammeRow
    target_rows: tuple[TargetRow, ...]
    targets: Mapping[str, Target]
    facts: Mapping[str, tuple[FactRow, ...]]
    measure_rows: tuple[MeasureRow, ...]
    measures: Mapping[str, Measure]
    states: Mapping[str, StateRow]
    factors: Mapping[str, RiskFactorRow]
    school_names: Mapping[str, str]
    source: str
    issued: date | None
    log: tuple[LogEntry, ...]

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
    source = next(
        (x for x in queries.sources(store, territory_id) if x.source_id == programme.source_id),
        None,
    )
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
        school_names={
            one.school_id: one.short_name for one in queries.schools(store, territory_id)
        },
        source=source.title if source else programme.title,
        issued=_issued(source),
        log=_entries(store, territory_id, target_rows, measure_rows),
    )


def _issued(source: queries.Source | None) -> date | None:
    """The day of the document; the day a file was taken says nothing of the order's."""
    if source is None or source.kind == "import" or not source.issued:
        return None
    return date.fromisoformat(source.issued)


def _entries(
    store: Store,
    territory: str,
    targets: tuple[TargetRow, ...],
    measures: tuple[MeasureRow, ...],
) -> tuple[LogEntry, ...]:
    """Entries about the targets and measures of one programme, newest first."""
    known = {one.target_id for one in targets} | {one.measure_id for one in measures}
    return tuple(
        one for one in queries.decision_log(store, territory) if subject_of(one)[1] in known
    )


def subject_of(entry: LogEntry) -> tuple[str, str, str]:
    """What an entry is about: ``fact`` or ``measure``, the id, the day of a fact."""
    kind, _, rest = entry.subject.partition(":")
    if kind != "fact":
        return kind, rest, ""
    target, _, day = rest.rpartition(":")
    return kind, target, day


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
