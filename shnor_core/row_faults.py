"""Faults of import rows: where, by which rule, in which words, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shnor_core import procedure_words as words
from shnor_core.procedures import Procedure, school_year

COLUMNS: Final = (
    "school", "kind", "subject", "grade", "year", "season",
    "n", "n2", "n3", "n4", "n5", "mean_score",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowFault:
    """Why a row is not taken: ``rule`` is a code, ``message`` and ``what_to_do`` are sentences."""

    line: int
    column: str
    value: str
    rule: str
    message: str
    what_to_do: str


def no_column(column: str) -> RowFault:
    return RowFault(
        1, column, "", "missing_column", f"В таблице нет столбца «{column}».",
        f"Первая строка должна называть столбцы: {', '.join(COLUMNS)}.",
    )  # fmt: skip


def too_many_values(line: int) -> RowFault:
    return RowFault(
        line, "", "", "too_many_values", "В строке больше значений, чем столбцов.",
        "Дробное число с запятой возьмите в кавычки или пишите с точкой.",
    )  # fmt: skip


def missing(line: int, column: str) -> RowFault:
    return RowFault(
        line, column, "", "missing_field", f"Не заполнено поле «{column}».",
        "Заполните поле: пустое значение не читается как ноль."
        if column != "n2"
        else "Укажите число двоек (n2) или средний балл (mean_score).",
    )  # fmt: skip


_EXPECTED: Final = {
    "kind": "Напишите ВПР, ОГЭ, ЕГЭ или КДР.",
    "subject": "Напишите предмет из справочника, например «математика» или «русский».",
    "grade": "Напишите класс работы числом; для ОГЭ 9, для ЕГЭ 11.",
    "year": "Напишите год окончания учебного года: для 2023/24 это 2024.",
    "season": "Напишите «весна» или «осень».",
}


def unknown(line: int, column: str, value: str) -> RowFault:
    message = f"В поле «{column}» стоит «{value}»: такого значения нет в справочнике."
    return RowFault(line, column, value, "unknown_procedure", message, _EXPECTED[column])


def no_such_work(line: int, row: Mapping[str, str]) -> RowFault:
    value = f"{row['kind']} {row['subject']} {row['grade']}"
    hint = "Проверьте вид, предмет и класс работы."
    if words.read_kind(row["kind"]) == "ege" and words.read_subject(row["subject"]) == "math":
        hint = "Для ЕГЭ по математике укажите «база» или «профиль»."
    return RowFault(
        line, "subject", value, "unknown_procedure", f"Процедуры «{value}» нет в справочнике.", hint
    )


def twin(line: int, school: str, procedure: Procedure, others: list[int]) -> RowFault:
    """Two rows say something about one school and procedure: none of them is believed."""
    year, lines = school_year(procedure.year), ", ".join(map(str, others))
    return RowFault(
        line, "school", school, "two_rows",
        f"«{procedure.title}» за {year} для этой школы есть и в строке {lines}.",
        "Оставьте одну строку: какая верна, решить может только школа.",
    )  # fmt: skip
