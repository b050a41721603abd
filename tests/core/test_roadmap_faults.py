"""Contradictions inside a roadmap."""

from __future__ import annotations

from datetime import date

from shnor_core.roadmap import Measure, faults, parse_due
from tests.core.test_roadmap_due_text import LESOSIBIRSK, PIROVSKOE, TYUKHTET


def measure(number: str, text: str, *, school_year: int | None = None, task: str = "") -> Measure:
    due = parse_due(text, school_year_start=school_year)
    return Measure(f"m{number}{task}", number, "Мера", text, due, task=task)


def roadmap(rows: list[tuple[str, str, object]], school_year: int) -> list[Measure]:
    return [measure(number, text, school_year=school_year) for number, text, _ in rows]


def test_the_faults_of_tyukhtet() -> None:
    found = faults(roadmap(TYUKHTET, 2023), issued=date(2023, 11, 10), last_day=date(2024, 8, 31))
    assert [fault.sentence for fault in found] == [
        "Мера 2: срок «Сентябрь 2023» истёк 30.09.2023, а приказ издан 10.11.2023.",
        "Нумерация идёт от 1 до 33, номеров 3, 4, 12 и 15 нет.",
        "Мера 17: в графе сроков напечатано место "
        "«МБОУ «Тюхтетская СШ №2» г. Ачинск, ул. Партизанская, д.35.».",
    ]


def test_the_faults_of_lesosibirsk() -> None:
    found = faults(roadmap(LESOSIBIRSK[:17], 2020), last_day=date(2021, 8, 31))
    assert [fault.sentence for fault in found] == [
        "Мера 11: срок «сентябрь - декабрь 2021 года» (01.09.2021 – 31.12.2021) "
        "позже последнего дня дорожной карты, 31.08.2021.",
        "Нумерация идёт от 1 до 20, номеров 17, 18 и 19 нет.",
    ]


def test_a_roadmap_whose_numbers_begin_anew_in_every_task() -> None:
    rows = [
        measure("1.", "Март 2022 г", task="задача 1"),
        measure("2.", "Апрель 2022г", task="задача 1"),
        measure("1.", "По факту", task="задача 2"),
        measure("3.", "", task="задача 2"),
    ]
    found = faults(rows)
    assert [fault.sentence for fault in found] == [
        "задача 2: нумерация идёт от 1 до 3, номера 2 нет.",
        "Графа сроков пуста: Мера 3.",
    ]
    assert found[1].measure_ids == ("m3.задача 2",)


def test_numbers_that_repeat_inside_a_task_say_nothing_about_gaps() -> None:
    rows = [measure(number, "По факту", task="задача 6") for number in ("1", "2", "1", "4")]
    assert faults(rows) == ()


def test_the_deadline_on_the_day_of_the_order_is_no_fault() -> None:
    rows = [measure("1", "До 10.11.2023")]
    assert faults(rows, issued=date(2023, 11, 10)) == ()
    assert len(faults(rows, issued=date(2023, 11, 11))) == 1


def test_without_dates_of_the_order_nothing_is_said_about_them() -> None:
    codes = {fault.code for fault in faults(roadmap(PIROVSKOE[:4], 2022))}
    assert codes == set()
    assert faults([]) == ()
