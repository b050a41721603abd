"""The blank workbook a municipality fills in: one sheet per subject, made from one definition."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from shnor_core.exchange.flat_table import clean
from shnor_core.exchange.form_styles import FormStyles
from shnor_core.exchange.form_words import (
    EXAMPLE,
    HOW_TO,
    MARK,
    VERSION,
    VERSION_NAME,
    VERSION_SHEET,
)
from shnor_core.intake.pupil_limits import MOST_OF_A_LEVEL, MOST_PUPILS
from shnor_core.intake.subjects import Column, Subject, subjects
from shnor_core.wording import HARD_SPACE

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_LINES: Final = (
    "Начните с листа «Школы»: впишите каждую школу один раз. На других листах она выбирается"
    " из списка.",
    "Отдельный лист для каждого вида данных. Заполняйте те, по которым данные есть; остальные"
    " оставьте пустыми.",
    "Одна строка — одна запись: например, одна школа в одной работе.",
    "Строки с пометкой «пример» показывают, как писать. Программа их пропускает.",
    "Столбцы со звёздочкой обязательны. Встаньте на ячейку — появится подсказка.",
    "Пустая ячейка — нет данных, 0 — ни одного. Это не одно и то же.",
    "Год 2024 — это 2023/24 учебный год. Класс — класс работы: осенью работу за 5 класс пишут"
    " шестиклассники.",
    "Отсутствовавших не считайте: «Писали» — это те, кто получил «2», «3», «4» или «5».",
    "Фамилий и сведений об отдельных учениках здесь быть не должно — только числа по школе.",
    "Сохраните книгу и загрузите её на экране «Загрузка». Сначала покажем замечания, потом"
    " спросим согласия.",
)
_PURPOSE, _HEAD, _FIRST_EXAMPLE = 0, 1, 2
_LAST = 1_048_575
_OLDEST, _LATEST = 1990, 2100
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_LOCKED_BUT: Final = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
    "select_locked_cells": True,
}


def blank_form(territory: str, year: int, schools: Sequence[str] = ()) -> bytes:
    """Write the blank workbook of a territory.

    Parameters
    ----------
    territory
        Name of the territory as people call it; "" leaves it out.
    year
        Year in which the school year ends: the first offered in the lists of years.
    schools
        Short names of schools that are already known; they stand on the sheet «Школы».

    Returns
    -------
    bytes
        An ``.xlsx`` file with locked headers, drop-downs, input messages and rows of examples.
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        # the moment of writing would make two equal forms differ
        book.set_properties({"title": "Данные для ШНОР-монитора", "created": datetime(2025, 1, 1)})
        styles = FormStyles(book)
        _write_how_to(book.add_worksheet(HOW_TO), styles, clean(territory), year)
        for one in subjects():
            _write_subject(book.add_worksheet(one.title), styles, one, year, schools)
        _write_version(book, clean(territory), year)
    return target.getvalue()


def _write_how_to(sheet: Worksheet, styles: FormStyles, territory: str, year: int) -> None:
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 96)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, HOW_TO, styles.title)
    about = f"{territory}, {year} год" if territory else f"{year} год"
    sheet.write_string(1, 0, about, styles.purpose)
    for number, line in enumerate(_LINES, 1):
        sheet.write_number(number + 1, 0, number, styles.number)
        sheet.write_string(number + 1, 1, line, styles.line)
        sheet.set_row(number + 1, 34 if len(line) > 92 else 19)
    sheet.hide_gridlines(2)
    _one_page_wide(sheet)
    sheet.protect("", _LOCKED_BUT)


def _write_version(book: Workbook, territory: str, year: int) -> None:
    sheet = book.add_worksheet(VERSION_SHEET)
    for row, (name, value) in enumerate(
        [(VERSION_NAME, VERSION), ("territory", territory), ("year", year)]
    ):
        sheet.write_string(row, 0, name)
        sheet.write(row, 1, value)
    sheet.hide()


