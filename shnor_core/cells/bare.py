"""A number printed without a sign: the row gives its unit, and where it cannot, that is said."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.cells.printed import Asked, Cell, to_number
from shnor_core.model import Quality, Reading, Unit

# a share printed with a decimal mark is at most 1; from 10 on a decimal cannot be a share or people
LARGEST_SHARE = 1.0
SMALLEST_DECIMAL_PERCENT = 10.0
LARGEST_PERCENT = 100.0


def read_bare(cell: Cell, printed: str) -> Reading:
    """The reading of a number without a sign, by what the row asks for."""
    value = to_number(printed)
    if value < 0:
        return _doubtful(cell, value, "отрицательное число")
    if cell.asked is Asked.PERCENT:
        return read_percent(cell, value)
    if cell.asked is Asked.COUNT:
        return read_count(cell, value)
    if cell.asked is Asked.SHARE:
        return _share(cell, value, decimal="," in printed or "." in printed)
    return _unnamed(cell, value)


def read_percent(cell: Cell, value: float) -> Reading:
    """A value in percent; more than a hundred of them is doubtful."""
    if value > LARGEST_PERCENT or value < 0:
        note = "больше 100 %" if value > 0 else "отрицательный процент"
        return Reading(cell.raw, value, unit=Unit.PERCENT, quality=Quality.SUSPECT, note=note)
    return Reading(cell.raw, value, unit=Unit.PERCENT)


def read_count(cell: Cell, value: float) -> Reading:
    """A number of people or schools; a fraction of one is doubtful."""
    if value == int(value):
        return Reading(cell.raw, value, unit=Unit.COUNT)
    note = "число людей или школ не бывает дробным"
    return Reading(cell.raw, value, unit=Unit.COUNT, quality=Quality.SUSPECT, note=note)


def _share(cell: Cell, value: float, *, decimal: bool) -> Reading:
    if value == 0:
        return Reading(cell.raw, 0.0, unit=Unit.PERCENT)
    if not decimal:
        return _unnamed(cell, value)
    if value <= LARGEST_SHARE:
        return Reading(cell.raw, value, unit=Unit.SHARE)
    if value < SMALLEST_DECIMAL_PERCENT:
        return _doubtful(
            cell, value, "больше единицы для доли и не бывает числом людей: единица не определена"
        )
    note = "дробное число не может быть числом учителей, читается как процент"
    reading = read_percent(cell, value)
    return reading if reading.note else Reading(cell.raw, value, unit=Unit.PERCENT, note=note)


def _unnamed(cell: Cell, value: float) -> Reading:
    people = cell.people(value) if value == int(value) else "другая единица"
    readings = f"{wording.percent(value, 6)} или {people}"
    if value > LARGEST_PERCENT:
        readings = f"процентом {wording.number(value, 6)} быть не может"
    note = f"единица не названа: {readings}"
    return Reading(cell.raw, value, quality=Quality.AMBIGUOUS, note=note)


def _doubtful(cell: Cell, value: float, note: str) -> Reading:
    return Reading(cell.raw, value, quality=Quality.SUSPECT, note=note)
