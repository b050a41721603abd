"""Reads and writes of the pairs the working group has settled itself."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import duckdb

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import EditConflictError

CONFLICT = (
    "О паре этой школы уже решили в другом окне. Обновите страницу: ваше решение не записано,"
    " чужое не потеряно."
)


@dataclass(frozen=True, slots=True)
class SchoolPair:
    """What the group has decided about one listed school in one year.

    ``status`` is ``locked``, ``confirmed`` or empty (then ``leader_id`` is empty too);
    ``forbidden`` is leader → reason; ``version`` guards against two editors, 0 for a new row.
    """

    school_id: str
    year: int
    who: str
    decided_at: datetime
    leader_id: str = ""
    status: str = ""
    forbidden: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    version: int = 0


_PAIRS = """
    select school_id, year, who, decided_at, leader_id, status, forbidden, reason, version
    from school_pair where territory_id = $territory and year = $year
"""


def school_pairs(store: Store, territory: str, year: int) -> dict[str, SchoolPair]:
    """School → what is settled about it in the year."""
    found = rows(store, _PAIRS, territory=territory, year=year)
    return {
        school: SchoolPair(
            school, year, who, at, leader, status, json.loads(forbidden), reason, version
        )
        for school, year, who, at, leader, status, forbidden, reason, version in found
    }


_INSERT = """
    insert into school_pair (territory_id, school_id, year, leader_id, status, forbidden, reason,
                             who, decided_at, version)
    values ($territory, $school_id, $year, $leader_id, $status, $forbidden, $reason, $who,
            $decided_at, 1)
    on conflict do nothing
    returning version
"""

_UPDATE = """
    update school_pair set leader_id = $leader_id, status = $status, forbidden = $forbidden,
        reason = $reason, who = $who, decided_at = $decided_at, version = version + 1
    where territory_id = $territory and school_id = $school_id and year = $year
        and version = $version
    returning version
"""


def save(cursor: duckdb.DuckDBPyConnection, territory: str, pair: SchoolPair) -> None:
    """Write a row that was read at ``pair.version`` (0 for a new one).

    Raises
    ------
    EditConflictError
        Somebody else has decided about the school meanwhile.
    """
    values = {name: getattr(pair, name) for name in SchoolPair.__slots__}
    values |= {"territory": territory, "forbidden": json.dumps(dict(pair.forbidden))}
    if not pair.version:
        values.pop("version")
    _expect(cursor.execute(_UPDATE if pair.version else _INSERT, values).fetchone())


def remove(cursor: duckdb.DuckDBPyConnection, pair: SchoolPair) -> None:
    """Take a row away, as undo of the first decision about a school does.

    Raises
    ------
    EditConflictError
        The row is no longer the one that was read.
    """
    query = """
        delete from school_pair
        where school_id = $school and year = $year and version = $version returning version
    """
    values = {"school": pair.school_id, "year": pair.year, "version": pair.version}
    _expect(cursor.execute(query, values).fetchone())


def _expect(found: object) -> None:
    if found is None:
        raise EditConflictError(CONFLICT)
