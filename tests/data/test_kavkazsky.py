"""The transcription of the programme of Кавказский район, 2025–2028: as printed, without names.

The document prints indicators without values: nothing is invented in their place.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

from shnor_core.exchange.shipped import read_territory

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "data" / "kavkazsky"
EFFECT = "Эффективность Программы оценивается по следующим показателям"

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TARGETS = {row["code"]: row for row in rows("targets")}


def test_files_meet_the_contract_of_shipped_data() -> None:
    tables = read_territory(FOLDER)
    assert tables["territory"][0]["name"] == "Кавказский район"
    assert tables["territory"][0]["region"] == "Краснодарский край"
    assert tables["territory"][0]["invented"] is False
    assert not tables["school"]
    assert len(tables["target"]) == 27
    assert len(tables["measure"]) == 22


def test_programme_has_its_printed_goal_and_years() -> None:
    (programme,) = rows("programmes")
    assert programme["goal"] == (
        "Повышение качества образования и уровня ресурсного обеспечения школ,"
        " имеющих стабильно низкие результаты обучения"
    )
    assert (programme["start_date"], programme["end_date"]) == ("2025-01-01", "2028-12-31")
    (source,) = rows("sources")
    assert (source["number"], source["issued"]) == ("44", "2025-01-20")


def test_both_lists_of_tasks_are_kept() -> None:
    sections = Counter(row["section"] for row in rows("resolutions"))
    assert sections == {"Задачи внедрения проекта": 3, "Задачи программы": 4}
    assert rows("resolutions")[0]["text"] == "Разработка механизмов ресурсного обеспечения"
    assert rows("resolutions")[-1]["text"] == (
        "Организация диссеминации лучших педагогических практик."
    )


def test_sections_of_indicators() -> None:
    assert Counter(row["section"] for row in rows("targets")) == {
        "Основные показатели программы": 2,
        "Ожидаемые результаты Программы": 4,
        EFFECT: 15,
        "Ожидаемые результаты муниципальной программы": 6,
    }
    assert [row["code"] for row in rows("targets") if row["section"] == EFFECT] == [
        f"Э-{number}" for number in range(1, 16)
    ]


def test_only_one_indicator_has_a_value() -> None:
    given = [code for code, row in TARGETS.items() if row["shape"] != "none"]
    assert given == ["Э-8"]
    assert TARGETS["Э-8"]["shape"] == "annual"
    assert TARGETS["Э-8"]["printed"] in TARGETS["Э-8"]["title"]
    assert all(not row["printed"] for code, row in TARGETS.items() if code != "Э-8")
    (plan,) = rows("target_plans")
    assert (plan["target_id"], plan["printed"], plan["value"]) == (
        TARGETS["Э-8"]["target_id"],
        "100%",
        "100",
    )
    assert not plan["due_year"]


def test_direction_is_lower_where_a_decrease_is_wanted() -> None:
    lower = {code: row["title"] for code, row in TARGETS.items() if row["direction"] == "lower"}
    assert lower == {
        "Р-5": "Снижение доли обучающихся, не освоивших основную общеобразовательную программу."
    }
    assert TARGETS["Р-5"]["operator"] == "<="
    assert all(TARGETS[f"Э-{number}"]["direction"] == "higher" for number in range(1, 5))


def test_denominators_are_words_of_the_indicator() -> None:
    found = {code: row["denominator"] for code, row in TARGETS.items() if row["denominator"]}
    assert set(found) == {"П-1", "Э-1", "Э-2", "Э-3", "Э-8"}
    assert all(words in TARGETS[code]["title"] for code, words in found.items())


def test_a_result_cut_by_a_page_is_joined() -> None:
    assert "за счёт применения современных образовательных" in TARGETS["Р-2"]["title"]
    assert TARGETS["Р-2"]["source_ref"].startswith("строки 116–118")


def test_an_indicator_that_breaks_off_says_so() -> None:
    assert TARGETS["П-2"]["title"] == "доля педагогических работников образовательных организаций."
    assert "обрывается" in TARGETS["П-2"]["note"]


def test_measures_by_section() -> None:
    counts = Counter(row["section"] for row in rows("measures"))
    assert list(counts.values()) == [10, 5, 3, 2, 2]
    assert [row["number"] for row in rows("measures") if row["number"]] == ["1", "2", "3"]
    assert rows("measures")[-1]["title"] == (
        "обеспечения реализации комплексной модели учительского роста"
        " в данных образовательных организациях."
    )


def test_no_due_is_printed_and_none_is_made_up() -> None:
    for row in rows("measures"):
        assert not (row["due_text"])
        assert not (row["due_start"])
        assert not (row["due_end"])
        assert not row["responsible"]
    yearly = [row["title"] for row in rows("measures") if row["recurrence"]]
    assert len(yearly) == 1
    assert yearly[0].startswith("ежегодное осуществление")


def test_measures_among_the_indicators_are_linked_to_them() -> None:
    linked = [row for row in rows("measures") if row["target_codes"]]
    assert len(linked) == 10
    assert all(TARGETS[row["target_codes"]]["title"] == row["title"] for row in linked)


def test_every_row_names_its_line() -> None:
    for name in ("resolutions", "programmes", "targets", "measures"):
        assert all(re.match(r"строк[аи] \d+", row["source_ref"]) for row in rows(name))


def test_no_names_of_people() -> None:
    initials = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
    for path in FOLDER.glob("*.csv"):
        assert not initials.search(path.read_text(encoding="utf-8")), path.name
