"""``make screenshots``: every screen at two sizes, a projector's and a laptop's, and documents.

Prints what a picture does not show: errors of the browser's console, content wider than the
window, errors on the page. The exit code is 1 when there is any of them.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from shnor_core.workflow import documents, store
from tests.browser import running_browser, settled, watch
from tests.server import ROOT, running_server
from tools import sheets

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

FOLDER = ROOT / "docs" / "screenshots"
SIZES = ((1920, 1080), (1366, 768))


@dataclass(frozen=True)
class Shot:
    """A view by its address; ``name`` is the picture's file name without the size."""

    page: str
    name: str
    parameters: dict[str, str] = field(default_factory=dict)


KAMENSK, DEMO = {"territory": "kamensk-uralsky"}, {"territory": "demo"}
NUMBER_12 = KAMENSK | {"meeting": "kamensk-uralsky:12"}
SCHOOL_17 = "kamensk-uralsky:12:kamensk-uralsky-17"
MONITORING_DAY = {"on": "2024-01-15"}
SHOTS = (
    Shot("", "overview", KAMENSK),
    Shot("", "overview_levels", KAMENSK | {"show": "значение"}),
    Shot("municipality", "municipality", KAMENSK),
    Shot("school", "school", KAMENSK | {"school": "kamensk-uralsky-17"}),
    Shot("results", "results", DEMO),
    Shot("results", "results_one", DEMO | {"results_tab": "Одна процедура"}),
    Shot("results", "results_change", DEMO | {"results_tab": "Изменение по годам"}),
    Shot("region", "region", DEMO),
    Shot("identification", "identification", DEMO | {"school": "demo-11"}),
    Shot("clusters", "clusters_groups", DEMO | {"clusters_tab": "Статистические группы"}),
    Shot("clusters", "clusters_alike", DEMO | {"clusters_tab": "Похожие школы"}),
    Shot("clusters", "clusters_pairs", DEMO | {"clusters_tab": "Пары"}),
    Shot("clusters", "clusters_curators", KAMENSK | {"clusters_tab": "Пары"}),
    Shot("targets", "targets", DEMO | MONITORING_DAY),
    Shot("roadmap", "roadmap", {"territory": "tyukhtet"} | MONITORING_DAY),
    Shot("presenter", "presenter_agenda", NUMBER_12 | {"item": "agenda"}),
    Shot("presenter", "presenter_table", NUMBER_12 | {"item": f"{SCHOOL_17}:0"}),
    Shot("presenter", "presenter_chart", NUMBER_12 | {"item": f"{SCHOOL_17}:1", "names": "hidden"}),
    Shot("recommendations", "recommendations", KAMENSK | {"rule": "network-none"}),
    Shot("protocol", "protocol", KAMENSK),
    Shot("protocol", "protocol_head", KAMENSK | {"protocol_tab": "Сведения и решения"}),
    Shot("upload", "upload", KAMENSK),
    Shot("quality", "quality", KAMENSK),
    Shot("methodology", "methodology", KAMENSK),
)

# sheets of the protocol that ships: its head, its municipal table, a school
PROTOCOL_SHEETS = (1, 5, 22)

# the window, and the column that Streamlit scrolls inside it
TOO_WIDE = """
() => Math.max(
  document.scrollingElement.scrollWidth - window.innerWidth,
  ...[...document.querySelectorAll('[data-testid="stMain"], [data-testid="stSidebarContent"]')]
    .map((part) => part.scrollWidth - part.clientWidth))
"""


def take(browser: Browser, address: str, shots: tuple[Shot, ...]) -> list[str]:
    """Photograph every view at every size; returns what was wrong, one sentence each."""
    faults = []
    _first_visit(browser, address)
    for width, height in SIZES:
        for shot in shots:
            page = watch(browser.new_page(viewport={"width": width, "height": height}))
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(_complaint(message)))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.goto(f"{address}/{shot.page}?{urlencode(shot.parameters)}")
            settled(page, 60)
            page.screenshot(path=FOLDER / f"{shot.name}_{width}.png")
            said += _seen(page)
            faults += [f"{shot.name} {width}×{height}: {text}" for text in said if text]
            page.close()
    return faults


def _first_visit(browser: Browser, address: str) -> None:
    # until the first run Streamlit takes a folder named pages/ for its old mode and knows no link
    page = watch(browser.new_page())
    page.goto(address)
    settled(page, 60)
    page.close()


def _complaint(message: ConsoleMessage) -> str:
    # on a deep link Streamlit looks for its own server below the page's address first
    its_own_search = "/_stcore/" in message.location["url"]
    return message.text if message.type == "error" and not its_own_search else ""


def _seen(page: Page) -> list[str]:
    faults = []
    extra = page.evaluate(TOO_WIDE)
    if extra > 0:
        faults.append(f"содержимое шире окна на {extra} пикс.")
    for kind in ("stException", "stAlertContentError"):
        faults += page.get_by_test_id(kind).all_inner_texts()
    return faults


def _protocol(database: Path) -> None:
    opened = store.open_store(database)
    document = documents.shipped_protocol(opened, "kamensk-uralsky", "12")
    opened.close()
    wanted = {one: FOLDER / f"protocol_page_{one}.png" for one in PROTOCOL_SHEETS}
    sheets.take(document, wanted)


def _school(browser: Browser, address: str) -> None:
    page = watch(browser.new_page())
    shot = next(one for one in SHOTS if one.name == "school")
    page.goto(f"{address}/{shot.page}?{urlencode(shot.parameters)}")
    settled(page, 60)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Страница школы (.docx)").click()
    document = Path(waiting.value.path()).read_bytes()
    page.close()
    sheets.take(document, {one: FOLDER / f"school_page_{one}.png" for one in (1, 2)})


def main(names: list[str]) -> int:
    """Take all pictures, or those whose names are given; «documents» is the name of sheets."""
    absent = sheets.missing()
    printed = not absent and (not names or "documents" in names)
    shots = tuple(shot for shot in SHOTS if not names or shot.name in names)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "shnor.duckdb"
        store.build(database)
        if printed:
            _protocol(database)
        with running_server(database) as address, running_browser() as browser:
            faults = take(browser, address, shots)
            if printed:
                _school(browser, address)
    faults += [absent] if absent else []
    print("\n".join(faults) or f"Снимков: {len(shots) * len(SIZES)}, замечаний нет.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
