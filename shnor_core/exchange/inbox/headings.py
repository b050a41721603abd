"""Finding a header by its titles: any order, other names, moved down, merged or doubled."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from shnor_core.exchange.form_words import MARK
from shnor_core.exchange.inbox.grid import HEADER_ROWS, Grid, as_text, tidy
from shnor_core.intake.subjects import Subject, subjects

_QUOTES = re.compile("[«»\"'“”„*]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the columns of a subject stand: code → index; ``extra`` are titles it does not know."""

    subject: Subject
    row: int
    columns: Mapping[str, int]
    years: Mapping[int, int]
    extra: Mapping[str, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The last column with a title."""
        known = (self.columns, self.years, self.extra)
        return max(at for places in known for at in places.values())

    @property
    def titles(self) -> dict[int, str]:
        """Column index → what the form calls it; years by their number."""
        named = {at: self.subject.column(code).title for code, at in self.columns.items()}
        return named | {at: str(year) for year, at in self.years.items()}

    @property
    def absent(self) -> tuple[str, ...]:
        """Titles of required columns the table does not have."""
        wide = {"year", "value"} if self.years else set()
        return tuple(
            one.title
            for one in self.subject.columns
            if one.required and one.code not in self.columns and one.code not in wide
        )


def normal(value: Any) -> str:
    """A heading without case, quotes, asterisks and line breaks.

    >>> normal(" Писали * "), normal("«2»"), normal(2.0), normal("Единица\\nизмерения:")
    ('писали', '2', '2', 'единица измерения')
    """
    text = as_text(tidy(value), comma=False) or ""
    return " ".join(_QUOTES.sub(" ", text.casefold().replace("ё", "е")).split()).strip(" .:")


def year_heading(value: Any) -> int | None:
    """Year of a column of a wide table: «2019 год», 2019, «2019 г.», «2023/24».

    >>> year_heading("2019 год"), year_heading(2019.0), year_heading("2023/24"), year_heading("19")
    (2019, 2019, 2024, None)
    """
    found = re.fullmatch(
        r"((?:19|20)\d\d)(?:\s*[/–-]\s*(?:20)?(\d\d))?\s*(?:уч(?:ебный)?\.?\s*)?(?:г(?:од)?\.?)?",
        normal(value),
    )
    if not found:
        return None
    year = int(found[1])
    if found[2] is None:
        return year
    return year + 1 if int(found[2]) == (year + 1) % 100 else None


@cache
def names(code: str) -> Mapping[str, str]:
    """Normal headings of a subject → codes of its columns."""
    known: dict[str, str] = {}
    subject = next(one for one in subjects() if one.code == code)
    for column in subject.columns:
        for title in (column.title, column.code, *column.synonyms):
            known.setdefault(normal(title), column.code)
    return known


def layouts(grid: Grid, subject: Subject) -> tuple[Layout, ...]:
    """Blocks of a subject in the best header row; more than one where the header is doubled."""
    best: tuple[Layout, ...] = ()
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        found = tuple(_blocks(grid, subject, row))
        if found and (not best or len(found[0].columns) > len(best[0].columns)):
            best = found
    return best


def _blocks(grid: Grid, subject: Subject, row: int) -> Iterator[Layout]:
    """Layouts of one row: a title that comes again begins a new block."""
    columns: dict[str, int] = {}
    years: dict[int, int] = {}
    extra: dict[str, int] = {}
    for at, cell in enumerate(grid.top(row)):
        code, title = _named(grid, subject, row, at)
        year = None if code or not _wide(subject) else year_heading(cell)
        if code and code in columns:
            yield Layout(subject, row, columns, years, extra)
            columns, years, extra = {}, {}, {}
        if code:
            columns[code] = at
        elif year and year not in years:
            years[year] = at
        elif title and title != normal(MARK):
            extra[str(cell).strip()] = at
    if columns:
        yield Layout(subject, row, columns, years, extra)


def _named(grid: Grid, subject: Subject, row: int, at: int) -> tuple[str, str]:
    """Code and normal title of a column; an empty cell is named by the one above it."""
    known = names(subject.code)
    title = normal(grid.top(row)[at])
    if title or row == 0:
        return known.get(title, ""), title
    return known.get(normal(grid.top(row - 1)[at]), ""), ""


def _wide(subject: Subject) -> bool:
    return {"year", "value"} <= {column.code for column in subject.columns}
