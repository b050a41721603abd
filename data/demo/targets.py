"""Target indicators of the invented programme: printed plans and the facts of six monitorings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from district import BY_ID, TERRITORY
from lists import supported

Row = list[object]

PROGRAMME = f"{TERRITORY}-2022"

# A January monitoring tells of the year that has just ended, so its facts stand on 31 December.
ROUNDS = (
    ("2021-12-31", "январский мониторинг 2022 года"),
    ("2022-05-25", "майский мониторинг 2022 года"),
    ("2022-12-31", "январский мониторинг 2023 года"),
    ("2023-05-25", "майский мониторинг 2023 года"),
    ("2023-12-31", "январский мониторинг 2024 года"),
    ("2024-05-25", "майский мониторинг 2024 года"),
)
# the list in force is that of the last November
_LISTS = tuple(supported(year) for year in (2021, 2021, 2022, 2022, 2023, 2023))
_SCHOOLS = tuple(len(schools) for schools in _LISTS)
_TEACHERS = tuple(sum(BY_ID[school].teachers for school in schools) for schools in _LISTS)

_OF_SCHOOLS = "школы муниципального списка текущего года"
_OF_TEACHERS = "педагоги школ муниципального списка"

_SECTIONS = (
    "1. Управление программой",
    "2. Выявление трудностей школ и педагогов",
    "3. Школьные программы развития",
    "4. Информирование",
    "5. Методическая поддержка школ",
    "6. Профессиональное развитие педагогов",
    "7. Условия и оценка хода программы",
    "8. Образовательные результаты",
)

Numbers = tuple[int | None, ...]


@dataclass(frozen=True)
class Plan:
    """One due of a printed criterion; ``value`` is «да / нет», per cent or a count."""

    printed: str
    value: float | bool | None
    year: int | None = None
    month: int | None = None
    school_year: str = ""


@dataclass(frozen=True)
class Target:
    """``facts`` are the six monitorings: a part of ``whole``, «да / нет», or ``None`` for a gap."""

    code: str
    title: str
    shape: str
    plans: tuple[Plan, ...]
    facts: Numbers | tuple[bool | None, ...] = ()
    whole: Numbers = _SCHOOLS
    denominator: str = _OF_SCHOOLS
    printed: str = ""
    unit: str = "percent"
    operator: str = ">="
    direction: str = "higher"
    kind: str = "invariant"
    evidence: str = ""
    note: str = ""

    @property
    def target_id(self) -> str:
        return f"{PROGRAMME}:{self.code}"

    @property
    def criterion(self) -> str:
        return self.printed or ", ".join(plan.printed for plan in self.plans)


def _years(*values: int) -> tuple[Plan, ...]:
    return tuple(
        Plan(f"{year} г. – {value} %", value, year) for year, value in enumerate(values, 2022)
    )


def _yes(code: str, title: str, *facts: bool, evidence: str = "", note: str = "") -> Target:
    plan = (Plan("да", True),)
    return Target(
        *(code, title, "yes_no", plan, facts, (), ""),
        unit="yes_no",
        operator="=",
        evidence=evidence,
        note=note,
    )


def _of_schools(
    code: str, title: str, shape: str, plans: tuple[Plan, ...], *facts: int | None, note: str = ""
) -> Target:
    return Target(code, title, shape, plans, facts, note=note)


def _of_teachers(
    code: str, title: str, shape: str, plans: tuple[Plan, ...], *facts: int | None, note: str = ""
) -> Target:
    return Target(code, title, shape, plans, facts, _TEACHERS, _OF_TEACHERS, note=note)


TARGETS = (
    _yes("1.1", "Назначен муниципальный координатор поддержки школ",
         *(False, True, True, True, True, True),
         evidence="приказ управления образования, приложение 1 (вымышленный документ)"),
    _yes("1.2", "На сайте округа опубликован состав рабочей группы программы",
         *(False, False, True, True, True, True),
         note="подтверждение не указано"),
    _of_schools("1.3", "Доля школ списка, где назначен ответственный за программу поддержки",
                "percent", (Plan("100 %", 100),), 0, 2, 4, 5, 5, 6, note="год не назван"),
    _of_teachers("2.1", "Доля педагогов школ списка, прошедших диагностику затруднений",
                 "per_year", _years(70, 100), 12, 60, 110, 124, 130, 138,
                 note="план на 2024 год не напечатан"),
    Target("2.2", "Наличие сводной справки о затруднениях педагогов", "month",
           (Plan("Июнь 2022 г. – нет", False, 2022, 6),
            Plan("октябрь 2022 г. – да", True, 2022, 10)),
           (False, False, True, True, True, True), (), "", unit="yes_no",
           evidence="справка методической службы (вымышленный документ)"),
    _of_schools("3.1", "Доля школ списка, обновивших программу развития и показавших её на сайте",
                "per_year", _years(50, 80, 100), 1, 2, 3, 4, 5, 6),
    Target("3.2", "Доля директоров школ списка, представивших отчёт о ходе школьной программы",
           "month",
           (Plan("2022 г. (июнь) – 0 %", 0, 2022, 6),
            Plan("2022 г. (декабрь) – 100 %", 100, 2022, 12)),
           (0, 0, 6, 6, 6, 6), denominator="директора школ муниципального списка"),
    Target("3.3", "Доля школ списка, получивших отзыв методиста на программу развития", "none",
           (), (None, None, 1, 2, 3, 3), unit="unknown", kind="variable",
           note="ячейка критерия пуста"),
    _yes("4.1", "На сайте округа ведётся страница о поддержке школ",
         *(False, True, True, True, True, True),
         evidence="сайт округа, раздел о поддержке школ (вымышленная страница)"),
    _yes("4.2", "Опубликован сборник удачных практик школ списка",
         *(False, False, False, False, False, True),
         note="срок не назван; в мае 2024 года подтверждение не указано"),
    _of_teachers("5.1", "Доля педагогов школ списка, получивших консультации методистов",
                 "per_year", _years(40, 80, 120), 30, 52, 74, 90, 116, 124,
                 note="на 2024 год напечатано 120 %: доля не бывает больше 100 %"),
    _of_schools("5.2", "Доля школ списка, заключивших договор со школой-партнёром",
                "at_least", (Plan("Не менее 80 %", 80),), 1, 2, 4, 5, 5, 6),
    Target("5.3", "Число школ списка, которые провели открытый методический день", "at_least",
           (Plan("Не менее 4 школ", 4),), (0, 1, 2, 2, 2, 3), unit="count", kind="variable"),
    _of_teachers("6.1", "Доля педагогов школ списка, участвующих в конкурсах мастерства",
                 "annual", (Plan("Не менее 10 % ежегодно", 10),), 14, 6, 16, 9, 15, 7,
                 note="счёт начинается заново с каждого января"),
    Target("6.2", "Число школ списка, принимающих стажировки", "annual",
           (Plan("Ежегодно не менее 2 школ", 2),), (0, 1, 2, None, None, None), unit="count",
           kind="variable"),
    _of_teachers("6.3", "Доля педагогов школ списка, повысивших квалификацию за три года",
                 "per_year", _years(38, 40, 42), 55, 57, 59, 60, 57, 59),
    Target("6.4", "Доля молодых педагогов, за которыми закреплён наставник", "percent",
           (Plan("80 %", 80),), (3, None, None, None, None, None),
           (12, None, None, None, None, None),
           "молодые педагоги школ списка со стажем до 3 лет", kind="variable"),
    _of_schools("7.1", "Доля школ списка, где есть психолог и социальный педагог", "percent",
                (Plan("100 %", 100),), 2, 2, 2, 3, 2, 3, note="год не назван"),
    Target("7.2", "Обновление учебного оборудования в школах списка", "none",
           (Plan("по мере поступления средств", None),), (None, None, 1, None, 2, None),
           unit="unknown", kind="variable", note="критерий напечатан словами, без числа и срока"),
    Target("7.3", "Наличие отчёта о промежуточных итогах программы", "month",
           (Plan("Декабрь 2023 г. – да", True, 2023, 12),),
           (None, None, False, False, False, True), (), "", unit="yes_no",
           note="в мае 2024 года отчёт есть, подтверждение не указано"),
    _of_schools("8.1", "Доля школ списка с положительной динамикой ОГЭ по математике",
                "per_year", _years(30, 70, 100), 1, None, 4, None, 3, None,
                note="доля «2» меньше, чем годом раньше; вносится в январе"),
    Target("8.2", "Доля девятиклассников школ списка с отметкой «2» на ОГЭ по математике",
           "per_year", _years(23, 20, 15), (39, None, 38, None, 24, None),
           (169, None, 169, None, 140, None), "выпускники 9 классов, сдававшие ОГЭ",
           "Не более: 2022 г. – 23 %, 2023 г. – 20 %, 2024 г. – 15 %",
           operator="<=", direction="lower",
           note="сумма по школам списка; за 2023 год без школы № 10: её результатов нет"),
    _of_schools("8.3", "Доля школ списка без отметок «2» на ЕГЭ по базовой математике",
                "per_year", _years(50, 65, 85), None, None, 3, None, 4, None,
                note="в 2021 году экзамен не проводился; в 2023 году он есть в 5 школах из 6: "
                     "в школе № 10 нет 11 класса"),
    Target("8.4", "Доля школ списка, где составлены маршруты для учеников с трудностями",
           "school_year", (Plan("2022–2023 уч. год – 50 %", 50, school_year="2022/23"),),
           (0, 1, 2, 4, 4, 5), printed="На 2022–2023 уч. год – 50 %"),
    Target("8.5", "Доля школ списка, где ученики с трудностями занимаются в кружках", "at_least",
           (Plan("Не менее 80 %", 80),), kind="variable", note="факт не собирался"),
)  # fmt: skip


def target_rows() -> list[Row]:
    return [
        [
            *(target.target_id, PROGRAMME, target.code, _SECTIONS[int(target.code[0]) - 1]),
            *(target.kind, target.title, target.criterion, target.shape, target.unit),
            *(target.operator, target.direction, target.denominator, "", position, target.note),
            f"таблица показателей, строка {target.code}",
        ]
        for position, target in enumerate(TARGETS, start=1)
    ]


def plan_rows() -> list[Row]:
    return [
        [target.target_id, position, plan.printed, plan.year, plan.month, plan.school_year,
         "" if isinstance(plan.value, bool) else plan.value,
         _flag(plan.value) if isinstance(plan.value, bool) else ""]
        for target in TARGETS
        for position, plan in enumerate(target.plans, start=1)
    ]  # fmt: skip


def fact_rows() -> list[Row]:
    return [row for target in TARGETS for row in _facts(target)]


def _facts(target: Target) -> Iterator[Row]:
    for place, fact in enumerate(target.facts):
        if fact is None:
            continue
        day, note = ROUNDS[place]
        key = [f"{target.target_id}:{day}", target.target_id, day]
        if isinstance(fact, bool):
            yield [*key, "", "", "", _flag(fact), target.evidence if fact else "", note]
        elif target.unit == "count":
            yield [*key, fact, "", "", "", "", note]
        else:
            whole = target.whole[place] or 0
            yield [*key, round(100 * fact / whole, 1), fact, whole, "", "", note]


def _flag(value: bool) -> str:
    return str(value).lower()
