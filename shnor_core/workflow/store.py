"""The database file: where it is, how it is built from ``data/``, how it is opened."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from shnor_core import quality
from shnor_core.db import backup, queries
from shnor_core.db import build as db_build
from shnor_core.db.connection import IN_MEMORY, Store, connect, create, schema_version
from shnor_core.errors import StoreBusyError, StoreDamagedError
from shnor_core.exchange import shipped
from shnor_core.model import Territory
from shnor_core.workflow import backups, monitoring, shipped_meetings
from shnor_core.workflow.backups import Reason

DATA = Path(__file__).parents[2] / "data"


def default_path() -> Path:
    """``SHNOR_DB`` when it is set, otherwise ``data/shnor.duckdb``."""
    return Path(os.environ.get("SHNOR_DB") or DATA / "shnor.duckdb")


def build(path: Path, data: Path = DATA) -> None:
    """Make ``path`` anew from the text files; decisions and imports of the old file are kept.

    The new file is made beside the old one and takes its place only when it is whole, so a broken
    text file leaves the old database as it was.

    Raises
    ------
    DataFileError
        A text file breaks its contract.
    StoreBrokenError
        What people entered in the old file cannot be read or does not fit the new tables.
    StoreBusyError
        Another program holds the old file, or has changed it meanwhile.
    """
    territories = [shipped.read_territory(folder) for folder in shipped.folders(data)]
    fresh = path.with_name(f".{path.name}.new")
    _remove(fresh)
    store = create(IN_MEMORY)
    try:
        for tables in territories:
            db_build.insert(store, tables)
        for folder in shipped.folders(data):
            shipped_meetings.enter(store, territory_of(folder), folder)
        old = _version_of(path)
        if path.exists():
            db_build.carry_over(store, path)
        for territory in queries.territories(store):
            refresh_doubts(store, territory.territory_id)
        _stamp(store, data)
        db_build.write_file(store, fresh)
    except BaseException:
        store.close()
        _remove(fresh)
        raise
    store.close()
    if _version_of(path) != old:
        _remove(fresh)
        raise StoreBusyError(f"Базу {path.name} только что изменила другая программа: повторите.")
    backup.put(fresh, path)


def _version_of(path: Path) -> str:
    """What the file was made of and how often it was changed; nobody has it open.

    What a killed process left in the log beside the file comes into it here.
    """
    if not path.exists():
        return ""
    store = connect(path)
    try:
        return f"{store.meta('fingerprint')} {store.data_version}"
    finally:
        store.close()


def rebuild(path: Path, data: Path = DATA) -> None:
    """:func:`build`, with a copy of the old file made first.

    Raises
    ------
    StoreDamagedError
        The old file cannot be read; the sentence names the newest copy.
    """
    if path.exists():
        store = _connect(path)
        try:
            backups.before(store, Reason.REBUILD, datetime.now())
        finally:
            store.close()
    build(path, data)


def open_store(path: Path | None = None, data: Path = DATA) -> Store:
    """Open the database, building it first when it is missing or ``data/`` has changed.

    Raises
    ------
    StoreBusyError
        Another process holds the file.
    StoreBrokenError
        A newer version wrote the file, or it is damaged; the sentence names the newest copy.
    """
    path = path or default_path()
    if path.exists():
        store = _connect(path)
        if store.meta("fingerprint") == fingerprint(data):
            return store
        store.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    rebuild(path, data)
    return connect(path)


def _connect(path: Path) -> Store:
    try:
        return connect(path)
    except StoreDamagedError as error:
        raise StoreDamagedError(f"{error} {backups.advice(path)}") from error


def fingerprint(data: Path = DATA) -> str:
    return f"{schema_version()}:{shipped.fingerprint(data)}"


def territories(store: Store) -> tuple[Territory, ...]:
    return queries.territories(store)


def territory_of(folder: Path) -> str:
    """The id of the territory whose text files a folder holds."""
    lines = (folder / "territory.csv").read_text(encoding="utf-8").splitlines()
    return lines[1].split(",")[0] if len(lines) > 1 else ""


def _stamp(store: Store, data: Path) -> None:
    with store.writing() as cursor:
        cursor.execute(
            "insert into meta values ('fingerprint', $value)", {"value": fingerprint(data)}
        )


def refresh_doubts(store: Store, territory: str) -> None:
    """Write what the context rules find into ``observation.quality`` for readers outside."""
    doubts = []
    for indicator_set in monitoring.indicator_sets(store, territory):
        picture = monitoring.load(store, territory, indicator_set)
        read = tuple(picture.printed.values())
        marked = quality.apply_context_quality(read, picture.all_findings)
        doubts += [new for old, new in zip(read, marked, strict=True) if old != new]
    db_build.mark_doubts(store, territory, doubts)


def _remove(path: Path) -> None:
    for suffix in ("", ".wal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
