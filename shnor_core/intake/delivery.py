"""What a reader found in a file: cells as they stood, by subject, column by column."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, Final, overload

#: what a cell of a file may hold; ``None`` is an empty cell, never zero
Value = str | int | float | bool | date | None

BLANK: Final = "blank"
FIS_OKO_MARKS: Final = "fis_oko_marks"
FIS_OKO_JOURNAL: Final = "fis_oko_journal"
FIS_OKO_PUPILS: Final = "fis_oko_pupils"
PROTOCOL: Final = "protocol"
TABLE: Final = "table"


def text_of(value: Value) -> str:
    """The cell as one line of text: «5» for 5.0, «3,5» for 3.5, «01.06.2024» for a date.

    >>> text_of(5.0), text_of(3.5), text_of(date(2024, 6, 1)), text_of("  Школа   № 1 ")
    ('5', '3,5', '01.06.2024', 'Школа № 1')
    """
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, float):
        whole = math.isfinite(value) and value == int(value)
        return str(int(value)) if whole else repr(value).replace(".", ",")
    return " ".join(str(value).split())


class Cells(Sequence[Value]):
    """Cells of one column: every different one once, and which of them stands in each row.

    A column of a hundred thousand rows holds a few different cells, so each is looked at once by
    the reader, by the wire and by the checks. ``codes`` are places in ``different``, which may
    hold equal cells twice.
    """

    __slots__ = ("codes", "different")

    def __init__(self, different: Sequence[Value], codes: array[int]) -> None:
        self.different = different
        self.codes = codes

    @classmethod
    def of(cls, cells: Sequence[Value]) -> Cells:
        """Any cells in this form; True and 1, equal to Python, stay two different cells."""
        if isinstance(cells, Cells):
            return cells
        first, codes = _numbered(cells)
        if (0 in first or 1 in first) and bool in set(map(type, cells)):
            first, codes = _numbered([(type(one), one) for one in cells])
            return cls(tuple(one for _, one in first), codes)
        return cls(tuple(first), codes)

    def where(self, test: Callable[[Value], bool]) -> list[int]:
        """Rows whose cell passes a test."""
        wanted = {place for place, one in enumerate(self.different) if test(one)}
        if not wanted:
            return []
        return [row for row, place in enumerate(self.codes) if place in wanted]

    def at(self, rows: Sequence[int]) -> Cells:
        """The cells of some rows, from top to bottom."""
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return Cells(self.different, self.codes[rows[0] : rows[-1] + 1])
        return Cells(self.different, array("I", map(self.codes.__getitem__, rows)))

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[Value]:
        return map(self.different.__getitem__, self.codes)

    @overload
    def __getitem__(self, at: int) -> Value: ...
    @overload
    def __getitem__(self, at: slice) -> Cells: ...
    def __getitem__(self, at: int | slice) -> Value | Cells:
        if isinstance(at, slice):
            return Cells(self.different, self.codes[at])
        return self.different[self.codes[at]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __repr__(self) -> str:
        return repr(tuple(self))


def _numbered(keys: Iterable[Any]) -> tuple[dict[Any, int], array[int]]:
    """Different keys with their numbers, and the number of every key: one walk, all of it in C."""
    numbers: dict[Any, int] = defaultdict(count().__next__)
    codes = array("I", map(numbers.__getitem__, keys))
    return numbers, codes


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something of a file is not taken.

    ``row`` 0 speaks of a whole sheet, ``sheet`` "" of the whole file.

    ``row`` and ``cell`` are what the user sees in the file («17», «C17»); ``value`` is the text
    that stands there; ``rule`` is a code, ``message`` and ``what_to_do`` are sentences.
    """

    sheet: str
    row: int
    cell: str
    column: str
    value: str
    rule: str
    message: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Cells of one subject from one place of a file.

    ``columns`` maps the code of a column (see :mod:`shnor_core.intake.subjects`) to its cells, all
    of one length; a column the file does not have is absent. ``rows`` are the numbers the user
    sees, ``letters`` the letters of the columns, empty where the file has none.
    """

    subject: str
    name: str
    rows: tuple[int, ...]
    columns: dict[str, Sequence[Value]]
    letters: dict[str, str] = field(default_factory=dict)

    def cell(self, column: str, row: int) -> str:
        """The address as the user sees it: «C17»; '' where columns have no letters."""
        letter = self.letters.get(column, "")
        return f"{letter}{row}" if letter else ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that was understood: its kind, its sheets, what the reader itself had to refuse.

    ``notes`` say in sentences what the reader did: restored counts, aggregated pupils, skipped
    rows of examples. Nothing about a single pupil is in it.
    """

    file_name: str
    sha256: str
    kind: str
    title: str
    sheets: tuple[Sheet, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
