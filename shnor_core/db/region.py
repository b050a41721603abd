"""All territories at once: what each holds, and the results of two years in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shnor_core.db import failures
from shnor_core.db.connection import Store
from shnor_core.db.queries import rows


@dataclass(frozen=True, slots=True)
class TerritoryCounts:
    """What a territory holds.

    ``official`` schools stand in ``listings`` of the school year; ``results`` are pairs of school
    and work of the year with known marks, ``low`` of them reach the low share of «2».
    """

    territory_id: str
    name: str
    invented: bool
    schools: int
    official: int
    listings: int
    results: int
    low: int
    targets: int
    measures: int


# levels of a diagnostic work are no marks; whole numbers are compared, never rounded percents
_COUNTS = """
    with known as (
        select s.territory_id, count(*) as results,
               sum(case when a.n2 * $bottom >= a.participants * $top then 1 else 0 end) as low
        from assessment a join procedure p using (procedure_id) join school s using (school_id)
        where p.year = $year and p.scale <> 'levels' and a.n2 is not null and a.participants > 0
        group by s.territory_id
    ), listed as (
        select territory_id, count(distinct school_id) as official, count(*) as listings
        from listing where programme = $programme and school_year = $school_year
        group by territory_id
    )
    select t.territory_id, t.name, t.invented,
           (select count(*) from school s where s.territory_id = t.territory_id),
           coalesce(listed.official, 0), coalesce(listed.listings, 0),
           coalesce(known.results, 0), coalesce(known.low, 0),
           (select count(*) from target join programme p using (programme_id)
            where p.territory_id = t.territory_id),
           (select count(*) from measure join programme p using (programme_id)
            where p.territory_id = t.territory_id)
    from territory t
    left join known on known.territory_id = t.territory_id
    left join listed on listed.territory_id = t.territory_id
    order by t.invented, t.name
"""


def counts(
    store: Store, *, year: int, school_year: str, programme: str, top: int, bottom: int
) -> tuple[TerritoryCounts, ...]:
    """Every territory by name, invented ones last.

    ``programme`` names the official list; a share of «2» from ``top/bottom`` is low.
    """
    found = rows(
        store,
        _COUNTS,
        year=year,
        school_year=school_year,
        programme=programme,
        top=top,
        bottom=bottom,
    )
    return tuple(TerritoryCounts(*row) for row in found)


_RESULTS = """
    select s.territory_id, a.school_id, a.procedure_id, p.year, a.participants, a.n2
    from assessment a join procedure p using (procedure_id) join school s using (school_id)
    where p.year between $year - 1 and $year
"""


def results(store: Store, year: int) -> dict[str, Any]:
    """Results of the year and of the one before, as columns; a missing count is masked."""
    with failures.told(store.path):
        found = store.cursor().execute(_RESULTS, {"year": year}).fetchnumpy()
    return dict(found)


_YEARS = """
    select distinct p.year from assessment join procedure p using (procedure_id)
    where p.held order by p.year desc
"""


def years(store: Store) -> tuple[int, ...]:
    """Years with results anywhere, newest first."""
    return tuple(year for (year,) in rows(store, _YEARS))


_PROCEDURES = """
    select procedure_id, kind, subject, grade, season, year, held, note from procedure
"""


def procedures(store: Store) -> list[tuple[str, str, str, int, str, int, bool, str]]:
    """Every known work; ``note`` says why one was not held."""
    return rows(store, _PROCEDURES)
