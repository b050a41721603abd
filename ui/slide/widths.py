"""How wide the columns of a table on a slide are: the room goes where it saves lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import ceil

from shnor_core.charts.room import line_count, shared_room
from shnor_core.tables import Cell, TableSpec
from ui.slide.lines import HYPHENS, wide, words

PAD = 20  # beside the text of a cell
MOST_LINES = 8  # of a cell: the whole of it stands in the protocol
MOST_SMALL = 2  # lines of the small text of a cell
_CUT = 10  # lines: what a line that would not be printed costs
_STEP = 20  # pixels
_WORD = 230  # a longer word is broken
_FIGURE = 150  # a number with its sign and unit is not broken
_INTERVAL = 220


def said(cell: Cell) -> str:
    return " ".join(part for part in (cell.icon, cell.text) if part)


def narrowest(table: TableSpec, at: int) -> int:
    """The widest word of a column; figures with their signs are not torn apart."""
    column = table.columns[at]
    texts = (*_texts(table, at), column.title)
    units = [part for text in texts for word in words(text) for part in HYPHENS.findall(word)]
    if column.align != "left":
        rows = [row for row in table.rows if row.kind == "data" and at < len(row.cells)]
        figures = [said(row.cells[at]) for row in rows]
        units += [text for text in figures if wide(text, True) <= _FIGURE]
    widest = max((wide(word, True) for word in units), default=0)
    least = _INTERVAL if column.scale else 40
    return ceil(min(max(widest, least), _WORD)) + PAD


def _texts(table: TableSpec, at: int) -> list[str]:
    cells = [row.cells[at] for row in table.rows if row.kind != "group" and at < len(row.cells)]
    return [said(cell) for cell in cells if said(cell)]


def shared(table: TableSpec, places: Sequence[int], width: int) -> tuple[int, ...]:
    """Pixels of each column of ``places``, together no more than ``width``.

    Every column begins with its widest word; the rest goes where it saves lines.
    """
    least = [narrowest(table, at) for at in places]
    if sum(least) > width:
        return tuple(int(one * width / sum(least)) for one in least)
    texts = [_Texts(table, at) for at in places]
    widths = [int(one) for one in shared_room(least, [one.lines for one in texts], width, _STEP)]
    # what saves no line: names are read first, they keep to one line
    spare = width - sum(widths)
    named = min(spare, max(texts[0].widest + PAD - widths[0], 0))
    widths[0] += named
    return tuple(one + (spare - named) // len(widths) for one in widths)


class _Texts:
    """The texts of a column by the widths of their words."""

    def __init__(self, table: TableSpec, at: int) -> None:
        cells = [
            row.cells[at] if at < len(row.cells) else Cell()
            for row in table.rows
            if row.kind != "group"
        ]
        title = Cell(table.columns[at].title, strong=True)
        self._cells = [
            (_measured(said(one), one.strong), _measured(one.sub, False), one.rowspan)
            for one in (title, *cells)
        ]
        self.widest = ceil(max(sum(text) + len(text) * _SPACE for text, *_ in self._cells))
        self.lines = cache(self._lines)

    def _lines(self, width: float) -> list[float]:
        """Lines of the heading and of every row in a column of ``width`` pixels.

        A joined cell shares its lines out among the rows it covers.
        """
        inside, found, joined = width - PAD, [], 0.0
        for text, small, span in self._cells:
            if span:
                lines = _cost(line_count(text, _SPACE, inside), MOST_LINES)
                lines += _cost(line_count(small, _SPACE, inside), MOST_SMALL)
                joined = lines / span
            found.append(joined)
        return found


_SPACE = wide(" ", True)


def _measured(text: str, bold: bool) -> tuple[float, ...]:
    return tuple(wide(word, bold) for word in words(text)) if text else ()


def _cost(lines: int, most: int) -> int:
    return lines + _CUT * max(lines - most, 0)
