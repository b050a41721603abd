"""Results of procedures in one territory: what was written, by how many, with what marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from shnor_core.db import assessments, queries
from shnor_core.db.assessments import (
    AssessmentResult,
    BenchmarkRow,
    JournalRow,
    ProcedureRow,
)
from shnor_core.db.connection import Store
from shnor_core.dynamics import (
    Change,
    Comparability,
    ComparabilityRule,
    Definition,
    Fact,
    comparable_pair,
    fact_of,
    share_change,
)
from shnor_core.model import Listing, School, Territory
from shnor_core.procedures import Kind, Procedure, Season, school_year
from shnor_core.wording import said_once
from shnor_core.workflow.monitoring import territory_of

# «Группа меньше десяти неинформативна»: рекомендации ФИОКО по анализу ВПР
SMALL = 10

__all__ = ["SMALL", "Low", "ResultsPicture", "key_of", "load", "moment", "school_year"]


@dataclass(frozen=True, slots=True)
class Low:
    """Participants with a low result, and all participants, of one school in one work."""

    low: int
    participants: int

    @property
    def percent(self) -> float:
        return 100 * self.low / self.participants

    @property
    def text(self) -> str:
        return f"{self.low} из {self.participants}"


@dataclass(frozen=True)
class ResultsPicture:
    """Everything about procedures a screen needs, read once per data version."""

    territory: Territory
    all_schools: tuple[School, ...]
    procedures: tuple[ProcedureRow, ...]
    results: Mapping[tuple[str, str], AssessmentResult]
    benchmarks: Mapping[tuple[str, str], BenchmarkRow]
    journal: Mapping[tuple[str, str], JournalRow]
    comparability: Comparability
    listings: tuple[Listing, ...]
    sources: tuple[queries.Source, ...]

    @cached_property
    def schools(self) -> tuple[School, ...]:
        """Schools with at least one result, in the order of the register."""
        with_results = {school for school, _ in self.results}
        return tuple(one for one in self.all_schools if one.school_id in with_results)

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.school_id: one.short_name for one in self.all_schools}

    @cached_property
    def years(self) -> tuple[int, ...]:
        return tuple(sorted({one.year for one in self.procedures}))

    @cached_property
    def by_id(self) -> dict[str, ProcedureRow]:
        return {one.procedure_id: one for one in self.procedures}

    def of_year(self, year: int) -> tuple[ProcedureRow, ...]:
        return tuple(one for one in self.procedures if one.year == year)

    def source(self, procedures: Iterable[ProcedureRow]) -> str:
        """Titles of the documents the results of these works come from."""
        wanted = {one.procedure_id for one in procedures}
        used = {row.source_id for (_, key), row in self.results.items() if key in wanted}
        return said_once(one.title for one in self.sources if one.source_id in used)

    def low(self, school_id: str, procedure_id: str) -> Low | None:
        """Low results of a school; ``None`` when nobody wrote or the marks are not known."""
        row = self.results.get((school_id, procedure_id))
        if row is None or not row.participants or row.n2 is None:
            return None
        return Low(row.n2, row.participants)

    def municipal(self, procedure_id: str) -> Low | None:
        """Pooled over the pupils of the schools, never a mean of percents."""
        found = [self.low(one.school_id, procedure_id) for one in self.schools]
        known = [one for one in found if one is not None]
        if not known:
            return None
        return Low(sum(one.low for one in known), sum(one.participants for one in known))

    def earlier(self, procedure: ProcedureRow) -> tuple[ProcedureRow, ...]:
        """The same work in earlier years, nearest first, held or not."""
        same = [
            one
            for one in self.procedures
            if (one.kind, one.subject, one.grade)
            == (procedure.kind, procedure.subject, procedure.grade)
            and (one.year, one.season == "spring") < (procedure.year, procedure.season == "spring")
        ]
        return tuple(sorted(same, key=lambda one: (one.year, one.season == "spring"), reverse=True))

    def pair(self, before: ProcedureRow, after: ProcedureRow) -> tuple[bool, str]:
        """Whether two works may be compared, and the reason when not."""
        for one in (before, after):
            if not one.held:
                return False, one.note or f"{one.title}: {one.year} год — не проводилась"
        return comparable_pair(self.comparability, key_of(before), key_of(after))

    def comparable(self, procedure: ProcedureRow) -> ProcedureRow | None:
        """The nearest earlier work this one may be compared with."""
        return next((one for one in self.earlier(procedure) if self.pair(one, procedure)[0]), None)

    def fact(self, school_id: str, before: ProcedureRow, after: ProcedureRow) -> Fact:
        """Where the share of «2» went between two comparable works, nothing tested."""
        first = self.low(school_id, before.procedure_id)
        second = self.low(school_id, after.procedure_id)
        if first is None or second is None:
            return Fact.NO_DATA
        return fact_of(first.percent, second.percent)

    def change(
        self, school_id: str, before: ProcedureRow, after: ProcedureRow, definition: Definition
    ) -> Change:
        first = self.low(school_id, before.procedure_id)
        second = self.low(school_id, after.procedure_id)
        return share_change(
            first.low if first else None,
            first.participants if first else None,
            second.low if second else None,
            second.participants if second else None,
            definition=definition,
            pair=self.pair(before, after),
        )


def key_of(row: ProcedureRow) -> Procedure:
    return Procedure(Kind(row.kind), row.subject, row.grade, row.year, Season(row.season))


def moment(procedure: ProcedureRow) -> str:
    """«осень 2022» or «весна 2024»."""
    if procedure.season == "autumn":
        return f"осень {procedure.year - 1}"
    return f"весна {procedure.year}"


def load(store: Store, territory_id: str) -> ResultsPicture:
    """Read the results of one territory.

    Raises
    ------
    UnknownTerritoryError
    """
    return ResultsPicture(
        territory=territory_of(store, territory_id),
        all_schools=queries.schools(store, territory_id),
        procedures=assessments.procedures(store, territory_id),
        results={
            (one.school_id, one.procedure_id): one
            for one in assessments.results(store, territory_id)
        },
        benchmarks={
            (one.scope, one.procedure_id): one
            for one in assessments.benchmarks(store, territory_id)
        },
        journal={
            (one.school_id, one.procedure_id): one
            for one in assessments.journal(store, territory_id)
        },
        comparability=_comparability(store),
        listings=queries.listings(store, territory_id),
        sources=queries.sources(store, territory_id),
    )


def _comparability(store: Store) -> Comparability:
    rules = (
        ComparabilityRule(
            Kind(one.kind),
            one.subject,
            one.grade,
            one.year_from,
            Season(one.season_from),
            one.year_to,
            Season(one.season_to),
            one.comparable,
            one.reason,
        )
        for one in assessments.comparability(store)
    )
    return {rule.pair: rule for rule in rules}
