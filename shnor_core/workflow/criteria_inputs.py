"""Inputs of criteria that are not counts of «2»: context shares, gaps to means, indices."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.dynamics import Definition
from shnor_core.indices import IndexDefinition, compute
from shnor_core.marks import pooled
from shnor_core.model import Level
from shnor_core.workflow.results import ResultsPicture, key_of
from shnor_core.workflow.store import DATA

INDICES = DATA / "indices"
YEARS_TOGETHER = 3

Values = dict[str, dict[str, float | None]]
MeanRow = tuple[str, str, int, float | None]


def values(store: Store, picture: ResultsPicture, year: int) -> Values:
    """School → code of the input → value of the year; what is not known is left out."""
    found: Values = {one.school_id: {} for one in picture.schools}
    _add(found, observed(store, picture, year))
    _add(found, school_signs(store, picture))
    _add(found, results_together(picture, year))
    _add(found, gaps_to_region(picture, year))
    _add(found, gaps_to_municipality(found))
    _add(found, positive_dynamics(picture, year))
    _add(found, index_scores(found))
    return found


def _add(found: Values, more: Mapping[str, Mapping[str, float | None]]) -> None:
    for school, row in more.items():
        if school in found:
            found[school].update(row)


def observed(store: Store, picture: ResultsPicture, year: int) -> Values:
    """Every school indicator of the year under its own code, shares on the percent scale."""
    found: Values = {}
    territory = picture.territory.territory_id
    for indicator_set in queries.indicator_sets(store, territory):
        for one in queries.observations(store, territory, indicator_set):
            if one.level is Level.SCHOOL and one.year == year and one.school_id:
                reading = one.reading
                value = reading.percent if reading.percent is not None else reading.value
                found.setdefault(one.school_id, {})[one.code] = value
    return found


def school_signs(store: Store, picture: ResultsPicture) -> Values:
    """Signs of the register: 1 for a small school, 0 for one that is not."""
    flags = queries.small_schools(store, picture.territory.territory_id)
    return {school: {"small_school": float(small)} for school, small in flags.items()}


def years_together(picture: ResultsPicture, year: int) -> tuple[int, ...]:
    """Those of the last three years whose works with marks are loaded, in order."""
    span = range(year - YEARS_TOGETHER + 1, year + 1)
    marked = {picture.by_id[key].year for _, key in picture.results if _marked(picture, key)}
    return tuple(one for one in span if one in marked)


def _marked(picture: ResultsPicture, key: str) -> bool:
    return picture.by_id[key].scale == "marks"


def results_together(picture: ResultsPicture, year: int) -> Values:
    """Share of marks 3–5 over all works with marks in the last three years, pooled over pupils."""
    found: Values = {}
    for school in picture.schools:
        rows = [
            (row.n2, row.n3, row.n4, row.n5)
            for (owner, key), row in picture.results.items()
            if owner == school.school_id
            and _marked(picture, key)
            and year - YEARS_TOGETHER < picture.by_id[key].year <= year
        ]
        summary = pooled(rows) if rows else None
        if summary is not None and summary.participants:
            found[school.school_id] = {"results_3y": summary.success}
    return found


def gaps_to_region(picture: ResultsPicture, year: int) -> Values:
    """How far the school stays behind the region in an exam of a hundred points, at the most."""
    found: Values = {}
    for (school, key), row in picture.results.items():
        work, region = picture.by_id[key], picture.benchmarks.get(("region", key))
        if work.year != year or work.scale != "minimum" or region is None:
            continue
        if row.mean_score is None or region.mean_score is None:
            continue
        gap = region.mean_score - row.mean_score
        before = found.setdefault(school, {}).get("gap_to_region_score")
        found[school]["gap_to_region_score"] = gap if before is None else max(before, gap)
    return found


def gaps_to_municipality(found: Values) -> Values:
    """How far quality and standard stay behind the mean of the schools, p.p."""
    gaps: Values = {school: {} for school in found}
    for code, gap in (("out.quality", "quality_gap"), ("out.standard", "standard_gap")):
        known = [value for row in found.values() if (value := row.get(code)) is not None]
        for school, row in found.items():
            value = row.get(code)
            if value is not None:
                gaps[school][gap] = sum(known) / len(known) - value
    return gaps


def positive_dynamics(picture: ResultsPicture, year: int) -> Values:
    """1 when the share of «2» fell in more comparable works than it grew, else 0."""
    found: Values = {}
    works = [one for one in picture.of_year(year) if one.held]
    before = {
        one.procedure_id: next((w for w in picture.earlier(one) if picture.pair(w, one)[0]), None)
        for one in works
    }
    for school in picture.schools:
        changes = [
            picture.change(school.school_id, first, one, Definition.DOCUMENT).difference
            for one in works
            if (first := before[one.procedure_id]) is not None
        ]
        known = [change for change in changes if change is not None]
        if known:
            balance = sum(change < 0 for change in known) - sum(change > 0 for change in known)
            found[school.school_id] = {"positive_dynamics": float(balance > 0)}
    return found


def index_scores(found: Values, folder: Path = INDICES) -> Values:
    """Every index of ``data/indices`` under ``index.<id>``."""
    scores: Values = {}
    for definition in index_definitions(folder):
        for one in compute(definition, found):
            scores.setdefault(one.school_id, {})[f"index.{definition.index_id}"] = one.score
    return scores


def index_definitions(folder: Path = INDICES) -> tuple[IndexDefinition, ...]:
    """The indices of ``data/indices``.

    Raises
    ------
    MethodError
        A file breaks its contract.
    """
    return tuple(
        IndexDefinition.from_dict(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        for path in sorted(folder.glob("*.toml"))
    )


def means(
    picture: ResultsPicture,
) -> tuple[Iterable[MeanRow], Mapping[tuple[str, int], float]]:
    """Mean scores of schools and of the region, by work and year."""
    rows = [
        (school, key_of(picture.by_id[key]).key, picture.by_id[key].year, row.mean_score)
        for (school, key), row in picture.results.items()
    ]
    region = {
        (key_of(picture.by_id[key]).key, picture.by_id[key].year): row.mean_score
        for (scope, key), row in picture.benchmarks.items()
        if scope == "region" and key in picture.by_id and row.mean_score is not None
    }
    return rows, region
