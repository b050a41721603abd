"""Rows about procedures: the work they name and the counts of pupils, checked column-wise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from shnor_core import procedure_words as words
from shnor_core import procedures as names
from shnor_core.intake.cell_values import Reader, Refusal, number_of, pupils
from shnor_core.intake.delivery import Sheet, Value, text_of
from shnor_core.intake.sheet_rows import Mask, SheetRows, read_sheet
from shnor_core.procedures import KIND_TITLES, Procedure, Scale, scale_of, school_year
from shnor_core.wording import number

_WORK: Final = ("kind", "subject", "grade", "year", "season")
MARKS: Final = ("n2", "n3", "n4", "n5")
_COUNTS: Final = ("participants", *MARKS, "lowered", "confirmed", "raised")
_HIGHEST_SCORE: Final = 100.0


def _kind(value: Value) -> str | Refusal:
    found = words.read_kind(text_of(value))
    return str(found) if found else _unknown(value, "Напишите ВПР, ОГЭ, ЕГЭ или КДР.")


def _season(value: Value) -> str | Refusal:
    found = words.read_season(text_of(value))
    return str(found) if found else _unknown(value, "Напишите «весна» или «осень».")


def _grade(value: Value) -> int | Refusal:
    found = number_of(value)
    if found is None or found != int(found) or not 1 <= found <= 11:
        return _unknown(value, "Напишите класс работы числом; для ОГЭ 9, для ЕГЭ 11.")
    return int(found)


def _score(value: Value) -> float | Refusal:
    found = number_of(value)
    if found is not None and 0 <= found <= _HIGHEST_SCORE:
        return found
    return Refusal(
        "mean_score",
        f"Средний балл «{text_of(value)}» не лежит между 0 и 100.",
        "Исправьте балл или оставьте поле пустым.",
    )


def _unknown(value: Value, what_to_do: str) -> Refusal:
    message = f"Стоит «{text_of(value)}»: такого значения нет в справочнике."
    return Refusal("unknown_procedure", message, what_to_do)


_WORK_READERS: Final[Mapping[str, Reader]] = {
    "kind": _kind,
    "season": _season,
    "grade": _grade,
    "mean_score": _score,
}
# a region counts more pupils than a school has
_SCHOOL_READERS: Final[Mapping[str, Reader]] = {
    **_WORK_READERS,
    **dict.fromkeys(_COUNTS, pupils),
}
_DTYPES: Final[Mapping[str, str]] = {
    **dict.fromkeys(_COUNTS, "Int64"),
    **dict.fromkeys(("mean_score", "sd"), "Float64"),
}


def read_results(sheet: Sheet) -> SheetRows:
    """A sheet of assessments, benchmarks or journal comparisons.

    ``cells`` gains ``procedure_id``; rows of a work nobody could write are at fault.
    """
    one_school = sheet.subject != "benchmarks"
    rows = read_sheet(sheet, _SCHOOL_READERS if one_school else _WORK_READERS, _DTYPES)
    _works(rows)
    if sheet.subject in ("assessments", "benchmarks"):
        _something_said(rows)
        _sums(rows)
    return rows


def _works(rows: SheetRows) -> None:
    """The procedure of every row; each different work is looked up once."""
    first, places = rows.combinations(_WORK)
    named = rows.cells.loc[first, list(_WORK)].itertuples(index=False, name=None)
    found = [None if None in work else _work(*work) for work in named]
    refused = {at: one for at, one in enumerate(found) if isinstance(one, tuple)}
    for at in np.flatnonzero(np.isin(places, list(refused))):
        column, refusal = refused[places[at]]
        rows.refuse(int(at), column, refusal)
    ids = np.array([None if at in refused else one for at, one in enumerate(found)], dtype=object)
    rows.cells["procedure_id"] = pd.Series(ids[places], dtype=object)


def _work(kind: str, subject: str, grade: int, year: int, season: str) -> str | tuple[str, Refusal]:
    """The id of a work, or the column that spoils it and why."""
    code = words.read_subject(subject, kind)
    if code is None:
        return "subject", _unknown(
            subject, "Напишите предмет из справочника, например «математика» или «русский»."
        )
    if not names.is_known(kind, code, grade):
        hint = "Проверьте вид, предмет и класс работы."
        if kind == "ege" and code == "math":
            hint = "Для ЕГЭ по математике укажите «база» или «профиль»."
        title = f"{KIND_TITLES[names.Kind(kind)]} {subject} {grade}"
        message = f"Процедуры «{title}» нет в справочнике."
        return "subject", Refusal("unknown_procedure", message, hint)
    reason = names.not_held(kind, code, year)
    if reason:
        return "year", Refusal(
            "not_held",
            f"{reason}: результатов быть не может.",
            "Проверьте год; для учебного года 2023/24 пишется 2024.",
        )
    return names.procedure_id(kind, code, grade, year, season)


def procedure_of(procedure_id: str) -> Procedure:
    """The work behind an id that :func:`read_results` has made."""
    kind, subject, grade, year, season = procedure_id.split("-")
    return Procedure(names.Kind(kind), subject, int(grade), int(year), names.Season(season))


def work_title(procedure_id: str) -> str:
    """«ВПР математика 5 за 2023/24»."""
    one = procedure_of(procedure_id)
    return f"{one.title} за {school_year(one.year)}"


def _something_said(rows: SheetRows) -> None:
    empty = rows.cells[["n2", "mean_score"]].isna().all(axis=1).to_numpy() & ~rows.at_fault
    missing = Refusal(
        "missing_field",
        "Нет ни числа двоек, ни среднего балла.",
        "Укажите число двоек («2») или средний балл.",
    )
    rows.refuse_where(empty, "n2", lambda _: missing)


def _sums(rows: SheetRows) -> None:
    """Marks against participants, where both could be read."""
    counts = rows.cells[list(MARKS)].to_numpy(float, na_value=np.nan)
    whole = rows.cells["participants"].to_numpy(float, na_value=np.nan)
    given = ~np.isnan(counts)
    total = np.nansum(counts, axis=1)
    sound = ~rows.at_fault & ~np.isnan(whole)
    minimum = _on_minimum_scale(rows.cells["procedure_id"])
    extra = minimum & given[:, 1:].any(axis=1) & ~rows.at_fault
    above = (total > whole) & sound & ~extra
    differs = given.all(axis=1) & (total < whole) & sound & ~extra
    printed = {
        at: " + ".join(f"{one:.0f}" for one in counts[at][given[at]])
        for at in np.flatnonzero(extra | above | differs)
    }
    for at in np.flatnonzero(extra):
        rows.refuse(int(at), "n3", _EXTRA, printed[at])
    for at in np.flatnonzero(above):
        rows.refuse(int(at), "participants", _above(total[at], whole[at]), printed[at])
    for at in np.flatnonzero(differs):
        rows.refuse(int(at), "participants", _differs(total[at], whole[at]), printed[at])


def _on_minimum_scale(procedures: pd.Series) -> Mask:
    """Works without marks: each different one is asked once."""
    places, different = pd.factorize(procedures.to_numpy(object))
    works = [procedure_of(one) for one in different]
    scales = [scale_of(one.kind, one.subject) is Scale.MINIMUM for one in works]
    found: Mask = np.array([*scales, False], dtype=bool)[places]
    return found


_EXTRA: Final = Refusal(
    "extra_marks",
    "У этого экзамена нет отметок: есть только число не преодолевших минимум.",
    "Оставьте в столбце «2» число участников ниже минимума, «3»–«5» очистите.",
)


def _above(total: Any, whole: Any) -> Refusal:
    return Refusal(
        "marks_above_participants",
        f"Отметок {number(total)}, а участников {number(whole)}.",
        "Проверьте число писавших работу: отсутствовавшие в него не входят.",
    )


def _differs(total: Any, whole: Any) -> Refusal:
    return Refusal(
        "sum_differs",
        f"«2» + «3» + «4» + «5» = {number(total)}, а участников {number(whole)}.",
        "Сверьте отметки с протоколом: сумма должна равняться числу писавших.",
    )
