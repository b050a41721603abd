"""What the rules look at: one set of monitoring tables with its lists, arranged by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from shnor_core.errors import UnknownIndicatorError, UnknownSchoolError
from shnor_core.model import (
    Indicator,
    Level,
    Listing,
    Observation,
    Partnership,
    Quality,
    School,
    Territory,
    Unit,
)
from shnor_core.quality.names import Names

SUMMARY = "Свод"

_NO_VALUE = (Quality.BLANK, Quality.MISSING, Quality.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Monitoring:
    """One territory with one set of monitoring tables.

    ``schools`` and ``indicators`` stand in the order of the document: findings follow it.
    ``observations`` carry the readings in force, settled ones already in place.
    """

    territory: Territory
    schools: tuple[School, ...]
    indicators: tuple[Indicator, ...]
    observations: tuple[Observation, ...]
    listings: tuple[Listing, ...] = ()
    partnerships: tuple[Partnership, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator of one school, or of the municipal summary, over the years."""

    indicator: Indicator
    school: School | None
    cells: tuple[Observation, ...]

    @property
    def label(self) -> str:
        """Whose row it is and which: the beginning of a message."""
        whose = self.school.short_name if self.school else SUMMARY
        return f"{whose}, показатель {self.name}"

    @property
    def name(self) -> str:
        """The code where the document prints codes («3.3»), the title otherwise."""
        code = self.indicator.code
        return code if code[:1].isdigit() else f"«{self.indicator.title}»"

    @property
    def valued(self) -> tuple[Observation, ...]:
        """Cells with a value, whatever its doubt."""
        return tuple(cell for cell in self.cells if value_of(cell) is not None)

    @property
    def printed(self) -> str:
        """The whole row as printed: «14 · 16 · 514»."""
        return " · ".join(shown(cell) for cell in self.cells)

    def at(self, year: int) -> Observation | None:
        return next((cell for cell in self.cells if cell.year == year), None)


@dataclass(frozen=True)
class Tables:
    """Rows, lists and names of one :class:`Monitoring`, looked up many times by the rules."""

    monitoring: Monitoring
    rows: tuple[Row, ...] = field(init=False)
    lists: dict[str, tuple[Listing, ...]] = field(init=False)
    names: Names = field(init=False)
    _by_key: dict[tuple[str | None, str], Row] = field(init=False)

    def __post_init__(self) -> None:
        rows = tuple(_rows(self.monitoring))
        keys = {
            (row.school.school_id if row.school else None, row.indicator.code): row for row in rows
        }
        object.__setattr__(self, "rows", rows)
        object.__setattr__(self, "lists", _lists(self.monitoring.listings))
        object.__setattr__(self, "names", Names(self.monitoring.schools))
        object.__setattr__(self, "_by_key", keys)

    @property
    def summary(self) -> tuple[Row, ...]:
        """Rows of the municipal table."""
        return tuple(row for row in self.rows if row.school is None)

    @property
    def school_rows(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.school is not None)

    @property
    def with_tables(self) -> tuple[School, ...]:
        """Schools that have a table of their own."""
        found = {cell.school_id for cell in self.monitoring.observations}
        return tuple(school for school in self.monitoring.schools if school.school_id in found)

    def row(self, school_id: str | None, code: str) -> Row | None:
        return self._by_key.get((school_id, code))

    def beside(self, row: Row, code: str, year: int) -> Observation | None:
        """The cell of another row of the same table in the same year."""
        other = self.row(row.school.school_id if row.school else None, code) if code else None
        return other.at(year) if other else None

    def of_schools(self, code: str) -> tuple[Row, ...]:
        """The same row of every school that has it."""
        return tuple(row for row in self.school_rows if row.indicator.code == code)


def value_of(cell: Observation | None) -> float | None:
    """The value of a cell, ``None`` when there is no cell or nothing to read in it."""
    return None if cell is None or cell.reading.quality in _NO_VALUE else cell.reading.value


def count_of(cell: Observation | None) -> float | None:
    """The value of a cell that counts people or schools."""
    return value_of(cell) if cell and cell.reading.unit is Unit.COUNT else None


def sure_percent(cell: Observation | None) -> float | None:
    """The percentage of a cell whose reading is not in doubt."""
    if cell is None or cell.reading.quality is not Quality.OK:
        return None
    return cell.reading.percent


def shown(cell: Observation) -> str:
    """The printed text of a cell, or the word for its absence."""
    if cell.reading.quality is Quality.MISSING:
        return "нет"
    return cell.reading.raw.strip() or "пусто"


def _rows(monitoring: Monitoring) -> Iterator[Row]:
    schools = {school.school_id: school for school in monitoring.schools}
    cells: dict[tuple[str | None, Level, str], list[Observation]] = defaultdict(list)
    for cell in monitoring.observations:
        if cell.school_id is not None and cell.school_id not in schools:
            raise UnknownSchoolError(f"Ячейка {cell.observation_id}: школы {cell.school_id} нет.")
        cells[cell.school_id, cell.level, cell.code].append(cell)
    for school_id in (None, *schools):
        level = Level.TERRITORY if school_id is None else Level.SCHOOL
        for indicator in (i for i in monitoring.indicators if i.level is level):
            found = cells.pop((school_id, level, indicator.code), [])
            if found:
                found.sort(key=lambda cell: (cell.year, cell.observation_id))
                yield Row(indicator, schools[school_id] if school_id else None, tuple(found))
    for left in cells.values():
        raise UnknownIndicatorError(
            f"Ячейка {left[0].observation_id}: показателя {left[0].code} в перечне нет."
        )


def _lists(listings: tuple[Listing, ...]) -> dict[str, tuple[Listing, ...]]:
    found: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        found[listing.list_code].append(listing)
    return {code: tuple(found[code]) for code in sorted(found)}
