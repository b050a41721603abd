"""Which works may be compared over the years: the calendar breaks many series.

On a public regional data set the share of «2» in Russian, grade 5, fell from 22.9 to 14.9 % between
autumn 2020 and spring 2021, only because the pupils of spring were at another point of the course.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shnor_core.procedures import KIND_TITLES, SUBJECT_TITLES, Kind, Procedure, Season, not_held


@dataclass(frozen=True, slots=True)
class ComparabilityRule:
    """What was decided about one work in two school years; ``reason`` is Russian."""

    kind: Kind
    subject: str
    grade: int
    year_from: int
    season_from: Season
    year_to: int
    season_to: Season
    comparable: bool
    reason: str = ""

    @property
    def pair(self) -> tuple[Procedure, Procedure]:
        work = (self.kind, self.subject, self.grade)
        return (
            Procedure(*work, self.year_from, self.season_from),
            Procedure(*work, self.year_to, self.season_to),
        )


Comparability = Mapping[tuple[Procedure, Procedure], ComparabilityRule]


def comparability(rules: Iterable[ComparabilityRule]) -> Comparability:
    """The table :func:`comparable_pair` looks into; of two rules for one pair the later stands."""
    return {rule.pair: rule for rule in rules}


def comparable_pair(table: Comparability, before: Procedure, after: Procedure) -> tuple[bool, str]:
    """Whether two works may be compared, and the Russian reason when not.

    In this order: a work nobody wrote, a rule of the table, then the default: same kind, subject,
    grade of the work and season, and the earlier work first.

    Examples
    --------
    >>> before = Procedure(Kind.VPR, "math", 5, 2021, Season.AUTUMN)
    >>> comparable_pair({}, before, Procedure(Kind.VPR, "math", 5, 2021, Season.SPRING))
    (False, 'осень 2020 и весна 2021: работу писали в разное время учебного года')
    """
    for work in (before, after):
        reason = not_held(work.kind, work.subject, work.year)
        if reason:
            return False, reason
    rule = table.get((before, after))
    if rule is not None:
        return rule.comparable, rule.reason
    reason = _difference(before, after)
    return not reason, reason


def _difference(before: Procedure, after: Procedure) -> str:
    moments = f"{_moment(before)} и {_moment(after)}"
    if before.kind != after.kind:
        return f"разные процедуры: {KIND_TITLES[before.kind]} и {KIND_TITLES[after.kind]}"
    if before.subject != after.subject:
        subjects = f"{SUBJECT_TITLES[before.subject]} и {SUBJECT_TITLES[after.subject]}"
        return f"разные предметы: {subjects}"
    if before.grade != after.grade:
        return f"работы для разных классов: {before.grade} и {after.grade}"
    if _order(before) >= _order(after):
        return f"первой должна стоять более ранняя работа: {moments}"
    if before.season != after.season:
        return f"{moments}: работу писали в разное время учебного года"
    return ""


def _order(work: Procedure) -> tuple[int, bool]:
    """A school year begins in autumn."""
    return work.year, work.season == Season.SPRING


def _moment(work: Procedure) -> str:
    """When the work was written: ``year`` is the end of the school year, autumn lies before it."""
    return f"осень {work.year - 1}" if work.season == Season.AUTUMN else f"весна {work.year}"
