"""Inputs of criteria that are not counts of «2»: context shares, gaps to means, indices."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.dynamics import Fact
from shnor_core.indices import IndexDefinition, compute
from shnor_core.marks import pooled
from shnor_core.workflow.results import ResultsPicture, key_of
from shnor_core.workflow.store import DATA

INDICES = DATA / "indices"
YEARS_TOGETHER = 3

Values = dict[str, dict[str, float | None]]
Marks = tuple[int | None, ...]
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
    for school, code, value in queries.school_values(store, picture.territory.territory_id, year):
        found.setdefault(school, {})[code] = value
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
    rows: defaultdict[str, list[Marks]] = defaultdict(list)
    for (school, key), row in picture.results.items():
        if _marked(picture, key) and year - YEARS_TOGETHER < picture.by_id[key].year <= year:
            rows[school].append((row.n2, row.n3, row.n4, row.n5))
    summaries = {school: pooled(known) for school, known in rows.items()}
    return {
        school: {"results_3y": summary.success}
        for school, summary in summaries.items()
        if summary.participants
    }


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
        known = {one: value for one, row in found.items() if (value := row.get(code)) is not None}
        mean = sum(known.values()) / len(known) if known else 0.0
        for school, value in known.items():
            gaps[school][gap] = mean - value
    return gaps


def positive_dynamics(picture: ResultsPicture, year: int) -> Values:
    """1 when the share of «2» fell in more comparable works than it grew, else 0."""
    found: Values = {}
    pairs = [
        (first, one)
        for one in picture.of_year(year)
        if one.held and (first := picture.comparable(one)) is not None
    ]
    for school in picture.schools:
        facts = Counter(picture.fact(school.school_id, *pair) for pair in pairs)
        if facts.total() > facts[Fact.NO_DATA]:
            fell_more = facts[Fact.DOWN] > facts[Fact.UP]
            found[school.school_id] = {"positive_dynamics": float(fell_more)}
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
