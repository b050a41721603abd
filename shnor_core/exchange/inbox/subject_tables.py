"""Tables of the blank workbook, and any other whose headings say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from shnor_core.exchange.form import EXAMPLE, HOW_TO, VERSION_SHEET
from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, percent_text, tidy
from shnor_core.exchange.inbox.headings import Layout, layouts, normal
from shnor_core.intake.delivery import Sheet, Value
from shnor_core.intake.subjects import Column, subjects
from shnor_core.wording import counted

_TOTAL: Final = re.compile(r"\s*(итого|всего|в среднем|среднее)\b", re.IGNORECASE)
_OURS: Final = {normal(HOW_TO), normal(VERSION_SHEET)}
#: columns whose text Excel likes to turn into a day: «1.10»
_NUMBERED: Final = ("code", "number")


def read_table(grid: Grid, found: Found) -> None:
    """Add the table of a sheet to what was found; an unknown sheet becomes a fault."""
    if normal(grid.name) in _OURS or not grid.rows:
        return
    blocks = _chosen(grid, found)
    for layout in blocks:
        for title in layout.absent:
            fault = refusals.no_column(grid, layout.row, title, layout.subject.title)
            found.faults.append(fault)
        if not layout.absent:
            _read_block(grid, layout, found)
    if len(blocks) > 1:
        found.notes.append(f"Лист «{grid.name}»: рядом стоят {len(blocks)} таблицы, прочитаны все.")


def _chosen(grid: Grid, found: Found) -> tuple[Layout, ...]:
    """The subject the headings speak of; the sheet's name decides only between equals."""
    candidates = [blocks for one in subjects() if (blocks := layouts(grid, one))]
    best = max((_score(blocks[0]) for blocks in candidates), default=(0, 0))
    if best[1] < 2:
        found.faults.append(refusals.unknown_sheet(grid))
        return ()
    equals = [blocks for blocks in candidates if _score(blocks[0]) == best]
    named = [b for b in equals if normal(b[0].subject.title) in normal(grid.name)]
    if len(equals) > 1 and len(named) != 1:
        titles = [blocks[0].subject.title for blocks in equals]
        found.faults.append(refusals.ambiguous(grid, titles))
        return ()
    return (named or equals)[0]


def _score(layout: Layout) -> tuple[int, int]:
    known = len(layout.columns) + (2 if layout.years else 0)
    return (known - 2 * len(layout.absent), known)


def _read_block(grid: Grid, layout: Layout, found: Found) -> None:
    first = layout.row + 1
    grid.fill_down(_worded(layout), layout.row)
    again = _header_again(grid, layout)
    kept = _kept(grid, layout, range(first, len(grid.rows)), again, found)
    _note(grid, layout, again, found)
    if layout.years:
        add_wide(grid, layout, kept, found)
    else:
        _add_long(grid, layout, kept, found)


def _worded(layout: Layout) -> set[int]:
    """Columns of words: a merged word speaks of each of its rows, a merged number does not."""
    counted = ("whole", "number", "printed")
    return {
        at for code, at in layout.columns.items() if layout.subject.column(code).kind not in counted
    }


def _header_again(grid: Grid, layout: Layout) -> set[int]:
    """Rows below that repeat the header, as tables broken over pages do."""
    header = grid.rows[layout.row]
    at = next(iter(layout.columns.values()))
    places = list(layout.columns.values())
    return {
        row
        for row in range(layout.row + 1, len(grid.rows))
        if grid.rows[row][at] == header[at]
        and sum(grid.rows[row][one] == header[one] for one in places) * 2 > len(places)
    }


def _kept(
    grid: Grid, layout: Layout, rows: Iterable[int], again: set[int], found: Found
) -> list[int]:
    """Rows with data: not empty, not an example, not a total, without a broken cell."""
    places = [*layout.columns.values(), *layout.years.values()]
    examples = _rows_with(grid, range(len(grid.rows[0])), layout.row, _is_example)
    school = layout.columns.get("school")
    named = [] if school is None or layout.subject.code == "schools" else [school]
    totals = _rows_with(grid, named, layout.row, _is_total) - examples
    broken = _broken(grid, layout, examples | totals, found)
    found.examples += len(examples)
    if totals:
        found.notes.append(f"Лист «{grid.name}»: строки итогов не взяты ({len(totals)}).")
    dropped = again | examples | totals | broken
    empty = ("", None)
    return [
        row
        for row in rows
        if row not in dropped and any(grid.rows[row][at] not in empty for at in places)
    ]


