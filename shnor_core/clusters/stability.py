"""Whether the groups stay when schools are left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shnor_core.clusters.table import Floats, standardised
from shnor_core.clusters.ward import LARGE, Labels, cut, ward

# one school at a time up to here; above, schools are left out together to keep the time bounded
ONE_BY_ONE = 150
_RUNS, _RUNS_LARGE = 50, 10


@dataclass(frozen=True, slots=True, eq=False)
class Stability:
    """``schools``: share of runs in which the school stays with its group, 0…1;
    ``groups``: mean Jaccard similarity of the group and its match, 0…1; ``runs`` their number."""

    schools: Floats
    groups: Floats
    runs: int


def leave_out(raw: Floats, labels: Labels) -> Stability:
    """Group again without one school (of more than 150: without a fiftieth), for every school.

    Each run standardises anew, cuts into as many groups as are left and matches them one to one
    by the largest common membership. Above 2,000 schools ten runs leave out a tenth each. The
    Jaccard similarity of a group and its match is its stability (Hennig 2007, *Computational
    Statistics & Data Analysis* 52, 258–271: 0.75 and more is stable); the one-to-one match makes
    it no larger than Hennig's, who lets two groups share a match.

    Parameters
    ----------
    raw
        Shape (n, p), NaN where missing.
    labels
        Group 0…k−1 of every school.
    """
    count, groups = len(labels), int(labels.max()) + 1
    runs = _runs(count)
    stayed, likeness, present = np.zeros(count), np.zeros(groups), np.zeros(groups)
    for run in range(runs):
        kept = np.arange(count) % runs != run
        before = labels[kept]
        there = np.unique(before)
        after = cut(ward(standardised(raw[kept])), [there.size])[0]
        match = matching(before, after)
        stayed[kept] += match[before] == after
        likeness += _jaccard(before, after, match, groups)
        present[there] += 1
    # every school is left out once
    return Stability(stayed / (runs - 1), likeness / present, runs)


def _runs(count: int) -> int:
    if count <= ONE_BY_ONE:
        return count
    return _RUNS if count <= LARGE else _RUNS_LARGE


def matching(before: Labels, after: Labels) -> Labels:
    """For every label of ``before`` the label of ``after`` it corresponds to, or −1.

    One to one, with the largest number of members in common (Kuhn 1955); labels that share nobody
    do not correspond.

    >>> matching(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 1])).tolist()
    [1, 0]
    """
    from scipy.optimize import linear_sum_assignment

    common = common_members(before, after)
    rows, columns = linear_sum_assignment(common, maximize=True)
    found = np.full(common.shape[0], -1, dtype=np.intp)
    found[rows] = np.where(common[rows, columns] > 0, columns, -1)
    return found


def common_members(before: Labels, after: Labels) -> Floats:
    """How many points have each pair of labels, shape (labels before, labels after)."""
    table = np.zeros((before.max() + 1, after.max() + 1))
    np.add.at(table, (before, after), 1)
    return table


def _jaccard(before: Labels, after: Labels, match: Labels, groups: int) -> Floats:
    result = np.zeros(groups)
    for group, partner in enumerate(match.tolist()):
        ours, theirs = before == group, after == partner
        union = int((ours | theirs).sum())
        result[group] = (ours & theirs).sum() / union if union else 0.0
    return result


def adjusted_rand(before: Labels, after: Labels) -> float:
    """Agreement of two divisions of the same points: 1 the same, 0 as by chance.

    ``(Σ C(n_ij,2) − E) / (½(Σ C(a_i,2) + Σ C(b_j,2)) − E)`` with ``E`` the product of the two sums
    over ``C(n,2)`` (Hubert & Arabie 1985, *Journal of Classification* 2, 193–218).

    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    common = common_members(before, after)

    def pairs(counts: Floats) -> float:
        return float((counts * (counts - 1)).sum() / 2)

    both = pairs(common)
    one, two = pairs(common.sum(axis=1)), pairs(common.sum(axis=0))
    whole = len(before) * (len(before) - 1) / 2
    expected = one * two / whole if whole else 0.0
    if (one + two) / 2 == expected:
        return 1.0
    return (both - expected) / ((one + two) / 2 - expected)
