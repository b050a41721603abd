"""The conditions of all schools side by side, each on its own range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import StatisticsError, UnknownSchoolError
from shnor_core.similarity.weights import Component, Kind, Weights

Floats = NDArray[np.float64]
Value = float | str | None
Values = Mapping[str, Mapping[str, Value]]

# two schools that share less than half of the weight of the conditions are not compared
COMPARABLE = 0.5
NOISE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Schools (a row each) by the ``components`` that tell them apart (a column each).

    ``ranges`` are over all schools. ``alike`` names conditions equal in all schools, ``unknown``
    those nobody has a value for: neither can be compared.
    """

    rows: Mapping[str, int]
    components: tuple[Component, ...]
    table: Floats
    ranges: Floats
    alike: tuple[str, ...]
    unknown: tuple[str, ...]
    minimum_shared: int = 1

    def differences(self, schools: Sequence[str], others: Sequence[str], at: int) -> Floats:
        """Differences in one component, 0…1, NaN where a value is missing.

        Returns
        -------
        ndarray
            Shape (schools, others).

        Raises
        ------
        UnknownSchoolError
            A school is not in the pool.
        """
        one, two = self._places(schools), self._places(others)
        column = self.table[:, at]
        apart = np.abs(column[one][:, np.newaxis] - column[two]) / self.ranges[at]
        if self.components[at].kind is Kind.WORD:
            # codes of words carry no distance, only equality
            apart = np.where(apart > 0, np.ceil(apart), apart)
        return np.asarray(apart)

    def distances(self, schools: Sequence[str], others: Sequence[str]) -> Floats:
        """Weighted mean of the differences, NaN where too little is known; shape as above."""
        shape = (len(schools), len(others))
        summed, compared, shared = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for at, component in enumerate(self.components):
            apart = self.differences(schools, others, at)
            known = ~np.isnan(apart)
            summed += np.where(known, component.weight * apart, 0.0)
            compared += np.where(known, component.weight, 0.0)
            shared += known
        whole = sum(component.weight for component in self.components)
        enough = (compared >= COMPARABLE * whole) & (shared >= self.minimum_shared)
        return np.where(enough, summed / np.where(enough, compared, 1.0), np.nan)

    def _places(self, schools: Sequence[str]) -> list[int]:
        for school in schools:
            if school not in self.rows:
                raise UnknownSchoolError(f"Школы «{school}» нет среди сравниваемых.")
        return [self.rows[school] for school in schools]


def read_pool(values: Values, weights: Weights) -> Pool:
    """The table of the conditions.

    Raises
    ------
    StatisticsError
        A value is infinite, or a word stands where a number is needed.
    """
    components = weights.components
    columns = [_column(component, values) for component in components]
    table = np.array(columns, dtype=np.float64).reshape(len(columns), len(values)).T
    known = ~np.isnan(table)
    low = np.where(known, table, np.inf).min(axis=0, initial=np.inf)
    high = np.where(known, table, -np.inf).max(axis=0, initial=-np.inf)
    size = np.where(known, np.abs(table), 0.0).max(axis=0, initial=0.0)
    present = known.any(axis=0)
    apart = present & (high - low > NOISE * size)
    return Pool(
        rows={school: row for row, school in enumerate(values)},
        components=tuple(components[at] for at in np.flatnonzero(apart)),
        table=table[:, apart],
        ranges=(high - low)[apart],
        alike=tuple(components[at].title for at in np.flatnonzero(present & ~apart)),
        unknown=tuple(components[at].title for at in np.flatnonzero(~present)),
        minimum_shared=weights.minimum_shared,
    )


def _column(component: Component, values: Values) -> list[float]:
    cells = [school.get(component.code) for school in values.values()]
    words = sorted({cell for cell in cells if isinstance(cell, str)})
    if component.kind is Kind.WORD:
        codes = {word: float(place) for place, word in enumerate(words)}
        return [codes.get(cell, np.nan) if isinstance(cell, str) else np.nan for cell in cells]
    numbers = [np.nan if cell is None or isinstance(cell, str) else float(cell) for cell in cells]
    if words or np.isinf(numbers).any():
        found = words[0] if words else "бесконечность"
        raise StatisticsError(f"«{component.title}»: нужно число, а стоит «{found}».")
    return numbers
