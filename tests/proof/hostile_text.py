"""Text stays text: on every screen, in every file, whatever stands in the database."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest
import streamlit as st
from docx.oxml.ns import qn

from tests.browser import settled
from tests.proof.hostile_world import SHORT, WORDS, fill
from tests.server import ROOT, running_server

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from streamlit.testing.v1 import AppTest

    Launcher = Callable[..., AppTest]

pytestmark = pytest.mark.browser
PATHS = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("pages/*/*.py"))
# the first screen has no name in the address
PAGES = [Path(path).stem.replace("overview", "") for path in PATHS]
VIEWS = "[data-testid=stMain] [data-testid=stButtonGroup] button"
PATIENCE = 120  # seconds: texts this long take their time
CLOSED = "[data-testid=stMain] [data-testid=stExpander] details:not([open]) > summary"
POPOVERS = "[data-testid=stMain] [data-testid=stPopover] button"
# a cell of a table that leads somewhere: to its source, most often
SOURCES = "[data-testid=stMain] td button[data-target]"
ASKS = "Отменить"
COLUMNS = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;2;3;4;5".split(";")
ROW = "ВПР;математика;5;2025;весна;20;6;8;4;2".split(";")
EVIDENCE = (
    '<a href="https://evil.example/e" target="_blank" rel="noopener noreferrer">evil.example<'
)
# what became an element instead of standing there as text
ACTED = """
words => {
  const found = [], told = (what, node) => found.push(`${what}: ${node.outerHTML.slice(0, 200)}`);
  if (document.title.includes("evil")) found.push("script ran");
  // tables, slides and the bar of a meeting live in roots of their own
  const roots = [document], ELEMENTS = "#evil, .katex, img[src*=evil], a[href*='evil.exam'],"
      + "a[href^='mailto:'], script[src*=evil], svg a";
  for (const root of roots) {
    for (const one of root.querySelectorAll("*")) if (one.shadowRoot) roots.push(one.shadowRoot);
    for (const one of root.querySelectorAll(ELEMENTS)) told("element", one);
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) read(texts.currentNode.data, texts.currentNode.parentElement);
  }
  function read(text, holder) {
    if (!holder || ["SCRIPT", "STYLE", "TEXTAREA"].includes(holder.tagName)) return;
    // a long label of a chart is broken into lines at its spaces, so a word may stand there alone
    const known = holder.closest("svg") ? ["evil-tag"] : words;
    const coded = holder.closest("pre, code") && text.includes("evil");
    if (coded || known.includes(text.trim())) told("marked up", holder);
    if (/éevil|😄|↔ →/.test(text)) told("exchanged", holder);
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def filled_database(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(built_database, tmp_path_factory.mktemp("hostile") / "shnor.duckdb"))
    fill(path)
    return path


@pytest.fixture(scope="module")
def hostile_database(filled_database: Path) -> Path:
    """One process reads this copy, the served app another."""
    return Path(shutil.copy(filled_database, filled_database.with_name("read.duckdb")))


@pytest.fixture(scope="module")
def hostile_server(filled_database: Path, hostile_database: Path) -> Iterator[str]:
    with running_server(filled_database) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_no_text_acts_on_any_screen(hostile_server: str, browser_page: Page, name: str) -> None:
    page = browser_page
    page.goto(f"{hostile_server}/{name}?territory=demo")
    settled(page, PATIENCE)
    # of all screens only the copies name nothing that came with the data
    assert (page.get_by_text("evil").count() > 0) == (name != "backups")
    _look(page)
    for tab in range(page.locator(VIEWS).count()):
        page.locator(VIEWS).nth(tab).click()
        settled(page, PATIENCE)
        _look(page)


def _look(page: Page) -> None:
    """Everything the screen shows, with whatever opens on it opened."""
    closed = page.locator(CLOSED).filter(visible=True)
    while closed.count():
        closed.first.click()
    settled(page, PATIENCE)
    _inert(page)
    for opener in page.locator(POPOVERS).filter(visible=True).all():
        opener.click()
        settled(page, PATIENCE)
        _inert(page)
        page.keyboard.press("Escape")
    for opener in (page.locator(SOURCES), page.get_by_role("button", name=ASKS, exact=True)):
        if opener.filter(visible=True).count():
            _in_dialog(page, opener.filter(visible=True).first)


def _in_dialog(page: Page, opener: Locator) -> None:
    """A cell may lead to another screen or change this one instead: that is looked at too."""
    place = page.url
    opener.click()
    settled(page, PATIENCE)
    _inert(page)
    if page.get_by_role("dialog").count():
        page.keyboard.press("Escape")
        settled(page, PATIENCE)
    if page.url != place:
        page.goto(place)
        settled(page, PATIENCE)


def test_no_text_acts_beside_the_numbers_of_today(hostile_server: str, browser_page: Page) -> None:
    page = browser_page
    page.goto(f"{hostile_server}/protocol?territory=demo")
    settled(page, PATIENCE)
    page.get_by_role("link", name="Сверить с данными").click()
    settled(page, PATIENCE)
    page.get_by_role("dialog").wait_for()
    _inert(page)


def test_no_text_acts_in_a_file_that_is_looked_at(
    hostile_server: str, browser_page: Page, tmp_path: Path
) -> None:
    """Every cell of the file wants to be something else, in what is taken and what is not."""
    file, page = tmp_path / f"{SHORT[:60].replace('/', '_')}.csv", browser_page
    rows = [[SHORT, *ROW], [SHORT[:-5], SHORT, *ROW[1:]], ["Школа № 1", *ROW[:-1], SHORT]]
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, delimiter=";").writerows([COLUMNS, *rows])
    page.goto(f"{hostile_server}/upload?territory=demo")
    settled(page, PATIENCE)
    page.locator("input[type=file]").set_input_files(file)
    settled(page, PATIENCE)
    assert page.get_by_text("evil").count() > 0
    _look(page)


def _inert(page: Page) -> None:
    assert page.get_by_test_id("stException").count() == 0
    acted = page.evaluate(ACTED, WORDS)
    # what confirms a fact may be a link, named by the place it leads to
    assert [one for one in acted if EVIDENCE not in one] == []


@pytest.mark.parametrize("page", [one for one in PATHS if "backups" not in one])
def test_no_text_acts_in_any_file(
    hostile_database: Path, app: Launcher, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    offered: list[tuple[str, Callable[[], bytes]]] = []
    draw = st.download_button

    def remembered(*args: Any, **given: Any) -> bool:
        if callable(given["data"]):
            offered.append((given["file_name"], given["data"]))
        return draw(*args, **given)

    monkeypatch.setattr(st, "download_button", remembered)
    opened = app(path=hostile_database, territory="demo").run()
    offered.clear()
    opened.switch_page(page).run()
    assert not opened.exception
    for name, make in offered:
        content = make()
        assert ACTS[Path(name).suffix](content) == [], name
        assert len(Path(name).name) < 255


def _workbook(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    return [
        repr(one.value)
        for one in cells
        if "evil" in str(one.value) and (one.data_type == "f" or one.hyperlink)
    ]


def _delimited(content: bytes) -> list[str]:
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return [one for row in rows for one in row if len(one) > 1 and one[0] in "=+@\t\r"]


def _document(content: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(content))
    outside = [one.target_ref for one in document.part.rels.values() if one.is_external]
    fields = [one.text or "" for one in document.element.iter(qn("w:instrText"))]
    return outside + [one for one in fields if "evil" in one]


ACTS = {".xlsx": _workbook, ".csv": _delimited, ".docx": _document}
