"""How alike the conditions of two schools are, and what makes the difference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from shnor_core.errors import StatisticsError
from shnor_core.similarity.pool import NOISE, Pool, Value, Values, read_pool
from shnor_core.similarity.weights import Component, Kind, Weights
from shnor_core.wording import EN_DASH, number, percent

_DIGITS = 12  # distances that differ in rounding bits only are equal


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a pair.

    ``difference`` is 0…1 of its range, ``weight`` its share of all compared weights and ``share``
    their product: the shares add up to the distance.
    """

    component: Component
    own: Value
    other: Value
    difference: float
    weight: float

    @property
    def share(self) -> float:
        return self.weight * self.difference

    @property
    def text(self) -> str:
        """«Обучающиеся: 412 и 389»."""
        kind = self.component.kind
        return f"{self.component.title}: {shown(self.own, kind)} и {shown(self.other, kind)}"


@dataclass(frozen=True, slots=True)
class Similar:
    """A school under similar conditions; ``distance`` is 0 (the same) … 1.

    ``missing`` names conditions one of the two has no value for, ``skipped`` those equal in all
    schools; neither is compared, and their weight is shared by the others.
    """

    school_id: str
    distance: float
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def notes(self) -> tuple[str, ...]:
        """Russian remarks that stand beside the distance."""
        remarks = []
        if self.missing:
            remarks.append(f"не сравнивалось, нет данных: {_quoted(self.missing)}")
        if self.skipped:
            remarks.append(f"у всех школ одинаково и не учитывается: {_quoted(self.skipped)}")
        return tuple(remarks)

    def explanation(self, count: int = 3) -> str:
        """What makes the distance and what is alike, ``count`` of each, in a Russian sentence."""
        apart = [part for part in self.parts if part.difference > NOISE]
        apart.sort(key=lambda part: -round(part.share, _DIGITS))
        same = [part for part in self.parts if part.difference <= NOISE]
        same.sort(key=lambda part: -round(part.weight, _DIGITS))
        said = []
        if apart:
            said.append(f"больше всего различаются – {'; '.join(p.text for p in apart[:count])}")
        if same:
            said.append(f"совпадают – {', '.join(p.component.title for p in same[:count])}")
        return f"Расстояние {number(self.distance, 2)}: {'; '.join(said)}."


def nearest(
    school: str, values: Values, weights: Weights, *, count: int = 5
) -> tuple[Similar, ...]:
    """The schools under the most similar conditions, nearest first.

    ``d = Σ w·δ·|a − b|/range ÷ Σ w·δ`` with δ = 1 where both have a value; words and signs differ
    by 0 or 1 (Gower 1971, *Biometrics* 27, 857–871). The range is that of all schools of
    ``values``. A school that shares less than half of the weight of the conditions is not offered
    (see :func:`incomparable`). Equal distances stand by school id.

    Parameters
    ----------
    values
        School → code → number or word; ``None``, NaN and no key are gaps, signs are 1 and 0.

    Raises
    ------
    UnknownSchoolError
        ``school`` is not in ``values``.
    StatisticsError
        ``count`` is below 1, a value is infinite, or a word stands where a number is needed.

    Examples
    --------
    >>> weights = Weights("Условия", (Component("size", "Обучающиеся", Kind.NUMBER, 1),))
    >>> found = nearest("1", {"1": {"size": 100}, "2": {"size": 400}, "3": {"size": 200}}, weights)
    >>> [(one.school_id, round(one.distance, 3)) for one in found]
    [('3', 0.333), ('2', 1.0)]
    """
    if count < 1:
        raise StatisticsError(f"Похожих школ нужна хотя бы одна, а передано {count}.")
    pool = read_pool(values, weights)
    others = [other for other in sorted(pool.rows) if other != school]
    distances = pool.distances([school], others)[0]
    order = np.argsort(np.round(distances, _DIGITS), kind="stable")
    return tuple(
        _similar(pool, values, school, others[at])
        for at in order[:count].tolist()
        if not np.isnan(distances[at])
    )


def pair_distances(
    schools: Iterable[str], others: Iterable[str], values: Values, weights: Weights
) -> dict[tuple[str, str], float | None]:
    """Distance of every pair, ``None`` where too little is known; a school is not its own pair.

    Raises
    ------
    UnknownSchoolError, StatisticsError
        As :func:`nearest`.
    """
    ours, theirs = list(schools), list(others)
    table = read_pool(values, weights).distances(ours, theirs)
    return {
        (one, two): None if np.isnan(table[row, column]) else float(table[row, column])
        for row, one in enumerate(ours)
        for column, two in enumerate(theirs)
        if one != two
    }


def incomparable(school: str, values: Values, weights: Weights) -> tuple[str, ...]:
    """Schools that share less than half of the weight of the conditions with this one."""
    found = pair_distances([school], values, values, weights)
    return tuple(sorted(other for (_, other), distance in found.items() if distance is None))


def shown(value: Value, kind: Kind) -> str:
    """A value as a reader sees it.

    >>> shown(31.25, Kind.PERCENT), shown(1, Kind.SIGN), shown(None, Kind.WORD)
    ('31,3\\xa0%', 'да', '–')
    """
    if value is None or isinstance(value, str):
        return value or EN_DASH
    if kind is Kind.SIGN:
        return "да" if value else "нет"
    return percent(value) if kind is Kind.PERCENT else number(value)


def _similar(pool: Pool, values: Values, school: str, other: str) -> Similar:
    apart = [float(pool.differences([school], [other], at)[0, 0]) for at in range(len(pool.ranges))]
    pairs = list(zip(pool.components, apart, strict=True))
    known = [(component, difference) for component, difference in pairs if difference >= 0]
    whole = sum(component.weight for component, _ in known)
    parts = tuple(
        Part(
            component,
            values[school].get(component.code),
            values[other].get(component.code),
            difference,
            component.weight / whole,
        )
        for component, difference in known
    )
    gaps = tuple(component.title for component, difference in pairs if difference != difference)
    distance = sum(part.share for part in parts)
    return Similar(other, distance, parts, gaps + pool.unknown, pool.alike)


def _quoted(titles: Iterable[str]) -> str:
    return ", ".join(f"«{title}»" for title in titles)
