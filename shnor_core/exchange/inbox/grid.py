"""A sheet as it stands: cells by row and column, with what the reader of cells cannot see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from shnor_core.intake.delivery import Cells, Value

#: a header is looked for in so many first rows
HEADER_ROWS: Final = 15
FORMULA: Final = "формула без значения"


@dataclass(slots=True)
class Grid:
    """Rows of one sheet, all of one length; an empty cell is ``""`` or ``None``.

    ``first_row`` is the number the user sees on ``rows[0]``, ``first_column`` counts from 0.
    ``merged`` holds ranges (top, left, bottom, right) and ``broken`` cells with an error value or
    a formula that was never computed; both are indices into ``rows``. ``lettered`` is False where
    columns have no letters (CSV, Word).
    """

    name: str
    rows: list[list[Any]]
    first_row: int = 1
    first_column: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: frozenset[tuple[int, int]] = frozenset()
    lettered: bool = True
    lines: tuple[int, ...] = ()
    _top: list[list[Any]] = field(default_factory=list)
    _columns: list[Cells] = field(default_factory=list)

    def number(self, row: int) -> int:
        """The number of a row as the user sees it."""
        return self.lines[row] if self.lines else self.first_row + row

    def letter(self, column: int) -> str:
        """The letters of a column: «C»; '' where there are none."""
        if not self.lettered:
            return ""
        letters, rest = "", self.first_column + column + 1
        while rest:
            rest, place = divmod(rest - 1, 26)
            letters = chr(65 + place) + letters
        return letters

    def address(self, row: int, column: int) -> str:
        """«C17»; '' where columns have no letters."""
        letter = self.letter(column)
        return f"{letter}{self.number(row)}" if letter else ""

    def column(self, at: int) -> Cells:
        """Cells of a column; the sheet is turned once."""
        if not self._columns:
            self._columns = [Cells.of(cells) for cells in zip(*self.rows, strict=True)]
        return self._columns[at]

    def top(self, row: int) -> list[Any]:
        """A row as it looks: near the top a merged value stands in each of its cells."""
        if not self._top:
            self._top = [list(cells) for cells in self.rows[:HEADER_ROWS]]
            for top, left, bottom, right in self.merged:
                for cells in self._top[top : bottom + 1]:
                    cells[left : right + 1] = [self.rows[top][left]] * (right + 1 - left)
        return self._top[row] if row < len(self._top) else self.rows[row]

    def fill_down(self, columns: Collection[int], below: int) -> None:
        """Write a value merged over several rows into each of them, in these columns."""
        for top, left, bottom, _ in self.merged:
            if left in columns and top > below:
                for row in range(top + 1, bottom + 1):
                    self.rows[row][left] = self.rows[top][left]
                self._columns = []


def tidy(value: Any) -> Value:
    """A cell as plain data: blank text is an empty cell, 5.0 is 5, midnight is a day."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        if not isfinite(value):
            return str(value)
        return int(value) if value.is_integer() else value
    return _moment(value)


def _moment(value: Any) -> Value:
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date() if midnight else f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def as_text(value: Value, *, comma: bool) -> str | None:
    """A cell as the text a reader of the sheet sees, decimals with a comma or a point."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ИСТИНА" if value else "ЛОЖЬ"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace(".", ",") if comma else str(value)


def percent_text(value: Any) -> str | None:
    """What Excel shows of a cell in a percent format: 0.435 as «43,5%».

    >>> percent_text(0.435), percent_text(0.07), percent_text("да")
    ('43,5%', '7%', 'да')
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return as_text(tidy(value), comma=True)
    # through the digits that are stored: 0.07 * 100 would be 7.000000000000001
    shown = (Decimal(repr(float(value))) * 100).normalize()
    return f"{shown:f}%".replace(".", ",")
