"""The share of «2» on which a verdict hangs, and the procedures it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shnor_core.identification.methods import Branch, Join, LowShareRule, Scope
from shnor_core.identification.results import Flags, YearCells
from shnor_core.identification.truth import Floats, states, truth_of

# fewer participants say little about a school: ФИОКО's own guidance of 2026 (domain.md §4.3)
FEW_PARTICIPANTS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Deciding:
    """Per school: observed ``share`` (NaN when the rule cannot hold), the cell it comes from
    (``procedure`` in the order of the rule, ``in_last`` year or the one before) and ``few``:
    whether a deciding procedure has under ten participants."""

    share: Floats
    procedure: NDArray[np.int64]
    in_last: Flags
    few: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """A ranking of procedures per school: the share at the place asked for, and how small."""

    share: Floats
    procedure: NDArray[np.int64]
    few: Flags


def deciding(rule: LowShareRule, last: YearCells, previous: YearCells, listed: Flags) -> Deciding:
    """Observed deciding share: the largest threshold at which the rule would still hold.

    For «at least k procedures» it is the k-th largest share of the year; for two years the
    smaller of the two; for one work in both years the k-th largest of ``min(share, share)``;
    branches joined by «or» give the larger, by «and» the smaller.

    A listed school is ``few`` when the rule would not hold without groups under ten; a school
    that is not listed when one of the procedures closest to listing it is such a group.
    """
    found = [_branch(branch, last, previous) for branch in rule.branches]
    best = found[0]
    for other in found[1:]:
        take = other.share > best.share if rule.join is Join.OR else other.share < best.share
        best = Deciding(
            np.where(take, other.share, best.share),
            np.where(take, other.procedure, best.procedure),
            np.where(take, other.in_last, best.in_last),
            np.where(take, other.few, best.few),
        )
    few = np.where(listed, ~_holds_without_small(rule, last, previous), best.few)
    share = np.where(best.share < 0, np.nan, best.share)
    return Deciding(share, best.procedure, best.in_last, few | np.isnan(share))


def _branch(branch: Branch, last: YearCells, previous: YearCells) -> Deciding:
    if branch.scope is Scope.SAME:
        return _same_work(branch, last, previous)
    now = _side(_shares(last), last.participants, branch.last_year)
    before = _side(_shares(previous), previous.participants, branch.previous_year)
    in_last = now.share <= before.share
    return Deciding(
        np.where(in_last, now.share, before.share),
        np.where(in_last, now.procedure, before.procedure),
        in_last,
        now.few | before.few,
    )


def _same_work(branch: Branch, last: YearCells, previous: YearCells) -> Deciding:
    now, before = _shares(last), _shares(previous)
    participants = np.minimum(last.participants, previous.participants)
    side = _side(np.minimum(now, before), participants, branch.last_year)
    column = np.arange(now.shape[1])
    in_last = now[side.procedure, column] <= before[side.procedure, column]
    return Deciding(side.share, side.procedure, in_last, side.few)


def _shares(cells: YearCells) -> Floats:
    """Observed shares; −1 where a procedure does not count, so that it stands last."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(cells.counted, cells.low / cells.participants, -1.0)


def _side(shares: Floats, participants: NDArray[np.int64], place: int) -> _Side:
    schools = shares.shape[1]
    if place == 0:
        none = np.zeros(schools, dtype=np.int64)
        return _Side(np.full(schools, np.inf), none, np.zeros(schools, dtype=bool))
    if place > shares.shape[0]:
        none = np.zeros(schools, dtype=np.int64)
        return _Side(np.full(schools, -1.0), none, np.ones(schools, dtype=bool))
    # of equal shares the larger group comes first: the verdict needs no small one then
    order = np.lexsort((-participants, -shares), axis=0)[:place]
    few = np.any(np.take_along_axis(participants, order, axis=0) < FEW_PARTICIPANTS, axis=0)
    column = np.arange(schools)
    return _Side(shares[order[-1], column], order[-1], few)


def _holds_without_small(rule: LowShareRule, last: YearCells, previous: YearCells) -> Flags:
    truth = truth_of(rule)
    kept = (cells.is_low & (cells.participants >= FEW_PARTICIPANTS) for cells in (last, previous))
    return np.asarray(truth.whole[states(truth.caps, *kept)])
