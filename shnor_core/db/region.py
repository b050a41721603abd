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

    ``official`` schools stand in the list of ``list_year``, as printed, empty for no list;
    ``results`` are pairs of school and work of ``year`` with known marks, ``low`` of them reach the
    low share of «2». ``year`` is ``None`` where there are no results at all.
    """

    territory_id: str
    name: str
    invented: bool
    year: int | None
    schools: int
    official: int
    list_year: str
    results: int
    low: int
    targets: int
    measures: int


# ``chosen`` is the year asked for, or the last one a territory has results of
# levels of a diagnostic work are no marks; whole numbers are compared, never rounded percents
_COUNTS = """
    with chosen as (
        select s.territory_id, coalesce($year, max(p.year)) as year
        from assessment a join procedure p using (procedure_id) join school s using (school_id)
        group by s.territory_id
    ), known as (
        select s.territory_id, count(*) as results,
               sum(case when a.n2 * $bottom >= a.participants * $top then 1 else 0 end) as low
        from assessment a join procedure p using (procedure_id) join school s using (school_id)
        join chosen c on c.territory_id = s.territory_id and c.year = p.year
        where p.scale <> 'levels' and a.n2 is not null and a.participants > 0
        group by s.territory_id
    ), lists as (
        select territory_id, coalesce($school_year, max(school_year)) as school_year
        from listing where programme = $programme group by territory_id
    ), listed as (
        select territory_id, any_value(school_year) as school_year,
               count(distinct school_id) as official
        from listing join lists using (territory_id, school_year)
        where programme = $programme group by territory_id
    )
    select t.territory_id, t.name, t.invented, chosen.year,
           (select count(*) from school s where s.territory_id = t.territory_id),
           coalesce(listed.official, 0), coalesce(listed.school_year, ''),
           coalesce(known.results, 0), coalesce(known.low, 0),
           (select count(*) from target join programme p using (programme_id)
            where p.territory_id = t.territory_id),
           (select count(*) from measure join programme p using (programme_id)
            where p.territory_id = t.territory_id)
    from territory t
    left join chosen on chosen.territory_id = t.territory_id
    left join known on known.territory_id = t.territory_id
    left join listed on listed.territory_id = t.territory_id
    order by t.invented, t.name
"""


def counts(
    store: Store,
    *,
    year: int | None,
    school_year: str | None,
    programme: str,
    top: int,
    bottom: int,
) -> tuple[TerritoryCounts, ...]:
    """Every territory by name, invented ones last; without a year each in its own last one.

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
    with chosen as (
        select s.territory_id, coalesce($year, max(p.year)) as year
        from assessment a join procedure p using (procedure_id) join school s using (school_id)
        group by s.territory_id
    )
    select s.territory_id, a.school_id, a.procedure_id, p.year, a.participants, a.n2,
           c.year as judged_year
    from assessment a join procedure p using (procedure_id) join school s using (school_id)
    join chosen c on c.territory_id = s.territory_id
    where p.year between c.year - 1 and c.year
"""


def results(store: Store, year: int | None) -> dict[str, Any]:
    """Results of the judged year and of the one before, as columns; a missing count is masked."""
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
