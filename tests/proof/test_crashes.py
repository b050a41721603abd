"""A short seeded part of the kill proof, and the proof that it can fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_core.workflow import store as store_workflow
from tests.proof import crash_worker, crashes
from tests.proof.crash_worker import LossError
from tests.proof.crashes import Ledger, State


def test_nothing_confirmed_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    cut = crashes.run(5, seed=7, folder=tmp_path)
    assert sum(cut.values()) >= 5
    assert all(cut[kind] for kind in crash_worker.KINDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    store_workflow.open_store(tmp_path / "shnor.duckdb", tmp_path / "data").close()
    return tmp_path


def test_a_lost_edit_is_noticed(folder: Path) -> None:
    with pytest.raises(LossError, match="confirmed"):
        crashes.examine(folder, Ledger(State(frozenset({"1-1"}))))


def test_a_half_import_is_noticed(folder: Path) -> None:
    store = store_workflow.open_store(folder / "shnor.duckdb", folder / "data")
    crash_worker.take_file(store, "1-1")
    with store.writing() as cursor:
        cursor.execute("delete from assessment where school_id like '%7'")
    store.close()
    with pytest.raises(LossError, match="import 1-1"):
        crashes.examine(folder, Ledger(State(frozenset(), frozenset({"1-1"}))))


def test_a_step_that_was_cut_may_be_there_or_not(folder: Path) -> None:
    ledger = Ledger(cut=("edit", "1-1"))
    crashes.examine(folder, ledger)
    assert ledger.now == State()
    store = store_workflow.open_store(folder / "shnor.duckdb", folder / "data")
    crash_worker.edit(store, "1-1")
    store.close()
    crashes.examine(folder, ledger)
    assert ledger.now == State(frozenset({"1-1"}))
