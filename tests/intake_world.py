"""Deliveries made by hand, and a store they go into."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from shnor_core.db.connection import Store, create
from shnor_core.intake.delivery import BLANK, Delivery, Sheet, Value
from shnor_core.intake.subjects import subject, subjects
from shnor_core.workflow import intake
from shnor_core.workflow.intake import Examination, Outcome

TODAY = date(2024, 9, 1)
NOON = datetime(2024, 9, 1, 12, 0)
WHO = "координатор"
_SCHOOLS = ("Школа № 1", "Лицей № 2")
#: tables that tell about imports, not of the territory
ABOUT_IMPORTS = ("import_batch", "import_change", "import_fault", "decision_log", "meta")


def new_store(folder: Path) -> Store:
    return create(folder / "shnor.duckdb")


def sheet(code: str, *rows: Mapping[str, Value], first: int = 5) -> Sheet:
    """Rows of one subject as the form has them; columns nobody fills are absent."""
    named = [one.code for one in subject(code).columns if any(one.code in row for row in rows)]
    columns = {name: tuple(row.get(name) for row in rows) for name in named}
    letters = {name: chr(ord("B") + at) for at, name in enumerate(named)}
    numbers = tuple(range(first, first + len(rows)))
    return Sheet(code, subject(code).title, numbers, columns, letters)


def delivery(*sheets: Sheet, name: str = "данные.xlsx") -> Delivery:
    told = hashlib.sha256(repr((sheets, name)).encode()).hexdigest()
    return Delivery(name, told, BLANK, "Бланк", tuple(sheets))


def result(school: str = "Школа № 1", **cells: Value) -> dict[str, Value]:
    row: dict[str, Value] = {
        "school": school,
        "kind": "ВПР",
        "subject": "математика",
        "grade": 5,
        "year": 2024,
        "season": "весна",
        "participants": 20,
        "n2": 6,
        "n3": 8,
        "n4": 4,
        "n5": 2,
    }
    return {**row, **cells}


def example_form() -> Delivery:
    """The rows of examples of the form as real rows, its two schools named alike on all sheets."""
    sheets = []
    for one in subjects():
        rows = [
            {
                column.code: _SCHOOLS[at]
                if column.code == "school"
                else (column.examples[at] if at < len(column.examples) else None)
                for column in one.columns
            }
            # a file speaks of one programme
            for at in range(1 if one.code == "programme" else 2)
        ]
        sheets.append(sheet(one.code, *rows))
    return delivery(*sheets)


def examine(store: Store, what: Delivery, territory: str = "my", **settings: Any) -> Examination:
    return intake.examine(store, what, territory=territory, today=TODAY, **settings)


def take(
    store: Store,
    what: Delivery,
    *,
    territory: str = "my",
    accept_good: bool = False,
    replace: bool = False,
    decisions: Mapping[str, str] | None = None,
) -> Outcome:
    seen = examine(store, what, territory, decisions=decisions)
    return intake.confirm(store, seen, accept_good=accept_good, replace=replace, at=NOON)


def contents(store: Store, without: Sequence[str] = ABOUT_IMPORTS) -> dict[str, list[Any]]:
    """Every row of every table."""
    cursor = store.cursor()
    names = cursor.execute("select table_name from duckdb_tables() order by 1").fetchall()
    return {
        name: cursor.table(name).order("all").fetchall() for (name,) in names if name not in without
    }


def rules(seen: Examination) -> list[str]:
    return [one.rule for one in seen.faults]
