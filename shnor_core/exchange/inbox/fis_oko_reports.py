"""Which report of ФИС ОКО a sheet holds, told by its header, not by its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from shnor_core.exchange.inbox import fis_oko_journal, fis_oko_marks, fis_oko_pupils, refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import HEADER_ROWS, Grid
from shnor_core.intake.delivery import FIS_OKO_JOURNAL, FIS_OKO_MARKS, FIS_OKO_PUPILS

_Test = Callable[[Sequence[Any]], bool]
_Reader = Callable[[Grid, Sequence[int], Found], None]
_REPORTS: Final[tuple[tuple[str, _Test, _Reader], ...]] = (
    (FIS_OKO_MARKS, fis_oko_marks.is_header, fis_oko_marks.read_marks_report),
    (FIS_OKO_JOURNAL, fis_oko_journal.is_header, fis_oko_journal.read_journal_report),
    (FIS_OKO_PUPILS, fis_oko_pupils.is_header, fis_oko_pupils.read_pupils_report),
)


def read_report(grid: Grid, found: Found) -> str:
    """Add the report of a sheet; its kind, or "" when it is none of ФИС ОКО."""
    top = [grid.top(row) for row in range(min(HEADER_ROWS, len(grid.rows)))]
    for kind, is_header, read in _REPORTS:
        first = next((row for row, cells in enumerate(top) if is_header(cells)), None)
        if first is not None:
            read(grid, _headers(grid, first, is_header), found)
            return kind
    if any(map(fis_oko_pupils.is_form_of_scores, top)):
        found.faults.append(refusals.form_of_scores(grid))
        return FIS_OKO_PUPILS
    return ""


def _headers(grid: Grid, first: int, is_header: _Test) -> list[int]:
    """The header and its repetitions further down: reports may stand under each other."""
    at = next(place for place, cell in enumerate(grid.rows[first]) if cell not in ("", None))
    title = grid.rows[first][at]
    below = range(first + 1, len(grid.rows))
    again = [row for row in below if grid.rows[row][at] == title and is_header(grid.top(row))]
    return [first, *again]
