"""Reads and writes of programmes: targets with plan and fact, measures, risks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import EditConflictError


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    programme_id: str
    title: str
    start_date: date | None
    end_date: date | None
    goal: str
    source_id: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class TargetRow:
    target_id: str
    programme_id: str
    code: str
    section: str
    kind: str
    title: str
    printed: str
    shape: str
    unit: str
    operator: str
    direction: str
    denominator: str
    evidence: str
    note: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    target_id: str
    position: int
    printed: str
    due_year: int | None
    due_month: int | None
    school_year: str
    value: float | None
    yes: bool | None


@dataclass(frozen=True, slots=True)
class FactRow:
    """What somebody entered about a target on one date; ``version`` guards against two editors."""

    fact_id: str
    target_id: str
    as_of: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    yes: bool | None = None
    evidence: str = ""
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    measure_id: str
    programme_id: str
    number: str
    section: str
    risk_factor_id: str
    task: str
    title: str
    expected: str
    due_text: str
    due_start: date | None
    due_end: date | None
    recurrence: str
    responsible: str
    indicator: str
    target_codes: str
    school_ids: str
    note: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """What somebody entered about a measure."""

    measure_id: str
    status: str
    done_on: date | None = None
    evidence: str = ""
    note: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class RiskFactorRow:
    risk_factor_id: str
    programme_id: str
    number: str
    title: str
    goal: str
    source_ref: str


_PROGRAMMES = """
    select programme_id, title, start_date, end_date, goal, coalesce(source_id, ''), source_ref
    from programme where territory_id = $territory order by start_date desc nulls last, programme_id
"""


def programmes(store: Store, territory: str) -> tuple[ProgrammeRow, ...]:
    return tuple(ProgrammeRow(*row) for row in rows(store, _PROGRAMMES, territory=territory))


_TARGETS = """
    select target_id, programme_id, code, section, kind, title, printed, shape, unit, operator,
           direction, denominator, evidence, note, source_ref
    from target where programme_id = $programme order by position, code
"""


def targets(store: Store, programme: str) -> tuple[TargetRow, ...]:
    return tuple(TargetRow(*row) for row in rows(store, _TARGETS, programme=programme))


_PLANS = """
    select p.target_id, p.position, p.printed, p.due_year, p.due_month, p.school_year, p.value,
           p.yes
    from target_plan p join target t using (target_id)
    where t.programme_id = $programme order by p.target_id, p.position
"""


def plans(store: Store, programme: str) -> tuple[PlanRow, ...]:
    return tuple(PlanRow(*row) for row in rows(store, _PLANS, programme=programme))


_FACTS = """
    select f.fact_id, f.target_id, f.as_of, f.value, f.numerator, f.denominator, f.yes, f.evidence,
           f.note, f.version
    from target_fact f join target t using (target_id)
    where t.programme_id = $programme order by f.target_id, f.as_of
"""


def facts(store: Store, programme: str) -> tuple[FactRow, ...]:
    return tuple(FactRow(*row) for row in rows(store, _FACTS, programme=programme))


_MEASURES = """
    select measure_id, programme_id, number, section, coalesce(risk_factor_id, ''), task, title,
           expected, due_text, due_start, due_end, recurrence, responsible, indicator,
           target_codes, school_ids, note, source_ref
    from measure where programme_id = $programme order by position, number
"""


def measures(store: Store, programme: str) -> tuple[MeasureRow, ...]:
    return tuple(MeasureRow(*row) for row in rows(store, _MEASURES, programme=programme))


_STATES = """
    select s.measure_id, s.status, s.done_on, s.evidence, s.note, s.version
    from measure_state s join measure m using (measure_id)
    where m.programme_id = $programme
"""


def states(store: Store, programme: str) -> tuple[StateRow, ...]:
    return tuple(StateRow(*row) for row in rows(store, _STATES, programme=programme))


_FACTORS = """
    select risk_factor_id, programme_id, number, title, goal, source_ref
    from risk_factor where programme_id = $programme order by number, risk_factor_id
"""


def risk_factors(store: Store, programme: str) -> tuple[RiskFactorRow, ...]:
    return tuple(RiskFactorRow(*row) for row in rows(store, _FACTORS, programme=programme))


_INSERT_FACT = """
    insert into target_fact (fact_id, target_id, as_of, value, numerator, denominator, yes,
                             evidence, note, version)
    values ($fact_id, $target_id, $as_of, $value, $numerator, $denominator, $yes, $evidence,
            $note, 1)
    on conflict do nothing
    returning version
"""

_UPDATE_FACT = """
    update target_fact set value = $value, numerator = $numerator, denominator = $denominator,
        yes = $yes, evidence = $evidence, note = $note, version = version + 1
    where target_id = $target_id and as_of = $as_of and version = $version
    returning version
"""


def save_fact(store: Store, fact: FactRow) -> None:
    """Write a fact that was read at ``fact.version`` (0 for a new one).

    Raises
    ------
    EditConflictError
        Somebody else has written the fact of that date meanwhile.
    """
    values = {name: getattr(fact, name) for name in FactRow.__slots__}
    query = _UPDATE_FACT if fact.version else _INSERT_FACT
    values.pop("fact_id" if fact.version else "version")
    with store.writing() as cursor:
        if cursor.execute(query, values).fetchone() is None:
            raise EditConflictError(
                "Факт на эту дату уже изменён в другом окне. Обновите страницу: ваше значение"
                " не записано, чужое не потеряно."
            )


_INSERT_STATE = """
    insert into measure_state (measure_id, status, done_on, evidence, note, version)
    values ($measure_id, $status, $done_on, $evidence, $note, 1)
    on conflict do nothing
    returning version
"""

_UPDATE_STATE = """
    update measure_state set status = $status, done_on = $done_on, evidence = $evidence,
        note = $note, version = version + 1
    where measure_id = $measure_id and version = $version
    returning version
"""


def save_state(store: Store, state: StateRow) -> None:
    """Write the state of a measure that was read at ``state.version`` (0 for a new one).

    Raises
    ------
    EditConflictError
        Somebody else has written it meanwhile.
    """
    values = {name: getattr(state, name) for name in StateRow.__slots__}
    if not state.version:
        values.pop("version")
    with store.writing() as cursor:
        query = _UPDATE_STATE if state.version else _INSERT_STATE
        if cursor.execute(query, values).fetchone() is None:
            raise EditConflictError(
                "Мероприятие уже изменено в другом окне. Обновите страницу: ваша запись не"
                " сохранена, чужая не потеряна."
            )


def remove_fact(store: Store, target: str, as_of: date, version: int) -> None:
    """Take one fact away, as undo of its first entry does.

    Raises
    ------
    EditConflictError
        The fact is no longer the one that was read.
    """
    with store.writing() as cursor:
        found = cursor.execute(
            "delete from target_fact where target_id = $target and as_of = $as_of"
            " and version = $version returning version",
            {"target": target, "as_of": as_of, "version": version},
        ).fetchone()
        _present(found)


def remove_state(store: Store, measure: str, version: int) -> None:
    """Take the state of a measure away, as undo of its first entry does.

    Raises
    ------
    EditConflictError
        The state is no longer the one that was read.
    """
    with store.writing() as cursor:
        found = cursor.execute(
            "delete from measure_state where measure_id = $measure and version = $version"
            " returning version",
            {"measure": measure, "version": version},
        ).fetchone()
        _present(found)


def _present(found: object) -> None:
    if found is None:
        raise EditConflictError(
            "Запись уже изменена в другом окне. Обновите страницу: ничего не отменено."
        )
