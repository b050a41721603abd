"""What leaves the product is reopened and compared with the values the screens draw."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from math import isclose
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest

from shnor_core.charts import ChartSpec
from shnor_core.exchange.flat_table import flat_columns, flat_value
from shnor_core.exchange.word.layout import folded
from shnor_core.exchange.word.tables import cell_text
from shnor_core.tables import TableSpec
from shnor_core.workflow import (
    documents,
    files,
    identification,
    identification_tables,
    meeting,
    monitoring,
    overview,
    results,
    results_tables,
    shipped_meetings,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.definitions import Definition
from shnor_core.workflow.meeting import Shown
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.store import Store
from tests.office_files import C, part_of, parts_under

DOCUMENT = Definition.DOCUMENT


# a workbook keeps 16 digits of a number, a text file 12
WORKBOOK, TEXT_FILE = 1e-14, 1e-11


@pytest.fixture(scope="module")
def store(built_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("cells") / "shnor.duckdb"
    path.write_bytes(built_database.read_bytes())
    opened = store_workflow.open_store(path)
    yield opened
    opened.close()


def protocol_parts(picture: Picture) -> list[Shown]:
    """Tables and charts of the protocol in their order, made anew from the data."""
    told = [*shipped_meetings.municipal_shown(picture)]
    for school in picture.schools:
        told += shipped_meetings.school_shown(picture, school.school_id)
    return [what for what, _ in told]


@pytest.fixture(scope="module")
def tables(store: Store) -> tuple[TableSpec, ...]:
    """Tables of the screens that hold numbers, for both territories with monitoring."""
    found: list[TableSpec] = []
    for territory, base, year in (("kamensk-uralsky", 2020, 2021), ("demo", 2023, 2024)):
        picture = monitoring.load(store, territory)
        for level in (False, True):
            view = overview.overview(
                picture, base=base, year=year, definition=DOCUMENT, show_level=level
            )
            found.append(view.matrix)
        found += [meeting.as_table(one) for one in protocol_parts(picture)]
    pool = results.load(store, "demo")
    found.append(results_tables.heat_table(pool, 2024))
    method = identification.method_of("fioko-2022")
    judged = identification.judge(store, pool, method, 2024)
    official = identification.official(pool, 2024)
    rows = identification_tables.rows_of(judged, official)
    found.append(identification_tables.verdict_table(pool, judged, rows, official))
    return tuple(found)


def test_every_cell_of_a_workbook_is_the_number_of_the_screen(
    tables: tuple[TableSpec, ...],
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.workbook(*tables, facts={})))
    compared = 0
    for table, sheet in zip(tables, book.worksheets, strict=False):
        columns = flat_columns(table)
        printed = list(sheet.iter_rows(values_only=True))
        heads = [column.title for column in columns]
        # groups stand above the titles, and a title of a column without one begins there
        first = 1 + max(at for at, row in enumerate(printed) if row[0] == heads[0])
        if any(column.column.group for column in columns):
            first += 1
        for at, row in enumerate(table.rows):
            if row.kind == "group" and len(row.cells) == 1:
                continue
            for number, column in enumerate(columns):
                cell = row.cells[column.index]
                if cell.rowspan == 0:
                    continue
                wanted, got = flat_value(cell, column.part), printed[first + at][number]
                if isinstance(wanted, (int, float)):
                    # a doubtful number is text in Excel, so that nothing adds it up
                    same = isinstance(got, (int, float)) and isclose(got, wanted, rel_tol=WORKBOOK)
                    assert same or str(got).startswith("?"), (table.title, row.key)
                    compared += 1
    assert compared > 1500


def test_every_cell_of_a_text_file_is_the_value_of_the_screen(
    tables: tuple[TableSpec, ...],
) -> None:
    for table in tables:
        text = files.delimited(table).decode("utf-8-sig")
        _, *lines = csv.reader(io.StringIO(text), delimiter=";")
        columns = flat_columns(table)
        rows = [row for row in table.rows if len(row.cells) > 1 or len(table.columns) == 1]
        # headings that run across become a first column of their own
        lead = len(lines[0]) - len(columns)
        for line, row in zip(lines, rows, strict=True):
            for got, column in zip(line[lead:], columns, strict=True):
                wanted = flat_value(row.cells[column.index], column.part)
                if isinstance(wanted, (int, float)) and row.cells[column.index].rowspan:
                    assert isclose(float(got.replace(",", ".")), wanted, rel_tol=TEXT_FILE)


def test_every_table_and_chart_of_the_protocol_is_what_the_screen_draws(store: Store) -> None:
    picture = monitoring.load(store, "kamensk-uralsky")
    parts = protocol_parts(picture)
    data = documents.shipped_protocol(store, "kamensk-uralsky", "12")
    tables = [one for one in parts if isinstance(one, TableSpec)]
    written = docx.Document(io.BytesIO(data)).tables
    assert len(written) == len(tables) == 15
    for table, shown in zip(tables, written, strict=True):
        _same_table(table, shown)
    charts = [one for one in parts if isinstance(one, ChartSpec)]
    names = parts_under(data, "word/charts/")
    assert len(names) == len(charts) >= 16
    for at, chart in enumerate(charts, 1):
        _same_chart(chart, data, at)


def _same_table(table: TableSpec, shown: docx.table.Table) -> None:
    """Cell by cell; a criterion that covers rows stands above them, for the sheet is narrow."""
    table = folded(table)
    heads = 2 if any(column.group for column in table.columns) else 1
    told = [row for row in table.rows if row.kind != "group"]
    cells = [[row.cells[at] for row in told] for at in range(len(table.columns))]
    kept = [at for at, own in enumerate(cells) if any(one.text or not one.spark for one in own)]
    for row, line in zip(table.rows, shown.rows[heads:], strict=True):
        texts = [cell.text for cell in line.cells]
        if row.kind == "group":
            assert set(texts) == {row.cells[0].text}
            continue
        for got, at in zip(texts, kept, strict=True):
            if (cell := row.cells[at]).rowspan:
                # a raised number of a remark and a small second line follow the text
                ways = (cell_text(cell), cell_text(cell, remarked=True))
                assert got.startswith(ways), (table.title, row.key)


def _same_chart(chart: ChartSpec, data: bytes, at: int) -> None:
    part = ElementTree.fromstring(part_of(data, f"word/charts/chart{at}.xml"))
    book = openpyxl.load_workbook(
        io.BytesIO(part_of(data, f"word/embeddings/chart_data{at}.xlsx")), data_only=True
    )
    held = {cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row}
    cached = {float(one.text or "nan") for one in part.iter(f"{{{C}}}v") if _is_number(one.text)}
    for series in chart.series:
        for value in series.values:
            if value is not None:
                assert value in held
                assert value in cached


def _is_number(text: str | None) -> bool:
    try:
        float(text or "")
    except ValueError:
        return False
    return True
