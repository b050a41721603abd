"""A :class:`TableSpec` as a table of Word: thin black lines, repeated heading, whole rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from shnor_core import wording
from shnor_core.charts.office.heat import HeatCell
from shnor_core.exchange.word.elements import element, run
from shnor_core.exchange.word.widths import SMALL, Told, least_widths, told, widths
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec

_DXA = 1440 / 2.54  # twentieths of a point in a centimetre


@dataclass(slots=True)
class Remarks:
    """Remarks of a section, numbered in the order of their first cell; each is said once."""

    texts: list[str] = field(default_factory=list)
    said: int = 0

    def number(self, text: str) -> int:
        if text not in self.texts:
            self.texts.append(text)
        return self.texts.index(text) + 1

    def fresh(self) -> list[tuple[int, str]]:
        """Those that nobody has taken yet, with their numbers."""
        start, self.said = self.said, len(self.texts)
        return list(enumerate(self.texts[start:], start + 1))


def mark(number: int) -> str:
    """The raised mark of a remark: with a bracket, for a bare digit reads as a power."""
    return f"{number})"


def word_table(table: TableSpec, width: float, style: str, remarks: Remarks) -> Any:
    """The ``w:tbl`` element; its doubtful cells are numbered among ``remarks``.

    Parameters
    ----------
    width
        Centimetres for the whole table.
    style
        Id of the paragraph style of the cells.
    """
    shown = _shown(table)
    columns = [table.columns[at] for at in shown]
    grid = [round(one * _DXA) for one in widths(columns, _texts(table, shown), width)]
    rows = _head_rows(columns, grid, style)
    rows += [_row(row, shown, columns, grid, style, remarks) for row in table.rows]
    return _table(grid, rows, table.title)


def _is_told(table: TableSpec, at: int, column: Column) -> bool:
    """A column of small lines says on paper what its neighbours print."""
    cells = [row.cells[at] for row in table.rows if at < len(row.cells) and row.kind != "group"]
    return not any(cell.spark for cell in cells) or any(cell.text for cell in cells)


def least_width(table: TableSpec) -> float:
    """Centimetres without which a word of the table is broken."""
    shown = _shown(table)
    return sum(least_widths([table.columns[at] for at in shown], _texts(table, shown)))


def _shown(table: TableSpec) -> list[int]:
    return [at for at, column in enumerate(table.columns) if _is_told(table, at, column)]


def _texts(table: TableSpec, shown: Sequence[int]) -> list[list[Told]]:
    """What every shown column prints, group headings aside: they go across."""
    rows = [row for row in table.rows if row.kind != "group"]
    return [[_told(row, at) for row in rows] for at in shown]


def _told(row: Row, at: int) -> Told:
    cell = row.cells[at] if at < len(row.cells) else Cell()
    return told(cell, cell_text(cell), strong=cell.strong or row.kind == "total")


def _table(grid: Sequence[int], rows: Sequence[Any], title: str) -> Any:
    edges = [
        element(name, val="single", sz=4, space=0, color="000000")
        for name in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    margins = [element(name, w=70, type="dxa") for name in ("left", "right")]
    look = element(
        "tblPr",
        element("tblW", w=sum(grid), type="dxa"),
        element("tblBorders", *edges),
        element("tblLayout", type="fixed"),
        element("tblCellMar", *margins),
        element("tblLook", val="0020", firstRow=1),
        element("tblCaption", val=title[:255]),
    )
    columns = element("tblGrid", *(element("gridCol", w=one) for one in grid))
    return element("tbl", look, columns, *rows)


def _head_rows(columns: Sequence[Column], grid: Sequence[int], style: str) -> list[Any]:
    groups = [column.group for column in columns]
    two = any(groups)
    titles = [
        _tc(
            grid[at],
            [_paragraph(style, "center", run(column.title, element("b")), keep=True)],
            merge="continue" if two and not column.group else "",
        )
        for at, column in enumerate(columns)
    ]
    if two:
        for at, column in enumerate(columns):
            if not column.group:
                _empty(titles[at], style)
    rows = [_tr(titles, head=True)]
    return [_tr(_group_cells(columns, grid, style), head=True), *rows] if two else rows


def _group_cells(columns: Sequence[Column], grid: Sequence[int], style: str) -> list[Any]:
    cells: list[Any] = []
    at = 0
    while at < len(columns):
        group, end = columns[at].group, at + 1
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        title = run(group or columns[at].title, element("b"))
        words = [_paragraph(style, "center", title, keep=True)]
        merge = "" if group else "restart"
        cells.append(_tc(sum(grid[at:end]), words, span=end - at, merge=merge))
        at = end
    return cells


def _row(
    row: Row,
    shown: Sequence[int],
    columns: Sequence[Column],
    grid: Sequence[int],
    style: str,
    remarks: Remarks,
) -> Any:
    if row.kind == "group":
        text = row.cells[0].text if row.cells else ""
        words = [_paragraph(style, "left", run(text, element("b")), keep=True)]
        return _tr([_tc(sum(grid), words, span=len(grid))])
    cells = []
    for at, column, width in zip(shown, columns, grid, strict=True):
        cell = row.cells[at] if at < len(row.cells) else Cell()
        merge = "continue" if cell.rowspan == 0 else "restart" if cell.rowspan > 1 else ""
        strong = cell.strong or row.kind == "total"
        words = _cell_words(cell, column, style, remarks, strong=strong)
        cells.append(_tc(width, words, merge=merge))
    return _tr(cells)


def _cell_words(
    cell: Cell, column: Column, style: str, remarks: Remarks, *, strong: bool
) -> list[Any]:
    if cell.rowspan == 0:
        return [_paragraph(style, "left")]
    align = {"left": "left", "right": "center"}.get(column.align, "center")
    remark = cell.remark or cell.hint
    remarked = cell.tone is Tone.DOUBT and bool(remark)
    pieces = [run(cell_text(cell, remarked=remarked), *([element("b")] if strong else []))]
    if remarked:
        raised = element("vertAlign", val="superscript")
        numbers = sorted(remarks.number(one) for one in remark.splitlines())
        pieces.append(run(", ".join(map(mark, numbers)), raised))
    words = [_paragraph(style, align, *pieces)]
    if cell.sub:
        words.append(_paragraph(style, align, run(cell.sub, element("sz", val=round(2 * SMALL)))))
    return words


def cell_text(cell: Cell, *, remarked: bool = False) -> str:
    """What a cell says on paper; a remark replaces the sign of doubt."""
    if cell.interval and not cell.text:
        low, middle, high = (wording.number(one) for one in cell.interval)
        return f"{middle} ({low}–{high})"
    if cell.spark and not cell.text:
        return " → ".join(wording.number(one) for one in cell.spark)
    sign = "" if remarked and cell.icon == "?" else cell.icon
    return " ".join(part for part in (sign, cell.text) if part)


def heat_table(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[HeatCell]]],
    title: str,
    width: float,
    style: str,
) -> Any:
    """A table of coloured cells."""
    name = min(0.33 * width, 6.0)
    each = (width - name) / max(len(columns), 1)
    grid = [round(one * _DXA) for one in (name, *(each for _ in columns))]
    heads = [_paragraph(style, "center", run(text, element("b"))) for text in ("", *columns)]
    made = [_tr([_tc(one, [head]) for one, head in zip(grid, heads, strict=True)], head=True)]
    for text, cells in rows:
        row = [_tc(grid[0], [_paragraph(style, "left", run(text))])]
        for one, cell in zip(grid[1:], cells, strict=True):
            words = run(cell.text, element("color", val=cell.ink[1:]))
            row.append(_tc(one, [_paragraph(style, "center", words)], fill=cell.fill[1:]))
        made.append(_tr(row))
    return _table(grid, made, title)


def _tr(cells: Sequence[Any], *, head: bool = False) -> Any:
    looks = [element("cantSplit"), *([element("tblHeader")] if head else [])]
    return element("tr", element("trPr", *looks), *cells)


def _tc(width: int, words: Sequence[Any], *, span: int = 1, merge: str = "", fill: str = "") -> Any:
    looks = [element("tcW", w=width, type="dxa")]
    if span > 1:
        looks.append(element("gridSpan", val=span))
    if merge:
        looks.append(element("vMerge", val=merge))
    if fill:
        looks.append(element("shd", val="clear", color="auto", fill=fill))
    looks.append(element("vAlign", val="center"))
    return element("tc", element("tcPr", *looks), *words)


def _empty(cell: Any, style: str) -> None:
    """A covered cell says nothing: its words stand in the cell above."""
    for words in cell.p_lst:
        cell.remove(words)
    cell.append(_paragraph(style, "center"))


def _paragraph(style: str, align: str, *runs: Any, keep: bool = False) -> Any:
    looks = [element("pStyle", val=style)]
    if keep:
        looks.append(element("keepNext"))
    looks.append(element("jc", val=align))
    return element("p", element("pPr", *looks), *runs)
