"""What the reports of ФИС ОКО have in common: the head that names the work, the groups below.

Layouts: report name, «ВПР <год> <предмет> <N> класс», «Предмет:», «Дата:», a header in row 8.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, tidy
from shnor_core.exchange.inbox.headings import normal
from shnor_core.intake.delivery import Sheet, Value

GROUP: Final = "группы участников"
SCHOOL: Final = re.compile(r"\((?:edu|sch|ksh|spo)\d{6}\)", re.IGNORECASE)
_MUNICIPALITY: Final = re.compile(r"\(reg\d\d_m\d+\)", re.IGNORECASE)
_REGION: Final = re.compile(r"\(reg\d{2,6}\)", re.IGNORECASE)
_TITLE: Final = re.compile(
    r"ВПР\W*(20\d\d)(?:\s*г(?:од)?\.?)?\W*([А-Яа-яЁё][А-Яа-яЁё\s()\-]*?)\W*(\d{1,2})\s*класс",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(20\d\d)")
_GREATEST: Final = re.compile(r"максимальный первичный балл\W*(\d{1,3})\b", re.IGNORECASE)
_FIRST_AUTUMN_MONTH: Final = 8


@dataclass(frozen=True, slots=True)
class Work:
    """The work a report is about; ``year`` is the one in which the school year ends."""

    subject: str
    grade: int
    year: int
    season: str

    def columns(self, length: int) -> dict[str, tuple[Value, ...]]:
        """The same work in every row."""
        values: dict[str, Value] = {
            "kind": "ВПР",
            "subject": self.subject,
            "grade": self.grade,
            "year": self.year,
            "season": self.season,
        }
        return {code: (value,) * length for code, value in values.items()}


@dataclass(frozen=True, slots=True)
class Block:
    """One report on a sheet: its work and the rows below its header.

    ``greatest`` is the greatest primary score of the work, ``None`` where it is not printed.
    """

    header: int
    work: Work
    rows: range
    greatest: int | None = None


@dataclass(slots=True)
class Rows:
    """Rows of one subject as they are gathered."""

    subject: str
    numbers: list[int] = field(default_factory=list)
    cells: dict[str, list[Value]] = field(default_factory=dict)

    def add(self, number: int, values: Mapping[str, Value]) -> None:
        self.numbers.append(number)
        for code, value in values.items():
            self.cells.setdefault(code, []).append(value)

    def into(self, found: Found, grid: Grid, work: Work, places: Mapping[str, int]) -> None:
        """Hand the rows on as a sheet, if there are any."""
        if not self.numbers:
            return
        columns: dict[str, Sequence[Value]] = {
            code: tuple(values) for code, values in self.cells.items()
        }
        letters = {code: grid.letter(at) for code, at in places.items() if grid.lettered}
        found.sheets.append(
            Sheet(
                self.subject,
                grid.name,
                tuple(self.numbers),
                columns | work.columns(len(self.numbers)),
                letters,
            )
        )


def blocks(grid: Grid, headers: Sequence[int], found: Found) -> Iterator[Block]:
    """Reports of a sheet whose work is named; the others become faults."""
    ends = [*headers[1:], len(grid.rows)]
    for place, header in enumerate(headers):
        above = range(headers[place - 1] + 1 if place else 0, header)
        work = _work(grid, above, header, found)
        if work:
            lines = [_line(grid.rows[row]) for row in above]
            yield Block(header, work, range(header + 1, ends[place]), _greatest(lines))


def _greatest(lines: Sequence[str]) -> int | None:
    found = next((match for line in reversed(lines) if (match := _GREATEST.search(line))), None)
    return int(found[1]) or None if found else None


def _work(grid: Grid, above: range, header: int, found: Found) -> Work | None:
    lines = [_line(grid.rows[row]) for row in above]
    title = next((match for line in reversed(lines) if (match := _TITLE.search(line))), None)
    if not title:
        found.faults.append(refusals.no_work(grid, header))
        return None
    subject, grade, year = title[2].strip(), int(title[3]), int(title[1])
    named = next((line for line in reversed(lines) if normal(line).startswith("предмет")), "")
    if named and normal(subject) not in normal(named) and normal(named) != "предмет":
        found.faults.append(refusals.two_subjects(grid, header, subject, named))
        return None
    day = _day(lines)
    if day is None or day.year != year:
        found.faults.append(refusals.no_day(grid, header, year, day))
        return None
    if day.month >= _FIRST_AUTUMN_MONTH:
        return Work(subject, grade, year + 1, "осень")
    return Work(subject, grade, year, "весна")


def _line(row: Sequence[Any]) -> str:
    texts = [as_text(tidy(cell), comma=False) for cell in row]
    return " ".join(text.strip() for text in texts if text)


def _day(lines: Sequence[str]) -> date | None:
    line = next((line for line in reversed(lines) if normal(line).startswith("дата")), "")
    found = _DAY.search(line)
    if not found:
        return None
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def group_rows(grid: Grid, block: Block, at: int) -> Iterator[tuple[int, str, str]]:
    """Rows of a block as (row, scope, label).

    Scope is «школа», «муниципалитет», «регион» or «страна»; «» where it cannot be told. The
    region carries no code: it stands between «Вся выборка» and the first municipality.
    """
    below_region = False
    for row in block.rows:
        text = as_text(tidy(grid.rows[row][at]), comma=False)
        if not text:
            continue
        label = text.strip()
        if SCHOOL.search(label):
            scope, below_region = "школа", True
        elif _MUNICIPALITY.search(label):
            scope, below_region = "муниципалитет", True
        elif normal(label) == "вся выборка":
            scope, below_region = "страна", False
        elif _REGION.search(label) or not below_region:
            scope, below_region = "регион", True
        else:
            scope = ""
        yield row, scope, label


def number(grid: Grid, row: int, at: int) -> float | None:
    """A number in a cell, also one kept as text: «12,36», «12,36 %», «1 204»."""
    value = tidy(grid.rows[row][at])
    if value is None or isinstance(value, bool | date):
        return None
    if isinstance(value, str):
        text = re.sub(r"[\s%]", "", value).replace(",", ".")
        return float(text) if re.fullmatch(r"\d{1,12}(\.\d{1,12})?", text) else None
    return value * 100 if (row, at) in grid.percents else float(value)


def cells_of_row(
    grid: Grid, row: int, places: Mapping[str, int], codes: Sequence[str]
) -> list[float | None] | None:
    """Numbers of a row; None where nobody wrote: all of them empty, or all of them zero."""
    cells = [grid.rows[row][places[code]] for code in codes]
    numbers = [number(grid, row, places[code]) for code in codes]
    broken = any((row, places[code]) in grid.broken for code in codes)
    if not broken and all(cell in ("", None) for cell in cells):
        return None
    return numbers if broken or any(one != 0 for one in numbers) else None
