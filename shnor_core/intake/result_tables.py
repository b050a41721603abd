"""Checked rows about procedures → rows of the tables of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from shnor_core.intake.context import Context
from shnor_core.intake.result_rows import procedure_of, work_title
from shnor_core.intake.sheet_rows import SheetRows, repeated
from shnor_core.procedures import scale_of

_SCOPES = {"регион": "region", "муниципалитет": "municipality"}


def repeated_results(sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series]) -> None:
    """Two rows about one owner (a school, or a scope) and one work.

    ``owners`` hold, by the id of the sheet object, who every row is about.
    """
    said = [
        pd.DataFrame({"owner": owners[id(one)], "work": one.cells["procedure_id"]})
        for one in sheets
    ]
    if not said or not pd.concat(said).duplicated().any():
        return
    keys = []
    for sheet in sheets:
        owner, work = owners[id(sheet)], sheet.cells["procedure_id"]
        known = (owner.notna() & work.notna()).to_numpy()
        keys.append((sheet, owner[known].str.cat(work[known], sep="|")))
    column = "scope" if sheets and sheets[0].subject.code == "benchmarks" else "school"
    whom = "этого уровня" if column == "scope" else "этой школы"
    repeated(keys, column, lambda key: f"«{work_title(key.rpartition('|')[2])}» для {whom}")


def school_results(
    sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series], context: Context
) -> pd.DataFrame:
    """Rows of ``assessment`` or ``journal_comparison``."""
    return _joined(
        _placed(sheet, context).assign(school_id=owners[id(sheet)][~sheet.at_fault])
        for sheet in sheets
    )


def benchmark_table(sheets: Sequence[SheetRows], context: Context) -> pd.DataFrame:
    """Rows of ``benchmark``."""
    return _joined(
        _placed(sheet, context).assign(
            territory_id=context.territory_id, scope=sheet.good["scope"].map(_SCOPES)
        )
        for sheet in sheets
    )


def procedure_table(works: Iterable[str]) -> pd.DataFrame:
    """Rows of ``procedure`` for the ids that the results name."""
    return pd.DataFrame([_procedure(one) for one in sorted(set(works))], dtype=object)


def _procedure(procedure_id: str) -> dict[str, Any]:
    one = procedure_of(procedure_id)
    return {
        "procedure_id": procedure_id,
        "kind": str(one.kind),
        "subject": one.subject,
        "grade": one.grade,
        "year": one.year,
        "season": str(one.season),
        "scale": str(scale_of(one.kind, one.subject)),
        "title": one.title.removesuffix(", осень"),
        "held": True,
    }


def _placed(sheet: SheetRows, context: Context) -> pd.DataFrame:
    good = sheet.good
    return good.assign(
        source_id=context.source_id,
        source_ref=pd.Series(sheet.places(good.index.tolist()), good.index, dtype=object),
    )


def _joined(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    found = [frame for frame in frames if len(frame)]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()
