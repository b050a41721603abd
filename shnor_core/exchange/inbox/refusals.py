"""What a reader had to refuse, in words: one function per reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from shnor_core.exchange.inbox.found import Found
from shnor_core.exchange.inbox.grid import FORMULA, Grid
from shnor_core.intake.delivery import Fault


def broken_cell(grid: Grid, row: int, column: int, title: str) -> Fault:
    """An error value, or a formula nobody has computed."""
    value = grid.broken[row, column]
    if value == FORMULA:
        rule, message = "formula_without_value", "В ячейке формула, а её значения в файле нет."
        advice = "Откройте файл в Excel, дождитесь пересчёта, сохраните и загрузите снова."
    else:
        rule, message = "error_value", f"В ячейке ошибка {value}: строка не взята."
        advice = "Исправьте формулу или впишите число."
    return Fault(
        grid.name, grid.number(row), grid.address(row, column), title, value, rule, message, advice
    )


def add_broken(grid: Grid, row: int, titles: Mapping[int, str], found: Found) -> bool:
    """Whether a row has a broken cell in a column that is read; each becomes a fault."""
    places = [at for at in titles if (row, at) in grid.broken]
    found.faults += [broken_cell(grid, row, at, titles[at]) for at in places]
    return bool(places)


def no_column(grid: Grid, row: int, title: str, subject: str) -> Fault:
    return Fault(
        grid.name, grid.number(row), "", title, "", "missing_column",
        f"На листе «{grid.name}» нет столбца «{title}», без него строки «{subject}» не взять.",
        f"Добавьте столбец «{title}» или перенесите данные в форму.",
    )  # fmt: skip


def ambiguous(grid: Grid, titles: list[str]) -> Fault:
    choice = " или ".join(f"«{title}»" for title in titles)
    return Fault(
        grid.name, 0, "", "", "", "ambiguous_sheet",
        f"По заголовкам лист «{grid.name}» может быть {choice}.",
        f"Назовите лист {choice}: угадывать нельзя.",
    )  # fmt: skip


def unknown_sheet(grid: Grid) -> Fault:
    return Fault(
        grid.name, 0, "", "", "", "unknown_sheet",
        f"Лист «{grid.name}» не взят: в первых строках нет знакомых заголовков.",
        "Если на листе данные для загрузки, перенесите их в форму.",
    )  # fmt: skip


def day_for_number(grid: Grid, row: int, column: int, title: str, shown: str) -> Fault:
    return Fault(
        grid.name, grid.number(row), grid.address(row, column), title, shown, "day_for_number",
        f"Вместо номера стоит дата {shown}: Excel сам превратил номер в дату.",
        "Задайте столбцу формат «Текстовый» и впишите номер заново, например 5.10.",
    )  # fmt: skip


def no_work(grid: Grid, row: int) -> Fault:
    return Fault(
        grid.name, grid.number(row), "", "", "", "no_work",
        "Над таблицей нет строки «ВПР <год> <предмет> <класс> класс»: чьи это отметки, не ясно.",
        "Верните эту строку, как в выгрузке ФИС ОКО, например «ВПР 2024 Математика 5 класс».",
    )  # fmt: skip


def two_subjects(grid: Grid, row: int, title: str, named: str) -> Fault:
    return Fault(
        grid.name, grid.number(row), "", "Предмет", named, "two_subjects",
        f"В заголовке «{title}», а ниже «{named}».", "Оставьте один предмет на таблицу.",
    )  # fmt: skip


def no_day(grid: Grid, row: int, year: int, day: date | None) -> Fault:
    shown = f"{day:%d.%m.%Y}" if day else ""
    return Fault(
        grid.name, grid.number(row), "", "Дата", shown, "no_day" if day is None else "two_years",
        f"В заголовке {year} год, а дата {shown}." if day else
        "Над таблицей нет даты: весенняя это работа или осенняя, не ясно.",
        "Впишите в строку «Дата:» день работы, например 15.04.2024.",
    )  # fmt: skip


_ROW_RULES: Final = {
    "unknown_group": (
        "Не ясно, школа это или территория: у названия нет логина.",
        "Допишите логин в скобках, как в ФИС ОКО: «Школа № 1(edu240001)».",
    ),
    "not_a_number": (
        "Число участников или доля — не число.",
        "Сверьте строку с отчётом в ФИС ОКО.",
    ),
    "too_many": (
        "Участников больше, чем учеников бывает в школе.",
        "Сверьте «Кол-во участников» с отчётом в ФИС ОКО.",
    ),
    "score_above_greatest": (
        "Есть первичный балл больше максимального, который назван над таблицей.",
        "Сверьте «Максимальный первичный балл» и баллы с отчётом в ФИС ОКО.",
    ),
    "percents_do_not_fit": (
        "Доли не дают целого числа учеников при таком числе участников.",
        "Сверьте строку с отчётом; числа учеников можно внести в форму.",
    ),
    "parts_do_not_sum": (
        "Понизили, подтвердили и повысили вместе не дают числа участников.",
        "Сверьте строку с отчётом в ФИС ОКО.",
    ),
    "no_school": (
        "У строк учеников не названа школа.",
        "Верните строку с названием школы и логином, как в выгрузке.",
    ),
    "empty_works": (
        "Есть отметки, у которых нет ни одного ответа и 0 баллов: похоже, эти ученики не писали.",
        "Уберите отметки тех, кто не писал, или внесите числа школы в форму.",
    ),
    "pupils_differ": (
        "Строк учеников не столько, сколько сказано в «Кол-во участников».",
        "Выгрузите отчёт заново: часть строк потеряна или повторена.",
    ),
}


def marks_row(grid: Grid, row: int, places: Mapping[str, int], label: str, rule: object) -> Fault:
    """A row of a ФИС ОКО report that cannot be believed."""
    code = rule if isinstance(rule, str) else "unknown_group"
    at = places["group"] if code == "unknown_group" else places["participants"]
    column = "Группы участников" if code == "unknown_group" else "Кол-во участников"
    message, advice = _ROW_RULES[code]
    return Fault(
        grid.name, grid.number(row), grid.address(row, at), column, label, code, message, advice
    )


def pupils(grid: Grid, row: int, school: str, rule: str) -> Fault:
    """A school whose pupils cannot be counted; nothing about a pupil is told."""
    message, advice = _ROW_RULES[rule]
    return Fault(grid.name, grid.number(row), "", "ОО", school, rule, message, advice)


def form_of_scores(grid: Grid) -> Fault:
    return Fault(
        grid.name, 0, "", "", "", "form_of_scores",
        f"Лист «{grid.name}» — форма сбора результатов: в ней баллы учеников, отметок ещё нет.",
        "Загрузите отчёт ФИС ОКО «Статистика по отметкам» или «Индивидуальные результаты».",
    )  # fmt: skip


def no_school_above(grid: Grid) -> Fault:
    return Fault(
        grid.name, 0, "", "", "", "no_school_above",
        f"{grid.name}: счёт показателей начался заново, а школа над таблицей не названа.",
        "Впишите над таблицей название школы, например «МБОУ «Средняя школа № 1»».",
    )  # fmt: skip


def too_many_values(grid: Grid, row: int) -> Fault:
    return Fault(
        grid.name, grid.number(row), "", "", "", "too_many_values",
        "В строке больше значений, чем столбцов в заголовке.",
        "Дробное число с запятой возьмите в кавычки, пишите с точкой или разделяйте «;».",
    )  # fmt: skip


def wrong_mark(grid: Grid, row: int, column: int, mark: str) -> Fault:
    twice = mark in ("2", "3", "4", "5")
    return Fault(
        grid.name, grid.number(row), grid.address(row, column), "Отметка", mark, "wrong_mark",
        f"Отметка «{mark}» названа для этой работы дважды." if twice else
        f"«{mark}» — не отметка.",
        "Оставьте по одной строке на каждую из отметок «2», «3», «4», «5».",
    )  # fmt: skip
