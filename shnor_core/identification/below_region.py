"""Mean score below the region's in each of several years (Каменск-Уральский, 2022)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from shnor_core.errors import MethodError, StatisticsError, UnknownSchoolError
from shnor_core.identification.methods import BelowRegionRule, Method
from shnor_core.identification.results import Flags
from shnor_core.identification.truth import Floats
from shnor_core.identification.verdict import RuleResult, Verdict
from shnor_core.procedures import key_title, school_year
from shnor_core.wording import number

RegionMeans = Mapping[tuple[str, int], float]
# школа, процедура, год, средний балл
MeanRow = tuple[str, str, int, float | None]


@dataclass(frozen=True, eq=False)
class MeansJudgement:
    """Verdicts of all schools; ``means`` has shape (years, procedures, schools), NaN unknown.

    ``below`` and ``known`` have shape (procedures, schools): below the region in every year, and
    whether all years of both are there.
    """

    method: Method
    year: int
    schools: tuple[str, ...]
    means: Floats
    region: Floats
    below: Flags
    known: Flags

    @property
    def rule(self) -> BelowRegionRule:
        return _rule_of(self.method)

    @cached_property
    def listed(self) -> Flags:
        return np.asarray(self.below.sum(axis=0) >= self.rule.needed)

    @cached_property
    def judged(self) -> Flags:
        return np.asarray(np.any(self.known, axis=0))

    def explain(self, school_id: str) -> Verdict:
        """The verdict about one school, a rule per procedure.

        Raises
        ------
        UnknownSchoolError
            No such school among those judged.
        """
        if school_id not in self.schools:
            raise UnknownSchoolError(f"Школы «{school_id}» нет среди проверенных.")
        school = self.schools.index(school_id)
        return Verdict(
            school_id=school_id,
            method_id=self.method.method_id,
            method_title=self.method.title,
            year=self.year,
            listed=bool(self.listed[school]) if self.judged[school] else None,
            rules=tuple(self._rule(place, school) for place in range(len(self.rule.procedures))),
            notes=self._notes(school),
        )

    def _rule(self, place: int, school: int) -> RuleResult:
        title = key_title(self.rule.procedures[place])
        holds = bool(self.below[place, school]) if self.known[place, school] else None
        text = "; ".join(self._year(index, place, school) for index in range(self.rule.years))
        return RuleResult(title, "ниже среднего по региону в каждом из лет", holds, text=text)

    def _year(self, index: int, place: int, school: int) -> str:
        year = school_year(self.year - self.rule.years + 1 + index)
        own = number(float(self.means[index, place, school]), 2)
        return f"{year} — {own} при {number(float(self.region[index, place]), 2)} по региону"

    def _notes(self, school: int) -> tuple[str, ...]:
        unknown = np.flatnonzero(~self.known[:, school])
        if not len(unknown):
            return ()
        titles = ", ".join(key_title(self.rule.procedures[place]) for place in unknown)
        return (f"Нет балла школы или региона хотя бы за один из лет, не судится: {titles}.",)


def judge_means(
    rows: Iterable[MeanRow],
    region: RegionMeans,
    method: Method,
    *,
    year: int,
    schools: Sequence[str] | None = None,
) -> MeansJudgement:
    """Which schools are below the region in the same work in each of the years of the rule.

    Parameters
    ----------
    rows
        School, procedure key, year, mean score of the school.
    region
        Mean score of the region per procedure key and year.
    year
        The last of the years.
    schools
        All schools to be judged; by default those that have rows, sorted.

    Raises
    ------
    MethodError
        The method judges by something else.
    StatisticsError
        Two rows for one school, procedure and year, or a school that is not among ``schools``.
    """
    rule, table = _rule_of(method), list(rows)
    ids = tuple(sorted({row[0] for row in table}) if schools is None else schools)
    years = range(year - rule.years + 1, year + 1)
    means = _laid_out(table, rule, ids, years)
    known_region = [[region.get((key, one), np.nan) for key in rule.procedures] for one in years]
    limits = np.asarray(known_region, dtype=np.float64)
    known = ~np.isnan(means) & ~np.isnan(limits)[:, :, None]
    below = known & (means < limits[:, :, None])
    return MeansJudgement(
        method, year, ids, means, limits, np.all(below, axis=0), np.all(known, axis=0)
    )


def _rule_of(method: Method) -> BelowRegionRule:
    if not isinstance(method.rule, BelowRegionRule):
        raise MethodError(method.file or method.method_id, "kind", "«below_region»")
    return method.rule


def _laid_out(
    table: Iterable[MeanRow], rule: BelowRegionRule, schools: tuple[str, ...], years: range
) -> Floats:
    place = {key: index for index, key in enumerate(rule.procedures)}
    of_school = {school: index for index, school in enumerate(schools)}
    means = np.full((len(years), len(place), len(schools)), np.nan)
    seen: set[tuple[str, str, int]] = set()
    for school, key, year, mean in table:
        if school not in of_school:
            raise StatisticsError(f"Школы «{school}» нет в списке школ.")
        if (school, key, year) in seen:
            raise StatisticsError(
                f"Две строки для одной школы и процедуры: {school}, {key}, {year}."
            )
        seen.add((school, key, year))
        if key in place and year in years and mean is not None:
            means[years.index(year), place[key], of_school[school]] = mean
    return means
