"""How long every page takes beside a bare Streamlit page with the same elements, in one run.

Script time is the time of the script inside the server, measured without a browser. Click time is
what a reader waits in Chromium: from a click on the page's link to the last thing drawn.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test

from benchmarks import bare
from shnor_core import wording
from shnor_core.workflow import store
from tests.browser import running_browser, settled, watch
from tests.server import APP, running_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# the real figures of the main job, and the invented district, where every page has data
TERRITORIES = {"kamensk-uralsky": "Каменск-Уральский ГО", "demo": "вымышленный округ"}
WARM_UP, SCRIPT_RUNS, CLICK_ROUNDS = 5, 41, 7
GOAL = 1.5
COMPILED = ScriptCache()


@dataclass
class Timing:
    """Milliseconds of one page (``ours``) and of its bare twin (``bare``)."""

    address: str
    title: str
    elements: int
    script_ours: list[float] = field(default_factory=list)
    script_bare: list[float] = field(default_factory=list)
    click_ours: list[float] = field(default_factory=list)
    click_bare: list[float] = field(default_factory=list)


def report() -> list[str]:
    """Measure everything and return the section of ``RESULTS.md`` as lines."""
    with tempfile.TemporaryDirectory() as folder:
        return _section(
            {title: measure(Path(folder) / key, key) for key, title in TERRITORIES.items()}
        )


def measure(folder: Path, territory: str, app: Path = APP) -> list[Timing]:
    """Timings of every page of ``app``; everything is written below ``folder`` only."""
    folder.mkdir()
    database = folder / "shnor.duckdb"
    store.build(database)
    for_server = Path(shutil.copy(database, folder / "server.duckdb"))
    os.environ["SHNOR_DB"] = str(database)
    pages = open_pages(app, territory)
    twin = bare.write_app(folder / "bare", {address: page for address, (_, page) in pages.items()})
    twins = open_pages(twin, territory)
    timings = []
    for address, (title, page) in pages.items():
        twin_page = twins[address][1]
        bare.check(page, twin_page)
        timing = Timing(address, title, len(bare.elements(page)))
        _compare_scripts(timing, page, twin_page)
        timings.append(timing)
    with (
        running_server(for_server, app) as ours,
        running_server(for_server, twin) as theirs,
        running_browser() as browser,
    ):
        query = f"/?territory={territory}"
        _compare_clicks(timings, _opened(browser, ours + query), _opened(browser, theirs + query))
    return timings


def open_pages(app: Path, territory: str) -> dict[str, tuple[str, AppTest]]:
    """Title and running copy of every page of the router, by address."""
    found = {}
    for known in _open(app, territory)._registered_pages.values():
        page = _open(app, territory)
        page.switch_page(os.path.relpath(known["script_path"], app.parent)).run()
        if page.exception:
            raise RuntimeError(f"{known['page_name']}: {page.exception[0].value}")
        found[known["url_pathname"]] = (known["page_name"], page)
    return found


def _open(app: Path, territory: str) -> AppTest:
    opened = AppTest.from_file(str(app), default_timeout=120)
    opened.query_params["territory"] = territory
    return opened.run()


def _compare_scripts(timing: Timing, page: AppTest, twin: AppTest) -> None:
    sides = [(page, timing.script_ours), (twin, timing.script_bare)]
    for _ in range(WARM_UP):
        _script_time(page)
        _script_time(twin)
    for _ in range(SCRIPT_RUNS):
        for side, times in sides:
            times.append(_script_time(side))
        sides.reverse()  # neither side always finds the caches of the processor warm


def _script_time(page: AppTest) -> float:
    with _stopwatch() as times:
        page.run()
    return times[-1]


@contextmanager
def _stopwatch() -> Iterator[list[float]]:
    # around the script only: what AppTest adds on both sides would bring the ratio nearer to one,
    # and compiling the scripts again at every run, as no server does, would be a cost of its own
    run, new_cache, times = (
        script_runner.exec_func_with_error_handling,
        app_test.ScriptCache,
        [],
    )

    def timed(*given: Any) -> Any:
        start = time.perf_counter()
        try:
            return run(*given)
        finally:
            times.append((time.perf_counter() - start) * 1000)

    script_runner.exec_func_with_error_handling = timed
    app_test.ScriptCache = lambda: COMPILED
    try:
        yield times
    finally:
        script_runner.exec_func_with_error_handling = run
        app_test.ScriptCache = new_cache


def _compare_clicks(timings: list[Timing], ours: Page, theirs: Page) -> None:
    for round_ in range(CLICK_ROUNDS + 1):
        # another order every second round: no page always follows the same one
        for timing in timings if round_ % 2 else timings[::-1]:
            pair = _click_time(ours, timing.address), _click_time(theirs, timing.address)
            if round_:
                timing.click_ours.append(pair[0])
                timing.click_bare.append(pair[1])


def _opened(browser: Browser, address: str) -> Page:
    page = watch(browser.new_page(viewport={"width": 1920, "height": 1080}))
    page.goto(address)
    settled(page)
    return page


def addresses(page: Page) -> list[str]:
    """The screens the side bar of an opened page leads to."""
    links = page.locator(SIDE_LINKS)
    return list(links.evaluate_all("links => links.map(one => new URL(one.href).pathname)"))


SIDE_LINKS = '[data-testid="stSidebar"] a[href]'
LINK = """
(links, path) => links.findIndex(
  (link) => new URL(link.href).pathname.replace(/[/]$/, "") === path.replace(/[/]$/, ""))
