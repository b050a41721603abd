"""Marking cells at fault in a copy of the file; runs apart, because the file is a stranger's."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from shnor_core.exchange.flat_table import clean
from shnor_core.exchange.inbox.container import kind_of
from shnor_core.exchange.inbox.csv_grid import csv_grid
from shnor_core.exchange.inbox.document import blocks
from shnor_core.exchange.inbox.grid import Grid
from shnor_core.exchange.inbox.remarks import FILL, HEADINGS, REMARKS, WIDTHS, remark_rows, remarks
from shnor_core.exchange.sheet_names import sheet_names
from shnor_core.intake.delivery import Fault

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_MOST_COMMENTS: Final = 2_000
_MOST_COLUMNS: Final = 60


def mark(path: Path, faults: Sequence[Fault], stem: str) -> bytes:
    """The workbook with its cells marked; of a text or a document, its rows in a workbook."""
    kind = kind_of(path)
    if kind == "xlsx":
        return _marked_workbook(path, faults)
    if kind == "text":
        grids: Iterable[Grid] = [csv_grid(path.read_bytes(), stem)]
    else:
        grids = (block for block in blocks(path) if isinstance(block, Grid))
    told = {fault.sheet for fault in faults}
    return remarks(faults, [grid for grid in grids if grid.name in told])


def _marked_workbook(path: Path, faults: Sequence[Fault]) -> bytes:
    import openpyxl

    # from its bytes: a path would be judged by its ending
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), keep_links=False)
    by_sheet: dict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_sheet[fault.sheet].append(fault)
    for name, found in by_sheet.items():
        if name in book.sheetnames:
            _mark_sheet(book[name], found)
    _add_remarks(book, faults)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _mark_sheet(sheet: Worksheet, faults: Sequence[Fault]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", fgColor=FILL.removeprefix("#"))
    texts: dict[str, list[str]] = defaultdict(list)
    for fault in faults:
        for address in _addresses(sheet, fault):
            sheet[address].fill = fill
        if fault.cell:
            texts[_shown(sheet, fault.cell)].append(f"{fault.message} {fault.what_to_do}")
    for address, lines in list(texts.items())[:_MOST_COMMENTS]:
        sheet[address].comment = Comment(clean("\n".join(lines)), "ШНОР-монитор", 140, 320)


def _addresses(sheet: Worksheet, fault: Fault) -> Iterator[str]:
    """The cell of a fault, or its whole row when it has none."""
    if fault.cell:
        yield _shown(sheet, fault.cell)
    elif fault.row:
        for at in range(1, min(sheet.max_column, _MOST_COLUMNS) + 1):
            yield _shown(sheet, sheet.cell(fault.row, at).coordinate)


def _shown(sheet: Worksheet, address: str) -> str:
    """The first cell of a merged range: the others have no look of their own."""
    return next(
        (str(one.coord.split(":")[0]) for one in sheet.merged_cells.ranges if address in one),
        address,
    )


def _add_remarks(book: Workbook, faults: Sequence[Fault]) -> None:
    from openpyxl.styles import Alignment, Font

    name = sheet_names([*book.sheetnames, REMARKS])[-1]
    sheet = book.create_sheet(name, 0)
    for row, cells in enumerate([HEADINGS, *remark_rows(faults)], 1):
        for at, value in enumerate(cells, 1):
            _write(sheet.cell(row, at), value)
            sheet.cell(row, at).alignment = Alignment(wrap_text=True, vertical="top")
    for at, width in enumerate(WIDTHS, 1):
        sheet.cell(1, at).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(1, at).column_letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
    for one in book.worksheets[1:]:
        one.sheet_view.tabSelected = False


def _write(cell: Any, value: str | int) -> None:
    cell.value = value
    if isinstance(value, str):
        # a text that begins with «=» would be written as a formula
        cell.data_type = "s"
