"""The share of «2» on which a verdict hangs, and the procedures it belongs to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from shnor_core.identification.methods import Branch, Join, LowShareRule, Scope
from shnor_core.identification.results import CellStatus, Flags, YearCells
from shnor_core.identification.truth import Floats, states, truth_of

# fewer participants say little about a school: ФИОКО's own guidance of 2026
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

    When a school is listed by its larger groups alone, groups under ten are set aside and decide
    nothing. Otherwise it is ``few`` when the rule would not hold without them; a school that is
    not listed, when one of the procedures closest to listing it is such a group.
    """
    large = [_without_small(cells) for cells in (last, previous)]
    truth = truth_of(rule)
    stands = listed & truth.whole[states(truth.caps, large[0].is_low, large[1].is_low)]
    every, larger = _joined(rule, last, previous), _joined(rule, large[0], large[1])
    found = _either(stands, larger, every)
    few = np.where(listed, ~stands, found.few)
    share = np.where(found.share < 0, np.nan, found.share)
    return Deciding(share, found.procedure, found.in_last, few | np.isnan(share))


def _without_small(cells: YearCells) -> YearCells:
    small = cells.participants < FEW_PARTICIPANTS
    status = np.where(small & cells.counted, CellStatus.UNDER_MINIMUM, cells.status)
    return replace(cells, is_low=cells.is_low & ~small, status=status.astype(np.int8))


def _joined(rule: LowShareRule, last: YearCells, previous: YearCells) -> Deciding:
    best, *others = (_branch(branch, last, previous) for branch in rule.branches)
    for other in others:
        take = other.share > best.share if rule.join is Join.OR else other.share < best.share
        best = _either(take, other, best)
    return best


def _either(condition: Flags, first: Deciding, second: Deciding) -> Deciding:
    return Deciding(
        np.where(condition, first.share, second.share),
        np.where(condition, first.procedure, second.procedure),
        np.where(condition, first.in_last, second.in_last),
        np.where(condition, first.few, second.few),
    )


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
