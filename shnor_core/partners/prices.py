"""What the group's own decisions cost: the assignment as it would be without each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shnor_core.partners.problem import Pair, Problem, solved


@dataclass(frozen=True, slots=True)
class Moved:
    """Another school whose leader the decision changes: ``now`` instead of ``without``."""

    school: str
    now: str | None
    without: str | None


@dataclass(frozen=True, slots=True)
class Price:
    """A settled or a forbidden pair, and the assignment without that one decision.

    ``now`` is the leader the school has, ``without`` the one it would have. ``total`` is the sum of
    distances without the decision and ``extra`` how much the sum now exceeds it; both are ``None``
    where the sums cannot be compared: another number of pairs, or a distance that is not known.
    """

    school: str
    leader: str
    now: str | None
    without: str | None
    moved: tuple[Moved, ...]
    total: float | None
    extra: float | None


def price(pair: Pair, problem: Problem, pairs: Mapping[str, str], freed: Problem) -> Price:
    """Compare the assignment with that of ``freed``, the problem without one decision.

    Parameters
    ----------
    pairs
        School → leader, the solution of ``problem``.
    """
    school, leader = pair
    without = solved(freed)
    moved = tuple(
        Moved(one, pairs.get(one), without.get(one))
        for one in problem.schools
        if one != school and pairs.get(one) != without.get(one)
    )
    total, extra = None, None
    if len(pairs) == len(without) and _priced(problem, (*pairs.items(), *without.items())):
        total = freed.total(without)
        extra = problem.total(pairs) - total
    return Price(school, leader, pairs.get(school), without.get(school), moved, total, extra)


def _priced(problem: Problem, pairs: Iterable[Pair]) -> bool:
    return all(problem.costs.get(pair) is not None for pair in pairs)
