"""Every fault of a row about a procedure is found, named and keeps the row out; good rows pass."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.intake.delivery import Sheet, Value
from shnor_core.intake.result_rows import procedure_of, read_results, work_title
from shnor_core.intake.sheet_rows import SheetRows, read_sheet
from shnor_core.procedures import Season
from tests.intake_world import result, sheet


def read(**cells: Value) -> SheetRows:
    return read_results(sheet("assessments", result(**cells)))


def refused(**cells: Value) -> list[tuple[str, str]]:
    rows = read(**cells)
    assert len(rows.good) == 0
    for fault in rows.faults:
        assert fault.message.endswith(".")
        assert fault.what_to_do.endswith(".")
    return [(fault.column, fault.rule) for fault in rows.faults]


def test_a_good_row_keeps_its_numbers_and_names_its_work() -> None:
    rows = read(mean_score="3,05")
    assert rows.faults == []
    (row,) = rows.good.to_dict("records")
    assert row["procedure_id"] == "vpr-math-5-2024-spring"
    marks = [row[code] for code in ("participants", "n2", "n3", "n4", "n5", "mean_score")]
    assert marks == [20, 6, 8, 4, 2, 3.05]


MARKS = {"participants": 9, "n2": 1, "n3": None, "n4": None, "n5": None}


@pytest.mark.parametrize(
    ("work", "key", "season"),
    [
        (("vpr", "math", 5, 2024, "spring"), "vpr-math-5", Season.SPRING),
        (("впр", "Русский язык", "6", "2023/24", "осень"), "vpr-russian-6-autumn", Season.AUTUMN),
        (("ОГЭ", "русский", 9.0, 2024.0, "весна"), "oge-russian-9", Season.SPRING),
        (("ЕГЭ", "база", 11, 2024, "весна"), "ege-math_base-11", Season.SPRING),
        (("ЕГЭ", "математика профильная", 11, 2024, "весна"), "ege-math_profile-11", Season.SPRING),
        (("КДР", "ЧГ", 4, 2024, "весна"), "kdr-reading-4", Season.SPRING),
    ],
)
def test_works_are_read_as_people_write_them(
    work: tuple[Value, ...], key: str, season: Season
) -> None:
    cells = dict(zip(("kind", "subject", "grade", "year", "season"), work, strict=True))
    rows = read(**cells, **MARKS)
    assert rows.faults == []
    found = procedure_of(rows.good["procedure_id"].iloc[0])
    assert (found.key, found.season) == (key, season)


@pytest.mark.parametrize(
    "cells",
    [
        MARKS,
        {**MARKS, "n2": None, "mean_score": "3,7"},
        {"participants": 0, "n2": 0, "n3": 0, "n4": 0, "n5": 0},
        {"participants": 6, "n2": 6, "n3": None, "n4": None, "n5": None},
        {"participants": 10_000, "n2": 10_000, "n3": 0, "n4": 0, "n5": 0},
        {**MARKS, "mean_score": 0},
        {**MARKS, "mean_score": 100},
    ],
)
def test_the_last_number_that_is_possible_passes(cells: dict[str, Value]) -> None:
    assert read(**cells).faults == []


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        ({"participants": 21}, "Писали", "sum_differs"),
        ({"participants": 19}, "Писали", "marks_above_participants"),
        ({**MARKS, "participants": 5, "n2": 6}, "Писали", "marks_above_participants"),
        ({**MARKS, "participants": -5}, "Писали", "negative"),
        ({**MARKS, "n2": "−1"}, "«2»", "negative"),
        ({**MARKS, "n2": 1.5}, "«2»", "fractional"),
        ({**MARKS, "n2": "1,5"}, "«2»", "fractional"),
        ({**MARKS, "participants": "девять"}, "Писали", "not_a_number"),
        ({**MARKS, "participants": "nan"}, "Писали", "not_a_number"),
        ({**MARKS, "participants": 10_001}, "Писали", "too_many"),
        ({**MARKS, "participants": "9" * 400}, "Писали", "not_a_number"),
        ({**MARKS, "grade": 12}, "Класс работы", "unknown_procedure"),
        ({**MARKS, "grade": 9}, "Предмет", "unknown_procedure"),
        ({**MARKS, "subject": "пение"}, "Предмет", "unknown_procedure"),
        ({**MARKS, "kind": "ГВЭ"}, "Процедура", "unknown_procedure"),
        ({**MARKS, "grade": "пятый"}, "Класс работы", "unknown_procedure"),
        ({**MARKS, "year": 24}, "Год", "not_a_year"),
        ({**MARKS, "year": "2023/25"}, "Год", "not_a_year"),
        ({**MARKS, "season": "лето"}, "Сезон", "unknown_procedure"),
        ({**MARKS, "subject": "профиль"}, "Предмет", "unknown_procedure"),
        ({**MARKS, "kind": "ОГЭ", "grade": 9, "year": 2020}, "Год", "not_held"),
        ({**MARKS, "school": None}, "Школа", "missing_field"),
        ({**MARKS, "school": "  "}, "Школа", "missing_field"),
        ({**MARKS, "season": ""}, "Сезон", "missing_field"),
        ({**MARKS, "n2": None}, "«2»", "missing_field"),
        ({**MARKS, "mean_score": 100.1}, "Средний балл", "mean_score"),
        ({"kind": "ЕГЭ", "subject": "русский", "grade": 11}, "«3»", "extra_marks"),
    ],
)
def test_every_fault_is_told_where_it_stands(
    cells: dict[str, Value], column: str, rule: str
) -> None:
    assert refused(**cells) == [(column, rule)]


def test_ege_mathematics_asks_for_the_level() -> None:
    rows = read(kind="ЕГЭ", grade=11, **MARKS)
    assert "«база» или «профиль»" in rows.faults[0].what_to_do


def test_several_faults_of_one_row_are_all_told() -> None:
    told = {rule for _, rule in refused(school="", subject="пение", participants=-9)}
    assert told == {"missing_field", "unknown_procedure", "negative"}


def test_a_region_may_count_more_pupils_than_a_school() -> None:
    row = {**result(participants=30_000, n2=1, n3=None, n4=None, n5=None), "scope": "регион"}
    del row["school"]
    assert read_results(sheet("benchmarks", row)).faults == []


def test_a_missing_column_is_said_once_and_takes_every_row() -> None:
    rows = [{key: value for key, value in result().items() if key != "season"}] * 3
    found = read_results(sheet("assessments", *rows))
    assert [(one.row, one.column, one.rule) for one in found.faults] == [
        (0, "Сезон", "missing_column")
    ]
    assert len(found.good) == 0


def test_a_work_has_a_title_with_its_school_year() -> None:
    assert work_title("vpr-math-5-2024-spring") == "ВПР математика 5 за 2023/24"


@given(st.lists(st.tuples(st.sampled_from("абв"), st.integers(0, 3)), min_size=1, max_size=30))
def test_rows_of_the_same_cells_are_one_combination(rows: list[tuple[str, int]]) -> None:
    columns = {"kind": [kind for kind, _ in rows], "grade": [grade for _, grade in rows]}
    given_sheet = Sheet("assessments", "", tuple(range(len(rows))), columns)
    first, numbers = read_sheet(given_sheet).combinations(("kind", "grade", "season"))
    assert [rows[at] for at in first[numbers]] == rows
    assert len(first) == len(set(rows))
