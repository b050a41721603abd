"""A table of the screen as columns of a file: what hides in a cell gets a column of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from shnor_core import wording
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, TableSpec

Part = Literal["value", "sub", "low", "high"]
Value = float | int | str | None

# Characters XML 1.0 forbids, and lone surrogates, which no encoding can write.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_PART_TITLES = {"low": "нижняя граница", "high": "верхняя граница"}

# what a cell of Excel holds; a larger number stays as its text
LARGEST_NUMBER = 9.99999999999999e307


@dataclass(frozen=True, slots=True)
class FlatColumn:
    """A column of a file: cell ``index`` of each row, or a part of it."""

    index: int
    part: Part
    title: str
    column: Column


def flat_columns(table: TableSpec) -> list[FlatColumn]:
    """Columns of the table; one with small second lines or intervals is followed by their own."""
    found: list[FlatColumn] = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in table.rows if index < len(row.cells)]
        found.append(FlatColumn(index, "value", clean(column.title), column))
        subs = [cell.sub for cell in cells if cell.sub]
        if subs:
            word = "как напечатано" if all(sub.startswith("«") for sub in subs) else "пояснение"
            found.append(FlatColumn(index, "sub", f"{clean(column.title)}: {word}", column))
        if any(cell.interval for cell in cells):
            found += [
                FlatColumn(index, part, f"{clean(column.title)}: {_PART_TITLES[part]}", column)
                for part in ("low", "high")
            ]
    return found


def flat_value(cell: Cell, part: Part) -> Value:
    """What stands in a file: a number as a number, text otherwise, ``None`` for an empty cell."""
    if part == "sub":
        return clean(cell.sub) or None
    if part == "low":
        return cell.interval[0] if cell.interval else None
    if part == "high":
        return cell.interval[2] if cell.interval else None
    if isinstance(cell.value, (int, float)) and abs(cell.value) <= LARGEST_NUMBER:
        return cell.value
    if cell.interval and not cell.text:
        return cell.interval[1]
    return clean(_words(cell)) or None


def clean(text: str) -> str:
    """Text without characters that spoil a file; line breaks and tabs stay."""
    return _FORBIDDEN.sub("", text)


def _words(cell: Cell) -> str:
    if cell.spark and not cell.text:
        return " → ".join(wording.number(value) for value in cell.spark)
    if not cell.text:
        return cell.icon
    if cell.tone is Tone.DOUBT:
        return f"{cell.icon or '?'} {cell.text}"
    return f"{cell.text} {cell.icon}" if cell.icon and cell.tone is Tone.PLAIN else cell.text
