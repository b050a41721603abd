"""From a table of indicators to groups of schools, or to a refusal in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from shnor_core.clusters import refusals
from shnor_core.clusters.chance import chance_profiles, profile
from shnor_core.clusters.components import Components, components
from shnor_core.clusters.profiles import differences, group_name
from shnor_core.clusters.results import Choice, Clustering, Group, Member, Merge, Refusal, Tree
from shnor_core.clusters.silhouette import silhouettes
from shnor_core.clusters.stability import Stability, leave_out
from shnor_core.clusters.table import Floats, Table, Values, read_table
from shnor_core.clusters.ward import Labels, cophenetic_correlation, leaf_order, ward
from shnor_core.errors import StatisticsError

#: share of tables without groups that may look at least as divided
CHANCE = 0.01
#: Jaccard similarity from which Hennig (2007) calls a group stable
STABLE = 0.75
LETTERS = "АБВГДЕЖИКЛМН"


@dataclass(frozen=True, slots=True, eq=False)
class _Evidence:
    """What is known before anybody says whether these are groups."""

    table: Table
    tree: Tree
    plane: Components
    choices: tuple[Choice, ...]
    divisions: Mapping[int, Labels]
    chance: Floats

    def p_value(self, chosen: Choice, counts: Sequence[int]) -> float:
        """``(1 + tables at least as far above chance) / (1 + tables)`` (Davison & Hinkley 1997)."""
        expected = np.array([choice.expected for choice in self.choices])
        asked = np.isin([choice.k for choice in self.choices], counts)
        above = np.where(np.isnan(self.chance), -np.inf, self.chance - expected)[:, asked]
        reached = above.max(axis=1) >= chosen.excess
        return float((1 + reached.sum()) / (1 + len(reached)))

    def refusal(self, reason: refusals.Reason, p_value: float | None = None) -> Refusal:
        return Refusal(
            *reason,
            profile=self.choices,
            p_value=p_value,
            tree=self.tree,
            components=self.plane,
            schools_out=self.table.schools_out,
            codes_out=self.table.codes_out,
        )


def cluster(
    values: Values,
    titles: Mapping[str, str],
    *,
    phrases: Mapping[str, str] | None = None,
    k: int | None = None,
    max_k: int = 6,
) -> Clustering | Refusal:
    """Groups of schools alike, when the data support them.

    Ward's tree on standardised indicators is cut into the number of groups whose mean silhouette
    is furthest above that of random tables with the same indicators but no groups. The groups
    stand when at most one in a hundred such tables is as far above, and when leaving schools out
    leaves every group of two and more with a Jaccard similarity of at least 0.75. The same table
    gives the same groups under the same letters whatever the order of its schools.

    Parameters
    ----------
    values
        School → code → value; ``None``, NaN and no key are gaps. :func:`read_table` says who is
        left out and what becomes of the other gaps.
    titles
        Code → title of the indicators to group by; other codes are ignored.
    phrases
        Code → genitive for the names of the groups, see :func:`group_name`.
    k
        The wanted number of groups; by default it is chosen between 2 and ``max_k``.

    Raises
    ------
    StatisticsError
        ``k`` or ``max_k`` is not between 2 and 12, or a value is infinite.

    Examples
    --------
    >>> values = {f"{n}": {"a": n % 3 * 9 + n / 9, "b": n % 3 * 9 - n / 9} for n in range(18)}
    >>> found = cluster(values, {"a": "Показатель А", "b": "Показатель Б"})
    >>> [group.schools[:2] for group in found.groups]
    [('0', '3'), ('1', '4'), ('2', '5')]
    """
    for count in (max_k, 2 if k is None else k):
        if not 2 <= count <= len(LETTERS):
            raise StatisticsError(f"Групп бывает от 2 до {len(LETTERS)}, а передано {count}.")
    table = read_table(values, titles)
    reason = refusals.too_little(len(values), table)
    if reason:
        return Refusal(*reason, schools_out=table.schools_out, codes_out=table.codes_out)
    evidence = _evidence(table, max(max_k, k or 2))
    counts = [choice.k for choice in evidence.choices if k is None or choice.k == k]
    possible = [choice for choice in evidence.choices if choice.k in counts and choice.division]
    if k is not None and not counts:
        return evidence.refusal(refusals.too_many(k, evidence.choices[-1].k))
    if not possible:
        return evidence.refusal(refusals.no_division(k))
    chosen = max(possible, key=lambda choice: choice.excess)
    p_value = evidence.p_value(chosen, counts)
    if p_value > CHANCE:
        return evidence.refusal(refusals.by_chance(chosen, p_value, k, CHANCE), p_value)
    labels = evidence.divisions[chosen.k]
    stability = leave_out(table.raw, labels)
    weak = _weak(labels, stability)
    if weak:
        return evidence.refusal(refusals.unstable(chosen.k, weak, STABLE), p_value)
    return _clustering(evidence, labels, stability, p_value, titles, phrases or {})


def _evidence(table: Table, max_k: int) -> _Evidence:
    points = table.points
    counts = range(2, min(max_k, len(np.unique(points, axis=0))) + 1)
    tree = ward(points)
    divisions, means, divided = profile(points, counts, tree)
    chance = chance_profiles(points, table.gaps, counts)
    choices = tuple(
        _choice(k, float(mean), labels, bool(whole), chance[:, at])
        for at, (k, mean, labels, whole) in enumerate(
            zip(counts, means, divisions, divided, strict=True)
        )
    )
    by_count = dict(zip(counts, divisions, strict=True))
    plane = components(points, table.schools, table.codes)
    return _Evidence(table, _tree(table, tree), plane, choices, by_count, chance)


def _choice(k: int, mean: float, labels: Labels, division: bool, chance: Floats) -> Choice:
    known = chance[~np.isnan(chance)]
    sizes = np.sort(np.bincount(labels))[::-1]
    return Choice(
        k,
        mean,
        expected=float(known.mean()) if known.size else 0.0,
        upper=float(np.quantile(known, 0.95)) if known.size else 0.0,
        sizes=tuple(sizes.tolist()),
        division=division,
    )


def _tree(table: Table, tree: Floats) -> Tree:
    return Tree(
        schools=table.schools,
        merges=tuple(
            Merge(int(left), int(right), height, int(size))
            for left, right, height, size in tree.tolist()
        ),
        leaves=tuple(table.schools[at] for at in leaf_order(tree)),
        cophenetic=cophenetic_correlation(table.points, tree),
    )


def _weak(labels: Labels, stability: Stability) -> list[tuple[str, float]]:
    sizes = np.bincount(labels)
    return [
        (LETTERS[group], float(likeness))
        for group, likeness in enumerate(stability.groups)
        if sizes[group] > 1 and likeness < STABLE
    ]


def _clustering(
    evidence: _Evidence,
    labels: Labels,
    stability: Stability,
    p_value: float,
    titles: Mapping[str, str],
    phrases: Mapping[str, str],
) -> Clustering:
    table = evidence.table
    return Clustering(
        groups=tuple(
            _group(table, labels, group, float(likeness), titles, phrases)
            for group, likeness in enumerate(stability.groups)
        ),
        members=_members(table, labels, stability, titles),
        profile=evidence.choices,
        p_value=p_value,
        runs=stability.runs,
        tree=evidence.tree,
        components=evidence.plane,
        codes=table.codes,
        schools_out=table.schools_out,
        codes_out=table.codes_out,
    )


def _group(
    table: Table,
    labels: Labels,
    group: int,
    stability: float,
    titles: Mapping[str, str],
    phrases: Mapping[str, str],
) -> Group:
    found = differences(table, labels, group, titles)
    schools = tuple(table.schools[at] for at in np.flatnonzero(labels == group))
    return Group(LETTERS[group], schools, stability, found, group_name(found, phrases))


def _members(
    table: Table, labels: Labels, stability: Stability, titles: Mapping[str, str]
) -> tuple[Member, ...]:
    inner = silhouettes(table.points, [labels])[0]
    return tuple(
        Member(
            school,
            LETTERS[labels[at]],
            float(inner[at]),
            float(stability.schools[at]),
            tuple(titles[table.codes[place]] for place in np.flatnonzero(table.gaps[at])),
        )
        for at, school in enumerate(table.schools)
    )
