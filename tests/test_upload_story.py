"""From an empty database to «Идентификация» with a filled blank workbook, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser import open_page, settled
from tests.server import running_server

pytestmark = pytest.mark.browser


@pytest.fixture
def empty_server(empty_database: Path) -> Iterator[str]:
    with running_server(empty_database) as address:
        yield address


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settled(page, 60)


def upload(page: Page, path: Path) -> None:
    page.locator("input[type=file]").set_input_files(path)
    settled(page, 60)


def result(school: str, subject: str, year: int, n2: int) -> list[object]:
    return [None, school, "ВПР", subject, 5, year, "весна", 20, n2, 14 - n2, 4, 2]


def filled(blank: Path, target: Path, *, broken: bool = False) -> Path:
    """The workbook as a person fills it: the register first, then results of two years."""
    book = openpyxl.load_workbook(blank)
    for number in (1, 2, 3):
        book["Школы"].append([None, f"Школа № {number}", None, None, f"edu24000{number}"])
    for year in (2023, 2024):
        for subject in ("математика", "русский"):
            book["Результаты"].append(result("Школа № 1", subject, year, 8))
            book["Результаты"].append(result("Школа № 2", subject, year, 1))
            book["Результаты"].append(result("Школа № 3", subject, year, 2))
    if broken:
        book["Результаты"].append(result("Лицей № 3", "русский", 2022, 2))
        book["Результаты"].append(result("Школа № 2", "астрология", 2024, 2))
    book.save(target)
    return target


def test_a_newcomer_reaches_identification(
    empty_server: str, browser_page: Page, tmp_path: Path
) -> None:
    page = browser_page
    open_page(page, empty_server)
    expect(page.get_by_role("heading", name="База пуста")).to_be_visible()
    page.get_by_role("link", name="Загрузка").last.click()
    settled(page)
    page.get_by_label("Название").fill("Щучинский район")
    press(page, "Завести территорию")
    expect(page).to_have_url(re.compile("territory=shchuchinskij-rajon"))

    with page.expect_download() as started:
        page.get_by_role("button", name="Скачать бланк").click()
    blank = tmp_path / "blank.xlsx"
    started.value.save_as(blank)

    upload(page, filled(blank, tmp_path / "с ошибками.xlsx", broken=True))
    expect(page.get_by_role("heading", name="В файле 2 замечания")).to_be_visible()
    expect(page.get_by_text("Стоит «астрология»: такого значения нет").first).to_be_visible()
    expect(page.get_by_text("похожа «Школа № 3»").first).to_be_visible()
    expect(page.get_by_text("2 проверки не пройдены из 9").first).to_be_visible()
    with page.expect_download() as started:
        page.get_by_role("button", name="Файл с отмеченными ячейками").click()
    started.value.save_as(tmp_path / "marked.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    assert sheets["Результаты"]["D18"].comment is not None
    press(page, "Не загружать")

    upload(page, filled(blank, tmp_path / "бланк.xlsx"))
    expect(page.get_by_role("heading", name="новых записей 15")).to_be_visible()
    press(page, "Принять файл")
    expect(page.get_by_text("Файл «бланк.xlsx» принят: 15 строк")).to_be_visible()
    expect(page.get_by_role("heading", name="Файл принят: откройте экраны")).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("link", name="Идентификация").click()
    settled(page, 60)
    expect(page.get_by_role("heading", name="Школа № 1")).to_be_visible()

    # the form of a new territory closes, is empty next time, and the page is about what it made
    open_page(page, f"{empty_server}/upload?territory=shchuchinskij-rajon")
    press(page, "Новая территория")
    page.get_by_label("Название").fill("Соседний район")
    press(page, "Завести территорию")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page).to_have_url(re.compile("territory=sosednij-rajon"))
    expect(page.get_by_role("button", name="Скачать бланк: Соседний район")).to_be_visible()
    press(page, "Новая территория")
    expect(page.get_by_label("Название")).to_have_value("")

    # a newcomer opens where the data are
    open_page(page, f"{empty_server}/?territory=shchuchinskij-rajon")
    expect(page).to_have_url(re.compile("/results"))


def test_two_people_take_files_at_once_and_one_is_undone(
    empty_server: str, browser_page: Page, colleague: Page, tmp_path: Path
) -> None:
    mine, other = browser_page, colleague
    open_page(mine, empty_server)
    open_page(mine, f"{empty_server}/upload")
    mine.get_by_label("Название").fill("Район")
    press(mine, "Завести территорию")
    with mine.expect_download() as started:
        mine.get_by_role("button", name="Скачать бланк").click()
    blank = tmp_path / "blank.xlsx"
    started.value.save_as(blank)
    upload(mine, filled(blank, tmp_path / "первый.xlsx"))
    open_page(other, f"{empty_server}/upload?territory=rajon")
    upload(other, filled(blank, tmp_path / "второй.xlsx"))
    press(mine, "Принять файл")
    expect(mine.get_by_text("Файл «первый.xlsx» принят")).to_be_visible()

    # the second is looked at anew: somebody has changed what it would do
    other.get_by_role("button", name="Принять файл").click()
    settled(other, 60)
    expect(other.get_by_text("данные изменили в другом окне")).to_be_visible()
    expect(other.get_by_role("heading", name="менять нечего")).to_be_visible()

    mine.get_by_role("button", name="Отменить").first.click()
    settled(mine)
    mine.get_by_role("dialog").get_by_role("button", name="Отменить загрузку").click()
    settled(mine, 60)
    expect(mine.get_by_text("отменено").first).to_be_visible()
    open_page(mine, f"{empty_server}/identification?territory=rajon")
    expect(mine.get_by_role("heading", name="результатов процедур нет")).to_be_visible()
