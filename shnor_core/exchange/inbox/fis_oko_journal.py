"""ФИС ОКО, «Сравнение отметок с отметками по журналу»: how many marks are lower, equal, higher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.fis_oko import (
    GROUP,
    Block,
    Rows,
    blocks,
    cells_of_row,
    group_rows,
    number,
)
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid
from shnor_core.exchange.inbox.headings import normal
from shnor_core.exchange.inbox.restored_counts import restored_counts
from shnor_core.intake.delivery import Value

_PARTS: Final = {"lowered": "понизили", "confirmed": "подтвердили", "raised": "повысили"}


def is_header(cells: Sequence[Any]) -> bool:
    """Whether a row is the header of this report."""
    titles = [normal(cell) for cell in cells]
    return GROUP in titles and all(
        any(title.startswith(word) for title in titles) for word in _PARTS.values()
    )


def read_journal_report(grid: Grid, headers: Sequence[int], found: Found) -> None:
    """Add the comparison of schools; rows of region and municipality have no place of their own.

    Counts must sum to the number of participants and print as the percents beside them.
    """
    for block in blocks(grid, headers, found):
        _read_block(grid, block, found)


def _read_block(grid: Grid, block: Block, found: Found) -> None:
    places = _places(grid, block.header)
    absent = [title for code, title in _TITLES.items() if code not in places]
    for title in absent:
        found.faults.append(
            refusals.no_column(grid, block.header, title, "Сравнение с отметками по журналу")
        )
    if absent:
        return
    schools, unwritten = Rows("journal"), 0
    for row, scope, label in group_rows(grid, block, places["group"]):
        if scope not in ("школа", ""):
            continue
        values = _counts(grid, row, places)
        if values is None:
            unwritten += bool(scope)
        elif not scope or isinstance(values, str):
            found.faults.append(refusals.marks_row(grid, row, places, label, values))
        else:
            schools.add(grid.number(row), {"school": label} | values)
    schools.into(found, grid, block.work, places | {"school": places["group"]})
    found.notes.append(
        f"Лист «{grid.name}»: сравнение с журналом взято по школам, строки региона и"
        " муниципалитета не хранятся."
    )
    if unwritten:
        found.notes.append(f"Лист «{grid.name}»: никто не писал — строк {unwritten}, не взяты.")


_TITLES: Final = {"participants": "Кол-во участников(всего)"} | {
    code: f"{word.capitalize()} … Кол-во участников" for code, word in _PARTS.items()
}


def _places(grid: Grid, header: int) -> dict[str, int]:
    """Columns by their titles; where «%» and «Кол-во» stand in a second row, that one helps."""
    below = grid.rows[header + 1] if header + 1 < len(grid.rows) else ()
    places: dict[str, int] = {}
    part = ""
    for at, cell in enumerate(grid.top(header)):
        title = normal(cell)
        named = next((code for code, word in _PARTS.items() if title.startswith(word)), "")
        part = named or ("" if title else part)
        under = normal(below[at]) if below and (named or not title) else ""
        if title == GROUP:
            places["group"] = at
        elif part:
            counted = "кол-во" in title or "кол-во" in under
            places.setdefault(part if counted else f"{part} %", at)
        elif title.startswith("кол-во участников") or title == "всего":
            places.setdefault("participants", at)
    return places


def _counts(grid: Grid, row: int, places: Mapping[str, int]) -> dict[str, Value] | str | None:
    """Counts of a row; None where nobody wrote; the rule that is broken otherwise."""
    numbers = cells_of_row(grid, row, places, ("participants", *_PARTS))
    if numbers is None:
        return None
    if any(one is None or one != int(one) for one in numbers):
        return "not_a_number"
    whole, *counts = (int(one) for one in numbers if one is not None)
    if sum(counts) != whole:
        return "parts_do_not_sum"
    shares = [number(grid, row, places[f"{code} %"]) for code in _PARTS if f"{code} %" in places]
    percents = [one for one in shares if one is not None]
    if len(percents) == len(_PARTS) and restored_counts(whole, percents) != tuple(counts):
        return "percents_do_not_fit"
    return dict(zip(_PARTS, counts, strict=True))