def _rows_with(grid: Grid, places: Iterable[int], header: int, test: Any) -> set[int]:
    """Rows below the header with a text that passes the test in one of the columns."""
    found: set[int] = set()
    for at in places:
        column = [row[at] for row in grid.rows]
        wanted = {one for one in set(column) if isinstance(one, str) and test(one)}
        if wanted:
            found |= {row for row, one in enumerate(column) if row > header and one in wanted}
    return found


def _is_example(text: str) -> bool:
    return text.strip().casefold() == EXAMPLE


def _is_total(text: str) -> bool:
    return bool(_TOTAL.match(text))


def _broken(grid: Grid, layout: Layout, skipped: set[int], found: Found) -> set[int]:
    below = sorted({row for row, _ in grid.broken if row > layout.row} - skipped)
    return {row for row in below if refusals.add_broken(grid, row, layout.titles, found)}


def _note(grid: Grid, layout: Layout, again: set[int], found: Found) -> None:
    if layout.extra:
        names = ", ".join(f"«{title}»" for title in layout.extra)
        found.notes.append(f"Лист «{grid.name}»: столбцы {names} не нужны и не взяты.")
    if again:
        found.notes.append(
            f"Лист «{grid.name}»: заголовок повторяется"
            f" {counted(len(again), 'раз', 'раза', 'раз')}, повторы пропущены."
        )
    if layout.subject.title.casefold() != grid.name.casefold() and grid.lettered:
        found.notes.append(
            f"Лист «{grid.name}» прочитан как «{layout.subject.title}»: так говорят заголовки."
        )


def _add_long(grid: Grid, layout: Layout, kept: Sequence[int], found: Found) -> None:
    columns = {
        code: _cells(grid, kept, at, layout.subject.column(code))
        for code, at in layout.columns.items()
    }
    _add(grid, layout, kept, columns, dict(layout.columns), found)


def add_wide(grid: Grid, layout: Layout, kept: Sequence[int], found: Found) -> None:
    """Years beside each other become sheets of one year each, with the letters of that year."""
    shared = {
        code: _cells(grid, kept, at, layout.subject.column(code))
        for code, at in layout.columns.items()
    }
    value = layout.subject.column("value")
    for year, at in layout.years.items():
        columns = {"year": (year,) * len(kept), "value": _cells(grid, kept, at, value)}
        places = dict(layout.columns) | {"year": at, "value": at}
        _add(grid, layout, kept, shared | columns, places, found)


def _add(
    grid: Grid,
    layout: Layout,
    kept: Sequence[int],
    columns: dict[str, tuple[Value, ...]],
    places: dict[str, int],
    found: Found,
) -> None:
    if not kept:
        return
    letters = {code: grid.letter(at) for code, at in places.items()} if grid.lettered else {}
    rows = tuple(map(grid.number, kept))
    found.sheets.append(Sheet(layout.subject.code, grid.name, rows, columns, letters))


def _cells(grid: Grid, kept: Sequence[int], at: int, column: Column) -> tuple[Value, ...]:
    """Cells of a column; each distinct value is looked at once."""
    raw = [grid.rows[row][at] for row in kept]
    worded = column.kind in ("text", "printed", "school")
    percents = {row for row, place in grid.percents if place == at} if worded else set()

    def plain(value: Any) -> Value:
        tidied = tidy(value)
        return as_text(tidied, comma=column.kind == "printed") if worded else tidied

    if percents:
        return tuple(
            percent_text(value) if row in percents else plain(value)
            for row, value in zip(kept, raw, strict=True)
        )
    # True and 1.0 are one key of a dictionary, so a column with both is read cell by cell
    if bool in set(map(type, raw)):
        return tuple(map(plain, raw))
    known = {one: plain(one) for one in set(raw)}
    return tuple(map(known.__getitem__, raw))
