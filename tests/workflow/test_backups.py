"""Copies of the database: whole or not there, named by day and reason, the right ones kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from shnor_core.db.connection import Store, create
from shnor_core.errors import BackupError, MethodError
from shnor_core.workflow import backups, decisions
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.backups import Backup, Keep, Reason
from shnor_core.workflow.decisions import Settlement
from tests.old_store import spoil, write_old

NOON = datetime(2024, 3, 5, 12, 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """All the tables and no rows: quick to copy."""
    opened = create(tmp_path / "shnor.duckdb")
    yield opened
    opened.close()


def decide(store: Store, subject: str) -> None:
    made = Settlement("accept", reason="письмо школы")
    decisions.settle(store, territory="demo", subject=subject, settlement=made, before="", at=NOON)


def test_a_copy_holds_every_row_of_the_open_database(own_database: Path) -> None:
    store = store_workflow.open_store(own_database)
    decide(store, "x")
    made = backups.before(store, Reason.MANUAL, NOON)
    assert made.path.name == "shnor-2024-03-05-120000-manual.duckdb"
    held = backups.contents(made.path)
    assert held.data_version == store.data_version
    assert held.tables["decision_log"][0] == 1
    assert held.rows > 1000
    assert [one.name for one in made.path.parent.iterdir()] == [made.path.name]
    store.close()


def test_a_copy_made_while_others_write_is_one_moment(store: Store) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            # two rows in one transaction: a copy never holds an odd number
            with store.writing():
                decide(store, f"a{number}")
                decide(store, f"b{number}")
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [backups.before(store, Reason.MANUAL, NOON) for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    counts = [backups.contents(one.path).tables["decision_log"][0] for one in made]
    assert all(count % 2 == 0 for count in counts)
    assert counts == sorted(counts)
    assert len({one.path for one in made}) == 3


def test_the_day_has_one_copy_of_its_own(store: Store) -> None:
    first = backups.first_of_day(store, NOON)
    assert first is not None
    assert first.reason is Reason.DAILY
    assert backups.first_of_day(store, NOON + timedelta(hours=5)) is None
    assert backups.first_of_day(store, NOON + timedelta(days=1)) is not None


def test_a_clock_that_jumped_back_does_not_cost_the_copy_just_made(store: Store) -> None:
    for day in range(40):
        (made := backups.folder_of(store.path)).mkdir(exist_ok=True)
        stamp = f"{NOON.replace(year=2099) + timedelta(days=day):%Y-%m-%d-%H%M%S}"
        (made / f"shnor-{stamp}-daily.duckdb").write_bytes(b"")
    now = backups.before(store, Reason.IMPORT, NOON)
    assert now.path.exists()
    assert now in backups.listed(store.path)
    assert len(backups.listed(store.path)) < 40


def test_the_latest_and_one_of_each_day_and_month_are_kept() -> None:
    def made(at: datetime) -> Backup:
        return Backup(Path(f"{at:%Y-%m-%d-%H%M%S}"), at, Reason.DAILY, 1)

    hourly = [made(NOON - timedelta(hours=6 * step)) for step in range(4 * 400)]
    kept = backups.kept(hourly, Keep(latest=3, days=5, months=4))
    assert {one.made_at for one in hourly[:3]} <= {one.made_at for one in kept}
    assert (
        len({one.made_at.date() for one in kept if one.made_at > NOON - timedelta(days=4.4)}) == 5
    )
    assert {one.made_at.month for one in kept} == {3, 2, 1, 12}
    # of a day, the last one
    assert datetime(2024, 2, 29, 18) in {one.made_at for one in kept}
    assert len(kept) == 3 + 4 + 3


def test_the_shipped_rule_keeps_what_the_screen_promises() -> None:
    assert backups.keep_rule() == Keep(latest=20, days=10, months=12)


def test_a_rule_that_keeps_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "backups.toml").write_text("[keep]\nlatest = 0\ndays = 1\nmonths = 1\n", "utf-8")
    with pytest.raises(MethodError, match="latest"):
        backups.keep_rule(tmp_path / "backups.toml")


def test_a_damaged_copy_is_not_trusted(store: Store) -> None:
    made = backups.before(store, Reason.MANUAL, NOON)
    spoil(made.path)
    with pytest.raises(BackupError, match="повреждена"):
        backups.contents(made.path)
    made.path.write_bytes(b"")
    with pytest.raises(BackupError, match="повреждена"):
        backups.contents(made.path)


def test_a_file_that_is_another_database_is_not_trusted(tmp_path: Path) -> None:
    connection = duckdb.connect(str(tmp_path / "other.duckdb"))
    connection.execute("create table t (x integer)")
    connection.close()
    with pytest.raises(BackupError, match="повреждена"):
        backups.contents(tmp_path / "other.duckdb")


def test_a_copy_of_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    write_old(tmp_path / "new.duckdb", 999)
    with pytest.raises(BackupError, match="более новой версией"):
        backups.contents(tmp_path / "new.duckdb")


def test_only_copies_of_this_database_are_listed(store: Store) -> None:
    made = backups.before(store, Reason.MANUAL, NOON)
    for name in (
        ".shnor-2024-03-05-120000-manual.duckdb.part",
        "shnor-2024-03-05-120000-damaged.duckdb",
        "shnor-old.duckdb",
        "other-2024-03-05-120000-manual.duckdb",
    ):
        (made.path.parent / name).write_bytes(b"")
    assert backups.listed(store.path) == (made,)
    assert backups.find(store.path, made.path.name) == made.path
    with pytest.raises(BackupError, match="нет ни в"):
        backups.find(store.path, "нет-такой.duckdb")
