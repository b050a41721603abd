"""Whole copies of the database: made beside it, opened and compared, only then given their name."""

from __future__ import annotations

import os
import uuid
from dataclasses import dataclass
from pathlib import Path

import duckdb

from shnor_core.db import failures
from shnor_core.db.connection import IN_MEMORY, Store, schema_scripts, schema_version
from shnor_core.errors import BackupError

# every key is an index and an index takes whole blocks: small ones make a small file
SMALL_BLOCKS = "block_size 16384"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file holds: its versions, and of every table the rows and the sum of their hashes.

    The sum does not depend on the order of rows; it is compared within one run of the program only.
    """

    schema: int
    data_version: int
    tables: dict[str, tuple[int, int]]

    @property
    def rows(self) -> int:
        return sum(count for count, _ in self.tables.values())


def attach(path: Path, name: str, *options: str) -> str:
    """The statement; ATTACH takes no bound parameter, so the quote is doubled as SQL asks."""
    settings = " (" + ", ".join(options) + ")" if options else ""
    return "attach '" + str(path).replace("'", "''") + "' as " + name + settings


def copy(store: Store, target: Path) -> None:
    """Write everything of an open database to ``target``; nobody writes meanwhile.

    The copy gets its name only after it was opened and every table of it compared.

    Raises
    ------
    BackupError
        The copy differs from the database.
    StoreWriteError
        The disk is full or the folder may not be written.
    """
    part = unfinished(target)
    with failures.writing(target):
        target.parent.mkdir(exist_ok=True)
        _remove(part)
    try:
        with store.held(), failures.told(part):
            cursor = store.cursor()
            _write(cursor, part)
            expected = _contents(cursor, _own_name(cursor))
        if contents(part) != expected:
            raise BackupError("Копия базы не совпала с базой: она не сохранена, база не тронута.")
        with failures.writing(target):
            put(part, target)
    finally:
        _remove(part)


def contents(path: Path) -> Contents:
    """Open a file that nobody has open and read every row of it.

    Raises
    ------
    BackupError
        There is no such file, it cannot be read whole, or a newer version wrote it.
    """
    if not path.is_file():
        raise BackupError(f"Копии {path.name} нет: {path}.")
    connection = duckdb.connect(str(IN_MEMORY))
    try:
        connection.execute(attach(path, "checked", "read_only"))
        found = _contents(connection, "checked")
    except duckdb.Error as error:
        raise BackupError(f"Копия {path.name} повреждена: восстановить из неё нельзя.") from error
    finally:
        connection.close()
    if found.schema > schema_version():
        raise BackupError(
            f"Копия {path.name} сделана более новой версией программы (схема {found.schema}, эта"
            f" версия знает {schema_version()}). Обновите программу."
        )
    return found


def bring_back(store: Store, source: Path, note: str) -> None:
    """Make an open database hold exactly what ``source`` of the same schema holds, and ``note``.

    One transaction: who reads meanwhile sees all of the old or all of the new, and no connection
    has to be closed under anybody. The data version becomes higher than either.

    Raises
    ------
    BackupError
        The copy cannot be read whole, or what was written differs from it.
    StoreWriteError
        The disk is full.
    """
    expected = contents(source)
    name = f"saved_{uuid.uuid4().hex}"
    outside = store.cursor()
    outside.execute(attach(source, name, "read_only"))
    try:
        with store.writing() as cursor:
            _replace_tables(cursor, name)
            if _contents(cursor, _own_name(cursor)).tables != expected.tables:
                raise BackupError("Восстановленное не совпало с копией: база не изменена.")
            cursor.execute(_AT_LEAST, {"version": store.data_version})
            cursor.execute(_NOTE, {"note": note})
    finally:
        outside.execute(_detach(name))


def put(part: Path, target: Path) -> None:
    """Give a finished file its name; after this it survives a loss of power."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(part, target)


def unfinished(target: Path) -> Path:
    """The name a copy has while it is being made: no list shows it."""
    return target.with_name(f".{target.name}.part")


def _remove(path: Path) -> None:
    for suffix in ("", ".wal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _write(cursor: duckdb.DuckDBPyConnection, part: Path) -> None:
    name = f"copy_{uuid.uuid4().hex}"
    cursor.execute(attach(part, name, SMALL_BLOCKS))
    try:
        cursor.execute(_copy_all(_own_name(cursor), name))
    finally:
        cursor.execute(_detach(name))


def _replace_tables(cursor: duckdb.DuckDBPyConnection, saved: str) -> None:
    order = _parents_first(cursor)
    for table in reversed(order):
        cursor.execute(_drop(table))
    for _, script in schema_scripts():
        cursor.execute(script)
    for table in order:
        cursor.table(f"{saved}.main.{table}").insert_into(table)


def _parents_first(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    tables = [row[0] for row in cursor.execute(_TABLES, {"name": _own_name(cursor)}).fetchall()]
    keys = cursor.execute(_KEYS).fetchall()
    order: list[str] = []
    while len(order) < len(tables):
        order += [
            table
            for table in tables
            if table not in order
            and all(parent in order for child, parent in keys if child == table)
        ]
    return order


def _contents(cursor: duckdb.DuckDBPyConnection, name: str) -> Contents:
    tables = [row[0] for row in cursor.execute(_TABLES, {"name": name}).fetchall()]
    meta = dict(cursor.table(f'"{name}".main.meta').fetchall())
    given = [text for table in tables for text in (table, f'"{name}".main.{table}')]
    found = cursor.execute(" union all ".join([_SUM] * len(tables)), given).fetchall()
    return Contents(
        int(meta["schema_version"]),
        int(meta["data_version"]),
        {table: (int(count), int(total or 0)) for table, count, total in found},
    )


def _own_name(cursor: duckdb.DuckDBPyConnection) -> str:
    return str(cursor.execute("select current_database()").fetchall()[0][0])


def _copy_all(source: str, target: str) -> str:
    return "copy from database " + f'"{source}"' + " to " + target


def _detach(name: str) -> str:
    return "detach " + name


def _drop(table: str) -> str:
    return "drop table " + table


_TABLES = "select table_name from duckdb_tables() where database_name = $name order by 1"

_SUM = "select ?, count(*), sum(hash(whole_row)) from query_table(?) as whole_row"

_KEYS = """
    select table_name, referenced_table from duckdb_constraints()
    where constraint_type = 'FOREIGN KEY' and database_name = current_database()
"""

_NOTE = "insert or replace into meta values ('restored', $note)"

_AT_LEAST = """
    update meta set value = cast(greatest(cast(value as integer), $version) as text)
    where key = 'data_version'
"""
