"""A whole meeting as an Excel workbook: what was said, every table, native charts, sources."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shnor_core.charts.office.excel import NUMBERS_SHEET, add_chart, finished, print_page
from shnor_core.charts.spec import ChartSpec
from shnor_core.exchange.sheet_names import sheet_names
from shnor_core.exchange.sheet_sizes import row_height
from shnor_core.exchange.sheet_styles import Styles
from shnor_core.exchange.workbook import FACTS_SHEET, OPTIONS, cut, write_table
from shnor_core.snapshots import Shown
from shnor_core.tables import TableSpec

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEAD_SHEET = "Заседание"
_WIDTHS = (34.0, 98.0)
Lines = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """One item: a table or a chart, and what is true of it: name and words."""

    shown: Shown
    facts: tuple[tuple[str, str], ...]


def meeting_workbook(title: str, head: Lines, sheets: Sequence[MeetingSheet]) -> bytes:
    """Write the head of a meeting, a sheet per item and one of sources and definitions.

    Parameters
    ----------
    title
        What stands over the first sheet.
    head
        Number, date, place, agenda, decisions and so on: name and words, a line per entry.

    Returns
    -------
    bytes
        An ``.xlsx`` file. Numbers are numbers, texts are never formulas, charts are native and
        draw from the sheet «Числа диаграмм».
    """
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        styles = Styles(book)
        wanted = [_name(one.shown) for one in sheets]
        names = sheet_names([HEAD_SHEET, FACTS_SHEET, NUMBERS_SHEET, *wanted])
        _write_lines(book.add_worksheet(names[0]), styles, title, head)
        pages = [book.add_worksheet(name) for name in names[3:]]
        last = book.add_worksheet(names[1])
        for one, page in zip(sheets, pages, strict=True):
            _write_item(book, page, styles, one)
        sources = [
            line
            for one, name in zip(sheets, names[3:], strict=True)
            for line in (("", ""), (f"Лист «{name}»", _title(one.shown)), *one.facts)
        ]
        _write_lines(last, styles, FACTS_SHEET, sources)
    return finished(target.getvalue())


def _name(shown: Shown) -> str:
    return shown.caption or shown.title if isinstance(shown, TableSpec) else shown.measure


def _title(shown: Shown) -> str:
    return shown.title if isinstance(shown, TableSpec) else shown.conclusion


def _write_item(book: Workbook, sheet: Worksheet, styles: Styles, one: MeetingSheet) -> None:
    if isinstance(one.shown, ChartSpec):
        add_chart(book, sheet, one.shown, (0, 0), width=26.0)
        print_page(sheet)
    else:
        write_table(sheet, styles, one.shown)


def _write_lines(sheet: Worksheet, styles: Styles, title: str, lines: Lines) -> None:
    for at, width in enumerate(_WIDTHS):
        sheet.set_column(at, at, width)
    sheet.merge_range(0, 0, 0, 1, "", styles.named("title"))
    sheet.write_string(0, 0, cut(title), styles.named("title"))
    for row, (name, words) in enumerate(lines, 2):
        sheet.set_row(row, row_height([name, words], _WIDTHS))
        sheet.write_string(row, 0, cut(name), styles.named("fact"))
        sheet.write_string(row, 1, cut(words), styles.named("words"))
    print_page(sheet)
