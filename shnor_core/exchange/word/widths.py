"""Widths of the columns of a table of Word: no word is broken while the sheet has room."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from shnor_core.charts.office.typesetting import width_of
from shnor_core.charts.room import Lines, line_count, shared_room
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column

SMALL = 8.5  # points: the second line of a cell
_POINTS = 10.0  # letters of a table
_EDGES = 0.3  # cm: margins of a cell with its lines
_NARROWEST = 0.9  # cm
_STEP = 0.2  # cm
_UNITS = re.compile(r"[^ \n\-–]+[\-–]?")  # a hard space holds its words together


@dataclass(frozen=True, slots=True)
class Told:
    """What a cell prints: its text, the small line under it, the rows it covers."""

    text: str
    small: str = ""
    span: int = 1
    strong: bool = False


def told(cell: Cell, text: str, *, strong: bool) -> Told:
    """The text as wide as it is printed: a remark adds its raised mark."""
    marked = cell.tone is Tone.DOUBT and (cell.remark or cell.hint)
    return Told(f"{text}12)" if marked else text, cell.sub, cell.rowspan, strong)


def widths(columns: Sequence[Column], texts: Sequence[Sequence[Told]], width: float) -> list[float]:
    """Centimetres of every column: its longest word, then what makes the table lower."""
    least = least_widths(columns, texts)
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    found = shared_room(least, [_lines_of(own) for own in texts], width, _STEP)
    spare = (width - sum(found)) / len(found)
    return [one + spare for one in found]


def least_widths(columns: Sequence[Column], texts: Sequence[Sequence[Told]]) -> list[float]:
    """Centimetres of the longest word of every column with its heading."""
    return [
        max(
            _NARROWEST,
            _widest([column.title], strong=True),
            _widest([one.text for one in own if one.strong], strong=True),
            _widest([one.text for one in own if not one.strong]),
            _widest([one.small for one in own], size=SMALL),
        )
        for column, own in zip(columns, texts, strict=True)
    ]


def _widest(texts: Sequence[str], *, size: float = _POINTS, strong: bool = False) -> float:
    units = {unit for text in texts for unit in _UNITS.findall(text)}
    return max((width_of(one, size, bold=strong) for one in units), default=0.0) + _EDGES


def _lines_of(texts: Sequence[Told]) -> Lines:
    """Lines of every row at a width; a merged cell shares its lines among its rows."""
    measured = [
        (_words(one.text, _POINTS, one.strong), _words(one.small, SMALL), one.span) for one in texts
    ]

    @cache
    def lines(width: float) -> list[float]:
        inside, found, joined = width - _EDGES, [], 0.0
        for text, small, span in measured:
            if span:
                joined = (
                    line_count(text, _SPACE, inside) + line_count(small, _SPACE, inside)
                ) / span
            found.append(joined)
        return found

    return lines


def _words(text: str, size: float, strong: bool = False) -> tuple[float, ...]:
    return tuple(
        width_of(one, size, bold=strong) for one in text.replace("\n", " ").split(" ") if one
    )


_SPACE = width_of(" ", _POINTS)
