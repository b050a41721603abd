"""All territories at once: what each holds, and every result in one query."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows


@dataclass(frozen=True, slots=True)
class TerritoryCounts:
    """What a territory holds, in rows of its tables; ``official`` counts schools."""

    territory_id: str
    name: str
    invented: bool
    schools: int
    official: int
    listings: int
    targets: int
    measures: int


@dataclass(frozen=True, slots=True)
class RegionResult:
    """One school in one work; ``low`` is the number of «2», ``None`` when it is not known."""

    territory_id: str
    school_id: str
    kind: str
    subject: str
    grade: int
    season: str
    year: int
    scale: str
    participants: int
    low: int | None


_COUNTS = """
    select t.territory_id, t.name, t.invented,
           (select count(*) from school s where s.territory_id = t.territory_id),
           (select count(distinct l.school_id) from listing l
            where l.territory_id = t.territory_id and l.programme = $programme
                  and l.school_year = $school_year),
           (select count(*) from listing l
            where l.territory_id = t.territory_id and l.programme = $programme
                  and l.school_year = $school_year),
           (select count(*) from target join programme p using (programme_id)
            where p.territory_id = t.territory_id),
           (select count(*) from measure join programme p using (programme_id)
            where p.territory_id = t.territory_id)
    from territory t
    order by t.invented, t.name
"""


def counts(store: Store, programme: str, school_year: str) -> tuple[TerritoryCounts, ...]:
    """Every territory by name, invented ones last; ``programme`` names the official list."""
    found = rows(store, _COUNTS, programme=programme, school_year=school_year)
    return tuple(TerritoryCounts(*row) for row in found)


_RESULTS = """
    select s.territory_id, a.school_id, p.kind, p.subject, p.grade, p.season, p.year,
           p.scale, a.participants, a.n2
    from assessment a join procedure p using (procedure_id) join school s using (school_id)
    where p.year between $year - 1 and $year
"""


def results(store: Store, year: int) -> tuple[RegionResult, ...]:
    """Results of the year and of the one before, of all territories."""
    return tuple(RegionResult(*row) for row in rows(store, _RESULTS, year=year))


_YEARS = """
    select distinct p.year from assessment join procedure p using (procedure_id)
    where p.held order by p.year desc
"""


def years(store: Store) -> tuple[int, ...]:
    """Years with results anywhere, newest first."""
    return tuple(year for (year,) in rows(store, _YEARS))


_NOT_HELD = """
    select kind, subject, grade, season, year, note from procedure where not held
"""


def not_held(store: Store) -> list[tuple[str, str, int, str, int, str]]:
    """Works nobody wrote, with the reason."""
    return rows(store, _NOT_HELD)
