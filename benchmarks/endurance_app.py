"""The application with a worker beside it that changes the data all day, for ``endurance``."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1]))  # streamlit puts only this folder there

from shnor_core.db.connection import Store
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import (
    backups,
    decisions,
    doubts,
    intake_history,
    meeting,
    programme,
    programme_edits,
)
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.decisions import Settlement
from tests import intake_world
from ui import data, server

TERRITORY = "demo"
PAUSE = 10.0  # seconds between rounds: some two hundred changes a day, and people at the screens
BACKUP_EVERY = 5  # rounds
# DuckDB remembers blocks it has freed until there are enough of them to forget all at once: some
# thirty megabytes, filled by this many joins, that a long day reaches and a short one measures
JOINS = 45_000
TABLE = TableSpec("Таблица дня", (Column("x", "Школ"),), (Row("1", (Cell("12"),)),))


def _work() -> None:
    _fill_the_memory_of_freed_blocks(data.store())
    started = datetime.now()
    for round_number in count(1):
        _round(data.store(), round_number, started + timedelta(seconds=round_number))
        # what waits to be collected is no growth
        gc.collect()
        told = data.store().path.with_name("changes.txt")
        told.write_text(str(data.store().data_version), encoding="utf-8")
        time.sleep(PAUSE)


def _fill_the_memory_of_freed_blocks(store: Store) -> None:
    cursor = store.cursor()
    for _ in range(JOINS):
        cursor.execute("from territory a join territory b using (territory_id)").fetchall()


def _round(store: Store, number: int, at: datetime) -> None:
    _decide(store, at)
    _enter_a_fact(store, at)
    _import(store, number, at)
    draft = meeting.add(store, TERRITORY, TABLE, facts={}, address="overview", at=at)
    for item in meeting.items(store, draft.meeting_id):
        meeting.remove(store, item.item_id)
    if number % BACKUP_EVERY == 0:
        backups.before(store, Reason.MANUAL, at)


def _decide(store: Store, at: datetime) -> None:
    found = doubts.load(store, TERRITORY).findings[0]
    entry = decisions.settle(
        store,
        territory=TERRITORY,
        subject=found.finding_id,
        settlement=Settlement("accept", reason="письмо школы"),
        before="",
        at=at,
    )
    decisions.undo(store, territory=TERRITORY, decision_id=entry, at=at)


def _enter_a_fact(store: Store, at: datetime) -> None:
    (one,) = programme.programmes(store, TERRITORY)
    picture = programme.load(store, TERRITORY, one.programme_id)
    fact = next(iter(picture.facts.values()))[0]
    programme_edits.enter_fact(
        store, picture, replace(fact, note=f"запись {at:%H:%M:%S}"), why="сверка", at=at
    )


def _import(store: Store, number: int, at: datetime) -> None:
    rows = [intake_world.result(f"Школа № {school}", year=2025) for school in range(1, 10)]
    what = intake_world.delivery(intake_world.sheet("assessments", *rows), name=f"{number}.xlsx")
    taken = intake_world.take(store, what, territory=TERRITORY)
    if taken.batch is not None:
        intake_history.undo(store, TERRITORY, taken.batch.batch_id, at=at)


@asynccontextmanager
async def _with_worker(app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    async with server.lifespan(app) as state:
        data.open_database()
        threading.Thread(target=_work, name="endurance", daemon=True).start()
        yield state


app = st.App(
    server.SCRIPT, lifespan=_with_worker, routes=server.ROUTES, middleware=server.MIDDLEWARE
)
