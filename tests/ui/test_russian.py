"""Streamlit's own page and words in Russian: what is found in it, what is left alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import streamlit

from ui import russian

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STREAMLITS = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


def test_streamlits_page_becomes_russian() -> None:
    page = russian.page(STREAMLITS, "first()", "second()")
    assert '<html lang="ru">' in page
    assert f"<title>{russian.TITLE}</title>" in page
    assert "JavaScript to run" not in page
    assert page.index("first()") < page.index("second()") < page.index('type="module"')


def test_the_translator_fits_into_a_page() -> None:
    assert "</" not in russian.script()


def test_every_change_finds_its_place_in_this_version_of_streamlit() -> None:
    for pattern, _ in russian._CHANGES:
        assert re.search(pattern, STREAMLITS, re.DOTALL), pattern


@pytest.fixture
def translated(browser_page: Page) -> Page:
    browser_page.set_content("<html><head></head><body></body></html>")
    browser_page.evaluate(russian.script())
    return browser_page


def test_a_browser_of_another_language_writes_russian_calendars(browser: Browser) -> None:
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    page.evaluate(russian.script())
    # what Streamlit's date field asks the browser for
    month = "new Intl.DateTimeFormat(navigator.languages[0], {month: 'long'}).format(0)"
    assert page.evaluate(month) == "январь"
    assert page.evaluate("navigator.language") == "ru-RU"
    context.close()


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Choose an option", "Выберите"),
        ("Help for Диаграммы картинками", "Пояснение: Диаграммы картинками"),
        ("  Close ", "  Закрыть "),
        ("Limit 10MB per file • XLSX, CSV", "До 10 МБ · XLSX, CSV"),
        ("1.5MB", "1,5 МБ"),
        (
            "Number is outside the allowed range. Please enter a value between 0 and 100.",
            "Нужно число от 0 до 100.",
        ),
        (
            "The page that you have requested does not seem to exist. Running the app's main page.",
            "По этому адресу ничего нет: открыт первый экран.",
        ),
        ("отчёт.xlsx, 11.5MB", "отчёт.xlsx, 11,5 МБ"),
        ("month, На дату", "месяц, На дату"),
        ("yyyy", "гггг"),
        ("Selected Date: November 22, 2026", "Выбрано: 22 ноября 2026 г."),
        (
            "Error: Number is below the allowed range. Please enter a value greater than or equal"
            " to 0.",
            "Ошибка: Нужно число не меньше 0.",
        ),
        ("Школа № 1 Close", "Школа № 1 Close"),
        ("close", "close"),
        ("constructor", "constructor"),
        ("$& Close", "$& Close"),
    ],
)
def test_text_is_exchanged_when_it_is_wholly_known(
    translated: Page, english: str, expected: str
) -> None:
    translated.evaluate(
        "text => { const p = document.createElement('p'); p.textContent = text;"
        " p.title = text; document.body.append(p); }",
        english,
    )
    place = translated.locator("p")
    assert place.text_content() == expected
    assert place.get_attribute("title") == expected


def test_later_changes_are_exchanged_too(translated: Page) -> None:
    translated.evaluate("document.body.append(document.createTextNode('школы'))")
    translated.evaluate("document.body.firstChild.data = 'Running...'")
    assert translated.locator("body").text_content() == "Считаем…"


def test_every_word_is_said_in_russian() -> None:
    words = json.loads((Path(russian.__file__).parent / "words.json").read_text(encoding="utf-8"))
    assert [said for said in words.values() if not re.search("[А-Яа-я]", said)] == []
