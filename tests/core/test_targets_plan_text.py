"""Every printed criterion of the programmes, and the honest «не разобрано»."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.targets import Due, Operator, PlanUnit, Shape, parse_plan, plan_unit

LEAST, MOST, EXACT = Operator.AT_LEAST, Operator.AT_MOST, Operator.EXACTLY
Dues = list[tuple[int | str | None, int | None, float | bool]]


def read(printed: str) -> Dues:
    """Period, month and value of every plan."""
    return [
        (due.school_year or due.year, due.month, due.value if due.yes is None else due.yes)
        for due in parse_plan(printed).dues
    ]


def years(*values: float) -> Dues:
    return [(2022 + place, None, value) for place, value in enumerate(values)]


def one(value: float | bool) -> Dues:
    return [(None, None, value)]


# Пировский МО, 14.06.2022: every indicator of the programme with its criterion
PIROVSKOE: list[tuple[str, str, Shape, Dues]] = [
    ("1.1 1.2", "да", Shape.YES_NO, one(True)),
    (
        "2.1 2.2 2.3 2.4 2.5 2.6 2.7 3.1 3.2 4.1 4.2 7.1 7.4 7.5",
        "Да",
        Shape.YES_NO,
        one(True),
    ),
    ("1.3 3.3", "30%", Shape.PERCENT, one(30)),
    ("2.8 5.2 5.3 5.7 5.8 5.9 7.3 8.9 8.11 8.12", "100%", Shape.PERCENT, one(100)),
    ("2.9", "90%", Shape.PERCENT, one(90)),
    ("6.1", "40%", Shape.PERCENT, one(40)),
    ("6.3", "50%", Shape.PERCENT, one(50)),
    ("6.4", "80%", Shape.PERCENT, one(80)),
    ("6.8", "100% ШНОР", Shape.PERCENT, one(100)),
    (
        "6.9",
        "50% ШНОР, имеющих молодых педагогов со стажем до 10 лет",
        Shape.PERCENT,
        one(50),
    ),
    ("5.1", "2022г- 70% 2023г – 100%", Shape.PER_YEAR, years(70, 100)),
    ("5.5", "2022г - 0% 2023г- 20% 2024г - 30%", Shape.PER_YEAR, years(0, 20, 30)),
    ("5.6", "2022г - 20% 2023г- 30% 2024г - 40%", Shape.PER_YEAR, years(20, 30, 40)),
    ("5.10 5.11 5.12", "Не менее к 2022г – 90% 2023г – 100%", Shape.PER_YEAR, years(90, 100)),
    (
        "5.13",
        "Не менее: 2022г - 20% 2023г - 30% 2024г -40%",
        Shape.PER_YEAR,
        years(20, 30, 40),
    ),
    ("6.2", "2022 - 0% 2023 - 20% 2024 - 30%", Shape.PER_YEAR, years(0, 20, 30)),
    ("6.5", "2022г-38% 2023г-40% 2024г-42%", Shape.PER_YEAR, years(38, 40, 42)),
    ("6.6", "2022г-7% 2023г-10% 2024г-12%", Shape.PER_YEAR, years(7, 10, 12)),
    (
        "8.1 8.2 8.3 8.4 8.5 8.6 8.7 8.8",
        "Не менее к 2022 г - 30% 2023 г - 70% 2024 г -100%",
        Shape.PER_YEAR,
        years(30, 70, 100),
    ),
    ("5.4", "2022г (июнь) - 0% 2022г(август)-50%", Shape.MONTH, [(2022, 6, 0), (2022, 8, 50)]),
    (
        "7.2",
        "Июнь 2022г- нет; Октябрь 2022г-да",
        Shape.MONTH,
        [(2022, 6, False), (2022, 10, True)],
    ),
    ("7.6", "2022г(декабрь) - 100%", Shape.MONTH, [(2022, 12, 100)]),
    ("8.10", "На 2022-2023 уч. г - 50%", Shape.SCHOOL_YEAR, [("2022/23", None, 50)]),
    ("6.7", "Не менее 10% ежегодно", Shape.ANNUAL, one(10)),
    ("8.13", "Не менее 50% ОО", Shape.AT_LEAST, one(50)),
    ("8.14", "Не менее 80%", Shape.AT_LEAST, one(80)),
]

# plans printed beside measures of the roadmaps
BESIDE_MEASURES: list[tuple[str, Shape, Dues]] = [
    (
        "Доля педагогов ШНОР, использующих РЭШ: в 2022 г – 20%, 2023 – 30%, 2024-40%",
        Shape.PER_YEAR,
        years(20, 30, 40),
    ),
    ("Не менее 50% ШНОР показывают положительную динамику", Shape.AT_LEAST, one(50)),
    ("К 2024 г – 90% педагогов ШНОР имеют и реализуют ИОМ", Shape.PER_YEAR, [(2024, None, 90)]),
    (
        "К 2024 году 90% педагогов ОУ-ШНОР могут выявлять свои дефициты",
        Shape.PER_YEAR,
        [(2024, None, 90)],
    ),
    ("Выполнение плана-графика ПК на 100%", Shape.PERCENT, one(100)),
    ("Доля педагогов ШНОР не менее 80% ежегодно", Shape.ANNUAL, one(80)),
    ("100% ШНОР ежегодно", Shape.ANNUAL, one(100)),
    ("Не менее 20% ШНОР за 3 года", Shape.AT_LEAST, one(20)),
    (
        "100% завучей представляют аналитическую справку о реализации ШППКО 2 р. в год",
        Shape.PERCENT,
        one(100),
    ),
    (
        "Проведено не менее 2-х семинаров/совещаний на уровне муниципалитета/школ",
        Shape.AT_LEAST,
        one(2),
    ),
]


@pytest.mark.parametrize(
    ("printed", "shape", "dues"),
    [row[1:] for row in PIROVSKOE] + BESIDE_MEASURES,
)
def test_every_printed_criterion_is_read(printed: str, shape: Shape, dues: Dues) -> None:
    plan = parse_plan(printed)
    assert (plan.shape, plan.operator, read(printed)) == (shape, LEAST, dues)


def test_the_table_holds_all_59_indicators() -> None:
    codes = [code for row in PIROVSKOE for code in row[0].split()]
    assert len(codes) == len(set(codes)) == 59


def test_each_due_keeps_its_own_printed_part() -> None:
    dues = parse_plan("2022г (июнь) - 0% 2022г(август)-50%").dues
    assert [due.printed for due in dues] == ["2022г (июнь) - 0%", "2022г(август)-50%"]


@pytest.mark.parametrize("printed", ["", "  ", "–", "-", "\u00a0"])
def test_an_empty_criterion_has_no_plan(printed: str) -> None:
    assert parse_plan(printed) == (Shape.NONE, LEAST, ())


@pytest.mark.parametrize(
    "printed",
    [
        "Увеличение доли образовательных организаций с положительной динамикой",
        "Снижение доли обучающихся, не освоивших основную программу",
        "Справка по итогам проведения мероприятий",
        "Заключить одно соглашение",
        "30–50 %",
        "70% - 100%",
        "рост на 10 %",
        "снижение на 5 п.п.",
        "2022 – 30 %, 2022 – 50 %",
        "2022-2024 годы – 50%",
        "2022 – 30 %, 2023 – да",
        "не менее 30 %, не более 50 %",
        "30",
        "0,3",
        "-5 %",
        "1000 %",
        "нет",
        "На 2022-2025 уч. г - 50%",
        "2023 г. – 2 школы",
    ],
)
def test_what_names_no_plan_is_kept_and_not_read(printed: str) -> None:
    plan = parse_plan(printed)
    assert plan.shape is Shape.NONE
    assert plan.dues == (Due(printed=printed),)
    assert plan_unit(printed) is PlanUnit.UNKNOWN


@pytest.mark.parametrize(
    ("printed", "operator", "shape"),
    [
        ("не более 5 %", MOST, Shape.AT_LEAST),
        ("не выше 12,5%", MOST, Shape.AT_LEAST),
        ("снижение доли до 5 %", MOST, Shape.AT_LEAST),
        ("≤ 5 %", MOST, Shape.AT_LEAST),
        ("2023 – не более 7 %, 2024 – 5 %", MOST, Shape.PER_YEAR),
        ("ровно 3 школы", EXACT, Shape.AT_LEAST),
        ("≥ 40 %", LEAST, Shape.AT_LEAST),
        ("не ниже 40 процентов", LEAST, Shape.AT_LEAST),
        ("диагностика ШНОР до 100%", LEAST, Shape.PERCENT),
    ],
)
def test_the_operator_follows_the_words(printed: str, operator: Operator, shape: Shape) -> None:
    plan = parse_plan(printed)
    assert (plan.operator, plan.shape) == (operator, shape)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("Не менее 50% ОО", PlanUnit.PERCENT),
        ("40 процентов", PlanUnit.PERCENT),
        ("не менее 2 школ", PlanUnit.COUNT),
        ("Октябрь 2022г-да", PlanUnit.YES_NO),
        ("", PlanUnit.UNKNOWN),
    ],
)
def test_the_unit_of_a_plan(printed: str, unit: PlanUnit) -> None:
    assert plan_unit(printed) is unit


def test_decimal_comma() -> None:
    assert parse_plan("2022 – 12,5 %").dues[0].value == 12.5


WORDS = st.sampled_from(
    "2022|2023г|2022-2023 уч. г|июнь|(август)|-|–|30%|100 %|да|нет|не менее|не более|ежегодно|"
    "рост на|2 школы|;|:|к|٣%|\u00a0".split("|")
)


@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=9).map(" ".join)))
def test_parsing_never_raises_and_never_loses_the_text(printed: str) -> None:
    plan = parse_plan(printed)
    if plan.shape is Shape.NONE:
        assert all(not due.readable for due in plan.dues)
    else:
        assert plan.dues
        assert all(due.readable for due in plan.dues)
        assert all(due.value is None or 0 <= due.value < 10**6 for due in plan.dues)
    assert plan_unit(printed) in PlanUnit
