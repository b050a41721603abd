"""What schools are grouped and compared by: their conditions, monitoring values as settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from shnor_core.db.connection import Store
from shnor_core.dynamics import Measure
from shnor_core.model import Indicator, Level, Unit
from shnor_core.wording import said_once
from shnor_core.workflow import criteria_inputs, monitoring
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.results import ResultsPicture

Row = dict[str, float | None]


@dataclass(frozen=True, slots=True)
class SchoolInputs:
    """The numbers of one year of every school that has any.

    ``titles``, ``units`` and ``sources`` stand by the code of an indicator of the tables that some
    school has a value of; ``values`` hold what follows from results too. A doubtful value nobody
    has settled is ``None``: its school and code stand in ``doubtful``, it is compared with nothing.
    ``context`` are codes of a sheet «Контекст» that at least half of the schools have a value of.
    """

    year: int
    values: dict[str, Row]
    titles: dict[str, str] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    doubtful: set[tuple[str, str]] = field(default_factory=set)
    context: set[str] = field(default_factory=set)

    def source(self, codes: Iterable[str]) -> str:
        """Titles of the documents the indicators come from."""
        return said_once(self.sources[code] for code in codes)


def tables(store: Store, territory: str) -> tuple[Picture, ...]:
    """Every set of tables of the territory with its doubts and decisions."""
    sets = monitoring.indicator_sets(store, territory)
    return tuple(monitoring.load(store, territory, one) for one in sets)


def years(known: Iterable[Picture]) -> tuple[int, ...]:
    """Years in which some school has a table, newest first."""
    found = {
        one.year
        for table in known
        for one in table.monitoring.observations
        if one.school_id and one.reading.value is not None
    }
    return tuple(sorted(found, reverse=True))


def read(store: Store, picture: ResultsPicture, year: int) -> SchoolInputs:
    """Inputs of one year, the tables read for it alone."""
    return inputs(store, picture, tables(store, picture.territory.territory_id), year)


def inputs(
    store: Store, picture: ResultsPicture, known: Iterable[Picture], year: int
) -> SchoolInputs:
    """Inputs of one year: those of the criteria, with the tables as the coordinator settled them.

    Parameters
    ----------
    known
        The tables of the territory, see :func:`tables`.
    """
    found = SchoolInputs(year, dict(criteria_inputs.values(store, picture, year)))
    for table in known:
        for indicator in table.indicators(Level.SCHOOL):
            _add(found, table, indicator)
    order = [one.school_id for one in picture.all_schools if one.school_id in found.values]
    return replace(found, values={school: found.values[school] for school in order})


def _add(found: SchoolInputs, table: Picture, indicator: Indicator) -> None:
    """Values of one indicator in place of what the cells print; nothing where nobody has one."""
    code, measures = indicator.code, _measures(table, indicator, found.year)
    values = {school: _comparable(one, indicator.unit) for school, one in measures.items()}
    for school, value in values.items():
        found.values.setdefault(school, {})[code] = value
        if value is None and not measures[school].absent:
            found.doubtful.add((school, code))
    if any(value is not None for value in values.values()):
        found.titles[code] = indicator.short_title or indicator.title
        found.units[code] = indicator.unit
        found.sources[code] = _source(table, code, found.year)
    if _is_condition(indicator) and _half(values.values()):
        found.context.add(code)


def _is_condition(indicator: Indicator) -> bool:
    """A number of the set a sheet «Контекст» makes: results of pupils are no conditions."""
    own = indicator.indicator_id.split(":school:", 1)[0].endswith(":context")
    return own and indicator.unit is not Unit.UNKNOWN and not indicator.code.startswith("out.")


def _half(values: Collection[float | None]) -> bool:
    known = sum(value is not None for value in values)
    return 0 < known and len(values) <= 2 * known


def _measures(table: Picture, indicator: Indicator, year: int) -> dict[str, Measure]:
    found = {
        one.school_id: table.measure(one.school_id, indicator.code, year) for one in table.schools
    }
    return {school: one for school, one in found.items() if one is not None}


def _comparable(measure: Measure, unit: Unit) -> float | None:
    """The value when it is in the unit of the indicator: heads and per cent do not mix."""
    wanted = Unit.PERCENT if unit is Unit.SHARE else unit
    return measure.shown_value if wanted in (measure.shown_unit, Unit.UNKNOWN) else None


def _source(table: Picture, code: str, year: int) -> str:
    used = {
        one.source_id
        for one in table.monitoring.observations
        if one.school_id and (one.code, one.year) == (code, year)
    }
    return said_once(one.title for one in table.sources if one.source_id in used)