"""


def _click_time(page: Page, address: str) -> float:
    page.bring_to_front()
    links = page.locator(SIDE_LINKS)
    links.nth(links.evaluate_all(LINK, f"/{address.removeprefix('/')}")).click()
    settled(page)
    taken = float(page.evaluate("Math.max(__seen.received, __seen.drawn) - __seen.acted"))
    if not links.first.is_visible():
        # a page that fills the window has no side bar to go on from
        page.goto(urlsplit(page.url)._replace(path="/").geturl())
        settled(page)
    return taken


def _section(timings: dict[str, list[Timing]]) -> list[str]:
    all_pages = [timing for pages in timings.values() for timing in pages]
    worst = max(all_pages, key=lambda timing: _ratio(timing.script_ours, timing.script_bare))
    ratio = _ratio(worst.script_ours, worst.script_bare)
    verdict = "цель достигнута" if ratio <= GOAL else "цель не достигнута"
    return [
        "## Страницы против пустой страницы Streamlit с теми же элементами",
        "",
        f"Цель: время сценария не больше {wording.number(GOAL)} от пустой страницы. Самая дорогая"
        f" страница — «{worst.title}»: {wording.number(ratio, 2)}, {verdict}.",
        "",
        f"Медианы, мс. Сценарий: прогонов — {SCRIPT_RUNS}, разогревающих перед ними — {WARM_UP},"
        f" без браузера. Щелчок: переходов по ссылке — {CLICK_ROUNDS}, до последней перерисовки в"
        " браузере, 1920 × 1080. Приложение и пустая страница измерены по очереди в одном запуске."
        " В пустой странице таблица приложения — `st.dataframe` того же размера, график —"
        " точечный график из трёх точек.",
        *(line for title, pages in timings.items() for line in _table(title, pages)),
    ]


def _table(title: str, timings: list[Timing]) -> list[str]:
    return [
        "",
        f"### {title}",
        "",
        "| Страница | Элементов | Сценарий | Пустая | Отношение | Щелчок | Пустая | Отношение |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
        *(_line(timing) for timing in timings),
    ]


def _line(timing: Timing) -> str:
    cells = [timing.title, str(timing.elements)]
    for ours, theirs, digits in (
        (timing.script_ours, timing.script_bare, 1),
        (timing.click_ours, timing.click_bare, 0),
    ):
        cells += [wording.number(median(ours), digits), wording.number(median(theirs), digits)]
        cells.append(wording.number(_ratio(ours, theirs), 2))
    return f"| {' | '.join(cells)} |"


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return median(ours) / median(theirs)
