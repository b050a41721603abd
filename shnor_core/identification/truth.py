"""What a rule says for every possible number of low procedures, and one fold that adds them up.

A rule on shares looks at three numbers: how many procedures are low in the judged year, how many
in the year before, and how many works are low in both. Beyond what the branches ask for the exact
number does not matter, so each is capped and the rule becomes a small table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shnor_core.identification.methods import Branch, Join, LowShareRule, Scope
from shnor_core.identification.results import Flags

Floats = NDArray[np.float64]
Caps = tuple[int, int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """``whole`` and every one of ``branches``: shape (last + 1, previous + 1, both + 1)."""

    caps: Caps
    branches: NDArray[np.bool_]
    whole: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ring:
    """How alternatives are joined (``add``) and independent steps combined (``times``)."""

    add: Callable[[Floats, Floats], Floats]
    times: Callable[[Floats, Floats], Floats]
    zero: float
    one: float


#: chances of disjoint events add up, of independent ones multiply
CHANCES = Ring(np.add, np.multiply, 0.0, 1.0)
#: of alternatives the cheapest is taken, pupils of different procedures add up
COSTS = Ring(np.minimum, np.add, np.inf, 0.0)


def truth_of(rule: LowShareRule) -> Truth:
    """The rule as a table over capped counts."""
    loose = [branch for branch in rule.branches if branch.scope is Scope.ANY]
    tied = [branch for branch in rule.branches if branch.scope is Scope.SAME]
    caps = (
        max((branch.last_year for branch in loose), default=0),
        max((branch.previous_year for branch in loose), default=0),
        max((branch.last_year for branch in tied), default=0),
    )
    last, previous, both = np.indices([cap + 1 for cap in caps])
    branches = np.stack([_holds(branch, last, previous, both) for branch in rule.branches])
    whole = branches.any(axis=0) if rule.join is Join.OR else branches.all(axis=0)
    return Truth(caps, branches, np.asarray(whole))


def _holds(
    branch: Branch, last: NDArray[np.int_], previous: NDArray[np.int_], both: NDArray[np.int_]
) -> Flags:
    if branch.scope is Scope.SAME:
        return np.asarray(both >= branch.last_year)
    return np.asarray((last >= branch.last_year) & (previous >= branch.previous_year))


def states(caps: Caps, last: Flags, previous: Flags) -> tuple[NDArray[np.int_], ...]:
    """Capped counts per school: an index into the table of a :class:`Truth`."""
    counts = (last.sum(axis=0), previous.sum(axis=0), (last & previous).sum(axis=0))
    return tuple(np.minimum(count, cap) for count, cap in zip(counts, caps, strict=True))


def fold(last: Floats, previous: Floats, caps: Caps, ring: Ring) -> Floats:
    """Add up all ways in which procedures can be low, exactly.

    Parameters
    ----------
    last, previous
        Shape (procedures, 2, schools): weight of «not low» and of «low» in each year.
    caps
        Where the three counts are capped.
    ring
        ``CHANCES`` gives the joint distribution of the counts (the Poisson-binomial recursion of
        Chen & Liu 1997, *Statistica Sinica* 7, 875–892, for two tied counts at once); ``COSTS``
        the least cost of reaching each count.

    Returns
    -------
    ndarray
        Shape (last + 1, previous + 1, both + 1, schools).
    """
    if caps[2] == 0:
        one, two = _count(last, caps[0], ring), _count(previous, caps[1], ring)
        return ring.times(one[:, None, None], two[None, :, None])
    schools = last.shape[2]
    state = np.full((*(cap + 1 for cap in caps), schools), ring.zero)
    state[0, 0, 0] = ring.one
    for now, before in zip(last, previous, strict=True):
        state = _step(state, now, before, ring)
    return state


def _count(weights: Floats, cap: int, ring: Ring) -> Floats:
    state = np.full((cap + 1, weights.shape[2]), ring.zero)
    state[0] = ring.one
    for no, yes in weights:
        moved = ring.times(state, yes)
        state = ring.times(state, no)
        state[1:] = ring.add(state[1:], moved[:-1])
        state[-1] = ring.add(state[-1], moved[-1])
    return state


def _step(state: Floats, now: Floats, before: Floats, ring: Ring) -> Floats:
    total = ring.times(state, ring.times(now[0], before[0]))
    only_now = ring.times(_raised(state, 0, ring), ring.times(now[1], before[0]))
    only_before = ring.times(_raised(state, 1, ring), ring.times(now[0], before[1]))
    both = _raised(_raised(_raised(state, 0, ring), 1, ring), 2, ring)
    total = ring.add(ring.add(total, only_now), only_before)
    return ring.add(total, ring.times(both, ring.times(now[1], before[1])))


def _raised(state: Floats, axis: int, ring: Ring) -> Floats:
    """Every count of one axis goes up by one; the last index keeps what is beyond the cap."""
    source = np.moveaxis(state, axis, 0)
    moved = np.full(source.shape, ring.zero)
    moved[1:] = source[:-1]
    moved[-1] = ring.add(moved[-1], source[-1])
    return np.moveaxis(moved, 0, axis)


def over_true(truth: Truth, joint: Floats, ring: Ring, *, wanted: bool = True) -> Floats:
    """Join the weights of the states in which the rule holds (or, not ``wanted``, fails)."""
    total = np.full(joint.shape[-1], ring.zero)
    for place in zip(*np.nonzero(truth.whole == wanted), strict=True):
        total = ring.add(total, joint[place])
    return total
