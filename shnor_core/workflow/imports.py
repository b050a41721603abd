"""Taking procedure results from a file: checked whole, written whole or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shnor_core.assessment_rows import AssessmentRow, check_rows
from shnor_core.db import assessments, queries
from shnor_core.db.connection import Store
from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.assessment_file import TextTable, read_table
from shnor_core.row_faults import RowFault
from shnor_core.workflow import access, backups
from shnor_core.workflow.backups import Reason

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What a file holds: good rows, rows at fault, and whether the good ones were taken."""

    file_name: str
    good: tuple[AssessmentRow, ...]
    faults: tuple[RowFault, ...]
    new_schools: tuple[str, ...]
    taken: bool
    replaced: int = 0


def import_assessments(
    store: Store, path: Path, *, territory: str, accept_good: bool, on: date, name: str = ""
) -> ImportReport:
    """Check a CSV of results and write it in one transaction.

    With rows at fault nothing is written unless ``accept_good``. The same file twice changes
    nothing: a row replaces the row of the same school and procedure.

    Raises
    ------
    AccessError
        The person may not change this territory.
    UnreadableFileError
        The file cannot be read, has no rows, or the territory's code is not a code.
    """
    access.require_editor(territory)
    if not _ID.fullmatch(territory):
        raise UnreadableFileError(
            f"Код территории «{territory}» не подходит: латинские буквы, цифры, «-» и «_»."
        )
    table = read_table(path)
    if not table.rows:
        raise UnreadableFileError(f"В файле {table.file_name} нет ни одной строки данных.")
    good, faults = check_rows(table.rows, table.lines)
    known = _known_schools(store, territory)
    new = tuple(dict.fromkeys(row.school for row in good if row.school not in known))
    take = bool(good) and (accept_good or not faults)
    if take:
        backups.before(store, Reason.IMPORT, datetime.now())
        replaced = _replaced(store, territory, known, good)
        _write(store, table, good, territory, known, new, on, name.strip() or territory)
        return ImportReport(table.file_name, good, faults, new, take, replaced)
    return ImportReport(table.file_name, good, faults, new, take)


def _replaced(
    store: Store, territory: str, known: dict[str, str], good: tuple[AssessmentRow, ...]
) -> int:
    """How many rows of the file take the place of a stored result."""
    stored = {(one.school_id, one.procedure_id) for one in assessments.results(store, territory)}
    return sum((known.get(row.school, ""), row.procedure.procedure_id) in stored for row in good)


def _known_schools(store: Store, territory: str) -> dict[str, str]:
    """Exact name or id → id; nothing is joined by a guess."""
    found = {}
    for school in queries.schools(store, territory):
        found[school.short_name] = found[school.school_id] = school.school_id
    return found


def _write(
    store: Store,
    table: TextTable,
    good: tuple[AssessmentRow, ...],
    territory: str,
    known: dict[str, str],
    new: tuple[str, ...],
    on: date,
    title: str,
) -> None:
    exists = territory in {one.territory_id for one in queries.territories(store)}
    source_id = f"import-{territory}-{table.sha256[:16]}"
    first = len(known)
    schools = [
        {
            "school_id": f"{territory}:{name}",
            "territory_id": territory,
            "short_name": name,
            "number": "".join(re.findall(r"\d+", name)[:1]),
            "position": first + place,
        }
        for place, name in enumerate(new)
    ]
    ids = known | {name: f"{territory}:{name}" for name in new}
    assessments.add_import(
        store,
        territory=None if exists else _territory(territory, title),
        source=_source(table, territory, source_id, on),
        schools=schools,
        procedures=_procedures(store, good),
        assessments=[_assessment(row, ids, source_id) for row in good],
    )


def _territory(territory: str, title: str) -> dict[str, Any]:
    return {"territory_id": territory, "name": title, "origin": "user"}


def _source(table: TextTable, territory: str, source_id: str, on: date) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "territory_id": territory,
        "title": f"Файл {table.file_name}",
        "kind": "import",
        "issued": on,
        "file_name": table.file_name,
        "sha256": table.sha256,
    }


def _procedures(store: Store, good: tuple[AssessmentRow, ...]) -> list[dict[str, Any]]:
    known = assessments.procedure_ids(store)
    wanted = {row.procedure for row in good if row.procedure.procedure_id not in known}
    return [
        {
            "procedure_id": one.procedure_id,
            "kind": str(one.kind),
            "subject": one.subject,
            "grade": one.grade,
            "year": one.year,
            "season": str(one.season),
            "scale": str(one.scale),
            "title": one.title.removesuffix(", осень"),
            "held": True,
        }
        for one in sorted(wanted)
    ]


def _assessment(row: AssessmentRow, ids: dict[str, str], source_id: str) -> dict[str, Any]:
    return {
        "school_id": ids[row.school],
        "procedure_id": row.procedure.procedure_id,
        "participants": row.participants,
        "n2": row.n2,
        "n3": row.n3,
        "n4": row.n4,
        "n5": row.n5,
        "mean_score": row.mean_score,
        "source_id": source_id,
        "source_ref": f"строка {row.line}",
    }
