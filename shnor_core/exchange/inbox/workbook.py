"""Sheets of an .xlsx as grids: values by calamine, what it cannot see by a look into the XML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import python_calamine as calamine

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.cell_marks import CellMarks, read_marks
from shnor_core.exchange.inbox.grid import Grid

#: 100,000 rows of 30 columns; a sheet with one far cell would become billions of empty ones
_MOST_CELLS: Final = 3_000_000
_FAULTS: Final = (calamine.CalamineError, calamine.PasswordError, ValueError, OSError)


def grids(path: Path) -> Iterator[Grid]:
    """Every sheet with cells, hidden ones too, in the order of the workbook.

    Raises
    ------
    UnreadableFileError
        A damaged workbook, or a sheet larger than any table.
    """
    try:
        marks = read_marks(path)
        with calamine.CalamineWorkbook.from_path(path) as book:
            for place, name in enumerate(book.sheet_names):
                if book.sheets_metadata[place].typ == calamine.SheetTypeEnum.WorkSheet:
                    yield _grid(book.get_sheet_by_index(place), name, marks.get(name, CellMarks()))
    except _FAULTS as error:
        raise UnreadableFileError(
            "Книга повреждена: Excel её ещё может открыть. Откройте, сохраните и загрузите снова."
        ) from error


def _grid(sheet: calamine.CalamineSheet, name: str, marks: CellMarks) -> Grid:
    if sheet.start is None or sheet.end is None:
        return Grid(name, [])
    (top, left), (bottom, right) = sheet.start, sheet.end
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        raise UnreadableFileError(
            f"На листе «{name}» слишком много ячеек. Удалите лишние строки и столбцы"
            " за краем таблицы и сохраните книгу."
        )
    broken = {(row - top, at - left): text for (row, at), text in marks.broken.items()}
    percents = {(row - top, at - left) for row, at in marks.percents}
    merged = [
        (start[0] - top, start[1] - left, end[0] - top, end[1] - left)
        for start, end in sheet.merged_cell_ranges or ()
        if top <= start[0] <= end[0] <= bottom and left <= start[1] <= end[1] <= right
    ]
    return Grid(
        name,
        sheet.to_python(),
        first_row=top + 1,
        first_column=left,
        merged=tuple(merged),
        broken=broken,
        percents=frozenset(percents),
    )
