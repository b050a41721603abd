"""Which rows below a header are data: not examples, totals, repeated headers, broken cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from shnor_core.exchange.form_words import EXAMPLE
from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, tidy
from shnor_core.exchange.inbox.headings import Layout
from shnor_core.wording import counted

_TOTAL: Final = re.compile(r"\s*(итого|всего|в среднем|среднее)\b", re.IGNORECASE)
#: columns whose text Excel likes to turn into a day: «1.10»
_NUMBERED: Final = ("code", "number")
_EMPTY: Final = ("", None)


def kept_rows(grid: Grid, layout: Layout, found: Found) -> list[int]:
    """Rows with data; what is left out becomes a note or a fault."""
    places = list(layout.titles)
    examples = _rows_with(grid, range(len(grid.rows[0])), layout.row, _is_example)
    totals = _rows_with(grid, _named(layout), layout.row, _is_total) - examples
    again = _header_again(grid, layout)
    dropped = again | examples | totals
    dropped |= _broken(grid, layout, dropped, found)
    _note(grid, len(totals), len(again), found)
    found.examples += len(examples)
    # only a row whose first cell is empty may be empty as a whole
    first = grid.column(places[0]).where(_EMPTY.__contains__)
    dropped |= {row for row in first if all(grid.rows[row][at] in _EMPTY for at in places)}
    below = range(layout.row + 1, len(grid.rows))
    return [row for row in below if row not in dropped]


def _named(layout: Layout) -> list[int]:
    """The column in which a row may call itself a total."""
    if layout.subject.code == "schools":
        return []
    return [at for code, at in layout.columns.items() if code == "school"]


def _rows_with(
    grid: Grid, places: Iterable[int], header: int, test: Callable[[str], bool]
) -> set[int]:
    """Rows below the header with a text that passes the test in one of the columns."""
    found = {
        row
        for at in places
        for row in grid.column(at).where(lambda one: isinstance(one, str) and test(one))
    }
    return {row for row in found if row > header}


def _is_example(text: str) -> bool:
    return text.strip().casefold() == EXAMPLE


def _is_total(text: str) -> bool:
    return bool(_TOTAL.match(text))


def _header_again(grid: Grid, layout: Layout) -> set[int]:
    """Rows below that repeat the header, as tables broken over pages do."""
    header = grid.rows[layout.row]
    places = list(layout.columns.values())
    title = header[places[0]]
    same = grid.column(places[0]).where(title.__eq__)
    return {
        row
        for row in same
        if row > layout.row
        and sum(grid.rows[row][one] == header[one] for one in places) * 2 > len(places)
    }


def _broken(grid: Grid, layout: Layout, skipped: set[int], found: Found) -> set[int]:
    """Rows with an error, a formula never computed, a day for a number, a value too many."""
    below = sorted({row for row, _ in grid.broken if row > layout.row} - skipped)
    broken = {row for row in below if refusals.add_broken(grid, row, layout.titles, found)}
    for code in _NUMBERED:
        column = layout.columns.get(code)
        if column is not None:
            broken |= _days(grid, layout, column, skipped, found)
    if not grid.lettered:
        broken |= _too_long(grid, layout, skipped, found)
    return broken


def _days(grid: Grid, layout: Layout, at: int, skipped: set[int], found: Found) -> set[int]:
    found_days = grid.column(at).where(lambda one: isinstance(one, date))
    days = {row for row in found_days if row > layout.row} - skipped
    for row in sorted(days):
        shown = as_text(tidy(grid.rows[row][at]), comma=False) or ""
        found.faults.append(refusals.day_for_number(grid, row, at, layout.titles[at], shown))
    return days


def _too_long(grid: Grid, layout: Layout, skipped: set[int], found: Found) -> set[int]:
    """Rows of a text table with more values than titles: an unquoted «3,7» would lose its 7."""
    below = range(layout.row + 1, len(grid.rows))
    rows = {row for row in below if any(grid.rows[row][layout.last + 1 :])} - skipped
    found.faults += [refusals.too_many_values(grid, row) for row in sorted(rows)]
    return rows


def _note(grid: Grid, totals: int, again: int, found: Found) -> None:
    if totals:
        found.notes.append(f"Лист «{grid.name}»: строки итогов не взяты ({totals}).")
    if again:
        found.notes.append(
            f"Лист «{grid.name}»: заголовок повторяется {counted(again, 'раз', 'раза', 'раз')},"
            " повторы пропущены."
        )
