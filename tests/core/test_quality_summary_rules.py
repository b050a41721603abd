"""Rules about the municipal summary, alone and against the tables of the schools."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_core.quality.printed_numbers import half_step, rounds_to, wholes
from tests.core.quality_world import found, school, world


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("4 МОУ №№ 1, 2, 3", "3\u00a0разные школы"),
        ("3 МОУ №№ 1, 2, 3", ""),
        ("2 МОУ №№ 1, 2, 3", "3\u00a0разные школы"),
        ("3 МОУ №№ 1, 2, 2", "(№\u00a02 — дважды)"),
        ("3 МОУ №№ 71, 72, 72", "(72 — дважды)"),
        ("3", ""),
        ("30% МОУ №№ 1, 2", ""),
    ],
)
def test_count_against_its_list(text: str, message: str) -> None:
    monitoring = world({"1": {}, "2": {}, "3": {}}, {"3.3": ["5", text]})
    findings = found(monitoring, "count_against_list")
    assert [one.finding_id for one in findings] == (
        ["count_against_list|town|3.3|2020"] if message else []
    )
    assert all(message in one.message and not one.blocks for one in findings)


@pytest.mark.parametrize(
    ("part", "percent", "expected"),
    [
        (3, 23, (13,)),
        (4, 30, ()),
        (4, 30.8, (13,)),
        (1, 100, (1,)),
        (1, 50, (2,)),
        (4, 0, ()),
        (0, 30, ()),
    ],
)
def test_wholes_a_percentage_can_be_counted_from(
    part: int, percent: float, expected: tuple[int, ...]
) -> None:
    assert wholes(part, percent) == expected


def test_half_of_the_last_decimal() -> None:
    assert [half_step(value) for value in (30, 42.8, 27.53)] == [0.5, 0.05, 0.005]
    assert rounds_to(22.5, 23)
    assert rounds_to(23.5, 23)
    assert not rounds_to(23.51, 23)


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        # 3 of 13 is 23 %: agrees with 13, contradicts 16, and 24 % comes from no whole number
        ("23% МОУ №№ 1, 2, 3", "13 ШНОР", ""),
        ("23% МОУ №№ 1, 2, 3", "", ""),
        ("23% МОУ №№ 1, 2, 3", "16 ШНОР", "если всего школ 13; ШНОР в том же году"),
        ("30% МОУ №№ 1, 2, 3, 4", "13 ШНОР", "4 из 13 — 30,8\u00a0%, 4 из 14 — 28,6\u00a0%"),
        ("31% МОУ №№ 1, 2, 3, 4", "13 ШНОР", ""),
        ("30%", "13 ШНОР", ""),
    ],
)
def test_percent_base(text: str, stated: str, expected: str) -> None:
    findings = found(world(summary={"1.1": [text], "3.1": [stated]}), "percent_base")
    assert [one.finding_id for one in findings] == (
        ["percent_base|town|1.1|2019"] if expected else []
    )
    assert all(expected in one.message for one in findings)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("1", True), ("2", False), ("3", True), ("1 ШНОР 1 в проекте - 2", False), ("", False)],
)
def test_municipal_count_against_tables_with_more_than_nought(printed: str, expected: bool) -> None:
    tables = {"1": {"3.3": ["4"]}, "2": {"3.3": ["1"]}, "3": {"3.3": ["0"]}, "4": {"3.3": [""]}}
    findings = found(world(tables, {"3.3": [printed]}), "municipal_against_schools")
    assert bool(findings) is expected
    assert all("больше нуля у 2 из 3 таблиц" in one.message for one in findings)


def test_municipal_row_is_one_finding_over_its_years() -> None:
    tables = {"1": {"3.3": ["4", "0", "1"]}}
    (finding,) = found(world(tables, {"3.3": ["1", "1", "2"]}), "municipal_against_schools")
    assert finding.finding_id == "municipal_against_schools|town|3.3|"
    assert finding.cells == ("town:3.3:2020", "town:3.3:2021")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("9,9%", True), ("10%", False), ("30%", False), ("60%", False), ("60,1%", True)],
)
def test_municipal_percentage_lies_between_the_schools(printed: str, expected: bool) -> None:
    tables = {"1": {"2.1": ["10%"]}, "2": {"2.1": ["60%"]}, "3": {"2.1": [""]}}
    assert bool(found(world(tables, {"2.1": [printed]}), "municipal_against_schools")) is expected


@pytest.mark.parametrize(
    ("extremes", "message"),
    [
        ("Самый высокий- 60% в Средней школе № 2. Самый низкий в МОУ № 1 - 10%", ""),
        ("Самый высокий- 61% в Средней школе № 2.", "в таблице Средняя школа № 2 — 60"),
        ("Самый низкий в МОУ № 1 - 12%", "в таблице Средняя школа № 1 — 10"),
        ("Самый высокий- 30% в Средней школе № 3.", "в таблицах школ есть 60"),
        ("Самый низкий- 30% в Средней школе № 3.", "в таблицах школ есть 10"),
        ("Самый высокий- 70% в Средней школе № 99.", ""),
    ],
)
def test_extremes_against_the_tables(extremes: str, message: str) -> None:
    tables = {"1": {"2.1": ["10%"]}, "2": {"2.1": ["60%"]}, "3": {"2.1": ["30%"]}}
    findings = found(world(tables, {"2.1": [f"30% {extremes}"]}), "municipal_against_schools")
    assert bool(findings) is bool(message)
    assert all(message in one.message for one in findings)


def test_extreme_printed_rounded_agrees_with_its_table() -> None:
    tables = {"1": {"2.1": ["10%"]}, "2": {"2.1": ["60,4%"]}}
    text = "30% Самый высокий- 60% в Средней школе № 2."
    assert not found(world(tables, {"2.1": [text]}), "municipal_against_schools")


def test_schools_of_a_list_whose_own_cell_is_nought_are_one_finding() -> None:
    tables = {
        "1": {"3.3": ["0"]},
        "2": {"3.3": ["3"]},
        "3": {"3.3": ["0"]},
        "4": {"3.3": [""]},
        "5": {"3.3": [None]},
    }
    summary = {"3.3": ["6 МОУ №№ 1, 2, 3, 4, 5, 77"]}
    (finding,) = found(world(tables, summary), "list_against_school_cell")
    assert finding.finding_id == "list_against_school_cell|town|3.3|2019"
    assert "№№\u00a01, 3" in finding.message
    assert finding.cells == ("town:3.3:2019", "s1:3.3:2019", "s3:3.3:2019")
    assert not finding.blocks


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("56%", "55%", True),
        ("56%", "56%", False),
        ("56%", "57%", False),
        ("", "21%", False),
        # an unsettled unit claims nothing
        ("12", "9", False),
    ],
)
def test_school_listed_for_growth_whose_own_value_fell(
    before: str, now: str, expected: bool
) -> None:
    tables = {"17": {"1.1": [before, now], "3.1": ["90", "90"]}}
    monitoring = world(tables, {"1.1": ["", "30% МОУ №№ 17"]})
    assert bool(found(monitoring, "list_against_school_cell")) is expected


def test_letters_and_kinds_find_their_school() -> None:
    tables = {"1": {"3.3": ["0"]}, "9": {"3.3": ["0"]}, "8": {"3.3": ["0"]}}
    monitoring = world(tables, {"3.3": ["3 МОУ №№ КУГ, Лицей № 9"]})
    names = (
        replace(school("1", "Каменск-Уральская гимназия"), number=""),
        school("9", "Лицей № 9"),
        replace(school("8"), number="9"),
    )
    (finding,) = found(replace(monitoring, schools=names), "list_against_school_cell")
    assert finding.cells[1:] == ("s1:3.3:2019", "s9:3.3:2019")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("13 ШНОР", "13 ШНОР 7 в проекте", False),
        ("13 ШНОР", "16 ШНОР", True),
        ("13 ШНО", "16 ШНОР", True),
        ("13", "16 ШНОР", False),
        ("13 ШНОР", "", False),
    ],
)
def test_two_answers_in_one_year(first: str, second: str, expected: bool) -> None:
    findings = found(world(summary={"3.1": [first], "3.5": [second]}), "two_answers")
    assert [one.finding_id for one in findings] == (["two_answers|town||2019"] if expected else [])
    assert not any(one.blocks for one in findings)


def test_different_years_may_have_different_numbers() -> None:
    assert not found(world(summary={"3.1": ["16 ШНОР", "13 ШНОР"]}), "two_answers")
