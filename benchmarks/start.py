"""From the start of the process to a page one can read, beside ``streamlit hello``.

Both are started in turn, each time in a new process with a new tab: nothing is warm but the files
the system keeps in memory.
"""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from shnor_core import wording
from shnor_core.workflow import store
from tests.browser import running_browser
from tests.server import APP, running_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 7
GOAL = 1.3


@dataclass(frozen=True)
class Start:
    """Seconds from the start of the process."""

    answers: float
    readable: float


def report(rounds: int = ROUNDS) -> list[str]:
    """Measure and return the section of ``RESULTS.md`` as lines."""
    with tempfile.TemporaryDirectory() as name, running_browser() as browser:
        built = Path(name) / "built.duckdb"
        store.build(built)
        pairs = [
            (_started(browser, built, APP), _started(browser, built, _hello()))
            for _ in range(rounds + 1)
        ][1:]  # the first round reads the files from the disk
    return _section([one for one, _ in pairs], [other for _, other in pairs])


def _hello() -> Path:
    """The script ``streamlit hello`` serves."""
    package = importlib.util.find_spec("streamlit.hello")
    assert package
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "streamlit_app.py"


def _started(browser: Browser, built: Path, script: Path) -> Start:
    database = Path(shutil.copy(built, built.with_name("served.duckdb")))
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="ru-RU")
    page = context.new_page()
    begun = time.perf_counter()
    with running_server(database, script) as address:
        answers = time.perf_counter() - begun
        page.goto(address, wait_until="commit")
        page.get_by_role("heading", level=1).first.wait_for()
        readable = time.perf_counter() - begun
        context.close()
    return Start(answers, readable)


def _section(ours: list[Start], hello: list[Start]) -> list[str]:
    ratios = [one.readable / other.readable for one, other in zip(ours, hello, strict=True)]
    ratio = median(ratios)
    return [
        "## Холодный старт против `streamlit hello`",
        "",
        "От запуска процесса до видимого заголовка первой страницы в Chromium; каждый раз новый"
        f" процесс и новая вкладка, по очереди, пар запусков — {len(ours)}, медианы.",
        "",
        "| | Сервер отвечает, с | Заголовок виден, с |",
        "|---|---:|---:|",
        _row("ШНОР-монитор, «Обзор» с открытой базой", ours),
        _row("`streamlit hello`", hello),
        "",
        f"Отношение: {wording.number(ratio, 2)} (от {wording.number(min(ratios), 2)} до"
        f" {wording.number(max(ratios), 2)}). Цель — не больше {wording.number(GOAL, 1)}:"
        f" {'достигнута' if ratio <= GOAL else 'не достигнута'}.",
    ]


def _row(name: str, starts: list[Start]) -> str:
    answers, readable = (
        wording.number(median(times), 2)
        for times in ([one.answers for one in starts], [one.readable for one in starts])
    )
    return f"| {name} | {answers} | {readable} |"
