"""What a reader found in a file: cells as they stood, by subject, column by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

#: what a cell of a file may hold; ``None`` is an empty cell, never zero
Value = str | int | float | bool | date | None

BLANK: Final = "blank"
FIS_OKO_MARKS: Final = "fis_oko_marks"
FIS_OKO_JOURNAL: Final = "fis_oko_journal"
FIS_OKO_PUPILS: Final = "fis_oko_pupils"
PROTOCOL: Final = "protocol"
TABLE: Final = "table"


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
    columns: dict[str, tuple[Value, ...]]
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
