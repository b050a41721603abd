"""Schools × indicators on one scale, with everything that is missing named."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import StatisticsError
from shnor_core.wording import counted

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]
Values = Mapping[str, Mapping[str, float | None]]

# of its values a school or an indicator may lack one in so many, and not one more
MISSING_PART = 3
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A school (``key`` is its id) or an indicator (its code) that takes no part, and why."""

    key: str
    reason: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """What is grouped: ``raw`` keeps NaN where a value is missing, ``points`` is standardised.

    Both have a row per school of ``schools`` and a column per code of ``codes``. The schools stand
    in the order of their ids («2» before «10») and the indicators in that of their codes, whatever
    the order of the arguments was: the result must not depend on it.
    """

    schools: tuple[str, ...]
    codes: tuple[str, ...]
    raw: Floats
    points: Floats
    schools_out: tuple[LeftOut, ...]
    codes_out: tuple[LeftOut, ...]

    @property
    def gaps(self) -> Flags:
        return np.isnan(self.raw)


def read_table(values: Values, titles: Mapping[str, str]) -> Table:
    """Choose schools and indicators that can be compared and put them on one scale.

    An indicator that is equal in all schools tells them not apart and is left out. Of the rest,
    whatever lacks most, school or indicator, is left out until nobody lacks more than a third.
    The gaps that remain stand at the mean of their column (0 on the standard scale): they pull a
    school to no side.

    Raises
    ------
    StatisticsError
        A value is infinite.
    """
    order = sorted(values, key=_natural)
    codes = sorted(titles)
    raw = np.array(
        [[_number(values[school].get(code)) for code in codes] for school in order],
        dtype=np.float64,
    ).reshape(len(order), len(codes))
    if np.isinf(raw).any():
        raise StatisticsError("Значение показателя не может быть бесконечным.")
    rows, columns, schools_out, codes_out = _chosen(raw, order, titles)
    raw = raw[np.ix_(rows, columns)]
    return Table(
        tuple(order[row] for row in rows),
        tuple(codes[column] for column in columns),
        raw,
        standardised(raw),
        schools_out,
        codes_out,
    )


def standardised(raw: Floats) -> Floats:
    """Columns with mean 0 and standard deviation 1 over what is known; gaps are 0.

    The deviation divides by the number of schools: they are the whole municipality, not a sample
    of it. A column without spread becomes 0.

    >>> standardised(np.array([[1.0, 5.0], [3.0, 5.0], [np.nan, 5.0]])).tolist()
    [[-1.0, 0.0], [1.0, 0.0], [0.0, 0.0]]
    """
    known = ~np.isnan(raw)
    filled = np.where(known, raw, 0.0)
    count = np.maximum(known.sum(axis=0), 1)
    centred = np.where(known, raw - filled.sum(axis=0) / count, 0.0)
    deviation = np.sqrt(np.square(centred).sum(axis=0) / count)
    flat = deviation <= _NOISE * np.abs(filled).max(axis=0, initial=0.0)
    return np.asarray(np.where(flat, 0.0, centred / np.where(flat, 1.0, deviation)))


def _number(value: float | None) -> float:
    return np.nan if value is None else float(value)


def _natural(school: str) -> tuple[list[str | int], str]:
    parts = re.split(r"(\d+)", school)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], school


def _chosen(
    raw: Floats, schools: list[str], titles: Mapping[str, str]
) -> tuple[Places, Places, tuple[LeftOut, ...], tuple[LeftOut, ...]]:
    codes = sorted(titles)
    rows, columns = np.arange(len(schools)), np.arange(len(codes))
    schools_out: list[LeftOut] = []
    codes_out: list[LeftOut] = []
    while rows.size and columns.size:
        part = raw[np.ix_(rows, columns)]
        missing, flat = np.isnan(part), _flat(part)
        if flat.any():
            codes_out += [LeftOut(codes[at], _why_flat(raw[rows, at])) for at in columns[flat]]
            columns = columns[~flat]
            continue
        by_school, by_code = missing.mean(axis=1), missing.mean(axis=0)
        if MISSING_PART * max(by_school.max(), by_code.max()) <= 1 + _NOISE:
            break
        if by_code.max() >= by_school.max():
            worst = by_code == by_code.max()
            reason = _lacking_schools(missing[:, worst][:, 0])
            codes_out += [LeftOut(codes[at], reason) for at in columns[worst]]
            columns = columns[~worst]
        else:
            worst = by_school == by_school.max()
            used = [titles[codes[at]] for at in columns]
            schools_out += [
                LeftOut(schools[at], _lacking_codes(gaps, used))
                for at, gaps in zip(rows[worst], missing[worst], strict=True)
            ]
            rows = rows[~worst]
    return rows, columns, tuple(schools_out), tuple(codes_out)


def _lacking_schools(gaps: Flags) -> str:
    return f"нет значений у {gaps.sum()} из {counted(gaps.size, 'школы', 'школ', 'школ')}"


def _lacking_codes(gaps: Flags, titles: list[str]) -> str:
    if gaps.all():
        return "нет ни одного значения"
    count = counted(gaps.size, "показателя", "показателей", "показателей")
    lacks = ", ".join(f"«{title}»" for title, gap in zip(titles, gaps, strict=True) if gap)
    return f"нет {gaps.sum()} из {count}: {lacks}"


def _flat(part: Floats) -> Flags:
    known = ~np.isnan(part)
    low = np.where(known, part, np.inf).min(axis=0)
    high = np.where(known, part, -np.inf).max(axis=0)
    size = np.where(known, np.abs(part), 0.0).max(axis=0)
    return np.asarray(high - low <= _NOISE * size)


def _why_flat(column: Floats) -> str:
    known = int((~np.isnan(column)).sum())
    if known == 0:
        return "значений нет ни у одной школы"
    return "значение есть только у одной школы" if known == 1 else "у всех школ одинаково"
