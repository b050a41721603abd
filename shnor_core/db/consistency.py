"""Whether the file itself is sound: every row readable, every reference leads somewhere."""

from __future__ import annotations

from functools import cache
from importlib import resources

import duckdb

from shnor_core.db import failures
from shnor_core.db.connection import Store
from shnor_core.errors import StoreBrokenError, StoreDamagedError


def check(cursor: duckdb.DuckDBPyConnection) -> None:
    """Refuse a state in which a row names what is not there, before its transaction ends.

    Raises
    ------
    StoreBrokenError
        Names the tables; the transaction is to be rolled back.
    """
    places = [f"{table}.{column}" for table, column, _ in _lost(cursor)]
    if places:
        raise StoreBrokenError(
            f"Строки ссылаются на то, чего в базе нет ({', '.join(places)}): ничего не записано."
        )


def broken_references(store: Store) -> tuple[tuple[str, str, int], ...]:
    """(table, column, rows) of references to nothing.

    Raises
    ------
    StoreDamagedError
        A block of the file cannot be read.
    """
    with failures.told(store.path):
        return _lost(store.cursor())


def _lost(cursor: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str, int], ...]:
    found = cursor.execute(_references()).fetchall()
    return tuple((table, column, int(rows)) for table, column, rows in found if rows)


@cache
def _references() -> str:
    script = resources.files("shnor_core.db") / "sql" / "references.sql"
    return script.read_text(encoding="utf-8")


def unreadable_tables(store: Store) -> tuple[str, ...]:
    """Tables with a block that cannot be read; every row of the file is read."""
    bad = []
    for (table,) in store.cursor().execute(_TABLES).fetchall():
        try:
            with failures.told(store.path):
                whole = store.cursor().table(table).set_alias("whole_row")
                whole.aggregate("sum(hash(whole_row))").fetchall()
        except StoreDamagedError:
            bad.append(table)
    return tuple(bad)


_TABLES = """
    select table_name from duckdb_tables() where database_name = current_database() order by 1
"""