def _write_subject(
    sheet: Worksheet, styles: FormStyles, subject: Subject, year: int, schools: Sequence[str]
) -> None:
    sheet.set_column(0, 0, 10, styles.mark)
    sheet.set_row(_PURPOSE, 24)
    sheet.write_string(_PURPOSE, 0, subject.purpose, styles.purpose)
    sheet.set_row(_HEAD, 34)
    sheet.write_string(_HEAD, 0, MARK, styles.head("text", required=False))
    for at, column in enumerate(subject.columns, 1):
        sheet.set_column(at, at, _width(column), styles.entry(column.kind))
        sheet.write_string(
            _HEAD, at, _heading(column), styles.head(column.kind, required=column.required)
        )
    first = _FIRST_EXAMPLE + _write_examples(sheet, styles, subject)
    for at, column in enumerate(subject.columns, 1):
        sheet.data_validation(first, at, _LAST, at, _rule(subject, column, year, first))
    if subject.code == "schools":
        for row, name in enumerate(schools, first):
            sheet.write_string(row, 1, clean(name), styles.entry("text"))
    _finish(sheet, first)


def _write_examples(sheet: Worksheet, styles: FormStyles, subject: Subject) -> int:
    """Write the rows that show how to fill the sheet; how many there are."""
    count = max(len(column.examples) for column in subject.columns)
    for number in range(count):
        row = _FIRST_EXAMPLE + number
        sheet.write_string(row, 0, EXAMPLE, styles.example("text"))
        for at, column in enumerate(subject.columns, 1):
            text = column.examples[number] if number < len(column.examples) else ""
            _write_example(sheet, row, at, column, text, styles.example(column.kind))
    return count


def _write_example(
    sheet: Worksheet, row: int, at: int, column: Column, text: str, style: Any
) -> None:
    if not text:
        sheet.write_blank(row, at, None, style)
    elif column.kind in ("whole", "number", "year"):
        sheet.write_number(row, at, float(text.replace(",", ".")), style)
    elif column.kind == "day":
        sheet.write_datetime(row, at, datetime.strptime(text, "%d.%m.%Y"), style)
    else:
        sheet.write_string(row, at, text, style)


def _rule(subject: Subject, column: Column, year: int, first: int) -> dict[str, Any]:
    """The drop-down or the limits of a column, with its note as the message of the cell."""
    rule: dict[str, Any] = {
        "validate": "any",
        "input_title": column.title[:32],
        "input_message": column.note[:255],
        "error_title": "Проверьте значение",
        "error_message": column.note[:255],
        "error_type": "warning",
    }
    if column.choices:
        return rule | {"validate": "list", "source": list(column.choices), "error_type": "stop"}
    if column.kind == "school":
        names = f"='Школы'!$B${first + 1}:$B${first + 2000}"
        return rule | {"validate": "list", "source": names}
    if column.kind == "year":
        return rule | {"validate": "list", "source": [year - back for back in range(-1, 6)]}
    if column.kind == "whole":
        most = MOST_OF_A_LEVEL if subject.code == "benchmarks" else MOST_PUPILS
        return rule | {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": most}
    if column.kind == "number":
        return rule | {"validate": "decimal", "criteria": ">=", "value": 0}
    if column.kind == "day":
        days = {"minimum": datetime(_OLDEST, 1, 1), "maximum": datetime(_LATEST, 12, 31)}
        return rule | {"validate": "date", "criteria": "between"} | days
    return rule


def _heading(column: Column) -> str:
    """The title; the asterisk of a required column never stands alone on a line."""
    return f"{column.title}{HARD_SPACE}*" if column.required else column.title


def _width(column: Column) -> float:
    least = {"whole": 11, "number": 13, "year": 9, "day": 13, "flag": 12, "choice": 17}
    shown = max((len(text) for text in column.examples), default=0)
    word = max(map(len, _heading(column).split(" ")))
    wanted = max(word + 3, min(shown + 3, 42))
    return max(wanted, least.get(column.kind, 14))


def _finish(sheet: Worksheet, first: int) -> None:
    sheet.freeze_panes(first, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:AZ{_LAST + 1}"})
    _one_page_wide(sheet)
    sheet.repeat_rows(_HEAD)
    sheet.set_selection(first, 1, first, 1)
    sheet.protect("", _LOCKED_BUT)


def _one_page_wide(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
