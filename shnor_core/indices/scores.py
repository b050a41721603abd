"""Scores of schools by an index, with what each component adds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shnor_core.errors import StatisticsError
from shnor_core.indices.definition import Component, IndexDefinition
from shnor_core.model import Direction
from shnor_core.stats import lowest_quarter
from shnor_core.stats.counts import Floats
from shnor_core.stats.ranks import has_quarter

INCOMPLETE = "неполные данные"
# with so few schools one extreme value moves every other score
UNSTABLE_UP_TO = 10
# two sums of the same points differ by rounding bits, and equal schools must not be split
_SCORE_DIGITS = 9
_NOISE = 1e-9

SchoolValues = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one component adds: ``points = 100·weight·scaled``, ``weight`` after re-weighting."""

    code: str
    title: str
    value: float
    scaled: float
    weight: float
    points: float


@dataclass(frozen=True, slots=True)
class IndexScore:
    """The score of one school, 0…100 and higher is better; the contributions add up to it.

    ``missing`` names the components this school has no value for, ``excluded`` those that tell
    no school from another and are left out for all. ``score`` is ``None`` without any component,
    ``lowest`` also where the schools are too few for a quarter. ``unstable`` marks a municipality
    of ten scored schools or fewer, where the raw values should be shown beside the score.
    """

    school_id: str
    score: float | None
    contributions: tuple[Contribution, ...]
    missing: tuple[str, ...]
    excluded: tuple[str, ...]
    lowest: bool | None
    unstable: bool

    @property
    def incomplete(self) -> bool:
        return bool(self.missing)

    @property
    def notes(self) -> tuple[str, ...]:
        """Russian remarks that must stand beside the score."""
        remarks = []
        if self.missing:
            remarks.append(f"{INCOMPLETE}: {', '.join(self.missing)}")
        if self.excluded:
            remarks.append(f"не различает школы и не учитывается: {', '.join(self.excluded)}")
        if self.unstable:
            remarks.append(f"школ не больше {UNSTABLE_UP_TO}: индекс неустойчив")
        return tuple(remarks)


def compute(
    definition: IndexDefinition, values: Mapping[str, SchoolValues]
) -> tuple[IndexScore, ...]:
    """Scores of the schools of one municipality in one year.

    A missing component (``None``, NaN or no key) leaves the school's other components to share its
    weight and is flagged; it is never a zero. A component equal in all schools that have it says
    nothing and is left out for everybody. The lowest quarter follows
    :func:`shnor_core.stats.lowest_quarter`: equal scores stay together.

    Parameters
    ----------
    values
        ``school_id → component code → value``; codes outside the definition are ignored.

    Returns
    -------
    tuple of IndexScore
        In the order of ``values``, never sorted by score.

    Raises
    ------
    StatisticsError
        A value is infinite.

    Examples
    --------
    >>> index = IndexDefinition("isbsh", "ИСБШ", (
    ...     Component("parents", "Высшее образование родителей", Direction.HIGHER),
    ...     Component("incomplete", "Неполные семьи", Direction.LOWER)))
    >>> scores = compute(index, {"1": {"parents": 40, "incomplete": 10},
    ...                          "2": {"parents": 20, "incomplete": 30},
    ...                          "3": {"parents": 30, "incomplete": 10}})
    >>> [score.score for score in scores]
    [100.0, 0.0, 75.0]
    """
    table = _table(definition, values)
    scaled = _scaled(table, definition.components)
    silent = _gaps(scaled) - _gaps(table)
    contributions = [
        _contributions(definition.components, raw, relative)
        for raw, relative in zip(table, scaled, strict=True)
    ]
    totals = [math.fsum(c.points for c in parts) if parts else math.nan for parts in contributions]
    lowest = lowest_quarter(np.round(totals, _SCORE_DIGITS), definition.share)
    known = sum(not math.isnan(total) for total in totals)
    divided = has_quarter(known, definition.share)
    return tuple(
        IndexScore(
            school_id=school_id,
            score=None if math.isnan(total) else total,
            contributions=parts,
            missing=_titles(definition, _gaps(raw[np.newaxis]) - silent),
            excluded=_titles(definition, silent),
            lowest=bool(low) if divided and not math.isnan(total) else None,
            unstable=known <= UNSTABLE_UP_TO,
        )
        for school_id, total, parts, raw, low in zip(
            values, totals, contributions, table, lowest, strict=True
        )
    )


def _table(definition: IndexDefinition, values: Mapping[str, SchoolValues]) -> Floats:
    """Schools × components, missing as NaN."""
    rows = [[school.get(c.code) for c in definition.components] for school in values.values()]
    table = np.array(rows, dtype=np.float64).reshape(len(values), len(definition.components))
    if np.isinf(table).any():
        raise StatisticsError("Значение составляющей индекса не может быть бесконечным.")
    return table


def _scaled(table: Floats, components: tuple[Component, ...]) -> Floats:
    """Min-max by column, 1 is the better end; a column that says nothing is NaN throughout."""
    result = np.full(table.shape, np.nan)
    for column, component in enumerate(components):
        known = table[~np.isnan(table[:, column]), column]
        if known.size == 0 or np.ptp(known) <= _NOISE * np.abs(known).max():
            continue
        position = (table[:, column] - known.min()) / np.ptp(known)
        result[:, column] = position if component.direction is Direction.HIGHER else 1 - position
    return result


def _contributions(
    components: tuple[Component, ...], raw: Floats, scaled: Floats
) -> tuple[Contribution, ...]:
    used = [i for i in range(len(components)) if not math.isnan(scaled[i])]
    whole = math.fsum(components[i].weight for i in used)
    return tuple(
        Contribution(
            code=components[i].code,
            title=components[i].title,
            value=float(raw[i]),
            scaled=float(scaled[i]),
            weight=components[i].weight / whole,
            points=100 * components[i].weight / whole * float(scaled[i]),
        )
        for i in used
    )


def _gaps(schools: Floats) -> frozenset[int]:
    """Components that no school of the rows has."""
    return frozenset(np.flatnonzero(np.isnan(schools).all(axis=0)).tolist())


def _titles(definition: IndexDefinition, places: frozenset[int]) -> tuple[str, ...]:
    return tuple(definition.components[place].title for place in sorted(places))
