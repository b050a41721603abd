"""The committed text files of ``data/``: read, checked line by line, made rows of the schema."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shnor_core.errors import DataFileError
from shnor_core.exchange.columns import FILES, KEYS, REFERENCES, TABLE_OF
from shnor_core.exchange.fields import Parser, RefusedError

Row = dict[str, Any]
Numbered = list[tuple[int, Row]]

# tables whose rows say themselves, or through their school, whose they are
_WITHOUT_TERRITORY = {
    "indicator",
    "procedure",
    "comparability",
    "assessment",
    "journal_comparison",
    "school_alias",
    "target",
    "target_plan",
    "target_fact",
    "measure_state",
    "risk_factor",
    "measure",
    "risk",
}


def folders(data: Path) -> list[Path]:
    """Folders of ``data`` that describe a territory."""
    return sorted(path.parent for path in data.glob("*/territory.csv"))


def fingerprint(data: Path) -> str:
    """Changes whenever a committed text file changes, appears or goes."""
    digest = hashlib.sha256()
    for folder in folders(data):
        for path in sorted(folder.glob("*.csv")):
            digest.update(f"{folder.name}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def read_territory(folder: Path) -> dict[str, list[Row]]:
    """Rows of one territory by table of the schema, every field checked.

    Raises
    ------
    DataFileError
        With file, line, column, what stands there and what was expected.
    """
    numbered = {
        name: list(_rows(folder / f"{name}.csv", columns)) for name, columns in FILES.items()
    }
    for name, rows in numbered.items():
        _check_references(folder, name, rows, numbered)
        _check_unique(folder, name, rows)
    territory_id = numbered["territory"][0][1]["territory_id"]
    tables = {TABLE_OF.get(name, name): [row for _, row in rows] for name, rows in numbered.items()}
    for name, members in tables.items():
        if name not in _WITHOUT_TERRITORY:
            for row in members:
                row["territory_id"] = territory_id
    _tie_observations(folder, territory_id, numbered, tables)
    return tables


def _rows(path: Path, columns: Mapping[str, Parser]) -> Iterator[tuple[int, Row]]:
    if not path.exists():
        if path.stem == "territory":
            raise DataFileError(_shown(path), 1, "territory_id", "", "файл с одной территорией")
        return
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header = reader.fieldnames or []
        for column in columns:
            if column not in header:
                raise DataFileError(_shown(path), 1, column, ",".join(header), "такой столбец")
        for record in reader:
            if None in record or None in record.values():
                raise DataFileError(
                    _shown(path),
                    reader.line_num,
                    header[-1],
                    "другое число полей",
                    f"{len(header)}",
                )
            yield reader.line_num, _parsed(path, reader.line_num, record, columns)


def _parsed(path: Path, line: int, record: Mapping[str, str], columns: Mapping[str, Parser]) -> Row:
    row: Row = {}
    for column, parse in columns.items():
        try:
            row[column] = parse(record[column])
        except RefusedError as expected:
            raise DataFileError(
                _shown(path), line, column, record[column], str(expected)
            ) from expected
    return row


def _check_references(
    folder: Path, name: str, rows: Numbered, files: Mapping[str, Numbered]
) -> None:
    for (file, column), (target, key) in REFERENCES.items():
        if file != name:
            continue
        known = {row[key] for _, row in files[target]}
        for line, row in rows:
            if row[column] is not None and row[column] not in known:
                raise DataFileError(
                    f"{folder.name}/{name}.csv",
                    line,
                    column,
                    row[column],
                    f"значение из {target}.csv",
                )


def _check_unique(folder: Path, name: str, rows: Numbered) -> None:
    seen: dict[tuple[Any, ...], int] = {}
    for line, row in rows:
        if name not in KEYS:
            return
        key = tuple(row[column] for column in KEYS[name])
        if key in seen:
            raise DataFileError(
                f"{folder.name}/{name}.csv",
                line,
                KEYS[name][0],
                " · ".join(str(part) for part in key if part is not None),
                f"значение, которого ещё не было (оно стоит в строке {seen[key]})",
            )
        seen[key] = line


def _tie_observations(
    folder: Path,
    territory_id: str,
    files: Mapping[str, Numbered],
    tables: Mapping[str, list[Row]],
) -> None:
    ids = {(row["level"], row["code"]): row["indicator_id"] for row in tables["indicator"]}
    for line, row in files["observations"]:
        key = (row["level"], row["code"])
        if key not in ids:
            raise DataFileError(
                f"{folder.name}/observations.csv",
                line,
                "code",
                row["code"],
                "код из indicators.csv",
            )
        del row["level"]
        row["indicator_id"] = ids[key]
        row["observation_id"] = (
            f"{row['school_id'] or territory_id}:{row.pop('code')}:{row['year']}"
        )
        row["raw"] = None if row["quality"] == "missing" else row["raw"]
        row["read_quality"], row["read_note"] = row["quality"], row["quality_note"]


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
