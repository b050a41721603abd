"""A meeting in real browsers: keys, two windows, notes, names, and what is on the wall fits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import open_page, settled, watch
from ui.stage import NOTE

pytestmark = pytest.mark.browser
NUMBER_12 = "territory=kamensk-uralsky&meeting=kamensk-uralsky:12"
SIZES = ((1920, 1080), (1366, 768))


@pytest.fixture
def windows(browser: Browser) -> Iterator[list[Page]]:
    """Two windows of two people, one for each size."""
    contexts = [
        browser.new_context(viewport={"width": wide, "height": high}, locale="ru-RU")
        for wide, high in SIZES
    ]
    yield [watch(context.new_page()) for context in contexts]
    for context in contexts:
        context.close()


def place(page: Page) -> str:
    return page.locator(".deck .place").inner_text()


def press(page: Page, key: str) -> str:
    page.keyboard.press(key)
    settled(page)
    return place(page)


def taken_to_the_wall(page: Page, server: str, screen: str, territory: str) -> None:
    """The last table of a screen goes to the protocol, the protocol to the wall."""
    open_page(page, f"{server}/{screen}?territory={territory}")
    page.get_by_role("button", name="В протокол").last.click()
    settled(page)
    open_page(page, f"{server}/presenter?territory={territory}")


def test_a_meeting_goes_by_the_keyboard(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/presenter?{NUMBER_12}&item=agenda")
    expect(page.get_by_role("heading", name="Повестка")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    assert press(page, "ArrowRight").startswith("Слайд 2 из 34 · лист 1 из")
    assert press(page, "PageDown").startswith("Слайд 2 из 34 · лист 2 из")
    assert press(page, "ArrowLeft").startswith("Слайд 2 из 34 · лист 1 из")
    assert press(page, "PageUp").startswith("Слайд 1 из 34")
    assert press(page, " ").startswith("Слайд 2 из 34")
    assert press(page, "End").startswith("Слайд 34 из 34")
    assert press(page, "Home").startswith("Слайд 1 из 34")
    page.keyboard.press("a")
    agenda = page.get_by_role("navigation", name="Повестка")
    expect(agenda).to_be_visible()
    page.keyboard.press("Escape")
    expect(agenda).to_be_hidden()
    page.keyboard.press("a")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    settled(page)
    assert place(page).startswith("Слайд 2 из 34")
    page.locator(".deck .opens").click()
    agenda.get_by_role("button", name="Средняя школа № 17").click()
    settled(page)
    expect(page.get_by_role("heading", name="Средняя школа № 17")).to_be_visible()
    assert "kamensk-uralsky-17" not in page.url
    open_page(page, page.url)
    expect(page.get_by_role("heading", name="Средняя школа № 17")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page, 60)
    expect(page).to_have_url(re.compile(r"/protocol\?.*meeting="))


def test_a_second_window_follows_until_it_is_told_not_to(server: str, windows: list[Page]) -> None:
    wall, laptop = windows
    open_page(laptop, f"{server}/presenter?{NUMBER_12}&item=agenda")
    open_page(wall, f"{server}/presenter?{NUMBER_12}")
    expect(laptop.get_by_text("Ведёт", exact=False).first).to_be_visible()
    expect(wall.get_by_text("Следует", exact=False).first).to_be_visible()
    press(laptop, "End")
    expect(wall.locator(".deck .place")).to_contain_text("34 из 34")
    expect(wall).to_have_url(re.compile("item=decisions"))
    laptop.keyboard.press("Home")
    expect(wall.locator(".deck .place")).to_contain_text("1 из 34")
    laptop.get_by_role("button", name="Скрыть школы").click()
    expect(wall.get_by_role("button", name="Назвать школы")).to_be_visible()
    assert press(wall, "End").startswith("Слайд 1 из 34")
    wall.get_by_role("button", name="Не следовать").click()
    settled(wall)
    assert press(wall, "End").startswith("Слайд 34 из 34")
    laptop.wait_for_timeout(1500)
    assert place(laptop).startswith("Слайд 1 из 34")
    wall.get_by_role("button", name="Вести").click()
    expect(laptop.locator(".deck .place")).to_contain_text("34 из 34")
    expect(laptop.get_by_text("Следует", exact=False).first).to_be_visible()


def test_a_page_opened_anew_leads_again_before_the_old_one_is_gone(
    server: str, windows: list[Page]
) -> None:
    wall, laptop = windows
    address = f"{server}/presenter?{NUMBER_12}&item=agenda"
    open_page(laptop, address)
    laptop.get_by_role("button", name="Вести").or_(laptop.get_by_text("Ведёт")).first.click()
    settled(laptop)
    expect(laptop.locator(".deck .role.lead")).to_be_visible()
    tab = laptop.evaluate("sessionStorage.getItem('shnor-tab')")
    again = watch(laptop.context.new_page())
    again.add_init_script(f"sessionStorage.setItem('shnor-tab', '{tab}')")
    open_page(again, address)
    expect(again.locator(".deck .role.lead")).to_be_visible()
    expect(laptop.locator(".deck .role.follow")).to_be_visible()
    open_page(wall, address)
    again.wait_for_timeout(1500)
    expect(again.locator(".deck .role.lead")).to_be_visible()
    expect(wall.locator(".deck .role.follow")).to_be_visible()


def test_a_follower_hides_the_schools_on_its_own_wall(server: str, windows: list[Page]) -> None:
    wall, laptop = windows
    open_page(laptop, f"{server}/presenter?{NUMBER_12}&item=agenda")
    open_page(wall, f"{server}/presenter?{NUMBER_12}")
    expect(wall.locator(".deck .role.follow")).to_be_visible()
    wall.keyboard.press("h")
    expect(wall.get_by_role("button", name="Назвать школы")).to_be_visible()
    expect(laptop.get_by_role("button", name="Скрыть школы")).to_be_visible()
    press(laptop, "End")
    expect(wall.locator(".deck .place")).to_contain_text("34 из 34")
    expect(wall.get_by_role("button", name="Назвать школы")).to_be_visible()
    wall.keyboard.press("h")
    expect(wall.get_by_role("button", name="Скрыть школы")).to_be_visible()


def test_a_follower_lets_the_server_rest(server: str, windows: list[Page]) -> None:
    wall, laptop = windows
    open_page(laptop, f"{server}/presenter?{NUMBER_12}&item=agenda")
    open_page(wall, f"{server}/presenter?{NUMBER_12}")
    wall.evaluate(
        "() => { window.__drawn = 0; new MutationObserver(() => { window.__drawn += 1; })"
        ".observe(document.querySelector('[data-testid=stMainBlockContainer]'),"
        " {subtree: true, childList: true}); }"
    )
    wall.wait_for_timeout(4000)
    assert wall.evaluate("window.__drawn") == 0
    press(laptop, "End")
    expect(wall.locator(".deck .place")).to_contain_text("34 из 34")
    assert wall.evaluate("window.__drawn") > 0


def test_notes_and_decisions_typed_on_the_wall_reach_the_protocol(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    taken_to_the_wall(page, server, "municipality", "kamensk-uralsky")
    note = '=1+1 <b>уточнить</b> "у школы" 😀'
    field = page.get_by_label("Заметка: войдёт в протокол")
    page.keyboard.press("n")
    expect(field).to_be_focused()
    page.keyboard.type(note)
    expect(page.get_by_text("Записано.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).not_to_be_focused()
    page.keyboard.press("d")
    expect(page.get_by_label("Решение")).to_be_focused()
    page.keyboard.type("Провести семинар\n")
    expect(page.get_by_text("Решение записано.")).to_be_visible()
    settled(page)
    page.keyboard.press("Escape")
    press(page, "End")
    expect(page.get_by_text("Провести семинар")).to_be_visible()
    page.keyboard.press("Escape")
    settled(page, 60)
    expect(page.get_by_label("Почему так")).to_have_value(note)


def test_a_panel_over_a_wide_table_opens_and_folds_by_the_keyboard(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    taken_to_the_wall(page, server, "quality", "pirovskoe")
    field = page.get_by_label("Заметка: войдёт в протокол")
    # a long list is a line per school; the places themselves are annexed to the decisions
    expect(page.get_by_role("heading", name="18 сомнительных мест")).to_be_visible()
    press(page, "End")
    press(page, "ArrowRight")
    expect(page.get_by_role("button", name="N Заметка")).to_be_visible()
    expect(page.get_by_text(re.compile(r"строки 1–\d из 18"))).to_be_visible()
    expect(field).to_be_hidden()
    page.keyboard.press("n")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    page.keyboard.press("d")
    expect(page.get_by_label("Решение")).to_be_focused()
    page.keyboard.press("Escape")
    press(page, "h")
    expect(page.get_by_role("button", name="Назвать школы")).to_be_visible()
    page.keyboard.press("n")
    expect(page.get_by_label("Дописать в заметку")).to_be_focused()
    page.keyboard.press("Escape")
    press(page, "ArrowRight")
    expect(page.get_by_label("Дописать в заметку")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/protocol"))


SCROLLS = """
() => [...document.querySelectorAll('[data-testid=stMain], [data-testid=stMainBlockContainer]')]
  .map((one) => Math.max(one.scrollWidth - one.clientWidth, one.scrollHeight - one.clientHeight))
