"""Which works may be compared over the years."""

from __future__ import annotations

import pytest

from shnor_core.dynamics import ComparabilityRule, comparability, comparable_pair
from shnor_core.procedures import Kind, Procedure, Season

AUTUMN, SPRING = Season.AUTUMN, Season.SPRING
ANYTIME = comparability([])


def vpr(year: int, season: Season = SPRING, subject: str = "math", grade: int = 5) -> Procedure:
    return Procedure(Kind.VPR, subject, grade, year, season)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (vpr(2023), vpr(2024)),
        (vpr(2021), vpr(2024)),
        (vpr(2021, AUTUMN), vpr(2023, AUTUMN)),
        (Procedure(Kind.OGE, "math", 9, 2021), Procedure(Kind.OGE, "math", 9, 2022)),
        (Procedure(Kind.EGE, "russian", 11, 2020), Procedure(Kind.EGE, "russian", 11, 2021)),
    ],
)
def test_the_same_work_in_the_same_season_is_comparable(
    before: Procedure, after: Procedure
) -> None:
    assert comparable_pair(ANYTIME, before, after) == (True, "")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (
            vpr(2021, AUTUMN),
            vpr(2021),
            "осень 2020 и весна 2021: работу писали в разное время учебного года",
        ),
        (
            vpr(2022),
            vpr(2023, AUTUMN),
            "весна 2022 и осень 2022: работу писали в разное время учебного года",
        ),
        (vpr(2022), vpr(2023, grade=6), "работы для разных классов: 5 и 6"),
        (vpr(2022), vpr(2023, subject="russian"), "разные предметы: математика и русский"),
        (
            vpr(2022),
            Procedure(Kind.OGE, "math", 9, 2023),
            "разные процедуры: ВПР и ОГЭ",
        ),
        (
            vpr(2024),
            vpr(2023),
            "первой должна стоять более ранняя работа: весна 2024 и весна 2023",
        ),
        (
            vpr(2021),
            vpr(2021, AUTUMN),
            "первой должна стоять более ранняя работа: весна 2021 и осень 2020",
        ),
        (
            vpr(2024),
            vpr(2024),
            "первой должна стоять более ранняя работа: весна 2024 и весна 2024",
        ),
    ],
)
def test_other_pairs_are_not_and_say_why(before: Procedure, after: Procedure, reason: str) -> None:
    assert comparable_pair(ANYTIME, before, after) == (False, reason)


@pytest.mark.parametrize(
    ("kind", "subject", "grade", "year", "reason"),
    [
        (Kind.OGE, "math", 9, 2020, "ОГЭ 2020 года отменены"),
        (
            Kind.OGE,
            "physics",
            9,
            2021,
            "ОГЭ 2021 года проводились только по русскому языку и математике",
        ),
        (
            Kind.EGE,
            "math_base",
            11,
            2021,
            "ЕГЭ по базовой математике в 2021 году не проводился",
        ),
    ],
)
def test_a_work_nobody_wrote_is_no_pair_whatever_the_table_says(
    kind: Kind, subject: str, grade: int, year: int, reason: str
) -> None:
    lost = Procedure(kind, subject, grade, year)
    before, after = (Procedure(kind, subject, grade, year + step) for step in (-2, 1))
    wrong = [
        ComparabilityRule(kind, subject, grade, year - 2, SPRING, year, SPRING, comparable=True)
    ]
    assert comparable_pair(comparability(wrong), before, lost) == (False, reason)
    assert comparable_pair(ANYTIME, lost, after) == (False, reason)


def test_a_rule_of_the_table_stands_above_the_default() -> None:
    rules = [
        ComparabilityRule(Kind.VPR, "math", 5, 2023, SPRING, 2024, SPRING, False, "новая шкала"),
        ComparabilityRule(Kind.VPR, "math", 5, 2021, AUTUMN, 2021, SPRING, True),
    ]
    table = comparability(rules)
    assert comparable_pair(table, vpr(2023), vpr(2024)) == (False, "новая шкала")
    assert comparable_pair(table, vpr(2021, AUTUMN), vpr(2021)) == (True, "")
    assert comparable_pair(table, vpr(2023, grade=6), vpr(2024, grade=6)) == (True, "")


def test_of_two_rules_for_one_pair_the_later_stands() -> None:
    pair = (Kind.VPR, "math", 5, 2023, SPRING, 2024, SPRING)
    rules = [ComparabilityRule(*pair, False, "новая шкала"), ComparabilityRule(*pair, True)]
    assert comparable_pair(comparability(rules), vpr(2023), vpr(2024)) == (True, "")
