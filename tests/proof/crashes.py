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
from datetime import datetime
from pathlib import Path

from shnor_core.workflow import backups, decisions, restoring, store_check
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from tests.intake_world import delivery, result, sheet, take

NOON = datetime(2024, 3, 5, 12, 0)
TERRITORY = "proof"
IMPORTED_ROWS = 40
STEPS = ("edit", "edit", "edit", "import", "backup", "restore")
SLOWEST = 1.2  # seconds a worker is let live after its first step


class LossError(AssertionError):
    """What the proof found wrong."""


def work(folder: str, seed: int) -> None:
    """Step after step until killed; every step is told before and after."""
    place, dice = Path(folder), random.Random(seed)
    store = store_workflow.open_store(place / "shnor.duckdb", place / "data")
    journal = os.open(place / "journal", os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def tell(*words: str) -> None:
        os.write(journal, (" ".join(words) + "\n").encode())

    for number in range(10_000):
        step, name = dice.choice(STEPS), f"{seed}-{number}"
        before = {one.path.name: one.path for one in backups.listed(store.path)}
        if step == "restore":
            if not before:
                continue
            name = dice.choice(sorted(before))
        tell("begin", step, name)
        if step == "edit":
            _edit(store, name)
        elif step == "import":
            _import(store, name)
        elif step == "backup":
            restoring.make(store, NOON)
        else:
            restoring.restore(store, before[name], NOON, place / "data")
        for one in backups.listed(store.path):
            if one.path.name not in before:
                # made before the step changed anything
                tell("copy", step, one.path.name)
        tell("done", step, name)


def _edit(store: store_workflow.Store, name: str) -> None:
    made = Settlement("accept", reason="проверка")
    decisions.settle(store, territory=TERRITORY, subject=name, settlement=made, before="", at=NOON)


def _import(store: store_workflow.Store, name: str) -> None:
    """A file of its own schools: whole in the base when every one of them is there."""
    rows = [result(f"Школа {name} {row}") for row in range(IMPORTED_ROWS)]
    outcome = take(store, delivery(sheet("assessments", *rows)), territory=TERRITORY)
    if outcome.batch is None:
        raise LossError(f"import {name} took nothing: {outcome.sentence}")


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
    # every state since the last look: a copy made by the program itself shows one of them
    seen: set[State] = field(default_factory=set)
    examined: set[str] = field(default_factory=set)

    def read(self, journal: Path) -> None:
        self.seen = {self.now}
        for line in journal.read_text("utf-8").splitlines():
            told, step, name = line.split(" ")
            if told == "begin":
                self.cut = (step, name)
            elif told == "copy":
                self.copies[name] = self.now
            else:
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
    """Kill ``times`` workers; how often each step was cut short («none»: between steps)."""
    (folder / "data").mkdir()
    dice, ledger = random.Random(seed), Ledger()
    store_workflow.open_store(folder / "shnor.duckdb", folder / "data").close()
    cut: dict[str, int] = {}
    for number in range(times):
        _kill_one(folder, seed * 100_000 + number, dice)
        ledger.read(folder / "journal")
        examine(folder, ledger)
        step = ledger.cut[0] if ledger.cut else "none"
        cut[step] = cut.get(step, 0) + 1
    return cut


def _kill_one(folder: Path, seed: int, dice: random.Random) -> None:
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload([__name__])
    worker = context.Process(target=work, args=(str(folder), seed))
    worker.start()
    journal = folder / "journal"
    while not journal.exists() and worker.is_alive():
        time.sleep(0.002)
    time.sleep(dice.uniform(0, SLOWEST))
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
    steps = ", ".join(f"{step} {count}" for step, count in sorted(cut.items()))
    print(f"{options.times} убийств, зерно {options.seed}: ничего не потеряно ({steps});", end=" ")
    print(f"{time.monotonic() - started:.0f} с")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
