"""Small monitoring tables for the tests of the quality rules, and the shipped ones."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from shnor_core.cells import PrintedCell, read_cell, read_table
from shnor_core.db.queries import parse_parts
from shnor_core.model import (
    Direction,
    Finding,
    Indicator,
    Level,
    Listing,
    Observation,
    Quality,
    Reading,
    School,
    Territory,
    Unit,
)
from shnor_core.quality import Monitoring, find

TERRITORY = Territory("town", "Город")
FIRST_YEAR = 2019
DATA = Path(__file__).resolve().parents[2] / "data"

# code: unit column, unit, title, other fields
SCHOOL_ROWS: Mapping[str, tuple[str, Unit, str, dict[str, str]]] = {
    "1.1": ("Доля", Unit.PERCENT, "Доля учителей, которые показывают динамику", {}),
    "2.1": ("Процент", Unit.PERCENT, "Доля педагогов, прошедших диагностику", {}),
    "2.2": ("Доля", Unit.PERCENT, "Доля педагогов с ростом компетенций", {"needs_code": "2.1"}),
    "3.1": ("Единицы", Unit.COUNT, "Количество учителей, охваченных работой", {}),
    "3.3": ("Единицы", Unit.COUNT, "Количество учителей, получивших помощь", {"whole_code": "3.1"}),
}
SUMMARY_ROWS: Mapping[str, tuple[str, Unit, str, dict[str, str]]] = {
    "1.1": (
        "Процент",
        Unit.PERCENT,
        "Доля школ, которые показывают положительную динамику",
        {"school_code": "1.1", "school_relation": "schools_with"},
    ),
    "2.1": (
        "Процент",
        Unit.PERCENT,
        "Доля педагогов, прошедших диагностику",
        {"school_code": "2.1", "school_relation": "same_measure"},
    ),
    "3.1": ("Единицы", Unit.COUNT, "Количество школ, охваченных работой", {}),
    "3.3": (
        "Единицы",
        Unit.COUNT,
        "Количество школ, получивших помощь",
        {"school_code": "3.3", "school_relation": "schools_with"},
    ),
    "3.5": ("", Unit.COUNT, "Количество школ, получивших помощь методистов", {}),
}

Rows = Mapping[str, Sequence[str | None]]


def school(number: str, name: str = "") -> School:
    short = name or f"Средняя школа № {number}"
    return School(f"s{number}", TERRITORY.territory_id, short, short, "", number)


def indicators() -> tuple[Indicator, ...]:
    found = []
    for level, rows in ((Level.SCHOOL, SCHOOL_ROWS), (Level.TERRITORY, SUMMARY_ROWS)):
        for code, (_, unit, title, more) in rows.items():
            key = f"{level}:{code}"
            found.append(
                Indicator(key, level, code, title, "", unit, Direction.HIGHER, short_title=title)
            )
            found[-1] = replace(found[-1], **more)
    return tuple(found)


def table_of(
    school_id: str, rows: Rows, titles: Mapping[str, str] | None = None
) -> list[Observation]:
    """Observations of one school's table, read as the product reads them."""
    titles = titles or {}
    cells = [
        PrintedCell(
            code,
            FIRST_YEAR + place,
            text,
            SCHOOL_ROWS[code][0],
            titles.get(code, SCHOOL_ROWS[code][2]),
        )
        for code, texts in rows.items()
        for place, text in enumerate(texts)
    ]
    whole_of = {code: more.get("whole_code", "") for code, (*_, more) in SCHOOL_ROWS.items()}
    return [
        _observation(cell, reading, Level.SCHOOL, school_id)
        for cell, reading in zip(cells, read_table(cells, whole_of), strict=True)
    ]


def summary_of(rows: Rows, titles: Mapping[str, str] | None = None) -> list[Observation]:
    """Observations of the municipal table."""
    titles = titles or {}
    found = []
    for code, texts in rows.items():
        unit, _, title, _ = SUMMARY_ROWS[code]
        for place, text in enumerate(texts):
            cell = PrintedCell(code, FIRST_YEAR + place, text, unit, titles.get(code, title))
            reading = read_cell(text, unit_printed=unit, title=title)
            found.append(_observation(cell, reading, Level.TERRITORY, None))
    return found


