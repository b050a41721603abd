"""Rules that hold the municipal summary against the tables of the schools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shnor_core import wording
from shnor_core.cells import TOTAL
from shnor_core.model import Observation, Part, School
from shnor_core.quality.monitoring import Row, Tables, count_of, shown, sure_percent, value_of
from shnor_core.quality.printed_numbers import rounds_to
from shnor_core.quality.rule import Doubt, in_row

_ABOUT_GROWTH = re.compile(r"положительн\w+\s+динамик", re.IGNORECASE)
_HIGHEST = re.compile(r"высок|наибольш|максим", re.IGNORECASE)


def municipal_against_schools(tables: Tables) -> Iterator[Doubt]:
    """A municipal row that the tables of the schools do not reproduce; one doubt per row."""
    checks = {"schools_with": _counts_apart, "same_measure": _measures_apart}
    for row in tables.summary:
        check = checks.get(row.indicator.school_relation)
        own = tables.of_schools(row.indicator.school_code)
        if check is None or not own:
            continue
        found = [(cell, text) for cell in row.cells for text in check(tables, cell, own)]
        if found:
            parts = "; ".join(f"{cell.year} год — {text}" for cell, text in found)
            cells = list(dict.fromkeys(cell for cell, _ in found))
            message = (
                f"не сходится с таблицами школ (показатель {row.indicator.school_code}): {parts}"
            )
            yield in_row(row, cells, f"{message}; по таблицам свод не восстановить")


def _counts_apart(_tables: Tables, cell: Observation, own: tuple[Row, ...]) -> Iterator[str]:
    value = count_of(cell)
    if value is None:
        return
    values = [known for row in own if (known := value_of(row.at(cell.year))) is not None]
    above = sum(known > 0 for known in values)
    possible = {value, *(part.value for part in cell.reading.parts if part.label == TOTAL)}
    if values and above not in possible:
        yield f"в своде {wording.number(value)}, больше нуля у {above} из {len(values)} таблиц"


def _measures_apart(tables: Tables, cell: Observation, own: tuple[Row, ...]) -> Iterator[str]:
    percents = {
        row.school.school_id: percent
        for row in own
        if row.school and (percent := sure_percent(row.at(cell.year))) is not None
    }
    value = sure_percent(cell)
    if value is not None and len(percents) > 1:
        low, high = min(percents.values()), max(percents.values())
        if not low <= value <= high:
            limits = f"{wording.percent(low)} … {wording.percent(high)}"
            yield f"в своде {wording.percent(value, 2)}, в таблицах школ {limits}"
    for part in cell.reading.parts:
        yield from _extreme_apart(tables, part, percents)


def _extreme_apart(tables: Tables, part: Part, percents: dict[str, float]) -> Iterator[str]:
    if part.value is None or not percents:
        return
    label = f"«{part.label}» {wording.percent(part.value, 2)}"
    for school in tables.names.find_all(part.schools):
        own = percents.get(school.school_id)
        if own is not None and not rounds_to(own, part.value):
            yield f"{label}, в таблице {school.short_name} — {wording.percent(own)}"
    highest = _HIGHEST.search(part.label) is not None
    extreme = max(percents.values()) if highest else min(percents.values())
    beyond = extreme > part.value if highest else extreme < part.value
    if part.schools and beyond and not rounds_to(extreme, part.value):
        yield f"{label}, в таблицах школ есть {wording.percent(extreme)}"


def list_against_school_cell(tables: Tables) -> Iterator[Doubt]:
    """A school named in a municipal list whose own cell says otherwise; one doubt per list."""
    for row in tables.summary:
        growth = _ABOUT_GROWTH.search(row.indicator.title) is not None
        for cell in row.cells if row.indicator.school_code else ():
            named = tables.names.find_all(cell.reading.schools)
            against = [
                (school, own)
                for school in named
                if (own := _against(tables, school, row.indicator.school_code, cell.year, growth))
            ]
            if against:
                yield _list_doubt(row, cell, against, growth)


def _against(
    tables: Tables, school: School, code: str, year: int, growth: bool
) -> Observation | None:
    row = tables.row(school.school_id, code)
    own = row.at(year) if row else None
    if row is None or own is None:
        return None
    if not growth:
        return own if value_of(own) == 0 else None
    now, before = sure_percent(own), sure_percent(row.at(year - 1))
    return own if now is not None and before is not None and now < before else None


def _list_doubt(
    row: Row, cell: Observation, against: list[tuple[School, Observation]], growth: bool
) -> Doubt:
    names = wording.numbered_schools(school.short_name for school, _ in against)
    several = len(against) > 1
    what = "снижение за год" if growth else "ноль"
    message = (
        f"за {cell.year} год в списке {'названы' if several else 'названа'} {names}, "
        f"а в {'их таблицах' if several else 'таблице школы'} — {what}; "
        "список и таблицы противоречат друг другу"
    )
    cells = [cell, *(own for _, own in against)]
    return in_row(row, cells, message, year=cell.year, text=shown(cell))
