"""Remembered groups, similar schools and pairs: what «Кластеры и пары» and «Школа» show."""

from __future__ import annotations

from shnor_core.workflow import clusters, partners
from shnor_core.workflow import similar as similar_schools
from shnor_core.workflow.clusters import Groups, Rules
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.similar import Neighbours
from ui.data import remembered, results, store


@remembered(16)
def rule_clusters(territory: str, year: int) -> Rules:
    return clusters.rules(store(), results(territory), year)


@remembered(16)
def group_indicators(territory: str, year: int) -> dict[str, str]:
    """Code → title of what schools can be grouped by."""
    return clusters.indicators(store(), results(territory), year)


@remembered(32)
def groups(territory: str, year: int, codes: tuple[str, ...], k: int | None) -> Groups:
    return clusters.groups(store(), results(territory), year, codes, k)


@remembered(64)
def similar(territory: str, year: int, school: str) -> Neighbours:
    return similar_schools.similar(store(), results(territory), year, school)


@remembered(32)
def pairs(territory: str, year: int, capacity: int, limit: float | None) -> Pairs:
    return partners.pairs(store(), results(territory), year, capacity, limit)
