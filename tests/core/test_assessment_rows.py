"""Every fault of an import row is found, named and keeps the row out; good rows pass."""

from __future__ import annotations

import csv
import io

import pytest

from shnor_core.assessment_rows import check_rows
from shnor_core.procedures import Procedure, Season

HEADER = "school,kind,subject,grade,year,season,n,n2,n3,n4,n5,mean_score"
GOOD = "Школа № 1,ВПР,математика,5,2024,весна,20,6,8,5,1,3.05"


def checked(*lines: str, header: str = HEADER):
    return check_rows(csv.DictReader(io.StringIO("\n".join([header, *lines]))))


def test_good_row():
    good, faults = checked(GOOD)
    assert not faults
    row = good[0]
    assert row.procedure == Procedure("vpr", "math", 5, 2024)
    assert row.procedure.procedure_id == "vpr-math-5-2024-spring"
    assert (row.line, row.school, row.participants) == (2, "Школа № 1", 20)
    assert (row.n2, row.n3, row.n4, row.n5, row.mean_score) == (6, 8, 5, 1, 3.05)


@pytest.mark.parametrize(
    ("line", "key", "season"),
    [
        ("Ш,vpr,math,5,2024,spring,9,1,,,,", "vpr-math-5", Season.SPRING),
        ("Ш,впр,Русский язык,6,2023/24,осень,9,1,,,,", "vpr-russian-6-autumn", Season.AUTUMN),
        ("Ш,ОГЭ,русский,9,2024,весна,9,0,3,3,3,", "oge-russian-9", Season.SPRING),
        ("Ш,ЕГЭ,база,11,2024,весна,9,1,,,,", "ege-math_base-11", Season.SPRING),
        ("Ш,ЕГЭ,математика профильная,11,2024,весна,9,1,,,,", "ege-math_profile-11", Season.SPRING),
        ("Ш,ege,math_profile,11,2024,spring,9,1,,,,", "ege-math_profile-11", Season.SPRING),
        ("Ш,КДР,ЧГ,4,2024,весна,9,1,2,3,3,", "kdr-reading-4", Season.SPRING),
        ("Ш,ВПР,математика,5,2024,весна,0,0,0,0,0,", "vpr-math-5", Season.SPRING),
        ('Ш,ВПР,математика,5,2024,весна,9,,,,,"3,7"', "vpr-math-5", Season.SPRING),
    ],
)
def test_russian_and_latin_names(line, key, season):
    good, faults = checked(line)
    assert faults == ()
    assert good[0].procedure.key == key
    assert good[0].procedure.season is season


def test_missing_marks_stay_missing():
    good, _ = checked("Ш,ВПР,математика,5,2024,весна,9,1,,,,")
    assert (good[0].n2, good[0].n3, good[0].mean_score) == (1, None, None)


