"""The state of a measure on a day, the timeline and its heading."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.model import Tone
from shnor_core.roadmap import (
    DueDate,
    DueKind,
    Measure,
    Recurrence,
    State,
    StateKind,
    Window,
    counters,
    headline,
    occurrences,
    parse_due,
    state,
    timeline,
)
from tests.core.test_roadmap_due_text import PIROVSKOE, TYUKHTET

JANUARY = date(2024, 1, 15)
AXIS = {"first": date(2023, 9, 1), "last": date(2024, 8, 31)}


def measure(text: str, number: str = "1", *, school_year: int | None = None) -> Measure:
    return Measure(number, number, "Мера", text, parse_due(text, school_year_start=school_year))


def on(text: str, day: date, *, done: bool = False) -> State:
    return state(measure(text, school_year=2023), day, done=done)


ROADMAP = [measure(text, number, school_year=2023) for number, text, _ in TYUKHTET]


@pytest.mark.parametrize(
    ("day", "kind", "days", "text"),
    [
        (date(2023, 10, 20), StateKind.RUNNING, 31, "идёт, до 20.11.2023"),
        (date(2023, 10, 21), StateKind.SOON, 30, "до 20.11.2023 – осталось 30\xa0дней"),
        (date(2023, 11, 19), StateKind.SOON, 1, "до 20.11.2023 – остался 1\xa0день"),
        (date(2023, 11, 20), StateKind.SOON, 0, "срок сегодня"),
        (date(2023, 11, 21), StateKind.OVERDUE, 1, "просрочено на 1\xa0день"),
        (JANUARY, StateKind.OVERDUE, 56, "просрочено на 56\xa0дней"),
    ],
)
def test_borders_of_a_deadline(day: date, kind: StateKind, days: int, text: str) -> None:
    found = on("До 20.11.23", day)
    assert (found.kind, found.days, found.text) == (kind, days, text)


@pytest.mark.parametrize(
    ("day", "kind", "text"),
    [
        (date(2024, 4, 30), StateKind.FUTURE, "впереди: 01.05.2024 – 30.06.2024"),
        (date(2024, 5, 1), StateKind.RUNNING, "идёт, до 30.06.2024"),
        (date(2024, 5, 31), StateKind.SOON, "до 30.06.2024 – осталось 30\xa0дней"),
        (date(2024, 7, 1), StateKind.OVERDUE, "просрочено на 1\xa0день"),
    ],
)
def test_borders_of_a_period(day: date, kind: StateKind, text: str) -> None:
    found = on("Май-июнь, 2024", day)
    assert (found.kind, found.text) == (kind, text)


def test_a_period_that_begins_and_ends_soon_is_due_soon() -> None:
    assert on("20.01.2024-31.01.2024", JANUARY).kind is StateKind.SOON


def test_what_is_done_is_done_whatever_the_day() -> None:
    for day in (date(2023, 1, 1), date(2030, 1, 1)):
        assert on("До 20.11.23", day, done=True).kind is StateKind.DONE
    assert on("По графику", JANUARY, done=True).kind is StateKind.DONE


@pytest.mark.parametrize("day", [date(1990, 1, 1), JANUARY, date(2090, 1, 1)])
def test_a_due_in_words_is_never_overdue(day: date) -> None:
    for _, text, expected in TYUKHTET + PIROVSKOE:
        if expected[1] is None:
            found = state(measure(text), day, done=False)
            assert found.kind is StateKind.WORDS
            assert found.days is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("По графику", "срок записан словами: «По графику»"),
        ("1р/четв", "раз в четверть: «1р/четв»"),
        ("Ежегодно Сентябрь", "ежегодно: «Ежегодно Сентябрь»"),
        ("", "срок не указан"),
        ("г. Ачинск, ул. Мира", "вместо срока напечатано место: «г. Ачинск, ул. Мира»"),
    ],
)
def test_a_due_in_words_is_shown_as_printed(text: str, said: str) -> None:
    assert state(measure(text), JANUARY, done=False).text == said


def test_several_deadlines_are_overdue_after_the_last_and_tell_of_the_first() -> None:
    text = "До 10.12.2023 на 1-е полугодие 2024г. До 05.05.2024 на 2-е полугодие"
    found = on(text, JANUARY)
    assert (found.kind, found.text) == (StateKind.RUNNING, "идёт, до 05.05.2024")
    assert found.note == "прошёл срок: до 10.12.2023"
    assert on(text, date(2024, 5, 6)).days == 1


def test_between_two_periods_the_next_one_is_ahead() -> None:
    monitoring = TYUKHTET[4][1]
    assert on(monitoring, JANUARY).text == "идёт, до 29.02.2024"
    between = on(monitoring, date(2024, 3, 15))
    assert (between.kind, between.text) == (
        StateKind.FUTURE,
        "впереди: 01.05.2024 – 30.06.2024",
    )


def test_a_due_without_an_end_is_never_overdue() -> None:
    assert on("с сентября 2023", date(2023, 8, 1)).kind is StateKind.FUTURE
    found = on("с сентября 2023", date(2030, 1, 1))
    assert (found.kind, found.text) == (StateKind.RUNNING, "идёт, конец срока не назван")


def test_a_due_stored_by_its_ends_alone_is_enough() -> None:
    stored = DueDate(date(2024, 1, 1), date(2024, 1, 31), Recurrence.NONE, DueKind.PERIOD)
    found = state(Measure("m", "20", "Форум", "Январь 2024", stored), JANUARY, done=False)
    assert (found.kind, found.days) == (StateKind.SOON, 16)


def test_the_roadmap_of_tyukhtet_on_15_january() -> None:
    """Marks of completion are an example; dates and numbers are those of the document."""
    rows = timeline(ROADMAP, JANUARY, done={"1", "2", "9"}, **AXIS)
    assert counters(row.state for row in rows) == {
        StateKind.OVERDUE: 2,
        StateKind.SOON: 1,
        StateKind.RUNNING: 3,
        StateKind.FUTURE: 5,
        StateKind.DONE: 3,
        StateKind.WORDS: 15,
    }
    overdue = {row.measure.number: row.state.days for row in rows if row.state.urgent}
    assert overdue == {"10": 56, "23": 45, "20": 16}
    assert headline(rows) == (
        "Просрочены 2\xa0меры из\xa014 с датой; "
        "срок 1\xa0меры истекает в ближайшие 30\xa0дней; у 15\xa0мер нет даты"
    )


def test_the_heading_without_anything_to_tell() -> None:
    assert headline(timeline([], JANUARY, done=(), **AXIS)) == "Ни у одной меры нет даты"
    rows = timeline([measure("До 20.11.23")], JANUARY, done={"1"}, **AXIS)
    assert headline(rows) == "Просроченных мер нет из\xa01 с датой"


def test_rows_of_the_timeline() -> None:
    rows = {row.measure.number: row for row in timeline(ROADMAP, JANUARY, done=(), **AXIS)}
    assert rows["10"].late == Window(date(2023, 11, 21), JANUARY)
    assert rows["20"].late is None
    assert rows["7"].windows == (
        Window(date(2024, 1, 1), date(2024, 2, 29)),
        Window(date(2024, 5, 1), date(2024, 6, 30)),
    )
    assert rows["6"].windows == ()
    monthly = [window.start.month for window in rows["8"].windows if window.start]
    assert monthly == [9, 10, 11, 12, 1, 2, 3, 4, 5]


def test_spans_are_cut_to_the_axis() -> None:
    due = parse_due("Июнь 2022 – август 2024")
    first, last = date(2023, 1, 1), date(2023, 12, 31)
    assert occurrences(due, first, last) == (Window(first, last),)
    assert occurrences(due, date(2025, 1, 1), date(2025, 12, 31)) == ()


def test_a_yearly_month_stands_in_every_year() -> None:
    found = occurrences(parse_due("Сентябрь ежегодно"), date(2022, 1, 1), date(2024, 12, 31))
    assert [window.start for window in found] == [date(y, 9, 1) for y in (2022, 2023, 2024)]
    assert occurrences(parse_due("сентябрь"), date(2022, 1, 1), date(2024, 12, 31)) == ()


@pytest.mark.parametrize(
    ("kind", "tone"),
    [
        (StateKind.OVERDUE, Tone.WORSE),
        (StateKind.DONE, Tone.BETTER),
        (StateKind.WORDS, Tone.NONE),
        (StateKind.RUNNING, Tone.PLAIN),
    ],
)
def test_only_overdue_is_bad_and_only_done_is_good(kind: StateKind, tone: Tone) -> None:
    assert State(kind, "").tone is tone


@given(
    st.sampled_from([text for _, text, _ in TYUKHTET + PIROVSKOE]),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 60),
)
def test_time_only_makes_a_measure_more_urgent(text: str, day: date, soon: int) -> None:
    """Future, then running or soon, then overdue; a gap between two periods leads back once."""
    one = measure(text, school_year=2023)
    today = state(one, day, done=False, soon_days=soon)
    tomorrow = state(one, day + timedelta(days=1), done=False, soon_days=soon)
    if today.kind is StateKind.OVERDUE:
        assert tomorrow.kind is StateKind.OVERDUE
        assert (today.days or 0) + 1 == tomorrow.days
    if today.kind is StateKind.WORDS:
        assert tomorrow == today
    assert (today.kind is StateKind.OVERDUE) == (one.due.end is not None and one.due.end < day)
