"""A working day of one server without the thinking: does anything grow that should not?

People open and filter screens, put tables into the protocol, settle doubts and take decisions back,
enter facts, import files and undo the import, copies of the base are made. The use cases run inside
the served process, where a session runs them, so that one process holds the file as in life.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.visitor import Visitor
from shnor_core import wording
from shnor_core.db import backup
from shnor_core.workflow import store
from tests.server import Address, running_server

SECONDS = 700.0
SAMPLES = 10
PEOPLE = 4
SEED = 20240901
TERRITORY = "demo"
WORKER = Path(__file__).with_name("endurance_app.py")
# caches of pages fill with the first visits: growth is asked of what comes after them
WARM = 4
# two hours of ten people who do something every ten seconds
TWO_HOURS = 2 * 3600 / 10 * 10
# seconds: the worker warms up first
PATIENCE = 300
LEAVING = ("--server.disconnectedSessionTTL", "5")


@dataclass(frozen=True)
class Sample:
    """What the server held after so many steps of people and changes of data."""

    steps: int
    changes: int
    megabytes: float
    file: float
    open_files: int
    threads: int


def report(seconds: float = SECONDS) -> list[str]:
    """Work for so long and return the section of ``RESULTS.md`` as lines."""
    with tempfile.TemporaryDirectory() as name:
        database = Path(name) / "shnor.duckdb"
        store.build(database)
        built = database.stat().st_size / 2**20
        with running_server(database, WORKER, options=LEAVING) as server:
            samples = asyncio.run(_worked(server, database, seconds))
        compacted = _compacted(database)
    return _section(samples, built, compacted)


async def _worked(server: Address, database: Path, seconds: float) -> list[Sample]:
    samples: list[Sample] = []
    steps = 0
    async with asyncio.timeout(PATIENCE):
        while not _told(database).exists():
            await asyncio.sleep(1)
    begun = time.monotonic()
    while len(samples) < SAMPLES:
        until = begun + seconds * (len(samples) + 1) / SAMPLES
        done = await asyncio.gather(*(_person(server, steps + one, until) for one in range(PEOPLE)))
        steps += sum(done)
        await asyncio.sleep(float(LEAVING[1]) * 2)
        samples.append(_sample(server.pid, database, steps))
        if len(samples) > 1 and samples[-1].changes == samples[-2].changes:
            raise RuntimeError("Работа с данными остановилась: смотрите журнал сервера.")
    return samples


async def _person(server: Address, number: int, until: float) -> int:
    """Open, filter and leave, again and again; every open of the first screen changes data too."""
    chance, steps = random.Random(SEED + number), 0
    while time.monotonic() < until:
        async with Visitor(server, TERRITORY, chance) as person:
            await person.open()
            for page in chance.sample(sorted(person.pages), len(person.pages)):
                await person.open(page)
                steps += 1 + (await person.choose() is not None)
                if time.monotonic() > until:
                    break
    return steps


def _told(database: Path) -> Path:
    """Where the worker says how often it has changed the data; it begins when it has warmed up."""
    return database.with_name("changes.txt")


def _sample(pid: int, database: Path, steps: int) -> Sample:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in status.splitlines())
    held = {name: rest.split() for name, _, rest in lines}
    files = [database, database.with_name(database.name + ".wal")]
    return Sample(
        steps,
        int(_told(database).read_text(encoding="utf-8") or 0),
        int(held["VmRSS"][0]) / 1024,
        sum(one.stat().st_size for one in files if one.exists()) / 2**20,
        len(list(Path(f"/proc/{pid}/fd").iterdir())),
        int(held["Threads"][0]),
    )


def _compacted(database: Path) -> float:
    """Megabytes of the same rows written anew, as every copy of the base is."""
    opened = store.open_store(database)
    copy = database.with_name("copy.duckdb")
    try:
        backup.copy(opened, copy)
    finally:
        opened.close()
    return copy.stat().st_size / 2**20


def _section(samples: Sequence[Sample], built: float, compacted: float) -> list[str]:
    last = samples[-1]
    return [
        "## Выносливость: рабочий день без пауз",
        "",
        f"Без раздумий: {PEOPLE} человека открывают и меняют экраны, приходят и уходят; в том же"
        " процессе решают и отменяют решения, вводят и отменяют факты, кладут таблицы в протокол,"
        " принимают файл и отменяют приём, делают копии базы. Два часа десяти человек, которые"
        f" что-то делают каждые десять секунд, — это {wording.number(TWO_HOURS, 0)} шагов; сделано"
        f" {wording.number(last.steps, 0)}.",
        "",
        "До первого шага заполнена память DuckDB о блоках, которые она освободила: около 30 МБ,"
        f" больше она не держит (`JOINS` в `{WORKER.name}`). После каждого круга изменений собран"
        " мусор Python: он не прирост.",
        "",
        "| Шагов | Изменений данных | Память, МБ | Файл, МБ | Открытых файлов | Потоков |",
        "|---:|---:|---:|---:|---:|---:|",
        *(_row(one) for one in samples),
        "",
        f"Прирост на 1 000 шагов после разогрева (первых замеров — {WARM}): память"
        f" {_slope(samples, 'megabytes')} МБ, файл {_slope(samples, 'file')} МБ, открытые файлы"
        f" {_slope(samples, 'open_files')}, потоки {_slope(samples, 'threads')}.",
        "",
        f"Файл базы с журналом: собран {wording.number(built, 1)} МБ, в конце"
        f" {wording.number(last.file, 1)} МБ, копия тех же строк —"
        f" {wording.number(compacted, 1)} МБ.",
    ]


def _row(one: Sample) -> str:
    return (
        f"| {wording.number(one.steps, 0)} | {wording.number(one.changes, 0)}"
        f" | {wording.number(one.megabytes, 0)} | {wording.number(one.file, 1)}"
        f" | {one.open_files} | {one.threads} |"
    )


def _slope(samples: Sequence[Sample], what: str) -> str:
    """Least-squares line through the samples after warming up."""
    kept = samples[WARM:]
    steps = [one.steps / 1000 for one in kept]
    return wording.number(float(np.polyfit(steps, [getattr(one, what) for one in kept], 1)[0]), 2)
