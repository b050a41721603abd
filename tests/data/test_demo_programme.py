"""The invented programme: printed texts read as stored, every status and state in place."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from shnor_core.db import programme as stored
from shnor_core.db import risks
from shnor_core.db.connection import connect
from shnor_core.exchange.shipped import read_territory
from shnor_core.model import Direction
from shnor_core.roadmap import Measure, StateKind, faults, parse_due, state
from shnor_core.targets import (
    Assessment,
    Ceiling,
    Due,
    Fact,
    Operator,
    PlanUnit,
    Shape,
    Status,
    Target,
    assess,
    parse_plan,
    plan_unit,
)
from shnor_core.workflow.store import build

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "demo"
JANUARY = date(2024, 1, 15)
# the exam of 8.3 is held in 5 of the 6 listed schools
CEILINGS = {"8.3": Ceiling(100 * 5 / 6, "экзамен есть в 5 школах из 6")}

TABLES = read_territory(FOLDER)
PROGRAMME = TABLES["programme"][0]
TARGETS = {row["code"]: row for row in TABLES["target"]}
MEASURES = {row["measure_id"]: row for row in TABLES["measure"]}
STATES = {row["measure_id"]: row for row in TABLES["measure_state"]}

Row = dict[str, Any]


def plan_of(row: Row) -> tuple[Due, ...]:
    names = ("due_year", "due_month", "school_year", "value", "yes", "printed")
    return tuple(
        Due(*(plan[name] for name in names))
        for plan in TABLES["target_plan"]
        if plan["target_id"] == row["target_id"]
    )


def facts_of(row: Row) -> list[Fact]:
    names = ("as_of", "value", "numerator", "denominator", "yes", "evidence", "note")
    return [
        Fact(*(fact[name] for name in names))
        for fact in TABLES["target_fact"]
        if fact["target_id"] == row["target_id"]
    ]


@cache
def assessed(code: str, *, limited: bool = True) -> Assessment:
    row = TARGETS[code]
    target = Target(
        code,
        *(row["title"], row["printed"], Shape(row["shape"]), plan_of(row)),
        *(Operator(row["operator"]), Direction(row["direction"]), PlanUnit(row["unit"])),
        *(row["denominator"], row["evidence"]),
        start=PROGRAMME["start_date"],
        end=PROGRAMME["end_date"],
    )
    ceiling = CEILINGS.get(code) if limited else None
    return assess(target, facts_of(row), JANUARY, ceiling=ceiling)


def measure_of(row: Row) -> Measure:
    due = parse_due(row["due_text"])
    names = ("measure_id", "number", "title", "due_text")
    return Measure(*(row[name] for name in names), due, row["section"])


def codes_in(status: Status) -> set[str]:
    return {code for code in TARGETS if assessed(code).status is status}


def test_one_programme_of_three_years_with_an_invented_document() -> None:
    assert len(TABLES["programme"]) == 1
    assert (PROGRAMME["start_date"], PROGRAMME["end_date"]) == (
        date(2022, 1, 1),
        date(2024, 12, 31),
    )
    source = {row["source_id"]: row for row in TABLES["source"]}[PROGRAMME["source_id"]]
    assert source["title"] == "Программа поддержки школ 2022–2024 (вымышленный документ)"


def test_25_targets_in_8_sections_have_every_printed_shape() -> None:
    assert len(TARGETS) == 25
    assert len({row["section"] for row in TABLES["target"]}) == 8
    assert {row["shape"] for row in TABLES["target"]} == set(Shape)
    assert [code for code, row in TARGETS.items() if row["direction"] == "lower"] == ["8.2"]


@pytest.mark.parametrize("code", TARGETS)
def test_stored_plan_is_what_the_printed_criterion_says(code: str) -> None:
    row = TARGETS[code]
    read = parse_plan(row["printed"])
    assert (read.shape, read.dues) == (row["shape"], plan_of(row))
    assert plan_unit(row["printed"]) == row["unit"]
    if row["unit"] != "yes_no":
        assert read.operator == row["operator"]


def test_in_january_2024_every_status_occurs_several_times() -> None:
    assert codes_in(Status.ACHIEVED) == {"1.1", "1.2", "2.2", "3.2", "4.1", "5.2", "6.1", "8.4"}
    assert codes_in(Status.ON_SCHEDULE) == {"1.3", "3.1", "6.3", "8.2"}
    assert codes_in(Status.BEHIND) == {"2.1", "4.2", "5.3"}
    assert codes_in(Status.AT_RISK) == {"5.1", "7.1", "7.3", "8.1", "8.3"}
    assert codes_in(Status.NO_DATA) == {"6.2", "6.4", "8.5"}
    assert codes_in(Status.NOT_SET) == {"3.3", "7.2"}


def test_one_yes_has_no_evidence() -> None:
    assert [code for code in TARGETS if assessed(code).unconfirmed] == ["1.2"]


def test_plans_above_the_limit_are_at_risk_for_that_reason_alone() -> None:
    assert assessed("5.1").reason.startswith("план выше предела")
    assert assessed("8.3").reason.startswith("план выше предела")
    assert assessed("8.3", limited=False).status is Status.ON_SCHEDULE


@pytest.mark.parametrize("code", TARGETS)
def test_the_plan_of_a_passed_day_is_judged_by_the_fact_shown_beside_it(code: str) -> None:
    """The January monitoring belongs to the year it tells of."""
    found = assessed(code)
    judged = [step for step in found.steps if step.judged and step.dated.day == date(2023, 12, 31)]
    assert all(step.fact in (None, found.fact) for step in judged)


def test_facts_belong_to_two_monitorings_of_every_year() -> None:
    days = Counter(fact["as_of"] for fact in TABLES["target_fact"])
    assert {(day.month, day.day) for day in days} == {(12, 31), (5, 25)}
    assert [day.year for day in sorted(days)] == [2021, 2022, 2022, 2023, 2023, 2024]


def test_shares_keep_their_counts_and_agree_with_them() -> None:
    units = {row["target_id"]: row["unit"] for row in TABLES["target"]}
    for fact in TABLES["target_fact"]:
        if units[fact["target_id"]] in ("percent", "unknown"):
            share = 100 * fact["numerator"] / fact["denominator"]
            assert fact["value"] == pytest.approx(share, abs=0.05)
            assert fact["numerator"] <= fact["denominator"]
    shares = [row for row in TABLES["target"] if row["unit"] == "percent"]
    assert all(row["denominator"] for row in shares)


def listed(year: int) -> set[str]:
    name = f"shnor-municipal-{year}"
    return {row["school_id"] for row in TABLES["listing"] if row["list_code"] == name}


def works(procedure: str, schools: set[str]) -> dict[str, Row]:
    return {
        row["school_id"]: row
        for row in TABLES["assessment"]
        if row["procedure_id"] == procedure and row["school_id"] in schools
    }


def entered(code: str, year: int) -> tuple[float, float]:
    day = date(year, 12, 31)
    fact = next(fact for fact in facts_of(TARGETS[code]) if fact.as_of == day)
    assert fact.counts is not None
    return fact.counts


@pytest.mark.parametrize("year", [2022, 2023])
def test_dynamics_of_oge_agree_with_the_results(year: int) -> None:
    schools = listed(year)
    before, now = (works(f"oge-math-9-{one}-spring", schools) for one in (year - 1, year))
    better = [
        school
        for school in before.keys() & now.keys()
        if now[school]["n2"] * before[school]["participants"]
        < before[school]["n2"] * now[school]["participants"]
    ]
    assert entered("8.1", year) == (len(better), len(schools))


@pytest.mark.parametrize("year", [2021, 2022, 2023])
def test_low_marks_of_oge_agree_with_the_results(year: int) -> None:
    held = works(f"oge-math-9-{year}-spring", listed(year)).values()
    low, pupils = (sum(row[name] for row in held) for name in ("n2", "participants"))
    assert entered("8.2", year) == (low, pupils)


@pytest.mark.parametrize("year", [2022, 2023])
def test_schools_without_low_marks_of_ege_agree_with_the_results(year: int) -> None:
    held = works(f"ege-math_base-11-{year}-spring", listed(year))
    without = sum(row["n2"] == 0 for row in held.values())
    assert entered("8.3", year) == (without, len(listed(year)))
    assert len(held) == (6 if year == 2022 else 5)


@pytest.mark.parametrize("measure_id", MEASURES)
def test_stored_due_is_what_the_printed_text_says(measure_id: str) -> None:
    row = MEASURES[measure_id]
    due = parse_due(row["due_text"])
    stored = tuple(row[name] for name in ("due_start", "due_end", "recurrence"))
    assert (due.start, due.end, due.recurrence) == stored


def test_in_january_2024_measures_are_in_every_state() -> None:
    done = {key for key, row in STATES.items() if row["status"] == "done"}
    kinds = Counter(
        state(measure_of(row), JANUARY, done=key in done).kind for key, row in MEASURES.items()
    )
    assert kinds == {
        StateKind.WORDS: 6,
        StateKind.DONE: 4,
        StateKind.RUNNING: 4,
        StateKind.OVERDUE: 3,
        StateKind.FUTURE: 3,
        StateKind.SOON: 2,
    }


def test_22_measures_in_4_sections_contradict_nothing() -> None:
    assert len(MEASURES) == 22
    assert len({row["section"] for row in MEASURES.values()}) == 4
    assert MEASURES.keys() == STATES.keys()
    measures = [measure_of(row) for row in MEASURES.values()]
    assert faults(measures, issued=date(2021, 12, 24), last_day=date(2024, 12, 31)) == ()


def test_done_measures_have_a_day_before_the_meeting_and_a_paper() -> None:
    for row in STATES.values():
        if row["status"] == "done":
            assert row["done_on"] <= JANUARY
            assert row["evidence"]
        else:
            assert row["done_on"] is None


def test_measures_name_roles_and_known_targets_schools_and_factors() -> None:
    schools = {row["school_id"] for row in TABLES["school"]}
    for row in MEASURES.values():
        assert row["responsible"]
        assert set(filter(None, row["target_codes"].split(";"))) <= TARGETS.keys()
        assert set(filter(None, row["school_ids"].split(";"))) <= schools
    factors = {row["risk_factor_id"]: row for row in TABLES["risk_factor"]}
    assert {row["risk_factor_id"] for row in MEASURES.values()} == factors.keys()
    assert all(row["goal"] for row in factors.values())


def test_risk_profiles_belong_to_the_listed_schools_of_two_years() -> None:
    found = {(row["year"], row["school_id"]) for row in TABLES["risk"]}
    assert found == {(year, school) for year in (2023, 2024) for school in listed(year)}
    assert {row["level"] for row in TABLES["risk"]} == {"high", "medium", "low"}
    # four answers of one school are missing and stay missing
    assert len(TABLES["risk"]) == 10 * len(found) - 4


def test_generator_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        command = [sys.executable, "-B", str(FOLDER / "generate.py"), str(tmp_path / seed)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, timeout=60, env=environment)
        made = {path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()}
        assert made == {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}


def test_database_is_built_with_every_row_of_the_programme(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "data" / "demo", ignore=shutil.ignore_patterns("*.py"))
    build(tmp_path / "shnor.duckdb", tmp_path / "data")
    store = connect(tmp_path / "shnor.duckdb")
    programme = PROGRAMME["programme_id"]
    try:
        assert len(stored.targets(store, programme)) == len(TARGETS)
        assert len(stored.plans(store, programme)) == len(TABLES["target_plan"])
        assert len(stored.facts(store, programme)) == len(TABLES["target_fact"])
        assert len(stored.measures(store, programme)) == len(MEASURES)
        assert len(stored.states(store, programme)) == len(STATES)
        assert len(risks.risks(store, "demo")) == len(TABLES["risk"])
    finally:
        store.close()