@pytest.mark.parametrize(
    ("line", "column", "rule"),
    [
        (GOOD.replace(",20,", ",21,"), "n", "sum_differs"),
        (GOOD.replace(",20,", ",19,"), "n2, n3, n4 и n5", "marks_above_participants"),
        ("Ш,ВПР,математика,5,2024,весна,5,6,,,,", "n2", "marks_above_participants"),
        ("Ш,ВПР,математика,5,2024,весна,-5,1,,,,", "n", "negative"),
        ("Ш,ВПР,математика,5,2024,весна,9,−1,,,,", "n2", "negative"),
        ("Ш,ВПР,математика,5,2024,весна,9,1.5,,,,", "n2", "fractional"),
        ('Ш,ВПР,математика,5,2024,весна,9,"1,5",,,,', "n2", "fractional"),
        ("Ш,ВПР,математика,5,2024,весна,девять,1,,,,", "n", "not_a_number"),
        ("Ш,ВПР,математика,5,2024,весна,nan,1,,,,", "n", "not_a_number"),
        ("Ш,ВПР,математика,12,2024,весна,9,1,,,,", "subject", "unknown_procedure"),
        ("Ш,ВПР,пение,5,2024,весна,9,1,,,,", "subject", "unknown_procedure"),
        ("Ш,ГВЭ,математика,9,2024,весна,9,1,,,,", "kind", "unknown_procedure"),
        ("Ш,ВПР,математика,пятый,2024,весна,9,1,,,,", "grade", "unknown_procedure"),
        ("Ш,ВПР,математика,5,24,весна,9,1,,,,", "year", "unknown_procedure"),
        ("Ш,ВПР,математика,5,2023/25,весна,9,1,,,,", "year", "unknown_procedure"),
        ("Ш,ВПР,математика,5,2024,лето,9,1,,,,", "season", "unknown_procedure"),
        ("Ш,ВПР,профиль,5,2024,весна,9,1,,,,", "subject", "unknown_procedure"),
        ("Ш,ОГЭ,математика,9,2020,весна,9,1,,,,", "year", "not_held"),
        (",ВПР,математика,5,2024,весна,9,1,,,,", "school", "missing_field"),
        ("Ш,ВПР,математика,5,2024,,9,1,,,,", "season", "missing_field"),
        ("Ш,ВПР,математика,5,2024,весна,,1,,,,", "n", "missing_field"),
        ("Ш,ВПР,математика,5,2024,весна,9,,,,,", "n2", "missing_field"),
        ("Ш,ВПР,математика,5,2024,весна,9,1,,,,101", "mean_score", "mean_score"),
        ("Ш,ВПР,математика,5,2024,весна,9,1,,,,3,7", "", "too_many_values"),
        ("Ш,ЕГЭ,русский,11,2024,весна,9,1,2,3,3,60", "n2, n3, n4 и n5", "extra_marks"),
    ],
)
def test_every_fault_is_a_row_with_a_sentence(line, column, rule):
    good, faults = checked(line)
    assert good == ()
    assert [(fault.line, fault.column, fault.rule) for fault in faults] == [(2, column, rule)]
    assert faults[0].message.endswith(".")
    assert faults[0].what_to_do.endswith(".")


def test_ege_mathematics_asks_for_the_level():
    _, faults = checked("Ш,ЕГЭ,математика,11,2024,весна,9,1,,,,")
    assert "«база» или «профиль»" in faults[0].what_to_do


def test_of_two_rows_for_one_school_and_procedure_neither_is_taken():
    other = GOOD.replace("Школа № 1", "Школа № 2")
    good, faults = checked(GOOD, other, GOOD.replace("Школа", "ШКОЛА"))
    assert [row.school for row in good] == ["Школа № 2"]
    assert [(fault.line, fault.rule) for fault in faults] == [(2, "two_rows"), (4, "two_rows")]
    assert "в строке 4" in faults[0].message


def test_twin_of_a_broken_row_is_not_taken_either():
    good, faults = checked(GOOD, GOOD.replace(",20,", ",21,"))
    assert good == ()
    assert {(fault.line, fault.rule) for fault in faults} == {
        (2, "two_rows"),
        (3, "two_rows"),
        (3, "sum_differs"),
    }


def test_several_faults_of_one_row_are_all_told():
    _, faults = checked(",ВПР,пение,5,2024,весна,-9,1,,,,")
    assert {fault.rule for fault in faults} == {"missing_field", "unknown_procedure", "negative"}


def test_missing_column_is_said_once():
    good, faults = checked(
        "Ш,ВПР,математика,5,2024,9,1", header="school,kind,subject,grade,year,n,n2"
    )
    assert good == ()
    assert [(fault.line, fault.column, fault.rule) for fault in faults] == [
        (1, "season", "missing_column")
    ]


def test_lines_of_the_file_can_be_given():
    reader = csv.DictReader(io.StringIO("\n".join([HEADER, "", GOOD])))
    rows = [(reader.line_num, row) for row in reader]
    good, _ = check_rows([row for _, row in rows], [line for line, _ in rows])
    assert good[0].line == 3


def test_empty_table():
    assert checked() == ((), ())
