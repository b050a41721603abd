"""One territory's monitoring tables: settled readings, doubts, comparisons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from shnor_core import quality
from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.dynamics import Change, Definition, Measure, compare, incomparable
from shnor_core.errors import UnknownSchoolError, UnknownTerritoryError
from shnor_core.model import (
    Finding,
    Indicator,
    Level,
    Observation,
    Quality,
    School,
    Territory,
    Tone,
)
from shnor_core.quality import Monitoring
from shnor_core.wording import said_once
from shnor_core.workflow import decisions
from shnor_core.workflow.decisions import Settlement


@dataclass(frozen=True)
class Picture:
    """Everything the monitoring screens need, computed once per data version."""

    monitoring: Monitoring
    indicator_set: str
    printed: dict[str, Observation]
    all_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    settled: dict[str, Settlement]
    log: tuple[queries.LogEntry, ...]
    sources: tuple[queries.Source, ...]
    resolutions: tuple[queries.Resolution, ...]

    @property
    def territory(self) -> Territory:
        return self.monitoring.territory

    @cached_property
    def blocked(self) -> dict[str, Finding]:
        """Cells that stay out of comparisons, with the finding that keeps each out."""
        return {
            cell: finding
            for finding in reversed(self.findings)
            if finding.blocks
            for cell in finding.cells
        }

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.year for one in self.monitoring.observations}))

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """Schools that have a table, in the order of the document."""
        with_table = {one.school_id for one in self.monitoring.observations}
        return tuple(one for one in self.monitoring.schools if one.school_id in with_table)

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.school_id: one.short_name for one in self.monitoring.schools}

    @cached_property
    def _cells(self) -> dict[tuple[str | None, str, int], Observation]:
        return {(one.school_id, one.code, one.year): one for one in self.monitoring.observations}

    @cached_property
    def source_text(self) -> str:
        """Titles of the documents these tables come from."""
        used = {one.source_id for one in self.monitoring.observations}
        return said_once(one.title for one in self.sources if one.source_id in used)

    def indicators(self, level: Level) -> tuple[Indicator, ...]:
        return tuple(one for one in self.monitoring.indicators if one.level is level)

    def school(self, school_id: str) -> School:
        for one in self.monitoring.schools:
            if one.school_id == school_id:
                return one
        raise UnknownSchoolError(f"Школы «{school_id}» нет в данных территории.")

    def cell(self, school_id: str | None, code: str, year: int) -> Observation | None:
        return self._cells.get((school_id, code, year))

    def measure(self, school_id: str | None, code: str, year: int) -> Measure | None:
        """The value as comparisons see it: blocked cells carry their reason."""
        observation = self.cell(school_id, code, year)
        if observation is None:
            return None
        finding = self.blocked.get(observation.observation_id)
        return Measure.of(
            observation.reading, blocked=finding is not None, why=finding.message if finding else ""
        )

    def change(
        self,
        school_id: str | None,
        indicator: Indicator,
        base: int,
        year: int,
        definition: Definition = Definition.DOCUMENT,
    ) -> Change:
        """From ``base`` to ``year`` under the named definition; a lone year is not compared."""
        change = compare(
            self.measure(school_id, indicator.code, base),
            self.measure(school_id, indicator.code, year),
            direction=indicator.direction,
            definition=definition,
        )
        if base == year and change.difference is not None:
            return incomparable("", definition, Tone.PLAIN)
        return change

    def line(self, school_id: str | None, code: str) -> tuple[float | None, ...]:
        """Comparable values over :attr:`years`, percent scale for shares; gaps stay gaps."""
        return tuple(self._shown(self.measure(school_id, code, year)) for year in self.years)

    @staticmethod
    def _shown(measure: Measure | None) -> float | None:
        return measure.shown_value if measure is not None else None

    def doubts_of(self, school_id: str | None, code: str | None = None) -> tuple[Finding, ...]:
        """Findings about a school, those that name it through one of its cells included."""
        return tuple(
            one
            for one in self.findings
            if code in (None, one.indicator)
            and (one.school == (school_id or "") or (school_id and self._touches(one, school_id)))
        )

    def _touches(self, finding: Finding, school_id: str) -> bool:
        # a finding about everybody is nobody's own
        owners = {self.printed[cell].school_id for cell in finding.cells}
        return school_id in owners and len(owners) <= 2

    def place(self, finding: Finding) -> str:
        """«Средняя школа № 17 · 3.3 · 2021»; what concerns no school stands in «Свод и списки»."""
        owner = self.names.get(finding.school, "Свод и списки")
        parts = (owner, self.row_name(finding.indicator), str(finding.year or ""))
        return " · ".join(part for part in parts if part)

    def row_name(self, code: str) -> str:
        """The printed number of a row, or its title where the document has no numbers."""
        titles = {one.code: one.short_title or one.title for one in self.monitoring.indicators}
        return printed_code(code) or titles.get(code, code)

    def source_title(self, source_id: str) -> str:
        return next((one.title for one in self.sources if one.source_id == source_id), "")


def indicator_sets(store: Store, territory: str) -> dict[str, str]:
    """Code → title of every set of tables in the territory; the first one is shown first."""
    return queries.indicator_sets(store, territory)


def territory_of(store: Store, territory_id: str) -> Territory:
    known = queries.territories(store)
    for one in known:
        if one.territory_id == territory_id:
            return one
    named = [f"{one.territory_id} — {one.name}" for one in known[:10]]
    if len(known) > len(named):
        named.append("и другие")
    raise UnknownTerritoryError(
        f"Территории «{territory_id}» нет в базе. Есть: {'; '.join(named) or 'пока ни одной'}."
    )


def load(store: Store, territory_id: str, indicator_set: str | None = None) -> Picture:
    """Read one territory and find everything doubtful in it.

    Raises
    ------
    UnknownTerritoryError
    """
    territory = territory_of(store, territory_id)
    by_set = queries.indicators(store, territory_id)
    chosen = indicator_set or next(iter(indicator_sets(store, territory_id)), "")
    log = queries.decision_log(store, territory_id)
    settled = decisions.in_force(log)
    as_read = _monitoring(store, territory, by_set.get(chosen, ()), chosen)
    monitoring = _settled(as_read, settled)
    printed_findings = quality.find(as_read)
    found = quality.find(monitoring) if settled else printed_findings
    return Picture(
        monitoring=monitoring,
        indicator_set=chosen,
        printed={one.observation_id: one for one in as_read.observations},
        all_findings=printed_findings,
        findings=quality.settled(found, decisions.accepted(settled, found)),
        settled=settled,
        log=log,
        sources=queries.sources(store, territory_id),
        resolutions=queries.resolutions(store, territory_id),
    )


def _monitoring(
    store: Store, territory: Territory, indicators: Iterable[Indicator], indicator_set: str
) -> Monitoring:
    return Monitoring(
        territory=territory,
        schools=queries.schools(store, territory.territory_id),
        indicators=tuple(indicators),
        observations=queries.observations(store, territory.territory_id, indicator_set),
        listings=queries.listings(store, territory.territory_id),
        partnerships=queries.partnerships(store, territory.territory_id),
    )


def _settled(as_read: Monitoring, settled: dict[str, Settlement]) -> Monitoring:
    observations = tuple(decisions.apply(one, settled) for one in as_read.observations)
    return Monitoring(
        as_read.territory,
        as_read.schools,
        as_read.indicators,
        observations,
        as_read.listings,
        as_read.partnerships,
    )


def printed_code(code: str) -> str:
    """The printed numbering of a row; codes of our own are not shown to anybody."""
    return code if code[:1].isdigit() else ""


def printed_text(observation: Observation | None) -> str:
    """The cell as it stands in the document, in words when it is empty."""
    if observation is None:
        return "–"
    if observation.reading.quality is Quality.MISSING:
        return "нет строки"
    return observation.reading.raw if observation.reading.raw.strip() else "пусто"
