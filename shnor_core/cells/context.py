"""Reading by the whole table: a unit the cell does not name can follow from its neighbours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shnor_core import wording
from shnor_core.cells.bare import LARGEST_PERCENT
from shnor_core.cells.printed import Asked, asked, is_bare
from shnor_core.cells.reader import read_cell
from shnor_core.model import Quality, Reading, Unit

# a count this many times above every other year of its row …
JUMP_TIMES = 5
# … is impossible when it also exceeds its whole, or more teachers than a school here has
JUMP_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a table before it is read; ``row`` is the code of its row."""

    row: str
    year: int
    raw: str | None
    unit_printed: str = ""
    title: str = ""


def impossible_jump(value: float, others: Iterable[float | None], whole: float | None) -> bool:
    """Whether a count cannot follow its own row.

    It is at least ``JUMP_TIMES`` larger than every other year, at least one of which is above
    nought (a start from nought is a start, not a jump), and above its whole or ``JUMP_PEOPLE``.

    >>> impossible_jump(514, [14, 16], whole=31)
    True
    """
    known = [other for other in others if other is not None]
    if not any(other > 0 for other in known) or value < JUMP_TIMES * max(known):
        return False
    return value > JUMP_PEOPLE or (whole is not None and value > whole)


def most_people(
    rows: Mapping[str, Mapping[int, Reading]], whole_of: Mapping[str, str]
) -> float | None:
    """The greatest number of people a school's table names, impossible jumps left out.

    Parameters
    ----------
    rows
        Row code → year → reading, of one school; rows of other units are passed over.
    whole_of
        Row code → code of the row it counts a part of.
    """
    found = [
        value
        for row, readings in rows.items()
        for year, value in _counts(readings).items()
        if not impossible_jump(
            value,
            (other for key, other in _counts(readings).items() if key != year),
            _counts(rows.get(whole_of.get(row, ""), {})).get(year),
        )
    ]
    return max(found, default=None)


def read_row_in_context(
    readings_of_row: Sequence[Reading], *, most_people: float | None
) -> list[Reading]:
    """The readings of one «Доля» row once the number of teachers of the school is known.

    When a number without a unit exceeds ``most_people`` it cannot be people, so the whole row is in
    percent. A row that holds more than a hundred stays open: it cannot be percent either.
    """
    open_values = [reading.value for reading in readings_of_row if _is_open(reading)]
    values = [value for value in open_values if value is not None]
    if most_people is None or not values:
        return list(readings_of_row)
    if max(values) <= most_people or max(values) > LARGEST_PERCENT:
        return list(readings_of_row)
    return [
        _as_percent(reading, most_people) if _is_open(reading) else reading
        for reading in readings_of_row
    ]


def read_table(cells: Sequence[PrintedCell], whole_of: Mapping[str, str]) -> list[Reading]:
    """All cells of one school's table, read alone and then by the whole table.

    Returns
    -------
    list of Reading
        In the order of ``cells``.
    """
    readings = [read_cell(c.raw, unit_printed=c.unit_printed, title=c.title) for c in cells]
    rows: dict[str, dict[int, Reading]] = defaultdict(dict)
    places: dict[str, list[int]] = defaultdict(list)
    for place, (cell, reading) in enumerate(zip(cells, readings, strict=True)):
        rows[cell.row][cell.year] = reading
        if asked(cell.unit_printed, cell.title) is Asked.SHARE:
            places[cell.row].append(place)
    people = most_people(rows, whole_of)
    for row in places.values():
        in_context = read_row_in_context([readings[place] for place in row], most_people=people)
        for place, reading in zip(row, in_context, strict=True):
            readings[place] = reading
    return readings


def _counts(readings: Mapping[int, Reading]) -> dict[int, float]:
    return {
        year: reading.value
        for year, reading in readings.items()
        if reading.unit is Unit.COUNT and reading.value is not None
    }


def _is_open(reading: Reading) -> bool:
    """Whether only the unit is in doubt; a limit or a negative number has another doubt."""
    if reading.unit is not Unit.UNKNOWN or reading.value is None or reading.value < 0:
        return False
    return reading.quality is Quality.AMBIGUOUS or (
        reading.quality is Quality.SUSPECT and is_bare(reading.raw)
    )


def _as_percent(reading: Reading, people: float) -> Reading:
    limit = wording.number(people)
    note = f"больше числа учителей в таблице ({limit}), поэтому читается как процент"
    if reading.value is not None and reading.value <= people:
        note = f"в строке есть значения больше числа учителей ({limit}), вся она в процентах"
    return replace(reading, unit=Unit.PERCENT, quality=Quality.OK, note=note)
