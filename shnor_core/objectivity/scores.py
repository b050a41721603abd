"""Means against the region, and one cohort from grade to grade.

References are numbered as in the package.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Protocol

import numpy as np

from shnor_core import wording
from shnor_core.errors import StatisticsError
from shnor_core.objectivity.markers import KIND_TITLES, Marker, MarkerKind, between, marker
from shnor_core.procedures import Kind, Procedure, Season, school_year

Z: Final = 1.96
FENCE: Final = 3.0
# quartiles of fewer schools say nothing; the document names no number
MIN_SCHOOLS: Final = 5
# the works the document names for the mean
HIGH_MEAN_WORKS: Final = frozenset(
    {(Kind.VPR, subject, grade) for subject in ("russian", "math") for grade in (4, 5)}
    | {(Kind.OGE, subject, 9) for subject in ("russian", "math")}
)


class SchoolScore(Protocol):
    """Mean score of one school in one procedure."""

    @property
    def school_id(self) -> str: ...
    @property
    def procedure_id(self) -> str: ...
    @property
    def participants(self) -> int: ...
    @property
    def mean_score(self) -> float | None: ...


class RegionScore(Protocol):
    """Mean score of the region and the spread of single pupils."""

    @property
    def procedure_id(self) -> str: ...
    @property
    def participants(self) -> int | None: ...
    @property
    def mean_score(self) -> float | None: ...
    @property
    def sd(self) -> float | None: ...


def high_mean_markers(
    scores: Iterable[SchoolScore],
    region: Iterable[RegionScore],
    procedures: Mapping[str, Procedure],
) -> tuple[Marker, ...]:
    """Schools whose mean is surely above that of the region [1]_.

    ``x̄ ± 1.96·s/√n`` for the school and the region; a marker when the lower limit of the school
    exceeds the upper limit of the region. ``s`` of a school is not in its reports, that of the
    region stands for it. Only the works the document names, in spring.

    Raises
    ------
    StatisticsError
        Two rows of ``region`` for one procedure, such as one of the municipality among them.
    """
    regions: dict[str, RegionScore] = {}
    for benchmark in region:
        if benchmark.procedure_id in regions:
            raise StatisticsError(f"Два региональных значения для «{benchmark.procedure_id}».")
        regions[benchmark.procedure_id] = benchmark
    found = (_of_mean(row, regions.get(row.procedure_id), procedures) for row in scores)
    return tuple(one for one in found if one)


def _of_mean(
    row: SchoolScore, region: RegionScore | None, procedures: Mapping[str, Procedure]
) -> Marker | None:
    work = procedures[row.procedure_id]
    named = (work.kind, work.subject, work.grade) in HIGH_MEAN_WORKS
    if not named or work.season is not Season.SPRING or region is None:
        return None
    if row.mean_score is None or region.mean_score is None or region.sd is None:
        return None
    if not row.participants or not region.participants:
        return None
    half = Z * region.sd / math.sqrt(row.participants)
    region_half = Z * region.sd / math.sqrt(region.participants)
    low, limit = row.mean_score - half, region.mean_score + region_half
    if low <= limit:
        return None
    numbers = {"mean": row.mean_score, "low": low, "high": row.mean_score + half}
    numbers |= {"participants": row.participants, "region": region.mean_score}
    numbers |= {"region_high": limit, "sd": region.sd}
    text = (
        f"{work.title}, {school_year(work.year)}: средний балл {wording.number(row.mean_score)}"
        f" (писали {row.participants}, интервал 95 % {between(low, row.mean_score + half)})"
        f" выше регионального {wording.number(region.mean_score)} (до {wording.number(limit)});"
        " разброс баллов школы не указан, взят региональный"
    )
    return marker(row.school_id, row.procedure_id, MarkerKind.HIGH_MEAN, text, numbers)


def sharp_change_markers(
    scores: Iterable[SchoolScore],
    procedures: Mapping[str, Procedure],
    grades: Collection[int] = (4,),
) -> tuple[Marker, ...]:
    """Schools where one cohort changed sharply from grade N to grade N + 1 a year later [1]_.

    ``K = S(N, year)/S(N + 1, year + 1)``: a fall when ``K > Q3 + 3·IQR``, a rise when
    ``K < Q1 − 3·IQR``, quartiles (linear interpolation) over all schools given.

    Parameters
    ----------
    scores
        ``S`` is the mean, per cent of the greatest score; in any other unit common to all
        schools ``K`` is multiplied by one number and the same schools are marked.
    grades
        Grades ``N``; the document compares grade 4 with grade 5.

    Returns
    -------
    tuple of Marker
        ``procedure_id`` is the later work. Empty for a pair of works written by fewer than
        ``MIN_SCHOOLS`` schools.
    """
    means = _spring_means(scores, procedures)
    pairs: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for (school, work), (procedure, before) in means.items():
        later = Procedure(work.kind, work.subject, work.grade + 1, work.year + 1)
        after = means.get((school, later))
        if work.grade in grades and after and after[1] > 0:
            pairs[procedure, after[0]][school] = before / after[1]
    return tuple(
        found
        for (_, procedure), ratios in pairs.items()
        for found in _outside_fences(ratios, procedures[procedure], procedure)
    )


def _spring_means(
    scores: Iterable[SchoolScore], procedures: Mapping[str, Procedure]
) -> dict[tuple[str, Procedure], tuple[str, float]]:
    means: dict[tuple[str, Procedure], tuple[str, float]] = {}
    for row in scores:
        work = procedures[row.procedure_id]
        plain = work.kind is Kind.VPR and work.season is Season.SPRING
        if plain and work.subject in ("russian", "math") and row.mean_score is not None:
            means[row.school_id, work] = row.procedure_id, row.mean_score
    return means


def _outside_fences(
    ratios: Mapping[str, float], later: Procedure, procedure_id: str
) -> Iterator[Marker]:
    if len(ratios) < MIN_SCHOOLS:
        return
    first, third = (float(q) for q in np.percentile(list(ratios.values()), (25, 75)))
    low, high = first - FENCE * (third - first), third + FENCE * (third - first)
    for school, ratio in ratios.items():
        if low <= ratio <= high:
            continue
        kind = MarkerKind.SHARP_FALL if ratio > high else MarkerKind.SHARP_RISE
        side = f"больше {wording.number(high, 2)} (Q3 + 3·IQR"
        if kind is MarkerKind.SHARP_RISE:
            side = f"меньше {wording.number(low, 2)} (Q1 − 3·IQR"
        text = (
            f"{later.title}, {school_year(later.year)}: {KIND_TITLES[kind]}, результат за"
            f" {later.grade - 1} класс к результату за {later.grade} класс относится как"
            f" {wording.number(ratio, 2)}, {side} по {len(ratios)} школам)"
        )
        numbers = {"ratio": ratio, "low": low, "high": high, "schools": len(ratios)}
        yield marker(school, procedure_id, kind, text, numbers)
