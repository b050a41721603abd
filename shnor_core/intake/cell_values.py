"""Cells of one column as values: every different text is read once, whatever the number of rows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pandas as pd

from shnor_core.intake.delivery import Cells, Value, text_of
from shnor_core.intake.pupil_limits import MOST_PUPILS
from shnor_core.intake.subjects import Column
from shnor_core.procedure_words import read_year
from shnor_core.wording import joined

#: what an INTEGER of the database holds
LARGEST_WHOLE: Final = 2**31 - 1
LONGEST_TEXT: Final = 2000
_FLAGS: Final = {"да": True, "нет": False, "true": True, "false": False}
_DAYS: Final = ("%d.%m.%Y", "%Y-%m-%d", "%d.%m.%y", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell is not taken: a code of the rule, what is wrong, what to do."""

    rule: str
    message: str
    what_to_do: str


Reader = Callable[[Value], Any]


def read_cells(
    cells: Sequence[Value], read: Reader, dtype: str = "object"
) -> tuple[pd.Series, np.ndarray[Any, Any] | None]:
    """Values and refusals of a column.

    Returns
    -------
    values
        As many as ``cells``, of the dtype; nothing where a cell is empty or refused.
    refusals
        An object array of the same length, ``None`` where a cell is not refused; None when no
        cell is.
    """
    known = Cells.of(cells)
    values, refusals = (np.empty(len(known.different), dtype=object) for _ in range(2))
    places = np.frombuffer(known.codes, dtype=np.uintc)
    # a heading is among the different cells and in none of the rows
    for at in np.flatnonzero(np.bincount(places)):
        cell = known.different[int(at)]
        one = _read_one(_flag_word(cell) if isinstance(cell, bool) else cell, read)
        (refusals if isinstance(one, Refusal) else values)[at] = one
    told = None if all(one is None for one in refusals) else refusals[places]
    # numbers are made of the few different cells, not of every row
    return pd.Series(values, dtype=dtype).take(places).reset_index(drop=True), told


def _read_one(value: Value, read: Reader) -> Any:
    return None if text_of(value) == "" else read(value)


def _flag_word(value: bool) -> str:
    return "да" if value else "нет"


def reader_of(column: Column) -> Reader:
    """How the cells of a column of the form are read."""
    if column.kind == "choice":
        return lambda value: _choice(value, column)
    return _READERS[column.kind]


def _text(value: Value) -> str | Refusal:
    text = text_of(value)
    if len(text) > LONGEST_TEXT:
        return Refusal(
            "too_long", f"Текст длиннее {LONGEST_TEXT} знаков.", "Сократите текст в ячейке."
        )
    return text


def _printed(value: Value) -> str | Refusal:
    told = _text(value)
    return value if isinstance(value, str) and not isinstance(told, Refusal) else told


def number_of(value: Value) -> float | None:
    """A finite number from a number or a text with a decimal comma."""
    if isinstance(value, int | float):
        return float(value) if math.isfinite(value) else None
    text = re.sub(r"[\s\u202f]", "", text_of(value)).replace("\u2212", "-").replace(",", ".")
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _whole(value: Value) -> int | Refusal:
    found = number_of(value)
    if found is None:
        return _not_a_number(value, "целое число, не процент и не слова")
    if found < 0:
        return _refused(value, "negative", "меньше нуля")
    if found != int(found):
        return _refused(value, "fractional", "не целое число")
    if found > LARGEST_WHOLE:
        return _refused(value, "too_many", "больше, чем учеников бывает в стране")
    return int(found)


def pupils(value: Value) -> int | Refusal:
    """A number of pupils of one school."""
    found = _whole(value)
    if isinstance(found, int) and found > MOST_PUPILS:
        return _refused(value, "too_many", "больше, чем учеников бывает в школе")
    return found


def _refused(value: Value, rule: str, why: str) -> Refusal:
    return Refusal(
        rule, f"Стоит «{text_of(value)}»: это {why}.", "Нужно целое число участников, не процент."
    )


def _not_a_number(value: Value, expected: str) -> Refusal:
    return Refusal("not_a_number", f"Стоит «{text_of(value)}»: это не число.", f"Нужно {expected}.")


def _number(value: Value) -> float | Refusal:
    found = number_of(value)
    if found is None:
        return _not_a_number(value, "число, например 3,4")
    if found < 0:
        return Refusal(
            "negative", f"Стоит «{text_of(value)}»: это меньше нуля.", "Исправьте число."
        )
    return found


def _year(value: Value) -> int | Refusal:
    found = read_year(text_of(value))
    if found is None:
        return Refusal(
            "not_a_year",
            f"Стоит «{text_of(value)}»: это не год.",
            "Напишите год окончания учебного года: для 2023/24 это 2024.",
        )
    return found


def _day(value: Value) -> date | Refusal:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value)
    for pattern in _DAYS:
        try:
            found = datetime.strptime(text, pattern).date()
        except ValueError:
            continue
        if 1990 <= found.year <= 2100:
            return found
    return Refusal("not_a_day", f"Стоит «{text}»: это не дата.", "Напишите дату: 01.06.2024.")


def _flag(value: Value) -> bool | Refusal:
    found = _FLAGS.get(text_of(value).casefold())
    if found is None:
        return Refusal("not_a_choice", f"Стоит «{text_of(value)}».", "Напишите «да» или «нет».")
    return found


def _choice(value: Value, column: Column) -> str | Refusal:
    wanted = _folded(text_of(value))
    for one in column.choices:
        if _folded(one) == wanted:
            return one
    allowed = joined([f"«{one}»" for one in column.choices], "или")
    return Refusal(
        "not_a_choice",
        f"Стоит «{text_of(value)}»: такого значения нет в списке.",
        f"Напишите {allowed}" + ("." if column.required else " либо оставьте пустым."),
    )


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


_READERS: Final[dict[str, Reader]] = {
    "text": _text,
    "school": _text,
    "printed": _printed,
    "whole": _whole,
    "number": _number,
    "year": _year,
    "day": _day,
    "flag": _flag,
}
