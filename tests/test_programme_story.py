"""A programme in a real browser: a fact is entered, seen, undone; two people edit the same one."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser import open_page, settled

pytestmark = pytest.mark.browser
DAY = "territory=demo&on=2024-01-15"
# nobody has entered anything about this indicator
TARGETS = f"targets?{DAY}&rows=Все"
TARGET = f"{TARGETS}&target=demo-2022:8.5"
MEASURE = f"roadmap?{DAY}&measure=demo-2022:measure:5"
# tables are components with a shadow of their own
FOCUS = "() => document.activeElement.shadowRoot?.activeElement?.innerText"
FACT = "8.5 на 15.01.2024"


def type_counts(page: Page, part: str, whole: str) -> None:
    page.get_by_label("Сколько", exact=True).fill(part)
    page.get_by_label("Из скольких").fill(whole)


def write_fact(page: Page, part: str, whole: str) -> None:
    type_counts(page, part, whole)
    page.get_by_role("button", name="Записать факт").click()
    settled(page)


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    settled(page)


def undo(page: Page) -> None:
    page.get_by_role("button", name="Отменить").first.click()
    settled(page)


def row_of(page: Page, code: str) -> str:
    heads = page.get_by_role("rowheader", name=code, exact=True)
    row = page.locator("table tr").filter(has=heads).first
    # words may be broken by soft hyphens
    return row.inner_text().replace("\u00ad", "").replace("\u00a0", " ")


def test_a_fact_is_entered_seen_and_undone(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/{TARGETS}")
    assert "нет данных" in row_of(page, "8.5")

    page.locator(".st-key-targets").get_by_role("button", name="8.5", exact=True).click()
    settled(page)
    expect(page.get_by_role("dialog")).to_be_in_viewport()
    page.get_by_label("Подтверждение: ссылка или документ").fill("справка школы № 4")
    write_fact(page, "5", "6")
    expect(page.get_by_text(f"{FACT}: 5 из 6")).to_be_visible()
    row = row_of(page, "8.5")
    assert "достигнут" in row
    assert "5 из 6" in row
    assert "справка школы № 4" in row

    undo(page)
    assert "нет данных" in row_of(page, "8.5")
    expect(page.get_by_text("отменено", exact=True)).to_be_visible()


def test_a_bar_is_as_long_as_its_number(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/targets?{DAY}")
    track = page.get_by_role("img", name="Факт 50; план 70")
    whole, bar, gap = (
        one.bounding_box() for one in (track, track.locator(".bar"), track.locator(".gap"))
    )
    assert whole
    assert bar
    assert gap
    assert bar["width"] / whole["width"] == pytest.approx(0.5, abs=0.02)
    assert gap["width"] / whole["width"] == pytest.approx(0.2, abs=0.02)
    assert gap["x"] == pytest.approx(bar["x"] + bar["width"], abs=1)


def test_the_list_opens_on_what_needs_attention(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/targets?{DAY}")
    table = page.locator(".st-key-targets tbody tr.data")
    expect(page.get_by_text(f"Требуют внимания {table.count()}")).to_be_visible()
    # a code of the summary opens its indicator, though the list does not hold it
    page.get_by_role("button", name="8.4", exact=True).click()
    settled(page)
    expect(page.get_by_role("heading", name=re.compile("^8.4 "))).to_be_visible()
    assert "target=" in page.url
    close(page)
    assert "target=" not in page.url
    assert page.evaluate(FOCUS) == "8.4"
    page.get_by_text("Все 25", exact=True).click()
    settled(page)
    expect(table).to_have_count(25)
    assert "rows=" in page.url


def test_a_bad_fact_is_refused_in_one_sentence(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/{TARGET}")
    write_fact(page, "7", "6")
    expect(page.get_by_role("alert")).to_have_text(
        re.compile("Часть не может быть больше целого\\.$")
    )
    close(page)
    assert "нет данных" in row_of(page, "8.5")


def test_the_later_of_two_editors_is_told(server: str, browser_page: Page, colleague: Page) -> None:
    first, second = browser_page, colleague
    for page in (first, second):
        open_page(page, f"{server}/{TARGET}")
    write_fact(first, "5", "6")
    write_fact(second, "2", "6")
    expect(second.get_by_role("alert")).to_contain_text("чужое не потеряно")
    close(second)
    assert "5 из 6" in row_of(second, "8.5")

    open_page(second, f"{server}/{TARGET}")
    write_fact(second, "3", "6")
    expect(second.get_by_text(f"{FACT}: 5 из 6 → 3 из 6")).to_be_visible()
    undo(second)
    undo(second)
    assert "нет данных" in row_of(second, "8.5")


def test_the_state_of_a_measure_is_entered_and_undone(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/{MEASURE}")
    choice = page.locator("[data-testid=stForm]").get_by_role("combobox").first
    choice.fill("выполнено")
    choice.press("ArrowDown")
    choice.press("Enter")
    page.get_by_role("button", name="Записать").click()
    settled(page)
    entry = "Мера 5: запланировано → выполнено 15.01.2024"
    expect(page.get_by_text(entry)).to_be_visible()
    undo(page)
    expect(page.get_by_text("отменено", exact=True)).to_be_visible()


RISK = "school?territory=demo&school=demo-3"
FACTOR = "Дефицит педагогических кадров"


def write_level(page: Page, level: str, source: str) -> None:
    # the form stands closed below the table and is the only one of the page
    form = page.locator("[data-testid=stForm]")
    if not form.is_visible():
        page.get_by_text("Ввести или изменить значимость").click()
        settled(page)
    choice = form.get_by_role("combobox").first
    choice.click()
    choice.fill(FACTOR)
    page.get_by_role("option", name=FACTOR).first.click()
    expect(choice).to_have_value(FACTOR)
    # the look of a radio button lies over its input
    form.get_by_text(level, exact=True).click()
    form.get_by_label("Откуда известно").fill(source)
    form.get_by_role("button", name="Записать значимость").click()
    settled(page)


def test_a_level_of_risk_is_entered_told_to_a_late_editor_and_undone(
    server: str, browser_page: Page, colleague: Page
) -> None:
    first, second = browser_page, colleague
    for page in (first, second):
        open_page(page, f"{server}/{RISK}")
        expect(page.get_by_text("Значимость факторов риска ещё не введена")).to_be_visible()
    write_level(first, "высокая", "решение рабочей группы")
    expect(first.get_by_text("высокая значимость у 1 фактора").first).to_be_visible()
    expect(first.get_by_text(re.compile(f"{FACTOR}: высокая$"))).to_be_visible()

    write_level(second, "низкая", "по памяти")
    expect(second.get_by_role("alert")).to_contain_text("чужая не потеряна")
    open_page(second, f"{server}/{RISK}")
    expect(second.get_by_text("высокая значимость у 1 фактора").first).to_be_visible()

    undo(first)
    expect(first.get_by_text("Значимость факторов риска ещё не введена")).to_be_visible()


def test_a_contradiction_of_a_programme_is_accepted_and_comes_back(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    open_page(page, f"{server}/quality?territory=tyukhtet")
    left = "Качество данных ? 4"
    expect(page.get_by_role("link", name=left)).to_be_visible()
    page.get_by_role("button", name="Программа · мера 2").click()
    settled(page)
    for side in ("Сентябрь 2023", "издан 10.11.2023"):
        expect(page.get_by_role("cell", name=side)).to_be_visible()
    page.get_by_label("Причина").fill("анализ сделан до приказа")
    page.get_by_role("button", name="Верно, как напечатано").click()
    settled(page)
    expect(page.get_by_role("link", name="Качество данных ? 3")).to_be_visible()
    expect(page.get_by_text("решено 1 из 4")).to_be_visible()
    undo(page)
    expect(page.get_by_role("link", name=left)).to_be_visible()


def test_the_report_holds_what_the_screen_shows(
    server: str, browser_page: Page, tmp_path: Path
) -> None:
    page = browser_page
    open_page(page, f"{server}/{TARGETS}")
    with page.expect_download() as started:
        page.get_by_role("button", name="Отчёт мониторинга").click()
    path = tmp_path / started.value.suggested_filename
    started.value.save_as(path)
    assert "2024" in path.name
    assert "Вымышленные данные" in path.name
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 4
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    (row,) = [one for one in rows if one and one[0] == "8.1"]
    assert "под угрозой" in row
    assert any("3 из" in str(cell) for cell in row)


@pytest.mark.parametrize("screen", ["targets", "roadmap"])
@pytest.mark.parametrize("territory", ["demo", "pirovskoe", "tyukhtet", "kavkazsky"])
def test_nothing_is_wider_than_a_laptop(
    server: str, browser_page: Page, screen: str, territory: str
) -> None:
    open_page(browser_page, f"{server}/{screen}?territory={territory}&on=2024-01-15")
    wide = browser_page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain]')]"
        ".map(one => one.scrollWidth - one.clientWidth))"
    )
    assert wide <= 0
