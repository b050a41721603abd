"""Which status a target has: every border of every shape."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.errors import StatisticsError
from shnor_core.model import Direction
from shnor_core.targets import Ceiling, Due, Fact, Status, Target, assess
from tests.core.targets_world import END, JANUARY, START, at, decreasing, of, target, yes

PER_YEAR = "Не менее к 2022 г - 30% 2023 г - 70% 2024 г -100%"
STEADY = "2022 – 20 %, 2023 – 40 %, 2024 – 60 %"
# best first; the two without a judgement stand apart
ORDER = [Status.ACHIEVED, Status.ON_SCHEDULE, Status.BEHIND, Status.AT_RISK]


def status(plan: Target, *facts: Fact, on: date = JANUARY) -> Status:
    return assess(plan, facts, on).status


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (60.0, Status.ACHIEVED),
        (59.9, Status.ON_SCHEDULE),
        (40.0, Status.ON_SCHEDULE),
        (39.9, Status.BEHIND),
        # 0.7 of the linear way after 729 of 1095 days is 27.96 %
        (28.0, Status.BEHIND),
        (27.9, Status.AT_RISK),
        (0.0, Status.AT_RISK),
    ],
)
def test_borders_of_a_plan_by_years(value: float, expected: Status) -> None:
    assert status(target(STEADY, base=0.0), at(2023, value)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10.0, Status.ACHIEVED),
        (20.0, Status.ON_SCHEDULE),
        (20.1, Status.BEHIND),
        (26.0, Status.BEHIND),
        (26.1, Status.AT_RISK),
        (40.0, Status.AT_RISK),
    ],
)
def test_borders_of_a_decreasing_plan(value: float, expected: Status) -> None:
    plan = decreasing("2023 – 20 %, 2024 – 10 %", base=40.0)
    assert status(plan, at(2023, value)) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (30.0, Status.ACHIEVED),
        (20.0, Status.ON_SCHEDULE),
        (19.9, Status.BEHIND),
        (14.0, Status.BEHIND),
        (13.9, Status.AT_RISK),
    ],
)
@pytest.mark.parametrize("printed", ["30%", "не менее 30%", "2024 – 30 %", "декабрь 2024 – 30 %"])
def test_before_the_first_due_the_pace_decides(
    printed: str, value: float, expected: Status
) -> None:
    start = date(2021, 12, 31)
    day = start + timedelta(days=(END - start).days * 2 // 3)
    plan = target(printed, base=0.0, start=start)
    # two thirds of 1096 days are 730 whole ones: the pace of 20 % is 1.0009
    assert status(plan, Fact(day, value), on=day) is expected


@pytest.mark.parametrize(
    ("on", "value", "expected"),
    [
        (date(2022, 6, 29), 0.0, Status.BEHIND),
        (date(2022, 6, 30), 0.0, Status.ON_SCHEDULE),
        (date(2022, 8, 30), 25.0, Status.ON_SCHEDULE),
        (date(2022, 8, 31), 50.0, Status.ACHIEVED),
        (date(2022, 8, 31), 49.0, Status.BEHIND),
    ],
)
def test_borders_of_months(on: date, value: float, expected: Status) -> None:
    """Without a pace only the plan that has come due says anything; that of June asks for 0 %."""
    plan = target("2022г (июнь) - 0% 2022г(август)-50%", start=None)
    assert status(plan, Fact(on, value), on=on) is expected


def test_a_school_year_is_judged_from_31_august() -> None:
    plan = target("На 2022-2023 уч. г - 50%", base=0.0)
    fact = Fact(date(2023, 6, 1), 45.0)
    assert status(plan, fact, on=date(2023, 8, 30)) is Status.ON_SCHEDULE
    assert status(plan, fact, on=date(2023, 8, 31)) is Status.BEHIND
    assert status(plan, Fact(date(2023, 6, 1), 50.0), on=date(2023, 8, 31)) is Status.ACHIEVED


def test_a_target_met_early_is_achieved() -> None:
    found = assess(target(PER_YEAR, base=0.0), [of(7, 7, 2022)], date(2023, 1, 15))
    assert (found.status, found.reason) == (Status.ACHIEVED, "план выполнен досрочно")
    assert found.distance is None


def test_equality_counts_as_met_whatever_the_rounding_of_floats() -> None:
    sevenths = replace(target("57%"), plan=(Due(value=math.nextafter(400 / 7, 100)),))
    assert status(sevenths, of(4, 7)) is Status.ACHIEVED
    assert status(target("30%"), at(2023, math.nextafter(30, 0))) is Status.ACHIEVED


def test_a_plan_repeated_yearly_asks_for_a_fact_of_the_year() -> None:
    plan = target("Не менее 10% ежегодно")
    assert status(plan, at(2023, 10)) is Status.ACHIEVED
    assert status(plan, at(2023, 9.9)) is Status.BEHIND
    found = assess(plan, [at(2022, 12)], JANUARY)
    assert (found.status, found.value) == (Status.NO_DATA, 12)
    assert "за 2023 год факт не внесён" in found.reason


def test_a_count_is_held_against_a_count() -> None:
    plan = target("не менее 2 школ", denominator="")
    assert status(plan, at(2023, 2)) is Status.ACHIEVED
    found = assess(plan, [at(2023, 1)], date(2025, 1, 1))
    assert found.distance is not None
    assert found.distance.text == "не хватает 1\xa0школы"


def test_an_exact_plan_is_missed_on_both_sides() -> None:
    plan = target("ровно 3 школы", denominator="")
    assert status(plan, at(2023, 3)) is Status.ACHIEVED
    assert status(plan, at(2023, 4)) is not Status.ACHIEVED
    assert status(plan, at(2023, 2)) is not Status.ACHIEVED


def test_a_bare_percentage_of_a_decreasing_indicator_is_an_upper_bound() -> None:
    plan = replace(target("20%"), direction=Direction.LOWER)
    assert status(plan, at(2023, 20)) is Status.ACHIEVED
    assert status(plan, at(2023, 21)) is not Status.ACHIEVED


def test_no_fact_is_no_data_and_never_a_zero() -> None:
    plan = target(STEADY, base=0.0)
    found = assess(plan, [], JANUARY)
    assert (found.status, found.value, found.fact_text) == (Status.NO_DATA, None, "–")
    assert status(plan, at(2023, 0)) is Status.AT_RISK
    assert status(plan, at(2024, 60), on=JANUARY) is Status.NO_DATA


def test_a_fact_from_before_the_programme_is_only_a_base() -> None:
    found = assess(target(STEADY), [Fact(START, 18.0)], JANUARY)
    assert found.status is Status.NO_DATA
    assert found.fact_text == "18\xa0%"


def test_a_fact_that_does_not_speak_the_language_of_the_plan_says_nothing() -> None:
    assert status(target("30%"), yes(True, "приказ")) is Status.NO_DATA
    assert status(target("Да"), at(2023, 100)) is Status.NO_DATA


def test_a_fact_without_a_plan_is_shown() -> None:
    found = assess(target(""), [of(3, 7)], JANUARY)
    assert (found.status, found.reason) == (Status.NOT_SET, "плана в документе нет")
    assert found.fact_text == "3 из\xa07 · 42,9\xa0%"
    unread = assess(target("по мере готовности"), [at(2023, 5)], JANUARY)
    assert unread.status is Status.NOT_SET
    assert unread.reason == "план напечатан, но не разобран: «по мере готовности»"


def test_a_plan_above_its_ceiling_is_at_risk_with_the_reason() -> None:
    limit = Ceiling(400 / 7, "ЕГЭ есть в 4 школах из 7")
    plan = target(PER_YEAR, base=0.0)
    for facts in ([of(4, 7)], []):
        found = assess(plan, facts, JANUARY, ceiling=limit)
        assert found.status is Status.AT_RISK
        assert found.reason.startswith("план выше предела (100\xa0% при пределе 57,1\xa0%)")
        assert found.reason.endswith("ЕГЭ есть в 4 школах из 7")
    assert assess(plan, [of(7, 7)], JANUARY, ceiling=100).status is Status.ACHIEVED


def test_the_ceiling_itself_can_be_reached() -> None:
    plan = target("2024 – 50 %", base=0.0)
    reached = assess(plan, [at(2023, 40)], JANUARY, ceiling=50)
    assert reached.status is Status.ON_SCHEDULE
    assert assess(plan, [at(2023, 40)], JANUARY, ceiling=49.9).status is Status.AT_RISK


def test_the_ceiling_of_a_decreasing_target_lies_below() -> None:
    plan = decreasing("2024 – 10 %", base=40.0)
    fact = [at(2023, 15)]
    assert assess(plan, fact, JANUARY, ceiling=12).status is Status.AT_RISK
    assert assess(plan, fact, JANUARY, ceiling=10).status is Status.ON_SCHEDULE


def test_no_share_reaches_more_than_everybody() -> None:
    found = assess(target("2024 – 120 %", base=0.0), [at(2023, 99)], JANUARY)
    assert found.status is Status.AT_RISK
    assert "больше 100 %" in found.reason


@pytest.mark.parametrize(
    ("answer", "on", "expected"),
    [
        (True, date(2022, 9, 1), Status.ACHIEVED),
        (False, date(2022, 9, 1), Status.ON_SCHEDULE),
        (False, date(2022, 10, 30), Status.ON_SCHEDULE),
        (False, date(2022, 10, 31), Status.AT_RISK),
        (True, date(2022, 10, 31), Status.ACHIEVED),
    ],
)
def test_yes_and_no_by_months(answer: bool, on: date, expected: Status) -> None:
    plan = target("Июнь 2022г- нет; Октябрь 2022г-да")
    assert status(plan, yes(answer, "отчёт"), on=on) is expected


def test_an_undated_yes_is_behind_until_said() -> None:
    plan = target("Да")
    assert status(plan, yes(False)) is Status.BEHIND
    assert status(plan, yes(False), on=date(2024, 12, 31)) is Status.AT_RISK
    assert status(plan) is Status.NO_DATA


def test_a_yes_needs_evidence_from_the_fact_or_from_the_document() -> None:
    bare = assess(target("Да"), [yes(True)], JANUARY)
    assert (bare.status, bare.unconfirmed) == (Status.ACHIEVED, True)
    assert bare.fact_text == "да, без подтверждения"
    assert any("без подтверждения" in doubt for doubt in bare.doubts)
    for plan, fact in (
        (target("Да"), yes(True, "приказ № 5")),
        (target("Да", evidence="стр. 19"), yes(True, "  ")),
    ):
        confirmed = assess(plan, [fact], JANUARY)
        assert (confirmed.unconfirmed, confirmed.fact_text) == (False, "да")


def test_a_picture_is_doubtful_evidence() -> None:
    found = assess(target("Да"), [yes(True, "http://пиробр.рф/uploads/план.JPG")], JANUARY)
    assert "ссылка ведёт на рисунок" in found.doubts
    assert not found.unconfirmed


def test_a_forecast_that_leads_away_puts_a_target_at_risk() -> None:
    plan = target("2022 – 30 %, 2024 – 100 %", base=0.0)
    falling = [
        Fact(date(2022, 3, 1), 95.0),
        Fact(date(2022, 9, 1), 90.0),
        Fact(date(2023, 3, 1), 60.0),
        Fact(date(2023, 9, 1), 45.0),
    ]
    found = assess(plan, falling, date(2023, 9, 1))
    assert found.pace.value is not None
    assert found.pace.value > 0.7
    assert found.status is Status.AT_RISK
    assert found.reason.startswith("прогноз")


def test_a_target_that_was_met_at_the_start_and_is_lost_is_at_risk() -> None:
    found = assess(target("2024 – 30 %", base=40.0), [at(2023, 20)], JANUARY)
    assert found.status is Status.AT_RISK
    assert found.reason == "в начале план был выполнен (40\xa0%), теперь нет (20\xa0%)"


@pytest.mark.parametrize(
    ("fact", "doubt"),
    [
        (Fact(date(2023, 12, 31), 50.0, 3, 7), "введено 50\xa0%, а 3 из 7 – это 42,9\xa0%"),
        (Fact(date(2023, 12, 31), 50.0, 8, 7), "часть больше целого: 8 из 7"),
        (Fact(date(2023, 12, 31), 101.0), "доля больше 100 %: 101\xa0%"),
        (
            Fact(date(2023, 1, 13), 50.0),
            "факт старше года: на 13.01.2023",
        ),
    ],
)
def test_doubts_about_numbers(fact: Fact, doubt: str) -> None:
    assert doubt in assess(target(PER_YEAR, base=0.0), [fact], JANUARY).doubts


def test_a_base_later_than_the_programme_is_said() -> None:
    found = assess(target(PER_YEAR), [of(1, 7, 2022), of(3, 7)], JANUARY)
    assert any("позже начала программы" in doubt for doubt in found.doubts)
    single = assess(target(PER_YEAR), [of(3, 7)], JANUARY)
    assert "темпа нет: точка отсчёта не определена: внесён один факт" in single.doubts
    assert single.status is Status.BEHIND


def test_a_wrong_number_is_refused() -> None:
    for wrong in (-1.0, float("nan"), float("inf")):
        with pytest.raises(StatisticsError):
            Fact(END, wrong)
    with pytest.raises(StatisticsError):
        Fact(END, numerator=0, denominator=0)


def test_the_steps_are_the_bullets_of_a_row() -> None:
    plan = target(PER_YEAR, base=0.0)
    steps = assess(plan, [of(1, 7, 2022), of(3, 7)], JANUARY).steps
    assert [step.dated.due.year for step in steps] == [2022, 2023, 2024]
    assert [step.met for step in steps] == [False, False, None]
    assert [step.judged for step in steps] == [False, True, False]
    assert [step.forecast is not None for step in steps] == [False, False, True]


def test_the_sentence_says_everything_once() -> None:
    found = assess(target(PER_YEAR, base=0.0), [of(3, 7)], JANUARY)
    assert found.sentence == (
        "8.1: под угрозой – темп 0,64 ниже 0,7; "
        "факт 3 из\xa07 · 42,9\xa0% на 31.12.2023, план 70\xa0% на 2023 год; "
        "не хватает 2\xa0школ из\xa07; прогноз 64,4\xa0% к 31.12.2024."
    )


@pytest.mark.parametrize(
    ("printed", "base", "have", "whole", "pace", "expected"),
    [
        (PER_YEAR, 0.0, 3, 7, "0,64", Status.AT_RISK),
        (PER_YEAR, 0.0, 2, 7, "0,43", Status.AT_RISK),
        (PER_YEAR, 0.0, 5, 7, "1,07", Status.ON_SCHEDULE),
        ("2022г- 70% 2023г – 100%", 0.0, 88, 96, "0,92", Status.BEHIND),
        ("2022г - 0% 2023г- 20% 2024г - 30%", 0.0, 2, 9, "1,11", Status.ON_SCHEDULE),
        ("2022г-38% 2023г-40% 2024г-42%", 36.0, 46, 115, "1,00", Status.ON_SCHEDULE),
    ],
)
def test_example_facts_of_the_january_monitoring(
    printed: str, base: float, have: int, whole: int, pace: str, expected: Status
) -> None:
    found = assess(target(printed, base=base), [of(have, whole)], JANUARY)
    assert (found.pace_text, found.status) == (pace, expected)


VALUES = st.floats(0, 100).map(lambda value: round(value, 2))
PLANS = st.sampled_from(
    (
        STEADY,
        PER_YEAR,
        "30%",
        "2024 – 30 %",
        "На 2022-2023 уч. г - 50%",
        "Не менее 10% ежегодно",
        "2022г (июнь) - 0% 2022г(август)-50%",
        "2022г - 0% 2023г- 20% 2024г - 30%",
    )
)
BASES = st.one_of(st.none(), VALUES)
DAYS = st.dates(date(2021, 6, 1), date(2025, 6, 1))
FACTS = st.lists(st.tuples(DAYS, VALUES), min_size=1, max_size=5, unique_by=lambda fact: fact[0])


def rank(found: Status) -> int:
    # a fact that exists keeps its plan judged or not, whatever its value
    return ORDER.index(found) if found in ORDER else len(ORDER)


@given(PLANS, BASES, FACTS, VALUES, DAYS, st.booleans())
def test_a_better_latest_fact_never_worsens_the_status(
    printed: str,
    base: float | None,
    facts: list[tuple[date, float]],
    other: float,
    on: date,
    lower: bool,
) -> None:
    """The latest fact only: a better first one is a longer way already covered before the start."""
    plan = decreasing(printed, base=base) if lower else target(printed, base=base)
    ordered = [Fact(day, value) for day, value in sorted(facts)]
    known = [fact for fact in ordered if fact.as_of <= on]
    if not known:
        assert status(plan, *ordered, on=on) in (Status.NO_DATA, Status.AT_RISK)
        return
    worse, better = sorted((known[-1].value or 0.0, other), reverse=lower)
    before = status(plan, *known[:-1], replace(known[-1], value=worse), on=on)
    after = status(plan, *known[:-1], replace(known[-1], value=better), on=on)
    assert rank(after) <= rank(before)


@given(PLANS, BASES, FACTS, DAYS)
def test_the_order_of_facts_changes_nothing(
    printed: str, base: float | None, facts: list[tuple[date, float]], on: date
) -> None:
    plan = target(printed, base=base)
    entered = [Fact(day, value) for day, value in facts]
    assert assess(plan, entered, on) == assess(plan, entered[::-1], on)
    assert assess(plan, entered, on) == assess(
        plan, sorted(entered, key=lambda fact: fact.value or 0.0), on
    )


@given(PLANS, BASES, FACTS, DAYS)
def test_facts_of_the_future_are_not_known(
    printed: str, base: float | None, facts: list[tuple[date, float]], on: date
) -> None:
    plan = target(printed, base=base)
    entered = [Fact(day, value) for day, value in facts]
    known = [fact for fact in entered if fact.as_of <= on]
    assert assess(plan, entered, on) == assess(plan, known, on)
