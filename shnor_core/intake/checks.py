"""Named checks of a file in their stages: what is asked, and what the file answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from shnor_core.intake.delivery import Fault
from shnor_core.wording import counted

Stage = Literal["structure", "cells", "rows", "across", "store"]

STAGES: Final[dict[Stage, str]] = {
    "structure": "Файл",
    "cells": "Ячейки",
    "rows": "Строки",
    "across": "Между строками",
    "store": "Реестр и база",
}


@dataclass(frozen=True, slots=True)
class Check:
    """A check that was made: passed when no row of the file breaks one of its rules."""

    code: str
    stage: Stage
    title: str
    passed: bool
    sentence: str
    faults: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    code: str
    stage: Stage
    title: str
    answer: str
    subjects: frozenset[str]
    rules: frozenset[str]


def _asked(
    code: str, stage: Stage, title: str, answer: str, rules: str, subjects: str = ""
) -> _Question:
    return _Question(
        code, stage, title, answer, frozenset(subjects.split()), frozenset(rules.split())
    )


_RESULTS: Final = "assessments benchmarks journal"
_WITH_SCHOOLS: Final = "assessments journal monitoring context listings"

_QUESTIONS: Final = (
    _asked("readable", "structure", "Файл прочитан целиком",
           "Все листы и таблицы файла прочитаны.", ""),
    _asked("columns", "structure", "Столбцы на месте",
           "Все обязательные столбцы есть.", "missing_column"),
    _asked("filled", "cells", "Обязательные поля заполнены",
           "Пустых обязательных ячеек нет.", "missing_field"),
    _asked("values", "cells", "Значения прочитаны",
           "Числа — числа, даты — даты, слова — из списка.",
           "not_a_number negative fractional too_many too_long not_a_year not_a_day not_a_choice"
           " not_a_login mean_score not_a_fact share_or_percent"),
    _asked("works", "rows", "Процедуры есть в справочнике и проводились",
           "Каждая строка называет работу, которую писали в этом году.",
           "unknown_procedure not_held", _RESULTS),
    _asked("sums", "rows", "Отметки сходятся с числом писавших",
           "Сумма отметок нигде не расходится с числом участников.",
           "marks_above_participants sum_differs extra_marks", _RESULTS),
    _asked("term", "rows", "Сроки программы не спорят",
           "Программа кончается позже, чем начинается.", "ends_early", "programme"),
    _asked("plans", "rows", "Планы и сроки прочитаны",
           "У каждого плана прочитаны срок и значение.", "plan_unread", "targets"),
    _asked("facts", "rows", "Факты возможны",
           "Даты наступили, части не больше целого.", "day_ahead part_above_whole", "facts"),
    _asked("states", "rows", "Подтверждения при состоянии",
           "У каждого подтверждения указано состояние мероприятия.",
           "evidence_without_state", "measures"),
    _asked("repeats", "across", "Строки не повторяются",
           "Об одном и том же в файле сказано один раз.", "two_rows"),
    _asked("schools", "store", "Школы узнаны",
           "Каждое название — школа реестра или новая школа.",
           "school_unknown school_left_out", _WITH_SCHOOLS + " schools"),
    _asked("parents", "store", "Головные школы в реестре",
           "У каждого филиала найдена головная школа.", "unknown_parent", "schools"),
    _asked("targets", "store", "Показатели фактов есть в программе",
           "Каждый факт относится к показателю программы.",
           "unknown_target shared_number", "facts measures"),
)  # fmt: skip


def checks_of(subjects: Iterable[str], faults: Sequence[Fault]) -> tuple[Check, ...]:
    """Every check that concerns the subjects of a file, in the order of the stages."""
    present = set(subjects)
    counts: dict[str, int] = {}
    for fault in faults:
        code = check_of(fault)
        counts[code] = counts.get(code, 0) + 1
    return tuple(
        _answered(one, counts.get(one.code, 0))
        for one in _QUESTIONS
        if not one.subjects or one.subjects & present
    )


def check_of(fault: Fault) -> str:
    """Code of the check whose rule a fault breaks; what a reader refused is «readable»."""
    for one in _QUESTIONS:
        if fault.rule in one.rules:
            return one.code
    return "readable"


def title_of(code: str) -> str:
    """The title of a check."""
    return next(one.title for one in _QUESTIONS if one.code == code)


def _answered(one: _Question, faults: int) -> Check:
    told = counted(faults, "замечание", "замечания", "замечаний")
    sentence = f"{told}: строки перечислены ниже." if faults else one.answer
    return Check(one.code, one.stage, one.title, not faults, sentence, faults)
