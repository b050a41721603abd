"""Copies of the database: when they are made, how they are called, which of them are kept."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from shnor_core.db import backup
from shnor_core.db.backup import Contents
from shnor_core.db.connection import Store
from shnor_core.errors import BackupError
from shnor_core.toml_table import TomlTable

SETTINGS = Path(__file__).parents[2] / "data" / "backups.toml"
_STAMP = "%Y-%m-%d-%H%M%S"
_one_at_a_time = threading.Lock()


class Reason(StrEnum):
    """Why a copy was made; part of its name."""

    DAILY = "daily"
    MANUAL = "manual"
    IMPORT = "import"
    RESTORE = "restore"
    REBUILD = "rebuild"


WORDS = {
    Reason.DAILY: "первая за день",
    Reason.MANUAL: "по кнопке или команде",
    Reason.IMPORT: "перед загрузкой",
    Reason.RESTORE: "перед восстановлением",
    Reason.REBUILD: "перед пересборкой",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy as its name tells; ``size`` in bytes."""

    path: Path
    made_at: datetime
    reason: Reason
    size: int


@dataclass(frozen=True, slots=True)
class Keep:
    """How many copies stay: the latest, one of each of the last days, one of each month."""

    latest: int
    days: int
    months: int


def keep_rule(path: Path = SETTINGS) -> Keep:
    """The rule of ``data/backups.toml``.

    Raises
    ------
    MethodError
        The file breaks its contract.
    """
    table = TomlTable.of_file(path).table("keep")
    table.only("latest", "days", "months")
    return Keep(table.whole("latest", 1), table.whole("days", 0), table.whole("months", 0))


def folder_of(path: Path) -> Path:
    """Where the copies of a database are: beside it, so that a move takes them along."""
    return path.parent / "backups"


def listed(path: Path) -> tuple[Backup, ...]:
    """Copies of the database ``path``, newest first; other files of the folder are left out."""
    name = re.compile(re.escape(path.stem) + r"-(\d{4}-\d\d-\d\d-\d{6})-([a-z]+)(?:-\d+)?\.duckdb")
    found = []
    for one in folder_of(path).glob(f"{path.stem}-*.duckdb"):
        told = name.fullmatch(one.name)
        if told and told[2] in list(Reason):
            made_at = datetime.strptime(told[1], _STAMP)
            found.append(Backup(one, made_at, Reason(told[2]), one.stat().st_size))
    return tuple(sorted(found, key=lambda one: (one.made_at, one.path.name), reverse=True))


def before(store: Store, reason: Reason, at: datetime) -> Backup:
    """Make a copy, then let go of those the rule does not keep.

    Raises
    ------
    BackupError
        The copy differs from the database.
    StoreWriteError
        There is no room or no right for it.
    """
    with _one_at_a_time:
        target = _free_name(store.path, reason, at)
        backup.copy(store, target)
    known = listed(store.path)
    made = next(one for one in known if one.path == target)
    # the one just made stays even when a clock that jumped calls it the oldest
    for one in set(known) - kept(known, keep_rule()) - {made}:
        one.path.unlink(missing_ok=True)
    return made


def first_of_day(store: Store, at: datetime) -> Backup | None:
    """The copy of the day, unless there is one already."""
    if any(one.made_at.date() == at.date() for one in listed(store.path)):
        return None
    return before(store, Reason.DAILY, at)


def kept(known: Iterable[Backup], rule: Keep) -> set[Backup]:
    """Which copies stay: the latest, and the last one of each of the last days and months."""
    newest_first = sorted(known, key=lambda one: one.made_at, reverse=True)
    days: dict[date, Backup] = {}
    months: dict[tuple[int, int], Backup] = {}
    for one in newest_first:
        days.setdefault(one.made_at.date(), one)
        months.setdefault((one.made_at.year, one.made_at.month), one)
    return {
        *newest_first[: rule.latest],
        *list(days.values())[: rule.days],
        *list(months.values())[: rule.months],
    }


def find(path: Path, name: str) -> Path:
    """The file a person means: a name from the list of copies, or a path.

    Raises
    ------
    BackupError
        There is no such file.
    """
    for one in (folder_of(path) / name, Path(name)):
        if one.is_file():
            return one
    raise BackupError(f"Копии {name} нет ни в {folder_of(path)}, ни по такому пути.")


def contents(copy: Path) -> Contents:
    """What a copy holds, after reading the whole of it.

    Raises
    ------
    BackupError
        It is damaged, or a newer version wrote it.
    """
    return backup.contents(copy)


def advice(path: Path) -> str:
    """What to do about a damaged file: the newest copy and the command that puts it back."""
    known = listed(path)
    if not known:
        return "Копий нет: удалите его, поставляемые данные соберутся заново."
    name = known[0].path.name
    return f"Последняя копия – {name}. Вернуть её: python -m shnor_core restore {name}"


def _free_name(path: Path, reason: Reason, at: datetime) -> Path:
    stem = f"{path.stem}-{at.strftime(_STAMP)}-{reason}"
    folder = folder_of(path)
    target, count = folder / f"{stem}.duckdb", 1
    while target.exists():
        count += 1
        target = folder / f"{stem}-{count}.duckdb"
    return target
