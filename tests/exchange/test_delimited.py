"""CSV as a Russian Excel and a program read it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.exchange.delimited import guarded, table_csv
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec


def table(*rows: Row, columns: int = 1) -> TableSpec:
    return TableSpec("Заголовок", tuple(Column(f"c{n}", f"К{n}") for n in range(columns)), rows)


def read(spec: TableSpec) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table_csv(spec).decode("utf-8-sig")), delimiter=";"))


def written(text: str = "", value: float | str | None = None) -> str:
    return read(table(Row("r", (Cell(text, value), Cell("."))), columns=2))[1][0]


def test_the_file_opens_by_a_double_click() -> None:
    data = table_csv(table(Row("r", (Cell("Лицей № 9"),))))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith("К0\r\nЛицей № 9\r\n".encode())


@pytest.mark.parametrize(
    ("value", "text"),
    [(27.53, "27,53"), (-9.6, "-9,6"), (30.0, "30"), (0, "0"), (1658.06, "1658,06")],
)
def test_numbers_are_written_in_full_and_unguarded(value: float, text: str) -> None:
    assert written("показанный текст", value) == text


def test_a_number_is_not_rounded_as_on_the_screen() -> None:
    assert written("33,3 %", 100 / 3) == "33,3333333333"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5.7 + 8.9e-16, "5,7"),  # 5.700000000000001
        (0.1 + 0.2, "0,3"),
        (123456789012.4, "123456789012"),
        (1234567890123, "1234567890123"),
        (10**17 + 1, "100000000000000001"),
        (1e15, "1000000000000000"),
        (0.00001234, "0,00001234"),
    ],
)
def test_no_number_carries_the_noise_of_its_binary_form(value: float, text: str) -> None:
    assert written("показанный текст", value) == text


@given(st.floats(-1e12, 1e12, allow_subnormal=False))
def test_twelve_digits_say_the_number(value: float) -> None:
    said = written("показанный текст", value)
    assert set(said) <= set("-0123456789,")
    assert float(said.replace(",", ".")) == pytest.approx(value, rel=1e-11, abs=0)


@pytest.mark.parametrize("text", ["=1+1", "+35 п.п.", "-пусто", "@имя", "\tтекст", "＝1"])
def test_risky_text_is_guarded(text: str) -> None:
    assert written(text) == guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["−35 п.п.", "–", "-", "5 из 20", "№ 7"])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert written(text) == guarded(text) == text


def test_a_missing_value_is_empty_and_a_reason_is_kept() -> None:
    assert written("", None) == ""
    assert written("нет строки", None) == "нет строки"


def test_an_unsettled_reading_and_a_disagreement_say_so() -> None:
    row = Row("r", (Cell("514", "514", Tone.DOUBT, chip=True), Cell("нет", icon="≠")))
    assert read(table(row, columns=2))[1] == ["? 514", "нет ≠"]


def test_every_line_stands_alone() -> None:
    spec = table(
        Row("g", (Cell("Отвечают — 2"),), "group"),
        Row("a", (Cell("Критерий", rowspan=2), Cell("1.1", 1))),
        Row("b", (Cell(rowspan=0), Cell("1.2", 2))),
        Row("t", (Cell("Всего"), Cell("2", 3)), "total"),
        columns=2,
    )
    assert read(spec) == [
        ["Группа", "К0", "К1"],
        ["Отвечают — 2", "Критерий", "1"],
        ["Отвечают — 2", "Критерий", "2"],
        ["", "Всего", "3"],
    ]


def test_a_group_of_columns_goes_into_their_names() -> None:
    spec = TableSpec("", (Column("a", "2.1", "Педагоги, %"),), (Row("r", (Cell("1", 1),)),))
    assert read(spec)[0] == ["Педагоги, %: 2.1"]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_any_text_keeps_the_shape_of_the_table(texts: list[list[str]]) -> None:
    rows = [Row(str(at), tuple(map(Cell, pair))) for at, pair in enumerate(texts)]
    found = list(
        csv.reader(
            io.StringIO(table_csv(table(*rows, columns=2)).decode("utf-8-sig"), newline=""),
            delimiter=";",
        )
    )
    assert len(found) == len(texts) + 1
    assert all(len(line) == 2 for line in found)
