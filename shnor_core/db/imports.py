"""Writes of imported files: everything of one file in one transaction, every row with its past."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import duckdb
import pandas as pd

from shnor_core.db import consistency, decisions
from shnor_core.db.connection import Store
from shnor_core.db.import_tables import DELETE, OF_TERRITORY
from shnor_core.db.queries import rows
from shnor_core.errors import EditConflictError
from shnor_core.intake.delivery import Fault
from shnor_core.intake.shapes import SHAPES, Shape, fitted, row_keys

#: tables of the database, each with its rows fitted to the shape
Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class TableChange:
    """Rows of one table that are taken away, and rows that are written in their place or anew."""

    shape: Shape
    before: pd.DataFrame
    after: pd.DataFrame


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One taken file."""

    batch_id: str
    territory_id: str
    made_at: datetime
    who: str
    file_name: str
    sha256: str
    kind: str
    title: str
    accepted: int
    rejected: int
    state: str = "taken"
    undone_at: datetime | None = None
    undone_by: str = ""


def stored_rows(store: Store, territory: str) -> Tables:
    """Rows of a territory by table, fitted to their shapes; ``procedure`` is everybody's."""
    cursor = store.cursor()
    return {shape.table: _stored(cursor, shape, territory) for shape in SHAPES}


def _stored(cursor: duckdb.DuckDBPyConnection, shape: Shape, territory: str) -> pd.DataFrame:
    found = cursor.execute(OF_TERRITORY[shape.table], {"territory": territory}).df()
    return fitted(found, shape)


def write(
    store: Store,
    batch: BatchRow,
    changes: Sequence[TableChange],
    faults: Sequence[tuple[str, Fault]],
    *,
    data_version: int,
) -> None:
    """Take one file: all its rows, their past, its faults and its line of the log, or nothing.

    Raises
    ------
    EditConflictError
        Somebody has written since ``data_version``; nothing is taken.
    """
    with store.writing() as cursor:
        if store.data_version != data_version:
            raise EditConflictError("Данные изменились, пока файл ждал подтверждения.")
        _add_batch(cursor, batch)
        for change in changes:
            remove(cursor, change.shape, row_keys(change.before, change.shape.key))
        for change in changes:
            add(cursor, change.shape, change.after)
            _add_changes(cursor, batch.batch_id, change)
        _add_faults(cursor, batch.batch_id, faults)
        decisions.write(
            cursor,
            action="import",
            territory=batch.territory_id,
            subject=f"import:{batch.batch_id}",
            after=f"строк принято: {batch.accepted}, не принято: {batch.rejected}",
            reason=f"загрузка файла {batch.file_name}" if batch.file_name else batch.title,
            who=batch.who,
            at=batch.made_at,
        )
        consistency.check(cursor)


def remove(cursor: duckdb.DuckDBPyConnection, shape: Shape, keys: Iterable[str]) -> None:
    """Delete rows of one table by key."""
    doomed = pd.DataFrame({"row_key": list(keys)}, dtype=object)
    if len(doomed):
        cursor.register("doomed", doomed)
        cursor.execute(DELETE[shape.table])
        cursor.unregister("doomed")


def add(cursor: duckdb.DuckDBPyConnection, shape: Shape, frame: pd.DataFrame) -> None:
    """Append rows of one table, whole columns at a time."""
    if len(frame):
        # types come from the whole column, not from its first rows, which may all be empty
        cursor.execute("set pandas_analyze_sample = 10000000")
        cursor.append(shape.table, _filled(shape, frame), by_name=True)


#: what the schema would put where a column is not given: an appended null is a null
_DEFAULTS: Final[dict[str, dict[str, Any]]] = {
    "territory": {"origin": "user", "invented": False},
    "source": {"kind": "import"},
}


def _filled(shape: Shape, frame: pd.DataFrame) -> pd.DataFrame:
    defaults = _DEFAULTS.get(shape.table, {})
    return frame.assign(
        **{
            column: frame[column].where(~frame[column].isin(["", None]), value)
            for column, value in defaults.items()
        }
    )


