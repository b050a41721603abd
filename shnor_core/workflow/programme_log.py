"""Entries of the log in words: which indicator or measure, which day, from what to what."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from shnor_core.db.queries import LogEntry
from shnor_core.russian_dates import day as shown_day
from shnor_core.workflow.programme import ProgrammePicture, subject_of
from shnor_core.workflow.roadmap_tables import STATUSES
from shnor_core.workflow.target_details import entered


def describe(picture: ProgrammePicture, entry: LogEntry) -> str:
    """«5.2 на 31.12.2023: 5 из 6 → 4 из 6», «Мера 3: идёт → выполнено 10.01.2024»."""
    kind, name, day = subject_of(entry)
    rows = [json.loads(text) for text in (entry.before, entry.after) if text]
    if kind == "fact":
        target = picture.by_id[name]
        change = " → ".join(_fact(row, target.unit) for row in rows)
        return f"{target.code} на {_day(day)}: {change}"
    change = " → ".join(_state(row) for row in rows)
    measure = next(one for one in picture.measure_rows if one.measure_id == name)
    title = f"Мера {measure.number}" if measure.number else f"«{measure.title}»"
    return f"{title}: {change}"


def _fact(row: dict[str, Any], unit: str) -> str:
    return entered(row["value"], row["numerator"], row["denominator"], row["yes"], unit)


def _state(row: dict[str, Any]) -> str:
    on = f" {_day(row['done_on'])}" if row["done_on"] else ""
    return f"{STATUSES[row['status']]}{on}"


def _day(text: str) -> str:
    return shown_day(date.fromisoformat(text))