def _observation(
    cell: PrintedCell, reading: Reading, level: Level, school_id: str | None
) -> Observation:
    owner = school_id or TERRITORY.territory_id
    return Observation(
        f"{owner}:{cell.row}:{cell.year}",
        TERRITORY.territory_id,
        school_id,
        f"{level}:{cell.row}",
        cell.row,
        level,
        cell.year,
        reading,
        cell.title,
        cell.unit_printed,
        source_ref=f"{owner}, {cell.row}, {cell.year}",
    )


def listing(number: str, code: str = "list", **fields: object) -> Listing:
    base = Listing(
        "town", f"s{number}", code, "Адресная поддержка", 2022, "municipal", "", "", "с. 1"
    )
    return replace(base, **fields)  # type: ignore[arg-type]


def world(
    schools: Mapping[str, Rows] | None = None,
    summary: Rows | None = None,
    listings: Iterable[Listing] = (),
    without_tables: Iterable[str] = (),
) -> Monitoring:
    """Monitoring tables of schools by number, of the municipality, and lists."""
    schools = schools or {}
    observations = summary_of(summary or {})
    for number, rows in schools.items():
        observations += table_of(f"s{number}", rows)
    names = tuple(school(number) for number in (*schools, *without_tables))
    return Monitoring(TERRITORY, names, indicators(), tuple(observations), tuple(listings))


def found(monitoring: Monitoring, rule: str) -> list[Finding]:
    """Findings of one rule."""
    return [finding for finding in find(monitoring) if finding.rule == rule]


def shipped(folder: str, indicator_set: str) -> Monitoring:
    """Reviewed readings of a territory as they stand in its text files."""
    territory = TERRITORY
    for row in _csv(folder, "territory"):
        territory = Territory(row["territory_id"], row["name"])
    rows = [row for row in _csv(folder, "indicators") if row["indicator_set"] == indicator_set]
    chosen = tuple(_indicator(row) for row in rows)
    ids = {(one.level, one.code): one.indicator_id for one in chosen}
    return Monitoring(
        territory,
        tuple(_school(territory, row) for row in _csv(folder, "schools")),
        chosen,
        tuple(
            _printed(territory, row, ids[Level(row["level"]), row["code"]])
            for row in _csv(folder, "observations")
            if (Level(row["level"]), row["code"]) in ids
        ),
        tuple(_listing(territory, row) for row in _csv(folder, "listings")),
    )


def _csv(folder: str, name: str) -> list[dict[str, str]]:
    with (DATA / folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        row["indicator_id"],
        Level(row["level"]),
        row["code"],
        row["title"],
        row["section"],
        Unit(row["unit"]),
        Direction(row["direction"]),
        *(row[name] for name in ("short_title", "whole_code", "needs_code", "school_code")),
        school_relation=row["school_relation"],
    )


def _school(territory: Territory, row: dict[str, str]) -> School:
    texts = (row[name] for name in ("short_name", "full_name", "type", "number"))
    return School(row["school_id"], territory.territory_id, *texts)


def _listing(territory: Territory, row: dict[str, str]) -> Listing:
    year = int(row["school_year"][:4]) if row["school_year"] else None
    return Listing(
        territory.territory_id,
        row["school_id"],
        row["list_code"],
        row["meaning"],
        year,
        *(row[name] for name in ("level", "programme", "raw", "source_ref")),
    )


def _printed(territory: Territory, row: dict[str, str], indicator_id: str) -> Observation:
    numbers = (
        float(row[name]) if row[name] else None for name in ("value", "numerator", "denominator")
    )
    reading = Reading(
        row["raw"],
        *numbers,
        unit=Unit(row["unit"]),
        quality=Quality(row["quality"]),
        note=row["quality_note"],
        schools=tuple(row["schools"].split(";")) if row["schools"] else (),
        parts=parse_parts(row["parts"]),
    )
    return Observation(
        f"{row['school_id'] or territory.territory_id}:{row['code']}:{row['year']}",
        territory.territory_id,
        row["school_id"] or None,
        indicator_id,
        row["code"],
        Level(row["level"]),
        int(row["year"]),
        reading,
        *(row[name] for name in ("title_printed", "unit_printed", "source_id", "source_ref")),
    )
