"""Sheets of a programme: printed plans, dues and facts read as far as they say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from shnor_core.intake.cell_values import Reader, Refusal, number_of
from shnor_core.intake.delivery import Sheet, Value, text_of
from shnor_core.intake.shapes import row_keys
from shnor_core.intake.sheet_rows import SheetRows, read_sheet, repeated
from shnor_core.russian_dates import NOMINATIVE
from shnor_core.targets import Due, PlanUnit, parse_plan, plan_unit

_PART: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|из)\s*(\d+(?:[.,]\d+)?)(?:\s*\w+)?")
_ANSWERS: Final = {"да": True, "нет": False}
_DAY: Final = re.compile(r"\d{2}\.(0[1-9]|1[0-2])\.(20\d\d)")
_BARE_SCHOOL_YEAR: Final = re.compile(r"20\d\d\s*[/–-]\s*(?:20)?\d\d")
_BARE: Final = re.compile(r"\d{1,9}(?:[.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class FactValue:
    """What a fact says: a number, a part of a whole, or yes and no."""

    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    yes: bool | None = None


def read_fact(value: Value) -> FactValue | Refusal:
    """«4/7», «4 из 7», «57 %», «12», «да».

    >>> read_fact("4 из 7"), read_fact("57,5 %").value, read_fact("да").yes
    (FactValue(value=None, numerator=4.0, denominator=7.0, yes=None), 57.5, True)
    """
    text = text_of(value).casefold()
    if text in _ANSWERS:
        return FactValue(yes=_ANSWERS[text])
    part = _PART.fullmatch(text)
    if part:
        return _part(*(float(one.replace(",", ".")) for one in part.groups()))
    found = number_of(text.removesuffix("%").strip())
    if found is None or found < 0:
        return Refusal(
            "not_a_fact",
            f"Стоит «{text_of(value)}»: это не число, не «сколько из скольких» и не «да / нет».",
            "Напишите «57 %», «4/7» или «да».",
        )
    if 0 < found < 1 and not text.endswith("%"):
        return Refusal(
            "share_or_percent",
            f"Стоит «{text_of(value)}»: не сказано, доля это или процент.",
            "Напишите со знаком: «30 %», либо «сколько из скольких»: «3/10».",
        )
    return FactValue(value=found)


def _part(numerator: float, denominator: float) -> FactValue | Refusal:
    if denominator == 0 or numerator > denominator:
        message = "Целое равно нулю." if denominator == 0 else "Часть больше целого."
        return Refusal("part_above_whole", message, "Проверьте оба числа: «сколько из скольких».")
    return FactValue(numerator=numerator, denominator=denominator)


def _plan(value: Value) -> str | Refusal:
    """The plan as printed; a bare share is not a plan anybody can check."""
    found = number_of(value)
    if found is not None and 0 < found < 1:
        return Refusal(
            "share_or_percent",
            f"Стоит «{text_of(value)}»: не сказано, доля это или число.",
            "Напишите процент со знаком: «30 %».",
        )
    return text_of(value)


def read_code(value: Value) -> str:
    """The number of an indicator as text: «1.1», also where the cell holds the number 1.1."""
    return text_of(value).replace(",", ".") if isinstance(value, float) else text_of(value)


def _due(value: Value) -> str:
    return text_of(value)


def read_programme(sheet: Sheet) -> SheetRows:
    """The sheet «Программа»; a programme does not end before it begins."""
    rows = read_sheet(sheet)
    days = zip(rows.cells["start"], rows.cells["end"], strict=True)
    early = np.array([bool(first and last and last <= first) for first, last in days], dtype=bool)
    refusal = Refusal(
        "ends_early", "Программа кончается не позже, чем начинается.", "Исправьте одну из дат."
    )
    rows.refuse_where(early & ~rows.at_fault, "end", lambda _: refusal)
    return rows


def one_programme(sheets: Sequence[SheetRows]) -> None:
    """A file speaks of one programme: of several rows none is believed."""
    about = [(one, pd.Series("", one.cells.index, dtype=object)) for one in sheets]
    repeated(about, "title", lambda _: "Программа")


_TARGET_READERS: Final[dict[str, Reader]] = {"code": read_code, "plan": _plan, "due": _due}
_FACT_READERS: Final[dict[str, Reader]] = {"code": read_code, "value": read_fact}
_MEASURE_READERS: Final[dict[str, Reader]] = {"number": read_code, "due": _due}


def read_targets(sheet: Sheet) -> SheetRows:
    """The sheet «Целевые показатели»: a line per indicator and due."""
    rows = read_sheet(sheet, _TARGET_READERS)
    values = rows.cells
    for at in rows.good.index:
        plan, due = values["plan"][at], values["due"][at]
        if plan and not any(one.readable for one in dues_of(plan, due or "")):
            rows.refuse(int(at), "plan", Refusal(
                "plan_unread", f"План «{plan}» на срок «{due or 'не указан'}» не прочитан.",
                "Срок — год, месяц с годом или учебный год; план — процент, число, «да» или «нет».",
            ))  # fmt: skip
    return rows


def dues_of(plan: str, due: str) -> tuple[Due, ...]:
    """The plan of one line of the form: its period from one cell, its value from another."""
    if not plan.strip():
        return ()
    bare = number_of(plan) if _BARE.fullmatch(plan.strip()) else None
    # a count has no sign of its own: its period is read beside a percent, then the count put back
    value = plan if bare is None else "0 %"
    text = f"{_period(due)} – {value}" if due else value
    found = parse_plan(text).dues
    printed = plan if not due else f"{due}: {plan}"
    return tuple(
        Due(
            one.year,
            one.month,
            one.school_year,
            one.value if bare is None else bare,
            one.yes,
            printed,
        )
        for one in found
        if one.readable
    )


def _period(due: str) -> str:
    day = _DAY.fullmatch(due.strip())
    if day:
        return f"{NOMINATIVE[int(day[1]) - 1]} {day[2]}"
    return f"{due} уч. год" if _BARE_SCHOOL_YEAR.fullmatch(due.strip()) else due


def unit_of(plans: Sequence[str]) -> PlanUnit:
    """What the plans of one indicator count in."""
    units = [plan_unit(one) for one in plans if one]
    if any(_BARE.fullmatch(one.strip()) for one in plans if one):
        return PlanUnit.COUNT
    # «нет» alone is no plan, but beside «да» it is one
    if any(one.strip().casefold() in _ANSWERS for one in plans if one):
        return PlanUnit.YES_NO
    return next((one for one in units if one is not PlanUnit.UNKNOWN), PlanUnit.UNKNOWN)


def read_facts(sheet: Sheet, today: date) -> SheetRows:
    """The sheet «Факты»; a day that has not come has no facts."""
    rows = read_sheet(sheet, _FACT_READERS)
    days = rows.cells["as_of"]
    ahead = days.map(lambda day: day is not None and day > today).to_numpy(bool) & ~rows.at_fault
    refusal = Refusal(
        "day_ahead", "Эта дата ещё не наступила.", "Факт записывают на прошедшую дату."
    )
    rows.refuse_where(ahead, "as_of", lambda _: refusal)
    return rows


def read_measures(sheet: Sheet) -> SheetRows:
    """The sheet «Мероприятия»; evidence belongs to a state."""
    rows = read_sheet(sheet, _MEASURE_READERS)
    loose = rows.cells["evidence"].notna() & rows.cells["status"].isna()
    refusal = Refusal(
        "evidence_without_state",
        "Подтверждение есть, а состояние мероприятия не указано.",
        "Укажите состояние: «в работе» или «выполнено».",
    )
    rows.refuse_where(loose.to_numpy(bool) & ~rows.at_fault, "status", lambda _: refusal)
    return rows


def repeated_lines(sheets: Sequence[SheetRows]) -> None:
    """One indicator and due, fact or measure twice."""
    if not sheets:
        return
    about = sheets[0].subject
    titles = " и ".join(about.column(one).title for one in about.key)
    first = about.key[0]
    keys = [(one, row_keys(one.cells[one.cells[first].notna()], about.key)) for one in sheets]
    repeated(keys, first, lambda found: f"{titles} «{found.replace('|', ', ')}»")


def refuse_unknown_targets(rows: SheetRows, codes: Sequence[str]) -> None:
    """Facts about an indicator that no programme has."""
    unknown = (~rows.cells["code"].isin(list(codes))).to_numpy() & ~rows.at_fault
    refusal = Refusal(
        "unknown_target",
        "Целевого показателя с этим номером нет.",
        "Заведите его на листе «Целевые показатели» или исправьте номер.",
    )
    rows.refuse_where(unknown, "code", lambda _: refusal)


def refuse_ambiguous(rows: SheetRows, column: str, numbers: pd.Series) -> None:
    """Numbers that several stored rows share: the file cannot say which of them it means."""
    twice = set(numbers[numbers.duplicated()])
    shared = rows.cells[column].isin(list(twice)).to_numpy() & ~rows.at_fault
    refusal = Refusal(
        "shared_number",
        "Этот номер стоит в базе у двух строк: не ясно, о какой речь.",
        "Исправьте номера в программе или введите изменение на её экране.",
    )
    rows.refuse_where(shared, column, lambda _: refusal)
