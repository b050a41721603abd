"""Tables of the blank workbook, and any other whose headings say the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from shnor_core.exchange.form_words import HOW_TO, VERSION_SHEET
from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, percent_text, tidy
from shnor_core.exchange.inbox.headings import Layout, layouts, normal
from shnor_core.exchange.inbox.kept_rows import kept_rows
from shnor_core.exchange.inbox.results import beside_each_other, long_marks, without_unwritten
from shnor_core.intake.delivery import Cells, Sheet, Value
from shnor_core.intake.subjects import Column, subjects
from shnor_core.wording import counted

_OURS: Final = {normal(HOW_TO), normal(VERSION_SHEET)}


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
        told = counted(len(blocks), "таблица", "таблицы", "таблиц")
        found.notes.append(f"Лист «{grid.name}»: рядом стоят {told}, прочитаны все.")


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
    grid.fill_down(_worded(layout), layout.row)
    kept = kept_rows(grid, layout, found)
    marks = long_marks(layout)
    _note(grid, layout, marks or (), found)
    if layout.years:
        _add_wide(grid, layout, kept, found)
        return
    columns = _columns(grid, layout, kept)
    if marks:
        firsts, columns = beside_each_other(grid, kept, columns, marks, found)
        kept = [kept[first] for first in firsts]
    _add(grid, layout, kept, columns, layout.columns, found)


def _worded(layout: Layout) -> set[int]:
    """Columns of words: a merged word speaks of each of its rows, a merged number does not."""
    counted = ("whole", "number", "printed")
    return {
        at for code, at in layout.columns.items() if layout.subject.column(code).kind not in counted
    }


def _note(grid: Grid, layout: Layout, taken: Collection[int], found: Found) -> None:
    extra = [title for title, at in layout.extra.items() if at not in taken]
    if extra:
        names = ", ".join(f"«{title}»" for title in extra)
        found.notes.append(f"Лист «{grid.name}»: столбцы {names} не нужны и не взяты.")
    if layout.subject.title.casefold() != grid.name.casefold() and grid.lettered:
        found.notes.append(
            f"Лист «{grid.name}» прочитан как «{layout.subject.title}»: так говорят заголовки."
        )


def _columns(grid: Grid, layout: Layout, kept: Sequence[int]) -> dict[str, Sequence[Value]]:
    return {
        code: _cells(grid, kept, at, layout.subject.column(code))
        for code, at in layout.columns.items()
    }


def _add_wide(grid: Grid, layout: Layout, kept: Sequence[int], found: Found) -> None:
    """Years beside each other become sheets of one year each, with the letters of that year."""
    shared = _columns(grid, layout, kept)
    value = layout.subject.column("value")
    for year, at in layout.years.items():
        columns = {"year": (year,) * len(kept), "value": _cells(grid, kept, at, value)}
        places = {**layout.columns, "year": at, "value": at}
        _add(grid, layout, kept, shared | columns, places, found)


def _add(
    grid: Grid,
    layout: Layout,
    kept: Sequence[int],
    columns: dict[str, Sequence[Value]],
    places: Mapping[str, int],
    found: Found,
) -> None:
    letters = {code: grid.letter(at) for code, at in places.items()} if grid.lettered else {}
    rows = tuple(map(grid.number, kept))
    sheet = Sheet(layout.subject.code, grid.name, rows, columns, letters)
    sheet = without_unwritten(sheet, found)
    if sheet.rows:
        found.sheets.append(sheet)


def _cells(grid: Grid, kept: Sequence[int], at: int, column: Column) -> Sequence[Value]:
    """Cells of a column; each distinct value is looked at once."""
    raw = grid.column(at).at(kept)
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
    return Cells(tuple(map(plain, raw.different)), raw.codes)
