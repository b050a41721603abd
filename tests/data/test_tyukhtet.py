"""The transcription of the roadmap of Тюхтетский МО, 2023–24: complete, as printed, without names.

The expected texts and dates were read from the document by eye.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from shnor_core.exchange.shipped import read_territory

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "tyukhtet"
# 3, 4, 12 and 15 are not printed
NUMBERS = [1, 2, *range(5, 12), 13, 14, *range(16, 34)]
FIVE = ["2", "2-leontievka", "1-zarechenka", "novomitropolskaya", "kandatskaya"]

# number: start, end, recurrence
DUE = {
    1: ("2023-11-30", "2023-11-30", ""),
    2: ("2023-09-01", "2023-09-30", ""),
    5: ("", "", "yearly"),
    7: ("2024-01-01", "2024-06-30", ""),
    8: ("2023-09-01", "2024-08-31", "monthly"),
    9: ("", "2023-11-20", ""),
    10: ("", "2023-11-20", ""),
    11: ("2024-07-01", "2024-07-31", ""),
    14: ("2024-07-01", "2024-07-31", ""),
    20: ("2024-01-01", "2024-01-31", ""),
    23: ("", "2023-12-01", ""),
    27: ("2024-05-01", "2024-06-30", ""),
    28: ("2024-06-01", "2024-06-30", ""),
    31: ("", "2024-05-05", ""),
}
PRINTED = {
    1: "30.11.2023",
    2: "Сентябрь 2023",
    5: "По окончанию проведения оценочных процедур (май-июль) (ежегодно)",
    6: "По планам работы РМО",
    8: "Ежемесячно в течение 23-24уч.г. по графику ИПК",
    9: "До 20.11.23",
    10: "До 20.11.23",
    11: "Июль 2024",
    13: "По графику",
    14: "Июль 2024",
    16: "В течение года (по плану)",
    17: "МБОУ «Тюхтетская СШ №2» г. Ачинск, ул. Партизанская, д.35.",
    18: "В течение учебного года",
    19: "В течение года по плану отдела образования",
    20: "Январь 2024",
    21: "В течение года по плану отдела образования",
    22: "В течение года по плану руководителей ОМО",
    23: "До 01.12.2023",
    24: "В течение учебного года, по плану школ",
    25: "В течении учебного года, согласно приказа отдела образования",
    26: "В течение учебного года по отдельному плану",
    27: "Май-июнь, 2024",
    28: "Июнь 2024",
    29: "В течение учебного года",
    30: "По отдельному плану",
    31: "До 10.12.2023 на 1-е полугодие 2024г. До 05.05.2024 на 2-е полугодие",
    32: "Согласно приказа отдела образования",
    33: "В течение учебного года",
}
RESPONSIBLE = {
    1: "Отдел образования на основании данных ФИОКО",
    2: "",
    6: "Руководители РМО",
    8: "Муниципальный координатор",
    9: "Муниципальный координатор, специалисты ОО",
    17: "Представители школ ШНРО участие обязательное, муниципальный координатор",
    19: "Специалисты ОО Команды школ ШНРО (не менее 2 школ)",
    20: "Специалисты ОО, школьные команды (участие не менее 80% от общего числа ОО)",
    23: "Школьные команды",
    25: "Муниципальная команда, согласно приказа отдела образования от 25.09.2023 № 93 о/д",
    32: "Руководители ОО",
}
NAMED_SCHOOLS = {
    1: FIVE,
    9: FIVE,
    17: FIVE,
    25: ["1-zarechenka", "kandatskaya"],
    29: ["1-zarechenka", "novomitropolskaya", "kandatskaya"],
    32: ["2", "1-zarechenka", "2-leontievka", "novomitropolskaya", "kandatskaya"],
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def short(school_id: str) -> str:
    return school_id.removeprefix("tyukhtet-")


MEASURES = {int(row["number"]): row for row in rows("measures")}


def test_files_meet_the_contract_of_shipped_data() -> None:
    tables = read_territory(FOLDER)
    assert tables["territory"][0]["name"] == "Тюхтетский МО"
    assert tables["territory"][0]["invented"] is False
    assert len(tables["measure"]) == 29
    assert not tables["target"]


def test_numbers_keep_their_gaps_and_their_order() -> None:
    assert [int(row["number"]) for row in rows("measures")] == NUMBERS
    assert [int(row["position"]) for row in rows("measures")] == list(range(1, 30))


def test_sections_hold_the_measures_printed_under_them() -> None:
    assert list(Counter(row["section"] for row in rows("measures")).values()) == [2, 3, 9, 9, 6]
    assert MEASURES[5]["section"].endswith("результатосв в ШНОР")
    assert MEASURES[33]["section"].endswith("рабоотников ШНОР и ШНСУ")
    assert all(MEASURES[first]["note"] for first in (1, 5, 8, 19, 28))


@pytest.mark.parametrize("number", NUMBERS)
def test_due_is_parsed_only_where_a_date_or_period_is_printed(number: int) -> None:
    row = MEASURES[number]
    found = (row["due_start"], row["due_end"], row["recurrence"])
    assert found == DUE.get(number, ("", "", ""))
    years = re.findall(r"20\d\d|\.23\b|23-24", row["due_text"])
    assert bool(row["due_end"]) == bool(years)


@pytest.mark.parametrize("number", PRINTED)
def test_due_text_stands_as_printed(number: int) -> None:
    assert MEASURES[number]["due_text"] == PRINTED[number]


def test_two_periods_in_one_cell_are_kept_and_explained() -> None:
    assert MEASURES[7]["due_text"].endswith("— май — июнь 2024")
    assert "— январь-февраль 2024 " in MEASURES[7]["due_text"]
    assert "два периода" in MEASURES[7]["note"]
    assert "два срока" in MEASURES[31]["note"]
    assert "место проведения" in MEASURES[17]["note"]


@pytest.mark.parametrize("number", RESPONSIBLE)
def test_executors_are_roles(number: int) -> None:
    assert MEASURES[number]["responsible"] == RESPONSIBLE[number]


def test_measures_without_a_role_say_that_names_were_left_out() -> None:
    silent = [number for number, row in MEASURES.items() if not row["responsible"]]
    assert silent == [2]
    assert all("имена не переносятся" in MEASURES[number]["note"] for number in (2, 6))


def test_cells_cut_by_a_page_are_joined() -> None:
    assert MEASURES[9]["expected"].endswith(
        "филиал МБОУ «ТСШ №1» в с. Зареченка, МБОУ «Новомитропольская СШ», МБОУ «Кандатская СШ»"
    )
    assert MEASURES[26]["title"].startswith(
        "Предусмотреть взаимодействие образовательных организаций муниципалитета, путем"
    )
    assert MEASURES[26]["expected"] == (
        "100% организация данного направления деятельности школ ШНРО."
        " Аналитическая справка по итогам учебного года"
    )
    assert MEASURES[26]["source_ref"] == "строки 62–64"


def test_cells_that_slipped_a_row_stay_where_they_are_printed() -> None:
    assert MEASURES[17]["title"].endswith("развития аналитической деятельности в")
    assert MEASURES[18]["title"].startswith("ШНРО Информационное сопровождение")
    assert MEASURES[30]["expected"].endswith("имеющих дефициты по")
    assert MEASURES[31]["expected"].startswith("видам грамотностей и т.д.")
    assert all(MEASURES[number]["note"] for number in (17, 18, 30, 31))


def test_slips_of_the_print_are_not_corrected() -> None:
    assert MEASURES[5]["expected"] == (
        "Получены сводные данные по ОО приняты управленческиерешения, даны рекомендацииОО,"
        " проведена корректировка планов работы"
    )
    assert "учебной неспешности" in MEASURES[21]["title"]
    assert "«ТШС№2»" in MEASURES[17]["expected"]


def test_schools_named_by_a_measure_are_linked() -> None:
    linked = {
        number: [short(one) for one in row["school_ids"].split(";")]
        for number, row in MEASURES.items()
        if row["school_ids"]
    }
    assert linked == NAMED_SCHOOLS
    known = {short(row["school_id"]) for row in rows("schools")}
    assert known >= {one for schools in linked.values() for one in schools}


def test_five_listed_schools_two_of_them_branches() -> None:
    listed = [short(row["school_id"]) for row in rows("listings")]
    assert listed == FIVE
    assert {row["school_year"] for row in rows("listings")} == {"2023/24"}
    parents = {
        short(row["school_id"]): short(row["parent_id"])
        for row in rows("schools")
        if row["parent_id"]
    }
    assert parents == {"2-leontievka": "2", "1-zarechenka": "1"}
    assert "1" not in listed
    assert len(rows("schools")) == 6


def test_share_of_the_list_is_kept_and_doubted() -> None:
    count, share = rows("observations")
    assert (count["raw"], count["value"], count["quality"]) == ("5", "5", "ok")
    assert (share["raw"], share["value"], share["quality"]) == ("55 %", "55", "suspect")
    assert all(round(500 / schools) != 55 for schools in range(1, 100))


def test_programme_lasts_the_printed_school_year() -> None:
    (programme,) = rows("programmes")
    assert (programme["start_date"], programme["end_date"]) == ("2023-09-01", "2024-08-31")
    assert programme["goal"].startswith("повышения качества образования, сокращения разрыва")
    assert "2023-2024 учебный год" in programme["title"]


def test_every_row_names_its_line() -> None:
    for name in ("schools", "listings", "observations", "programmes", "measures"):
        assert all(re.match(r"строк[аи] \d+", row["source_ref"]) for row in rows(name))


def test_no_names_of_people() -> None:
    initials = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
    for path in FOLDER.glob("*.csv"):
        assert not initials.search(path.read_text(encoding="utf-8")), path.name
