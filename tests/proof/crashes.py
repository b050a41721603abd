"""Kill -9 at random moments of import, edit, copy, restore: nothing confirmed lost, nothing half.

``python -m tests.proof.crashes --times 200 --seed 1`` is the long run; the suite makes a short one.
A worker says «begin» and «done» of every step in a journal beside the base. After the kill the file
is opened as after any accident and compared with what the journal confirms.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from shnor_core.workflow import backups, store_check
from shnor_core.workflow import store as store_workflow
from tests.proof.crash_worker import IMPORTED_ROWS, KINDS, TERRITORY, LossError, work

LONGEST = 0.6  # seconds between the first step that is aimed at and the kill


@dataclass(frozen=True)
class State:
    """What the base holds of the steps: names of edits, names of imports with their rows."""

    edits: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()


@dataclass
class Ledger:
    """What the journal confirms: the state now, of each copy, and the step that was cut short."""

    now: State = field(default_factory=State)
    copies: dict[str, State] = field(default_factory=dict)
    cut: tuple[str, str] | None = None
    # whether the step that was cut had begun to write
    writing: bool = False
    # every state since the last look: a copy made by the program itself shows one of them
    seen: set[State] = field(default_factory=set)
    examined: set[str] = field(default_factory=set)

    def read(self, journal: Path) -> None:
        self.seen = {self.now}
        for line in journal.read_text("utf-8").splitlines():
            told, step, name = line.split(" ")
            if told == "begin":
                self.cut, self.writing = (step, name), False
            elif told == "write":
                self.writing = True
            elif told == "copy":
                self.copies[name] = self.now
            elif told == "done":
                self.now, self.cut = self.after(step, name), None
                self.seen.add(self.now)
        journal.unlink()

    def after(self, step: str, name: str) -> State:
        if step == "edit":
            return State(self.now.edits | {name}, self.now.imports)
        if step == "import":
            return State(self.now.edits, self.now.imports | {name})
        return self.copies[name] if step == "restore" else self.now

    def allowed(self) -> tuple[State, ...]:
        """The confirmed state, and the one the cut step would have made."""
        return (self.now,) if self.cut is None else (self.now, self.after(*self.cut))


def examine(folder: Path, ledger: Ledger) -> None:
    """Open the file after the kill and hold it against the ledger.

    Raises
    ------
    LossError
        Something confirmed is missing, something is there by half, or the file is not sound.
    """
    path = folder / "shnor.duckdb"
    store = store_workflow.open_store(path, folder / "data")
    try:
        found = state_of(store)
        if found not in ledger.allowed():
            raise LossError(f"{ledger.cut}: confirmed {ledger.now}, found {found}")
        if faults := store_check.faults(store):
            raise LossError(f"{ledger.cut}: {faults}")
    finally:
        store.close()
    ledger.now = found
    _examine_copies(folder, ledger)


def _examine_copies(folder: Path, ledger: Ledger) -> None:
    """Every new copy can be read whole and holds a state there was."""
    names = {one.path.name: one.path for one in backups.listed(folder / "shnor.duckdb")}
    for name in names.keys() - ledger.examined:
        held = _state_of_copy(names[name], folder)
        confirmed = {ledger.copies[name]} if name in ledger.copies else ledger.seen
        if held not in confirmed:
            raise LossError(f"copy {name} holds {held}")
        ledger.copies[name] = held
    ledger.examined = set(names)
    ledger.copies = {name: state for name, state in ledger.copies.items() if name in names}


def state_of(store: store_workflow.Store) -> State:
    cursor = store.cursor()
    edits = cursor.execute("select subject from decision_log where action = 'settle'").fetchall()
    counts = cursor.execute(
        "select split_part(s.short_name, ' ', 2), count(*), count(a.school_id)"
        " from school s left join assessment a using (school_id)"
        " where s.territory_id = $territory group by 1",
        {"territory": TERRITORY},
    ).fetchall()
    for name, schools, results in counts:
        if (schools, results) != (IMPORTED_ROWS, IMPORTED_ROWS):
            raise LossError(f"import {name}: {schools} schools, {results} results")
    told = cursor.execute("select count(*) from import_batch").fetchall()[0][0]
    if told != len(counts):
        raise LossError(f"{len(counts)} imports, {told} of them in the history")
    return State(frozenset(row[0] for row in edits), frozenset(row[0] for row in counts))


def _state_of_copy(copy: Path, folder: Path) -> State:
    """Read through a throw-away file: opening for writing would touch the copy itself."""
    backups.contents(copy)
    other = folder / "looked-at.duckdb"
    shutil.copyfile(copy, other)
    store = store_workflow.open_store(other, folder / "data")
    try:
        return state_of(store)
    finally:
        store.close()
        other.unlink()


def run(times: int, seed: int, folder: Path) -> dict[str, int]:
    """Kill ``times`` workers or more, until a fifth of them died inside the writing of each kind.

    Returns how often that was; «outside»: between steps, or before the step wrote.
    """
    (folder / "data").mkdir()
    dice, ledger = random.Random(seed), Ledger()
    store_workflow.open_store(folder / "shnor.duckdb", folder / "data").close()
    cut = dict.fromkeys((*KINDS, "outside"), 0)
    while sum(cut.values()) < times or min(cut[kind] for kind in KINDS) < times // 5:
        aim = min(KINDS, key=cut.__getitem__)
        _kill_one(folder, seed * 100_000 + sum(cut.values()), aim, dice)
        ledger.read(folder / "journal")
        examine(folder, ledger)
        cut[ledger.cut[0] if ledger.cut and ledger.writing else "outside"] += 1
    return cut


def _kill_one(folder: Path, seed: int, aim: str, dice: random.Random) -> None:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([work.__module__])
    worker = context.Process(target=work, args=(str(folder), seed, aim))
    worker.start()
    journal = folder / "journal"
    while worker.is_alive() and not (journal.exists() and "aim" in journal.read_text("utf-8")):
        time.sleep(0.002)
    time.sleep(dice.uniform(0, LONGEST))
    if worker.pid is None or not worker.is_alive():
        raise LossError(f"the worker ended by itself: {worker.exitcode}")
    os.kill(worker.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    worker.join()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        cut = run(options.times, options.seed, Path(folder))
    steps = ", ".join(f"{step} {count}" for step, count in cut.items())
    total = sum(cut.values())
    print(f"{total} убийств, зерно {options.seed}: ничего не потеряно ({steps});", end=" ")
    print(f"{time.monotonic() - started:.0f} с")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
