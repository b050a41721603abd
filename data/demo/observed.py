"""Rows of ``indicators.csv`` and ``observations.csv`` and how a number is printed in them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

Row = list[object]


@dataclass(frozen=True)
class Indicator:
    """One row of a table; ``relation`` says how ``school_code`` adds up to a municipal row."""

    indicator_set: str
    level: str
    code: str
    title: str
    short_title: str
    section: str
    unit: str
    direction: str
    unit_printed: str = ""
    whole_code: str = ""
    needs_code: str = ""
    school_code: str = ""
    relation: str = ""

    def row(self, position: int) -> Row:
        return [
            f"{self.indicator_set}:{self.level}:{self.code}",
            *(self.indicator_set, self.level, self.code, self.title, self.short_title),
            *(self.section, self.unit, self.direction, self.whole_code, self.needs_code),
            *(self.school_code, self.relation, position),
        ]


@dataclass(frozen=True)
class Cell:
    """A printed cell: its text and what it says."""

    raw: str
    value: str = ""
    numerator: str = ""
    denominator: str = ""
    quality: str = "ok"
    note: str = ""


def part_of(part: int, whole: int) -> Cell:
    """«7 из 24»: the value is in per cent, both counts stay."""
    return Cell(f"{part} из {whole}", repr(100 * part / whole), str(part), str(whole))


def count(number: int) -> Cell:
    return Cell(str(number), str(number))


def decimal(number: float) -> Cell:
    text = str(Decimal(str(number)).normalize())
    return Cell(text.replace(".", ","), text)


def absent(note: str) -> Cell:
    """A row that does not exist in the document."""
    return Cell("", quality="missing", note=note)


def blank(note: str) -> Cell:
    """A row that exists and whose cell is empty."""
    return Cell("", quality="blank", note=note)


def observation(
    indicator: Indicator, school_id: str, year: int, cell: Cell, source: str, place: str
) -> Row:
    return [
        *(school_id, indicator.level, indicator.code, year, cell.raw, cell.value),
        *(cell.numerator, cell.denominator, indicator.unit, cell.quality, cell.note, "", ""),
        *(indicator.title, indicator.unit_printed, source, place),
    ]
