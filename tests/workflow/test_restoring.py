"""A copy put back: under sessions that read, from an older version, over a damaged file."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.db.connection import Store, connect, schema_version
from shnor_core.errors import AccessError, BackupError, StoreBusyError, StoreDamagedError
from shnor_core.workflow import access, backups, decisions, restoring, store_check
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.access import Actor, Role
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.decisions import Settlement
from tests.old_store import spoil, write_old

NOON = datetime(2024, 3, 5, 12, 0)


@pytest.fixture
def no_data(tmp_path: Path) -> Path:
    """A folder without territories: its database has all tables, no rows, and is quick to make."""
    (tmp_path / "no-data").mkdir()
    return tmp_path / "no-data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shnor.duckdb"


@pytest.fixture
def store(path: Path, no_data: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(path, no_data)
    yield opened
    opened.close()


def decide(store: Store, subject: str) -> None:
    made = Settlement("accept", reason="письмо школы")
    decisions.settle(store, territory="demo", subject=subject, settlement=made, before="", at=NOON)


def decided(store: Store) -> list[str]:
    found = store.cursor().execute("select subject from decision_log order by entry_no").fetchall()
    return [subject for (subject,) in found]


def test_restoring_brings_back_that_day_and_keeps_a_copy_of_this_one(
    store: Store, no_data: Path
) -> None:
    decide(store, "then")
    then = restoring.make(store, NOON)
    decide(store, "later")
    version = store.data_version

    was = restoring.restore(store, then.path, NOON, no_data)
    assert decided(store) == ["then"]
    assert store.data_version > version
    assert restoring.last(store).endswith(f"координатор: {then.path.name}")
    assert was.reason is Reason.RESTORE
    assert store_check.faults(store) == ()

    restoring.restore(store, was.path, NOON, no_data)
    assert decided(store) == ["then", "later"]


def test_what_was_restored_is_what_the_file_holds_when_opened_anew(
    store: Store, path: Path, no_data: Path
) -> None:
    then = restoring.make(store, NOON)
    decide(store, "later")
    restoring.restore(store, then.path, NOON, no_data)
    decide(store, "after")
    version = store.data_version
    store.close()
    again = store_workflow.open_store(path, no_data)
    assert decided(again) == ["after"]
    assert again.data_version == version
    again.close()


def test_sessions_that_read_see_one_state_or_the_other(store: Store, no_data: Path) -> None:
    decide(store, "one")
    small = restoring.make(store, NOON)
    decide(store, "two")
    decide(store, "three")
    stop = threading.Event()

    def read() -> set[int]:
        seen: set[int] = set()
        while not stop.is_set():
            seen.add(len(decided(store)))
        return seen

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            restoring.restore(store, small.path, NOON, no_data)
        finally:
            stop.set()
        # an error of a reader is raised here
        seen = set().union(*(one.result() for one in readers))
    assert seen <= {1, 3}
    assert len(decided(store)) == 1


def test_a_damaged_copy_changes_nothing(store: Store, no_data: Path) -> None:
    copy = restoring.make(store, NOON)
    decide(store, "x")
    version = store.data_version
    spoil(copy.path)
    with pytest.raises(BackupError, match="повреждена"):
        restoring.restore(store, copy.path, NOON, no_data)
    assert (decided(store), store.data_version) == (["x"], version)


def test_a_copy_of_a_newer_version_changes_nothing(store: Store, no_data: Path) -> None:
    copy = restoring.make(store, NOON)
    newer = connect(copy.path)
    newer.cursor().execute("update meta set value = '999' where key = 'schema_version'")
    newer.close()
    decide(store, "x")
    version = store.data_version
    with pytest.raises(BackupError, match="более новой версией"):
        restoring.restore(store, copy.path, NOON, no_data)
    assert (decided(store), store.data_version) == (["x"], version)


def test_an_older_copy_is_brought_to_todays_tables(
    store: Store, tmp_path: Path, no_data: Path
) -> None:
    write_old(tmp_path / "old.duckdb", 3)
    decide(store, "x")
    restoring.restore(store, tmp_path / "old.duckdb", NOON, no_data)
    assert decided(store) == ["demo-1:3.3:2023"]
    assert store.meta("schema_version") == str(schema_version())
    assert store.data_version > 41
    assert store.cursor().execute("select count(*) from meeting").fetchone() == (0,)
    # the copy itself stays as it was
    assert backups.contents(tmp_path / "old.duckdb").schema == 3


def test_only_an_administrator_copies_and_restores(store: Store, no_data: Path) -> None:
    copy = restoring.make(store, NOON)
    for role in (Role.NOBODY, Role.VIEWER, Role.EDITOR):
        with access.acting_as(Actor("кто-то", role)):
            with pytest.raises(AccessError):
                restoring.make(store, NOON)
            with pytest.raises(AccessError):
                restoring.restore(store, copy.path, NOON, no_data)
            with pytest.raises(AccessError):
                restoring.restore_file(store.path, copy.path, NOON, no_data)


def test_a_damaged_database_is_named_and_replaced(path: Path, no_data: Path) -> None:
    store = store_workflow.open_store(path, no_data)
    decide(store, "x")
    copy = restoring.make(store, NOON)
    store.close()
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(StoreDamagedError, match=f"повреждён.*restore {copy.path.name}"):
        store_workflow.open_store(path, no_data)

    aside = restoring.restore_file(path, copy.path, NOON, no_data)
    assert aside is not None
    assert aside.stat().st_size == 9000
    assert aside.name.endswith("-damaged.duckdb")
    again = store_workflow.open_store(path, no_data)
    assert decided(again) == ["x"]
    again.close()


def test_a_closed_database_is_restored_like_an_open_one(path: Path, no_data: Path) -> None:
    store = store_workflow.open_store(path, no_data)
    copy = restoring.make(store, NOON)
    decide(store, "x")
    with pytest.raises(StoreBusyError):
        _in_another_process(path, copy.path)
    store.close()
    was = restoring.restore_file(path, copy.path, NOON, no_data)
    assert was is not None
    again = connect(path)
    assert decided(again) == []
    again.close()
    path.unlink()
    assert restoring.restore_file(path, was, NOON, no_data) is None
    again = connect(path)
    assert decided(again) == ["x"]
    again.close()


def _in_another_process(path: Path, copy: Path) -> None:
    """The refusal another process gets, raised here."""
    told = subprocess.run(
        [sys.executable, "-m", "shnor_core", "restore", str(copy)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        env={"SHNOR_DB": str(path), "PYTHONUTF8": "1"},
        check=False,
    )
    assert told.returncode == 2
    raise StoreBusyError(told.stderr)


def test_a_file_of_an_older_schema_is_copied_then_carried_over(path: Path, no_data: Path) -> None:
    for script in (1, 2, 3):
        path.unlink(missing_ok=True)
        write_old(path, script, reason=f"схема {script}")
        store = store_workflow.open_store(path, no_data)
        assert store.meta("schema_version") == str(schema_version())
        assert store.cursor().execute("select reason from decision_log").fetchall() == [
            (f"схема {script}",)
        ]
        assert store.data_version > 41
        store.close()
        newest = backups.listed(path)[0]
        assert newest.reason is Reason.REBUILD
        assert backups.contents(newest.path).schema == script
        newest.path.unlink()
