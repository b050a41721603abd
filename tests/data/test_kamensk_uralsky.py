"""The transcription of the protocol of Каменск-Уральский ГО: complete, consistent, without names.

The expected cells were read from the document by eye, not produced by the product's reader.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "data" / "kamensk_uralsky"
YEARS = ("2019", "2020", "2021")
SCHOOL_CODES = ("1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
TERRITORY_CODES = ("1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "4.1", "4.2")
WITH_TABLES = ("1", "2", "7", "9-licey", "14", "17", "27", "32", "35", "37", "38", "39", "51", "60")
SOURCE = "kamensk-uralsky-protocol-12"
FILES = {
    "territory.csv": "territory_id,name,region,invented",
    "sources.csv": "source_id,title,kind,number,issued,file_name",
    "schools.csv": "school_id,short_name,full_name,type,number,parent_id,fis_oko,oge_code,"
    "ege_code,rural,small,position,source_id,source_ref",
    "indicators.csv": "indicator_id,indicator_set,level,code,title,short_title,section,unit,"
    "direction,whole_code,needs_code,school_code,school_relation,position",
    "observations.csv": "school_id,level,code,year,raw,value,numerator,denominator,unit,quality,"
    "quality_note,schools,parts,title_printed,unit_printed,source_id,source_ref",
    "listings.csv": "listing_id,school_id,list_code,meaning,school_year,level,programme,basis,"
    "raw,source_id,source_ref",
    "partnerships.csv": "partnership_id,school_id,partner_id,kind,source_id,source_ref",
    "resolutions.csv": "resolution_id,section,number,parent_number,text,source_id,source_ref",
}

# school, code: what the document prints for 2019, 2020, 2021
PRINTED = {
    ("1", "1.1"): ("9", "12", "9"),
    ("1", "2.2"): ("0", "0", "6"),
    ("1", "3.1"): ("36", "36", "35"),
    ("2", "1.1"): ("0,6", "0,5", "0,5"),
    ("2", "2.1"): ("93", "96", "90"),
    ("2", "4.2"): ("15", "17", "17"),
    ("7", "1.1"): ("14ч. 50%", "14ч. 47%", "10 ч. 38%"),
    ("7", "2.2"): ("56%", "61%", "53%"),
    ("9-licey", "1.1"): ("", "85%", "87%"),
    ("9-licey", "2.2"): ("", "4/27", "4/27"),
    ("9-licey", "3.1"): ("10", "20", "22"),
    ("9-licey", "3.4"): ("", "0", "0"),
    ("14", "1.1"): ("7/14", "8/15", "7/16"),
    ("14", "3.4"): ("", "", ""),
    ("17", "1.1"): ("43%", "56%", "21 %"),
    ("17", "2.1"): ("0 %", "0%", "35%"),
    ("17", "3.3"): ("14", "16", "514"),
    ("27", "1.1"): ("1/2", "3/4", "3/4"),
    ("27", "2.1"): ("15%", "30%", "57.5%"),
    ("27", "4.2"): ("6", "21", "33"),
    ("32", "1.1"): ("1,5", "2", "3"),
    ("32", "4.2"): ("10", "15", "20"),
    ("35", "1.1"): ("36", "39", "47"),
    ("35", "2.2"): ("4", "5", "8"),
    ("35", "3.4"): ("", "", ""),
    ("37", "1.1"): ("74", "78", "82"),
    ("37", "3.3"): ("0", "0", "28"),
    ("38", "1.1"): ("88,5", "88,5", "94"),
    ("38", "2.1"): ("14%", "11,4%", "17,1%"),
    ("39", "2.1"): ("40%", "60%", "80%"),
    ("39", "3.4"): ("8", "8", "8"),
    ("51", "3.1"): ("20", "39", "39"),
    ("60", "2.2"): ("0", "0", "27"),
}

# school, code, year: value, unit, quality as the cell is to be read
READ = {
    ("1", "1.1", "2020"): ("12", "unknown", "ambiguous"),
    ("1", "2.2", "2019"): ("0", "percent", "ok"),
    ("1", "2.2", "2021"): ("6", "unknown", "ambiguous"),
    ("1", "4.2", "2021"): ("", "unknown", "missing"),
    ("2", "1.1", "2019"): ("0.6", "share", "ok"),
    ("2", "2.1", "2020"): ("96", "percent", "ok"),
    ("7", "1.1", "2021"): ("38", "percent", "ok"),
    ("9-licey", "3.2", "2019"): ("", "unknown", "blank"),
    ("14", "2.2", "2021"): ("43.75", "percent", "ok"),
    ("17", "1.1", "2021"): ("21", "percent", "ok"),
    ("17", "3.3", "2021"): ("514", "count", "ok"),
    ("27", "2.1", "2021"): ("57.5", "percent", "ok"),
    ("32", "1.1", "2019"): ("1.5", "unknown", "suspect"),
    ("32", "1.1", "2021"): ("3", "unknown", "ambiguous"),
    ("32", "2.1", "2021"): ("25", "percent", "ok"),
    ("35", "3.4", "2020"): ("", "unknown", "blank"),
    ("37", "1.1", "2019"): ("74", "percent", "ok"),
    ("37", "2.2", "2020"): ("100", "percent", "ok"),
    ("38", "1.1", "2019"): ("88.5", "percent", "ok"),
    ("38", "1.1", "2021"): ("94", "percent", "ok"),
    ("51", "1.1", "2020"): ("31", "unknown", "ambiguous"),
    ("60", "3.4", "2019"): ("0", "count", "ok"),
    ("", "2.1", "2019"): ("27.53", "percent", "ok"),
    ("", "2.2", "2019"): ("42.8", "percent", "ok"),
    ("", "3.3", "2021"): ("16", "count", "ambiguous"),
    ("", "3.5", "2021"): ("13", "count", "suspect"),
}

# who is on which list, in the printed order, repeats kept
LISTED = {
    "shnor-2021": "14 27 39 2 7 11 14 32 37 38 51 60",
    "shnor-2022": "1 17 35 9-licey",
    "500plus-2021": "2 7 32 37 14 27 39",
    "500plus-2022": "1 17 35 38 51 60 9-licey",
    "well-equipped-2022": "9-licey 1 17 35",
    "resource-2022": "2 27 51",
    "leaders-2022": "3 15 19 22 34 10-licey",
    "landing-2022": "39 32 51 60",
    "address-support-2022": "1 2 7 11 14 17 27 32 35 37 38 39 51 60 9-licey",
    "procedures-support-2022": "1 2 7 11 4 17 27 32 35 37 38 39 51 60 9-licey",
    "development-programmes-2022": "1 17 35 38 51 60 9-licey",
    "improve-competences-2022": "1 17 32 37 51 60",
    "involve-in-network-2022": "1 2 7 32 51 60 14 27 39",
    "expertise-risk-causes-2022": "17 51 60",
    "expertise-technical-2022": "9-licey 17 51 60",
    "some-teachers-unwilling-2022": "9-licey 1 35",
    "low-or-biased-2021": "2 27 32 51",
    "experience-regional-2022": "1 11 17 27 37 38 60 9-licey",
    "experience-fioko-2022": "27 37 38",
    "iro-pilot-2017": "27",
}

CURATORS = {
    "1": "15",
    "2": "3",
    "7": "15",
    "9-licey": "34",
    "14": "1",
    "17": "34",
    "27": "35",
    "32": "1",
    "35": "21",
    "37": "35",
    "38": "3",
    "39": "21",
    "51": "21",
    "60": "21",
}

RESOLUTIONS = {
    "Повестка": 3,
    "Принятие мер": 20,
    "Управленческие решения": 8,
    "Анализ эффективности принятых мер": 1,
    "Вывод": 3,
    "Решили": 21,
}

INITIALS = r"[А-ЯЁ]\.?\s?[А-ЯЁ]\.?(?![А-ЯЁа-яё])"
SURNAME = r"[А-ЯЁ][а-яё]{2,}"
PERSON = re.compile(
    rf"(?<![-А-ЯЁа-яё]){SURNAME}\s{INITIALS}"
    rf"|(?<![А-ЯЁа-яё])[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{SURNAME}"
    rf"|{SURNAME}\s{SURNAME}\s[А-ЯЁ][а-яё]+(?:вн|ичн|вич|ьич)[а-яё]*"
)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def school(key: str) -> str:
    return f"kamensk-uralsky-{key}" if key else ""


@pytest.fixture(scope="module")
def cells() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(row["school_id"], row["code"], row["year"]): row for row in rows("observations.csv")}


@pytest.mark.parametrize("name", FILES)
def test_file_has_its_columns_and_plain_text(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    text = data.decode("utf-8")
    assert text.partition("\n")[0] == FILES[name]
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert text.endswith("\n")
    width = len(FILES[name].split(","))
    assert {len(row) for row in csv.reader(text.splitlines())} == {width}


@pytest.mark.parametrize("name", FILES)
def test_no_person_is_named(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert PERSON.findall(text.replace("Каменск-Уральский ГО", "")) == []


@pytest.mark.parametrize(
    "text", ["Фамилия И.О.", "Фамилия И. О.", "Фамилия И О", "И.О. Фамилия", "Фамилию Имя Отчевну"]
)
def test_the_check_for_names_sees_every_way_a_protocol_prints_them(text: str) -> None:
    assert PERSON.search(f"куратор {text}, заместитель директора")


def test_territory_and_source() -> None:
    assert [row["name"] for row in rows("territory.csv")] == ["Каменск-Уральский ГО"]
    assert [row["invented"] for row in rows("territory.csv")] == ["false"]
    (source,) = rows("sources.csv")
    assert (source["source_id"], source["number"]) == (SOURCE, "12")
    assert source["issued"] == "2022-05-25"


def test_schools_are_the_fourteen_with_tables_and_sixteen_named_in_lists() -> None:
    schools = rows("schools.csv")
    assert [row["school_id"] for row in schools[:14]] == [school(key) for key in WITH_TABLES]
    assert len({row["school_id"] for row in schools}) == len(schools) == 30
    assert len({row["short_name"] for row in schools}) == 30
    assert [int(row["position"]) for row in schools] == list(range(1, 31))
    assert {row["school_id"] for row in schools if row["full_name"]} == {
        school(key) for key in WITH_TABLES
    }


def test_the_type_of_a_school_is_never_invented() -> None:
    kinds = {"средняя": "Средняя школа", "основная": "Основная школа", "лицей": "Лицей"}
    for row in rows("schools.csv"):
        if row["type"] == "гимназия":
            assert row["short_name"] == "Каменск-Уральская гимназия"
        else:
            assert row["short_name"] == f"{kinds.get(row['type'], 'МОУ')} № {row['number']}"


def test_every_school_named_anywhere_exists() -> None:
    known = {row["school_id"] for row in rows("schools.csv")}
    named = {row["school_id"] for name in ("observations", "listings", "partnerships")
             for row in rows(f"{name}.csv")}  # fmt: skip
    named |= {row["partner_id"] for row in rows("partnerships.csv")}
    assert named - {""} <= known
    assert known <= named


@pytest.mark.parametrize("name", [name for name in FILES if "source_ref" in FILES[name]])
def test_every_row_says_where_it_stands(name: str) -> None:
    for row in rows(name):
        assert row["source_id"] == SOURCE
        assert re.match(r"строк[аи] \d+", row["source_ref"])


@pytest.mark.parametrize(
    "name", ["schools", "indicators", "listings", "partnerships", "resolutions"]
)
def test_identifiers_are_unique(name: str) -> None:
    ids = [next(iter(row.values())) for row in rows(f"{name}.csv")]
    assert len(ids) == len(set(ids))


def test_indicators_in_printed_order() -> None:
    by_level: dict[str, list[dict[str, str]]] = {"school": [], "territory": []}
    for row in rows("indicators.csv"):
        by_level[row["level"]].append(row)
        assert row["indicator_id"] == f"kamensk-2022:{row['level']}:{row['code']}"
        assert row["unit"] == ("percent" if row["code"] in {"1.1", "2.1", "2.2"} else "count")
        assert 2 <= len(row["short_title"].split()) <= 5
    assert tuple(row["code"] for row in by_level["school"]) == SCHOOL_CODES
    assert tuple(row["code"] for row in by_level["territory"]) == TERRITORY_CODES


def test_indicators_are_tied_to_each_other() -> None:
    indicators = {(row["level"], row["code"]): row for row in rows("indicators.csv")}
    whole = {code: row["whole_code"] for (level, code), row in indicators.items()
             if level == "school" and row["whole_code"]}  # fmt: skip
    assert whole == dict.fromkeys(["3.2", "3.3", "3.4", "4.1", "4.2"], "3.1")
    assert indicators["school", "2.2"]["needs_code"] == "2.1"
    relation = {code: (row["school_code"], row["school_relation"])
                for (level, code), row in indicators.items() if level == "territory"}  # fmt: skip
    assert relation.pop("3.4") == ("", "")
    assert relation.pop("2.1") == ("2.1", "same_measure")
    assert relation.pop("2.2") == ("2.2", "same_measure")
    assert relation.pop("3.5") == ("3.4", "schools_with")
    assert all(pair == (code, "schools_with") for code, pair in relation.items())


def test_every_cell_stands_exactly_once(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    expected = {(school(key), code, year)
                for key in WITH_TABLES for code in SCHOOL_CODES for year in YEARS}  # fmt: skip
    assert len(expected) == 378
    municipal = {("", code, year) for code in TERRITORY_CODES for year in YEARS}
    assert len(municipal) == 30
    assert set(cells) == expected | municipal
    assert len(rows("observations.csv")) == 408


def test_level_follows_the_table(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    for (school_id, code, year), row in cells.items():
        assert row["level"] == ("school" if school_id else "territory")
        place = "таблица школы" if school_id else "свод"
        assert row["source_ref"].endswith(f" · {place}, {code}, {year} год")


def test_lines_follow_the_document(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    lines: dict[tuple[str, str], int] = {}
    for (school_id, code, _), row in cells.items():
        if row["quality"] != "missing":
            lines[school_id, code] = int(re.findall(r"\d+", row["source_ref"])[0])
    assert list(lines.values()) == sorted(set(lines.values()))


def test_text_is_kept_unless_nothing_is_printed(
    cells: dict[tuple[str, str, str], dict[str, str]],
) -> None:
    for row in cells.values():
        printed = row["quality"] not in {"blank", "missing"}
        assert bool(row["raw"]) == printed
        assert bool(row["value"]) == printed
        assert bool(row["title_printed"]) == (row["quality"] != "missing")
        assert row["raw"] == row["raw"].strip()


def test_doubtful_cells_say_why(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    for row in cells.values():
        if row["quality"] in {"suspect", "ambiguous", "missing"}:
            assert row["quality_note"]
    qualities = Counter(row["quality"] for row in cells.values())
    assert qualities == {"ok": 366, "ambiguous": 23, "blank": 14, "missing": 3, "suspect": 2}


def test_fractions_keep_both_numbers(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    fractions = [row for row in cells.values() if row["denominator"]]
    assert len(fractions) == 14
    for row in fractions:
        assert row["raw"] == f"{row['numerator']}/{row['denominator']}"
        assert float(row["value"]) == 100 * int(row["numerator"]) / int(row["denominator"])
        assert bool(row["quality_note"]) == (int(row["denominator"]) < 5)
    assert {row["value"] for row in fractions if row["raw"] == "4/27"} == {"14.814814814814815"}


def test_numerator_beside_a_percent(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    row = cells[school("7"), "1.1", "2021"]
    assert (row["numerator"], row["denominator"]) == ("10", "")


@pytest.mark.parametrize(("place", "texts"), PRINTED.items())
def test_printed_text(
    place: tuple[str, str],
    texts: tuple[str, str, str],
    cells: dict[tuple[str, str, str], dict[str, str]],
) -> None:
    key, code = place
    assert tuple(cells[school(key), code, year]["raw"] for year in YEARS) == texts


@pytest.mark.parametrize(("place", "reading"), READ.items())
def test_reading(
    place: tuple[str, str, str],
    reading: tuple[str, str, str],
    cells: dict[tuple[str, str, str], dict[str, str]],
) -> None:
    key, code, year = place
    row = cells[school(key), code, year]
    assert (row["value"], row["unit"], row["quality"]) == reading


def test_municipal_cells_with_schools(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    assert cells["", "1.1", "2019"]["raw"] == "30% МОУ №№ 17, 37, 40, КУГ"
    assert cells["", "1.1", "2019"]["schools"] == "17;37;40;КУГ"
    assert cells["", "4.1", "2019"]["schools"] == "2;27;27;39;19;40"
    assert cells["", "4.1", "2021"]["schools"] == "1;3;17;21;34;35;38;51;60;Лицей № 9"
    assert cells["", "4.2", "2021"]["schools"] == "2;22;27;32;34;51;КУГ;Лицей № 9"


def test_municipal_cells_with_parts(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    parts = {(code, year): row["parts"] for (_, code, year), row in cells.items() if row["parts"]}
    assert parts["2.1", "2021"] == (
        "Самый высокий=90 percent [Средняя школа № 2] | Самый низкий=14 percent [35;37]"
    )
    assert parts["3.1", "2019"] == "в проекте 2.2=4 count"
    assert parts["3.3", "2020"] == "в проекте «500+»=7 count | всего=23 count"
    assert len(parts) == 9


def test_two_tables_are_printed_alike(cells: dict[tuple[str, str, str], dict[str, str]]) -> None:
    for code in SCHOOL_CODES:
        for year in YEARS:
            assert cells[school("51"), code, year]["raw"] == cells[school("60"), code, year]["raw"]


@pytest.mark.parametrize(("code", "keys"), LISTED.items())
def test_list_of_schools(code: str, keys: str) -> None:
    found = [row["school_id"] for row in rows("listings.csv") if row["list_code"] == code]
    assert found == [school(key) for key in keys.split()]


def test_a_list_has_one_meaning() -> None:
    meanings: dict[str, set[tuple[str, str, str]]] = {}
    for row in rows("listings.csv"):
        key = (row["meaning"], row["school_year"], row["level"])
        meanings.setdefault(row["list_code"], set()).add(key)
        assert row["level"] in {"federal", "regional", "municipal", "document"}
        assert re.fullmatch(r"(\d{4}(/\d{4})?)?", row["school_year"])
        assert row["meaning"]
        assert row["raw"]
    assert all(len(found) == 1 for found in meanings.values())


def test_lists_inside_municipal_cells_agree_with_the_cells(
    cells: dict[tuple[str, str, str], dict[str, str]],
) -> None:
    ids = {"КУГ": "gimnaziya", "Лицей № 9": "9-licey", "Лицей № 10": "10-licey"}
    listed: dict[str, list[str]] = {}
    for row in rows("listings.csv"):
        listed.setdefault(row["list_code"], []).append(row["school_id"])
    for (_, code, year), row in cells.items():
        if row["schools"]:
            named = [school(ids.get(name, name)) for name in row["schools"].split(";")]
            assert listed[f"cell-{code}-{year}"] == named


def test_curators_are_schools() -> None:
    pairs = {row["school_id"]: row["partner_id"] for row in rows("partnerships.csv")}
    assert pairs == {school(key): school(partner) for key, partner in CURATORS.items()}
    assert {row["kind"] for row in rows("partnerships.csv")} == {"curator"}


def test_resolutions_by_section() -> None:
    resolutions = rows("resolutions.csv")
    assert Counter(row["section"] for row in resolutions) == RESOLUTIONS
    decided = {row["number"]: row for row in resolutions if row["section"] == "Решили"}
    inner = [f"5.{n}" for n in range(1, 13)]
    assert list(decided) == ["1", "2", "3", "4", "5", *inner, "6", "6.1", "6.2", "7"]
    assert "ресурсных школ №№ 2, 27, 51" in decided["5.1"]["text"]
    for number, row in decided.items():
        assert row["parent_number"] == number.partition(".")[0] * ("." in number)
