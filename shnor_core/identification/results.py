"""Columns of results, and one year of them laid out as procedures × schools."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import count
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import StatisticsError
from shnor_core.identification.methods import LowShareRule

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# «не указано»: a count is never negative, so this cannot be mistaken for zero
UNKNOWN: Final = -1


class CellStatus(IntEnum):
    """Whether a procedure of a school counts, and if not, why."""

    COUNTED = 0
    NO_ROW = 1
    NOT_HELD = 2
    NO_PARTICIPANTS = 3
    NO_MARKS = 4
    UNDER_MINIMUM = 5


@dataclass(frozen=True, slots=True, eq=False)
class Results:
    """Results of schools, one row per school, procedure key and year.

    ``school`` and ``procedure`` are positions in ``schools`` and ``procedures``; ``participants``
    wrote the work, ``low`` of them got «2» (or stayed below the minimum); ``UNKNOWN`` is missing.
    """

    schools: tuple[str, ...]
    procedures: tuple[str, ...]
    school: Ints
    procedure: Ints
    year: Ints
    participants: Ints
    low: Ints

    @classmethod
    def of(
        cls,
        *,
        school: Iterable[str],
        procedure: Iterable[str],
        year: Iterable[int],
        participants: Iterable[int | None],
        low: Iterable[int | None],
        schools: Sequence[str] | None = None,
    ) -> Results:
        """Results from plain columns of one length.

        Parameters
        ----------
        school, procedure
            Ids of schools and keys such as ``vpr-math-5`` (``shnor_core.procedures``).
        year
            Calendar year in which the school year ends.
        participants, low
            Counts; ``None``, NaN or a masked value is missing, never zero.
        schools
            All schools to be judged, in the order wanted: those without a row too. By default
            the schools that have rows, sorted.

        Raises
        ------
        StatisticsError
            Columns of different lengths, a negative or fractional count, more low results than
            participants, a row of a school that is not among ``schools``.
        """
        school_names, school_codes = _encoded(school, schools)
        keys, key_codes = _encoded(procedure, None)
        whole, part = _counts(participants, "участников"), _counts(low, "двоек")
        years = np.asarray(_plain(year), dtype=np.int64)
        columns = (school_codes, key_codes, years, whole, part)
        if len({column.shape for column in columns}) > 1:
            raise StatisticsError("Столбцы результатов разной длины.")
        over = (part > whole) & (whole != UNKNOWN)
        if over.any():
            row = int(np.flatnonzero(over)[0])
            place = f"{school_names[school_codes[row]]}, {keys[key_codes[row]]}, {years[row]}"
            raise StatisticsError(f"Двоек {part[row]}, а участников {whole[row]}: {place}.")
        return cls(school_names, keys, *columns)


@dataclass(frozen=True, slots=True, eq=False)
class YearCells:
    """One school year: arrays of shape (procedures of the rule, schools).

    ``needed`` is the least number of «2» that makes the procedure low; it and the counts are
    meaningful where ``status`` is ``COUNTED`` only.
    """

    year: int
    participants: Ints
    low: Ints
    needed: Ints
    is_low: Flags
    status: NDArray[np.int8]

    @property
    def counted(self) -> Flags:
        return np.asarray(self.status == CellStatus.COUNTED)


def year_cells(
    results: Results, rule: LowShareRule, year: int, not_held: Collection[tuple[str, int]]
) -> YearCells:
    """Lay out one year of the procedures of a rule.

    A procedure is low when ``den·low ≥ num·participants`` for the threshold ``num/den``: whole
    numbers only, so that 3 of 10 is 30 % and 29 of 97 is not.

    Raises
    ------
    StatisticsError
        Two rows for one school, procedure and year.
    """
    shape = (len(rule.procedures), len(results.schools))
    place = {key: row for row, key in enumerate(rule.procedures)}
    of_key = np.asarray([place.get(key, -1) for key in results.procedures], dtype=np.int64)
    rows = np.flatnonzero(results.year == year)
    procedure = of_key[results.procedure[rows]] if len(of_key) else rows
    rows, procedure = rows[procedure >= 0], procedure[procedure >= 0]
    flat = procedure * shape[1] + results.school[rows]
    _refuse_twins(results, rule, year, flat)
    present = np.zeros(shape, dtype=bool)
    participants = np.full(shape, UNKNOWN, dtype=np.int64)
    low = np.full(shape, UNKNOWN, dtype=np.int64)
    present.reshape(-1)[flat] = True
    participants.reshape(-1)[flat] = results.participants[rows]
    low.reshape(-1)[flat] = results.low[rows]
    held = np.asarray([(key, year) not in not_held for key in rule.procedures], dtype=bool)
    status = _status(present, participants, low, held, rule.minimum_participants)
    top, bottom = rule.threshold.numerator, rule.threshold.denominator
    is_low = (status == CellStatus.COUNTED) & (bottom * low >= top * participants)
    return YearCells(year, participants, low, -(-top * participants // bottom), is_low, status)


def _status(
    present: Flags, participants: Ints, low: Ints, held: Flags, minimum: int
) -> NDArray[np.int8]:
    status = np.full(present.shape, CellStatus.COUNTED, dtype=np.int8)
    status[participants < minimum] = CellStatus.UNDER_MINIMUM
    status[(participants == UNKNOWN) | (low == UNKNOWN)] = CellStatus.NO_MARKS
    status[participants == 0] = CellStatus.NO_PARTICIPANTS
    status[~present] = CellStatus.NO_ROW
    status[~present & ~held[:, None]] = CellStatus.NOT_HELD
    return status


def _refuse_twins(results: Results, rule: LowShareRule, year: int, flat: Ints) -> None:
    if len(flat) == 0:
        return
    rows_per_cell = np.bincount(flat)
    if rows_per_cell.max() > 1:
        procedure, school = divmod(int(rows_per_cell.argmax()), len(results.schools))
        place = f"{results.schools[school]}, {rule.procedures[procedure]}, {year}"
        raise StatisticsError(f"Две строки для одной школы и процедуры: {place}.")


def _plain(column: Iterable[Any]) -> Any:
    return column if isinstance(column, np.ndarray) else list(column)


def _encoded(column: Iterable[str], names: Sequence[str] | None) -> tuple[tuple[str, ...], Ints]:
    """Names and the place of every row among them; by default the names that occur, sorted."""
    items = column.tolist() if isinstance(column, np.ndarray) else list(column)
    # a name met for the first time gets the next number: one pass over a million rows
    first_met: defaultdict[str, int] = defaultdict(count().__next__)
    codes = np.fromiter(map(first_met.__getitem__, items), dtype=np.int64, count=len(items))
    known = tuple(sorted(first_met) if names is None else names)
    place = {name: code for code, name in enumerate(known)}
    if len(place) < len(known):
        raise StatisticsError("Школа названа в списке дважды.")
    strange = [name for name in first_met if name not in place]
    if strange:
        raise StatisticsError(f"Школы «{strange[0]}» нет в списке школ.")
    return known, np.asarray([place[name] for name in first_met], dtype=np.int64)[codes]


def _counts(column: Iterable[int | None], what: str) -> Ints:
    if isinstance(column, np.ma.MaskedArray):
        column = column.filled(UNKNOWN) if column.dtype.kind in "iu" else column.filled(np.nan)
    array = np.asarray(_plain(column))
    if array.dtype.kind in "iu":
        whole = array.astype(np.int64)
    else:
        numbers = array.astype(np.float64)
        numbers = np.where(np.isnan(numbers), UNKNOWN, numbers)
        if (numbers != np.floor(numbers)).any():
            raise StatisticsError(f"Число {what} должно быть целым.")
        whole = numbers.astype(np.int64)
    if (whole < UNKNOWN).any():
        raise StatisticsError(f"Число {what} не может быть отрицательным.")
    return whole
