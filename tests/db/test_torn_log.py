"""The power goes while DuckDB's log is being written: whole changes up to a point, nothing half."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from shnor_core.errors import StoreDamagedError
from shnor_core.workflow import restoring
from shnor_core.workflow import store as store_workflow
from tests.proof import crashes
from tests.proof.crash_worker import NOON, edit, take_file
from tests.proof.crashes import State

STEPS = (edit, edit, take_file, edit, take_file)


@dataclass(frozen=True)
class Written:
    """A base, its log, and what stood confirmed when the log was that long."""

    base: bytes
    log: bytes
    confirmed: dict[int, State]

    def at(self, length: int) -> State:
        return self.confirmed[max(one for one in self.confirmed if one <= length)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("whole")
    path, log = folder / "shnor.duckdb", folder / "shnor.duckdb.wal"
    store_workflow.open_store(path, folder).close()
    store = store_workflow.open_store(path, folder)
    confirmed = {0: crashes.state_of(store)}
    for number, step in enumerate(STEPS):
        step(store, f"1-{number}")
        confirmed[log.stat().st_size] = crashes.state_of(store)
    found = Written(path.read_bytes(), log.read_bytes(), confirmed)
    store.close()
    return found


@pytest.fixture
def found(written: Written, tmp_path: Path) -> Callable[[bytes], State]:
    """What a base holds when it is opened over a log."""

    def opened(log: bytes) -> State:
        path = tmp_path / "shnor.duckdb"
        path.write_bytes(written.base)
        path.with_name("shnor.duckdb.wal").write_bytes(log)
        store = store_workflow.open_store(path, tmp_path)
        try:
            return crashes.state_of(store)
        finally:
            store.close()

    return opened


def places(written: Written) -> list[int]:
    """The ends of every change, a byte to either side, and anywhere between."""
    dice, ends = random.Random(5), list(written.confirmed)
    near = {end + by for end in ends for by in (-1, 0, 1)}
    near |= {dice.randrange(len(written.log)) for _ in range(12)}
    return sorted(one for one in near if 0 <= one <= len(written.log))


def test_every_change_leaves_its_trace_in_the_log(written: Written) -> None:
    assert len(written.confirmed) == len(STEPS) + 1
    assert len(set(written.confirmed.values())) == len(STEPS) + 1


def test_a_log_that_ends_anywhere_holds_all_whole_changes_before(
    written: Written, found: Callable[[bytes], State]
) -> None:
    for length in places(written):
        assert found(written.log[:length]) == written.at(length), length


@pytest.mark.parametrize("rest", [bytes, random.Random(7).randbytes], ids=["zeros", "rubbish"])
def test_a_log_with_a_spoiled_end_is_refused_or_read_up_to_it(
    written: Written, found: Callable[[bytes], State], rest: Callable[[int], bytes]
) -> None:
    for length in places(written)[::3]:
        spoiled = written.log[:length] + rest(len(written.log) - length)
        with contextlib.suppress(StoreDamagedError):
            assert found(spoiled) == written.at(length), length


def test_a_base_with_a_spoiled_log_is_put_aside_whole_and_a_copy_takes_its_place(
    written: Written, found: Callable[[bytes], State], tmp_path: Path
) -> None:
    path = tmp_path / "shnor.duckdb"
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(written.base)
    last = sorted(written.confirmed)[-2]
    spoiled = written.log[: last + 9] + random.Random(7).randbytes(len(written.log) - last - 9)
    with pytest.raises(StoreDamagedError):
        found(spoiled)
    aside = restoring.restore_file(path, copy, NOON, tmp_path)
    assert aside is not None
    assert aside.with_name(f"{aside.name}.wal").read_bytes() == spoiled
    assert found(b"") == written.confirmed[0]
