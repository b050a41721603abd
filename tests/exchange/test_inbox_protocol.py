"""Monitoring tables of a protocol: schools one after another, pages, merged cells, printed text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import read
from shnor_core.exchange.inbox.protocol_tables import school_name
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import PROTOCOL, Delivery, Sheet
from tests.exchange.inbox_files import (
    INDICATORS,
    TABLE_HEADER,
    add_monitoring_table,
    document_bytes,
    saved,
    table,
    workbook,
)

ROOT = Path(__file__).parents[2]
FIRST = "Муниципальное автономное общеобразовательное учреждение «Средняя школа № 1»"
SECOND = "Муниципальное автономное общеобразовательное учреждение «Лицей № 9»"


@pytest.fixture
def delivered(tmp_path: Path, sandbox: Sandbox) -> Callable[[Any], Delivery]:
    def deliver(document: Any) -> Delivery:
        return read(saved(document_bytes(document), tmp_path), sandbox=sandbox)

    return deliver


def _codes(sheet: Sheet) -> list[Any]:
    return list(dict.fromkeys(sheet.columns["code"]))


def _values(sheet: Sheet, code: str) -> list[Any]:
    wanted = zip(sheet.columns["code"], sheet.columns["value"], strict=True)
    return [value for one, value in wanted if one == code]


def test_schools_stand_one_after_another(delivered: Callable[[Any], Delivery]) -> None:
    document = Document()
    document.add_paragraph("Система работы со школами с низкими результатами обучения")
    add_monitoring_table(document)
    document.add_paragraph(f"{FIRST} (директор И. О. Фамилия, куратор И. О. Фамилия)")
    add_monitoring_table(document)
    document.add_paragraph(SECOND)
    document.add_paragraph("(директор И. О. Фамилия)")
    add_monitoring_table(document)
    found = delivered(document)
    assert (found.kind, found.faults) == (PROTOCOL, ())
    assert [one.columns["school"][0] for one in found.sheets] == [None, FIRST, SECOND]
    for sheet in found.sheets:
        assert sheet.subject == "monitoring"
        assert _codes(sheet) == ["1.1", "2.1", "2.2", "3.1"]
        assert sheet.columns["year"][:3] == (2019, 2020, 2021)
    assert "Фамилия" not in repr(found)


def test_printed_text_is_kept_and_an_empty_cell_is_missing(
    delivered: Callable[[Any], Delivery],
) -> None:
    document = Document()
    add_monitoring_table(document)
    (sheet,) = delivered(document).sheets
    assert _values(sheet, "1.1") == ["9", "0,6", "14ч. 50%"]
    assert _values(sheet, "2.1") == ["4/27", "43%", None]
    assert _values(sheet, "3.1")[0] == "16 ШНОР 4 в проекте 2.2"
    assert sheet.columns["unit"][6] is None
    assert sheet.rows[:4] == (2, 2, 2, 3)


@pytest.mark.parametrize("header", [TABLE_HEADER, ()], ids=["header repeated", "no header"])
def test_a_table_broken_over_pages_goes_on(
    delivered: Callable[[Any], Delivery], header: tuple[str, ...]
) -> None:
    document = Document()
    document.add_paragraph(FIRST)
    add_monitoring_table(document, INDICATORS[:2])
    document.add_paragraph("")
    document.add_paragraph("15")
    add_monitoring_table(document, INDICATORS[2:], header=header)
    found = delivered(document)
    assert found.faults == ()
    assert [_codes(one) for one in found.sheets] == [["1.1", "2.1"], ["2.2", "3.1"]]
    assert {school for one in found.sheets for school in one.columns["school"]} == {FIRST}


def test_words_cut_by_the_end_of_a_page_are_joined(delivered: Callable[[Any], Delivery]) -> None:
    document = Document()
    tail = ("", "", "положительную динамику", "", "", "", "")
    add_monitoring_table(document, INDICATORS[:3])
    add_monitoring_table(document, (tail, INDICATORS[3]), header=())
    first, second = delivered(document).sheets
    assert first.columns["indicator"][-1] == "Доля показавших рост положительную динамику"
    assert _codes(second) == ["3.1"]


def test_a_school_named_in_the_table_itself(delivered: Callable[[Any], Delivery]) -> None:
    document = Document()
    blank = ("",) * len(TABLE_HEADER)
    added = add_monitoring_table(document, ((FIRST, *blank[1:]), *INDICATORS))
    added.cell(1, 0).merge(added.cell(1, 6))
    (sheet,) = delivered(document).sheets
    assert set(sheet.columns["school"]) == {FIRST}
    assert _codes(sheet)[0] == "1.1"


def test_a_table_of_nobody_is_a_fault_and_the_others_stay(
    delivered: Callable[[Any], Delivery],
) -> None:
    document = Document()
    document.add_paragraph(FIRST)
    add_monitoring_table(document)
    document.add_paragraph("Далее показатели следующей школы")
    add_monitoring_table(document)
    found = delivered(document)
    assert [one.rule for one in found.faults] == ["no_school_above"]
    assert len(found.sheets) == 1


def test_other_tables_are_counted_and_left(delivered: Callable[[Any], Delivery]) -> None:
    document = Document()
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Присутствовали"
    add_monitoring_table(document)
    found = delivered(document)
    assert len(found.sheets) == 1
    assert "Таблиц без показателей по годам: 1, они не взяты." in found.notes


def test_a_document_without_such_tables_is_refused(tmp_path: Path, sandbox: Sandbox) -> None:
    document = Document()
    document.add_paragraph("Протокол")
    with pytest.raises(UnreadableFileError, match="ни одной строки"):
        read(saved(document_bytes(document), tmp_path), sandbox=sandbox)


def test_the_same_table_on_a_sheet_named_by_its_school(tmp_path: Path, sandbox: Sandbox) -> None:
    content = workbook({"Школа № 7": table((TABLE_HEADER, *INDICATORS))})
    (sheet,) = read(saved(content, tmp_path), sandbox=sandbox).sheets
    assert set(sheet.columns["school"]) == {"Школа № 7"}
    assert _values(sheet, "2.2") == ["7/14", "88,5", "100"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("МБОУ «СОШ № 5»", "МБОУ «СОШ № 5»"),
        ("Средняя школа №2 (директор И. О. Фамилия)", "Средняя школа №2"),
        ("Лицей № 9", "Лицей № 9"),
        ("Мониторинг школ №№ 1, 2, 7", ""),
        ("Муниципальными координаторами представлены результаты по школам", ""),
        ("Школа", ""),
        ("Средняя школа № 1 " + "очень " * 60, ""),
    ],
)
def test_names_of_schools_are_told_from_sentences(text: str, name: str) -> None:
    assert school_name(text) == name


def _printed() -> dict[tuple[str, str, int], str]:
    """Every printed cell of the schools' tables of Каменск-Уральский: school, code, year → text."""
    folder = ROOT / "data" / "kamensk_uralsky"
    with (folder / "schools.csv").open(encoding="utf-8") as file:
        names = {row["school_id"]: row["full_name"] for row in csv.DictReader(file)}
    with (folder / "observations.csv").open(encoding="utf-8") as file:
        return {
            (names[row["school_id"]], row["code"], int(row["year"])): " ".join(row["raw"].split())
            for row in csv.DictReader(file)
            if row["level"] == "school"
        }


def test_a_whole_protocol_of_real_cells_comes_back(delivered: Callable[[Any], Delivery]) -> None:
    printed = _printed()
    document = Document()
    for school in dict.fromkeys(school for school, _, _ in printed):
        document.add_paragraph(school)
        codes = dict.fromkeys(code for one, code, _ in printed if one == school)
        rows = [
            (
                f"{code.partition('.')[0]}." if code.endswith(".1") else "",
                "",
                f"Показатель {code}",
                "",
                *(printed.get((school, code, year), "") for year in (2019, 2020, 2021)),
            )
            for code in codes
        ]
        add_monitoring_table(document, rows)
    found = delivered(document)
    assert found.faults == ()
    codes = ("school", "code", "year", "value")
    cells = {
        (school, code, year): value or ""
        for sheet in found.sheets
        for school, code, year, value in zip(*(sheet.columns[one] for one in codes), strict=True)
    }
    assert {place: text for place, text in cells.items() if text} == {
        place: text for place, text in printed.items() if text
    }
    assert len(found.sheets) == 14
