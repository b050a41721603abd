"""What grouping gives: groups with their reasons, or a refusal with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shnor_core.clusters.components import Components
from shnor_core.clusters.table import LeftOut
from shnor_core.wording import counted, number, percent

# below these a school stands between groups, above them it is inside its own
BORDERLINE_SILHOUETTE = 0.0
BORDERLINE_STABILITY = 0.75


class Why(StrEnum):
    """Why there are no groups."""

    FEW_SCHOOLS = "few_schools"
    FEW_INDICATORS = "few_indicators"
    NO_SUCH_NUMBER = "no_such_number"
    NOT_SUPPORTED = "not_supported"
    UNSTABLE = "unstable"


@dataclass(frozen=True, slots=True)
class Choice:
    """One number of groups: its mean silhouette beside what tables without groups give.

    ``expected`` is their mean, ``upper`` the silhouette that 95 % of them do not exceed;
    ``sizes`` are the numbers of schools, largest first. ``division`` is false where fewer than two
    groups have three schools: such a number is never chosen.
    """

    k: int
    silhouette: float
    expected: float
    upper: float
    sizes: tuple[int, ...]
    division: bool

    @property
    def excess(self) -> float:
        """By how much the silhouette is above chance; the largest chooses the number of groups."""
        return self.silhouette - self.expected


@dataclass(frozen=True, slots=True)
class Merge:
    """Two nodes joined: a school is its place in ``Tree.schools``, a merge n + its own place."""

    left: int
    right: int
    height: float
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A dendrogram as data: ``leaves`` are the schools from left to right.

    ``cophenetic`` is the correlation of joining heights with distances, ``None`` beyond 2,000
    schools or where all distances are equal.
    """

    schools: tuple[str, ...]
    merges: tuple[Merge, ...]
    leaves: tuple[str, ...]
    cophenetic: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator of one group.

    ``mean`` and ``overall`` are means of the group and of all grouped schools in the unit of the
    indicator, over the ``known`` schools that have a value; ``difference`` is their difference in
    standard deviations of the schools. ``None`` where no school of the group has a value.
    """

    code: str
    title: str
    mean: float | None
    overall: float
    difference: float | None
    known: int


@dataclass(frozen=True, slots=True)
class Member:
    """A school in its group.

    ``silhouette`` runs −1…1, ``stability`` 0…1 is the share of leave-out runs in which the school
    stays with its group; ``filled`` names its indicators without a value, put at the mean.
    """

    school_id: str
    group: str
    silhouette: float
    stability: float
    filled: tuple[str, ...] = ()

    @property
    def borderline(self) -> bool:
        return self.silhouette < BORDERLINE_SILHOUETTE or self.stability < BORDERLINE_STABILITY

    @property
    def remarks(self) -> tuple[str, ...]:
        """Russian remarks to stand beside the school."""
        found = []
        if self.borderline:
            found.append("на границе групп")
        if self.filled:
            titles = ", ".join(f"«{title}»" for title in self.filled)
            found.append(f"нет значения, взято среднее: {titles}")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Group:
    """Schools alike. ``label`` is a letter and carries no order but that of the schools' ids.

    ``stability`` 0…1 is the mean Jaccard similarity over the leave-out runs. ``name`` says in
    Russian what sets the group apart from the mean of all grouped schools.
    """

    label: str
    schools: tuple[str, ...]
    stability: float
    differences: tuple[Difference, ...]
    name: str

    @property
    def alone(self) -> bool:
        """One school that is like no other."""
        return len(self.schools) == 1

    @property
    def title(self) -> str:
        """«Группа А: …», or that the school stands apart."""
        kind = "Отдельно стоящая школа" if self.alone else "Группа"
        return f"{kind} {self.label}: {self.name}"


@dataclass(frozen=True, slots=True)
class Clustering:
    """Groups the data support.

    ``p_value`` is the share of tables without groups that look at least as divided; ``runs`` the
    number of leave-out runs; ``schools_out`` and ``codes_out`` took no part.
    """

    groups: tuple[Group, ...]
    members: tuple[Member, ...]
    profile: tuple[Choice, ...]
    p_value: float
    runs: int
    tree: Tree
    components: Components
    codes: tuple[str, ...]
    schools_out: tuple[LeftOut, ...] = ()
    codes_out: tuple[LeftOut, ...] = ()

    @property
    def k(self) -> int:
        return len(self.groups)

    @property
    def chosen(self) -> Choice:
        return next(choice for choice in self.profile if choice.k == self.k)

    def group_of(self, school_id: str) -> str | None:
        """The letter of the school's group, ``None`` for a school that took no part."""
        return next((one.group for one in self.members if one.school_id == school_id), None)

    @property
    def conclusion(self) -> str:
        """Russian sentence with the numbers that support the groups."""
        groups = counted(self.k, "группа", "группы", "групп")
        schools = counted(len(self.members), "школы", "школ", "школ")
        choice = self.chosen
        return (
            f"{groups} из {schools}: силуэт {number(choice.silhouette, 2)}, у случайных таблиц "
            f"без групп в среднем {number(choice.expected, 2)}; не менее выраженное деление "
            f"дают {percent(100 * self.p_value)} таких таблиц."
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there are no groups: ``reason`` is a Russian sentence.

    What could be worked out before refusing is kept, so that the screen can still show the map of
    the schools and the profile of the silhouette.
    """

    why: Why
    reason: str
    profile: tuple[Choice, ...] = ()
    p_value: float | None = None
    tree: Tree | None = None
    components: Components | None = None
    schools_out: tuple[LeftOut, ...] = ()
    codes_out: tuple[LeftOut, ...] = ()
