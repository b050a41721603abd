"""Tables, charts and saved pictures in a real browser."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from tests.browser import settled, watch
from tests.server import running_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Locator, Page, WebSocketRoute

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = Path(__file__).with_name("board.py")
    with running_server(tmp_path_factory.mktemp("board") / "none.duckdb", script) as found:
        yield found


class Wire:
    """What the tab says to the server; ``lost`` messages never arrive."""

    lost = 0

    def carry(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if self.lost:
                self.lost -= 1
            else:
                server.send(message)

        socket.on_message(pass_on)


@pytest.fixture(scope="module")
def wire() -> Wire:
    return Wire()


@pytest.fixture(scope="module")
def board(address: str, browser: Browser, wire: Wire) -> Iterator[Page]:
    """One tab for all tests of this module: each says what it needs and leaves the page usable."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="ru-RU")
    page = watch(context.new_page())
    page.route_web_socket("**/stream", wire.carry)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".js-plotly-plot")
    settled(page)
    yield page
    context.close()
    assert broken == []


def said(page: Page) -> str:
    settled(page)
    return page.get_by_text("Нажато:").inner_text()


def table(page: Page) -> Locator:
    return page.locator(".st-key-schools table")


def test_a_table_is_a_table(board: Page) -> None:
    drawn = table(board)
    assert drawn.locator("caption").inner_text() == "Что изменилось"
    assert drawn.locator('th[scope="col"]').count() == 10
    assert drawn.locator('th[scope="colgroup"]').get_attribute("colspan") == "9"
    assert drawn.locator('th[scope="row"]').count() == 60


def test_data_never_become_markup(board: Page) -> None:
    assert table(board).locator("img").count() == 0
    assert "<img" in table(board).locator('th[scope="row"]').first.inner_text()
    assert board.title() != "1"


def test_sixty_rows_fit_across_a_laptop(board: Page) -> None:
    room = board.locator(".st-key-schools").bounding_box()
    drawn = table(board).bounding_box()
    assert room
    assert drawn
    assert drawn["width"] <= room["width"] + 1
    wide = "document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    assert board.evaluate(wide)


def test_the_heading_stays_in_sight(board: Page) -> None:
    table(board).locator("tr").nth(45).scroll_into_view_if_needed()
    head = table(board).locator("thead").bounding_box()
    assert head
    assert -1 <= head["y"] < 40


def test_a_cell_says_what_it_opens_and_only_once(board: Page) -> None:
    table(board).locator('[data-target="source:27"]').first.click()
    assert said(board) == "Нажато: source:27; до таблицы: source:27"
    board.get_by_role("button", name="Ещё раз").click()
    assert said(board) == "Нажато: None; до таблицы: None"


def test_the_keyboard_reaches_cells_and_rows(board: Page) -> None:
    table(board).locator('[data-target="source:27"]').first.focus()
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    assert said(board).startswith("Нажато: source:27")
    board.keyboard.press("ArrowDown")  # the focus has survived the run
    table(board).locator('[data-target="s3"]').focus()
    board.keyboard.press("Enter")
    assert said(board).startswith("Нажато: s3")


def test_a_clicked_row_is_marked(board: Page) -> None:
    table(board).locator('tr[data-key="s5"] td').nth(4).click()
    assert said(board).startswith("Нажато: s5")
    marked = table(board).locator('tr[aria-current="true"]')
    assert marked.count() == 1
    assert marked.get_attribute("data-key") == "s5"


def test_equal_data_are_not_drawn_again(board: Page) -> None:
    again = board.get_by_role("button", name="Ещё раз")
    again.click()
    settled(board)
    table(board).evaluate("each => { each.dataset.seen = 'yes'; }")
    again.click()
    settled(board)
    assert table(board).get_attribute("data-seen") == "yes"


def test_a_hint_is_shown_to_the_pointer_and_to_the_keyboard(board: Page) -> None:
    tip = board.locator(".st-key-schools .tip")
    table(board).locator('[data-target="s9"]').focus()
    assert tip.is_hidden()
    table(board).locator('[data-target="source:27"]').first.focus()
    assert tip.inner_text() == "Протокол № 12"


# Whether nothing covers the middle of each line.
TOPMOST = """lines => lines.map(line => {
  line.scrollIntoView({block: 'center'});
  const {x, y, width, height} = line.getBoundingClientRect();
  const top = line.getRootNode().elementFromPoint(x + width / 2, y + height / 2);
  return line.contains(top);
})"""


def test_counts_lie_on_top_of_coloured_cells(board: Page) -> None:
    drawn = board.locator(".st-key-shares table")
    assert "matrix" in str(drawn.get_attribute("class"))
    assert drawn.locator("td.fill .sub").evaluate_all(TOPMOST) == [True] * 10


def test_the_doubled_sign_of_numbers_is_not_broken(board: Page) -> None:
    last = board.locator(".st-key-shares tbody tr").last
    assert last.locator("th .text").text_content() == "Школы №\u2060№\u00a01, 2"
    assert last.locator(".sub").text_content() == "№\u2060№\u00a03, 4"


def test_a_narrow_screen_lays_the_chart_out_anew(board: Page, wire: Wire) -> None:
    names = board.locator(".chart-words .keys")
    assert names.count() == 0
    # a busy server runs one fragment for several answers
    wire.lost = 1
    board.set_viewport_size({"width": 420, "height": 800})
    names.wait_for()
    assert "Средняя школа № 17" in names.inner_text()
    board.set_viewport_size({"width": 1366, "height": 768})
    names.wait_for(state="detached")
    settled(board)


def test_a_cell_of_a_chart_can_be_picked(board: Page) -> None:
    told = board.get_by_text("Выбрано:")
    told.scroll_into_view_if_needed()
    box = board.locator(".st-key-heat .js-plotly-plot").bounding_box()
    assert box
    # the upper left cell: right of the names of rows, under the names of columns
    board.mouse.click(box["x"] + 260, box["y"] + 45)
    board.get_by_text("Выбрано: Школа № 1").wait_for()


def saved(page: Page, name: str) -> Download:
    button = page.get_by_role("button", name=name)
    if not button.is_visible():
        page.get_by_text("Скачать").click()
    with page.expect_download() as waiting:
        button.click()
    return waiting.value


def test_a_chart_is_saved_as_png(board: Page) -> None:
    found = saved(board, "PNG")
    assert found.suggested_filename == "Охват 2021.png"
    data = Path(found.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    box = board.locator(".js-plotly-plot").first.bounding_box()
    assert box
    # twice as sharp, with an edge round it and the words above and below
    assert width == pytest.approx(2 * (box["width"] + 32), abs=4)
    assert height > 2 * (box["height"] + 80)


def test_a_chart_is_saved_as_svg_with_its_words(board: Page) -> None:
    found = saved(board, "SVG")
    tree = ElementTree.parse(found.path())
    text = " ".join(" ".join(each.itertext()) for each in tree.iter() if each.tag.endswith("text"))
    for words in ("Охват вырос", "Доля педагогов, %", "Источник: протокол", "2019"):
        assert words in text


def test_numbers_are_saved_as_csv_and_excel(board: Page) -> None:
    import openpyxl

    found = saved(board, "CSV")
    lines = Path(found.path()).read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "Год;муниципалитет;Средняя школа № 17",
        "2019;27,5;0",
        "2020;22,6;",
        "2021;36,5;35",
    ]
    found = saved(board, "Excel (.xlsx)")
    book = openpyxl.load_workbook(io.BytesIO(Path(found.path()).read_bytes()))
    assert book.worksheets[0]["A1"].value == "Охват вырос"
