"""A change in the words of a protocol."""

from __future__ import annotations

import pytest

from shnor_core.dynamics import Change, Definition, Measure, compare, describe, judgement
from shnor_core.errors import StatisticsError
from shnor_core.model import Direction, Unit

HIGHER, NEUTRAL = Direction.HIGHER, Direction.NEUTRAL


def percent(value: float | None, x: float | None = None, n: float | None = None) -> Measure:
    return Measure(value, Unit.PERCENT, x, n)


def share_of(x: int, n: int) -> Measure:
    return percent(100 * x / n, x, n)


def count(value: float | None) -> Measure:
    return Measure(value, Unit.COUNT)


def sentence(before: Measure | None, after: Measure | None, years: tuple[int, int]) -> str:
    change = compare(before, after, direction=HIGHER)
    return describe(change, "Диагностику прошли", *years).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("before", "after", "years", "expected"),
    [
        (
            percent(0),
            percent(35),
            (2020, 2021),
            "Диагностику прошли: 0 → 35 % за год (2020–2021), +35 п.п.; без оценки надёжности.",
        ),
        (
            count(34),
            count(31),
            (2019, 2021),
            "Диагностику прошли: 34 → 31 за 2 года (2019–2021), −3; без оценки надёжности.",
        ),
        (
            percent(27.53),
            percent(42.8),
            (2016, 2021),
            "Диагностику прошли: 27,5 → 42,8 % за 5 лет (2016–2021), +15,3 п.п.; "
            "без оценки надёжности.",
        ),
        (
            count(0),
            count(0),
            (2020, 2021),
            "Диагностику прошли: 0, за год без изменений (2020–2021).",
        ),
        (
            share_of(16, 100),
            share_of(30, 100),
            (2020, 2021),
            "Диагностику прошли: 16 → 30 % за год (2020–2021), +14 п.п.; "
            "изменение подтверждено (95 %: от +2,3 до +25,3 п.п.).",
        ),
        (
            share_of(4, 20),
            share_of(9, 20),
            (2020, 2021),
            "Диагностику прошли: 20 → 45 % за год (2020–2021), +25 п.п.; "
            "изменение не подтверждено (95 %: от −3,9 до +49 п.п.).",
        ),
        (
            count(14),
            percent(50),
            (2020, 2021),
            "Диагностику прошли: 2020 и 2021 годы не сравниваются: "
            "единицы разные: количество 14 и 50 %.",
        ),
        (
            None,
            percent(50),
            (2019, 2020),
            "Диагностику прошли: 2019 и 2020 годы не сравниваются: нет данных за более ранний год.",
        ),
    ],
)
def test_the_sentence_of_a_protocol(
    before: Measure | None, after: Measure | None, years: tuple[int, int], expected: str
) -> None:
    assert sentence(before, after, years) == expected


@pytest.mark.parametrize("years", [(2021, 2021), (2021, 2020)])
def test_years_in_the_wrong_order_are_refused(years: tuple[int, int]) -> None:
    with pytest.raises(StatisticsError, match="должен идти после"):
        sentence(percent(0), percent(35), years)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            compare(percent(0), percent(35), direction=HIGHER),
            "положительная динамика «по документу»",
        ),
        (
            compare(percent(5), percent(5), direction=HIGHER),
            "положительной динамики нет «по документу»",
        ),
        (
            compare(percent(0), percent(35), direction=NEUTRAL),
            "не оценивается «по документу»: желаемое направление не задано",
        ),
        (
            compare(percent(0), percent(35), direction=HIGHER, definition=Definition.CONFIRMED),
            "не оценивается «подтверждённая»: численность не указана",
        ),
        (
            compare(None, percent(35), direction=HIGHER),
            "не оценивается: нет данных за более ранний год",
        ),
    ],
)
def test_the_definition_stands_beside_the_judgement(change: Change, expected: str) -> None:
    assert judgement(change) == expected
