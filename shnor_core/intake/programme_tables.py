"""Checked sheets of a programme → rows of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from shnor_core.intake.context import Context
from shnor_core.intake.programme_rows import FactValue, dues_of, unit_of
from shnor_core.intake.sheet_rows import SheetRows
from shnor_core.roadmap import parse_due
from shnor_core.targets import PlanUnit, Shape, parse_plan

_KINDS: Final = {"инвариантный": "invariant", "вариативный": "variable"}
_DIRECTIONS: Final = {"больше": "higher", "меньше": "lower"}
_STATES: Final = {
    "не начато": "planned",
    "в работе": "running",
    "выполнено": "done",
    "отменено": "cancelled",
}


def programme_of(context: Context) -> str:
    """The programme a file speaks about: the one it names, else the newest of the territory.

    A title that is not stored yet is that of the programme without one, else of a new programme.
    """
    stored = context.stored["programme"]
    own = f"{context.territory_id}:programme"
    if not len(stored):
        return own
    newest = stored.sort_values("start_date", na_position="first", kind="stable")
    if not context.programme:
        return str(newest["programme_id"].iloc[-1])
    for title in (context.programme, _untitled(context)):
        named = newest[newest["title"].str.casefold() == title.casefold()]
        if len(named):
            return str(named["programme_id"].iloc[-1])
    return f"{own}:{len(stored) + 1}"


def _untitled(context: Context) -> str:
    return f"Программа: {context.territory_name}"


def programme_table(sheets: Sequence[SheetRows], context: Context) -> pd.DataFrame:
    """The row of the programme; without the sheet «Программа» its days stay as they are."""
    row: dict[str, Any] = {
        "programme_id": programme_of(context),
        "territory_id": context.territory_id,
        "source_id": context.source_id,
    }
    for sheet in sheets:
        for at, said in sheet.lines():
            row |= {"title": said["title"], "start_date": said["start"], "end_date": said["end"],
                    "goal": said["goal"], "source_ref": sheet.place(at)}  # fmt: skip
    if row["programme_id"] not in set(context.stored["programme"]["programme_id"]):
        row["title"] = row.get("title") or _untitled(context)
    return pd.DataFrame([row], dtype=object)


def target_tables(
    sheets: Sequence[SheetRows], context: Context
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``target`` and ``target_plan``: the lines of one number are one indicator."""
    programme = programme_of(context)
    stored = context.stored["target"]
    stored = stored[stored["programme_id"] == programme]
    ids = dict(zip(stored["code"], stored["target_id"], strict=True))
    last = int(stored["position"].max()) if len(stored) else 0
    lines: dict[str, list[dict[str, Any]]] = {}
    for sheet in sheets:
        for at, row in sheet.lines():
            line = {**row, "source_ref": sheet.place(at)}
            lines.setdefault(row["code"], []).append(line)
    targets, plans = [], []
    for place, (code, rows) in enumerate(lines.items(), last + 1):
        target_id = ids.get(code, f"{programme}:{code}")
        targets.append({**_target(rows), "target_id": target_id, "programme_id": programme,
                        "code": code, "position": place})  # fmt: skip
        plans += [{**plan, "target_id": target_id} for plan in _plans(rows)]
    return pd.DataFrame(targets, dtype=object), pd.DataFrame(plans, dtype=object)


