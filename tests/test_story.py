"""The stories of a coordinator in a real browser, on a real server."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import open_page, settled, watch

pytestmark = pytest.mark.browser
SCHOOL = "territory=kamensk-uralsky&school=kamensk-uralsky-17"


def test_a_number_leads_to_its_source_and_a_doubt_is_settled_and_undone(
    server: str, browser_page: Page, tmp_path: Path
) -> None:
    page = browser_page
    open_page(page, f"{server}/?territory=kamensk-uralsky")
    expect(page.get_by_role("heading", name="10 школах из 12")).to_be_visible()

    open_page(page, f"{server}/school?{SCHOOL}")
    page.get_by_role("button", name="514").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Протокол заседания муниципальной рабочей группы")
    expect(dialog).to_contain_text("строка 478")
    expect(dialog).to_contain_text("«514»")
    dialog.get_by_role("link", name="Уточнить показание").click()
    settled(page)

    expect(page).to_have_url(re.compile(r"/quality\?.*finding="))
    page.get_by_text("лишняя «5»").click()
    page.get_by_label("Причина").first.fill("Школа подтвердила письмом: 14 учителей")
    page.get_by_role("button", name="Сохранить решение").click()
    settled(page)
    expect(page.get_by_text("Школа подтвердила письмом: 14 учителей")).to_be_visible()

    open_page(page, f"{server}/school?{SCHOOL}")
    expect(page.get_by_role("button", name="514")).to_have_count(1)
    table = download(page, tmp_path)
    row = next(row for row in table if row[0] == "3.3")
    assert 14 in row
    assert "514" in [str(value) for value in row] or "«514»" in [str(value) for value in row]

    open_page(page, f"{server}/quality?territory=kamensk-uralsky")
    page.get_by_role("button", name="Отменить").click()
    settled(page)
    open_page(page, f"{server}/school?{SCHOOL}")
    # words may be broken by soft hyphens
    shown = page.locator("table").first.inner_text().replace("\u00ad", "")
    assert "уточнить" in shown


def test_a_school_named_in_the_matrix_opens_its_page_with_the_same_years(
    server: str, browser_page: Page
) -> None:
    page = browser_page
    open_page(page, f"{server}/?territory=demo&set=context&year=2024&base=2023")
    page.get_by_role("button", name="Школа № 4", exact=True).click()
    expect(page).to_have_url(re.compile(r"/school\?"))
    settled(page)
    chosen = ("territory=demo", "set=context", "school=demo-4", "year=2024", "base=2023")
    assert [one for one in chosen if one not in page.url] == []
    expect(page.get_by_role("heading", name="Школа № 4")).to_be_visible()
    # the way back does not open the school again
    page.get_by_role("link", name="Обзор").first.click()
    settled(page)
    expect(page).not_to_have_url(re.compile(r"/school\?"))


def download(page: Page, folder: Path) -> list[tuple[object, ...]]:
    page.get_by_role("button", name="Скачать").first.click()
    with page.expect_download() as started:
        page.get_by_role("button", name="Excel (.xlsx)").first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def test_a_chart_is_saved_as_a_picture(server: str, browser_page: Page, tmp_path: Path) -> None:
    page = browser_page
    open_page(page, f"{server}/school?{SCHOOL}")
    page.locator(".st-key-school_chart_files_actions").get_by_text("Скачать").click()
    for name, mark in (("PNG", b"\x89PNG"), ("SVG", b"<svg")):
        with page.expect_download() as started:
            page.get_by_role("button", name=name).first.click()
        path = tmp_path / started.value.suggested_filename
        started.value.save_as(path)
        assert mark in path.read_bytes()[:400]


def test_a_verdict_is_explained_and_the_link_reproduces_it(server: str, browser_page: Page) -> None:
    page = browser_page
    open_page(page, f"{server}/identification?territory=demo")
    page.get_by_role("button", name="Школа № 11").click()
    settled(page)
    expect(page.get_by_role("heading", name="Школа № 11")).to_be_visible()
    expect(page.get_by_text("7 из 20 (нужно 6)")).to_be_visible()
    address = page.url
    assert "school=demo-11" in address
    open_page(page, address)
    expect(page.get_by_role("heading", name="Школа № 11")).to_be_visible()


@pytest.mark.parametrize(
    "screen", ["", "municipality", "school", "results", "identification", "quality", "methodology"]
)
@pytest.mark.parametrize("territory", ["kamensk-uralsky", "demo"])
def test_nothing_is_wider_than_a_laptop(
    server: str, browser_page: Page, screen: str, territory: str
) -> None:
    open_page(browser_page, f"{server}/{screen}?territory={territory}")
    wide = browser_page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('[data-testid=stMain]')]"
        ".map(one => one.scrollWidth - one.clientWidth))"
    )
    assert wide <= 0


def test_two_tabs_settle_one_cell_and_the_later_is_told(server: str, browser: Browser) -> None:
    address = f"{server}/quality?territory=kamensk-uralsky&finding="
    address += "impossible_jump%7Ckamensk-uralsky-17%7C3.3%7C2021"
    tabs = [watch(browser.new_page()) for _ in range(2)]
    for tab in tabs:
        open_page(tab, server)
        open_page(tab, address)
    for tab, reading in zip(tabs, ("лишняя «5»", "верно, как напечатано"), strict=True):
        tab.get_by_role("radiogroup").get_by_text(reading).first.click()
        tab.get_by_label("Причина").first.fill(f"причина: {reading}")
        tab.get_by_role("button", name="Сохранить решение").click()
        settled(tab)
    expect(tabs[1].get_by_text("Ваше решение не записано")).to_be_visible()
    expect(tabs[1].get_by_text("причина: верно, как напечатано")).to_be_visible()
    tabs[1].get_by_role("button", name="Отменить").first.click()
    settled(tabs[1])
    for tab in tabs:
        tab.close()
