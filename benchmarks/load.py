"""How many people one server carries: they open, filter and walk through all pages, and think.

Most speak the browser's protocol (:mod:`benchmarks.visitor`); real Chromiums among them say
when a page has settled on the screen. «Answer» is what a session waits for: from its request to the
end of the script, queueing included, so it is never less than the time of the script itself.

In one more run somebody takes a file of 100,000 rows on «Загрузка» while the others walk about.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import numpy as np
from playwright.sync_api import TimeoutError as NotSettledError

from benchmarks import bare, intake, pages
from benchmarks.visitor import NoAnswerError, Visitor
from shnor_core import wording
from shnor_core.workflow import intake_history, store
from tests.browser import PATIENCE, open_page, running_browser, settled, watch
from tests.server import APP, Address, running_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

CROWDS = (1, 10, 30, 60, 100)
COMPARED = 60
THINKING = 5.0
# screens each of them opens, in an order of their own
WALK = 8
BROWSERS = 2
TERRITORY = "demo"
SEED = 20240901
# a server is at rest below this share of a core, over so many seconds
RESTING, PAUSE = 0.05, 3.0
# a closed session is kept for two minutes in case the browser comes back; a measurement need not
LEAVING = ("--server.disconnectedSessionTTL", "5")
DEFAULTS = ("--runner.postScriptGC", "true")
IMPORTED_ROWS = 100_000
# the crowd has come and walks about
IMPORT_AFTER = 20.0


@dataclass
class Run:
    """Milliseconds by page, sentences of errors, megabytes of the server, seconds of an import."""

    people: int
    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    settled: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    before: float = 0.0
    during: float = 0.0
    after: float = 0.0
    import_seconds: float = 0.0

    def all_answers(self) -> list[float]:
        return [one for times in self.answers.values() for one in times]

    def growth(self) -> float:
        return (self.during - self.before) / self.people


def report() -> list[str]:
    """Measure everything and return the section of ``RESULTS.md`` as lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store.build(folder / "built.duckdb")
        ours = {people: _measured(folder, APP, people) for people in CROWDS}
        defaults = _measured(folder, APP, COMPARED, options=DEFAULTS)
        twin = _measured(folder, _twin(folder), COMPARED)
        importing = _measured(folder, APP, COMPARED, workbook=_workbook(folder))
    return _section(ours, defaults, twin, importing)


def _workbook(folder: Path) -> Path:
    path = folder / "results.xlsx"
    intake.write_results(path, IMPORTED_ROWS)
    return path


def _twin(folder: Path) -> Path:
    os.environ["SHNOR_DB"] = str(shutil.copy(folder / "built.duckdb", folder / "twin.duckdb"))
    opened = pages.open_pages(APP, TERRITORY)
    return bare.write_app(folder / "bare", {key: page for key, (_, page) in opened.items()})


def _measured(
    folder: Path,
    script: Path,
    people: int,
    *,
    options: tuple[str, ...] = (),
    workbook: Path | None = None,
) -> Run:
    database = Path(shutil.copy(folder / "built.duckdb", folder / "served.duckdb"))
    importing = _new_territory(database) if workbook else ""
    with running_server(database, script, options=(*LEAVING, *options)) as server:
        asyncio.run(_warmed(server))
        run = asyncio.run(_crowd(server, people, importing, workbook))
    print(_line(script.parent.name, run), *run.errors[:3], sep="\n", file=sys.stderr, flush=True)
    return run


def _new_territory(database: Path) -> str:
    opened = store.open_store(database)
    made = intake_history.new_territory(opened, "Район загрузки", at=datetime.now())
    opened.close()
    return made.territory_id


async def _warmed(server: Address) -> None:
    """Everything that is done once is done: caches are part of the product, not of the crowd."""
    async with Visitor(server, TERRITORY, random.Random(SEED)) as first:
        await first.open()
        for page in list(first.pages):
            await first.open(page)
    while await _working(server.pid) > RESTING:
        pass


async def _crowd(
    server: Address, people: int, importing: str = "", workbook: Path | None = None
) -> Run:
    run = Run(people, before=_megabytes(server.pid))
    # a Chromium that starts takes both cores: it stands open before anybody comes
    doors = Barrier(BROWSERS + 1, timeout=PATIENCE / 1000 * 20)
    watching = [
        asyncio.create_task(asyncio.to_thread(_watch_settling, server, run, number, doors))
        for number in range(BROWSERS)
    ]
    await asyncio.to_thread(doors.wait)
    present = [_visit(server, run, number) for number in range(people)]
    if workbook:
        present.append(asyncio.to_thread(_import, server, run, importing, workbook))
    await asyncio.gather(*watching, *present)
    run.during = max(run.during, _megabytes(server.pid))
    await asyncio.sleep(float(LEAVING[1]) * 3)
    # Streamlit lets go of those who have left when the next one leaves
    async with Visitor(server, TERRITORY, random.Random(SEED)) as last:
        await last.open()
    await asyncio.sleep(1)
    run.after = _megabytes(server.pid)
    return run


async def _visit(server: Address, run: Run, number: int) -> None:
    chance = random.Random(SEED + number)
    await asyncio.sleep(chance.uniform(0, THINKING))
    try:
        async with Visitor(server, TERRITORY, chance) as person:
            await person.open()
            for page in chance.sample(sorted(person.pages), WALK):
                await _look_around(person, run, page)
                run.during = max(run.during, _megabytes(server.pid))
    except (NoAnswerError, OSError) as error:
        run.errors.append(str(error))


