"""The invented programme of 2022–2024: its document, risk factors and risk profiles of schools."""

from __future__ import annotations

from district import BY_ID, TERRITORY
from lists import supported
from targets import PROGRAMME

Row = list[object]

SOURCE = f"{TERRITORY}-programme"
_GOAL = (
    "Устойчивый рост образовательных результатов в школах, которым нужна поддержка, через "
    "методическую помощь педагогам, адресную работу с учениками и партнёрство школ"
)

# the factors the programme answers; a section of the roadmap works on each of them
FACTORS = (
    (
        "Несформированность внутришкольной системы оценки качества образования",
        "Школы списка сами видят свои трудности и каждый год обновляют программу развития",
    ),
    (
        "Недостаточная предметная и методическая компетентность педагогических работников",
        "Каждый педагог школ списка знает свои затруднения и получает помощь методиста",
    ),
    (
        "Высокая доля обучающихся с рисками учебной неуспешности",
        "Ученики с трудностями учатся по своим маршрутам и преодолевают порог экзаменов",
    ),
    (
        "Дефицит педагогических кадров",
        "Школы списка закрывают нехватку специалистов вместе со школами-партнёрами",
    ),
)

# factors of the questionnaire of «500+»; the levels below stand in this order
_PROFILE = (
    "Низкий уровень оснащения школы",
    "Дефицит педагогических кадров",
    "Недостаточная предметная и методическая компетентность педагогических работников",
    "Высокая доля обучающихся с ОВЗ",
    "Низкое качество преодоления языковых и культурных барьеров",
    "Низкая учебная мотивация обучающихся",
    "Пониженный уровень школьного благополучия",
    "Низкий уровень дисциплины в классе",
    "Высокая доля обучающихся с рисками учебной неуспешности",
    "Низкий уровень вовлечённости родителей",
)
_LEVELS = {"h": "high", "m": "medium", "l": "low"}
# a dash: the school has not answered this part of the questionnaire
_PROFILES = {
    (2023, "demo-2"): "mhmllmllml",
    (2023, "demo-4"): "hhhmlhmmhh",
    (2023, "demo-9"): "mmhlmhhmhh",
    (2023, "demo-10"): "hhmll----l",
    (2023, "demo-14"): "llmllmmlml",
    (2023, "demo-16"): "lmhmlmmhhm",
    (2024, "demo-2"): "mmmlllllml",
    (2024, "demo-4"): "mhhmlhmmhm",
    (2024, "demo-9"): "mlmlmhhmhh",
    (2024, "demo-14"): "lmmllmmlmm",
    (2024, "demo-16"): "lmmmlhmmhm",
}


def source_rows() -> list[Row]:
    title = "Программа поддержки школ 2022–2024 (вымышленный документ)"
    return [[SOURCE, title, "document", "", "2021-12-24", ""]]


def programme_rows() -> list[Row]:
    title = "Программа поддержки школ (вымышленный документ)"
    return [[PROGRAMME, title, "2022-01-01", "2024-12-31", _GOAL, SOURCE, "паспорт программы"]]


def factor_id(number: int) -> str:
    return f"{PROGRAMME}:risk:{number}"


def factor_rows() -> list[Row]:
    return [
        [factor_id(number), PROGRAMME, number, title, goal, f"перечень рисков, строка {number}"]
        for number, (title, goal) in enumerate(FACTORS, start=1)
    ]


def risk_rows() -> list[Row]:
    return [
        [school, year, factor, _LEVELS[letter], f"рисковый профиль {year} года, строка {line}"]
        for year in (2023, 2024)
        for school in BY_ID
        if school in supported(year)
        for line, (factor, letter) in enumerate(
            zip(_PROFILE, _PROFILES[year, school], strict=True), start=1
        )
        if letter in _LEVELS
    ]
