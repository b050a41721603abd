"""What the next program reads from our workbook: numbers, texts, formats, names of sheets."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shnor_core.charts.office.excel import NUMBERS_SHEET
from shnor_core.exchange.flat_table import LARGEST_NUMBER
from shnor_core.exchange.sheet_names import sheet_names
from shnor_core.exchange.workbook import FACTS_SHEET, workbook
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from tests.core.office_world import HEAT, NATIVE
from tests.office_files import parts_under

SCHOOL = TableSpec(
    title="Таблица школы, как в протоколе",
    caption="Средняя школа № 17",
    columns=(
        Column("criterion", "Критерий", width=2),
        Column("title", "Показатель", width=3),
        Column("2020", "2020", "Годы, %", "right", number_format="0.0"),
        Column("2021", "2021", "Годы, %", "right", number_format="0.0"),
        Column("spark", "2019–2021"),
        Column("verdict", "Вывод"),
    ),
    rows=(
        Row("g", (Cell("Педагоги"),), "group"),
        Row(
            "2.1",
            (
                Cell("Компетенции", rowspan=2),
                Cell("Прошли диагностику"),
                Cell("0 %", 0.0),
                Cell("35 %", 35.0, sub="«35%»", tone=Tone.BETTER),
                Cell(spark=(0, None, 35), tone=Tone.BETTER),
                Cell("лучше", tone=Tone.BETTER),
            ),
        ),
        Row(
            "3.3",
            (
                Cell(rowspan=0),
                Cell("Адресная помощь"),
                Cell("16", 16),
                Cell("514", "514", tone=Tone.DOUBT, chip=True),
                Cell(spark=(14, 16, None)),
                Cell("пусто", None, tone=Tone.NONE),
            ),
        ),
        Row("t", tuple(Cell(text) for text in ("Всего", "", "2", "2", "", "")), "total"),
    ),
    source="протокол № 12",
    notes=("Порядок — по номерам.",),
)


def opened(*tables: TableSpec, **facts: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(tables, facts=facts)))


def cells(sheet: Any) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def one(text: str = "", value: object = None, **more: Any) -> TableSpec:
    return TableSpec("", (Column("a", "А", **more),), (Row("r", (Cell(text, value),)),))  # type: ignore[arg-type]


def first_value(table: TableSpec) -> Any:
    return opened(table).worksheets[0].cell(2, 1)


def test_numbers_are_numbers_with_the_format_of_their_column() -> None:
    sheet = opened(SCHOOL).worksheets[0]
    found = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    number = next(cell for cell in found.values() if cell.value == 35)
    assert number.data_type == "n"
    assert number.number_format == '"▲ "0.0;"▲ "-0.0'
    nought = next(cell for cell in found.values() if cell.value == 0)
    assert nought.number_format == "0.0"


def test_the_sheet_reads_like_the_screen() -> None:
    rows = cells(opened(SCHOOL).worksheets[0])
    assert rows[0][0] == "Таблица школы, как в протоколе"
    assert rows[1][0] == "Средняя школа № 17"
    assert rows[3][2] == "Годы, %"
    assert rows[4][2:5] == ["2020", "2021", "2021: как напечатано"]
    assert rows[5][0] == "Педагоги"
    assert rows[6][:5] == ["Компетенции", "Прошли диагностику", 0, 35, "«35%»"]
    assert rows[6][5:] == ["0 → – → 35", "▲ лучше"]
    assert rows[-2][0] == "Порядок — по номерам."
    assert rows[-1][0] == "Источник: протокол № 12"


def test_an_unsettled_reading_is_text_and_says_so() -> None:
    rows = cells(opened(SCHOOL).worksheets[0])
    assert rows[7][3] == "? 514"


def test_a_missing_value_is_never_zero() -> None:
    assert first_value(one("", None)).value is None
    assert first_value(one("–", float("nan"))).value == "–"
    assert first_value(one("нет строки", None)).value == "нет строки"


def test_a_merged_cell_has_room_for_its_words() -> None:
    table = TableSpec(
        "Т",
        (Column("a", "Критерий", width=0.1), Column("b", "Показатель")),
        (
            Row("1", (Cell("слово " * 40, rowspan=2), Cell("а"))),
            Row("2", (Cell(rowspan=0), Cell("б"))),
        ),
    )
    sheet = opened(table).worksheets[0]
    first = next(row for row in range(1, 9) if str(sheet.cell(row, 1).value).startswith("слово"))
    lines = 40 * len("слово ") / sheet.column_dimensions["A"].width
    assert sheet.row_dimensions[first].height + sheet.row_dimensions[first + 1].height > 15 * lines


def test_whole_numbers_among_shares_have_no_nought_after_the_comma() -> None:
    column = Column("a", "2021", number_format="0.#")
    rows = tuple(Row(str(value), (Cell(str(value), value),)) for value in (16.0, 27.53))
    sheet = opened(TableSpec("Т", (column,), rows)).worksheets[0]
    formats = [
        cell.number_format for row in sheet for cell in row if isinstance(cell.value, int | float)
    ]
    assert formats == ["0", "0.0"]


def test_a_cell_over_two_rows_is_merged() -> None:
    sheet = opened(SCHOOL).worksheets[0]
    assert "A7:A8" in {str(area) for area in sheet.merged_cells.ranges}


@pytest.mark.parametrize("text", ["=1+1", "+7(343)", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_never_becomes_a_formula(text: str) -> None:
    cell = first_value(one(text))
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_control_characters_do_not_spoil_the_file() -> None:
    assert first_value(one("а\x00б\x0b\x1fв\ud800")).value == "абв"


def test_a_text_longer_than_the_format_allows_is_shortened_in_sight() -> None:
    assert first_value(one("д" * 40_000)).value.endswith("д…")


def test_a_sheet_prints_one_page_across_and_leaves_no_last_rows_on_a_second() -> None:
    sheet, long = opened(SCHOOL, replace(SCHOOL, rows=SCHOOL.rows * 40)).worksheets[:2]
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # openpyxl leaves out the usual value, one page
    assert sheet.page_setup.fitToHeight is None
    assert int(long.page_setup.fitToHeight) == 0
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.freeze_panes == "B6"


def test_facts_and_sources_have_a_sheet() -> None:
    rows = cells(opened(SCHOOL, Территория="Каменск-Уральский ГО", Год="2021")[FACTS_SHEET])
    assert [FACTS_SHEET, None] in rows
    assert ["Территория", "Каменск-Уральский ГО"] in rows
    assert ["Источник: Средняя школа № 17", "протокол № 12"] in rows
    assert rows.index(["Территория", "Каменск-Уральский ГО"]) < rows.index(["Год", "2021"])


def test_an_interval_keeps_its_bounds() -> None:
    table = TableSpec(
        "",
        (Column("i", "Доля", number_format="0.0", scale=(0, 60)),),
        (Row("r", (Cell(interval=(15.0, 35.0, 57.0)),)),),
    )
    rows = cells(opened(table).worksheets[0])
    assert rows == [["Доля", "Доля: нижняя граница", "Доля: верхняя граница"], [35, 15, 57]]


def test_tables_of_one_name_get_sheets_of_their_own() -> None:
    assert [sheet.title for sheet in opened(SCHOOL, SCHOOL).worksheets] == [
        "Средняя школа № 17",
        "Средняя школа № 17 2",
        FACTS_SHEET,
    ]


def test_an_empty_table_is_a_sheet_too() -> None:
    assert cells(opened(TableSpec("", (Column("a", "А"),), ())).worksheets[0]) == [["А"]]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=12))
def test_sheet_names_are_valid_and_differ(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len({name.lower() for name in names}) == len(wanted)
    for name in names:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert not name.startswith("'")
        assert not name.endswith("'")
        assert name.lower() != "history"


@given(st.text(max_size=40), st.one_of(st.none(), st.floats(), st.integers(-(10**9), 10**9)))
@example("", 1.7976931348623157e308)
@settings(max_examples=15, deadline=None)
def test_any_cell_survives_the_round_trip(text: str, value: float | None) -> None:
    found = first_value(one(text, value)).value
    if value is not None and abs(value) <= LARGEST_NUMBER:
        assert found == pytest.approx(value, rel=1e-12)
    else:
        assert found is None or isinstance(found, str)


def test_a_chart_is_its_numbers_and_a_native_chart_below() -> None:
    data = workbook([*NATIVE.values(), HEAT], facts={})
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames[-2:] == [FACTS_SHEET, NUMBERS_SHEET]
    assert len(parts_under(data, "xl/charts/")) == len(NATIVE)
    for spec, sheet in zip((*NATIVE.values(), HEAT), book.worksheets, strict=False):
        assert sheet["A1"].value == spec.conclusion
        held = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
        values = {value for one in spec.series for value in one.values if value is not None}
        assert values <= held
