"""The sheet «Замечания»: every fault with its place, what is wrong and what to do."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from shnor_core.exchange.flat_table import clean
from shnor_core.exchange.inbox.grid import Grid, as_text, tidy
from shnor_core.exchange.sheet_names import sheet_names
from shnor_core.intake.delivery import Fault

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

REMARKS: Final = "Замечания"
HEADINGS: Final = (
    "Лист", "Строка", "Ячейка", "Столбец", "Значение", "Что не так", "Что сделать",
)  # fmt: skip
WIDTHS: Final = (22, 9, 9, 24, 24, 60, 60)
FILL: Final = "#FBE4D5"
_LONGEST_TEXT: Final = 32_000
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def remark_rows(faults: Sequence[Fault]) -> Iterator[tuple[str | int, ...]]:
    """Rows of the sheet in the order of the faults; a fault of a whole sheet has no row."""
    for one in faults:
        texts = (one.cell, one.column, one.value, one.message, one.what_to_do)
        sheet, *others = (clean(text)[:_LONGEST_TEXT] for text in (one.sheet, *texts))
        yield (sheet, one.row or "", *others)


def remarks(faults: Sequence[Fault], grids: Sequence[Grid] = ()) -> bytes:
    """A workbook of remarks, followed by the tables they speak of with the rows marked."""
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        names = sheet_names([REMARKS, *(grid.name for grid in grids)])
        sheet = book.add_worksheet(names[0])
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        for row, cells in enumerate([HEADINGS, *remark_rows(faults)]):
            sheet.write_row(row, 0, cells, wrapped if row else bold)
        sheet.freeze_panes(1, 0)
        for name, grid in zip(names[1:], grids, strict=True):
            rows = {one.row for one in faults if one.sheet == grid.name}
            _write_grid(book, name, grid, rows)
    return target.getvalue()


def _write_grid(book: Workbook, name: str, grid: Grid, faulty: set[int]) -> None:
    sheet = book.add_worksheet(name)
    plain: Format = book.add_format({"num_format": "@"})
    marked: Format = book.add_format({"num_format": "@", "bg_color": FILL})
    for row, cells in enumerate(grid.rows):
        style = marked if grid.number(row) in faulty else plain
        for at, cell in enumerate(cells):
            text = clean(as_text(tidy(cell), comma=True) or "")[:_LONGEST_TEXT]
            sheet.write_string(row, at, text, style)