async def _look_around(person: Visitor, run: Run, page: str) -> None:
    for step in (lambda: person.open(page), person.choose):
        await asyncio.sleep(person.chance.expovariate(1 / THINKING))
        taken = await step()
        if taken is not None:
            run.answers[person.pages[page]].append(taken)


def _watch_settling(server: Address, run: Run, number: int, doors: Barrier) -> None:
    """A real browser walks through the pages by their links while the others are there."""
    chance = random.Random(SEED - number)
    with running_browser() as browser:
        page = pages._opened(browser, f"{server}/?territory={TERRITORY}")
        addresses = pages.addresses(page)
        doors.wait()
        deadline = time.monotonic() + THINKING * WALK * 2
        while time.monotonic() < deadline:
            for address in chance.sample(addresses, len(addresses)):
                time.sleep(chance.expovariate(1 / THINKING))
                if time.monotonic() < deadline:
                    _click(server, run, page, address)


def _click(server: Address, run: Run, page: Page, address: str) -> None:
    try:
        taken = pages._click_time(page, address)
    except NotSettledError:
        run.errors.append(f"Экран «{address}» рисуется дольше полуминуты.")
        page.goto(f"{server}/?territory={TERRITORY}")
        return
    if taken > 0:
        run.settled.append(taken)
    else:
        # nothing came after the click for as long as a reader is patient
        run.errors.append(f"На щелчок по «{address}» ответа не было {PATIENCE} мс.")


def _import(server: Address, run: Run, territory: str, workbook: Path) -> None:
    """Take a file on «Загрузка» as a coordinator does: choose it, look, accept."""
    time.sleep(IMPORT_AFTER)
    with running_browser() as browser:
        page = watch(browser.new_page(viewport={"width": 1920, "height": 1080}))
        page.set_default_timeout(120_000)
        open_page(page, f"{server}/upload?territory={territory}")
        begun = time.monotonic()
        page.locator("input[type=file]").set_input_files(workbook)
        page.get_by_role("button", name="Принять файл", exact=True).click()
        page.get_by_text(f"Файл «{workbook.name}» принят").wait_for()
        run.import_seconds = time.monotonic() - begun
        settled(page, 60)


async def _working(pid: int) -> float:
    """Share of a core the server takes while nobody asks: it may still be making views ready."""
    before = _seconds(pid)
    await asyncio.sleep(PAUSE)
    return (_seconds(pid) - before) / PAUSE


def _seconds(pid: int) -> float:
    """Of the processor, from the kernel."""
    numbers = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(numbers[11]) + int(numbers[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(pid: int) -> float:
    """Memory of the process that is its own, from the kernel."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _section(ours: dict[int, Run], defaults: Run, twin: Run, importing: Run) -> list[str]:
    full = ours[COMPARED]
    return [
        "## Сколько человек выдерживает один сервер",
        "",
        f"Каждый открывает {WALK} случайных экранов вымышленного округа, на каждом меняет выбор и"
        f" в среднем {wording.number(THINKING, 0)} с думает. Ответ — от запроса до конца"
        f" сценария вместе с очередью; «на экране» — настоящие Chromium среди них ({BROWSERS}), от"
        " щелчка до последней перерисовки, на каждый экран впервые тоже. Клиенты работают на тех же"
        " ядрах, что и сервер.",
        "",
        _verdict(full),
        "",
        "| Кто | Человек | Ответ p50 | p95 | p99 | На экране p50 | p95 | Ошибок | МБ на человека"
        " | МБ до → после ухода |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
        *(_line("приложение", run) for run in ours.values()),
        _line("с настройками Streamlit по умолчанию", defaults),
        _line("пустые страницы с теми же элементами", twin),
        _line(f"приложение, пока загружают {wording.number(IMPORTED_ROWS)} строк", importing),
        "",
        f"Загрузка {wording.number(IMPORTED_ROWS)} строк при {COMPARED} людях – от выбора файла до"
        f" «принят», с просмотром: {wording.number(importing.import_seconds, 0)} с.",
        "",
        f"По экранам, {COMPARED} человек, мс:",
        "",
        "| Экран | p50 | p95 | p99 | Ответов |",
        "|---|---:|---:|---:|---:|",
        *(_page_line(name, times) for name, times in sorted(full.answers.items())),
    ]


def _verdict(run: Run) -> str:
    judged = (
        ("ответ p95 ≤ 300 мс", _percentile(run.all_answers(), 95) <= 300),
        ("на экране p95 ≤ 1 с", _percentile(run.settled, 95) <= 1000),
        ("без ошибок", not run.errors),
        ("≤ 5 МБ на человека", run.growth() <= 5),
    )
    said = (f"{goal} — {'достигнуто' if met else 'не достигнуто'}" for goal, met in judged)
    return f"Цель для {COMPARED} человек: {'; '.join(said)}."


def _line(who: str, run: Run) -> str:
    answers = run.all_answers()
    cells = [who, str(run.people)]
    cells += [wording.number(_percentile(answers, point), 0) for point in (50, 95, 99)]
    cells += [wording.number(_percentile(run.settled, point), 0) for point in (50, 95)]
    cells += [str(len(run.errors)), wording.number(run.growth(), 1)]
    cells.append(f"{wording.number(run.before, 0)} → {wording.number(run.after, 0)}")
    return f"| {' | '.join(cells)} |"


def _page_line(name: str, times: list[float]) -> str:
    points = [wording.number(_percentile(times, point), 0) for point in (50, 95, 99)]
    return f"| {' | '.join([name or 'overview', *points, str(len(times))])} |"


def _percentile(values: list[float], point: float) -> float:
    return float(np.percentile(values, point)) if values else float("nan")
