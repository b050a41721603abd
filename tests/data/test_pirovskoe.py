"""The transcription of the programme of Пировский МО, 2022: complete, as printed, without names.

The expected values were read from the document by eye.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from shnor_core.exchange.shipped import read_territory

FOLDER = Path(__file__).resolve().parents[2] / "data" / "pirovskoe"
PROGRAMME = "pirovskoe-2022"
SECTION_SIZES = [3, 9, 3, 2, 13, 9, 6, 14]
INVARIANT_SIZES = [2, 7, 3, 2, 9, 2, 5, 7]
SCHOOLS = {
    "ikshurminskaya": ("Икшурминская средняя школа", "средняя"),
    "troitskaya": ("Троицкая средняя школа", "средняя"),
    "pirovskaya": ("Пировская средняя школа", "средняя"),
    "bolsheketskaya": ("Большекетская средняя школа", "средняя"),
    "komarovskaya": ("Комаровская основная школа", "основная"),
    "chaydinskaya": ("Чайдинская основная школа", "основная"),
    "bushuyskaya": ("Бушуйская основная школа", "основная"),
    "altatskaya": ("Алтатская основная школа", "основная"),
    "kirikovskaya": ("Кириковская средняя школа", "средняя"),
}
LISTED = {
    "shnor-federal-2022": "ikshurminskaya troitskaya",
    "shnor-regional-2022": "pirovskaya bolsheketskaya komarovskaya chaydinskaya bushuyskaya",
    "cluster-1": "pirovskaya bolsheketskaya ikshurminskaya troitskaya komarovskaya chaydinskaya "
    "bushuyskaya",
    "cluster-2": "altatskaya",
    "cluster-3": "kirikovskaya",
    "growth-points-2020": "kirikovskaya",
    "growth-points-2021": "troitskaya pirovskaya bolsheketskaya ikshurminskaya",
}
YES_NO = "1.1 1.2 2.1 2.2 2.3 2.4 2.5 2.6 2.7 3.1 3.2 4.1 4.2 7.1 7.4 7.5".split()
# one percent without a year
PERCENT = {
    "1.3": 30, "2.8": 100, "2.9": 90, "3.3": 30, "5.2": 100, "5.3": 100, "5.7": 100, "5.8": 100,
    "5.9": 100, "6.1": 40, "6.3": 50, "6.4": 80, "6.8": 100, "6.9": 50, "7.3": 100, "8.9": 100,
    "8.11": 100, "8.12": 100,
}  # fmt: skip
PER_YEAR = {
    "5.1": {2022: 70, 2023: 100},
    "5.5": {2022: 0, 2023: 20, 2024: 30},
    "5.6": {2022: 20, 2023: 30, 2024: 40},
    **{code: {2022: 90, 2023: 100} for code in ("5.10", "5.11", "5.12")},
    "5.13": {2022: 20, 2023: 30, 2024: 40},
    "6.2": {2022: 0, 2023: 20, 2024: 30},
    "6.5": {2022: 38, 2023: 40, 2024: 42},
    "6.6": {2022: 7, 2023: 10, 2024: 12},
    **{f"8.{n}": {2022: 30, 2023: 70, 2024: 100} for n in range(1, 9)},
}
# printed text, year, month, school year, value, yes
DUES = {
    "1.1": [("да", "", "", "", "", "true")],
    "5.1": [("2022г- 70%", "2022", "", "", "70", ""), ("2023г – 100%", "2023", "", "", "100", "")],
    "5.4": [
        ("2022г (июнь) - 0%", "2022", "6", "", "0", ""),
        ("2022г(август)-50%", "2022", "8", "", "50", ""),
    ],
    "6.7": [("Не менее 10% ежегодно", "", "", "", "10", "")],
    "6.9": [("50% ШНОР, имеющих молодых педагогов со стажем до 10 лет", "", "", "", "50", "")],
    "7.2": [
        ("Июнь 2022г-нет", "2022", "6", "", "", "false"),
        ("Октябрь 2022г-да", "2022", "10", "", "", "true"),
    ],
    "7.6": [("2022г(декабрь) - 100%", "2022", "12", "", "100", "")],
    "8.8": [
        ("2022 г - 30%", "2022", "", "", "30", ""),
        ("2023 г - 70%", "2023", "", "", "70", ""),
        ("2024 г -100%", "2024", "", "", "100", ""),
    ],
    "8.10": [("На 2022-2023 уч. г - 50%", "", "", "2022/23", "50", "")],
    "8.13": [("Не менее 50% ОО", "", "", "", "50", "")],
    "8.14": [("Не менее 80%", "", "", "", "80", "")],
}
# every due text of the roadmap that names a month of a year
DATED = {
    1: ("Март 2022 г", "2022-03-01", "2022-03-31"),
    2: ("Апрель 2022г", "2022-04-01", "2022-04-30"),
    3: ("Май 2022г", "2022-05-01", "2022-05-31"),
    4: ("Июнь 2022г", "2022-06-01", "2022-06-30"),
    12: ("Август 2022г", "2022-08-01", "2022-08-31"),
    13: ("Сентябрь 2022г", "2022-09-01", "2022-09-30"),
    14: ("Сентябрь 2022г", "2022-09-01", "2022-09-30"),
    15: ("Сентябрь 2022г", "2022-09-01", "2022-09-30"),
    16: ("Январь 2023г", "2023-01-01", "2023-01-31"),
}
EVERY_QUARTER = "Сентябрь каждого тек. года (дополнит. по итогам каждой четверти)"
RECURRING = {
    5: ("Ежегодно Сентябрь", "yearly"),
    6: ("1 раз в четверть", "quarterly"),
    7: ("1р/четв", "quarterly"),
    10: ("Каждая четверть учебного года", "quarterly"),
    18: ("В течение месяца после поступления результатов", "on_event"),
    20: ("Сентябрь ежегодно", "yearly"),
    21: ("По факту", "on_event"),
    22: ("По запросу", "on_event"),
    23: ("2 раза в год", "half_yearly"),
    24: ("2 раза в год", "half_yearly"),
    25: ("2 раза в год и/или По запросу", "half_yearly"),
    28: ("Не реже 2 р/год – по плану ОО, ОУ", "half_yearly"),
    29: ("Не реже 2 р/год – по плану ОО, ОУ", "half_yearly"),
    35: ("2 раза в год, по графику", "half_yearly"),
    37: ("Не реже 1 раза в год", "yearly"),
    38: (EVERY_QUARTER, "yearly"),
    39: (EVERY_QUARTER, "yearly"),
    42: ("Постоянно", "continuous"),
    44: ("Постоянно", "continuous"),
}
# neither a date nor a rhythm: kept as printed and left unread
UNREAD = {
    8: "", 9: "", 11: "Декабрь, Апрель", 17: "Январь-февраль", 19: "Июнь декабрь",
    26: "По плану ОО По плану КК ИПК", 27: "По плану ОО По плану КК ИПК", 30: "сентябрь",
    31: "сентябрь", 32: "май", 33: "По графику Центра становления КСО КК ИПК",
    34: "По плану КК ИПК", 36: "По графику", 40: "Сентябрь-октябрь (по необходимости)",
    41: "Сентябрь-октябрь (по необходимости)", 43: "Октябрь (по необходимости)",
    45: "Январь май",
}  # fmt: skip
RESULTS = ";".join(f"8.{n}" for n in range(1, 9))
LINKED = {
    **dict.fromkeys((1, 2, 3, 4), "1.3;3.3"), 6: "2.9", 7: "5.13", 8: "6.4", 9: "6.4",
    11: "7.6", 16: RESULTS, 17: RESULTS, 22: "5.10;5.11;5.12", 26: "6.7", 32: "6.9", 35: "7.6",
    **dict.fromkeys((38, 39, 40, 41), "8.9"), 42: "8.13", 43: "8.12", 44: "8.14",
}  # fmt: skip

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TARGETS = {row["code"]: row for row in rows("targets")}
MEASURES = {int(row["position"]): row for row in rows("measures")}


def plan_of(code: str) -> list[Row]:
    return [row for row in rows("target_plans") if row["target_id"] == f"{PROGRAMME}:{code}"]


def test_files_meet_the_contract_of_shipped_data() -> None:
    tables = read_territory(FOLDER)
    territory = tables["territory"][0]
    assert (territory["territory_id"], territory["name"]) == ("pirovskoe", "Пировский МО")
    assert territory["region"] == "Красноярский край"
    assert territory["invented"] is False
    programme = tables["programme"][0]
    assert programme["start_date"] == date(2022, 4, 1)
    assert programme["end_date"] == date(2024, 12, 31)
    assert tables["source"][0]["issued"] == date(2022, 6, 14)


def test_nine_schools_with_their_printed_types() -> None:
    found = {
        row["school_id"].removeprefix("pirovskoe-"): (row["short_name"], row["type"])
        for row in rows("schools")
    }
    assert found == SCHOOLS
    assert [row["short_name"] for row in rows("schools") if not row["full_name"]] == [
        "Кириковская средняя школа"
    ]
    assert [row["alias"] for row in rows("aliases")] == ["Б-Кетская средняя школа"]


@pytest.mark.parametrize("code", LISTED)
def test_list_of_schools(code: str) -> None:
    found = [row["school_id"] for row in rows("listings") if row["list_code"] == code]
    assert found == [f"pirovskoe-{key}" for key in LISTED[code].split()]


def test_lists_say_whose_they_are() -> None:
    assert {row["list_code"] for row in rows("listings")} == set(LISTED)
    kinds = {row["list_code"]: (row["programme"], row["level"]) for row in rows("listings")}
    assert kinds["shnor-federal-2022"] == ("ШНОР", "federal")
    assert kinds["shnor-regional-2022"] == ("ШНОР", "regional")
    assert {kinds[f"cluster-{n}"] for n in (1, 2, 3)} == {("кластеры", "municipal")}
    assert all(row["raw"] and row["meaning"] for row in rows("listings"))


def test_first_cluster_is_the_two_official_lists_together() -> None:
    official = LISTED["shnor-federal-2022"].split() + LISTED["shnor-regional-2022"].split()
    assert sorted(LISTED["cluster-1"].split()) == sorted(official)
    counted = next(row for row in rows("observations") if row["code"] == "shnor.schools")
    assert (counted["raw"], counted["value"]) == ("семь", str(len(official)))


def test_fifty_nine_targets_in_eight_sections() -> None:
    codes = [f"{section}.{n}" for section, size in enumerate(SECTION_SIZES, 1)
             for n in range(1, size + 1)]  # fmt: skip
    assert list(TARGETS) == codes
    assert len(codes) == 59
    assert TARGETS["5.1"]["title"] != TARGETS["5.10"]["title"]
    for code, row in TARGETS.items():
        section, number = (int(part) for part in code.split("."))
        assert row["section"].startswith(f"{section}.")
        invariant = number <= INVARIANT_SIZES[section - 1]
        assert row["kind"] == ("invariant" if invariant else "variable")
    assert len({row["section"] for row in TARGETS.values()}) == 8


def test_every_target_has_the_shape_of_its_criterion() -> None:
    shapes = {code: row["shape"] for code, row in TARGETS.items()}
    assert shapes == {
        **dict.fromkeys(YES_NO, "yes_no"), **dict.fromkeys(PERCENT, "percent"),
        **dict.fromkeys(PER_YEAR, "per_year"), **dict.fromkeys(("5.4", "7.2", "7.6"), "month"),
        "6.7": "annual", "8.10": "school_year", "8.13": "at_least", "8.14": "at_least",
    }  # fmt: skip
    for code, row in TARGETS.items():
        assert row["unit"] == ("yes_no" if code in YES_NO or code == "7.2" else "percent")
        assert row["operator"] == ("=" if code in YES_NO else ">=")
        assert row["direction"] == "higher"


@pytest.mark.parametrize("code", YES_NO)
def test_yes_no_target(code: str) -> None:
    (due,) = plan_of(code)
    assert due["printed"] == TARGETS[code]["printed"]
    assert due["printed"].lower() == "да"
    assert (due["due_year"], due["value"], due["yes"]) == ("", "", "true")
    assert TARGETS[code]["evidence"]


@pytest.mark.parametrize("code", PERCENT)
def test_one_percent_without_a_year(code: str) -> None:
    (due,) = plan_of(code)
    assert due["printed"] == TARGETS[code]["printed"]
    assert due["printed"].startswith(f"{PERCENT[code]}%")
    assert (due["value"], due["due_year"], due["school_year"]) == (str(PERCENT[code]), "", "")


@pytest.mark.parametrize("code", PER_YEAR)
def test_percent_per_year(code: str) -> None:
    found = {int(due["due_year"]): int(due["value"]) for due in plan_of(code)}
    assert found == PER_YEAR[code]


@pytest.mark.parametrize("code", DUES)
def test_due_of_every_shape(code: str) -> None:
    columns = ("printed", "due_year", "due_month", "school_year", "value", "yes")
    assert [tuple(due[column] for column in columns) for due in plan_of(code)] == DUES[code]


def test_dues_stand_in_the_printed_criterion_in_their_order() -> None:
    assert len(rows("target_plans")) == 93
    for code, row in TARGETS.items():
        dues = plan_of(code)
        assert [due["position"] for due in dues] == [str(n) for n in range(1, len(dues) + 1)]
        places = [row["printed"].index(due["printed"]) for due in dues]
        assert places == sorted(set(places))
        assert all(bool(due["value"]) != bool(due["yes"]) for due in dues)


def test_at_least_is_read_as_a_lower_bound() -> None:
    bounded = [code for code, row in TARGETS.items() if row["printed"].startswith("Не менее")]
    assert bounded == [
        "5.10", "5.11", "5.12", "5.13", "6.7", *(f"8.{n}" for n in range(1, 9)), "8.13", "8.14",
    ]  # fmt: skip
    assert {TARGETS[code]["operator"] for code in bounded} == {">="}
    assert TARGETS["8.1"]["printed"] == "Не менее к 2022 г - 30% 2023 г - 70% 2024 г -100%"


def test_evidence_is_a_link_or_a_page() -> None:
    with_evidence = [code for code, row in TARGETS.items() if row["evidence"]]
    assert with_evidence == sorted([*YES_NO, "1.3", "6.3"], key=list(TARGETS).index)
    assert TARGETS["2.1"]["evidence"] == "ссылка стр 4 Программы"
    assert TARGETS["7.5"]["evidence"] == "Стр. 19 в документе"
    assert TARGETS["4.1"]["evidence"].startswith("http://xn--90anscgc.xn--p1ai/")
    assert len(TARGETS["1.3"]["evidence"].split()) == 14
    assert TARGETS["7.4"]["evidence"].endswith("/bg_main.jpg")


def test_denominators_follow_the_words_of_the_indicator() -> None:
    without = [code for code, row in TARGETS.items() if not row["denominator"]]
    named = [code for code in TARGETS if code not in {*YES_NO, "7.2"}]
    # «Наличие …» with a percent: the document names no denominator
    assert [code for code in named if code in without] == ["2.9", "6.2", "6.3", "6.4"]
    assert all(
        "знаменатель не назван" in TARGETS[code]["note"] for code in set(named) & set(without)
    )
    assert TARGETS["5.1"]["denominator"] == "общее число педагогов этих школ"
    assert TARGETS["6.9"]["denominator"].startswith("ШНОР, имеющие молодых педагогов")


def test_contradictions_stand_on_both_sides() -> None:
    assert TARGETS["2.9"]["printed"] == "90%"
    assert MEASURES[6]["indicator"] == "В 100% ШНОР имеются адресные рекомендации педагогам"
    assert "100%" in TARGETS["2.9"]["note"]
    assert "90%" in MEASURES[6]["note"]
    assert MEASURES[16]["indicator"] == "Не менее 50% ШНОР показывают положительную динамику"
    assert all("«Не менее 50% ШНОР" in TARGETS[f"8.{n}"]["note"] for n in range(1, 9))
    assert "80%" in MEASURES[26]["indicator"]
    assert "80%" in TARGETS["6.7"]["note"]
    assert MEASURES[32]["indicator"].startswith("100% ШНОР")
    assert "100%" in TARGETS["6.9"]["note"]
    assert MEASURES[1]["indicator"].startswith("В 100% ШНОР")
    assert all("100%" in TARGETS[code]["note"] for code in ("1.3", "3.3"))


def test_three_risk_factors_hold_forty_five_measures() -> None:
    factors = rows("risk_factors")
    assert [row["number"] for row in factors] == ["1", "2", "3"]
    assert all(row["goal"] for row in factors)
    assert list(MEASURES) == list(range(1, 46))
    sizes = Counter(row["risk_factor_id"] for row in MEASURES.values())
    assert sizes == {f"{PROGRAMME}:risk:{n}": size for n, size in ((1, 17), (2, 20), (3, 8))}


def test_measures_keep_their_printed_numbers() -> None:
    numbers = "".join(row["number"] or "-" for row in MEASURES.values())
    assert numbers == "1234" "123" "12" "1" "2" "1234" "12" "1" "123" "3" "1" "12" "12" "12" \
        "123" "--" "123" "12345678"  # fmt: skip
    assert all(row["task"] and row["title"] for row in MEASURES.values())
    assert not any(re.match(r"\d\.", row["title"]) for row in MEASURES.values())


def test_every_due_text_is_kept_and_read_only_where_it_can_be() -> None:
    for position, row in MEASURES.items():
        read = (row["due_text"], row["due_start"], row["due_end"], row["recurrence"])
        if position in DATED:
            assert read == (*DATED[position], "")
        elif position in RECURRING:
            text, recurrence = RECURRING[position]
            assert read == (text, "", "", recurrence)
        else:
            assert read == (UNREAD[position], "", "", "")
    assert len(DATED) + len(RECURRING) + len(UNREAD) == 45


def test_measures_are_linked_where_they_speak_of_a_target() -> None:
    found = {n: row["target_codes"] for n, row in MEASURES.items() if row["target_codes"]}
    assert found == LINKED
    for position, codes in found.items():
        assert set(codes.split(";")) <= set(TARGETS)
        assert "по словам" in MEASURES[position]["note"]


def test_responsible_are_posts() -> None:
    assert MEASURES[18]["responsible"] == "специалист ОО, завучи ОУ"
    assert MEASURES[19]["responsible"] == "методист ОО"
    assert MEASURES[26]["responsible"].endswith(", администрация ОУ")
    assert MEASURES[28]["responsible"].endswith(", администрация ОО")
    assert [n for n, row in MEASURES.items() if not row["responsible"]] == [16, 17]


def test_facts_of_the_document() -> None:
    found = {
        row["code"]: (row["raw"], row["value"], row["quality"]) for row in rows("observations")
    }
    assert found == {
        "net.schools": ("девять", "9", "ok"), "net.secondary": ("пять", "5", "ok"),
        "net.basic": ("четыре", "4", "ok"), "net.branches": ("одна", "1", "ambiguous"),
        "shnor.schools": ("семь", "7", "ok"),
    }  # fmt: skip


def test_every_row_names_its_line_and_what_stands_there() -> None:
    line = r"строк[аи] \d+([,–] ?\d+)*"
    for name in ("schools", "observations", "listings", "programmes", "risk_factors"):
        assert all(re.match(rf"{line}( ·|$)", row["source_ref"]) for row in rows(name)), name
    for code, row in TARGETS.items():
        assert re.fullmatch(rf"{line} · таблица показателей, {code}", row["source_ref"])
    for row in MEASURES.values():
        place = r"дорожная карта, фактор \d, задача \d(, мера \d)?"
        assert re.fullmatch(rf"{line} · {place}", row["source_ref"])


def test_texts_carry_no_traces_of_markup() -> None:
    for path in FOLDER.glob("*.csv"):
        assert not re.search(r"</?\w+>|\t|  |\*", path.read_text(encoding="utf-8")), path.name


def test_no_names_of_people() -> None:
    initials = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
    for path in FOLDER.glob("*.csv"):
        assert not initials.search(path.read_text(encoding="utf-8")), path.name
