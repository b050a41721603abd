"""ФИС ОКО, «Статистика по отметкам»: percents of marks by region, municipality, school."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from shnor_core.exchange.inbox import refusals
from shnor_core.exchange.inbox.fis_oko import GROUP, Block, Rows, blocks, cells_of_row, group_rows
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import Grid
from shnor_core.exchange.inbox.headings import normal
from shnor_core.exchange.inbox.restored_counts import (
    MOST_PUPILS,
    nearest_counts,
    restored_counts,
    slack,
)
from shnor_core.intake.delivery import Value
from shnor_core.wording import counted, number

_MARKS: Final = ("2", "3", "4", "5")
_CODES: Final = ("n2", "n3", "n4", "n5")


def is_header(cells: Sequence[Any]) -> bool:
    """Whether a row is the header of this report: marks stand there as numbers."""
    titles = set(map(normal, cells))
    return GROUP in titles and titles.issuperset(_MARKS)


def read_marks_report(grid: Grid, headers: Sequence[int], found: Found) -> None:
    """Add benchmarks of region and municipality and results of schools.

    Percents are turned back into counts: exactly for a school (:func:`restored_counts`), as near
    as two decimals allow for the many pupils of a region (:func:`nearest_counts`). A row whose
    percents do not fit its number of pupils is a fault.
    """
    for block in blocks(grid, headers, found):
        _read_block(grid, block, found)


def _read_block(grid: Grid, block: Block, found: Found) -> None:
    places = _places(grid.top(block.header))
    if "participants" not in places:
        found.faults.append(
            refusals.no_column(grid, block.header, "Кол-во участников", "Статистика по отметкам")
        )
        return
    schools, levels, unwritten = Rows("assessments"), Rows("benchmarks"), 0
    widest = 0
    for row, scope, label in group_rows(grid, block, places["group"]):
        values = _counts(grid, row, scope, places)
        if values is None:
            unwritten += bool(scope)
        elif scope == "страна":
            continue
        elif not scope or isinstance(values, str):
            found.faults.append(refusals.marks_row(grid, row, places, label, values))
        elif scope == "школа":
            schools.add(grid.number(row), {"school": label} | values)
        else:
            levels.add(grid.number(row), {"scope": scope} | values)
            widest = max(widest, int(str(values["participants"])))
    schools.into(found, grid, block.work, places | {"school": places["group"]})
    levels.into(found, grid, block.work, places | {"scope": places["group"]})
    _note(grid, widest, unwritten, found)


def _places(header: Sequence[Any]) -> dict[str, int]:
    titles = [normal(cell) for cell in header]
    places = {"group": titles.index(GROUP)}
    for code, mark in zip(_CODES, _MARKS, strict=True):
        places[code] = titles.index(mark)
    for at, title in enumerate(titles):
        if title.startswith("кол-во участников"):
            places.setdefault("participants", at)
    return places


def _counts(
    grid: Grid, row: int, scope: str, places: Mapping[str, int]
) -> dict[str, Value] | str | None:
    """Counts of a row; None where nobody wrote; the rule that is broken otherwise."""
    numbers = cells_of_row(grid, row, places, ("participants", *_CODES))
    if numbers is None:
        return None
    whole = numbers[0]
    percents = [one for one in numbers[1:] if one is not None]
    if whole is None or whole != int(whole) or len(percents) != len(_CODES):
        return "not_a_number"
    if scope == "школа" and whole > MOST_PUPILS:
        return "too_many"
    counts = (restored_counts if scope == "школа" else nearest_counts)(int(whole), percents)
    if counts is None:
        return "percents_do_not_fit"
    return {"participants": int(whole), **dict(zip(_CODES, counts, strict=True))}


def _note(grid: Grid, widest: int, unwritten: int, found: Found) -> None:
    found.notes.append(
        f"Лист «{grid.name}»: проценты пересчитаны в число учеников, сумма сверена с"
        " «Кол-во участников»; строка «Вся выборка» не хранится."
    )
    if widest > MOST_PUPILS:
        found.notes.append(
            f"Лист «{grid.name}»: доли региона и муниципалитета напечатаны с двумя знаками, и при"
            f" {number(widest)} участниках отметки сосчитаны с точностью до"
            f" {counted(slack(widest), 'ученика', 'учеников', 'учеников')}; сами доли те же."
        )
    if unwritten:
        found.notes.append(f"Лист «{grid.name}»: никто не писал — строк {unwritten}, не взяты.")
