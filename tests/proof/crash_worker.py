"""What is killed: a process that works on a base and tells its journal before and after a step."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from shnor_core.workflow import backups, decisions, intake, restoring
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from tests.intake_world import delivery, examine, result, sheet

NOON = datetime(2024, 3, 5, 12, 0)
TERRITORY = "proof"
IMPORTED_ROWS = 40
KINDS = ("edit", "import", "backup", "restore")
Told = Callable[[str], None]


class LossError(AssertionError):
    """What the proof found wrong."""


def work(folder: str, seed: int, aim: str) -> None:
    """Some steps of any kind, then those of one kind until killed."""
    place, dice = Path(folder), random.Random(seed)
    store = store_workflow.open_store(place / "shnor.duckdb", place / "data")
    journal = os.open(place / "journal", os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    first = dice.randrange(1, 4)
    for number in range(10_000):
        step, name = aim if number >= first else dice.choice(KINDS), f"{seed}-{number}"
        # a name of a copy is its time: one that came back would be taken for the old copy
        at = NOON + timedelta(seconds=seed % 100_000 * 100 + number)
        # an edit makes no copy: looking for one would take longer than the edit
        known = {} if step == "edit" else _copies(store.path)
        if step == "restore":
            step, name = ("restore", dice.choice(sorted(known))) if known else ("backup", name)

        def tell(told: str, step: str = step, name: str = name) -> None:
            os.write(journal, f"{told} {step} {name}\n".encode())

        if number == first:
            tell("aim")
        tell("begin")
        _do(store, step, name, at, tell)
        for copy in () if step == "edit" else _copies(store.path).keys() - known.keys():
            # made before the step changed anything
            tell("copy", name=copy)
        tell("done")


def _copies(path: Path) -> dict[str, Path]:
    return {one.path.name: one.path for one in backups.listed(path)}


def _do(store: store_workflow.Store, step: str, name: str, at: datetime, tell: Told) -> None:
    if step == "edit":
        edit(store, name, at, tell)
    elif step == "import":
        take_file(store, name, at, tell)
    elif step == "backup":
        tell("write")
        restoring.make(store, at)
    else:
        tell("write")
        copy, data = _copies(store.path)[name], store.path.with_name("data")
        restoring.restore(store, copy, at, data)


def _quiet(_told: str) -> None:
    """Nobody keeps a journal."""


def edit(store: store_workflow.Store, name: str, at: datetime = NOON, tell: Told = _quiet) -> None:
    made = Settlement("accept", reason="проверка")
    tell("write")
    decisions.settle(store, territory=TERRITORY, subject=name, settlement=made, before="", at=at)


def take_file(
    store: store_workflow.Store, name: str, at: datetime = NOON, tell: Told = _quiet
) -> None:
    """A file of its own schools: whole in the base when every one of them is there."""
    names = [f"Школа {name} {row}" for row in range(IMPORTED_ROWS)]
    seen = examine(
        store,
        delivery(sheet("assessments", *map(result, names))),
        territory=TERRITORY,
        decisions=dict.fromkeys(names, intake.AS_NEW),
    )
    tell("write")
    outcome = intake.confirm(store, seen, accept_good=False, replace=False, at=at)
    if outcome.batch is None:
        raise LossError(f"import {name} took nothing: {outcome.sentence}")
