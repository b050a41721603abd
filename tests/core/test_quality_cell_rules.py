"""Rules about single values, each at its boundary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_core.model import Quality, Unit
from shnor_core.quality import Monitoring, find
from tests.core.quality_world import found, summary_of, world


def ids(monitoring: Monitoring, rule: str) -> list[str]:
    return [finding.finding_id for finding in found(monitoring, rule)]


@pytest.mark.parametrize(
    ("printed", "is_found"), [("79", False), ("80", True), ("81", True), ("514", True)]
)
def test_impossible_jump_from_five_times_the_other_years(printed: str, is_found: bool) -> None:
    monitoring = world({"17": {"3.1": ["30", "34", "31"], "3.3": ["14", "16", printed]}})
    assert bool(found(monitoring, "impossible_jump")) is is_found


@pytest.mark.parametrize(("printed", "is_found"), [("31", False), ("32", True)])
def test_impossible_jump_needs_more_than_the_whole(printed: str, is_found: bool) -> None:
    monitoring = world({"17": {"3.1": ["30", "30", "31"], "3.3": ["2", "3", printed]}})
    assert bool(found(monitoring, "impossible_jump")) is is_found


@pytest.mark.parametrize(("printed", "is_found"), [("50", False), ("51", True)])
def test_impossible_jump_without_a_whole_starts_above_fifty(printed: str, is_found: bool) -> None:
    assert bool(found(world({"17": {"3.1": ["10", "10", printed]}}), "impossible_jump")) is is_found


def test_impossible_jump_in_any_year_names_the_cell_and_shows_the_row() -> None:
    monitoring = world({"17": {"3.1": ["30", "34", "31"], "3.3": ["514", "16", "14"]}})
    (finding,) = found(monitoring, "impossible_jump")
    assert finding.finding_id == "impossible_jump|s17|3.3|2019"
    assert (finding.school, finding.indicator, finding.year) == ("s17", "3.3", 2019)
    assert finding.cells == ("s17:3.3:2019",)
    assert finding.text == "514 · 16 · 14"
    assert "напечатано 514" in finding.message
    assert "охвачено всего 30" in finding.message
    assert finding.blocks


def test_impossible_jump_is_about_counts_only() -> None:
    assert not ids(world({"17": {"2.1": ["2%", "3%", "90%"]}}), "impossible_jump")


@pytest.mark.parametrize(("part", "is_found"), [("4", False), ("5", False), ("6", True)])
def test_part_above_whole(part: str, is_found: bool) -> None:
    monitoring = world({"14": {"3.1": ["5"], "3.3": [part]}})
    assert bool(found(monitoring, "part_above_whole")) is is_found


def test_part_above_whole_is_one_finding_per_row() -> None:
    monitoring = world({"14": {"3.1": ["5", "5", "5"], "3.3": ["5", "6", "7"]}})
    (finding,) = found(monitoring, "part_above_whole")
    assert finding.finding_id == "part_above_whole|s14|3.3|"
    assert finding.cells == ("s14:3.3:2020", "s14:3.3:2021")
    assert "2020 год — 6 при 5; 2021 год — 7 при 5" in finding.message


@pytest.mark.parametrize("whole", ["", None, "5%"])
def test_part_is_not_held_against_a_whole_that_is_not_there(whole: str | None) -> None:
    assert not ids(world({"14": {"3.1": [whole], "3.3": ["6"]}}), "part_above_whole")


def test_a_jump_above_its_whole_stands_in_both_findings() -> None:
    monitoring = world({"17": {"3.1": ["30", "34", "31"], "3.3": ["14", "16", "514"]}})
    assert ids(monitoring, "impossible_jump") == ["impossible_jump|s17|3.3|2021"]
    assert ids(monitoring, "part_above_whole") == ["part_above_whole|s17|3.3|"]


def test_unit_undefined_is_one_finding_per_row_with_its_doubtful_cells() -> None:
    monitoring = world({"1": {"1.1": ["0", "12", "9"], "2.2": ["0", "0", "6"], "3.1": ["36"]}})
    first, second = found(monitoring, "unit_undefined")
    assert first.finding_id == "unit_undefined|s1|1.1|"
    assert first.cells == ("s1:1.1:2020", "s1:1.1:2021")
    assert first.text == "0 · 12 · 9"
    assert second.cells == ("s1:2.2:2021",)
    assert first.blocks


def test_unit_undefined_drops_out_once_settled() -> None:
    monitoring = world({"1": {"1.1": ["9"], "3.1": ["36"]}})
    settled = tuple(
        cell.with_reading(replace(cell.reading, unit=Unit.PERCENT, quality=Quality.OK))
        for cell in monitoring.observations
    )
    assert not ids(replace(monitoring, observations=settled), "unit_undefined")


def test_a_row_read_by_its_table_is_not_undefined() -> None:
    assert not ids(world({"37": {"1.1": ["74", "78"], "3.1": ["27", "28"]}}), "unit_undefined")


@pytest.mark.parametrize(
    ("code", "printed", "is_found"),
    [
        ("2.1", "100%", False),
        ("2.1", "100,1%", True),
        ("2.1", "-1%", True),
        ("1.1", "1,0", False),
        ("1.1", "1,1", True),
        ("1.1", "1,5", True),
        ("1.1", "12 учителей", True),
        ("3.1", "3", False),
        ("3.1", "3,5", True),
        ("3.1", "43%", True),
        ("3.1", "-1", True),
        ("3.1", "", False),
    ],
)
def test_outside_unit(code: str, printed: str, is_found: bool) -> None:
    monitoring = world({"32": {code: [printed]}})
    assert ids(monitoring, "outside_unit") == (
        [f"outside_unit|s32|{code}|2019"] if is_found else []
    )


@pytest.mark.parametrize(("value", "is_found"), [(1.0, False), (1.01, True)])
def test_outside_unit_for_a_share(value: float, is_found: bool) -> None:
    monitoring = world({"32": {"1.1": ["0,6"]}})
    (cell,) = monitoring.observations
    changed = cell.with_reading(replace(cell.reading, value=value))
    assert bool(ids(replace(monitoring, observations=(changed,)), "outside_unit")) is is_found


def test_a_chosen_number_of_people_is_not_outside_its_unit() -> None:
    monitoring = world({"1": {"1.1": ["9"]}})
    (cell,) = monitoring.observations
    chosen = cell.with_reading(replace(cell.reading, unit=Unit.COUNT, quality=Quality.OK))
    assert not ids(replace(monitoring, observations=(chosen,)), "outside_unit")


@pytest.mark.parametrize(
    ("printed", "is_found"),
    [("по плану", True), ("не менее 30%", True), ("1,5", False), ("43%", False), ("", False)],
)
def test_unread_cell_takes_what_no_other_rule_names(printed: str, is_found: bool) -> None:
    monitoring = world({"1": {"1.1": ["40%", printed]}})
    assert bool(ids(monitoring, "unread_cell")) is is_found


def test_every_doubtful_cell_stands_in_some_finding() -> None:
    texts = [
        "9",
        "1,5",
        "по плану",
        "не менее 30%",
        "12 учителей",
        "120%",
        "2022 – 7 %, 2023 – 9 %",
    ]
    monitoring = world({"1": {"1.1": texts}}, {"3.5": ["13 ШНО", "16 ШНОР - 20", "16 ШНОР и"]})
    named = {cell for finding in find(monitoring) for cell in finding.cells}
    assert {cell.observation_id for cell in monitoring.observations} <= named


def test_two_totals_block_and_a_settled_one_does_not() -> None:
    printed = summary_of({"3.5": ["16 ШНОР 4 в проекте 2.2 - 20"]})
    monitoring = replace(world(), observations=tuple(printed))
    (finding,) = found(monitoring, "two_answers")
    assert (finding.finding_id, finding.blocks) == ("two_answers|town|3.5|", True)
    chosen = printed[0].with_reading(replace(printed[0].reading, quality=Quality.OK))
    assert not ids(replace(monitoring, observations=(chosen,)), "two_answers")
