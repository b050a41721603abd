"""Social passport, staff, books, outcomes: every input of the table of Лесосибирск."""

from __future__ import annotations

import numpy as np
import surroundings
from district import SCHOOLS, TERRITORY, YEARS, School, enrolled, missing, school_year, stream
from observed import Cell, Indicator, Row, absent, blank, count, decimal, observation, part_of

SET = "context"
_PUPILS, _STAFF = "Контингент", "Кадры"
_RESOURCES, _OUTCOMES = "Ресурсы", "Образовательные результаты"
_RISK = "Признаки зоны риска"
_PERCENT, _PEOPLE, _SIGN = "Процент", "Человек", "1 — есть, 0 — нет"

# what the municipality itself says about a school
SHORT = {
    "risk.computers_short": ("demo-2", "demo-5-branch", "demo-10"),
    "risk.staff_short": ("demo-4", "demo-9", "demo-12-branch", "demo-15"),
}

# one empty cell, so that an index with a missing part can be seen
BLANK = ("demo-15", 2024, "ctx.weak_russian")


def _one(
    code: str, title: str, short: str, section: str, direction: str,
    unit: str = "percent", printed: str = _PERCENT,
) -> Indicator:  # fmt: skip
    return Indicator(SET, "school", code, title, short, section, unit, direction, printed)


ROWS = (
    _one("ctx.pupils", "Всего обучающихся", "Обучающиеся", _PUPILS, "neutral", "count", _PEOPLE),
    _one("ctx.low_income", "Доля обучающихся из малообеспеченных семей", "Малообеспеченные семьи",
         _PUPILS, "lower"),
    _one("ctx.incomplete_families", "Доля обучающихся из неполных семей", "Неполные семьи",
         _PUPILS, "lower"),
    _one("ctx.both_parents_higher",
         "Доля обучающихся, у которых оба родителя с высшим образованием",
         "Родители с высшим образованием", _PUPILS, "higher"),
    _one("ctx.registered", "Доля обучающихся, состоящих на учёте (ВШУ, ПДН, КДН)", "На учёте",
         _PUPILS, "lower"),
    _one("ctx.low_motivation", "Доля обучающихся с отсутствием учебной мотивации",
         "Нет учебной мотивации", _PUPILS, "lower"),
    _one("ctx.weak_russian", "Доля обучающихся со слабым знанием русского языка",
         "Слабый русский язык", _PUPILS, "lower"),
    _one("ctx.disability", "Доля обучающихся с ограниченными возможностями здоровья", "ОВЗ",
         _PUPILS, "neutral"),
    _one("ctx.combined_classes", "Доля обучающихся в классах-комплектах", "Классы-комплекты",
         _PUPILS, "lower"),
    _one("ctx.distance_km", "Расстояние до ближайшего другого образовательного центра, км",
         "Отдалённость, км", _PUPILS, "lower", "count", "Километры"),
    _one("staff.total", "Всего учителей", "Учителя", _STAFF, "neutral", "count", _PEOPLE),
    _one("staff.category3y",
         "Доля учителей, подтвердивших или повысивших за последние 3 года квалификационную"
         " категорию", "Категория за 3 года", _STAFF, "higher"),
    _one("staff.overload15", "Доля учителей, работающих на 1,5 ставки и более",
         "1,5 ставки и более", _STAFF, "lower"),
    _one("staff.contests3y",
         "Доля учителей, принявших участие за последние 3 года в профессиональных конкурсах"
         " регионального, всероссийского уровня", "Конкурсы за 3 года", _STAFF, "higher"),
    _one("staff.off_profile",
         "Доля учителей, преподающих предметы не по профилю образования по диплому",
         "Не по профилю", _STAFF, "lower"),
    _one("edu.books3y", "Доля учебной литературы не старше 3 лет в учебных библиотечных фондах",
         "Учебники не старше 3 лет", _RESOURCES, "higher"),
    _one("risk.computers_short", "Недостаточно компьютерной техники (признак муниципалитета)",
         "Мало техники", _RISK, "lower", "count", _SIGN),
    _one("risk.staff_short", "Дефицит педагогических кадров (признак муниципалитета)",
         "Дефицит кадров", _RISK, "lower", "count", _SIGN),
    _one("out.grade10", "Доля учащихся, продолживших обучение на старшей ступени образования",
         "Продолжили в 10 классе", _OUTCOMES, "higher"),
    _one("out.olympiads3y",
         "Доля учащихся, принимавших участие за последние 3 года в региональных и всероссийских"
         " олимпиадах и конкурсах", "Олимпиады за 3 года", _OUTCOMES, "higher"),
    _one("out.satisfaction",
         "Удовлетворённость качеством образовательных услуг по результатам независимой оценки",
         "Удовлетворённость", _OUTCOMES, "higher"),
    _one("out.quality", "Качество обученности (доля обучающихся на «4» и «5» за учебный год)",
         "Качество обученности", _OUTCOMES, "higher"),
    _one("out.standard", "Стандарт обученности (доля обучающихся без «2» за учебный год)",
         "Стандарт обученности", _OUTCOMES, "higher"),
)  # fmt: skip

