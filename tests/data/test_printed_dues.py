"""Every due text of every shipped roadmap: read as the transcription dates it, or honestly not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from shnor_core.roadmap import parse_due
from shnor_core.workflow.store import DATA

# a roadmap of one school year gives its months their year
SCHOOL_YEARS = {"tyukhtet": 2023, "lesosibirsk": 2020}
MEASURES = {
    "demo": 22,
    "kavkazsky": 22,
    "lesosibirsk": 16,
    "pirovskoe": 45,
    "tyukhtet": 29,
}


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "measures.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_no_roadmap_is_left_out() -> None:
    found = {path.parent.name: len(rows(path.parent)) for path in DATA.glob("*/measures.csv")}
    assert found == MEASURES


@pytest.mark.parametrize("territory", MEASURES)
def test_the_text_is_dated_as_the_transcription_says(territory: str) -> None:
    for row in rows(DATA / territory):
        due = parse_due(row["due_text"], school_year_start=SCHOOL_YEARS.get(territory))
        read = [str(day or "") for day in (due.start, due.end)]
        stored = [row["due_start"], row["due_end"]]
        assert not any(stored) or read == stored, row["measure_id"]


@pytest.mark.parametrize("territory", MEASURES)
def test_what_has_no_day_says_why(territory: str) -> None:
    for row in rows(DATA / territory):
        due = parse_due(row["due_text"], school_year_start=SCHOOL_YEARS.get(territory))
        assert due.end or due.note or due.recurrence, row["measure_id"]
