"""Delimited text as people save it: UTF-8, UTF-16 or cp1251, any of the usual delimiters."""

from __future__ import annotations

import csv
import io
from typing import Final

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.grid import Grid

_DELIMITERS: Final = ";\t,|"
_SAMPLE: Final = 20
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL: Final = 100_000


def csv_grid(content: bytes, name: str) -> Grid:
    """A text table as a grid of texts; ``name`` is the file's, which may tell its subject.

    Raises
    ------
    UnreadableFileError
        Not text, or a quote that never ends.
    """
    text = _decoded(content)
    delimiter = _delimiter(text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows, lines, before = [], [], 0
    try:
        for row in reader:
            # a cell with line breaks makes a row of several lines: the user looks at the first
            rows.append(row)
            lines.append(before + 1)
            before = reader.line_num
    except csv.Error as error:
        raise UnreadableFileError(
            "Текстовая таблица испорчена: где-то не закрыта кавычка."
        ) from error
    width = max(map(len, rows), default=0)
    for row in rows:
        row.extend([""] * (width - len(row)))
    return Grid(name, rows, lettered=False, lines=tuple(lines))


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UnreadableFileError("Файл — не текст, не книга Excel и не документ Word.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", errors="replace")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first lines into the most equal pieces."""
    lines = [line for line in text.splitlines()[:_SAMPLE] if line.strip()]
    counts = {one: [line.count(one) for line in lines] for one in _DELIMITERS}

    def fits(one: str) -> tuple[int, int]:
        found = counts[one]
        usual = max(set(found), key=found.count, default=0)
        return (found.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=fits)