def _add_changes(cursor: duckdb.DuckDBPyConnection, batch_id: str, change: TableChange) -> None:
    shape = change.shape
    frames = {
        "is_rows": change.after[list(shape.watched)],
        "is_keys": change.after[list(shape.key)],
    }
    if len(change.before):
        frames |= {
            "was_rows": fitted(change.before, shape),
            "was_keys": change.before[list(shape.key)],
        }
    for name, frame in frames.items():
        cursor.register(name, frame)
    statement = _ADD_CHANGES if len(change.before) else _ADD_NEW
    cursor.execute(statement, {"batch": batch_id, "table": shape.table})
    for name in frames:
        cursor.unregister(name)


# rows become JSON inside the database: numbers keep all their digits and no text is copied
_ADD_NEW = """
    insert into import_change by name
    select $batch as batch_id, $table as table_name, concat_ws('|', *columns(k.*)) as row_key,
           to_json(r) as after
    from is_keys k positional join is_rows r
"""

_ADD_CHANGES = """
    insert into import_change by name
    with past as (
        select concat_ws('|', *columns(k.*)) as row_key, to_json(r) as line
        from was_keys k positional join was_rows r
    ), now as (
        select concat_ws('|', *columns(k.*)) as row_key, to_json(r) as line
        from is_keys k positional join is_rows r
    )
    select $batch as batch_id, $table as table_name, row_key,
           past.line as before, now.line as after
    from now full join past using (row_key)
"""


_ADD_BATCH = """
    insert into import_batch (batch_no, batch_id, territory_id, made_at, who, file_name, sha256,
                              kind, title, accepted, rejected)
    select (select coalesce(max(batch_no), 0) + 1 from import_batch), $batch_id, $territory_id,
           $made_at, $who, $file_name, $sha256, $kind, $title, $accepted, $rejected
"""


def _add_batch(cursor: duckdb.DuckDBPyConnection, batch: BatchRow) -> None:
    given = {name: getattr(batch, name) for name in BatchRow.__slots__}
    for later in ("state", "undone_at", "undone_by"):
        del given[later]
    cursor.execute(_ADD_BATCH, given)


def _add_faults(
    cursor: duckdb.DuckDBPyConnection, batch_id: str, faults: Sequence[tuple[str, Fault]]
) -> None:
    if faults:
        lines = pd.DataFrame(
            [
                (batch_id, at, code, one.sheet, one.row, one.cell, one.column, one.value,
                 one.rule, one.message, one.what_to_do)
                for at, (code, one) in enumerate(faults, 1)
            ],
            columns=["batch_id", "position", "check_code", "sheet", "row_no", "cell", "field",
                     "value", "rule", "message", "what_to_do"],
        )  # fmt: skip
        cursor.append("import_fault", lines, by_name=True)


_BATCHES = """
    select batch_id, territory_id, made_at, who, file_name, sha256, kind, title, accepted, rejected,
           state, undone_at, undone_by
    from import_batch where territory_id = $territory order by batch_no desc
"""


def batches(store: Store, territory: str) -> tuple[BatchRow, ...]:
    """Taken files of a territory, the newest first, undone ones kept."""
    return tuple(BatchRow(*row) for row in rows(store, _BATCHES, territory=territory))


_FAULTS = """
    select f.batch_id, f.check_code, f.sheet, f.row_no, f.cell, f.field, f.value, f.rule, f.message,
           f.what_to_do
    from import_fault f join import_batch b using (batch_id)
    where b.territory_id = $territory and b.state = 'taken'
    order by b.batch_no desc, f.position
"""


def faults(store: Store, territory: str) -> dict[str, list[tuple[str, Fault]]]:
    """Batch → check and fault of every row that was not taken; undone files are left out."""
    found: dict[str, list[tuple[str, Fault]]] = {}
    for batch_id, code, *fault in rows(store, _FAULTS, territory=territory):
        found.setdefault(batch_id, []).append((code, Fault(*fault)))
    return found


def new_batch_id() -> str:
    return uuid.uuid4().hex
