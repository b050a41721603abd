"""Widths of the columns of a table of Word: no word is broken while the sheet has room."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shnor_core.charts.lettering import width_of
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, TableSpec

_POINTS = 10.0  # letters of a table
_CM = 2.54 / 72
_SLACK = 1.1  # Times New Roman beside the measured letters
_EDGES = 0.3  # cm: margins of a cell with its lines
_NARROWEST = 0.9  # cm
_UNITS = re.compile(r"[^\s\-–]+[\-–]?")


def widths(
    table: TableSpec, shown: Sequence[int], texts: Sequence[Sequence[str]], width: float
) -> list[float]:
    """Centimetres of every shown column: its longest word first, then as the table asks."""
    columns = [table.columns[at] for at in shown]
    least = least_widths(columns, texts)
    spare = width - sum(least)
    if spare <= 0:
        return [one * width / sum(least) for one in least]
    whole = sum(column.width for column in columns) or 1.0
    over = [
        max(column.width / whole * width - low, 0.0)
        for column, low in zip(columns, least, strict=True)
    ]
    share = sum(over)
    if not share:
        return [low + spare / len(least) for low in least]
    return [low + spare * one / share for low, one in zip(least, over, strict=True)]


def least_widths(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> list[float]:
    """Centimetres of the longest word of every column with its heading."""
    return [
        max(
            _NARROWEST,
            _widest([column.title], bold=True),
            _widest(own),
        )
        for column, own in zip(columns, texts, strict=True)
    ]


def room_of(cell: Cell, text: str) -> str:
    """The text as wide as it is printed: a remark adds its raised mark."""
    return f"{text}12)" if cell.tone is Tone.DOUBT and (cell.remark or cell.hint) else text


def _widest(texts: Sequence[str], *, bold: bool = False) -> float:
    units = {unit for text in texts for unit in _UNITS.findall(text)}
    widest = max((width_of(one, _POINTS, bold=bold) for one in units), default=0.0)
    return widest * _CM * _SLACK + _EDGES