"""
# every text a person sees, in pixels of the slide
SMALLEST = """
() => {
  const sizes = [];
  const walk = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) walk(one.shadowRoot);
      const said = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
      const box = one.getBoundingClientRect();
      if (!said || !box.width || !box.height || one.closest('[hidden], style, script')) continue;
      if (getComputedStyle(one).visibility === 'hidden') continue;
      const size = parseFloat(getComputedStyle(one).fontSize);
      sizes.push([size, one.textContent.trim().slice(0, 40)]);
    }
  };
  walk(document.querySelector('[data-testid=stMainBlockContainer]'));
  return [sizes.length, sizes.filter(([size]) => size < 24)];
}
"""
BELOW = """
() => {
  const foot = document.querySelector('.slide-foot, .st-key-deck').getBoundingClientRect();
  return [...document.querySelectorAll('.slide-table, .slide-entries, .js-plotly-plot')]
    .map((one) => Math.round(one.getBoundingClientRect().bottom - foot.top));
}
"""


NOTES = """
() => [...document.querySelectorAll('.slide-words p')]
  .map(one => one.clientWidth).filter(wide => wide > 0)
"""


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_and_nothing_is_small(
    server: str, browser: Browser, size: tuple[int, int]
) -> None:
    page = watch(browser.new_page(viewport={"width": size[0], "height": size[1]}))
    faults = []
    for item in ("agenda", ":0", ":1", "kamensk-uralsky-17:0", "kamensk-uralsky-17:1", "decisions"):
        key = f"kamensk-uralsky:12:{item}" if ":" in item else item
        open_page(page, f"{server}/presenter?{NUMBER_12}&item={key}")
        if max(page.evaluate(SCROLLS)) > 1:
            faults.append(f"{item}: прокрутка {page.evaluate(SCROLLS)}")
        read, small = page.evaluate(SMALLEST)
        assert read > 10
        faults += [f"{item}: мелко {one}" for one in small]
        # lines broken for a wider place would be broken once more by the browser
        faults += [f"{item}: строкам тесно: {one}" for one in page.evaluate(NOTES) if one < NOTE]
        faults += [f"{item}: ниже края на {one}" for one in page.evaluate(BELOW) if one > 0]
    page.close()
    assert faults == []


INSIDE = """
() => {
  let clipped = document.querySelector('.js-plotly-plot .main-svg').getBoundingClientRect();
  let [right, bottom] = [clipped.right, clipped.bottom];
  for (let one = document.querySelector('.js-plotly-plot'); one; one = one.parentElement) {
    if (getComputedStyle(one).overflowX === 'visible') continue;
    const box = one.getBoundingClientRect();
    [right, bottom] = [Math.min(right, box.right), Math.min(bottom, box.bottom)];
  }
  return [(right - clipped.left) / innerWidth, (bottom - clipped.top) / innerHeight];
}
"""


@pytest.mark.parametrize("size", [*SIZES, (3840, 2160)])
def test_a_chart_fills_the_same_share_of_every_window(
    server: str, browser: Browser, size: tuple[int, int]
) -> None:
    page = watch(browser.new_page(viewport={"width": size[0], "height": size[1]}))
    key = "kamensk-uralsky:12:kamensk-uralsky-17:1"
    open_page(page, f"{server}/presenter?{NUMBER_12}&item={key}")
    assert page.evaluate(INSIDE) == pytest.approx([1360 / 1920, 660 / 1080], abs=0.02)
    page.close()


def test_an_empty_meeting_says_what_to_do(server: str, browser_page: Page) -> None:
    open_page(browser_page, f"{server}/presenter?territory=tyukhtet")
    expect(browser_page.get_by_role("heading", name="Показывать пока нечего")).to_be_visible()
    expect(browser_page.get_by_test_id("stSidebar")).to_be_visible()
    browser_page.get_by_role("link", name="К протоколу").click()
    expect(browser_page).to_have_url(re.compile("/protocol"))


def test_old_numbers_are_compared_with_the_view_they_came_from(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    open_page(page, f"{server}/school?territory=kamensk-uralsky&school=kamensk-uralsky-17")
    page.get_by_role("button", name="В протокол").first.click()
    settled(page)
    open_page(page, f"{server}/protocol?territory=kamensk-uralsky")
    page.locator(".st-key-meeting_list tr.selectable").last.click()
    settled(page)
    page.get_by_role("link", name="Сверить с данными").click()
    settled(page, 60)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Числа в протоколе те же")
    address = page.url
    dialog.get_by_role("button", name="Вернуться в протокол").click()
    settled(page, 60)
    expect(page).to_have_url(re.compile("/protocol"))
    # a school that is gone: the view shows another one, whose numbers must not be taken
    open_page(page, address.replace("school=kamensk-uralsky-17", "school=kamensk-uralsky-1"))
    expect(page.get_by_role("dialog")).to_contain_text("в данных больше нет")
    expect(page.get_by_role("button", name="Взять новые числа")).to_have_count(0)


def test_a_template_without_its_mark_is_named_and_can_be_done_without(
    server: str, browser_page: Page, tmp_path: Path
) -> None:
    page, unmarked = browser_page, tmp_path / "бланк.docx"
    docx.Document().save(str(unmarked))
    open_page(page, f"{server}/protocol?territory=kamensk-uralsky&protocol_tab=Шаблон")
    page.locator("input[type=file]").set_input_files(unmarked)
    expect(page.get_by_text("В шаблоне нет абзаца «{{ПРОТОКОЛ}}»")).to_be_visible()
    page.get_by_role("button", name="Писать в обычном оформлении").click()
    expect(page.get_by_text("Протокол пишется в обычном оформлении")).to_be_visible()
    expect(page.get_by_text("В шаблоне нет абзаца")).to_have_count(0)
    with page.expect_download() as started:
        page.get_by_role("button", name="Образец шаблона").click()
    sample = tmp_path / "образец.docx"
    started.value.save_as(sample)
    page.locator("input[type=file]").set_input_files(sample)
    expect(page.get_by_text("Протокол пишется в шаблон образец.docx")).to_be_visible()
    page.get_by_role("button", name="Вернуться к обычному оформлению").click()
    expect(page.get_by_text("Протокол пишется в обычном оформлении")).to_be_visible()
