"""Whether the file itself is sound: every row readable, every reference leads somewhere."""

from __future__ import annotations

from importlib import resources

from shnor_core.db import failures
from shnor_core.db.connection import Store
from shnor_core.errors import StoreDamagedError


def broken_references(store: Store) -> tuple[tuple[str, str, int], ...]:
    """(table, column, rows) of references to nothing, the declared keys and the soft ones.

    Raises
    ------
    StoreDamagedError
        A block of the file cannot be read.
    """
    found = []
    with failures.told(store.path):
        cursor = store.cursor()
        for table, columns, parent, keys in cursor.execute(_KEYS).fetchall():
            pairs = list(zip(columns, keys, strict=True))
            child = cursor.table(table).filter(
                " and ".join(f"{one} is not null" for one in columns)
            )
            lost = child.set_alias("child").join(
                cursor.table(parent).set_alias("parent"),
                " and ".join(f"child.{one} = parent.{other}" for one, other in pairs),
                how="anti",
            )
            found.append((table, ", ".join(columns), lost.aggregate("count(*)").fetchall()[0][0]))
        script = resources.files("shnor_core.db") / "sql" / "soft_references.sql"
        found += cursor.execute(script.read_text(encoding="utf-8")).fetchall()
    return tuple((table, column, int(rows)) for table, column, rows in found if rows)


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


_KEYS = """
    select table_name, constraint_column_names, referenced_table, referenced_column_names
    from duckdb_constraints()
    where constraint_type = 'FOREIGN KEY' and database_name = current_database()
"""

_TABLES = """
    select table_name from duckdb_tables() where database_name = current_database() order by 1
"""
