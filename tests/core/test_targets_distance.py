"""The distance to a plan in schools and people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.targets import Fact, Status, assess, needed_of, noun_of
from tests.core.targets_world import JANUARY, at, decreasing, of, target

PER_YEAR = "Не менее к 2022 г - 30% 2023 г - 70% 2024 г -100%"


@pytest.mark.parametrize(
    ("plan", "whole", "needed"),
    [(70, 7, 5), (70, 10, 7), (30, 7, 3), (100, 96, 96), (0, 7, 0), (42, 115, 49), (0.1, 7, 1)],
)
def test_the_needed_count_is_exact(plan: float, whole: int, needed: int) -> None:
    assert needed_of(plan, whole) == needed


@given(st.integers(0, 10_000), st.integers(1, 3000))
def test_the_needed_count_is_the_least_that_meets_the_plan(hundredths: int, whole: int) -> None:
    plan = hundredths / 100
    needed = needed_of(plan, whole)
    share = Fraction(hundredths, 100)
    assert Fraction(100 * needed, whole) >= share
    assert needed == 0 or Fraction(100 * (needed - 1), whole) < share
    most = needed_of(plan, whole, lower=True)
    assert Fraction(100 * most, whole) <= share < Fraction(100 * (most + 1), whole)


@pytest.mark.parametrize(
    ("have", "whole", "denominator", "printed", "text"),
    [
        (3, 7, "школы ШНОР и ШНСУ", PER_YEAR, "не хватает 2\xa0школ из\xa07"),
        (4, 7, "школы ШНОР и ШНСУ", PER_YEAR, "не хватает 1\xa0школы из\xa07"),
        (
            88,
            96,
            "от общего числа педагогов этих школ",
            "2022г- 70% 2023г – 100%",
            "не хватает 8\xa0педагогов из\xa096",
        ),
        (75, 96, "учителя", "2023г – 100%", "не хватает 21\xa0учителя из\xa096"),
        (3, 7, "", PER_YEAR, "не хватает 2 из\xa07"),
    ],
)
def test_what_is_missing_now(
    have: int, whole: int, denominator: str, printed: str, text: str
) -> None:
    plan = target(printed, base=0.0, denominator=denominator)
    found = assess(plan, [of(have, whole)], JANUARY).distance
    assert found is not None
    assert found.text == text
    assert found.missing is not None
    assert found.needed == have + found.missing


@pytest.mark.parametrize(
    ("printed", "have", "whole", "denominator", "text"),
    [
        (PER_YEAR, 5, 7, "школы", "к концу 2024 года – ещё 2\xa0школы из\xa07"),
        (
            "2022г - 0% 2023г- 20% 2024г - 30%",
            2,
            9,
            "общеобразовательные организации",
            "к концу 2024 года – ещё 1\xa0организация из\xa09",
        ),
        ("100%", 5, 7, "школы", "к концу программы – ещё 2\xa0школы из\xa07"),
        (
            "2023 – 10 %, август 2024 – 50 %",
            1,
            7,
            "школы",
            "к концу августа 2024 года – ещё 3\xa0школы из\xa07",
        ),
        (
            "На 2023-2024 уч. г - 50%",
            1,
            7,
            "школы",
            "к концу 2023/24 уч. года – ещё 3\xa0школы из\xa07",
        ),
    ],
)
def test_what_is_missing_to_the_next_plan(
    printed: str, have: int, whole: int, denominator: str, text: str
) -> None:
    plan = target(printed, base=0.0, denominator=denominator)
    found = assess(plan, [of(have, whole)], JANUARY).distance
    assert found is not None
    assert found.text == text


def test_a_decreasing_target_has_too_many() -> None:
    plan = decreasing("2023 – 20 %, 2024 – 10 %", base=60.0)
    now = assess(plan, [of(3, 7)], JANUARY).distance
    assert now is not None
    assert (now.missing, now.needed) == (2, 1)
    assert now.text == "сверх плана 2\xa0школы из\xa07"
    ahead = assess(plan, [of(1, 7)], JANUARY).distance
    assert ahead is not None
    assert ahead.text == "к концу 2024 года – меньше ещё на\xa01 из\xa07"


def test_without_counts_the_distance_is_in_points() -> None:
    found = assess(target(PER_YEAR, base=0.0), [at(2023, 61.7)], JANUARY).distance
    assert found is not None
    assert (found.missing, found.text) == (None, "не хватает 8,3\xa0п.п.")


def test_contradicting_counts_are_not_counted() -> None:
    fact = Fact(date(2023, 12, 31), 50.0, 3, 7)
    found = assess(target(PER_YEAR, base=0.0), [fact], JANUARY).distance
    assert found is not None
    assert (found.missing, found.gap) == (None, 20.0)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(1, 100), st.booleans())
def test_the_count_that_is_missing_is_exactly_what_turns_the_verdict(
    have: int, whole: int, plan: int, lower: bool
) -> None:
    have = min(have, whole)
    printed = f"2023 – {plan} %"
    built = decreasing(printed, base=100.0) if lower else target(printed, base=0.0)
    found = assess(built, [of(have, whole)], JANUARY)
    if found.distance is None:
        assert found.status is Status.ACHIEVED
        return
    step = -1 if lower else 1
    missing = found.distance.missing
    assert missing is not None
    assert missing > 0
    enough = assess(built, [of(have + step * missing, whole)], JANUARY)
    assert enough.status is Status.ACHIEVED
    short = assess(built, [of(have + step * (missing - 1), whole)], JANUARY)
    assert short.status is not Status.ACHIEVED


@pytest.mark.parametrize(
    ("printed", "one"),
    [
        ("Доля школ, от общего числа школ ШНРО и ШНСУ", "школа"),
        ("от общего количества учителей математики ШНРО", "учитель"),
        ("педагоги ШНРО и ШНСУ", "педагог"),
        ("ОО округа", "организация"),
        ("обучающиеся с рисками", "обучающийся"),
        ("директора ШНОР", "директор"),
    ],
)
def test_the_first_noun_of_the_denominator_counts(printed: str, one: str) -> None:
    found = noun_of(printed)
    assert found is not None
    assert found.one == one


def test_an_unknown_noun_is_left_out() -> None:
    assert noun_of("сайты") is None
    assert noun_of("") is None


def test_the_distance_follows_the_denominator_of_the_fact() -> None:
    plan = replace(target(PER_YEAR, base=0.0), denominator="школы")
    found = assess(plan, [of(3, 8)], JANUARY).distance
    assert found is not None
    assert (found.whole, found.needed) == (8, 6)
