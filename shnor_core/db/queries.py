"""Reads: one function, one bound query, one documented grain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shnor_core.db import failures
from shnor_core.db.connection import Store
from shnor_core.model import (
    Direction,
    Indicator,
    Level,
    Listing,
    Observation,
    Part,
    Partnership,
    Quality,
    Reading,
    School,
    Territory,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Source:
    """A document or an uploaded file."""

    source_id: str
    title: str
    kind: str
    number: str
    issued: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """One numbered line of what the meeting decided."""

    section: str
    number: str
    parent_number: str
    text: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One row of a printed table of identification criteria."""

    code: str
    type: str
    title: str
    threshold_printed: str
    threshold: float | None
    unit: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the decision log; ``undone`` when a later row takes it back."""

    decision_id: str
    at: datetime
    who: str
    action: str
    subject: str
    before: str
    after: str
    reason: str
    undoes: str
    undone: bool


def rows(store: Store, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """All rows of a bound query, on a cursor of its own."""
    with failures.told(store.path):
        return store.cursor().execute(query, values).fetchall()


_TERRITORIES = """
    select t.territory_id, t.name, t.invented from territory t
    order by t.invented, t.origin = 'user',
             (select count(*) from observation o where o.territory_id = t.territory_id) desc, t.name
"""


def territories(store: Store) -> tuple[Territory, ...]:
    """Real ones first, those with more monitoring data before the others."""
    return tuple(Territory(*row) for row in rows(store, _TERRITORIES))


_SCHOOLS = """
    select school_id, territory_id, short_name, full_name, type, number, parent_id
    from school where territory_id = $territory
    order by position, short_name
"""


def schools(store: Store, territory: str) -> tuple[School, ...]:
    return tuple(School(*row) for row in rows(store, _SCHOOLS, territory=territory))


_SMALL = "select school_id, small from school where territory_id = $territory and small is not null"


def small_schools(store: Store, territory: str) -> dict[str, bool]:
    """School → whether the register calls it small; unknown ones are left out."""
    return dict(rows(store, _SMALL, territory=territory))


_CONDITIONS = """
    select school_id, nullif(type, ''), rural, small from school where territory_id = $territory
"""


def school_conditions(
    store: Store, territory: str
) -> dict[str, tuple[str | None, bool | None, bool | None]]:
    """School → kind, whether rural, whether small, as the register says; unknown is ``None``."""
    found = rows(store, _CONDITIONS, territory=territory)
    return {school: (kind, rural, small) for school, kind, rural, small in found}


_INDICATORS = """
    select i.indicator_id, i.level, i.code, i.title, i.section, i.unit, i.direction,
           i.short_title, i.whole_code, i.needs_code, i.school_code, i.school_relation,
           i.indicator_set
    from indicator i
    where exists (select 1 from observation o
                  where o.indicator_id = i.indicator_id and o.territory_id = $territory)
    order by i.indicator_set, i.level, i.position, i.code
"""


def indicators(store: Store, territory: str) -> dict[str, tuple[Indicator, ...]]:
    """Indicators with at least one observation in the territory, by indicator set."""
    found: dict[str, list[Indicator]] = {}
    for row in rows(store, _INDICATORS, territory=territory):
        indicator = Indicator(
            row[0],
            Level(row[1]),
            row[2],
            row[3],
            row[4],
            Unit(row[5]),
            Direction(row[6]),
            *row[7:12],
        )
        found.setdefault(row[12], []).append(indicator)
    return {name: tuple(members) for name, members in found.items()}


_SETS = """
    select s.indicator_set, s.title from indicator_set s
    where s.territory_id = $territory and exists (
        select 1 from observation o join indicator i using (indicator_id)
        where i.indicator_set = s.indicator_set and o.territory_id = $territory)
    order by s.position, s.indicator_set
"""


def indicator_sets(store: Store, territory: str) -> dict[str, str]:
    """Code → title of every set of tables with data in the territory, in its order."""
    return dict(rows(store, _SETS, territory=territory))


_OBSERVATIONS = """
    select o.observation_id, o.territory_id, o.school_id, o.indicator_id, i.code, i.level, o.year,
           o.raw, o.value, o.numerator, o.denominator, o.unit, o.read_quality, o.read_note,
           o.schools, o.parts, o.title_printed, o.unit_printed, o.source_id, o.source_ref
    from observation o join indicator i using (indicator_id)
    where o.territory_id = $territory and i.indicator_set = $indicator_set
    order by o.school_id nulls first, i.position, o.year
