"""The reader and the rules over the shipped protocol of Каменск-Уральский ГО."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from shnor_core.cells import PrintedCell, read_cell, read_table
from shnor_core.model import Finding, Level, Observation, Quality, Reading, Unit
from shnor_core.quality import RULES, Monitoring, blocked_cells, find
from tests.core.quality_world import shipped

SCHOOL = "kamensk-uralsky-"


@pytest.fixture(scope="module")
def monitoring() -> Monitoring:
    return shipped("kamensk_uralsky", "kamensk-2022")


@pytest.fixture(scope="module")
def findings(monitoring: Monitoring) -> tuple[Finding, ...]:
    return find(monitoring)


def printed(cell: Observation) -> str | None:
    return None if cell.reading.quality is Quality.MISSING else cell.reading.raw


def as_read(monitoring: Monitoring) -> dict[str, Reading]:
    """What the reader makes of the printed texts alone."""
    whole_of = {
        one.code: one.whole_code for one in monitoring.indicators if one.level is Level.SCHOOL
    }
    by_school: dict[str | None, list[Observation]] = defaultdict(list)
    for cell in monitoring.observations:
        by_school[cell.school_id].append(cell)
    readings: dict[str, Reading] = {}
    for school_id, cells in by_school.items():
        table = [
            PrintedCell(c.code, c.year, printed(c), c.unit_printed, c.title_printed) for c in cells
        ]
        read = (
            read_table(table, whole_of)
            if school_id
            else [read_cell(c.raw, unit_printed=c.unit_printed, title=c.title) for c in table]
        )
        readings |= {c.observation_id: r for c, r in zip(cells, read, strict=True)}
    return readings


def test_reader_reproduces_every_reviewed_reading(monitoring: Monitoring) -> None:
    readings = as_read(monitoring)
    assert len(readings) == 14 * 9 * 3 + 10 * 3
    for cell in monitoring.observations:
        reviewed, read = cell.reading, readings[cell.observation_id]
        assert (read.raw, read.unit, read.quality, read.schools, read.parts) == (
            reviewed.raw,
            reviewed.unit,
            reviewed.quality,
            reviewed.schools,
            reviewed.parts,
        ), cell.observation_id
        for name in ("value", "numerator", "denominator"):
            assert getattr(read, name) == pytest.approx(getattr(reviewed, name)), (
                cell.observation_id
            )
        assert bool(read.note) >= (reviewed.quality in (Quality.SUSPECT, Quality.AMBIGUOUS))


def test_82_school_cells_are_not_compared(
    monitoring: Monitoring, findings: tuple[Finding, ...]
) -> None:
    owner = {cell.observation_id: cell.school_id for cell in monitoring.observations}
    cells: defaultdict[str, set[str]] = defaultdict(set)
    for one in findings:
        if one.blocks:
            cells[one.rule] |= {cell for cell in one.cells if owner[cell]}
    assert len(cells["unit_undefined"] | cells["outside_unit"]) == 21
    assert cells["impossible_jump"] == {f"{SCHOOL}17:3.3:2021"}
    assert len(cells["identical_tables"]) == 54
    assert len(cells["part_above_whole"]) == 15
    assert len({cell for cell in blocked_cells(findings) if owner[cell]}) == 82


def test_findings_of_each_rule(findings: tuple[Finding, ...]) -> None:
    assert Counter(one.rule for one in findings) == {
        "impossible_jump": 1,
        "unit_undefined": 9,
        "outside_unit": 1,
        "identical_tables": 1,
        "part_above_whole": 6,
        "missing_row": 1,
        "blank_cells": 10,
        "mixed_notations": 2,
        "growth_without_diagnosis": 2,
        "wording_differs": 1,
        "count_against_list": 1,
        "percent_base": 3,
        "municipal_against_schools": 6,
        "list_against_school_cell": 7,
        "two_answers": 2,
        "truncated_text": 3,
        "list_without_table": 2,
        "lists_disagree": 1,
        "repeated_in_list": 1,
    }


def test_only_the_rule_of_unread_cells_finds_nothing_here(findings: tuple[Finding, ...]) -> None:
    assert {rule.code for rule in RULES} - {one.rule for one in findings} == {"unread_cell"}


@pytest.mark.parametrize(
    ("finding_id", "words"),
    [
        (f"impossible_jump|{SCHOOL}17|3.3|2021", "напечатано 514"),
        (f"identical_tables|{SCHOOL}51+{SCHOOL}60||", "27 ячеек из 27"),
        (f"outside_unit|{SCHOOL}32|1.1|2019", "1,5"),
        (f"part_above_whole|{SCHOOL}39|3.3|", "2021 год — 8 при 6"),
        (f"missing_row|{SCHOOL}1|4.2|", "таблице нет"),
        (f"growth_without_diagnosis|{SCHOOL}37|2.2|", "100 (2019) и 100 (2020)"),
        (f"wording_differs|{SCHOOL}35|3.4|", "Количество школ"),
        ("count_against_list|kamensk-uralsky|4.1|2019", "№\u00a027 — дважды"),
        ("percent_base|kamensk-uralsky|1.1|2021", "30,8"),
        ("municipal_against_schools|kamensk-uralsky|3.2|", "в своде 7, больше нуля у 5"),
        ("list_against_school_cell|kamensk-uralsky|1.1|2021", "№№\u00a014, 17"),
        ("two_answers|kamensk-uralsky||2021", "13 (3.1, 3.4, 3.5) и 16 (3.3)"),
        ("two_answers|kamensk-uralsky|3.3|", "16 или 20"),
        ("truncated_text|kamensk-uralsky|3.5|2021", "13 ШНО"),
        (f"list_without_table|{SCHOOL}11||", "Средняя школа № 11"),
        ("lists_disagree|kamensk-uralsky|address-support-2022+procedures-support-2022|2022",
         "№\u00a04"),
        ("repeated_in_list|kamensk-uralsky|shnor-2021|2021", "№\u00a014"),
    ],
)  # fmt: skip
def test_known_contradictions_of_the_protocol(
    findings: tuple[Finding, ...], finding_id: str, words: str
) -> None:
    (finding,) = (one for one in findings if one.finding_id == finding_id)
    assert words in finding.message
    assert finding.source_ref


def test_percent_and_shares_are_settled_where_the_table_says_so(monitoring: Monitoring) -> None:
    units = {cell.observation_id: cell.reading.unit for cell in monitoring.observations}
    assert units[f"{SCHOOL}37:1.1:2019"] is Unit.PERCENT
    assert units[f"{SCHOOL}38:2.2:2021"] is Unit.PERCENT
    assert units[f"{SCHOOL}35:1.1:2021"] is Unit.UNKNOWN
