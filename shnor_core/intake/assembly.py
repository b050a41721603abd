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
from shnor_core.intake.difference import TableDifference
from shnor_core.intake.file_tables import OF_SCHOOLS, FileTables
from shnor_core.intake.school_names import login_of
from shnor_core.intake.school_rows import Linked
from shnor_core.intake.sheet_rows import SheetRows, all_faults, read_sheet
from shnor_core.intake.stages import Progress, Stage, unheard

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
    named = [one for subject in OF_SCHOOLS for one in sheets.get(subject, [])]
    names = [name for one in named for name in one.schools()]
    programme_rows.one_programme(sheets.get("programme", []))
    context = replace(context, programme=_named(sheets.get("programme", [])))
    linked = school_rows.link_schools(listed, names, context, decisions or {})
    owners = {id(one): school_rows.refuse_unlinked(one, linked) for one in (*listed, *named)}
    _across(sheets, owners, context)
    progress(Stage.COMPARE)
    tables = FileTables(sheets, owners, linked, context, delivery.file_name).differences()
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
