"""A committed text file is taken whole or refused with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shnor_core.errors import DataFileError
from shnor_core.exchange import shipped

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "kamensk_uralsky"
    shutil.copytree(DATA / "kamensk_uralsky", target)
    return target


def spoil(path: Path, line: int, before: str, after: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert before in lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(before, after, 1)
    path.write_text("\n".join(lines), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_every_shipped_territory_is_read() -> None:
    for one in shipped.folders(DATA):
        tables = shipped.read_territory(one)
        assert tables["school"] or tables["programme"]
        assert len(tables["territory"]) == 1


@pytest.mark.parametrize(
    ("file", "where", "before", "after", "column"),
    [
        ("territory.csv", "kamensk-uralsky", "false", "нет", "invented"),
        ("schools.csv", "kamensk-uralsky-17,", "kamensk-uralsky-17,", ",", "school_id"),
        ("sources.csv", "2022-05-25", "2022-05-25", "25.05.2022", "issued"),
        ("indicators.csv", "kamensk-2022:school:1.1", "percent", "процент", "unit"),
        ("observations.csv", ",514,514", ",514,514", ",514,пятьсот", "value"),
        ("observations.csv", ",514,514", "school,3.3", "school,9.9", "code"),
        ("observations.csv", ",514,514", "kamensk-uralsky-17", "kamensk-uralsky-99", "school_id"),
        ("partnerships.csv", "kamensk-uralsky-17", ",curator,", ",друг,", "kind"),
    ],
)
def test_a_broken_field_is_named_with_file_line_and_column(
    folder: Path, file: str, where: str, before: str, after: str, column: str
) -> None:
    line = line_of(folder / file, where)
    spoil(folder / file, line, before, after)
    with pytest.raises(DataFileError) as refusal:
        shipped.read_territory(folder)
    assert refusal.value.file == f"kamensk_uralsky/{file}"
    assert (refusal.value.line, refusal.value.column) == (line, column)
    assert f"строка {line}" in str(refusal.value)


def test_a_repeated_row_names_the_first_one(folder: Path) -> None:
    path = folder / "observations.csv"
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, lines[5]]) + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="стоит в строке 6"):
        shipped.read_territory(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    spoil(folder / "schools.csv", 1, "short_name", "name")
    with pytest.raises(DataFileError, match="short_name"):
        shipped.read_territory(folder)


def test_a_row_with_too_few_fields_is_refused(folder: Path) -> None:
    path = folder / "partnerships.csv"
    path.write_text(path.read_text(encoding="utf-8") + "лишнее,поле\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="число полей"):
        shipped.read_territory(folder)


def test_the_fingerprint_follows_every_byte(tmp_path: Path, folder: Path) -> None:
    before = shipped.fingerprint(tmp_path)
    assert before == shipped.fingerprint(tmp_path)
    spoil(folder / "sources.csv", 2, "2022-05-25", "2022-05-26")
    assert shipped.fingerprint(tmp_path) != before
