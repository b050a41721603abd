"""Rows of the import table «school,kind,subject,grade,year,season,n,n2,n3,n4,n5,mean_score».

A row is either good or at fault; nothing is corrected, and nothing is dropped without a sentence.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from shnor_core import procedure_words as words
from shnor_core import procedures as names
from shnor_core import row_faults as faults_of
from shnor_core.procedures import Procedure, Scale
from shnor_core.row_faults import COLUMNS, RowFault
from shnor_core.wording import joined

_REQUIRED: Final = COLUMNS[:7]
_MARKS: Final = COLUMNS[7:11]
# the largest schools of the country teach about ten thousand pupils in all their grades together
_MOST_PARTICIPANTS: Final = 10_000


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One checked row: counts of pupils who wrote the work; ``None`` is «не указано», not zero."""

    line: int
    school: str
    procedure: Procedure
    participants: int
    n2: int | None
    n3: int | None
    n4: int | None
    n5: int | None
    mean_score: float | None


def check_rows(
    rows: Iterable[Mapping[str, str | None]], lines: Iterable[int] | None = None
) -> tuple[tuple[AssessmentRow, ...], tuple[RowFault, ...]]:
    """Sort rows into good ones and faults.

    Parameters
    ----------
    rows
        Rows as ``csv.DictReader`` gives them, the first one standing on line 2 of the file.
        Kinds, subjects and seasons in Russian or as codes; marks may be empty, ``n`` may not.
    lines
        Line of the file per row, when the file has empty lines between them.

    Returns
    -------
    good, faults
        Both in the order of the file. A row with any fault is not among the good ones; of two
        rows for one school and procedure neither is. Without a required column (a fault on
        line 1) there are no good rows at all.
    """
    table = list(rows)
    absent = [column for column in _REQUIRED if table and column not in table[0]]
    if absent:
        return (), tuple(faults_of.no_column(column) for column in absent)
    places = range(2, len(table) + 2) if lines is None else lines
    readings = [_read(line, raw) for line, raw in zip(places, table, strict=True)]
    twins = _twins(readings)
    spoiled = {fault.line for fault in twins}
    faults = [fault for reading in readings for fault in reading.faults] + twins
    good = [r.row for r in readings if r.row and not r.faults and r.row.line not in spoiled]
    return tuple(good), tuple(sorted(faults, key=lambda fault: fault.line))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What could be read of one line, good or not."""

    line: int
    school: str
    procedure: Procedure | None
    row: AssessmentRow | None
    faults: tuple[RowFault, ...]


def _read(line: int, raw: Mapping[str, str | None]) -> _Reading:
    row = {column: (raw.get(column) or "").strip() for column in COLUMNS}
    faults = [faults_of.missing(line, column) for column in _REQUIRED if not row[column]]
    if not row["n2"] and not row["mean_score"]:
        faults.append(faults_of.missing(line, "n2"))
    # csv.DictReader keeps values beyond the header under None: an unquoted «3,7» would lose its 7
    if None in raw:
        faults.append(faults_of.too_many_values(line))
    procedure = _procedure(line, row, faults)
    counts = {column: _count(line, column, row[column], faults) for column in ("n", *_MARKS)}
    score = _score(line, row["mean_score"], faults)
    taken = None
    if not faults and procedure is not None and (n := counts["n"]) is not None:
        faults += _sums(line, row, counts, procedure.scale)
        n2, n3, n4, n5 = (counts[column] for column in _MARKS)
        taken = AssessmentRow(line, row["school"], procedure, n, n2, n3, n4, n5, score)
    return _Reading(line, row["school"], procedure, taken, tuple(faults))


def _procedure(line: int, row: Mapping[str, str], faults: list[RowFault]) -> Procedure | None:
    kind = words.read_kind(row["kind"])
    subject = words.read_subject(row["subject"], kind or "")
    season, year = words.read_season(row["season"]), words.read_year(row["year"])
    grade = int(row["grade"]) if re.fullmatch(r"\d{1,2}", row["grade"]) else None
    read = {"kind": kind, "subject": subject, "grade": grade, "year": year, "season": season}
    unread = [column for column, value in read.items() if value is None]
    faults += [faults_of.unknown(line, column, row[column]) for column in unread if row[column]]
    if kind is None or subject is None or grade is None or year is None or season is None:
        return None
    if not names.is_known(kind, subject, grade):
        faults.append(faults_of.no_such_work(line, row))
        return None
    reason = names.not_held(kind, subject, year)
    if reason:
        faults.append(RowFault(
            line, "year", row["year"], "not_held", f"{reason}: результатов быть не может.",
            "Проверьте год; для учебного года 2023/24 пишется 2024.",
        ))  # fmt: skip
    return Procedure(kind, subject, grade, year, season)


def _number(text: str) -> float | None:
    try:
        value = float(text.replace("\u2212", "-").replace(",", "."))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _count(line: int, column: str, text: str, faults: list[RowFault]) -> int | None:
    if not text:
        return None
    value = _number(text)
    rule, what = "not_a_number", "не число"
    if value is not None:
        if value < 0:
            rule, what = "negative", "меньше нуля"
        elif value != int(value):
            rule, what = "fractional", "не целое число"
        elif value > _MOST_PARTICIPANTS:
            rule, what = "too_many", "больше, чем учеников бывает в школе"
        else:
            return int(value)
    faults.append(RowFault(
        line, column, text, rule, f"В поле «{column}» стоит «{text}»: это {what}.",
        "Нужно целое число участников, не процент.",
    ))  # fmt: skip
    return None


def _score(line: int, text: str, faults: list[RowFault]) -> float | None:
    if not text:
        return None
    value = _number(text)
    if value is not None and 0 <= value <= 100:
        return value
    faults.append(RowFault(
        line, "mean_score", text, "mean_score", f"Средний балл «{text}» не лежит между 0 и 100.",
        "Исправьте балл или оставьте поле пустым.",
    ))  # fmt: skip
    return None


def _sums(
    line: int, row: Mapping[str, str], counts: Mapping[str, int | None], scale: Scale
) -> list[RowFault]:
    whole = counts["n"] or 0
    given = {column: counts[column] for column in _MARKS if counts[column] is not None}
    total = sum(value for value in given.values() if value is not None)
    printed = " + ".join(str(value) for value in given.values())
    if scale is Scale.MINIMUM and len(given) > 1:
        return [RowFault(
            line, joined(list(given)), printed, "extra_marks",
            "У этого экзамена нет отметок: есть только число не преодолевших минимум.",
            "Оставьте n2 — число участников ниже минимума, n3–n5 очистите.",
        )]  # fmt: skip
    if total > whole:
        return [RowFault(
            line, joined(list(given)), printed, "marks_above_participants",
            f"Отметок {total}, а участников {whole}.",
            "Проверьте число писавших работу: отсутствовавшие в него не входят.",
        )]  # fmt: skip
    if len(given) == len(_MARKS) and total != whole:
        return [RowFault(
            line, "n", row["n"], "sum_differs",
            f"n2 + n3 + n4 + n5 = {total}, а участников {whole}.",
            "Сверьте отметки с протоколом: сумма должна равняться числу писавших.",
        )]  # fmt: skip
    return []


def _twins(readings: Iterable[_Reading]) -> list[RowFault]:
    places: dict[tuple[str, Procedure], list[_Reading]] = defaultdict(list)
    for reading in readings:
        if reading.school and reading.procedure:
            places[reading.school.casefold(), reading.procedure].append(reading)
    return [
        faults_of.twin(
            reading.line,
            reading.school,
            procedure,
            [other.line for other in group if other is not reading],
        )
        for (_, procedure), group in places.items()
        for reading in group
        if len(group) > 1
    ]
