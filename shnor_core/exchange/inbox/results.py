"""What tables of results hide: works nobody wrote, several years, one mark a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import compress
from typing import Any, Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid
from shnor_core.exchange.inbox.headings import Layout, normal
from shnor_core.intake.delivery import Cells, Sheet, Value, text_of
from shnor_core.procedure_words import read_year
from shnor_core.wording import counted

_COUNTS: Final = {
    "assessments": ("participants", "n2", "n3", "n4", "n5", "mean_score"),
    "benchmarks": ("participants", "n2", "n3", "n4", "n5", "mean_score"),
    "journal": ("lowered", "confirmed", "raised"),
}
_NOTHING: Final = (0, "0", None)
_MARK_TITLES: Final = ("отметка", "оценка")
_COUNT_TITLES: Final = ("количество", "кол-во", "число", "количество учеников", "человек")
_MARKS: Final = ("2", "3", "4", "5")


def without_unwritten(sheet: Sheet, found: Found) -> Sheet:
    """Results without the rows of zeros that mean «никто не писал»; a note says how many."""
    counts = [
        sheet.columns[code] for code in _COUNTS.get(sheet.subject, ()) if code in sheet.columns
    ]
    if not counts:
        return sheet
    candidates = Cells.of(counts[0]).where((0, "0").__contains__)
    empty = {row for row in candidates if all(cells[row] in _NOTHING for cells in counts)}
    if not empty:
        return sheet
    places = ", ".join(str(sheet.rows[row]) for row in sorted(empty)[:10])
    found.notes.append(
        f"Лист «{sheet.name}»: никто не писал —"
        f" {counted(len(empty), 'строка', 'строки', 'строк')}, не взяты (строки {places}"
        f"{' и другие' if len(empty) > 10 else ''})."
    )
    kept = [row not in empty for row in range(len(sheet.rows))]
    columns: dict[str, Sequence[Value]] = {
        code: tuple(compress(cells, kept)) for code, cells in sheet.columns.items()
    }
    return replace(sheet, rows=tuple(compress(sheet.rows, kept)), columns=columns)


def note_years(sheets: Sequence[Sheet], found: Found) -> None:
    """Say that a file of results holds several years: that may be a slip."""
    years = {
        year
        for sheet in sheets
        if sheet.subject in _COUNTS
        for printed in set(sheet.columns.get("year", ()))
        if (year := read_year(text_of(printed))) is not None
    }
    if len(years) > 1:
        found.notes.append(
            f"В файле результаты за {counted(len(years), 'год', 'года', 'лет')}:"
            f" {', '.join(map(str, sorted(years)))}."
        )


def long_marks(layout: Layout) -> tuple[int, int] | None:
    """Columns «Отметка» and «Количество» of a table with one mark a row."""
    if layout.subject.code != "assessments" or "n2" in layout.columns:
        return None
    titles = {normal(title): at for title, at in layout.extra.items()}
    mark = next((titles[one] for one in _MARK_TITLES if one in titles), None)
    count = next((titles[one] for one in _COUNT_TITLES if one in titles), None)
    return None if mark is None or count is None else (mark, count)


def beside_each_other(
    grid: Grid,
    kept: Sequence[int],
    columns: Mapping[str, Sequence[Value]],
    places: tuple[int, int],
    found: Found,
) -> tuple[list[int], dict[str, Sequence[Value]]]:
    """Rows of one work joined into one: places in ``kept`` of their first rows, new columns.

    A mark named twice for one work, or one that is no mark, is a fault; the work is left out.
    """
    mark_at, count_at = places
    works: dict[tuple[Value, ...], dict[str, Any]] = {}
    firsts: dict[tuple[Value, ...], int] = {}
    spoiled = set()
    for place, row in enumerate(kept):
        work = tuple(cells[place] for cells in columns.values())
        marks = works.setdefault(work, {})
        firsts.setdefault(work, place)
        mark = normal(grid.rows[row][mark_at])
        if mark not in _MARKS or mark in marks:
            found.faults.append(refusals.wrong_mark(grid, row, mark_at, mark))
            spoiled.add(work)
        marks[mark] = grid.rows[row][count_at]
    good = [work for work in works if work not in spoiled]
    counts: dict[str, Sequence[Value]] = {
        f"n{mark}": tuple(works[work].get(mark) or None for work in good) for mark in _MARKS
    }
    first = [firsts[work] for work in good]
    shared = {code: tuple(cells[place] for place in first) for code, cells in columns.items()}
    return first, shared | counts
