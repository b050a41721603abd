"""Rules about rows and whole tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_core.quality import Monitoring
from tests.core.quality_world import found, school, summary_of, table_of, world

TWIN = {"1.1": ["40%", "41%", "42%"], "3.1": ["20", "39", "39"], "3.3": ["0", "", "0"]}


def twins(**changes: list[str]) -> Monitoring:
    return world(
        {"51": TWIN, "60": {**TWIN, **{k.replace("_", "."): v for k, v in changes.items()}}}
    )


def test_identical_tables_are_one_finding_per_pair_with_every_cell() -> None:
    (finding,) = found(twins(), "identical_tables")
    assert finding.finding_id == "identical_tables|s51+s60||"
    assert len(finding.cells) == 18
    assert "9 ячеек из 9" in finding.message
    assert "9 ячеек из 9" in finding.text
    assert finding.blocks


def test_one_different_cell_makes_no_twins() -> None:
    assert not found(twins(**{"3_1": ["20", "39", "38"]}), "identical_tables")


def test_a_missing_row_makes_no_twins() -> None:
    shorter = {code: texts for code, texts in TWIN.items() if code != "3.3"}
    assert not found(world({"51": TWIN, "60": shorter}), "identical_tables")


@pytest.mark.parametrize(("texts", "is_found"), [(["1", "2"], False), (["1", "2", "3"], True)])
def test_twins_share_at_least_six_cells_that_say_something(
    texts: list[str], is_found: bool
) -> None:
    rows = {"3.1": ["20", "39", "39"], "3.3": [*texts, "0"]}
    assert bool(found(world({"51": rows, "60": rows}), "identical_tables")) is is_found


def test_tables_of_noughts_are_no_twins() -> None:
    rows = {"3.1": ["0", "0", "0"], "3.3": ["", "", ""], "2.1": ["0", "0", "0"]}
    assert not found(world({"51": rows, "60": rows}), "identical_tables")


def test_three_equal_tables_are_three_pairs() -> None:
    pairs = found(world({"1": TWIN, "2": TWIN, "3": TWIN}), "identical_tables")
    subjects = [finding.finding_id.split("|")[1] for finding in pairs]
    assert subjects == ["s1+s2", "s1+s3", "s2+s3"]


def test_twins_end_when_one_table_is_left_without_values() -> None:
    monitoring = twins()
    emptied = tuple(
        cell.with_reading(replace(cell.reading, value=None)) if cell.school_id == "s60" else cell
        for cell in monitoring.observations
    )
    assert not found(replace(monitoring, observations=emptied), "identical_tables")


@pytest.mark.parametrize(
    ("texts", "missing", "blank"),
    [
        ([None, None, None], 1, 0),
        (["", "", ""], 0, 1),
        (["", "0", "1"], 0, 1),
        ([None, "0", "1"], 0, 1),
        (["-", "0", "1"], 0, 1),
        (["0", "0", "0"], 0, 0),
    ],
)
def test_absent_rows_and_blank_cells(texts: list[str | None], missing: int, blank: int) -> None:
    monitoring = world({"9": {"3.1": texts}})
    assert len(found(monitoring, "missing_row")) == missing
    assert len(found(monitoring, "blank_cells")) == blank


def test_blank_cells_name_their_years() -> None:
    (finding,) = found(world({"9": {"3.1": ["", "5", ""]}}), "blank_cells")
    assert "за 2019 и 2021 годы" in finding.message
    assert finding.cells == ("s9:3.1:2019", "s9:3.1:2021")
    assert finding.text == "пусто · 5 · пусто"
    assert not finding.blocks


def test_mixed_notations_count_the_schools_of_each() -> None:
    monitoring = world(
        {"1": {"1.1": ["43%", "0"]}, "2": {"1.1": ["4/27", ""]}, "3": {"1.1": ["50%", "51%"]}}
    )
    (finding,) = found(monitoring, "mixed_notations")
    assert finding.finding_id == "mixed_notations|town|1.1|"
    assert "процент — 2\u00a0школы" in finding.message
    assert "дробь — 1\u00a0школа" in finding.message
    assert not finding.blocks


def test_noughts_and_blanks_are_no_notation() -> None:
    monitoring = world({"1": {"1.1": ["43%"]}, "2": {"1.1": ["0"]}, "3": {"1.1": [""]}})
    assert not found(monitoring, "mixed_notations")


def test_a_percent_column_needs_no_sign() -> None:
    assert not found(world({"1": {"2.1": ["43%"]}, "2": {"2.1": ["43"]}}), "mixed_notations")


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("Количество школ, охваченных работой", True),
        ("Количество обучающихся, охваченных работой", True),
        ("Количество учителей,  охваченных", False),
        ("Количество педагогов, охваченных работой", False),
        ("Количество педагогических работников в школах", False),
        ("охвачено работой", False),
        ("", False),
    ],
)
def test_wording_differs_when_something_else_is_counted(title: str, is_found: bool) -> None:
    cells = table_of("s35", {"3.1": ["1", "2"]}, {"3.1": title})
    monitoring = replace(world(), schools=(school("35"),), observations=tuple(cells))
    assert bool(found(monitoring, "wording_differs")) is is_found


def test_wording_is_one_finding_per_row() -> None:
    cells = table_of("s35", {"3.1": ["1", "2"]}, {"3.1": "Количество школ"})
    monitoring = replace(world(), schools=(school("35"),), observations=tuple(cells))
    (finding,) = found(monitoring, "wording_differs")
    assert finding.finding_id == "wording_differs|s35|3.1|"
    assert "Количество учителей, охваченных работой" in finding.message


@pytest.mark.parametrize(
    ("title", "is_found"),
    [
        ("Количество школ, которым помогали муниципальные и", True),
        ("Количество учителей, вовлеченных во взаимодействие с", True),
        ("Количество школ, которым помогали муниципальные и др.", False),
        ("Количество школ", False),
    ],
)
def test_title_that_breaks_off(title: str, is_found: bool) -> None:
    cells = summary_of({"3.5": ["5", "6"]}, {"3.5": title})
    monitoring = replace(world(), observations=tuple(cells))
    expected = ["truncated_text|town|3.5|"] if is_found else []
    assert [one.finding_id for one in found(monitoring, "truncated_text")] == expected


@pytest.mark.parametrize(
    ("text", "is_found"), [("13 ШНО", True), ("13 ШНОР", False), ("13", False)]
)
def test_word_cut_in_a_cell(text: str, is_found: bool) -> None:
    monitoring = world(summary={"3.5": ["16 ШНОР", text]})
    expected = ["truncated_text|town|3.5|2020"] if is_found else []
    assert [one.finding_id for one in found(monitoring, "truncated_text")] == expected


@pytest.mark.parametrize(
    ("diagnosed", "grown", "cells"),
    [
        (["0", "0", "14"], ["100%", "100%", "100%"], ["2019", "2020"]),
        (["0", "0", "0"], ["0", "0", "27%"], ["2021"]),
        (["5", "0", "0"], ["10%", "10%", "10%"], []),
        (["0", "5", "0"], ["0", "10%", "10%"], []),
        (["0", "0", "5"], ["0", "0", "10%"], []),
        (["0", "0", "0"], ["0", "0", "0"], []),
        # a blank year is unknown, so nothing is claimed from it on
        (["", "0", "0"], ["10%", "10%", "10%"], []),
        (["0", "", "0"], ["10%", "10%", "10%"], ["2019"]),
    ],
)
def test_growth_without_diagnosis(diagnosed: list[str], grown: list[str], cells: list[str]) -> None:
    monitoring = world({"37": {"2.1": diagnosed, "2.2": grown}})
    named = [
        cell[-4:] for one in found(monitoring, "growth_without_diagnosis") for cell in one.cells
    ]
    assert named == cells