def _target(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    first = rows[0]
    plans = [row["plan"] or "" for row in rows]
    printed = "; ".join(_criterion(row) for row in rows if row["plan"])
    parsed = parse_plan(", ".join(_criterion(row) for row in rows if row["plan"]))
    return {
        "section": first["section"],
        "kind": _KINDS.get(first["kind"], ""),
        "title": first["indicator"],
        "printed": printed,
        "shape": str(_shape(rows)),
        "unit": str(unit_of(plans) if printed else PlanUnit.UNKNOWN),
        "operator": "=" if unit_of(plans) is PlanUnit.YES_NO else str(parsed.operator),
        "direction": _DIRECTIONS.get(first["direction"], "higher"),
        "denominator": first["denominator"] or "",
        "evidence": first["evidence"] or "",
        "source_ref": first["source_ref"],
    }


def _criterion(row: dict[str, Any]) -> str:
    return f"{row['due']} – {row['plan']}" if row["due"] else str(row["plan"])


def _shape(rows: Sequence[dict[str, Any]]) -> Shape:
    dues = [due for row in rows for due in dues_of(row["plan"] or "", row["due"] or "")]
    if not dues:
        return Shape.NONE
    if any(due.month for due in dues):
        return Shape.MONTH
    if any(due.school_year for due in dues):
        return Shape.SCHOOL_YEAR
    if any(due.year for due in dues):
        return Shape.PER_YEAR
    return parse_plan(rows[0]["plan"]).shape


def _plans(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    dues = [due for row in rows for due in dues_of(row["plan"] or "", row["due"] or "")]
    for position, due in enumerate(dues, 1):
        yield {
            "position": position,
            "printed": due.printed,
            "due_year": due.year,
            "due_month": due.month,
            "school_year": due.school_year,
            "value": due.value,
            "yes": due.yes,
        }


def fact_table(
    sheets: Sequence[SheetRows], targets: dict[str, str], context: Context
) -> pd.DataFrame:
    """Rows of ``target_fact``; ``targets`` are ids by code. A changed fact is its next version."""
    stored = context.stored["target_fact"]
    versions = dict(zip(stored["fact_id"], stored["version"], strict=True))
    found = []
    for sheet in sheets:
        for _, row in sheet.lines():
            fact: FactValue = row["value"]
            target_id = targets[row["code"]]
            fact_id = f"{target_id}:{row['as_of']}"
            found.append(
                {
                    "fact_id": fact_id,
                    "target_id": target_id,
                    "as_of": row["as_of"],
                    "value": fact.value,
                    "numerator": fact.numerator,
                    "denominator": fact.denominator,
                    "yes": fact.yes,
                    "evidence": row["evidence"] or "",
                    "note": row["note"] or "",
                    "version": int(versions.get(fact_id, 0)) + 1,
                }
            )
    return pd.DataFrame(found, dtype=object)


def measure_tables(
    sheets: Sequence[SheetRows], context: Context
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``measure`` and, where a state is given, of ``measure_state``."""
    programme = programme_of(context)
    stored = context.stored["measure"]
    stored = stored[stored["programme_id"] == programme]
    ids = dict(zip(stored["number"], stored["measure_id"], strict=True))
    states = context.stored["measure_state"]
    versions = dict(zip(states["measure_id"], states["version"], strict=True))
    last = int(stored["position"].max()) if len(stored) else 0
    measures, given = [], []
    for sheet in sheets:
        for at, row in sheet.lines():
            measure_id = ids.get(row["number"], f"{programme}:measure:{row['number']}")
            last += 1
            measures.append(
                {
                    **_measure(row),
                    "measure_id": measure_id,
                    "programme_id": programme,
                    "position": last,
                    "source_ref": sheet.place(at),
                }
            )
            if row["status"]:
                given.append(
                    {
                        "measure_id": measure_id,
                        "status": _STATES[row["status"]],
                        "evidence": row["evidence"] or "",
                        "version": int(versions.get(measure_id, 0)) + 1,
                    }
                )
    return pd.DataFrame(measures, dtype=object), pd.DataFrame(given, dtype=object)


def _measure(row: Mapping[str, Any]) -> dict[str, Any]:
    due = parse_due(row["due"] or "")
    codes = [one.strip() for one in (row["targets"] or "").replace(";", ",").split(",")]
    return {
        "number": row["number"],
        "section": row["section"],
        "task": row["task"] or "",
        "title": row["measure"],
        "expected": row["result"] or "",
        "due_text": row["due"] or "",
        "due_start": due.start,
        "due_end": due.end,
        "recurrence": str(due.recurrence),
        "responsible": row["responsible"] or "",
        "target_codes": ";".join(filter(None, codes)),
    }
