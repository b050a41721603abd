"""Body of a .docx in its order: paragraphs as text, tables as grids. Nothing else is opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.container import ZIP_FAULTS, part_bytes
from shnor_core.exchange.inbox.grid import Grid

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MARKS: Final = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
#: a table of Word has at most 63 columns
_MOST_COLUMNS: Final = 63
_MOST_CELLS: Final = 500_000


def blocks(path: Path) -> Iterator[str | Grid]:
    """Paragraphs and tables of the document; tables are named «Таблица 1», «Таблица 2»…

    Raises
    ------
    UnreadableFileError
        The document is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            root = ElementTree.fromstring(part_bytes(archive, "word/document.xml"))
    except (*ZIP_FAULTS, ElementTree.ParseError) as error:
        raise UnreadableFileError(
            "Документ повреждён. Откройте его в Word, сохраните и загрузите снова."
        ) from error
    count = cells = 0
    for element in _inside(root, {f"{_W}p", f"{_W}tbl"}):
        if element.tag == f"{_W}p":
            yield _text(element)
            continue
        count += 1
        grid = _grid(element, f"Таблица {count}")
        cells += sum(map(len, grid.rows))
        if cells > _MOST_CELLS:
            raise UnreadableFileError("В документе слишком много ячеек: это не протокол.")
        yield grid


def _inside(element: Element, wanted: set[str]) -> Iterator[Element]:
    """The nearest descendants of these kinds, through wrappers, without alternatives."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag in wanted:
            yield child
        elif child.tag != _FALLBACK:
            stack.append(iter(child))


def _text(element: Element) -> str:
    """The words of a paragraph or a cell; paragraphs of a cell are joined by a space."""
    pieces = []
    for one in _inside(element, {f"{_W}t", f"{_W}p", *_MARKS}):
        if one.tag == f"{_W}p":
            pieces.append(f" {_text(one)}")
        else:
            pieces.append(one.text or "" if one.tag == f"{_W}t" else _MARKS[one.tag])
    return re.sub(r"[ \t\r\n]+", " ", "".join(pieces)).strip()


def _grid(table: Element, name: str) -> Grid:
    rows: list[list[str]] = []
    merged: list[tuple[int, int, int, int]] = []
    open_at: dict[int, tuple[int, int]] = {}
    for row, element in enumerate(_inside(table, {f"{_W}tr"})):
        cells: list[str] = [""] * min(_whole(element, "trPr", "gridBefore", 0), _MOST_COLUMNS)
        for cell in _inside(element, {f"{_W}tc"}):
            left = len(cells)
            span = min(max(_whole(cell, "tcPr", "gridSpan", 1), 1), _MOST_COLUMNS)
            goes_on = _goes_on(cell)
            if goes_on and left in open_at:
                top, right = open_at[left]
            else:
                top, right = row, left + span - 1
            open_at[left] = (top, right)
            cells += ["" if goes_on else _text(cell), *[""] * (span - 1)]
            if top < row:
                merged = [one for one in merged if one[:2] != (top, left)]
            if top < row or span > 1:
                merged.append((top, left, row, right))
        rows.append(cells)
    width = max(map(len, rows), default=0)
    for cells in rows:
        cells += [""] * (width - len(cells))
    return Grid(name, rows, merged=tuple(merged), lettered=False)


def _goes_on(cell: Element) -> bool:
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _whole(element: Element, group: str, name: str, default: int) -> int:
    found = element.find(f"{_W}{group}/{_W}{name}")
    text = "" if found is None else found.get(f"{_W}val", "")
    return int(text) if re.fullmatch(r"\d{1,4}", text) else default