Model = tuple[float | None, float, float]
# code → middle on the logit scale, change per unit of the school's level, spread between schools;
# without a middle it is that of the school's surroundings
_OF_PUPILS: dict[str, Model] = {
    "ctx.low_income": (None, 0.1, 0.3),
    "ctx.incomplete_families": (None, 0.1, 0.3),
    "ctx.both_parents_higher": (None, -0.1, 0.3),
    "ctx.registered": (None, 0.1, 0.35),
    "ctx.low_motivation": (None, 0.6, 0.3),
    "ctx.weak_russian": (None, 0.1, 0.45),
    "ctx.disability": (None, 0.1, 0.3),
    "out.olympiads3y": (-4.6, -0.7, 0.3),
    "out.quality": (-0.1, -0.35, 0.15),
    "out.standard": (3.9, -0.5, 0.3),
}
_OF_TEACHERS: dict[str, Model] = {
    "staff.category3y": (-0.3, -0.3, 0.3),
    "staff.overload15": (None, 0.1, 0.35),
    "staff.contests3y": (-1.7, -0.5, 0.3),
    "staff.off_profile": (None, 0.1, 0.35),
}
_BOOKS = (-0.6, -0.2, 0.45)
_GRADE10 = (0.35, -0.35, 0.3)
_SATISFACTION = (1.4, -1.25, 0.08)
# grades 1…4 are taught together below this number of pupils in a year group
_SMALL_GROUP = 12


def indicator_rows() -> list[Row]:
    return [row.row(position) for position, row in enumerate(ROWS, start=1)]


def observation_rows() -> list[Row]:
    rows: list[Row] = []
    for year in YEARS:
        source = f"{TERRITORY}-passport-{year}"
        for line, school in enumerate(SCHOOLS, start=1):
            for indicator in ROWS:
                cell = _cell(indicator.code, school, year)
                place = f"лист «{indicator.section}», строка {line}"
                rows.append(observation(indicator, school.school_id, year, cell, source, place))
    return rows


def pupils(school: School, year: int) -> int:
    return sum(enrolled(school, grade, year) for grade in range(1, 12))


def _cell(code: str, school: School, year: int) -> Cell:
    if missing(school, year):
        return absent(f"паспорта школы за {school_year(year)} учебный год нет")
    if (school.school_id, year, code) == BLANK:
        return blank("ячейка не заполнена")
    draw = stream("context", school.school_id, year, code)
    if code in _OF_PUPILS:
        return _drawn(draw, code, school, year, pupils(school, year), _OF_PUPILS[code])
    if code in _OF_TEACHERS:
        return _drawn(draw, code, school, year, school.teachers, _OF_TEACHERS[code])
    return _other(code, school, year, draw)


def _other(code: str, school: School, year: int, draw: np.random.Generator) -> Cell:
    if code == "ctx.pupils":
        return count(pupils(school, year))
    if code == "staff.total":
        return count(school.teachers)
    if code in SHORT:
        return count(int(school.school_id in SHORT[code]))
    if code == "ctx.distance_km":
        return count(school.distance_km)
    if code == "ctx.combined_classes":
        primary = sum(enrolled(school, grade, year) for grade in range(1, 5))
        return part_of(primary if school.size < _SMALL_GROUP else 0, pupils(school, year))
    if code == "edu.books3y":
        return _drawn(draw, code, school, year, 18 * pupils(school, year), _BOOKS)
    if code == "out.grade10":
        return _drawn(draw, code, school, year, enrolled(school, 9, year), _GRADE10)
    middle, change, spread = _SATISFACTION
    odds = np.exp(middle + change * _level(school) + draw.normal(0, spread))
    return decimal(round(float(100 * odds / (1 + odds)), 1))


def _level(school: School) -> float:
    """The lasting level of a school, without the change of the years."""
    return sum(school.effect) / len(school.effect)


def _drawn(
    draw: np.random.Generator, code: str, school: School, year: int, whole: int, model: Model
) -> Cell:  # fmt: skip
    middle, change, spread = model
    own = stream("context level", school.school_id, code).normal(0, spread)
    common = surroundings.middle(code, school, year) if middle is None else middle
    odds = np.exp(common + change * _level(school) + own)
    return part_of(int(draw.binomial(whole, odds / (1 + odds))), whole)
