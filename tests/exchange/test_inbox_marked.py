"""The marked copy: the same workbook, its cells filled and commented, every fault listed first."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

from shnor_core.exchange.inbox.marked import marked_copy
from shnor_core.exchange.inbox.remarks import FILL, HEADINGS, REMARKS
from shnor_core.intake.delivery import Fault
from tests.exchange.inbox_files import (
    INDICATORS,
    add_monitoring_table,
    document_bytes,
    saved,
    table,
    workbook,
)

ROWS = (("Школа", "Год", "Писали"), ("Школа № 1", 2024, "двадцать"), ("=1+1", 2024, 20))


def _fault(**given: Any) -> Fault:
    usual = {
        "sheet": "Лист1",
        "row": 2,
        "cell": "C2",
        "column": "Писали",
        "value": "двадцать",
        "rule": "not_a_number",
        "message": "Не число.",
        "what_to_do": "Впишите число.",
    }
    return Fault(**(usual | given))


def _opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def _is_filled(cell: Any) -> bool:
    return bool(
        cell.fill.fgColor.rgb == f"00{FILL[1:]}" or cell.fill.fgColor.rgb == f"FF{FILL[1:]}"
    )


def _book(tmp_path: Path) -> Path:
    def write(sheet: Any, book: Any) -> None:
        table(ROWS[:2])(sheet, book)
        sheet.write_string(2, 0, "=1+1")
        sheet.merge_range(4, 0, 5, 1, "вместе")

    return saved(workbook({"Лист1": write}), tmp_path)


def test_cells_are_filled_commented_and_listed(tmp_path: Path) -> None:
    faults = [_fault(), _fault(message="И ещё."), _fault(row=3, cell="", value="=1+1")]
    book = _opened(marked_copy(_book(tmp_path), faults))
    assert book.sheetnames == [REMARKS, "Лист1"]
    sheet = book["Лист1"]
    assert _is_filled(sheet["C2"])
    assert not _is_filled(sheet["B2"])
    assert sheet["C2"].comment.text == "Не число. Впишите число.\nИ ещё. Впишите число."
    assert all(_is_filled(sheet.cell(3, at)) for at in (1, 2, 3))
    listed = [[cell.value for cell in row] for row in book[REMARKS].iter_rows()]
    assert listed[0] == list(HEADINGS)
    assert listed[1] == ["Лист1", 2, "C2", "Писали", "двадцать", "Не число.", "Впишите число."]
    assert len(listed) == 4


def test_text_is_never_a_formula(tmp_path: Path) -> None:
    faults = [_fault(value="=HYPERLINK(1)", message="=1+1", sheet="=2+2")]
    book = _opened(marked_copy(_book(tmp_path), faults))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in types
    assert book["Лист1"]["A3"].value == "=1+1"


def test_a_merged_cell_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    book = _opened(marked_copy(_book(tmp_path), [_fault(row=6, cell="B6")]))
    assert _is_filled(book["Лист1"]["A5"])
    assert book["Лист1"]["A5"].comment is not None


def test_a_fault_of_a_sheet_that_is_gone_is_listed_all_the_same(tmp_path: Path) -> None:
    book = _opened(marked_copy(_book(tmp_path), [_fault(sheet="Лист9", row=0, cell="")]))
    assert book[REMARKS]["A2"].value == "Лист9"
    assert book[REMARKS]["B2"].value in (None, "")


def test_a_text_table_comes_back_as_rows(tmp_path: Path) -> None:
    path = saved("Школа;Год;Писали\nШкола № 1;2024;двадцать\n".encode("cp1251"), tmp_path)
    faults = [_fault(sheet="результаты", cell="")]
    book = _opened(marked_copy(path, faults, file_name="результаты.csv"))
    sheet = book["результаты"]
    assert [cell.value for cell in sheet[2]] == ["Школа № 1", "2024", "двадцать"]
    assert [_is_filled(sheet.cell(row, 1)) for row in (1, 2)] == [False, True]


def test_a_document_comes_back_as_its_tables(tmp_path: Path) -> None:
    document = Document()
    add_monitoring_table(document)
    path = saved(document_bytes(document), tmp_path)
    book = _opened(marked_copy(path, [_fault(sheet="Таблица 1", row=3, cell="")]))
    assert book["Таблица 1"]["E3"].value == INDICATORS[1][4]
    assert _is_filled(book["Таблица 1"]["E3"])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not an archive", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_cannot_be_marked_gives_the_remarks(tmp_path: Path, content: bytes) -> None:
    book = _opened(marked_copy(saved(content, tmp_path), [_fault()]))
    assert book.sheetnames == [REMARKS]
    assert book[REMARKS]["F2"].value == "Не число."
