"""Tables and charts of the screen as an Excel workbook: real numbers, native charts, sources."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shnor_core.charts import ChartSpec
from shnor_core.charts.numbers import numbers
from shnor_core.charts.office.excel import NUMBERS_SHEET, add_chart, finished, print_page
from shnor_core.exchange.flat_table import FlatColumn, Value, clean, flat_columns, flat_value
from shnor_core.exchange.sheet_names import sheet_names
from shnor_core.exchange.sheet_sizes import (
    column_widths,
    fits_one_page,
    is_heading,
    row_height,
    row_heights,
)
from shnor_core.exchange.sheet_styles import Styles
from shnor_core.tables import Row, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FACTS_SHEET = "Источники и определения"
_LONGEST_TEXT = 32_767  # characters in a cell, the limit of the format
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook(parts: Sequence[TableSpec | ChartSpec], *, facts: Mapping[str, str]) -> bytes:
    """Write a sheet per table or chart and one with what is true of them all.

    Parameters
    ----------
    parts
        The same values the screen draws. A chart is written as its numbers and, below them, as a
        native chart that can be edited; a heat chart as coloured cells.
    facts
        Territory, year, filters, definition, data version, date: name → words, in this order.

    Returns
    -------
    bytes
        An ``.xlsx`` file. Numbers are numbers with the format of their column, texts are never
        formulas, a tone is a fill and a shape, missing values are empty or say why.
    """
    import xlsxwriter

    target = io.BytesIO()
    tables = [numbers(one) if isinstance(one, ChartSpec) else one for one in parts]
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        styles = Styles(book)
        wanted = [table.caption or table.title for table in tables]
        names = sheet_names([NUMBERS_SHEET, FACTS_SHEET, *wanted])[2:]
        sheets = [book.add_worksheet(name) for name in names]
        ends = [
            write_table(sheet, styles, table) for sheet, table in zip(sheets, tables, strict=True)
        ]
        _write_facts(book.add_worksheet(FACTS_SHEET), styles, tables, facts)
        for sheet, part, end in zip(sheets, parts, ends, strict=True):
            if isinstance(part, ChartSpec):
                add_chart(book, sheet, part, (end + 1, 0))
    return finished(target.getvalue())


def write_table(sheet: Worksheet, styles: Styles, table: TableSpec) -> int:
    """Write a table with its title and notes; the row below them all."""
    columns = flat_columns(table)
    widths = column_widths(table, columns)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    first = _write_title(sheet, styles, table, widths)
    head = _write_heads(sheet, styles, columns, first, widths)
    heights = row_heights(table, columns, widths)
    for number, row in enumerate(table.rows):
        _write_row(sheet, styles, columns, row, head + number)
        sheet.set_row(head + number, heights[number])
    end = _write_notes(sheet, styles, table, head + len(table.rows) + 1, widths)
    sheet.freeze_panes(head, 1)
    sheet.repeat_rows(first, head - 1)
    print_page(sheet)
    if fits_one_page(sum(widths), sum(heights)):
        sheet.fit_to_pages(1, 1)
    return end


def _write_title(sheet: Worksheet, styles: Styles, table: TableSpec, widths: list[float]) -> int:
    """Write the heading lines; the row where the table begins."""
    row = 0
    for text, style in ((table.title, "title"), (table.caption, "caption")):
        if text:
            _across(sheet, row, text, styles, style, widths)
            row += 1
    return row + (1 if row else 0)


def _across(
    sheet: Worksheet, row: int, text: str, styles: Styles, style: str, widths: list[float]
) -> None:
    """A sentence over the whole width; a merged row does not find its height by itself."""
    size = 1.3 if style == "title" else 1.0
    sheet.set_row(row, row_height([text], [sum(widths)], size=size))
    _merged(sheet, (row, 0, row, len(widths) - 1), text, styles.named(style))


def _write_heads(
    sheet: Worksheet,
    styles: Styles,
    columns: Sequence[FlatColumn],
    first: int,
    widths: Sequence[float],
) -> int:
    """Write groups over titles; the row below them."""
    groups = [clean(each.column.group) for each in columns]
    last = first + 1 if any(groups) else first
    for at, each in enumerate(columns):
        top = first if not groups[at] else last
        _merged(sheet, (top, at, last, at), each.title, styles.head(each.column.align))
    for start, end, name in _runs(groups):
        _merged(sheet, (first, start, first, end), name, styles.head("left"))
    sheet.set_row(last, row_height([each.title for each in columns], widths))
    return last + 1


def _runs(groups: Sequence[str]) -> list[tuple[int, int, str]]:
    """Neighbouring columns of one group: first, last, name."""
    runs: list[tuple[int, int, str]] = []
    for at, name in enumerate(groups):
        if name and runs and runs[-1][1:] == (at - 1, name):
            runs[-1] = (runs[-1][0], at, name)
        elif name:
            runs.append((at, at, name))
    return runs


def _write_row(
    sheet: Worksheet, styles: Styles, columns: Sequence[FlatColumn], row: Row, at: int
) -> None:
    if is_heading(row):
        place = (at, 0, at, len(columns) - 1)
        _merged(sheet, place, clean(row.cells[0].text), styles.named("group"))
        return
    for number, each in enumerate(columns):
        cell = row.cells[each.index]
        if cell.rowspan == 0:
            continue
        style = styles.cell(each, cell, row.kind)
        value = styles.worded(flat_value(cell, each.part), each, cell)
        if cell.rowspan > 1:
            _merged(sheet, (at, number, at + cell.rowspan - 1, number), "", style)
        _write(sheet, at, number, value, style)


def _write(sheet: Worksheet, row: int, column: int, value: Value, style: Any) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, cut(value), style)
    else:
        sheet.write_number(row, column, value, style)


def _merged(sheet: Worksheet, place: tuple[int, int, int, int], text: str, style: Any) -> None:
    if place[:2] != place[2:]:
        sheet.merge_range(*place, "", style)
    sheet.write_string(place[0], place[1], cut(text), style)


def _write_notes(
    sheet: Worksheet, styles: Styles, table: TableSpec, row: int, widths: list[float]
) -> int:
    source = f"Источник: {table.source}" if table.source else ""
    lines = [line for line in (*table.notes, source) if line]
    for at, line in enumerate(lines):
        _across(sheet, row + at, line, styles, "note", widths)
    return row + len(lines)


def _write_facts(
    sheet: Worksheet, styles: Styles, tables: Sequence[TableSpec], facts: Mapping[str, str]
) -> None:
    widths = (40.0, 92.0)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.write_string(0, 0, FACTS_SHEET, styles.named("title"))
    sources = [
        (f"Источник: {table.caption or table.title or f'таблица {number}'}", table.source)
        for number, table in enumerate(tables, 1)
        if table.source
    ]
    for row, (name, words) in enumerate([*facts.items(), *sources], 2):
        sheet.set_row(row, row_height([name, words], widths))
        sheet.write_string(row, 0, cut(name), styles.named("fact"))
        sheet.write_string(row, 1, cut(words), styles.named("words"))
    print_page(sheet)


def cut(text: str) -> str:
    """The writer drops a longer text silently, so it is shortened in sight."""
    tidy = clean(text)
    return tidy if len(tidy) <= _LONGEST_TEXT else tidy[: _LONGEST_TEXT - 1] + "…"
