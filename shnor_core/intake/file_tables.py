"""Checked sheets of a file as rows of the tables, set against what is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from shnor_core.intake import (
    listing_tables,
    monitoring_tables,
    programme_rows,
    programme_tables,
    result_tables,
    school_rows,
)
from shnor_core.intake.context import Context
from shnor_core.intake.difference import TableDifference, compare
from shnor_core.intake.school_rows import Linked
from shnor_core.intake.shapes import BY_TABLE
from shnor_core.intake.sheet_rows import SheetRows

#: subjects whose rows name a school
OF_SCHOOLS: Final = ("assessments", "journal", "monitoring", "context", "listings")
_RESULT_TABLES: Final = {"assessments": "assessment", "journal": "journal_comparison"}


@dataclass(frozen=True)
class FileTables:
    """Rows of the tables the file speaks about, compared with the stored ones."""

    sheets: Mapping[str, Sequence[SheetRows]]
    owners: Mapping[int, pd.Series]
    linked: Linked
    context: Context
    file_name: str

    def differences(self) -> tuple[TableDifference, ...]:
        """Every table, those others refer to first."""
        found = [
            *self._schools(),
            *self._monitoring("monitoring"),
            *self._monitoring("context"),
            *self._listings(),
            *self._programme(),
            *self._results(),
        ]
        order = list(BY_TABLE)
        return tuple(sorted(found, key=lambda one: order.index(one.shape.table)))

    def _compared(
        self, table: str, rows: pd.DataFrame, scope: pd.Series | None = None
    ) -> TableDifference:
        return compare(BY_TABLE[table], self.context.stored[table], rows, scope)

    def _schools(self) -> list[TableDifference]:
        listed = self.sheets.get("schools", ())
        used = {
            name
            for subject in (*OF_SCHOOLS, "schools")
            for one in self.sheets.get(subject, ())
            for name in one.schools()
        }
        rows = school_rows.school_table(listed, self.linked, used, self.context)
        stored = self.context.stored["school"]
        scope = pd.Series(bool(listed), index=stored.index)
        aliases = school_rows.alias_table(self.linked, self.file_name)
        return [self._compared("school", rows, scope), self._compared("school_alias", aliases)]

    def _monitoring(self, subject: str) -> list[TableDifference]:
        sheets = self.sheets.get(subject, ())
        if not sheets:
            return []
        found = monitoring_tables.monitoring_tables(subject, sheets, self.owners, self.context)
        stored = self.context.stored["observation"]
        known = self.context.stored["indicator"]
        sets = dict(zip(known["indicator_id"], known["indicator_set"], strict=True))
        rows = found.observation
        years = set(rows["year"]) if len(rows) else set()
        spoken = set(found.indicator["indicator_set"]) if len(rows) else set()
        scope = stored["indicator_id"].map(sets).isin(spoken) & stored["year"].isin(years)
        return [
            self._compared("indicator_set", found.indicator_set),
            self._compared("indicator", found.indicator),
            self._compared("observation", rows, scope),
        ]

    def _listings(self) -> list[TableDifference]:
        sheets = self.sheets.get("listings", ())
        if not sheets:
            return []
        rows = listing_tables.listing_table(sheets, self.owners, self.context)
        stored = self.context.stored["listing"]
        key = ["programme", "level", "school_year"]
        spoken = set(rows[key].itertuples(index=False, name=None)) if len(rows) else set()
        scope = [one in spoken for one in stored[key].itertuples(index=False, name=None)]
        return [self._compared("listing", rows, pd.Series(scope, stored.index, dtype=bool))]

    def _programme(self) -> list[TableDifference]:
        subjects = ("programme", "targets", "facts", "measures")
        named, targets, facts, measures = known = [self.sheets.get(one, ()) for one in subjects]
        if not any(known):
            return []
        target_rows, plans = programme_tables.target_tables(targets, self.context)
        programme = programme_tables.programme_table(named, self.context)
        found = [self._compared("programme", programme)]
        stored = self.context.stored["target"]
        own = stored["programme_id"] == programme_tables.programme_of(self.context)
        if targets:
            taken = set(target_rows["target_id"]) if len(target_rows) else set()
            of_taken = self.context.stored["target_plan"]["target_id"].isin(taken)
            found.append(self._compared("target", target_rows, own))
            found.append(self._compared("target_plan", plans, of_taken))
        ids = dict(zip(stored[own]["code"], stored[own]["target_id"], strict=True))
        if len(target_rows):
            ids |= dict(zip(target_rows["code"], target_rows["target_id"], strict=True))
        for sheet in facts:
            programme_rows.refuse_unknown_targets(sheet, list(ids))
        if facts:
            rows = programme_tables.fact_table(facts, ids, self.context)
            found.append(self._compared("target_fact", rows))
        if measures:
            rows, states = programme_tables.measure_tables(measures, self.context)
            mine = self.context.stored["measure"]["programme_id"]
            scope = mine == programme_tables.programme_of(self.context)
            found.append(self._compared("measure", rows, scope))
            found.append(self._compared("measure_state", states))
        return found

    def _results(self) -> list[TableDifference]:
        found: list[TableDifference] = []
        works: set[str] = set()
        for subject, table in _RESULT_TABLES.items():
            sheets = self.sheets.get(subject, ())
            if sheets:
                rows = result_tables.school_results(sheets, self.owners, self.context)
                found.append(self._of_works(table, rows, works))
        if benchmarks := self.sheets.get("benchmarks", ()):
            rows = result_tables.benchmark_table(benchmarks, self.context)
            found.append(self._of_works("benchmark", rows, works))
        if works:
            found.append(self._compared("procedure", result_tables.procedure_table(works)))
        return found

    def _of_works(self, table: str, rows: pd.DataFrame, works: set[str]) -> TableDifference:
        spoken = set(rows["procedure_id"].unique()) if len(rows) else set()
        works |= spoken
        return self._compared(table, rows, self.context.stored[table]["procedure_id"].isin(spoken))
