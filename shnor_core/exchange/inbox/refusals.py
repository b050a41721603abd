"""What a reader had to refuse, in words: one function per reason."""

from __future__ import annotations

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
