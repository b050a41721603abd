"""The monitoring table: nine rows of every school, ten of the district, which add up."""

from __future__ import annotations

from functools import cache

import numpy as np
from district import (
    MISSING_YEAR,
    SCHOOLS,
    TERRITORY,
    YEARS,
    School,
    missing,
    school_year,
    stream,
)
from lists import PARTNERS, supported
from observed import Cell, Indicator, Row, absent, count, observation, part_of

SET = "demo-monitoring"
_ORGANISATION = "Организация работы со школами с низкими результатами обучения"
_OWN = "Ежегодная положительная динамика образовательных результатов обучающихся"
_COMPETENCE = "Совершенствование предметных компетенций педагогических работников"
_HELP = "Оказание методической помощи"
_NETWORK = "Осуществление сетевого взаимодействия"
_PERCENT, _UNITS = "Процент", "Единицы"


def _share(level: str, code: str, title: str, short: str, section: str, **more: str) -> Indicator:
    return Indicator(SET, level, code, title, short, section, "percent", "higher", _PERCENT, **more)


def _count(level: str, code: str, title: str, short: str, section: str, **more: str) -> Indicator:
    return Indicator(SET, level, code, title, short, section, "count", "higher", _UNITS, **more)


SCHOOL_ROWS = (
    _share(
        "school", "1.1",
        "Доля учителей, которые ежегодно показывают положительную динамику образовательных"
        " результатов обучающихся",
        "Учителя с динамикой результатов", _OWN,
    ),
    _share(
        "school", "2.1",
        "Доля педагогических работников, прошедших диагностику профессиональных дефицитов"
        " (предметных компетенций)",
        "Прошли диагностику", _COMPETENCE,
    ),
    _share(
        "school", "2.2",
        "Доля педагогических работников, показавших положительную динамику уровня"
        " профессиональных компетенций (предметных и методических)",
        "Рост компетенций", _COMPETENCE, needs_code="2.1",
    ),
    _count(
        "school", "3.1", "Количество учителей, охваченных методической работой",
        "Охвачены методработой", _HELP,
    ),
    _count(
        "school", "3.2",
        "Количество учителей, вовлечённых в сетевое взаимодействие с учителями из школ-лидеров",
        "В сети со школами-лидерами", _HELP, whole_code="3.1",
    ),
    _count(
        "school", "3.3",
        "Количество учителей, которым оказана адресная методическая помощь в школе",
        "Адресная помощь в школе", _HELP, whole_code="3.1",
    ),
    _count(
        "school", "3.4",
        "Количество учителей, которым оказана адресная методическая помощь методистами"
        " методического центра",
        "Помощь методистов", _HELP, whole_code="3.1",
    ),
    _count(
        "school", "4.1",
        "Количество учителей, осуществляющих совместную разработку и реализацию образовательных"
        " программ, учебных планов",
        "Совместные программы", _NETWORK, whole_code="3.1",
    ),
    _count(
        "school", "4.2",
        "Количество учителей, принявших участие в проведении консультаций и семинаров"
        " в соответствии с дорожной картой",
        "Консультации, семинары", _NETWORK, whole_code="3.1",
    ),
)  # fmt: skip
DISTRICT_ROWS = (
    _share(
        "territory", "1.1",
        "Доля школ, которые ежегодно показывают положительную динамику образовательных"
        " результатов обучающихся",
        "Школы с динамикой результатов", _ORGANISATION,
        school_code="1.1", relation="schools_with",
    ),
    _share(
        "territory", "2.1", SCHOOL_ROWS[1].title, "Прошли диагностику", _COMPETENCE,
        school_code="2.1", relation="same_measure",
    ),
    _share(
        "territory", "2.2", SCHOOL_ROWS[2].title, "Рост компетенций", _COMPETENCE,
        school_code="2.2", relation="same_measure",
    ),
    _count(
        "territory", "3.1", "Количество школ, охваченных методической работой",
        "Охвачены методработой", _HELP, school_code="3.1", relation="schools_with",
    ),
    _count(
        "territory", "3.2",
        "Количество школ, вовлечённых в сетевое взаимодействие со школами-лидерами",
        "В сети со школами-лидерами", _HELP, school_code="3.2", relation="schools_with",
    ),
    _count(
        "territory", "3.3",
        "Количество школ, которым оказана адресная методическая помощь кураторами",
        "Адресная помощь кураторов", _HELP, school_code="3.3", relation="schools_with",
    ),
    _count(
        "territory", "3.4",
        "Количество школ, которым оказана адресная методическая помощь муниципальными"
        " координаторами",
        "Муниципальная адресная помощь", _HELP,
    ),
    _count(
        "territory", "3.5",
        "Количество школ, которым оказана адресная методическая помощь методистами"
        " методического центра",
        "Помощь методистов", _HELP, school_code="3.4", relation="schools_with",
    ),
    _count(
        "territory", "4.1",
        "Количество школ, осуществляющих совместную разработку и реализацию образовательных"
        " программ, учебных планов",
        "Совместные программы", _NETWORK, school_code="4.1", relation="schools_with",
    ),
    _count(
        "territory", "4.2",
        "Количество школ, принявших участие в проведении консультаций и семинаров"
        " в соответствии с дорожной картой",
        "Консультации, семинары", _NETWORK, school_code="4.2", relation="schools_with",
    ),
)  # fmt: skip

