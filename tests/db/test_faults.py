"""A full disk, a lost right, a rotten file, a clock that jumps: one sentence each, nothing lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.db.connection import Store, connect
from shnor_core.errors import StoreDamagedError
from shnor_core.workflow import backups, decisions, restoring, store_check
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.decisions import Settlement
from tests.old_store import spoil

ROOT = Path(__file__).parents[2]
Subjects = Callable[[Path], list[str]]
NOON = datetime(2024, 3, 5, 12, 0)


@pytest.mark.parametrize("damage", ["cut", "emptied", "text", "blocks"])
def test_a_rotten_file_is_named_and_a_copy_takes_its_place(
    path: Path, damage: str, subjects: Subjects
) -> None:
    no_data = path.parents[1] / "no-data"
    store = store_workflow.open_store(path, no_data)
    _settle(store, "confirmed")
    copy = restoring.make(store, NOON)
    store.close()
    if damage == "blocks":
        content = bytearray(path.read_bytes())
        content[4096:12288] = b"\x17" * 8192
        path.write_bytes(content)
    else:
        whole = path.read_bytes()
        path.write_bytes({"cut": whole[:5000], "emptied": b"", "text": b"not a base" * 999}[damage])
    with pytest.raises(StoreDamagedError, match=f"повреждён.*restore {copy.path.name}"):
        store_workflow.open_store(path, no_data)
    restoring.restore_file(path, copy.path, NOON, no_data)
    assert subjects(path) == ["confirmed"]


def test_a_block_that_rots_under_the_program_is_a_sentence(own_database: Path) -> None:
    """Blocks are read when they are needed: the refusal comes with a page, not with the opening."""
    spoil(own_database, seed=3)
    try:
        store = connect(own_database)
    except StoreDamagedError:
        return
    told = store_check.faults(store)
    store.close()
    assert told
    assert all(re.fullmatch(r"Таблица \w+ читается не вся: файл повреждён\.", one) for one in told)


def test_a_clock_that_jumps_back_loses_neither_order_nor_copies(
    path: Path, subjects: Subjects
) -> None:
    store = connect(path)
    _settle(store, "first", datetime(2099, 1, 1))
    future = backups.before(store, Reason.MANUAL, datetime(2099, 1, 1))
    _settle(store, "second", NOON)
    now = backups.before(store, Reason.MANUAL, NOON)
    assert backups.first_of_day(store, NOON) is None
    store.close()
    assert subjects(path) == ["first", "second"]
    assert {future.path, now.path} == {one.path for one in backups.listed(path)}


def _settle(store: Store, subject: str, at: datetime = NOON) -> None:
    made = Settlement("accept", reason="проверка")
    decisions.settle(store, territory="demo", subject=subject, settlement=made, before="", at=at)
