"""Widths of columns and heights of rows: a file is not measured by the program that writes it."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from shnor_core.exchange.flat_table import FlatColumn, flat_value
from shnor_core.tables import Row, TableSpec

PAGE = 132.0  # characters across A4 landscape before the sheet has to shrink
_NARROWEST, _WIDEST, _AIR = 6.5, 60.0, 2.2
_PAGE_HEIGHT = 430.0  # points of rows on A4 landscape under a title and heads, over notes
_SQUEEZE = 1.5  # how much smaller a sheet may print to stay one
_LINE = 15.0  # points of a line of 11-point text


def column_widths(table: TableSpec, columns: Sequence[FlatColumn]) -> list[float]:
    """Shares of the page in characters, but never less than the longest word of the column."""
    least = [_longest_word(table, each) for each in columns]
    taken = sum(width for width, each in zip(least, columns, strict=True) if each.part != "value")
    whole = sum(column.width for column in table.columns) or 1.0
    room = max(PAGE - taken, PAGE / 2)
    return [
        min(max(room * each.column.width / whole, width), _WIDEST)
        if each.part == "value"
        else width
        for width, each in zip(least, columns, strict=True)
    ]


def row_height(texts: Sequence[str], widths: Sequence[float], *, size: float = 1.0) -> float:
    """Height in points of a row whose texts wrap at the widths of their columns."""
    lines = [
        sum(
            len(textwrap.wrap(part, max(int((width - 1) / size), 4))) or 1
            for part in text.split("\n")
        )
        for text, width in zip(texts, widths, strict=True)
    ]
    return max([1, *lines]) * _LINE * size + 3


def row_heights(
    table: TableSpec, columns: Sequence[FlatColumn], widths: Sequence[float]
) -> list[float]:
    """Points of every row; a merged cell needs its part of each row it covers."""
    heights, shares = [], [0.0] * len(columns)
    for row in table.rows:
        if is_heading(row):
            heights.append(row_height([""], [1.0]))
            continue
        for at, each in enumerate(columns):
            cell = row.cells[each.index]
            if cell.rowspan:
                value = flat_value(cell, each.part)
                # a shape of its tone may stand before the text
                text = f"▲ {value}" if isinstance(value, str) else ""
                shares[at] = row_height([text], [widths[at]]) / cell.rowspan
        heights.append(max([row_height([""], [1.0]), *shares]))
    return heights


def is_heading(row: Row) -> bool:
    """Whether a row is one heading across the table."""
    return row.kind == "group" and len(row.cells) == 1


def fits_one_page(width: float, height: float) -> bool:
    """Whether a table is near enough to a page not to leave its last rows alone on a second."""
    scale = PAGE / max(width, PAGE)
    return scale * height <= _PAGE_HEIGHT * _SQUEEZE


def _longest_word(table: TableSpec, column: FlatColumn) -> float:
    rows: list[Row] = [row for row in table.rows if len(row.cells) == len(table.columns)]
    values = [flat_value(row.cells[column.index], column.part) for row in rows]
    texts = [column.title, *(str(value) for value in values if value is not None)]
    if column.part == "value" and not column.column.number_format:
        longest = max((len(word) for text in texts for word in text.split()), default=0)
    else:
        longest = max([len(word) for word in column.title.split()] + [len(t) for t in texts[1:]])
        longest = min(longest, 11)
    return max(longest + _AIR, _NARROWEST)
