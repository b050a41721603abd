"""Boundaries of the checks of schools, lists, targets, facts and measures."""

from __future__ import annotations

from datetime import date

import pytest

from shnor_core.intake.checks import checks_of
from shnor_core.intake.delivery import Fault, Value
from shnor_core.intake.listing_tables import read_listings
from shnor_core.intake.programme_rows import (
    FactValue,
    dues_of,
    read_fact,
    read_facts,
    read_measures,
    read_targets,
)
from shnor_core.intake.school_rows import read_schools
from shnor_core.targets import Due
from tests.intake_world import TODAY, sheet


@pytest.mark.parametrize("login", ["edu240001", "SCH240001", "240001", 240001])
def test_a_login_is_six_digits_under_any_prefix(login: Value) -> None:
    rows = read_schools(sheet("schools", {"school": "Школа № 1", "fis_oko": login}))
    assert rows.faults == []
    assert rows.good["fis_oko"].iloc[0] == "240001"


@pytest.mark.parametrize("login", ["edu24000", "2400011", "школа"])
def test_anything_else_is_no_login(login: str) -> None:
    rows = read_schools(sheet("schools", {"school": "Школа № 1", "fis_oko": login}))
    assert [one.rule for one in rows.faults] == ["not_a_login"]


@pytest.mark.parametrize(("text", "kept"), [(True, True), ("нет", False), ("Да", True), ("", None)])
def test_a_flag_is_yes_no_or_unknown(text: Value, kept: bool | None) -> None:
    rows = read_schools(sheet("schools", {"school": "Школа № 1", "rural": text}))
    assert rows.faults == []
    assert rows.good["rural"].iloc[0] is kept


@pytest.mark.parametrize("year", ["2023/24", "2023/2024", "2023–24", 2024, "2024"])
def test_a_school_year_has_one_spelling(year: Value) -> None:
    row = {"school": "Ш", "list": "шнро", "school_year": year, "level": "Региональный"}
    rows = read_listings(sheet("listings", row))
    assert rows.faults == []
    assert rows.good[["list", "school_year"]].iloc[0].tolist() == ["ШНОР", "2023/24"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("4/7", FactValue(numerator=4, denominator=7)),
        ("4 из 7 школ", FactValue(numerator=4, denominator=7)),
        ("7/7", FactValue(numerator=7, denominator=7)),
        ("0/7", FactValue(numerator=0, denominator=7)),
        ("0,5 %", FactValue(value=0.5)),
        (0, FactValue(value=0)),
        (1, FactValue(value=1)),
        ("ДА", FactValue(yes=True)),
        ("нет", FactValue(yes=False)),
    ],
)
def test_a_fact_says_what_it_says(text: Value, fact: FactValue) -> None:
    assert read_fact(text) == fact


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("8/7", "part_above_whole"),
        ("0/0", "part_above_whole"),
        (0.3, "share_or_percent"),
        ("0,3", "share_or_percent"),
        (-1, "not_a_fact"),
        ("хорошо", "not_a_fact"),
        ("inf", "not_a_fact"),
    ],
)
def test_a_fact_that_cannot_be_is_refused(text: Value, rule: str) -> None:
    assert read_fact(text).rule == rule


@pytest.mark.parametrize(
    ("plan", "due", "expected"),
    [
        ("не менее 30 %", "2024", Due(2024, value=30.0, printed="2024: не менее 30 %")),
        ("70", "2024", Due(2024, value=70.0, printed="2024: 70")),
        ("0", "2024", Due(2024, value=0.0, printed="2024: 0")),
        ("да", "июнь 2024", Due(2024, 6, yes=True, printed="июнь 2024: да")),
        ("50 %", "2023/24", Due(school_year="2023/24", value=50.0, printed="2023/24: 50 %")),
        ("100 %", "31.12.2024", Due(2024, 12, value=100.0, printed="31.12.2024: 100 %")),
        ("30 %", "", Due(value=30.0, printed="30 %")),
    ],
)
def test_a_plan_is_read_with_its_due(plan: str, due: str, expected: Due) -> None:
    assert dues_of(plan, due) == (expected,)


TARGET = {"code": "1.1", "section": "Кадры", "indicator": "Доля", "due": "2024"}


@pytest.mark.parametrize("plan", [None, "", "30 %", "да", 70])
def test_a_plan_may_be_absent_but_not_unread(plan: Value) -> None:
    assert read_targets(sheet("targets", {**TARGET, "plan": plan})).faults == []


@pytest.mark.parametrize(
    ("plan", "rule"),
    [("30–50 %", "plan_unread"), ("рост на 10 %", "plan_unread"), (0.3, "share_or_percent")],
)
def test_a_plan_that_can_be_read_in_two_ways_is_refused(plan: Value, rule: str) -> None:
    found = read_targets(sheet("targets", {**TARGET, "plan": plan}))
    assert [one.rule for one in found.faults] == [rule]


def test_a_number_of_an_indicator_is_text_also_in_a_cell_of_numbers() -> None:
    rows = read_targets(sheet("targets", {**TARGET, "code": 1.1}, {**TARGET, "code": "5.10"}))
    assert rows.good["code"].tolist() == ["1.1", "5.10"]


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        (TODAY, []),
        ("01.09.2024", []),
        ("2024-09-01", []),
        (date(2024, 9, 2), ["day_ahead"]),
        ("32.01.2024", ["not_a_day"]),
        ("июнь", ["not_a_day"]),
        ("01.01.1812", ["not_a_day"]),
    ],
)
def test_a_fact_has_a_day_that_has_come(day: Value, rules: list[str]) -> None:
    rows = read_facts(sheet("facts", {"code": "1.1", "as_of": day, "value": "1"}), TODAY)
    assert [one.rule for one in rows.faults] == rules


def test_evidence_needs_a_state() -> None:
    row = {"number": 1, "section": "Кадры", "measure": "Курсы", "evidence": "приказ"}
    assert [one.rule for one in read_measures(sheet("measures", row)).faults] == [
        "evidence_without_state"
    ]
    assert read_measures(sheet("measures", {**row, "status": "Выполнено"})).faults == []


def test_a_check_is_asked_only_where_it_means_something() -> None:
    codes = {one.code for one in checks_of({"schools"}, ())}
    assert "parents" in codes
    assert not codes & {"works", "sums", "plans", "facts"}


def test_a_check_counts_the_rows_that_fail_it() -> None:
    def fault(rule: str) -> Fault:
        return Fault("Л", 5, "B5", "Писали", "x", rule, "Не так.", "Исправьте.")

    found = checks_of({"assessments"}, [fault("negative"), fault("fractional"), fault("own_rule")])
    answers = {one.code: (one.passed, one.faults) for one in found}
    assert answers["values"] == (False, 2)
    # what only a reader knows about is its own check
    assert answers["readable"] == (False, 1)
    assert answers["sums"] == (True, 0)
