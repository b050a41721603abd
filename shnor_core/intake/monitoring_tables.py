"""Sheets «Мониторинг» and «Контекст» → indicators and observations, the printed text kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from shnor_core.cells import PrintedCell, read_table
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import text_of
from shnor_core.intake.shapes import records, row_keys
from shnor_core.intake.sheet_rows import SheetRows, repeated
from shnor_core.model import Part, Quality, Reading

#: sheet → code and title of its set of tables in a territory that has none yet, and its place
_SETS: Final = {"monitoring": ("Мониторинг", 1), "context": ("Условия работы школ", 2)}
_CONTEXT: Final = "context"
_UNITS: Final = {"процент": "percent", "доля": "share", "человек": "count", "единица": "count"}
_DIRECTIONS: Final = {"больше": "higher", "меньше": "lower"}


@dataclass(frozen=True)
class MonitoringTables:
    """Rows of the three tables; ``of_sets`` names the sets the file speaks about."""

    indicator_set: pd.DataFrame
    indicator: pd.DataFrame
    observation: pd.DataFrame


def repeated_cells(sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series]) -> None:
    """One school, indicator and year twice on one sheet."""
    keys = []
    for sheet in sheets:
        rows = sheet.cells
        owner = owners[id(sheet)]
        known = rows["code"].notna() & rows["year"].notna()
        about = rows.assign(owner=owner)[known & (owner.notna() | rows["school"].isna())]
        keys.append((sheet, row_keys(about, ("owner", "code", "year"))))
    repeated(keys, "code", lambda key: "Показатель № {1} за {2} год".format(*key.split("|")))


def monitoring_tables(
    subject: str, sheets: Sequence[SheetRows], owners: Mapping[int, pd.Series], context: Context
) -> MonitoringTables:
    """Rows of ``indicator_set``, ``indicator`` and ``observation`` of one sheet of the form.

    A territory with tables of its own keeps them: the file adds to its first set, «Контекст» to the
    one that describes conditions.
    """
    chosen = _set_of(subject, context)
    rows = pd.concat(
        [
            sheet.good.assign(
                owner=owners[id(sheet)].reindex(sheet.good.index),
                printed=[_printed(sheet, at) for at in sheet.good.index],
                source_ref=sheet.places(sheet.good.index.tolist()),
            )
            for sheet in sheets
        ]
    ).astype(object)
    rows["level"] = rows["owner"].notna().map({True: "school", False: "territory"})
    title, position = _SETS[subject]
    known = context.stored["indicator_set"]
    sets = [] if chosen in set(known["indicator_set"]) else [
        {
            "indicator_set": chosen,
            "territory_id": context.territory_id,
            "title": title,
            "position": position,
        }
    ]  # fmt: skip
    indicators = _indicators(rows, chosen, context)
    ids = {
        (row["level"], row["code"]): row["indicator_id"] for row in indicators.to_dict("records")
    }
    observations = _observations(rows, ids, chosen, context) if len(rows) else pd.DataFrame()
    return MonitoringTables(
        pd.DataFrame(sets if len(rows) else [], dtype=object), indicators, observations
    )


def _printed(sheet: SheetRows, at: int) -> str:
    cells = sheet.sheet.columns.get("value")
    value = cells[at] if cells else None
    return value if isinstance(value, str) else text_of(value)


def _set_of(subject: str, context: Context) -> str:
    own = f"{context.territory_id}:{subject}"
    known = context.stored["indicator_set"].sort_values("position")
    about_conditions = known["indicator_set"].str.contains(_CONTEXT)
    fitting = known[about_conditions if subject == _CONTEXT else ~about_conditions]
    return str(fitting["indicator_set"].iloc[0]) if len(fitting) else own


def _indicators(rows: pd.DataFrame, chosen: str, context: Context) -> pd.DataFrame:
    stored = context.stored["indicator"]
    stored = stored[stored["indicator_set"] == chosen]
    ids = {
        (level, code): found
        for level, code, found in zip(
            stored["level"], stored["code"], stored["indicator_id"], strict=True
        )
    }
    last = int(stored["position"].max()) if len(stored) else 0
    found: list[dict[str, Any]] = []
    for (level, code), group in rows.groupby(["level", "code"], sort=False):
        first = group.iloc[0]
        found.append(
            {
                "indicator_id": ids.get((level, code), f"{chosen}:{level}:{code}"),
                "indicator_set": chosen,
                "level": level,
                "code": code,
                "title": first["indicator"],
                "unit": _UNITS.get(first["unit"], "unknown"),
                "direction": _DIRECTIONS.get(first["direction"], "neutral"),
                "position": last + len(found) + 1,
            }
        )
    return pd.DataFrame(found, dtype=object)


def _observations(
    rows: pd.DataFrame, ids: Mapping[tuple[str, str], str], chosen: str, context: Context
) -> pd.DataFrame:
    stored = context.stored["observation"]
    known = {
        (row["indicator_id"], row["school_id"] or "", row["year"]): row["observation_id"]
        for row in records(stored[["indicator_id", "school_id", "year", "observation_id"]])
    }
    readings = _readings(rows)
    found = []
    for row, reading in zip(records(rows), readings, strict=True):
        indicator = ids[row["level"], row["code"]]
        school = row["owner"] if row["level"] == "school" else None
        # one number may stand in both tables of a territory
        middle = f"{_CONTEXT}:" if chosen.endswith(f":{_CONTEXT}") else ""
        new = f"{school or context.territory_id}:{middle}{row['code']}:{row['year']}"
        found.append(
            {
                "observation_id": known.get((indicator, school or "", row["year"]), new),
                "territory_id": context.territory_id,
                "school_id": school,
                "indicator_id": indicator,
                "year": row["year"],
                "title_printed": row["indicator"],
                "unit_printed": row["unit"] or "",
                "source_id": context.source_id,
                "source_ref": row["source_ref"],
                **_columns(reading),
            }
        )
    return pd.DataFrame(found, dtype=object)


def _readings(rows: pd.DataFrame) -> list[Reading]:
    """Every cell read with the other cells of its school; parts of a whole are not known here."""
    found: dict[int, Reading] = {}
    numbered = rows.reset_index(drop=True)
    owners = numbered["owner"].where(numbered["owner"].notna(), "")
    for _, group in numbered.groupby(owners, sort=False):
        cells = [
            PrintedCell(
                row["code"], row["year"], row["printed"], row["unit"] or "", row["indicator"]
            )
            for row in records(group)
        ]
        found.update(zip(group.index, read_table(cells, {}), strict=True))
    return [found[at] for at in range(len(numbered))]


def _columns(reading: Reading) -> dict[str, Any]:
    return {
        "raw": None if reading.quality is Quality.MISSING else reading.raw,
        "value": reading.value,
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "unit": str(reading.unit),
        "quality": str(reading.quality),
        "quality_note": reading.note,
        "read_quality": str(reading.quality),
        "read_note": reading.note,
        "schools": ";".join(reading.schools),
        "parts": " | ".join(_part(one) for one in reading.parts),
    }


def _part(part: Part) -> str:
    value = "" if part.value is None else f"{part.value:g}"
    schools = f" [{';'.join(part.schools)}]" if part.schools else ""
    return f"{part.label}={value} {part.unit}{schools}"
