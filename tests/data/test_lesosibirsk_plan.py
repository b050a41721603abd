"""The plan of Лесосибирск for 2020–21 and the expected results of its programme, as printed.

The expected texts, dates and values were read from the document by eye.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from shnor_core.exchange.shipped import read_territory

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "lesosibirsk"

# printed due, start, end
DUE = {
    1: ("июль - август 2020 года", "2020-07-01", "2020-08-31"),
    2: ("сентябрь 2020 года", "2020-09-01", "2020-09-30"),
    3: ("сентябрь 2020 года", "2020-09-01", "2020-09-30"),
    4: ("сентябрь – октябрь 2020 года", "2020-09-01", "2020-10-31"),
    5: ("сентябрь 2020 – май 2021 года", "2020-09-01", "2021-05-31"),
    6: ("в течение года", "", ""),
    7: ("сентябрь – октябрь 2020 года", "2020-09-01", "2020-10-31"),
    8: ("Октябрь - ноябрь 2020 года", "2020-10-01", "2020-11-30"),
    9: ("В течение года", "", ""),
    10: ("январь – май 2021 года", "2021-01-01", "2021-05-31"),
    11: ("сентябрь - декабрь 2021 года", "2021-09-01", "2021-12-31"),
    12: ("в течение года", "", ""),
    13: ("сентябрь - октябрь 2020 года", "2020-09-01", "2020-10-31"),
    14: ("Декабрь 2020 – апрель 2021", "2020-12-01", "2021-04-30"),
    15: ("в течение года", "", ""),
    16: ("Май 2021", "2021-05-01", "2021-05-31"),
}
RESPONSIBLE = {
    "Отдел образования, МБУ «МИМЦ»": [1, 6, 8, 9, 11, 14, 16],
    "Отдел образования, руководители ОУ": [2],
    "Отдел образования": [3, 5],
    "Отдел образования, Руководители ОО МБУ «МИМЦ»": [4],
    "МБУ «МИМЦ»": [7, 12, 15],
    "МБУ «МИМЦ», ГМО": [10],
    "Руководители ОУ": [13],
}
# code: shape, unit, printed, then due year, due month, value, yes
GIVEN = {
    "3.М1": ("percent", "percent", "в 100% школ", "", "", "100", ""),
    "3.М4": ("annual", "count", "не менее 4-х в год", "", "", "4", ""),
    "3.М6": ("annual", "count", "не реже одного раза в год", "", "", "1", ""),
    "3.1": ("yes_no", "yes_no", "В 2020", "2020", "", "", "true"),
    "3.2": ("yes_no", "yes_no", "В 2020", "2020", "", "", "true"),
    "3.4": ("percent", "percent", "В отношении 100% школ", "", "", "100", ""),
    "3.5": ("month", "yes_no", "До 1 января 2021г", "2020", "12", "", "true"),
    "3.6": ("month", "yes_no", "До 1 января 2021г", "2020", "12", "", "true"),
    "3.6.1": ("annual", "count", "1 раз в год", "", "", "1", ""),
    "3.6.2": ("annual", "count", "1 раз в год", "", "", "1", ""),
    "3.6.3": ("annual", "count", "2 раза в год", "", "", "2", ""),
    "3.6.4": ("month", "yes_no", "Май – август 2023 год", "2023", "8", "", "true"),
    "3.7": ("yes_no", "yes_no", "2020 - 2021 г.", "2021", "", "", "true"),
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


MEASURES = {int(row["number"]): row for row in rows("measures")}
TARGETS = {row["code"]: row for row in rows("targets")}
PLANS = {row["target_id"]: row for row in rows("target_plans")}


def test_files_meet_the_contract_of_shipped_data() -> None:
    tables = read_territory(FOLDER)
    assert len(tables["measure"]) == 16
    assert len(tables["target"]) == 27
    assert len(tables["target_plan"]) == 13


def test_programme_has_its_printed_goal_and_a_known_source() -> None:
    (programme,) = rows("programmes")
    assert (programme["start_date"], programme["end_date"]) == ("2020-01-01", "2023-12-31")
    assert programme["goal"].startswith("апробация и реализация концептуальной")
    assert programme["source_id"] in {row["source_id"] for row in rows("sources")}
    assert "2020 – 2024" in programme["source_ref"]


def test_sixteen_measures_in_one_plan() -> None:
    assert list(MEASURES) == list(range(1, 17))
    assert {row["section"] for row in rows("measures")} == {
        "План – график мероприятий по повышению качества общего образования"
        " на 2020-2021 учебный год"
    }


@pytest.mark.parametrize("number", DUE)
def test_due_is_parsed_only_where_a_period_is_printed(number: int) -> None:
    row = MEASURES[number]
    assert (row["due_text"], row["due_start"], row["due_end"]) == DUE[number]
    assert bool(row["due_end"]) == bool(re.search(r"20\d\d", row["due_text"]))
    assert not row["recurrence"]


def test_a_due_outside_the_plan_is_remarked() -> None:
    assert "выходит за пределы" in MEASURES[11]["note"]


def test_executors_are_organisations_and_posts() -> None:
    found: dict[str, list[int]] = {}
    for number, row in MEASURES.items():
        found.setdefault(row["responsible"], []).append(number)
    assert found == RESPONSIBLE


def test_cells_cut_by_a_page_are_joined() -> None:
    assert MEASURES[6]["title"].endswith("результаты, в режим эффективного развития.")
    assert "школ в решении актуальных задач" in MEASURES[6]["expected"]
    assert MEASURES[12]["title"].endswith(
        "для работы в условиях ШНРО/ШНСУ(форм и методов преподавания,"
        " включая ресурс муниципальной методической системы)"
    )
    assert MEASURES[6]["source_ref"] == "строки 283–285"


def test_slips_of_the_print_are_not_corrected() -> None:
    assert "«Совершенствование условий условий" in MEASURES[2]["title"]
    assert MEASURES[1]["title"].endswith("на 2020 - 2023 гг»»")
    assert MEASURES[3]["title"] == "Организация мониторинга по идентификации предмет ШНРО/ШНСУ."
    assert MEASURES[2]["expected"] == "Протоколы, приказы, план -график"


def test_sections_of_expected_results() -> None:
    assert list(Counter(row["section"] for row in rows("targets")).values()) == [8, 7, 12]
    assert list(TARGETS)[:8] == [f"1.{number}" for number in range(1, 9)]


@pytest.mark.parametrize("code", GIVEN)
def test_numbers_and_dates_of_expected_results(code: str) -> None:
    row = TARGETS[code]
    plan = PLANS[row["target_id"]]
    read = tuple(plan[key] for key in ("due_year", "due_month", "value", "yes"))
    assert (row["shape"], row["unit"], row["printed"], *read) == GIVEN[code]
    assert row["printed"] in row["title"]


def test_results_without_a_number_or_a_date_have_no_plan() -> None:
    without = {code for code, row in TARGETS.items() if row["shape"] == "none"}
    assert without == set(TARGETS) - set(GIVEN)
    assert len(PLANS) == len(GIVEN)


def test_decreases_are_wanted_lower() -> None:
    lower = [code for code, row in TARGETS.items() if row["direction"] == "lower"]
    assert lower == ["1.2", "1.3"]
    assert TARGETS["1.2"]["printed"] == "не выше средних по региону и РФ"
    assert TARGETS["1.2"]["operator"] == "<="


def test_requirements_cut_by_a_page_are_joined() -> None:
    assert TARGETS["3.М7"]["title"].startswith(
        "Повышение квалификации директоров, заместителей директоров"
    )
    assert "будет разработан пакет нормативных актов," in TARGETS["3.2"]["title"]


def test_every_row_names_its_line() -> None:
    for name in ("programmes", "targets", "measures"):
        assert all(re.match(r"строк[аи] \d+", row["source_ref"]) for row in rows(name))


def test_no_names_of_people() -> None:
    initials = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
    for name in ("programmes", "targets", "target_plans", "measures"):
        text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
        assert not initials.search(text), name
