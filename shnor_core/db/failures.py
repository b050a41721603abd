"""What the database engine says when a file fails, in sentences a coordinator can act on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from shnor_core.errors import StoreBusyError, StoreDamagedError, StoreWriteError

_HOLDER = re.compile(r"held in (?P<program>.+?) \(PID (?P<pid>\d+)\)")
# the words of the operating system inside the engine's own
_NO_ROOM = re.compile(r"No space left|File too large|[Qq]uota|not enough space")
_NO_RIGHT = re.compile(r"Permission denied|Read-only|Access is denied|Operation not permitted")
_ROTTEN = re.compile(
    r"Corrupt database file|not a valid DuckDB|Could not read enough|Failed to deserialize"
)


@contextmanager
def opening(path: Path) -> Iterator[None]:
    """Turn a failure to open ``path`` into its sentence.

    Raises
    ------
    StoreBusyError
        Another process holds the file; the sentence names the program and its number.
    StoreWriteError
        The file or its folder may not be written.
    StoreDamagedError
        The file is no database any more.
    """
    try:
        yield
    except duckdb.Error as error:
        holder = _HOLDER.search(str(error))
        if holder is not None:
            raise _busy(path, holder) from error
        raise _refused(path, str(error)) or damaged(path) from error


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn a full disk, a lost right or a rotten block into its sentence; the rest goes on."""
    try:
        yield
    except duckdb.Error as error:
        if _ROTTEN.search(str(error)):
            raise damaged(path) from error
        known = _refused(path, str(error))
        if known is None:
            raise
        raise known from error


def damaged(path: Path) -> StoreDamagedError:
    return StoreDamagedError(
        f"Файл базы {path.name} повреждён или не похож на базу ШНОР-монитора: {path}."
    )


def _busy(path: Path, holder: re.Match[str]) -> StoreBusyError:
    return StoreBusyError(
        f"Базу {path.name} держит другая программа: {Path(holder['program']).name},"
        f" процесс {holder['pid']}. Закройте её и повторите."
    )


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn a failure to write a file beside the database into its sentence.

    Raises
    ------
    StoreWriteError
        The disk is full, the folder may not be written, or the system says something else.
    """
    try:
        yield
    except OSError as error:
        raise _refused(path, str(error)) or StoreWriteError(
            f"Файл {path} не записан: {error.strerror}. Прежние данные целы."
        ) from error


def _refused(path: Path, said: str) -> StoreWriteError | None:
    if _NO_ROOM.search(said):
        return StoreWriteError(
            f"Не записано, на диске нет места: освободите место в {path.parent} и повторите."
            " Прежние данные целы."
        )
    if _NO_RIGHT.search(said):
        return StoreWriteError(
            f"Не записано, нет права записи: разрешите запись в {path} и в её папку или укажите"
            " другой файл в SHNOR_DB. Прежние данные целы."
        )
    return None
