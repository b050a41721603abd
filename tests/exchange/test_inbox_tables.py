"""Tables as people really make them: moved, renamed, merged, doubled, broken, in any encoding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import read
from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.results import note_years
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import TABLE, Delivery, Sheet
from tests.exchange.inbox_files import saved, table, workbook

HEADER = ("Школа", "Процедура", "Предмет", "Класс", "Год", "Сезон", "Писали", 2, 3, 4, 5)
FIRST = ("Школа № 1", "ВПР", "математика", 5, 2024, "весна", 20, 6, 8, 4, 2)
SECOND = ("Лицей № 2", "ВПР", "математика", 5, 2024, "весна", 30, 3, 12, 10, 5)


@pytest.fixture
def delivered(tmp_path: Path, sandbox: Sandbox) -> Callable[..., Delivery]:
    def deliver(
        content: Callable[..., None] | bytes, name: str = "Результаты", **options: Any
    ) -> Delivery:
        if not isinstance(content, bytes):
            content = workbook({name: content}, options)
        return read(saved(content, tmp_path), file_name=f"{name}.csv", sandbox=sandbox)

    return deliver


def _schools(found: Delivery) -> list[Any]:
    return [school for sheet in found.sheets for school in sheet.columns["school"]]


def _rules(found: Delivery) -> list[tuple[str, str]]:
    return [(fault.rule, fault.cell) for fault in found.faults]


@pytest.mark.parametrize("top", [0, 1, 7, 14])
def test_a_header_moved_down_is_found(delivered: Callable[..., Delivery], top: int) -> None:
    found = delivered(table((HEADER, FIRST, SECOND), top=top))
    (sheet,) = found.sheets
    assert sheet.rows == (top + 2, top + 3)
    assert sheet.cell("n2", top + 2) == f"H{top + 2}"
    assert (found.kind, found.faults) == (TABLE, ())


def test_a_title_above_the_header_moves_nothing(delivered: Callable[..., Delivery]) -> None:
    rows = (("Сводка за 2024 год",), (), HEADER, FIRST)
    assert delivered(table(rows)).sheets[0].rows == (4,)


def test_a_header_too_far_down_is_a_fault_with_a_sentence(
    delivered: Callable[..., Delivery],
) -> None:
    rows = (*(("текст",),) * 15, HEADER, FIRST)
    assert _rules(delivered(table(rows))) == [("unknown_sheet", "")]


def test_a_renamed_sheet_is_found_by_its_header_and_said(
    delivered: Callable[..., Delivery],
) -> None:
    found = delivered(table((HEADER, FIRST)), name="для Ивановой!")
    assert found.sheets[0].subject == "assessments"
    assert any("прочитан как «Результаты»" in note for note in found.notes)


def test_columns_may_stand_in_any_order_and_unknown_ones_are_named(
    delivered: Callable[..., Delivery],
) -> None:
    turned = tuple(reversed(HEADER))
    rows = ((*turned, "Куратор"), (*reversed(FIRST), "методист"))
    found = delivered(table(rows))
    assert found.sheets[0].columns["n2"] == (6,)
    assert any("«Куратор»" in note for note in found.notes)


def test_a_merged_header_of_two_rows(delivered: Callable[..., Delivery]) -> None:
    def write(sheet: Any, book: Any) -> None:
        for at, title in enumerate(HEADER[:7]):
            sheet.merge_range(0, at, 1, at, title)
        sheet.merge_range(0, 7, 0, 10, "Отметки")
        sheet.write_row(1, 7, HEADER[7:])
        sheet.write_row(2, 0, FIRST)

    found = delivered(write)
    assert found.faults == ()
    assert found.sheets[0].columns["n5"] == (2,)


def test_a_school_merged_over_its_rows_stands_in_each_of_them(
    delivered: Callable[..., Delivery],
) -> None:
    def write(sheet: Any, book: Any) -> None:
        table((HEADER, FIRST, (None, *SECOND[1:6], None, *SECOND[7:])))(sheet, book)
        sheet.merge_range(1, 0, 2, 0, "Школа № 1")
        sheet.merge_range(1, 6, 2, 6, 20)

    sheet = delivered(write).sheets[0]
    assert sheet.columns["school"] == ("Школа № 1", "Школа № 1")
    assert sheet.columns["participants"] == (20, None)


def test_a_doubled_block_is_read_twice(delivered: Callable[..., Delivery]) -> None:
    found = delivered(table(((*HEADER, None, *HEADER), (*FIRST, None, *SECOND))))
    assert _schools(found) == ["Школа № 1", "Лицей № 2"]
    assert found.sheets[1].cell("school", 2) == "M2"
    assert any("рядом стоят 2\u00a0таблицы" in note for note in found.notes)


def test_a_header_repeated_below_is_skipped_and_said(delivered: Callable[..., Delivery]) -> None:
    found = delivered(table((HEADER, FIRST, HEADER, SECOND)))
    assert found.sheets[0].rows == (2, 4)
    assert any("заголовок повторяется 1" in note for note in found.notes)


def test_totals_and_empty_rows_are_not_schools(delivered: Callable[..., Delivery]) -> None:
    total = ("Итого по округу", *SECOND[1:])
    found = delivered(table((HEADER, FIRST, (), total, SECOND, ("ВСЕГО", *FIRST[1:]))))
    assert _schools(found) == ["Школа № 1", "Лицей № 2"]
    assert any("строки итогов не взяты (2)" in note for note in found.notes)


def test_errors_and_formulas_without_values_are_faults_and_other_rows_stay(
    delivered: Callable[..., Delivery],
) -> None:
    def write(sheet: Any, book: Any) -> None:
        table((HEADER, FIRST, ("=1+1", *SECOND[1:]), SECOND, SECOND))(sheet, book)
        sheet.write_formula(3, 6, "=1/0", None, "#DIV/0!")
        sheet.write_formula(4, 6, "=10+20", None, 30)

    found = delivered(write)
    assert _rules(found) == [("formula_without_value", "A3"), ("error_value", "G4")]
    assert found.faults[1].value == "#ДЕЛ/0!"
    assert found.sheets[0].rows == (2, 5)
    assert found.sheets[0].columns["participants"] == (20, 30)


def test_a_broken_cell_in_a_column_nobody_reads_hurts_nothing(
    delivered: Callable[..., Delivery],
) -> None:
    found = delivered(table(((*HEADER, "Проверка"), (*FIRST, "=SUM(H2:K2)"))))
    assert (found.faults, len(found.sheets)) == ((), 1)


def test_text_in_numbers_is_handed_on_as_it_stands(delivered: Callable[..., Delivery]) -> None:
    found = delivered(table((HEADER, (*FIRST[:6], "20 чел.", "шесть", "8", 4.5, True))))
    columns = found.sheets[0].columns
    assert [columns[code][0] for code in ("participants", "n2", "n3", "n4", "n5")] == [
        "20 чел.", "шесть", "8", 4.5, True,
    ]  # fmt: skip


def test_true_and_one_are_not_the_same_cell(delivered: Callable[..., Delivery]) -> None:
    rows = [(*FIRST[:7], cell, 0, 0, 0) for cell in (1, True, 0, False)]
    cells = delivered(table((HEADER, *rows))).sheets[0].columns["n2"]
    assert [(type(one), one) for one in cells] == [(int, 1), (bool, True), (int, 0), (bool, False)]


def test_nobody_wrote_is_said_and_not_stored_as_zeros(delivered: Callable[..., Delivery]) -> None:
    found = delivered(table((HEADER, FIRST, (*SECOND[:6], 0, 0, 0, 0, 0))))
    assert _schools(found) == ["Школа № 1"]
    assert any("никто не писал" in note for note in found.notes)


def test_two_years_in_one_file_are_said(delivered: Callable[..., Delivery]) -> None:
    found = delivered(table((HEADER, FIRST, (*SECOND[:4], 2023, *SECOND[5:]))))
    assert any("за 2\N{NO-BREAK SPACE}года: 2023, 2024" in note for note in found.notes)


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["1900", "1904"])
def test_days_are_days_whatever_year_the_workbook_counts_from(
    delivered: Callable[..., Delivery], options: dict[str, Any]
) -> None:
    rows = (("№", "На дату", "Факт"), ("1.1", date(2024, 6, 1), "4/7"))
    sheet = delivered(table(rows), name="Факты", **options).sheets[0]
    assert sheet.columns["as_of"] == (date(2024, 6, 1),)


def test_a_number_excel_turned_into_a_day_is_a_fault(delivered: Callable[..., Delivery]) -> None:
    rows = (("№", "На дату", "Факт"), (date(2024, 10, 1), date(2024, 6, 1), "да"))
    assert _rules(delivered(table(rows), name="Факты")) == [("day_for_number", "A2")]


def test_printed_numbers_and_percents_are_what_excel_shows(
    delivered: Callable[..., Delivery],
) -> None:
    header = ("Школа", "№", "Показатель", "Год", "Значение")

    def write(sheet: Any, book: Any) -> None:
        table((header, *(("Ш", "1", "П", 2024, cell) for cell in (12.5, 0, "0,6", None))))(
            sheet, book
        )
        sheet.write_row(5, 0, ("Ш", "1", "П", 2024))
        sheet.write_number(5, 4, 0.435, book.add_format({"num_format": "0.0%"}))

    sheet = delivered(write, name="Мониторинг").sheets[0]
    assert sheet.columns["value"] == ("12,5", "0", "0,6", None, "43,5%")


def test_a_sheet_that_may_be_two_things_is_not_guessed(delivered: Callable[..., Delivery]) -> None:
    header = ("Школа", "№", "Показатель", "Год", "Значение")
    rows = (header, ("Ш", "1", "П", 2024, "5"))
    assert _rules(delivered(table(rows), name="Лист1")) == [("ambiguous_sheet", "")]
    assert delivered(table(rows), name="Контекст 2024").sheets[0].subject == "context"


def test_a_table_without_a_needed_column_says_which(delivered: Callable[..., Delivery]) -> None:
    rows = tuple((*cells[:5], *cells[6:]) for cells in (HEADER, FIRST))
    found = delivered(table(rows))
    assert (found.sheets, [(one.rule, one.column) for one in found.faults]) == (
        (), [("missing_column", "Сезон")],
    )  # fmt: skip


TEXT = (
    "school;kind;subject;grade;year;season;n;n2;n3;n4;n5;mean_score\r\n"
    "«Школа; № 1»;ВПР;математика;5;2024;весна;20;6;8;4;2;3,25\r\n"
).replace("«Школа; № 1»", '"Школа; № 1"')


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_text_in_every_usual_encoding(
    delivered: Callable[..., Delivery], encoding: str, delimiter: str
) -> None:
    text = TEXT.replace(";", delimiter).replace(f"Школа{delimiter} №", "Школа; №")
    (sheet,) = delivered(text.encode(encoding)).sheets
    assert sheet.columns["school"] == ("Школа; № 1",)
    assert sheet.columns["mean_score"] == ("3,25",)
    assert (sheet.rows, sheet.letters) == ((2,), {})


def test_the_table_of_the_command_line_is_read(delivered: Callable[..., Delivery]) -> None:
    text = (
        "school,kind,subject,grade,year,season,n,n2,n3,n4,n5,mean_score\n"
        'Школа № 1,ОГЭ,русский,9,2024,весна,25,3,12,8,2,"3,4"\n\n'
        "Школа № 2,ЕГЭ,математика профиль,11,2024,весна,9,1,,,,52\n"
    )
    (sheet,) = delivered(text.encode()).sheets
    assert sheet.columns["mean_score"] == ("3,4", "52")
    assert sheet.columns["n3"] == ("12", None)
    assert sheet.rows == (2, 4)


def test_a_row_longer_than_the_header_is_a_fault(delivered: Callable[..., Delivery]) -> None:
    header = "school,kind,subject,grade,year,season,n,n2,mean_score"
    found = delivered(f"{header}\nШ,ВПР,математика,5,2024,весна,20,6,3,7\n".encode())
    assert [(one.rule, one.row) for one in found.faults] == [("too_many_values", 2)]


def test_years_beside_each_other_become_rows(delivered: Callable[..., Delivery]) -> None:
    text = "Школа;№;Показатель;Ед. изм.;2022 год;2023 год\nШкола № 1;1;Доля;процент;4/27;\n"
    found = delivered(text.encode("cp1251"), name="мониторинг")
    cells = [
        (year, value)
        for sheet in found.sheets
        for year, value in zip(sheet.columns["year"], sheet.columns["value"], strict=True)
    ]
    assert cells == [(2022, "4/27"), (2023, None)]


def test_one_mark_a_row_becomes_marks_beside_each_other(
    delivered: Callable[..., Delivery],
) -> None:
    lines = [
        f"Школа № 1;ВПР;математика;5;2024;весна;20;{mark};{count}"
        for mark, count in ((2, 6), (3, 8), (4, 4), (5, 2))
    ]
    text = "Школа;Процедура;Предмет;Класс;Год;Сезон;Писали;Отметка;Количество\n" + "\n".join(lines)
    (sheet,) = delivered(text.encode()).sheets
    assert [sheet.columns[code] for code in ("n2", "n3", "n4", "n5")] == [
        ("6",), ("8",), ("4",), ("2",),
    ]  # fmt: skip
    assert sheet.rows == (2,)


def test_an_unclosed_quote_is_one_sentence(delivered: Callable[..., Delivery]) -> None:
    text = 'school;kind\n"' + "а" * 200_000
    with pytest.raises(UnreadableFileError, match="кавычка"):
        delivered(text.encode())


def test_one_year_written_two_ways_is_one_year() -> None:
    cells = ("2023/2024", 2024, 2025, None)
    found = Found()
    note_years([Sheet("assessments", "Результаты", (5, 6, 7, 8), {"year": cells}, {})], found)
    assert found.notes == ["В файле результаты за 2\N{NO-BREAK SPACE}года: 2024, 2025."]
