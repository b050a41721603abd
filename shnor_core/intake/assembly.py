"""A delivery against what is stored: sheets read, schools linked, rows made, differences found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from shnor_core.intake import (
    listing_tables,
    monitoring_tables,
    programme_rows,
    programme_tables,
    result_rows,
    result_tables,
    school_rows,
)
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import Delivery, Fault, Sheet
from shnor_core.intake.difference import TableDifference, compare
from shnor_core.intake.school_names import login_of
from shnor_core.intake.school_rows import Linked
from shnor_core.intake.shapes import BY_TABLE
from shnor_core.intake.sheet_rows import SheetRows, all_faults, read_sheet
from shnor_core.intake.stages import Progress, Stage, unheard

_OF_SCHOOLS: Final = ("assessments", "journal", "monitoring", "context", "listings")
_RESULT_TABLES: Final = {"assessments": "assessment", "journal": "journal_comparison"}

#: tables whose rows a file may replace as a whole; registers and programmes only grow and change
REPLACEABLE: Final = (
    "assessment",
    "journal_comparison",
    "benchmark",
    "observation",
    "listing",
    "target_plan",
)


@dataclass(frozen=True)
class Assembly:
    """What a file would change, and what of it cannot be taken."""

    linked: Linked
    differences: tuple[TableDifference, ...]
    faults: tuple[Fault, ...]
    accepted: int
    rejected: int


def _with_logins(rows: SheetRows) -> SheetRows:
    """Names of schools with the login a report of ФИС ОКО gives them: «Школа № 1 (edu240001)»."""
    logins = rows.sheet.columns.get("login")
    if logins and "school" in rows.cells:
        names = [
            f"{name} ({login})" if name and login and not login_of(name) else name
            for name, login in zip(rows.cells["school"], logins, strict=True)
        ]
        rows.cells["school"] = pd.Series(names, dtype=object)
    return rows


def _monitoring(sheet: Sheet) -> SheetRows:
    return read_sheet(sheet, {"code": programme_rows.read_code})


def _named(sheets: Sequence[SheetRows]) -> str:
    """The title of the programme the file names."""
    return next((row["title"] or "" for one in sheets for _, row in one.lines()), "")


def _readers(context: Context) -> dict[str, Callable[[Sheet], SheetRows]]:
    return {
        "schools": school_rows.read_schools,
        **dict.fromkeys(("assessments", "benchmarks", "journal"), result_rows.read_results),
        **dict.fromkeys(("monitoring", "context"), _monitoring),
        "programme": programme_rows.read_programme,
        "targets": programme_rows.read_targets,
        "facts": lambda sheet: programme_rows.read_facts(sheet, context.today),
        "measures": programme_rows.read_measures,
        "listings": listing_tables.read_listings,
    }


def assemble(
    delivery: Delivery,
    context: Context,
    decisions: Mapping[str, str] | None = None,
    progress: Progress = unheard,
) -> Assembly:
    """Read, link, check and compare one file; nothing is written.

    Parameters
    ----------
    decisions
        Printed name of a school → id of the register, ``new`` or ``none``.
    """
    progress(Stage.CHECK)
    readers = _readers(context)
    sheets: dict[str, list[SheetRows]] = {}
    for sheet in delivery.sheets:
        sheets.setdefault(sheet.subject, []).append(_with_logins(readers[sheet.subject](sheet)))
    listed = sheets.get("schools", [])
    school_rows.repeated_schools(listed)
    named = [one for subject in _OF_SCHOOLS for one in sheets.get(subject, [])]
    names = [name for one in named for name in one.good["school"].dropna().unique()]
    programme_rows.one_programme(sheets.get("programme", []))
    context = replace(context, programme=_named(sheets.get("programme", [])))
    linked = school_rows.link_schools(listed, names, context, decisions or {})
    owners = {id(one): school_rows.refuse_unlinked(one, linked) for one in (*listed, *named)}
    _across(sheets, owners, context)
    progress(Stage.COMPARE)
    tables = _Tables(sheets, owners, linked, context, delivery.file_name).differences()
    members = [one for found in sheets.values() for one in found]
    return Assembly(
        linked,
        tables,
        (*delivery.faults, *all_faults(members)),
        accepted=sum(int((~one.at_fault).sum()) for one in members),
        rejected=sum(int(one.at_fault.sum()) for one in members),
    )


def _across(
    sheets: Mapping[str, list[SheetRows]], owners: Mapping[int, pd.Series], context: Context
) -> None:
    """Checks that look at several rows, or at what is stored."""
    for subject in ("assessments", "journal"):
        result_tables.repeated_results(sheets.get(subject, []), owners)
    levels = {id(one): one.cells["scope"] for one in sheets.get("benchmarks", [])}
    result_tables.repeated_results(sheets.get("benchmarks", []), levels)
    for subject in ("monitoring", "context"):
        monitoring_tables.repeated_cells(sheets.get(subject, []), owners)
    listing_tables.repeated_listings(sheets.get("listings", []), owners)
    for subject in ("targets", "facts", "measures"):
        programme_rows.repeated_lines(sheets.get(subject, []))
    programme = programme_tables.programme_of(context)
    measures = context.stored["measure"]
    for one in sheets.get("measures", []):
        own = measures[measures["programme_id"] == programme]
        programme_rows.refuse_ambiguous(one, "number", own["number"])


@dataclass(frozen=True)
class _Tables:
    """Rows of the tables the file speaks about, compared with the stored ones."""

    sheets: Mapping[str, Sequence[SheetRows]]
    owners: Mapping[int, pd.Series]
    linked: Linked
    context: Context
    file_name: str

    def differences(self) -> tuple[TableDifference, ...]:
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
            for subject in (*_OF_SCHOOLS, "schools")
            for one in self.sheets.get(subject, ())
            for name in one.good["school"].dropna().unique()
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
