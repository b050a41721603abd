"""Who is in another group than a year ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from shnor_core.clusters.results import Clustering
from shnor_core.clusters.stability import adjusted_rand, matching


@dataclass(frozen=True, slots=True)
class Move:
    """A school that went from one group to another; letters of the earlier and the later year."""

    school_id: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class GroupChanges:
    """Two divisions of the schools side by side.

    ``matches`` says which later group continues which earlier one (most schools in common);
    ``moved`` are schools outside the continuation of their group, ``came`` and ``went`` schools
    grouped in one of the years only. ``agreement`` is the adjusted Rand index over the schools of
    both years, ``None`` with fewer than two of them.
    """

    matches: Mapping[str, str]
    moved: tuple[Move, ...]
    came: tuple[str, ...]
    went: tuple[str, ...]
    agreement: float | None

    def sentence(self, move: Move, name: str) -> str:
        """The move in words, with the letter the old group has now.

        >>> move = Move("9", "А", "В")
        >>> GroupChanges({"А": "Б"}, (move,), (), (), None).sentence(move, "Лицей № 9")
        'Лицей № 9: группа А (теперь это группа Б) → группа В.'
        """
        now = self.matches.get(move.before)
        if now is None:
            note = " (такой группы больше нет)"
        else:
            note = f" (теперь это группа {now})" if now != move.before else ""
        return f"{name}: группа {move.before}{note} → группа {move.after}."


def changes(before: Clustering, after: Clustering) -> GroupChanges:
    """Match the groups of two years and name the schools that changed theirs.

    Groups are matched one to one by the schools they have in common, because a letter or a number
    of groups may differ between years without any school having moved.
    """
    earlier = {member.school_id: member.group for member in before.members}
    later = {member.school_id: member.group for member in after.members}
    common = [school for school in earlier if school in later]
    came = tuple(school for school in later if school not in earlier)
    went = tuple(school for school in earlier if school not in later)
    if not common:
        return GroupChanges({}, (), came, went, None)
    old, first = np.unique([earlier[school] for school in common], return_inverse=True)
    new, second = np.unique([later[school] for school in common], return_inverse=True)
    pairs = enumerate(matching(first, second).tolist())
    matches = {str(old[at]): str(new[to]) for at, to in pairs if to >= 0}
    moved = tuple(
        Move(school, earlier[school], later[school])
        for school in common
        if matches.get(earlier[school]) != later[school]
    )
    agreement = adjusted_rand(first, second) if len(common) > 1 else None
    return GroupChanges(matches, moved, came, went, agreement)
