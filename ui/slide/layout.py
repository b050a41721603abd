"""Tables laid out for a slide: columns, lines and sheets are counted here, so nothing scrolls.

Lines are broken by measured widths of letters and printed as they are, therefore the height of
every row is known before the browser draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from shnor_core.tables import Cell, Column, Row, TableSpec
from ui.slide.lines import broken, shortened
from ui.slide.widths import MOST_LINES, MOST_SMALL, PAD, narrowest, said, shared

LINE = 30  # pixels between lines
AIR = 8  # above a text with below
_BAR = 26  # a bar of plan and fact under its words


@dataclass(frozen=True, slots=True)
class Box:
    """A cell with its broken lines; ``span`` rows tall."""

    cell: Cell
    lines: tuple[str, ...]
    small: tuple[str, ...] = ()
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet: ``None`` is covered from above; a group has one box across."""

    kind: str
    boxes: tuple[Box | None, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a table: columns with their widths, heading lines and rows.

    ``told`` says which rows of how many stand here, '' when all do.
    """

    columns: tuple[Column, ...]
    widths: tuple[int, ...]
    heads: tuple[tuple[str, ...], ...]
    head_height: int
    lines: tuple[Line, ...]
    told: str = ""

    @property
    def height(self) -> int:
        return self.head_height + sum(line.height for line in self.lines)


@lru_cache(maxsize=256)
def sheets(table: TableSpec, width: int, height: int) -> tuple[Sheet, ...]:
    """The table in as few sheets as fit ``width`` × ``height`` pixels.

    Columns that do not fit go to further sheets behind the first column, which is repeated; rows
    joined by a covered cell stay together, a group heading is repeated where it goes on.
    """
    found: list[Sheet] = []
    for places in _column_sets(table, width):
        found += _pages(table, places, width, height)
    return tuple(found)


def _told(table: TableSpec, at: int) -> bool:
    """A column of small lines says what its neighbours print: it stays out."""
    cells = [row.cells[at] for row in table.rows if row.kind != "group" and at < len(row.cells)]
    return any(cell.text or cell.interval or cell.icon for cell in cells) or not cells


def _column_sets(table: TableSpec, width: int) -> list[list[int]]:
    shown = [at for at in range(len(table.columns)) if _told(table, at)] or [0]
    narrow = {at: narrowest(table, at) for at in shown}
    sets, room = [shown[:1]], width - narrow[shown[0]]
    for at in shown[1:]:
        if narrow[at] > room and len(sets[-1]) > 1:
            sets.append(shown[:1])
            room = width - narrow[shown[0]]
        sets[-1].append(at)
        room -= narrow[at]
    return sets


def _box(cell: Cell, width: int) -> Box:
    inside = width - PAD
    lines = shortened(broken(said(cell), inside, bold=cell.strong), MOST_LINES)
    return Box(cell, lines, shortened(broken(cell.sub, inside), MOST_SMALL), cell.rowspan)


def _box_height(box: Box) -> int:
    bar = _BAR if box.cell.bullet or box.cell.spans else 0
    return (len(box.lines) + len(box.small) or 1) * LINE + bar + AIR


def _line(row: Row, places: Sequence[int], widths: Sequence[int]) -> Line:
    if row.kind == "group" and len(row.cells) == 1:
        box = _box(row.cells[0], sum(widths))
        return Line("group", (box,), _box_height(box) + 8)
    cells = [row.cells[at] if at < len(row.cells) else Cell() for at in places]
    boxes = [
        None if cell.rowspan == 0 else _box(cell, wide)
        for cell, wide in zip(cells, widths, strict=True)
    ]
    alone = [_box_height(box) for box in boxes if box is not None and box.span == 1]
    return Line(row.kind, tuple(boxes), max(alone, default=LINE + AIR))


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Rows that must stay together: a heading with what follows, a joined cell with its rows."""
    blocks: list[list[Line]] = []
    open_rows = 0
    for line in lines:
        if open_rows > 0 or (blocks and blocks[-1][-1].kind == "group"):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        spans = max((box.span for box in line.boxes if box is not None), default=1)
        open_rows = max(open_rows - 1, spans - 1)
    return [_grown(block) for block in blocks]


def _grown(block: list[Line]) -> list[Line]:
    """The last row of a block makes room for the joined cells above it."""
    needed = max((_box_height(box) for line in block for box in line.boxes
                  if box is not None and box.span > 1), default=0)  # fmt: skip
    lack = needed - sum(line.height for line in block)
    if lack <= 0:
        return block
    last = block[-1]
    return [*block[:-1], Line(last.kind, last.boxes, last.height + lack)]


def _loosened(block: list[Line], room: int) -> list[list[Line]]:
    """A block taller than a sheet falls apart into rows; joined cells stand in the first."""
    if sum(line.height for line in block) <= room:
        return [block]
    return [[_single(line)] for line in block]


def _single(line: Line) -> Line:
    boxes = tuple(replace(box, span=1) if box else Box(Cell(), ()) for box in line.boxes)
    return Line(line.kind, boxes, max([line.height, *(_box_height(box) for box in boxes)]))


def _pages(table: TableSpec, places: Sequence[int], width: int, height: int) -> list[Sheet]:
    widths = shared(table, places, width)
    columns = tuple(table.columns[at] for at in places)
    heads = tuple(
        broken(column.title, wide - PAD, bold=True)
        for column, wide in zip(columns, widths, strict=True)
    )
    grouped = LINE + 8 if any(column.group for column in columns) else 0
    head = grouped + max((len(lines) for lines in heads), default=0) * LINE + AIR
    room = height - head
    blocks = [
        block
        for whole in _blocks([_line(row, places, widths) for row in table.rows])
        for block in _loosened(whole, room)
    ]
    greedy = _filled(blocks, room)
    # the same number of sheets, filled more evenly
    whole = sum(line.height for block in blocks for line in block)
    tallest = max((sum(line.height for line in block) for block in blocks), default=0)
    even = _filled(blocks, min(room, whole // max(len(greedy), 1) + tallest))
    chosen = even if len(even) == len(greedy) else greedy
    return _numbered([Sheet(columns, widths, heads, head, tuple(lines)) for lines in chosen])


def _numbered(pages: Sequence[Sheet]) -> list[Sheet]:
    """Sheets that say which rows they hold; headings of groups and totals are no rows."""
    counts = [sum(line.kind == "data" for line in page.lines) for page in pages]
    whole = sum(counts)
    last = accumulate(counts)
    return [
        replace(page, told=_rows_told(end - count + 1, end, whole)) if 0 < count < whole else page
        for page, count, end in zip(pages, counts, last, strict=True)
    ]


def _rows_told(first: int, last: int, whole: int) -> str:
    return f"строки {first}–{last} из {whole}" if last > first else f"строка {last} из {whole}"


def _filled(blocks: Sequence[Sequence[Line]], room: int) -> list[list[Line]]:
    pages: list[list[Line]] = [[]]
    group: Line | None = None
    for block in blocks:
        taken = sum(line.height for line in pages[-1])
        if pages[-1] and taken + sum(line.height for line in block) > room:
            goes_on = group is not None and block[0].kind not in ("group", "total")
            pages.append([group] if goes_on and group is not None else [])
        pages[-1] += block
        group = block[0] if block[0].kind == "group" else group
    return pages
