"""The blank workbook as Excel and its next reader see it."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from shnor_core.exchange.form import blank_form
from shnor_core.exchange.form_words import EXAMPLE, HOW_TO, VERSION_SHEET
from shnor_core.intake.subjects import Subject, subjects
from tools.templates import TEMPLATE, template

YEAR = 2025


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    content = blank_form("Учебный округ", YEAR, ["Школа № 5", "=HYPERLINK(1)"])
    return openpyxl.load_workbook(io.BytesIO(content))


def _unlocked(sheet: Worksheet) -> set[int]:
    """Columns that may be typed into; neighbours of one format are written together."""
    spans = [one for one in sheet.column_dimensions.values() if not one.protection.locked]
    return {at for one in spans for at in range(one.min, one.max + 1)}


def test_the_committed_form_is_what_the_code_makes() -> None:
    with (
        zipfile.ZipFile(TEMPLATE) as committed,
        zipfile.ZipFile(io.BytesIO(template())) as made,
    ):
        assert committed.namelist() == made.namelist()
        for name in made.namelist():
            assert committed.read(name) == made.read(name), name


def test_a_sheet_for_every_subject_stands_after_the_instructions(book: openpyxl.Workbook) -> None:
    titles = [one.title for one in subjects()]
    assert book.sheetnames == [HOW_TO, *titles, VERSION_SHEET]
    assert book[VERSION_SHEET].sheet_state == "hidden"


def test_the_instructions_take_ten_lines(book: openpyxl.Workbook) -> None:
    numbers = [row[0].value for row in book[HOW_TO].iter_rows() if row[1].value]
    assert numbers == list(range(1, 11))


@pytest.mark.parametrize("subject", subjects(), ids=lambda one: one.code)
def test_headings_are_locked_and_cells_below_are_not(
    book: openpyxl.Workbook, subject: Subject
) -> None:
    sheet = book[subject.title]
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "C5"
    for at, column in enumerate(subject.columns, 2):
        head = sheet.cell(2, at)
        assert head.value == column.title + ("\N{NO-BREAK SPACE}*" if column.required else "")
        assert head.protection.locked
        assert at in _unlocked(sheet)


@pytest.mark.parametrize("subject", subjects(), ids=lambda one: one.code)
def test_every_column_has_its_note_and_its_list(book: openpyxl.Workbook, subject: Subject) -> None:
    rules = {
        str(one.sqref).split(":")[0]: one
        for one in book[subject.title].data_validations.dataValidation
    }
    for at, column in enumerate(subject.columns, 2):
        rule = rules[f"{openpyxl.utils.get_column_letter(at)}5"]
        assert rule.prompt == column.note
        if column.choices:
            assert rule.formula1 == '"' + ",".join(column.choices) + '"'
        elif column.kind == "school":
            assert rule.formula1.startswith("'Школы'!$B$5:")


@pytest.mark.parametrize("subject", subjects(), ids=lambda one: one.code)
def test_examples_are_marked_on_every_row(book: openpyxl.Workbook, subject: Subject) -> None:
    sheet = book[subject.title]
    assert [sheet.cell(row, 1).value for row in (3, 4)] == [EXAMPLE, EXAMPLE]
    assert all(sheet.cell(3, at).protection.locked for at in range(2, 2 + len(subject.columns)))


def test_known_schools_stand_below_the_examples_and_are_never_formulas(
    book: openpyxl.Workbook,
) -> None:
    sheet = book["Школы"]
    assert [(sheet.cell(row, 2).value, sheet.cell(row, 2).data_type) for row in (5, 6)] == [
        ("Школа № 5", "s"),
        ("=HYPERLINK(1)", "s"),
    ]


def test_years_offered_begin_after_the_year_of_the_form(book: openpyxl.Workbook) -> None:
    rules = book["Результаты"].data_validations.dataValidation
    years = next(one.formula1 for one in rules if str(one.sqref).startswith("F5"))
    assert years == '"2026,2025,2024,2023,2022,2021,2020"'
