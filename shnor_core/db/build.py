"""Fill a new file with rows and carry over what people entered in the old one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb

from shnor_core.db import consistency, failures
from shnor_core.db.backup import SMALL_BLOCKS, attach
from shnor_core.db.connection import Store
from shnor_core.errors import StoreBrokenError
from shnor_core.model import Observation

Rows = Sequence[Mapping[str, Any]]

# parents before children
TABLES = (
    "territory",
    "source",
    "school",
    "school_alias",
    "indicator_set",
    "indicator",
    "observation",
    "listing",
    "partnership",
    "resolution",
    "criterion",
    "programme",
    "target",
    "target_plan",
    "target_fact",
    "risk_factor",
    "measure",
    "measure_state",
    "risk",
    "procedure",
    "assessment",
    "benchmark",
    "journal_comparison",
    "comparability",
)


def insert(store: Store, rows_by_table: Mapping[str, Rows]) -> None:
    """Insert everything in one transaction; a broken key leaves nothing behind."""
    with store.writing() as cursor:
        for table in TABLES:
            append(cursor, table, rows_by_table.get(table, ()))
        consistency.check(cursor)


def append(cursor: duckdb.DuckDBPyConnection, table: str, rows: Rows) -> None:
    """Append rows by column name; columns a row does not have take their defaults."""
    if not rows:
        return
    import pandas as pd  # half of what a start imports: only who builds or copies rows needs it

    # types come from the whole column, not from its first rows, which may all be empty
    cursor.execute("set pandas_analyze_sample = 10000000")
    cursor.append(table, pd.DataFrame(list(rows), dtype=object), by_name=True)


def mark_doubts(store: Store, territory: str, observations: Sequence[Observation]) -> None:
    """Write quality and note of the given observations, and let all others say what was read."""
    with store.writing() as cursor:
        cursor.execute(
            "update observation set quality = read_quality, quality_note = read_note"
            " where territory_id = $territory"
            " and (quality <> read_quality or quality_note <> read_note)",
            {"territory": territory},
        )
        if observations:
            cursor.executemany(
                "update observation set quality = ?, quality_note = ? where observation_id = ?",
                [(o.reading.quality, o.reading.note, o.observation_id) for o in observations],
            )


def carry_over(new: Store, old_path: Path) -> None:
    """Copy from the old file what is not in ``data/``: decisions, and what people imported."""
    cursor = new.cursor()
    cursor.execute(attach(old_path, "old", "read_only"))
    try:
        with failures.told(old_path):
            _copy_user_rows(new)
    except duckdb.ConstraintException as error:
        raise StoreBrokenError(
            f"Записи базы {old_path.name} не подходят к новым таблицам. Она не изменена; копия"
            " сделана."
        ) from error
    finally:
        cursor.execute("detach old")


def _copy_user_rows(new: Store) -> None:
    script = resources.files("shnor_core.db") / "sql" / "carry_over.sql"
    with new.writing() as cursor:
        known = {row[0] for row in cursor.execute(_OLD_TABLES).fetchall()}
        for statement in cursor.extract_statements(script.read_text(encoding="utf-8")):
            if known.issuperset(_OF_OLD.findall(statement.query)):
                cursor.execute(statement)
        consistency.check(cursor)


def write_file(memory: Store, path: Path) -> None:
    """Write a database built in memory to a new file in one go, which keeps the file small."""
    cursor = memory.cursor()
    with failures.told(path):
        cursor.execute(attach(path, "packed", SMALL_BLOCKS))
        cursor.execute("copy from database memory to packed")
        cursor.execute("detach packed")


_OF_OLD = re.compile(r"\bold\.(\w+)")
_OLD_TABLES = "select table_name from duckdb_tables() where database_name = 'old'"
