"""Rules about single values: a jump, a part above its whole, a unit that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from shnor_core import wording
from shnor_core.cells import TOTAL, cut_word
from shnor_core.cells import impossible_jump as is_jump
from shnor_core.model import Observation, Quality, Reading, Unit
from shnor_core.quality.monitoring import Row, Tables, count_of, shown, value_of
from shnor_core.quality.rule import Doubt, in_row

_DOUBTFUL = (Quality.AMBIGUOUS, Quality.SUSPECT)
_SHARES = (Unit.PERCENT, Unit.SHARE)


def impossible_jump(tables: Tables) -> Iterator[Doubt]:
    """A count many times above every other year of its row."""
    for row in tables.rows:
        for cell in row.cells:
            value = count_of(cell)
            whole = count_of(tables.beside(row, row.indicator.whole_code, cell.year))
            others = [other for other in row.cells if other.year != cell.year]
            if value is not None and is_jump(value, map(count_of, others), whole):
                message = _jump_message(value, cell.year, others, whole)
                yield in_row(row, [cell], message, year=cell.year, text=row.printed)


def _jump_message(value: float, year: int, others: list[Observation], whole: float | None) -> str:
    around = wording.joined([shown(other) for other in others])
    ceiling = f", а охвачено всего {wording.number(whole)}" if whole is not None else ""
    return (
        f"за {year} год напечатано {wording.number(value)}, за другие годы — {around}{ceiling}; "
        "похоже на лишнюю цифру, такое значение исказит динамику"
    )


def part_above_whole(tables: Tables) -> Iterator[Doubt]:
    """A part that counts more than its whole in the same year; one doubt per row.

    A cell that is also an impossible jump stands in both findings: they are settled by one decision
    about its reading, and hiding either would hide a reason.
    """
    for row in tables.rows:
        found = [
            (cell, whole)
            for cell in row.valued
            if (whole := tables.beside(row, row.indicator.whole_code, cell.year))
            and _is_above(cell, whole)
        ]
        if found:
            pairs = "; ".join(
                f"{cell.year} год — {shown(cell)} при {shown(whole)}" for cell, whole in found
            )
            message = (
                f"часть больше целого (показатель {row.indicator.whole_code}): {pairs}; "
                "одно из двух чисел неверно, доля вышла бы больше 100 %"
            )
            yield in_row(row, [cell for cell, _ in found], message)


def _is_above(cell: Observation, whole: Observation) -> bool:
    part_value, whole_value = value_of(cell), value_of(whole)
    same_unit = cell.reading.unit is whole.reading.unit is not Unit.UNKNOWN
    return (
        same_unit
        and part_value is not None
        and whole_value is not None
        and part_value > whole_value
    )


def unit_undefined(tables: Tables) -> Iterator[Doubt]:
    """Numbers that may be percent or people; one doubt per row with all its doubtful cells."""
    for row in tables.rows:
        cells = [
            cell
            for cell in row.valued
            if cell.reading.unit is Unit.UNKNOWN and cell.reading.quality in _DOUBTFUL
        ]
        if any(cell.reading.quality is Quality.AMBIGUOUS for cell in cells):
            printed = wording.joined([f"{shown(cell)} ({cell.year})" for cell in cells])
            unit = f"единица «{cells[0].unit_printed}»" if cells[0].unit_printed else "без единицы"
            message = (
                f"{unit}, напечатано {printed}: это могут быть проценты или число людей, "
                "поэтому со значениями других школ не сравнивается"
            )
            yield in_row(row, cells, message, text=row.printed)


def outside_unit(tables: Tables) -> Iterator[Doubt]:
    """A value its unit cannot have; one doubt per cell."""
    for row in tables.rows:
        for cell in row.valued:
            reason = _outside(cell.reading, row)
            if reason:
                message = f"за {cell.year} год напечатано {shown(cell)}: {reason}"
                yield in_row(row, [cell], message, year=cell.year)


def _outside(reading: Reading, row: Row) -> str:
    value, unit = reading.value or 0.0, reading.unit
    if value < 0:
        return "отрицательного числа здесь быть не может"
    if unit is Unit.PERCENT and value > 100:
        return "больше 100 % не бывает"
    if unit is Unit.SHARE and value > 1:
        return "доля не бывает больше единицы"
    if unit is Unit.COUNT and value != int(value):
        return "число людей или школ не бывает дробным"
    if reading.quality is not Quality.SUSPECT:
        return ""
    if unit is Unit.UNKNOWN:
        return "не доля (больше единицы), не число людей (дробное), как процент — слишком мало"
    return _foreign_unit(unit, row.indicator.unit)


def _foreign_unit(printed: Unit, wanted: Unit) -> str:
    if printed in _SHARES and wanted is Unit.COUNT:
        return "доля в строке, где нужно число"
    if printed is Unit.COUNT and wanted in _SHARES:
        return "число в строке, где нужна доля"
    return ""


def unread_cell(tables: Tables) -> Iterator[Doubt]:
    """Cells the reader could not read, or read with a doubt no other rule names; one per row."""
    for row in tables.rows:
        cells = [cell for cell in row.cells if _is_unread(cell, row)]
        if cells:
            notes = "; ".join(f"{cell.year} год — {cell.reading.note}" for cell in cells)
            yield in_row(row, cells, f"{notes}; пока чтение не выбрано, значение не сравнивается")


def _is_unread(cell: Observation, row: Row) -> bool:
    reading = cell.reading
    if reading.quality is Quality.AMBIGUOUS:
        return reading.unit is not Unit.UNKNOWN and not _has_total(reading)
    if reading.quality is Quality.SUSPECT:
        return not cut_word(reading.raw) and not _outside(reading, row)
    return reading.quality is Quality.UNREADABLE


def _has_total(reading: Reading) -> bool:
    return any(part.label == TOTAL for part in reading.parts)


def two_totals(row: Row) -> Iterator[Doubt]:
    """Cells of a row whose text gives two answers: «16 ШНОР 4 в проекте 2.2 - 20»."""
    cells = [
        cell
        for cell in row.cells
        if cell.reading.quality is Quality.AMBIGUOUS and _has_total(cell.reading)
    ]
    if cells:
        notes = "; ".join(f"{cell.year} год — {cell.reading.note}" for cell in cells)
        message = f"в ячейке два ответа: {notes}; пока один не выбран, число не сравнивается"
        yield in_row(row, cells, message, blocks=True)
