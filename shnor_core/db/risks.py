"""Reads and writes of risk profiles: the level of one factor in one school and year."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import EditConflictError


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A level as entered: ``high``, ``medium`` or ``low``; ``source_ref`` is what it is taken from.

    ``version`` guards against two editors; it is 0 for a new row and for one that ships.
    """

    school_id: str
    year: int
    factor: str
    level: str
    source_ref: str
    version: int = 0


_RISKS = """
    select r.school_id, r.year, r.factor, r.level, r.source_ref, r.version
    from risk r join school s using (school_id)
    where s.territory_id = $territory order by s.position, r.year, r.factor
"""


def risks(store: Store, territory: str) -> tuple[RiskRow, ...]:
    return tuple(RiskRow(*row) for row in rows(store, _RISKS, territory=territory))


# a row that ships and a row that is not there yet are both read at version 0
_SAVE = """
    insert into risk (school_id, year, factor, level, source_ref, version)
    values ($school_id, $year, $factor, $level, $source_ref, $version + 1)
    on conflict (school_id, year, factor) do update set
        level = excluded.level, source_ref = excluded.source_ref, version = excluded.version
    where risk.version = $version
    returning version
"""


def save(cursor: duckdb.DuckDBPyConnection, risk: RiskRow) -> None:
    """Write a level that was read at ``risk.version``.

    Raises
    ------
    EditConflictError
        Somebody else has written it meanwhile.
    """
    values = {name: getattr(risk, name) for name in RiskRow.__slots__}
    _expect(cursor.execute(_SAVE, values).fetchone())


def remove(cursor: duckdb.DuckDBPyConnection, risk: RiskRow) -> None:
    """Take a level away, as undo of its first entry does.

    Raises
    ------
    EditConflictError
        The level is no longer the one that was read.
    """
    query = """
        delete from risk
        where school_id = $school and year = $year and factor = $factor and version = $version
        returning version
    """
    values = {
        "school": risk.school_id,
        "year": risk.year,
        "factor": risk.factor,
        "version": risk.version,
    }
    _expect(cursor.execute(query, values).fetchone())


def _expect(found: object) -> None:
    if found is None:
        raise EditConflictError(
            "Уровень этого фактора уже изменён в другом окне. Обновите страницу: ваша запись не"
            " сохранена, чужая не потеряна."
        )
