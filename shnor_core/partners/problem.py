"""The assignment as a table of costs, and its exact solution."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import DecisionError, StatisticsError
from shnor_core.partners.candidates import LISTED
from shnor_core.wording import number

Pair = tuple[str, str]
Costs = Mapping[Pair, float | None]

NOT_COMPARED = "данных мало, расстояние не считается"


@dataclass(frozen=True, slots=True)
class Problem:
    """Who may be joined with whom and at what cost.

    ``reasons`` are the pairs that may not be, ``places`` how many schools each leader takes,
    ``locked`` the pairs the group has settled itself.
    """

    schools: tuple[str, ...]
    leaders: tuple[str, ...]
    costs: Costs
    reasons: Mapping[Pair, str]
    places: Mapping[str, int]
    locked: Mapping[str, str]

    def cost(self, school: str, leader: str) -> float:
        """The cost of a pair, infinite when the pair is excluded."""
        found = self.costs.get((school, leader))
        return np.inf if found is None or (school, leader) in self.reasons else found

    def by_cost(self, school: str) -> list[str]:
        """Leaders with a known cost, excluded ones too, cheapest first; equal ones by id."""
        known = [leader for leader in self.leaders if self.costs.get((school, leader)) is not None]
        return sorted(known, key=lambda leader: (self.costs[school, leader] or 0.0, leader))

    def total(self, pairs: Mapping[str, str]) -> float:
        """Sum of the costs that are known: a locked pair may have none."""
        return sum(self.costs.get(pair) or 0.0 for pair in pairs.items())

    def without(self, forbidden: Mapping[Pair, str]) -> Problem:
        """The same problem where these pairs may not be made, for the reasons given."""
        return replace(self, reasons={**self.reasons, **forbidden})

    def taken(self, leader: str, pairs: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(school for school, other in sorted(pairs.items()) if other == leader)


def stated(
    listed: Iterable[str],
    leaders: Iterable[str],
    cost: Costs,
    capacity: int | Mapping[str, int],
    excluded: Mapping[Pair, str],
    locked: Mapping[str, str],
    limit: float | None,
) -> Problem:
    """Check the arguments and collect every reason against a pair.

    Raises
    ------
    StatisticsError
        A cost is negative, infinite or NaN, or a capacity negative.
    DecisionError
        A locked school is not listed.
    """
    schools, leading = tuple(sorted(set(listed))), tuple(sorted(set(leaders)))
    for school in locked:
        if school not in schools:
            raise DecisionError(f"Закреплённой школы «{school}» нет в списке тех, кому нужна пара.")
    places = {
        one: capacity if isinstance(capacity, int) else capacity.get(one, 0) for one in leading
    }
    for leader, count in places.items():
        if count < 0:
            raise StatisticsError(f"У лидера «{leader}» мест не может быть {count}.")
    for pair, value in cost.items():
        if value is not None and not 0 <= value < np.inf:
            raise StatisticsError(f"Расстояние пары {pair} должно быть от 0, а передано {value}.")
    reasons = {
        (school, leader): reason
        for school in schools
        for leader in leading
        if (reason := _reason(school, leader, schools, cost, excluded, limit))
    }
    # a school outside the leaders can be locked too, and what speaks against it is remembered
    reasons |= {pair: excluded[pair] for pair in locked.items() if pair in excluded}
    return Problem(schools, leading, cost, reasons, places, dict(locked))


def _reason(
    school: str,
    leader: str,
    listed: Collection[str],
    cost: Costs,
    excluded: Mapping[Pair, str],
    limit: float | None,
) -> str:
    if leader in listed:
        return LISTED
    if (school, leader) in excluded:
        return excluded[school, leader]
    value = cost.get((school, leader))
    if value is None:
        return NOT_COMPARED
    if limit is not None and value > limit:
        return f"расстояние {number(value, 2)} больше предела {number(limit, 2)}"
    return ""


def solved(problem: Problem, also: Mapping[str, str] | None = None) -> dict[str, str]:
    """School → leader: as many schools as possible, and of all such ways the cheapest one.

    Solved exactly as a linear assignment (Kuhn 1955, *Naval Research Logistics Quarterly* 2,
    83–97; the algorithm of SciPy is Crouse 2016): a column for every place of a leader, and for
    every school a column «no leader» dearer than all pairs together.

    Parameters
    ----------
    also
        Pairs held fixed besides the locked ones.
    """
    from scipy.optimize import linear_sum_assignment

    fixed = {**problem.locked, **(also or {})}
    schools = [school for school in problem.schools if school not in fixed]
    slots = _slots(problem, fixed, len(schools))
    costs = np.array(
        [[problem.cost(school, leader) for leader in slots] for school in schools],
        dtype=np.float64,
    ).reshape(len(schools), len(slots))
    rows, columns = linear_sum_assignment(np.hstack([costs, _without_leader(costs)]))
    found = {
        schools[row]: slots[column]
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
        if column < len(slots)
    }
    return {**fixed, **found}


def _slots(problem: Problem, fixed: Mapping[str, str], schools: int) -> Sequence[str]:
    held = list(fixed.values())
    free = {one: problem.places[one] - held.count(one) for one in problem.leaders}
    return [leader for leader, places in free.items() for _ in range(min(places, schools))]


def _without_leader(costs: NDArray[np.float64]) -> NDArray[np.float64]:
    dearest = np.where(np.isfinite(costs), costs, 0.0).max(axis=1, initial=0.0)
    return np.full((len(costs), len(costs)), dearest.sum() + 1.0)
