"""The transcription of the programme of Лесосибирск, 2020: complete, as printed, without names.

The expected numbers were read from the document by eye.
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
NINE = ["СОШ №1", "СОШ №2", "СОШ №4", "ООШ №5", "СОШ №6", "СОШ №8", "СОШ №9", "Гимназия", "Лицей"]

# subject: city 2017, 2018, 2019, then schools of 2019
OGE: dict[str, tuple[tuple[str, str, str], dict[str, str]]] = {
    "russian": (("63%", "50%", "57%"), {"8": "46%", "6": "50%"}),
    "math": (("51%", "71%", "70%"), {}),
    "physics": (("38%", "59%", "48%"), {"6": "0%", "8": "33%"}),
    "geography": (("68%", "", "41%"), {"gymnasium": "19%", "6": "31%", "9": "45%"}),
    "social": (("", "51%", "46%"), {"4": "24%", "6": "28%", "8": "31%", "2": "41%"}),
}
CITY = {
    ("net.schools", 2020): ("девятью", 9), ("net.secondary", 2020): ("восемь", 8),
    ("net.secondary_schools", 2020): ("шесть", 6), ("net.basic", 2020): ("одно", 1),
    ("net.pupils", 2020): ("6743", 6743), ("staff.total", 2020): ("698", 698),
    ("staff.teachers", 2020): ("530", 530), ("staff.men_share", 2020): ("9,7%", 9.7),
    ("staff.men_share_rf", 2020): ("14%", 14), ("staff.age36_60_share", 2020): ("64%", 64),
    ("staff.age36_60_share_rf", 2020): ("66%", 66), ("staff.category_first", 2020): ("179", 179),
    ("staff.category_high", 2020): ("221", 221), ("staff.courses", 2020): ("301", 301),
    ("staff.courses_managers_share", 2020): ("69%", 69), ("staff.vacancies", 2021): ("47", 47),
    ("staff.load_over36_share", 2020): ("около 10%", 10), ("staff.load_rf", 2020): ("21,5", 21.5),
    ("primary.quality", 2020): ("83,6%", 83.6), ("secondary.quality", 2020): ("72%", 72),
    ("ege.mean", 2019): ("48", 48), ("ege.from60_share", 2019): ("30%", 30),
    ("ege.math_failed", 2019): ("13", 13), ("ege.math_base_failed", 2019): ("11", 11),
    ("ege.russian_from70_share", 2019): ("67%", 67), ("ege.russian_from80", 2019): ("64", 64),
    ("ege.honours", 2019): ("29", 29), ("ege.honours_applied", 2019): ("39", 39),
    ("vsosh.subjects", 2020): ("20", 20), ("vsosh.pupils", 2020): ("412", 412),
    ("vsosh.participations", 2020): ("605", 605), ("vsosh.share", 2020): ("23%", 23),
    ("vsosh.winners", 2020): ("59", 59), ("vsosh.prizes", 2020): ("105", 105),
    ("vsosh.region_invited", 2017): ("59", 59), ("vsosh.region_prizes", 2018): ("6", 6),
}  # fmt: skip
DECLINED = {
    "math": "2 6 8 gymnasium",
    "informatics": "4 9 gymnasium",
    "social": "4 6 lyceum",
    "geography": "4 6 lyceum",
    "physics": "1 2 4 5 6 9",
    "chemistry": "2 4 5 gymnasium",
    "biology": "1 4 5 6 8 9 gymnasium",
}
THRESHOLDS = {
    "lowest_results": ("25%", "25", "lowest", "3"),
    "grade10": ("Менее 60%", "60", "<", ""),
    "region_gap": ("более 20 баллов", "20", ">", ""),
    "olympiads": ("0,5% и ниже", "0.5", "<=", "3"),
    "satisfaction": ("40 % и ниже", "40", "<=", ""),
    "quality_gap": ("10%", "10", "differs", ""),
    "standard_gap": ("5%", "5", "differs", ""),
    "index_social": ("25%", "25", "lowest", ""),
    "index_staff": ("25%", "25", "lowest", "3"),
    "index_resources": ("25%", "25", "lowest", "3"),
}

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


OBSERVED = {
    (row["school_id"].removeprefix("lesosibirsk-"), row["code"], int(row["year"])): row
    for row in rows("observations")
}


def schools_of(list_code: str) -> list[str]:
    return [
        row["school_id"].removeprefix("lesosibirsk-")
        for row in rows("listings")
        if row["list_code"] == list_code
    ]


def test_files_meet_the_contract_of_shipped_data() -> None:
    tables = read_territory(FOLDER)
    assert [row["short_name"] for row in tables["school"]] == NINE
    assert tables["territory"][0]["invented"] is False
    assert len(tables["criterion"]) == 10


def test_types_are_printed_ones_and_merged_schools_are_remembered() -> None:
    assert Counter(row["type"] for row in rows("schools")) == {
        "СОШ": 6, "ООШ": 1, "Гимназия": 1, "Лицей": 1,
    }  # fmt: skip
    merged = {row["alias"]: row["school_id"] for row in rows("aliases")}
    assert merged == {"НОО №14": "lesosibirsk-5", "СОШ №18": "lesosibirsk-4"}
    assert schools_of("merged") == ["5", "4"]


@pytest.mark.parametrize("subject", OGE)
def test_oge_quality_by_subject(subject: str) -> None:
    city, schools = OGE[subject]
    code = f"oge.{subject}"
    for year, printed in zip((2017, 2018, 2019), city, strict=True):
        row = OBSERVED["", code, year]
        assert row["raw"] == printed
        assert row["quality"] == ("ok" if printed else "missing")
        assert row["value"] == printed.removesuffix("%")
    named = {school: row["raw"] for (school, c, _), row in OBSERVED.items() if school and c == code}
    assert named == schools
    assert all(
        float(OBSERVED[school, code, 2019]["value"]) < float(city[2].removesuffix("%"))
        or (school, subject) == ("9", "geography")
        for school in schools
    )


def test_vpr_against_the_journal_stays_at_99_93() -> None:
    printed = {"vpr.lowered": "34,21 %", "vpr.confirmed": "59,22%", "vpr.raised": "6,5%"}
    found = {code: OBSERVED["", code, 2020] for code in printed}
    assert {code: row["raw"] for code, row in found.items()} == printed
    assert sum(float(row["value"]) for row in found.values()) == pytest.approx(99.93)
    assert all("99,93" in row["quality_note"] for row in found.values())
    third = OBSERVED["", "vpr.lowered_senior", 2020]
    assert (third["raw"], third["unit"], float(third["value"])) == ("треть", "share", 1 / 3)


@pytest.mark.parametrize("key", CITY, ids=lambda key: key[0])
def test_city_facts(key: tuple[str, int]) -> None:
    row = OBSERVED["", *key]
    assert (row["raw"], float(row["value"])) == CITY[key]


def test_parts_of_the_staff_add_up() -> None:
    def number(code: str) -> float:
        return float(OBSERVED["", code, 2020]["value"])

    tenure = [number(code) for _, code, _ in OBSERVED if code.startswith("staff.tenure")]
    assert tenure == [116, 97, 109, 174, 168, 34]
    assert sum(tenure) == number("staff.women") + number("staff.men") == 698


def test_doubtful_facts_say_why() -> None:
    for code in ("staff.age35_share", "vsosh.participations", "vsosh.share"):
        assert OBSERVED["", code, 2020]["quality"] in ("suspect", "ambiguous")
        assert OBSERVED["", code, 2020]["quality_note"]
    assert OBSERVED["", "net.kindergarten", 2020]["quality"] == "blank"
    undated = ("primary.quality", "secondary.quality", "primary.math_min", "secondary.quality_min")
    assert all("год не назван" in OBSERVED["", code, 2020]["quality_note"] for code in undated)


def test_quality_of_single_schools() -> None:
    assert OBSERVED["6", "primary.quality_by_year", 2018]["value"] == "69"
    assert OBSERVED["6", "primary.quality_by_year", 2019]["value"] == "77"
    assert OBSERVED["6", "primary.quality_change", 2019]["raw"] == "8%"
    assert OBSERVED["6", "primary.quality", 2020]["raw"] == "74%"
    assert OBSERVED["lyceum", "primary.quality", 2020]["raw"] == "91%"
    assert OBSERVED["8", "secondary.quality", 2020]["raw"] == "57%"
    assert OBSERVED["lyceum", "secondary.quality", 2020]["raw"] == "80%"
    assert OBSERVED["6", "primary.math_russian", 2020]["raw"] == "45%"


@pytest.mark.parametrize("subject", DECLINED)
def test_lists_of_schools_with_a_decline(subject: str) -> None:
    assert schools_of(f"decline-{subject}-2019") == DECLINED[subject].split()


def test_other_lists() -> None:
    assert schools_of("primary-decline-2019") == ["2", "5", "lyceum", "gymnasium"]
    assert schools_of("primary-growth-2019") == ["6"]
    assert schools_of("class-engineering-science") == ["9", "lyceum"]
    assert schools_of("class-law") == ["1"]
    assert schools_of("class-pedagogical") == ["gymnasium"]
    assert all(row["raw"] and row["meaning"] for row in rows("listings"))


@pytest.mark.parametrize("code", THRESHOLDS)
def test_thresholds_of_the_identification_table(code: str) -> None:
    row = next(row for row in rows("criteria") if row["code"] == code)
    found = tuple(row[key] for key in ("threshold_printed", "threshold", "comparison", "years"))
    assert found == THRESHOLDS[code]
    assert row["threshold_printed"] in row["title"]


def test_identification_table_has_seven_rows_of_results_and_three_indices() -> None:
    assert [row["code"] for row in rows("criteria")] == list(THRESHOLDS)
    assert Counter(row["type"] for row in rows("criteria")) == {"ШНОР": 7, "ШНСУ": 3}


def test_every_row_names_its_line() -> None:
    for name in ("schools", "observations", "listings", "criteria"):
        refs = [row["source_ref"] for row in rows(name)]
        assert all(re.fullmatch(r"строк[аи] \d+(–\d+)?", ref) for ref in refs)


def test_no_names_of_people() -> None:
    initials = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s[А-ЯЁ]\.")
    for path in FOLDER.glob("*.csv"):
        assert not initials.search(path.read_text(encoding="utf-8")), path.name
