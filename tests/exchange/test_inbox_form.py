"""The blank workbook on its way back: read by its headings, wherever they moved."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.form import blank_form
from shnor_core.exchange.inbox import read
from shnor_core.intake.delivery import BLANK


def _form() -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(blank_form("Округ", 2025)))


def _saved(book: openpyxl.Workbook, folder: Path) -> Path:
    path = folder / "without a telling name"
    book.save(path)
    return path


def test_a_filled_form_comes_back_cell_by_cell(tmp_path: Path) -> None:
    book = _form()
    book["Школы"].append([None, "Школа № 5", "МБОУ «СОШ № 5»", "школа", "edu240005", 1005])
    book["Результаты"].append(
        [None, "Школа № 5", "ВПР", "математика", 5, 2024, "весна", 20, 6, 8, 4, 2, 3.25]
    )
    book["Факты"].append([None, "5.10", date(2024, 6, 1), "4/7", "отчёт"])
    found = read(_saved(book, tmp_path), file_name="форма.xlsx")
    assert (found.kind, found.file_name, found.faults) == (BLANK, "форма.xlsx", ())
    by_subject = {sheet.subject: sheet for sheet in found.sheets}
    assert set(by_subject) == {"schools", "assessments", "facts"}
    assert by_subject["schools"].columns["oge_code"] == ("1005",)
    results = by_subject["assessments"]
    assert results.rows == (5,)
    assert results.cell("n2", 5) == "I5"
    assert [results.columns[code][0] for code in ("participants", "n2", "mean_score")] == [
        20,
        6,
        3.25,
    ]
    facts = by_subject["facts"].columns
    assert (facts["code"], facts["as_of"]) == (("5.10",), (date(2024, 6, 1),))


def test_a_form_nobody_filled_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="ни одной строки данных"):
        read(_saved(_form(), tmp_path))
