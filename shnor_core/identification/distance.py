"""How many pupils' marks stand between a school and the other verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from shnor_core.identification.methods import LowShareRule
from shnor_core.identification.results import Flags, YearCells
from shnor_core.identification.truth import (
    COSTS,
    Floats,
    Truth,
    fold,
    over_true,
    states,
    truth_of,
)


class MovableYears(StrEnum):
    """Which results may change: the past is settled, so by default only the judged year."""

    LAST = "last"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Move:
    """So many more (or, negative, fewer) low results in one procedure of one year."""

    procedure: str
    year: int
    pupils: int


@dataclass(frozen=True, slots=True, eq=False)
class LeastMoves:
    """The least change that turns the verdict of every school.

    ``pupils``: negative to leave the list, positive to enter it, NaN when no change of the years
    allowed can do it. ``last`` and ``previous``, shape (procedures, schools): how many low
    results more or fewer in each procedure, made together; of equally small changes the one in
    fewer procedures, then in those the rule names first.
    """

    pupils: Floats
    last: NDArray[np.int64]
    previous: NDArray[np.int64]


def least_moves(
    rule: LowShareRule,
    last: YearCells,
    previous: YearCells,
    listed: Flags,
    years: MovableYears = MovableYears.LAST,
) -> LeastMoves:
    """Exact least change for all schools; participants stay as they are, only marks change.

    Every way in which procedures can end up low or not is weighed at once by the recursion that
    gives the probabilities, with «cheapest of» for «or» and «sum of» for «and». Then each change
    is forbidden in turn: what the cost cannot do without is the answer.
    """
    truth = truth_of(rule)
    sides = [_costs(last, free=True), _costs(previous, free=years is MovableYears.BOTH)]
    best = _least(sides, truth, listed)
    for cells, side in ((previous, sides[1]), (last, sides[0])):
        for place in reversed(range(len(rule.procedures))):
            kept = side[place].copy()
            _forbid_change(side[place], cells.is_low[place])
            needed = _least(sides, truth, listed) > best
            side[place][:, needed] = kept[:, needed]
    sign = np.where(listed, -1, 1)
    changes = [
        _changes(side, cells) * sign for cells, side in zip((last, previous), sides, strict=True)
    ]
    pupils = np.where(np.isinf(best), np.nan, np.floor(best) * sign)
    return LeastMoves(pupils, *changes)


def single_moves(
    rule: LowShareRule,
    last: YearCells,
    previous: YearCells,
    school: int,
    years: MovableYears = MovableYears.LAST,
) -> tuple[Move, ...]:
    """Ways to turn the verdict of one school by one procedure alone, smallest first.

    Parameters
    ----------
    school
        Position of the school in the arrays.
    """
    truth = truth_of(rule)
    lows = [last.is_low[:, [school]], previous.is_low[:, [school]]]
    listed = _holds(truth, lows)
    moves = []
    for side, cells in enumerate((last, previous) if years is MovableYears.BOTH else (last,)):
        costs = _costs(cells, free=True)[:, :, school]
        for place, key in enumerate(rule.procedures):
            changed = [low.copy() for low in lows]
            changed[side][place] ^= True
            cost = costs[place, int(changed[side][place, 0])]
            if np.isfinite(cost) and _holds(truth, changed) != listed:
                moves.append(Move(key, cells.year, -int(cost) if listed else int(cost)))
    return tuple(sorted(moves, key=lambda move: abs(move.pupils)))


# added for every procedure that changes, so that of equal numbers of pupils fewer procedures win;
# a power of two keeps the sums exact, and no rule has a thousand procedures
_PER_PROCEDURE = 2.0**-10


def _costs(cells: YearCells, *, free: bool) -> Floats:
    """Pupils needed to be «not low» and «low»: shape (procedures, 2, schools)."""
    change = np.where(cells.is_low, cells.low - cells.needed + 1, cells.needed - cells.low)
    change = np.where(cells.counted & free, change + _PER_PROCEDURE, np.inf)
    stay_high, stay_low = ~cells.is_low, cells.is_low
    return np.stack([np.where(stay_high, 0.0, change), np.where(stay_low, 0.0, change)], axis=1)


def _least(sides: list[Floats], truth: Truth, listed: Flags) -> Floats:
    joint = fold(sides[0], sides[1], truth.caps, COSTS)
    leave = over_true(truth, joint, COSTS, wanted=False)
    return np.where(listed, leave, over_true(truth, joint, COSTS))


def _forbid_change(options: Floats, is_low: Flags) -> None:
    options[0, is_low] = np.inf
    options[1, ~is_low] = np.inf


def _changes(side: Floats, cells: YearCells) -> NDArray[np.int64]:
    changed = np.where(cells.is_low, side[:, 0], side[:, 1])
    return np.where(np.isinf(changed), 0.0, np.floor(changed)).astype(np.int64)


def _holds(truth: Truth, lows: list[Flags]) -> bool:
    return bool(truth.whole[states(truth.caps, lows[0], lows[1])][0])
