"""Files as they come from ФИС ОКО, offices and schools, built by code, also broken."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from shnor_core.exchange.form import blank_form

Rows = Sequence[Sequence[Any]]

REGION_ROW = ("Край N", 61, 3120, 10.0, 40.0, 35.0, 15.0)
MARKS_ROWS: Rows = (
    ("Вся выборка", 35589, 1722202, 5.06, 32.92, 44.33, 17.69),
    REGION_ROW,
    ("Учебный округ(reg24_m012)", 2, 109, 11.93, 54.13, 25.69, 8.26),
    ("МБОУ «СОШ № 1»(edu240001)", None, 89, 12.36, 52.81, 26.97, 7.87),
    ("МБОУ «Лицей № 2»(edu240002)", None, 20, 10.0, 60.0, 20.0, 10.0),
)
JOURNAL_ROWS: Rows = (
    ("Край N", 3120, 25.0, 780, 65.0, 2028, 10.0, 312),
    ("Учебный округ(reg24_m012)", 109, 22.94, 25, 68.81, 75, 8.26, 9),
    ("МБОУ «СОШ № 1»(edu240001)", 89, 20.22, 18, 71.91, 64, 7.87, 7),
    ("МБОУ «Лицей № 2»(edu240002)", 20, 35.0, 7, 55.0, 11, 10.0, 2),
)
_MARKS_HEADER = ("Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5)
_PARTS = (
    "Понизили (Отметка < Отметка по журналу)",
    "Подтвердили (Отметка = Отметке по журналу)",
    "Повысили (Отметка > Отметка по журналу)",
)
_JOURNAL_HEADER = (
    "Группы участников",
    "Кол-во участников(всего)",
    *(f"{part} {what}" for part in _PARTS for what in ("%", "Кол-во участников")),
)
PUPILS_HEADER = (
    "ОО", "Муниципалитет", "Название ОО", "Код участника", "Класс", "Вариант",
    "1 (1б)", "2 (2б)", "Первичный балл", "Отметка", "Отметка по журналу",
)  # fmt: skip


def workbook(
    sheets: Mapping[str, Callable[[Worksheet, xlsxwriter.Workbook], None]],
    options: Mapping[str, Any] | None = None,
) -> bytes:
    """A workbook whose sheets are written by functions."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, **(options or {})}) as book:
        for name, write in sheets.items():
            write(book.add_worksheet(name), book)
    return target.getvalue()


def table(rows: Iterable[Sequence[Any]], *, top: int = 0) -> Callable[..., None]:
    """Writes rows from a row on; days are days, ``=…`` is a formula nobody has computed."""

    def write(sheet: Worksheet, book: xlsxwriter.Workbook) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        for row, cells in enumerate(rows, top):
            for at, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(row, at, cell, day)
                elif isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, at, cell, None, "")
                elif cell is not None:
                    sheet.write(row, at, cell)

    return write


def head(work: str, day: str, name: str) -> Rows:
    """The seven rows above the header of a ФИС ОКО report."""
    subject = work.split(maxsplit=2)[2].rsplit(maxsplit=2)[0]
    return (
        (name,), (), (work,), ("Предмет:", subject), ("Максимальный первичный балл:", 20),
        ("Дата:", day), (),
    )  # fmt: skip


def marks_report(
    rows: Rows = MARKS_ROWS, work: str = "ВПР 2024 Математика 4 класс", day: str = "15.04.2024"
) -> Callable[..., None]:
    return table((*head(work, day, "Статистика по отметкам"), _MARKS_HEADER, *rows))


def journal_report(
    rows: Rows = JOURNAL_ROWS, work: str = "ВПР 2024 Математика 4 класс", day: str = "15.04.2024"
) -> Callable[..., None]:
    name = "Сравнение отметок с отметками по журналу"
    return table((*head(work, day, name), _JOURNAL_HEADER, *rows))


def pupils_report(
    schools: Mapping[str, Rows], work: str = "ВПР 2024 Математика 4 класс", day: str = "15.04.2024"
) -> Callable[..., None]:
    """«Индивидуальные результаты»: per school the rows of (tasks, score, mark, journal)."""
    rows: list[Sequence[Any]] = []
    for name, pupils in schools.items():
        login = name[name.rindex("(") + 1 : -1]
        rows.append((f"{name} | Кол-во участников: {len(pupils)}",))
        rows += [
            (login, "reg24_m012", name, 49000 + number, "4А", 1, *pupil)
            for number, pupil in enumerate(pupils, 1)
        ]
    title = head(work, day, "Индивидуальные результаты")
    return table((*title[:6], ("",) * 6 + ("Б", "П"), PUPILS_HEADER, *rows))


TABLE_HEADER = (
    "№ п/п", "Критерий", "Показатель (индикатор)", "Единица измерения",
    "2019 год", "2020 год", "2021 год",
)  # fmt: skip
#: (№, criterion, indicator, unit, values…): a blank № is merged with the one above
INDICATORS: Rows = (
    ("1.", "Динамика", "Доля учителей с положительной динамикой", "Доля", "9", "0,6", "14ч. 50%"),
    ("2.", "Компетенции", "Доля прошедших диагностику", "Доля", "4/27", "43%", ""),
    ("", "", "Доля показавших рост", "", "7/14", "88,5", "100"),
    ("3.", "Помощь", "Количество охваченных", "Единицы", "16 ШНОР 4 в проекте 2.2", "514", "13"),
)


def add_monitoring_table(
    document: Any, rows: Rows = INDICATORS, *, header: Sequence[str] = TABLE_HEADER
) -> Any:
    """A table as Word makes it: № and criterion merged down over their indicators."""
    lines = [*([header] if header else []), *rows]
    added = document.add_table(rows=len(lines), cols=len(TABLE_HEADER))
    for row, cells in enumerate(lines):
        for at, text in enumerate(cells):
            added.cell(row, at).text = text
        if row > (1 if header else 0) and not cells[0] and lines[row - 1][0]:
            added.cell(row - 1, 0).merge(added.cell(row, 0))
            added.cell(row - 1, 1).merge(added.cell(row, 1))
    return added


def document_bytes(document: Any) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def filled_form() -> bytes:
    """The blank workbook with a school, its results and its indicators filled in."""
    book = openpyxl.load_workbook(io.BytesIO(blank_form("Округ", 2025)))
    book["Школы"].append([None, "Школа № 5", "МБОУ «СОШ № 5»", "школа", "edu240005", 1005])
    for count in range(30):
        work = ("ВПР", "математика", 5, 2024 - count % 3, "весна", 20, 6, 8, 4, 2, 3.25)
        book["Результаты"].append([None, f"Школа № {count}", *work])
    book["Мониторинг"].append([None, "Школа № 5", "1.10", "Доля", "процент", None, 2024, "4/27"])
    book["Факты"].append([None, "5.10", date(2024, 6, 1), "4/7", "отчёт"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def saved(content: bytes, folder: Path, name: str = "файл") -> Path:
    """A file whose name says nothing."""
    path = folder / name
    path.write_bytes(content)
    return path
