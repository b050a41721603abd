"""Putting a copy back: into the open database under its readers, or in place of a damaged file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from shnor_core.db import backup, failures
from shnor_core.db.connection import Store, connect
from shnor_core.errors import StoreDamagedError
from shnor_core.workflow import access, backups
from shnor_core.workflow.backups import Backup, Reason
from shnor_core.workflow.store import DATA, build, fingerprint


def make(store: Store, at: datetime) -> Backup:
    """A copy by the button or the command; the administrator's.

    Raises
    ------
    AccessError
        The person is not an administrator.
    """
    access.require_admin()
    return backups.before(store, Reason.MANUAL, at)


def restore(store: Store, copy: Path, at: datetime, data: Path = DATA) -> Backup:
    """Make the open database what ``copy`` holds; returns the copy made of what was there before.

    The copy is read whole first; an older one is brought to today's tables and shipped data on
    the side. Sessions see the restored data with their next run.

    Raises
    ------
    AccessError
        The person is not an administrator.
    BackupError
        The copy cannot be trusted; nothing was changed.
    """
    who = access.require_admin().name
    with _of_today(store.path, copy, data) as ready:
        was = backups.before(store, Reason.RESTORE, at)
        backup.bring_back(store, ready, f"{at:%d.%m.%Y, %H:%M}, {who}: {copy.name}")
    return was


def last(store: Store) -> str:
    """When, by whom and from which copy the database was restored last; empty when never."""
    return store.meta("restored")


def restore_file(path: Path, copy: Path, at: datetime, data: Path = DATA) -> Path | None:
    """Put ``copy`` back where no program has the database open; also over a damaged file.

    Returns where the former file was kept, if there was one.

    Raises
    ------
    AccessError, BackupError
        As :func:`restore`.
    StoreBusyError
        Another program holds the database.
    """
    access.require_admin()
    backup.contents(copy)
    if not path.exists():
        _place(path, copy, data)
        return None
    try:
        store = connect(path)
    except StoreDamagedError:
        aside = _aside(path, at)
        _place(path, copy, data)
        return aside
    try:
        return restore(store, copy, at, data).path
    finally:
        store.close()


@contextmanager
def _of_today(path: Path, copy: Path, data: Path) -> Iterator[Path]:
    """The copy itself when it is of this version and these text files, otherwise one made so."""
    backup.contents(copy)
    ready = backup.unfinished(path)
    try:
        with failures.writing(ready):
            shutil.copyfile(copy, ready)
        store = connect(ready)
        fresh = store.meta("fingerprint") == fingerprint(data)
        store.close()
        if not fresh:
            build(ready, data)
        yield ready
    finally:
        ready.unlink(missing_ok=True)


def _place(path: Path, copy: Path, data: Path) -> None:
    with _of_today(path, copy, data) as ready, failures.writing(path):
        backup.put(ready, path)


def _aside(path: Path, at: datetime) -> Path:
    """Keep a damaged file and its log: somebody may still read rows out of it."""
    folder = backups.folder_of(path)
    aside = folder / f"{path.stem}-{at:%Y-%m-%d-%H%M%S}-damaged.duckdb"
    log = path.with_name(path.name + ".wal")
    with failures.writing(aside):
        folder.mkdir(exist_ok=True)
        shutil.copyfile(path, aside)
        if log.exists():
            shutil.copyfile(log, aside.with_name(aside.name + ".wal"))
            log.unlink()
    return aside
