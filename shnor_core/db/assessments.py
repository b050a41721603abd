"""Reads and writes of procedure results."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    """A procedure known in a territory, held or not."""

    procedure_id: str
    kind: str
    subject: str
    grade: int
    year: int
    season: str
    scale: str
    title: str
    held: bool
    note: str


@dataclass(frozen=True, slots=True)
class AssessmentResult:
    """Counts of one school in one procedure; ``None`` is not known, not zero."""

    school_id: str
    procedure_id: str
    participants: int
    n2: int | None
    n3: int | None
    n4: int | None
    n5: int | None
    mean_score: float | None
    source_id: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """The same for the whole region or municipality, as printed in its reports."""

    scope: str
    procedure_id: str
    participants: int | None
    n2: int | None
    n3: int | None
    n4: int | None
    n5: int | None
    mean_score: float | None
    sd: float | None


@dataclass(frozen=True, slots=True)
class JournalRow:
    """Pupils whose mark was lower than, equal to, higher than the mark in the journal."""

    school_id: str
    procedure_id: str
    lowered: int
    confirmed: int
    raised: int


@dataclass(frozen=True, slots=True)
class ComparabilityRow:
    """Whether two years of one work may be compared, and the reason when not."""

    kind: str
    subject: str
    grade: int
    year_from: int
    season_from: str
    year_to: int
    season_to: str
    comparable: bool
    reason: str


# procedures that were not held are listed where the same work was written in another year
_PROCEDURES = """
    with written as (
        select distinct p.kind, p.subject, p.grade
        from assessment a join procedure p using (procedure_id) join school s using (school_id)
        where s.territory_id = $territory
    )
    select p.procedure_id, p.kind, p.subject, p.grade, p.year, p.season, p.scale, p.title, p.held,
           p.note
    from procedure p join written using (kind, subject, grade)
    where not p.held or exists (
        select 1 from assessment a join school s using (school_id)
        where a.procedure_id = p.procedure_id and s.territory_id = $territory)
    order by p.year, list_position(['vpr', 'oge', 'ege', 'kdr'], p.kind), p.grade, p.subject,
             p.season
"""


def procedures(store: Store, territory: str) -> tuple[ProcedureRow, ...]:
    return tuple(ProcedureRow(*row) for row in rows(store, _PROCEDURES, territory=territory))


_RESULTS = """
    select a.school_id, a.procedure_id, a.participants, a.n2, a.n3, a.n4, a.n5, a.mean_score,
           coalesce(a.source_id, ''), a.source_ref
    from assessment a join school s using (school_id)
    where s.territory_id = $territory
    order by s.position, s.short_name, a.procedure_id
"""


def results(store: Store, territory: str) -> tuple[AssessmentResult, ...]:
    """One row per school and procedure, schools in the order of the register."""
    return tuple(AssessmentResult(*row) for row in rows(store, _RESULTS, territory=territory))


_BENCHMARKS = """
    select scope, procedure_id, participants, n2, n3, n4, n5, mean_score, sd
    from benchmark where territory_id = $territory
"""


def benchmarks(store: Store, territory: str) -> tuple[BenchmarkRow, ...]:
    return tuple(BenchmarkRow(*row) for row in rows(store, _BENCHMARKS, territory=territory))


_JOURNAL = """
    select j.school_id, j.procedure_id, j.lowered, j.confirmed, j.raised
    from journal_comparison j join school s using (school_id)
    where s.territory_id = $territory
"""


def journal(store: Store, territory: str) -> tuple[JournalRow, ...]:
    return tuple(JournalRow(*row) for row in rows(store, _JOURNAL, territory=territory))


_COMPARABILITY = """
    select kind, subject, grade, year_from, season_from, year_to, season_to, comparable, reason
    from comparability
"""


def comparability(store: Store) -> tuple[ComparabilityRow, ...]:
    return tuple(ComparabilityRow(*row) for row in rows(store, _COMPARABILITY))
