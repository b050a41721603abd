"""Which leader helps which school, why this one, and what every forced choice costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from shnor_core.partners.prices import Price, price
from shnor_core.partners.problem import Costs, Pair, Problem, solved, stated

T = TypeVar("T")

_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Excluded:
    """A leader that cannot help the school, with the Russian reason."""

    leader: str
    cost: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class Forced:
    """The school's nearest possible leader is another one, and its places are ``taken_by`` others.

    ``total`` is the least total cost when the school goes to its nearest leader nevertheless,
    ``extra`` by how much that is dearer, and ``left`` who then has no leader. All three are empty
    where every place of the nearest leader is locked.
    """

    nearest: str
    cost: float
    taken_by: tuple[str, ...]
    total: float | None
    extra: float | None
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A pair. ``cost`` is the distance, ``None`` for a locked pair that cannot be compared.

    ``passed_over`` are nearer leaders that cannot help this school; ``forced`` is set when a
    nearer one could, but is needed more by others. ``remark`` is what speaks against a locked pair,
    ``price`` what it costs.
    """

    school: str
    leader: str
    cost: float | None
    locked: bool = False
    passed_over: tuple[Excluded, ...] = ()
    forced: Forced | None = None
    remark: str = ""
    price: Price | None = None


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A school without a leader: ``full`` leaders could help but have no place, with who has it."""

    school: str
    excluded: tuple[Excluded, ...]
    full: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """All pairs, in the order of school ids. ``free`` are the places left by leader.

    ``bans`` are the prices of forbidden pairs, ``reasons`` every (school, leader) that may not be.
    """

    pairs: tuple[Partner, ...]
    unassigned: tuple[Unassigned, ...]
    total: float
    free: Mapping[str, int]
    bans: tuple[Price, ...]
    reasons: Mapping[Pair, str]

    def leader_of(self, school: str) -> str | None:
        return next((pair.leader for pair in self.pairs if pair.school == school), None)


def assign(
    listed: Iterable[str],
    leaders: Iterable[str],
    cost: Costs,
    *,
    capacity: int | Mapping[str, int] = 1,
    excluded: Mapping[Pair, str] | None = None,
    locked: Mapping[str, str] | None = None,
    forbidden: Mapping[Pair, str] | None = None,
    limit: float | None = None,
) -> Assignment:
    """Give as many listed schools as possible a leader, at the least total distance.

    The order of the arguments does not matter: schools and leaders are taken by their ids.

    Parameters
    ----------
    cost
        (school, leader) → distance of their conditions, from 0; ``None`` or no key: not comparable.
    capacity
        Places of every leader, or by leader (none where it is not named).
    excluded
        (school, leader) → Russian reason why not.
    locked
        School → leader, settled by the group: kept against capacity, exclusions and limit, with a
        remark where one of them speaks against it.
    forbidden
        (school, leader) → Russian reason of the group why this pair is never made.
    limit
        The largest distance allowed; a pair exactly at the limit is allowed.

    Raises
    ------
    StatisticsError
        A cost or a capacity is negative, a cost infinite or NaN.
    DecisionError
        A locked school is not listed.

    Examples
    --------
    >>> cost = {("1", "a"): 0.1, ("1", "b"): 0.2, ("2", "a"): 0.1, ("2", "b"): 0.9}
    >>> found = assign(["1", "2"], ["a", "b"], cost)
    >>> [(pair.school, pair.leader) for pair in found.pairs], round(found.total, 3)
    ([('1', 'b'), ('2', 'a')], 0.3)
    >>> found.pairs[0].forced.taken_by, round(found.pairs[0].forced.extra, 3)
    (('2',), 0.7)
    """
    banned = forbidden or {}
    free = stated(listed, leaders, cost, capacity, excluded or {}, locked or {}, limit)
    problem = free.without(banned)
    pairs = solved(problem)
    taken = {leader: problem.taken(leader, pairs) for leader in problem.leaders}
    return Assignment(
        pairs=tuple(
            _partner(problem, school, pairs) for school in problem.schools if school in pairs
        ),
        unassigned=tuple(
            _unassigned(problem, school, taken) for school in problem.schools if school not in pairs
        ),
        total=problem.total(pairs),
        free={leader: max(problem.places[leader] - len(taken[leader]), 0) for leader in taken},
        bans=tuple(
            price(pair, problem, pairs, free.without(_but(banned, pair))) for pair in sorted(banned)
        ),
        reasons=problem.reasons,
    )


def _but(decisions: Mapping[T, str], one: T) -> dict[T, str]:
    """All decisions but one."""
    return {key: value for key, value in decisions.items() if key != one}


def _partner(problem: Problem, school: str, pairs: Mapping[str, str]) -> Partner:
    leader = pairs[school]
    cost = problem.costs.get((school, leader))
    if school in problem.locked:
        freed = replace(problem, locked=_but(problem.locked, school))
        return Partner(
            school,
            leader,
            cost,
            locked=True,
            remark=_against(problem, school, leader, pairs),
            price=price((school, leader), problem, pairs, freed),
        )
    return Partner(
        school,
        leader,
        cost,
        passed_over=_passed_over(problem, school, leader),
        forced=_forced(problem, school, leader, pairs),
    )


def _against(problem: Problem, school: str, leader: str, pairs: Mapping[str, str]) -> str:
    if (school, leader) in problem.reasons:
        return problem.reasons[school, leader]
    if leader not in problem.leaders:
        return "школа не входит в число возможных лидеров"
    held, places = len(problem.taken(leader, pairs)), problem.places[leader]
    return f"закреплено школ: {held}, мест: {places}" if held > places else ""


def _passed_over(problem: Problem, school: str, leader: str) -> tuple[Excluded, ...]:
    order = problem.by_cost(school)
    nearer = order[: order.index(leader)]
    return tuple(
        Excluded(one, problem.costs[school, one], problem.reasons[school, one])
        for one in nearer
        if (school, one) in problem.reasons
    )


def _forced(problem: Problem, school: str, leader: str, pairs: Mapping[str, str]) -> Forced | None:
    possible = [one for one in problem.by_cost(school) if (school, one) not in problem.reasons]
    near = possible[0]
    least = problem.cost(school, near)
    if problem.cost(school, leader) - least <= _NOISE:
        return None
    taken = problem.taken(near, pairs)
    locked = sum(problem.locked.get(one) == near for one in taken)
    if locked >= problem.places[near]:
        return Forced(near, least, taken, None, None, ())
    other = solved(problem, {school: near})
    total, left = problem.total(other), tuple(one for one in pairs if one not in other)
    return Forced(near, least, taken, total, total - problem.total(pairs), tuple(sorted(left)))


def _unassigned(problem: Problem, school: str, taken: Mapping[str, tuple[str, ...]]) -> Unassigned:
    against = {one: problem.reasons.get((school, one), "") for one in problem.leaders}
    return Unassigned(
        school,
        tuple(
            Excluded(one, problem.costs.get((school, one)), reason)
            for one, reason in against.items()
            if reason
        ),
        tuple((one, taken[one]) for one, reason in against.items() if not reason),
    )
