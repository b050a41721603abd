"""One connection per process, a cursor per call, one writer at a time."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import duckdb

from shnor_core.db import failures
from shnor_core.errors import StoreBrokenError

IN_MEMORY = Path(":memory:")

_HAS_META = "select 1 from duckdb_tables() where table_name = 'meta'"

_NEXT_VERSION = """
    update meta set value = cast(cast(value as integer) + $step as text) where key = 'data_version'
    returning cast(value as integer)
"""


def schema_scripts() -> list[tuple[int, str]]:
    """The numbered ``.sql`` files in order, as (number, text)."""
    folder = resources.files("shnor_core.db") / "sql"
    scripts = [entry for entry in folder.iterdir() if re.match(r"\d{3}_", entry.name)]
    return sorted((int(entry.name[:3]), entry.read_text(encoding="utf-8")) for entry in scripts)


def schema_version() -> int:
    return schema_scripts()[-1][0]


@dataclass
class _Transaction:
    cursor: duckdb.DuckDBPyConnection
    data: bool


class _Mine(threading.local):
    transaction: _Transaction | None = None
    edits = 0


class Store:
    """An open database file. Readers take :meth:`cursor`; writers take :meth:`writing`."""

    def __init__(self, path: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self.path = path
        self._connection = connection
        self._writer = threading.Lock()
        self._mine = _Mine()
        # asked many times in every run of a page; this process is the only writer
        self.data_version = self._stored_version()
        # ahead of it while a commit lasts: others may see the new rows already
        self.coming_version = self.data_version
        # grows with every write of this process, also with those that change no number
        self.edits = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor for one call: DuckDB refuses to share one connection between threads."""
        return self._connection.cursor()

    @property
    def own_edits(self) -> int:
        """Those of :attr:`edits` that this thread has made."""
        return self._mine.edits

    @contextmanager
    def writing(self, *, data: bool = True) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction that ends with a higher data version, or leaves no trace.

        With ``data=False`` the version stays: drafts of a protocol change no number on a screen.
        Inside another one of the same thread it is part of that one.

        Raises
        ------
        StoreWriteError
            The disk is full or may not be written.
        """
        outer = self._mine.transaction
        if outer is not None:
            outer.data |= data
            yield outer.cursor
            return
        with self.held(), failures.told(self.path):
            self._mine.transaction = _Transaction(self.cursor(), data)
            try:
                yield from self._committed(self._mine.transaction)
            finally:
                self._mine.transaction = None

    def _committed(self, one: _Transaction) -> Iterator[duckdb.DuckDBPyConnection]:
        one.cursor.begin()
        try:
            yield one.cursor
            # read back, for a restored copy brings a version of its own
            version = one.cursor.execute(_NEXT_VERSION, {"step": int(one.data)}).fetchone()
        except BaseException:
            one.cursor.rollback()
            raise
        self.coming_version = int(version[0]) if version else 0
        try:
            one.cursor.commit()
        except BaseException:
            # it has rolled back by itself
            self.coming_version = self.data_version
            raise
        self.data_version = self.coming_version
        self.edits += 1
        self._mine.edits += 1

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody writes meanwhile; everybody reads."""
        with self._writer:
            yield

    def meta(self, key: str) -> str:
        row = (
            self.cursor()
            .execute("select value from meta where key = $key", {"key": key})
            .fetchone()
        )
        return str(row[0]) if row else ""

    def _stored_version(self) -> int:
        known = self.cursor().execute(_HAS_META).fetchone()
        return int(self.meta("data_version") or 0) if known else 0

    def close(self) -> None:
        self._connection.close()


def connect(path: Path) -> Store:
    """Open ``path`` for reading and writing.

    Raises
    ------
    StoreBusyError
        Another process holds the file; the sentence names the program and its number.
    StoreBrokenError
        The file is not a database of this product, or a newer version wrote it.
    StoreWriteError
        The file or its folder may not be written.
    """
    store = Store(path, _open(path))
    found = _version_of(store)
    if found > schema_version():
        store.close()
        raise StoreBrokenError(
            f"База {path.name} создана более новой версией программы (схема {found},"
            f" эта версия знает {schema_version()}). Обновите программу."
        )
    return store


def create(path: Path) -> Store:
    """A new file with the current schema and no rows."""
    store = Store(path, _open(path))
    cursor = store.cursor()
    cursor.begin()
    for _, script in schema_scripts():
        cursor.execute(script)
    cursor.executemany(
        "insert into meta values (?, ?)",
        [("schema_version", str(schema_version())), ("data_version", "1")],
    )
    cursor.commit()
    store.data_version = store.coming_version = 1
    return store


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    with failures.opening(path):
        # two threads are enough for a municipality and leave the machine to the screens
        return duckdb.connect(str(path), config={"threads": 2})


def _version_of(store: Store) -> int:
    try:
        return int(store.meta("schema_version") or 0)
    except duckdb.Error as error:
        store.close()
        raise failures.damaged(store.path) from error
