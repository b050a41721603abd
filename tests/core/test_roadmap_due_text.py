"""Every printed due text of the four documents, and the honest «не разобрано»."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.roadmap import (
    IN_WORDS,
    NO_DUE,
    PLACE,
    UNREAD,
    DueDate,
    DueKind,
    Recurrence,
    Window,
    parse_due,
)

DATE, PERIOD, RECURRENT, WORDS = DueKind
NO_YEAR = "год не назван"
# start, end, recurrence, kind, note
Expected = tuple[str | None, str | None, str, DueKind, str]


def free(recurrence: str = "", note: str = IN_WORDS) -> Expected:
    return (None, None, recurrence, WORDS, note)


def again(recurrence: str, note: str = IN_WORDS) -> Expected:
    return (None, None, recurrence, RECURRENT, note)


def period(start: str, end: str) -> Expected:
    return (start, end, "", PERIOD, "")


def until(end: str) -> Expected:
    return (None, end, "", DATE, "")


def month(year: int, number: int, last: int) -> Expected:
    return period(f"{year}-{number:02}-01", f"{year}-{number:02}-{last}")


# number of the measure, text, reading; the roadmap of 2023/24, order of 10.11.2023
TYUKHTET: list[tuple[str, str, Expected]] = [
    ("1", "30.11.2023", ("2023-11-30", "2023-11-30", "", DATE, "")),
    ("2", "Сентябрь 2023", month(2023, 9, 30)),
    (
        "5",
        "По окончанию проведения оценочных процедур (май-июль) (ежегодно)",
        ("2024-05-01", "2024-07-31", "yearly", RECURRENT, "год взят из 2023/24 учебного года"),
    ),
    ("6", "По планам работы РМО", free()),
    (
        "7",
        "Мониторинг реализации МППКО - Промежуточный мониторинг — январь-февраль 2024 "
        "Мониторинг муниципальных механизмов управления качеством образования "
        "— май — июнь 2024",
        period("2024-01-01", "2024-06-30"),
    ),
    (
        "8",
        "Ежемесячно в течение 23-24уч.г. по графику ИПК",
        ("2023-09-01", "2024-08-31", "monthly", RECURRENT, ""),
    ),
    ("9", "До 20.11.23", until("2023-11-20")),
    ("10", "До 20.11.23", until("2023-11-20")),
    ("11", "Июль 2024", month(2024, 7, 31)),
    ("13", "По графику", free()),
    ("14", "Июль 2024", month(2024, 7, 31)),
    ("16", "В течение года (по плану)", free("continuous")),
    (
        "17",
        "МБОУ «Тюхтетская СШ №2» г. Ачинск, ул. Партизанская, д.35.",
        free(note=PLACE),
    ),
    ("18", "В течение учебного года", free("continuous")),
    ("19", "В течение года по плану отдела образования", free("continuous")),
    ("20", "Январь 2024", month(2024, 1, 31)),
    ("21", "В течение года по плану отдела образования", free("continuous")),
    ("22", "В течение года по плану руководителей ОМО", free("continuous")),
    ("23", "До 01.12.2023", until("2023-12-01")),
    ("24", "В течение учебного года, по плану школ", free("continuous")),
    ("25", "В течении учебного года, согласно приказа отдела образования", free("continuous")),
    ("26", "В течение учебного года по отдельному плану", free("continuous")),
    ("27", "Май-июнь, 2024", period("2024-05-01", "2024-06-30")),
    ("28", "Июнь 2024", month(2024, 6, 30)),
    ("29", "В течение учебного года", free("continuous")),
    ("30", "По отдельному плану", free()),
    (
        "31",
        "До 10.12.2023 на 1-е полугодие 2024г. До 05.05.2024 на 2-е полугодие",
        (None, "2024-05-05", "", PERIOD, ""),
    ),
    ("32", "Согласно приказа отдела образования", free()),
    ("33", "В течение учебного года", free("continuous")),
]

# factor of risk and task; the roadmap of 2022–2024 names no school year
PIROVSKOE: list[tuple[str, str, Expected]] = [
    ("1.1", "Март 2022 г", month(2022, 3, 31)),
    ("1.1", "Апрель 2022г", month(2022, 4, 30)),
    ("1.1", "Май 2022г", month(2022, 5, 31)),
    ("1.1", "Июнь 2022г", month(2022, 6, 30)),
    ("1.2", "Ежегодно Сентябрь", again("yearly", NO_YEAR)),
    ("1.2", "1 раз в четверть", again("quarterly")),
    ("1.2", "1р/четв", again("quarterly")),
    ("1.3", "", free(note=NO_DUE)),
    ("1.3", "", free(note=NO_DUE)),
    ("1.4", "Каждая четверть учебного года", again("quarterly")),
    ("1.5", "Декабрь, Апрель", free(note=NO_YEAR)),
    ("1.6", "Август 2022г", month(2022, 8, 31)),
    ("1.6", "Сентябрь 2022г", month(2022, 9, 30)),
    ("1.6", "Сентябрь 2022г", month(2022, 9, 30)),
    ("1.6", "Сентябрь 2022г", month(2022, 9, 30)),
    ("1.7", "Январь 2023г", month(2023, 1, 31)),
    ("1.7", "Январь-февраль", free(note=NO_YEAR)),
    ("2.1", "В течение месяца после поступления результатов", free("on_event")),
    ("2.2", "Июнь декабрь", free(note=NO_YEAR)),
    ("2.2", "Сентябрь ежегодно", again("yearly", NO_YEAR)),
    ("2.2", "По факту", free("on_event")),
    ("2.3", "По запросу", free("on_event")),
    ("2.4", "2 раза в год", again("half_yearly")),
    ("2.5", "2 раза в год", again("half_yearly")),
    ("2.5", "2 раза в год и/или По запросу", again("half_yearly")),
    ("2.6", "По плану ОО", free()),
    ("2.6", "По плану КК ИПК", free()),
    ("2.6", "Не реже 2 р/год – по плану ОО, ОУ", again("half_yearly")),
    ("2.6", "Не реже 2 р/год – по плану ОО, ОУ", again("half_yearly")),
    ("2.6", "сентябрь", free(note=NO_YEAR)),
    ("2.6", "сентябрь", free(note=NO_YEAR)),
    ("2.6", "май", free(note=NO_YEAR)),
    ("2.6", "По графику Центра становления КСО КК ИПК", free()),
    ("2.6", "По плану КК ИПК", free()),
    ("2.7", "2 раза в год, по графику", again("half_yearly")),
    ("2.7", "По графику", free()),
    ("2.7", "Не реже 1 раза в год", again("yearly")),
    (
        "3",
        "Сентябрь каждого тек. года (дополнит. по итогам каждой четверти)",
        again("yearly", NO_YEAR),
    ),
    (
        "3",
        "Сентябрь каждого тек. года (дополнит. по итогам каждой четверти)",
        again("yearly", NO_YEAR),
    ),
    ("3", "Сентябрь-октябрь (по необходимости)", free("on_event", NO_YEAR)),
    ("3", "Сентябрь-октябрь (по необходимости)", free("on_event", NO_YEAR)),
    ("3", "Постоянно", free("continuous")),
    ("3", "Октябрь (по необходимости)", free("on_event", NO_YEAR)),
    ("3", "Постоянно", free("continuous")),
    ("3", "Январь май", free(note=NO_YEAR)),
]

# stages and single dates of the same programme
PIROVSKOE_STAGES: list[tuple[str, str, Expected]] = [
    ("1 этап", "Апрель-июнь 2022 г", period("2022-04-01", "2022-06-30")),
    ("2 этап", "Июнь 2022 – август 2024", period("2022-06-01", "2024-08-31")),
    ("мониторинг", "июнь, январь 2022", period("2022-01-01", "2022-06-30")),
    ("мониторинг", "май, январь 2023", period("2023-01-01", "2023-05-31")),
    ("мониторинг", "май, январь 2024", period("2024-01-01", "2024-05-31")),
    ("3 этап", "Сентябрь- декабрь 2024", period("2024-09-01", "2024-12-31")),
    ("задача 2.1", "к 28 февраля 2022 года", until("2022-02-28")),
    ("две меры одной графы", "По плану ОО По плану КК ИПК", free()),
]

# the plan of 2020/21, and dates among the expected results
LESOSIBIRSK: list[tuple[str, str, Expected]] = [
    ("1", "июль - август 2020 года", period("2020-07-01", "2020-08-31")),
    ("2", "сентябрь 2020 года", month(2020, 9, 30)),
    ("3", "сентябрь 2020 года", month(2020, 9, 30)),
    ("4", "сентябрь – октябрь 2020 года", period("2020-09-01", "2020-10-31")),
    ("5", "сентябрь 2020 – май 2021 года", period("2020-09-01", "2021-05-31")),
    ("6", "в течение года", free("continuous")),
    ("7", "сентябрь – октябрь 2020 года", period("2020-09-01", "2020-10-31")),
    ("8", "Октябрь - ноябрь 2020 года", period("2020-10-01", "2020-11-30")),
    ("9", "В течение года", free("continuous")),
    ("10", "январь – май 2021 года", period("2021-01-01", "2021-05-31")),
    ("11", "сентябрь - декабрь 2021 года", period("2021-09-01", "2021-12-31")),
    ("12", "в течение года", free("continuous")),
    ("13", "сентябрь - октябрь 2020 года", period("2020-09-01", "2020-10-31")),
    ("14", "Декабрь 2020 – апрель 2021", period("2020-12-01", "2021-04-30")),
    ("15", "в течение года", free("continuous")),
    ("16", "Май 2021", month(2021, 5, 31)),
    ("20", "Август 2021", month(2021, 8, 31)),
    ("заголовок", "2020-2021 учебный год", period("2020-09-01", "2021-08-31")),
    ("этап", "2021 – 2022 у.г.", period("2021-09-01", "2022-08-31")),
    ("результат 5", "До 1 января 2021г", until("2021-01-01")),
    ("результат 6", "2020 -2023", period("2020-01-01", "2023-12-31")),
    ("результат 6", "1 раз в год", again("yearly")),
    ("результат 6", "2 раза в год", again("half_yearly")),
    ("результат 6", "Май – август 2023 год", period("2023-05-01", "2023-08-31")),
    ("результат 7", "2020 - 2021 г.", period("2020-01-01", "2021-12-31")),
]

KAVKAZSKY: list[tuple[str, str, Expected]] = [
    ("срок", "2025-2028 гг.", period("2025-01-01", "2028-12-31")),
    ("срок", "4 года (2025-2028 гг)", period("2025-01-01", "2028-12-31")),
    ("показатель", "ежегодное осуществление", again("yearly")),
    ("показатель", "по итогам учебного года", free("on_event")),
]

PRINTED = [
    *((2023, *row) for row in TYUKHTET),
    *((None, *row) for row in PIROVSKOE + PIROVSKOE_STAGES),
    *((2020, *row) for row in LESOSIBIRSK),
    *((None, *row) for row in KAVKAZSKY),
]


def as_expected(due: DueDate) -> Expected:
    start, end = (None if day is None else day.isoformat() for day in (due.start, due.end))
    return (start, end, due.recurrence.value, due.kind, due.note)


@pytest.mark.parametrize(("school_year", "place", "text", "expected"), PRINTED)
def test_every_printed_due_text(
    school_year: int | None, place: str, text: str, expected: Expected
) -> None:
    assert as_expected(parse_due(text, school_year_start=school_year)) == expected


def test_the_tables_hold_every_measure() -> None:
    assert len(TYUKHTET) == 29
    assert len(PIROVSKOE) == 45
    assert [number for number, *_ in LESOSIBIRSK[:17]] == [*map(str, range(1, 17)), "20"]


def test_one_text_may_name_several_periods() -> None:
    monitoring = parse_due(TYUKHTET[4][1])
    assert monitoring.windows == (
        Window(date(2024, 1, 1), date(2024, 2, 29)),
        Window(date(2024, 5, 1), date(2024, 6, 30)),
    )
    courses = parse_due("До 10.12.2023 на 1-е полугодие 2024г. До 05.05.2024 на 2-е полугодие")
    assert courses.windows == (Window(None, date(2023, 12, 10)), Window(None, date(2024, 5, 5)))


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        ("Декабрь, Апрель", ((12, 12), (4, 4))),
        ("Январь май", ((1, 1), (5, 5))),
        ("Январь-февраль", ((1, 2),)),
        ("Ежегодно Сентябрь", ((9, 9),)),
        ("с сентября по май", ((9, 5),)),
    ],
)
def test_months_without_a_year_are_kept_and_not_dated(
    text: str, seasons: tuple[tuple[int, int], ...]
) -> None:
    due = parse_due(text)
    assert (due.seasons, due.windows, due.dated) == (seasons, (), False)


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("Декабрь, Апрель", [("2023-12-01", "2023-12-31"), ("2024-04-01", "2024-04-30")]),
        ("Январь-февраль", [("2024-01-01", "2024-02-29")]),
        ("с сентября по май", [("2023-09-01", "2024-05-31")]),
        ("до 1 сентября", [(None, "2023-09-01")]),
        ("июль", [("2024-07-01", "2024-07-31")]),
    ],
)
def test_a_school_year_gives_months_their_year(
    text: str, windows: list[tuple[str | None, str]]
) -> None:
    due = parse_due(text, school_year_start=2023)
    found = [
        (window.start and window.start.isoformat(), window.end and window.end.isoformat())
        for window in due.windows
    ]
    assert found == windows
    assert due.note.startswith("год взят из 2023/24 учебного года")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("с 1 сентября по 15 октября 2023", "2023-09-01", "2023-10-15"),
        ("с 01.09.2023 по 30.09.2023 г.", "2023-09-01", "2023-09-30"),
        ("с 01.09.2023 до 30.09.2023", "2023-09-01", "2023-09-30"),
        ("01.09.2023-15.10.2023", "2023-09-01", "2023-10-15"),
        ("5 декабря 2023 г. - 10 января 2024 г.", "2023-12-05", "2024-01-10"),
        ("не позднее 15 мая 2024 года", None, "2024-05-15"),
        ("до конца мая 2024", None, "2024-05-31"),
        ("с сентября 2023", "2023-09-01", None),
        ("с 15.09.2023", "2023-09-15", None),
        ("IV квартал 2023 года", "2023-10-01", "2023-12-31"),
        ("1-е полугодие 2024 г.", "2024-01-01", "2024-06-30"),
        ("ноябрь – январь 2024", "2023-11-01", "2024-01-31"),
        ("29.02.2024", "2024-02-29", "2024-02-29"),
        ("2024 год", "2024-01-01", "2024-12-31"),
        ("сентябрь 2022-2023 уч. г.", "2022-09-01", "2022-09-30"),
    ],
)
def test_shapes_of_other_roadmaps(text: str, start: str | None, end: str | None) -> None:
    assert as_expected(parse_due(text))[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("завтра", UNREAD),
        ("!?", UNREAD),
        ("№ 5", UNREAD),
        ("31.02.2024", "даты 31.02.2024 нет в календаре"),
        ("20.13.2024", "даты 20.13.2024 нет в календаре"),
        ("20.11.0023", "год даты 20.11.0023 вне 2000–2099"),
        ("20.12.2023-10.01.2023", "конец срока раньше начала"),
        ("май 2024 - март 2023", "конец срока раньше начала"),
        ("в 2022-2024 уч. году", "учебный год напечатан с ошибкой"),
        ("по плану на 2024 год", IN_WORDS),
        ("3 раза в год", IN_WORDS),
        ("", NO_DUE),
        (" – ", NO_DUE),
        ("актовый зал", PLACE),
    ],
)
def test_what_cannot_be_dated_says_why(text: str, note: str) -> None:
    due = parse_due(text)
    assert (due.note, due.dated, due.windows) == (note, False, ())


def test_assumptions_are_said() -> None:
    assert parse_due("до мая 2024").note == "прочитано: до конца названного месяца"
    assert parse_due("ноябрь – январь 2024").note == "начало отнесено к предыдущему году"


PIECES = st.sampled_from(
    "до|с|по|-|–|,|и|20.11.23|31.02.2024|май|сентября|2024|23-24уч.г.|2022-2020 у.г.|1 раз в год|"
    "ежегодно|IV квартал|2 полугодие|15|г.|ул.|(|)|в течение|после|99.99.99|٣٠.١١.٢٠٢٣|"
    "по плану".split("|")
)
YEARS = st.one_of(st.none(), st.integers(2000, 2098))


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join)), YEARS)
def test_parsing_never_raises_and_keeps_its_promises(text: str, school_year: int | None) -> None:
    due = parse_due(text, school_year_start=school_year)
    assert due.start is None or due.end is None or due.start <= due.end
    assert due.dated or due.note
    assert due.recurrence in Recurrence
    if due.kind is WORDS:
        assert not due.dated
    for window in due.windows:
        assert window.start is None or window.end is None or window.start <= window.end
    again_read = parse_due(f"  {text}\n", school_year_start=school_year)
    assert again_read == due
