"""A meeting as a workbook: real numbers, native charts, every source and definition."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from shnor_core.exchange.flat_table import flat_columns
from shnor_core.tables import TableSpec
from shnor_core.workflow import meeting, meeting_files, monitoring
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.store import Store

TERRITORY, NUMBER_12 = "kamensk-uralsky", "kamensk-uralsky:12"
OTHERS = ("Заседание", "Источники и определения", "Числа диаграмм")
NASTY = '=cmd|"/C calc"!A1 <b> "«» 😀 ' + "щ" * 200


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def content(store: Store) -> bytes:
    which = next(
        one for one in meeting.meetings_of(store, TERRITORY) if one.meeting_id == NUMBER_12
    )
    territory = monitoring.load(store, TERRITORY).territory
    found = meeting.items(store, NUMBER_12)
    return meeting_files.workbook(which, found, territory, date(2022, 6, 8))


def test_every_item_has_a_sheet_and_every_chart_is_native(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "Заседание"
    assert len(book.sheetnames) == 2 + 31 + 1
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert len(charts) == 16


def test_numbers_of_the_tables_are_those_of_the_protocol(store: Store, content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    items = meeting.items(store, NUMBER_12)
    own = [sheet for sheet in book.worksheets if sheet.title not in OTHERS]
    pairs = zip(own, map(meeting.shown, items), strict=True)
    for sheet, table in ((sheet, what) for sheet, what in pairs if isinstance(what, TableSpec)):
        columns = flat_columns(table)
        wanted = [
            float(row.cells[each.index].value)
            for row in table.rows
            for each in columns
            if each.part == "value" and isinstance(row.cells[each.index].value, int | float)
        ]
        assert wanted
        got = [cell.value for row in sheet.iter_rows() for cell in row]
        numbers = [float(value) for value in got if isinstance(value, int | float)]
        assert {round(one, 9) for one in wanted} <= {round(one, 9) for one in numbers}


def test_head_and_sources_are_complete(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    head = [(row[0], row[1]) for row in book["Заседание"].iter_rows(values_only=True)]
    assert ("Территория", "Каменск-Уральский ГО") in head
    assert sum(bool(words and "методические десанты" in words) for _, words in head) == 1
    labels = [row[0] for row in book["Источники и определения"].iter_rows(values_only=True)]
    for label in ("Пункт повестки", "Источник", "Версия данных"):
        assert labels.count(label) == 31, label


def test_hostile_texts_stay_texts(store: Store) -> None:
    which = next(
        one for one in meeting.meetings_of(store, TERRITORY) if one.meeting_id == NUMBER_12
    )
    territory = monitoring.load(store, TERRITORY).territory
    named = replace(which, decisions=NASTY, number=NASTY)
    book = openpyxl.load_workbook(
        io.BytesIO(meeting_files.workbook(named, (), territory, date(2022, 6, 8)))
    )
    cells = [cell for row in book["Заседание"].iter_rows() for cell in row]
    assert any(cell.value == NASTY for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)
