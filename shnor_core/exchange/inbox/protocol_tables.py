"""Monitoring tables of a protocol: one per school, broken over pages, merged as Word merges.

Printed text is kept exactly; only the director's and the curator's names beside the name of a
school are cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid, as_text, percent_text, tidy
from shnor_core.exchange.inbox.headings import Layout, layouts, normal
from shnor_core.intake.delivery import Sheet, Value
from shnor_core.intake.subjects import subject

_PEOPLE: Final = re.compile(
    r"\s*\(?\s*(?:и\.\s*о\.\s*)?(?:директор|куратор|заместител|заведующ)", re.IGNORECASE
)
_BEGINS: Final = re.compile(
    r"[«\"“]?(?:муниципальн|государственн|краев|областн|филиал|м[бак]?оу|[кг]+боу|средн|основн|"
    r"начальн|школа|лицей|гимназия|[сон]ош)",
    re.IGNORECASE,
)
_NAMES: Final = re.compile(
    r"(?<!\w)(?:школа|школа-интернат|лицей|гимназия|[сон]ош|центр образования)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 250


@dataclass(slots=True)
class _Row:
    """One indicator of one school as printed; ``values`` by year."""

    number: int
    school: str | None
    code: str | None
    indicator: str
    unit: str
    values: dict[int, str]


@dataclass(slots=True)
class _State:
    """What stands above the next row: columns, school, group of indicators."""

    layout: Layout | None = None
    width: int = 0
    school: str | None = None
    named: bool = False
    group: str = ""
    inner: int = 0
    passed: int = 0
    tables: list[tuple[Grid, Layout, list[_Row]]] = field(default_factory=list)

    @property
    def last(self) -> _Row | None:
        """The row before, on this page or the one before it."""
        return next((rows[-1] for _, _, rows in reversed(self.tables) if rows), None)

    def begin(self, school: str) -> None:
        """Rows of another school follow."""
        self.school, self.named, self.group, self.inner = school, True, "", 0


def read_protocol(blocks: Iterable[str | Grid], found: Found) -> None:
    """Add the monitoring tables of a document, school after school."""
    state = _State()
    for block in blocks:
        if isinstance(block, str):
            name = school_name(block)
            if name:
                state.begin(name)
        elif block.rows:
            _read_table(block, state, found)
    for grid, layout, rows in state.tables:
        _add(grid, layout, rows, found)
    if state.passed:
        found.notes.append(f"Таблиц без показателей по годам: {state.passed}, они не взяты.")


def school_name(text: str) -> str:
    """The school a paragraph names, without the people in it; "" when it names none.

    >>> school_name("МАОУ «Средняя школа №2» (директор И. О. Фамилия, куратор И. О. Фамилия)")
    'МАОУ «Средняя школа №2»'
    >>> school_name("Система работы со школами с низкими результатами обучения")
    ''
    """
    people = _PEOPLE.search(text)
    name = (text[: people.start()] if people else text).strip(" ,;.")
    if len(name) > _LONGEST_NAME or not _BEGINS.match(name) or not _NAMES.search(name):
        return ""
    return name if re.search('[№«"“\\d]', name) else ""


def _read_table(grid: Grid, state: _State, found: Found) -> None:
    monitoring = subject("monitoring")
    headed = next((one for one in layouts(grid, monitoring) if _is_monitoring(one)), None)
    if headed:
        for row in range(headed.row):
            _take_school(grid, row, state)
        if not _belongs_somewhere(grid, headed, state):
            found.faults.append(refusals.no_school_above(grid))
            state.layout = None
            return
        state.layout, state.width = headed, len(grid.rows[0])
    elif state.layout is None or len(grid.rows[0]) != state.width:
        state.layout = None
        state.passed += 1
        return
    _read_rows(grid, state.layout, state, headed.row if headed else -1, found)
    state.named = False


def _is_monitoring(layout: Layout) -> bool:
    shared = set(layout.columns)
    return bool(layout.years) and {"code", "indicator"} <= shared and "school" not in shared


def read_sheet(grid: Grid, found: Found) -> bool:
    """Whether a sheet of a workbook is such a table; its rows are added then."""
    if not any(_is_monitoring(one) for one in layouts(grid, subject("monitoring"))[:1]):
        return False
    if "контекст" in normal(grid.name):
        return False
    read_protocol([grid.name, _worded(grid)], found)
    return True


def _worded(grid: Grid) -> Grid:
    """The same sheet with the texts a reader sees; a broken cell says what it shows."""
    rows = [
        [
            percent_text(cell) if (row, at) in grid.percents else as_text(tidy(cell), comma=True)
            for at, cell in enumerate(cells)
        ]
        for row, cells in enumerate(grid.rows)
    ]
    return replace(grid, rows=[[cell or "" for cell in cells] for cells in rows])


def _belongs_somewhere(grid: Grid, layout: Layout, state: _State) -> bool:
    """Whether it is clear whose table this is: named, the municipality's first, or a next page.

    The next page repeats the header and goes on counting; a table that counts from one again
    without a name is nobody's.
    """
    numbers = (_number(row, layout) for row in grid.rows[layout.row + 1 :])
    first = next((number for number in numbers if number), "")
    goes_on = state.layout is not None and first not in ("1", "1.1")
    if state.named or goes_on:
        return True
    return state.school is None and state.last is None


def _number(cells: Sequence[str], layout: Layout) -> str:
    return cells[layout.columns["code"]].strip().strip(".")


def _take_school(grid: Grid, row: int, state: _State) -> bool:
    """Whether the row runs across the table; a school named in it begins."""
    filled = [cell for cell in grid.rows[row] if cell]
    across = any(top <= row <= bottom and left < right for top, left, bottom, right in grid.merged)
    if len(filled) != 1 or not across:
        return False
    name = school_name(filled[0])
    if name:
        state.begin(name)
    return True


def _read_rows(grid: Grid, layout: Layout, state: _State, header: int, found: Found) -> None:
    rows: list[_Row] = []
    last = state.last if header < 0 else None
    state.tables.append((grid, layout, rows))
    titles = [normal(cell) for cell in grid.top(header)] if header >= 0 else []
    for at in range(header + 1, len(grid.rows)):
        cells = grid.rows[at]
        if not any(cells) or [normal(cell) for cell in cells] == titles:
            continue
        if _take_school(grid, at, state):
            continue
        row = _read_row(grid, at, layout, state)
        if last and not rows and _is_tail(cells, row, layout):
            # the end of the page cut the words of the row before
            last.indicator = f"{last.indicator} {row.indicator}"
            continue
        _give_code(row, _number(cells, layout), state)
        if not refusals.add_broken(grid, at, layout.titles, found):
            rows.append(row)


def _read_row(grid: Grid, at: int, layout: Layout, state: _State) -> _Row:
    cells = grid.rows[at]
    unit = cells[layout.columns["unit"]] if "unit" in layout.columns else ""
    values = {year: cells[place] for year, place in layout.years.items()}
    indicator = cells[layout.columns["indicator"]]
    return _Row(grid.number(at), state.school, None, indicator, unit, values)


def _is_tail(cells: Sequence[str], row: _Row, layout: Layout) -> bool:
    silent = not row.unit and not any(row.values.values())
    return silent and not _number(cells, layout)


def _give_code(row: _Row, number: str, state: _State) -> None:
    """«2.» merged over three indicators numbers them 2.1, 2.2, 2.3; «2.1» stays."""
    if re.fullmatch(r"\d+(\.\d+)+", number):
        row.code = number
        return
    if number and number != state.group:
        state.group, state.inner = number, 0
    state.inner += 1
    row.code = f"{state.group}.{state.inner}" if state.group else None


def _add(grid: Grid, layout: Layout, rows: Sequence[_Row], found: Found) -> None:
    """Years beside each other become rows under each other."""
    long = [(row, year, value) for row in rows for year, value in row.values.items()]
    if not long:
        return
    columns: dict[str, Sequence[Value]] = {
        "school": tuple(row.school for row, _, _ in long),
        "code": tuple(row.code for row, _, _ in long),
        "indicator": tuple(row.indicator or None for row, _, _ in long),
        "unit": tuple(row.unit or None for row, _, _ in long),
        "year": tuple(year for _, year, _ in long),
        "value": tuple(value or None for _, _, value in long),
    }
    numbers = tuple(row.number for row, _, _ in long)
    letters = {code: grid.letter(at) for code, at in layout.columns.items() if grid.lettered}
    found.sheets.append(Sheet("monitoring", grid.name, numbers, columns, letters))