"""


def observations(store: Store, territory: str, indicator_set: str) -> tuple[Observation, ...]:
    """Every cell of one set of tables, as read before the context rules looked at it."""
    found = rows(store, _OBSERVATIONS, territory=territory, indicator_set=indicator_set)
    return tuple(_observation(row) for row in found)


def _observation(row: Sequence[Any]) -> Observation:
    reading = Reading(
        raw=row[7] or "",
        value=row[8],
        numerator=row[9],
        denominator=row[10],
        unit=Unit(row[11]),
        quality=Quality(row[12]),
        note=row[13],
        schools=tuple(row[14].split(";")) if row[14] else (),
        parts=parse_parts(row[15]),
    )
    return Observation(
        observation_id=row[0],
        territory_id=row[1],
        school_id=row[2],
        indicator_id=row[3],
        code=row[4],
        level=Level(row[5]),
        year=row[6],
        reading=reading,
        title_printed=row[16],
        unit_printed=row[17],
        source_id=row[18] or "",
        source_ref=row[19],
    )


_SCHOOL_VALUES = """
    select o.school_id, i.code, case o.unit when 'share' then 100 * o.value else o.value end
    from observation o
    join indicator i using (indicator_id)
    join indicator_set s on s.indicator_set = i.indicator_set and s.territory_id = $territory
    where o.territory_id = $territory and o.year = $year and o.school_id is not null
          and i.level = 'school'
    order by s.position, s.indicator_set, i.position
"""


def school_values(store: Store, territory: str, year: int) -> list[tuple[str, str, float | None]]:
    """(school, code, value as read) of every set of tables, shares on the percent scale."""
    return rows(store, _SCHOOL_VALUES, territory=territory, year=year)


_PART = re.compile(r"(?P<label>.+?)=(?P<value>[\d.]*) (?P<unit>\w+)(?: \[(?P<schools>.*)\])?")


def parse_parts(text: str) -> tuple[Part, ...]:
    """Parts as the text files keep them: ``label=value unit [a;b] | …``."""
    found = []
    for piece in filter(None, text.split(" | ")):
        match = _PART.fullmatch(piece)
        if match:
            value = float(match["value"]) if match["value"] else None
            names = tuple((match["schools"] or "").split(";")) if match["schools"] else ()
            found.append(Part(match["label"], value, Unit(match["unit"]), names))
    return tuple(found)


_LISTINGS = """
    select territory_id, school_id, list_code, meaning, school_year, level, programme, raw,
           source_ref
    from listing where territory_id = $territory
    order by list_code, listing_id
"""


def listings(store: Store, territory: str) -> tuple[Listing, ...]:
    return tuple(
        Listing(
            territory_id=row[0],
            school_id=row[1],
            list_code=row[2],
            meaning=row[3],
            year=_first_year(row[4]),
            level=row[5],
            programme=row[6],
            raw=row[7],
            source_ref=row[8],
            school_year=row[4],
        )
        for row in rows(store, _LISTINGS, territory=territory)
    )


def _first_year(school_year: str) -> int | None:
    digits = re.match(r"\d{4}", school_year)
    return int(digits[0]) if digits else None


_PARTNERSHIPS = """
    select school_id, partner_id, kind, source_ref
    from partnership where territory_id = $territory
    order by partnership_id
"""


def partnerships(store: Store, territory: str) -> tuple[Partnership, ...]:
    return tuple(Partnership(*row) for row in rows(store, _PARTNERSHIPS, territory=territory))


_SOURCES = """
    select source_id, title, kind, number, coalesce(cast(issued as text), ''), file_name
    from source where territory_id = $territory
    order by issued nulls last, source_id
"""


def sources(store: Store, territory: str) -> tuple[Source, ...]:
    return tuple(Source(*row) for row in rows(store, _SOURCES, territory=territory))


_RESOLUTIONS = """
    select section, number, parent_number, text, source_ref
    from resolution where territory_id = $territory
    order by resolution_id
"""


def resolutions(store: Store, territory: str) -> tuple[Resolution, ...]:
    return tuple(Resolution(*row) for row in rows(store, _RESOLUTIONS, territory=territory))


_CRITERIA = """
    select code, type, title, threshold_printed, threshold, unit, source_ref
    from criterion where territory_id = $territory
    order by rowid
"""


def criteria(store: Store, territory: str) -> tuple[CriterionRow, ...]:
    return tuple(CriterionRow(*row) for row in rows(store, _CRITERIA, territory=territory))


_LOG = """
    select d.decision_id, d.made_at, d.who, d.action, d.subject, d.before, d.after, d.reason,
           coalesce(d.undoes, ''),
           exists (select 1 from decision_log u where u.undoes = d.decision_id)
    from decision_log d where d.territory_id = $territory
    order by d.entry_no desc
"""


def decision_log(store: Store, territory: str) -> tuple[LogEntry, ...]:
    """Newest first, undone entries kept."""
    return tuple(LogEntry(*row) for row in rows(store, _LOG, territory=territory))