Table = dict[str, int]


@cache
def table(school: School, year: int) -> Table:
    """Teachers of one school by row of its table; a part never exceeds its whole."""
    draw = stream("monitoring", school.school_id, year)
    helped = school.school_id in supported(year)
    better = school.shift(year - 1) - school.shift(year) if year > YEARS[0] else 0.0
    rows = {"1.1": _drawn(draw, school.teachers, 0.33 + 0.5 * better)}
    rows["2.1"] = _drawn(draw, school.teachers, 0.12 + 0.1 * YEARS.index(year) + 0.2 * helped)
    rows["2.2"] = _drawn(draw, rows["2.1"], 0.55)
    reached = 0.7 if helped else 0.25 if school.effect[0] > -0.5 else 0.0
    rows["3.1"] = _drawn(draw, school.teachers, reached)
    networked = school.school_id in PARTNERS and year > YEARS[0]
    chances = {"3.2": 0.3 * networked, "3.3": 0.6 * helped, "3.4": 0.35 * helped}
    for code, chance in {**chances, "4.1": 0.15, "4.2": 0.2}.items():
        rows[code] = _drawn(draw, rows["3.1"], chance)
    return rows


def _drawn(draw: np.random.Generator, whole: int, chance: float) -> int:
    return int(draw.binomial(whole, min(max(chance, 0.0), 0.95)))


def improved(year: int) -> list[School]:
    """Schools whose share of teachers in row 1.1 grew; in the first year, those above a third."""
    return [school for school in _present(year) if _share_grew(school, year)]


def _share_grew(school: School, year: int) -> bool:
    now = table(school, year)["1.1"]
    if year == YEARS[0] or missing(school, year - 1):
        return 3 * now > school.teachers
    return now > table(school, year - 1)["1.1"]


def _present(year: int) -> list[School]:
    return [school for school in SCHOOLS if not missing(school, year)]


def indicator_rows() -> list[Row]:
    return [
        indicator.row(position)
        for rows in (SCHOOL_ROWS, DISTRICT_ROWS)
        for position, indicator in enumerate(rows, start=1)
    ]


def observation_rows() -> list[Row]:
    rows: list[Row] = []
    for year in YEARS:
        source = f"{TERRITORY}-monitoring-{year}"
        for indicator in DISTRICT_ROWS:
            place = f"свод, строка {indicator.code}"
            cell = _district_cell(indicator, year)
            rows.append(observation(indicator, "", year, cell, source, place))
        for school in SCHOOLS:
            for indicator in SCHOOL_ROWS:
                place = f"таблица школы «{school.name}», строка {indicator.code}"
                cell = _school_cell(indicator, school, year)
                rows.append(observation(indicator, school.school_id, year, cell, source, place))
    return rows


def _school_cell(indicator: Indicator, school: School, year: int) -> Cell:
    if missing(school, year):
        return absent(f"таблицы школы за {school_year(MISSING_YEAR)} учебный год нет")
    number = table(school, year)[indicator.code]
    return part_of(number, school.teachers) if indicator.unit == "percent" else count(number)


def _district_cell(indicator: Indicator, year: int) -> Cell:
    present = _present(year)
    tables = [table(school, year) for school in present]
    if indicator.code == "1.1":
        return part_of(len(improved(year)), len(present))
    if indicator.relation == "same_measure":
        teachers = sum(school.teachers for school in present)
        return part_of(sum(rows[indicator.school_code] for rows in tables), teachers)
    if not indicator.school_code:
        return count(len([s for s in present if s.school_id in supported(year)]))
    return count(sum(rows[indicator.school_code] > 0 for rows in tables))
