"""Views of one programme on one day, kept until the data change: both screens ask for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shnor_core.charts import ChartSpec
from shnor_core.tables import TableSpec
from shnor_core.workflow import (
    programme_findings,
    programme_report,
    roadmap_tables,
    roadmap_words,
    target_summary,
)
from shnor_core.workflow import programme_shares as shares
from shnor_core.workflow import target_details as details
from shnor_core.workflow import target_tables as tables
from shnor_core.workflow.definitions import Definition
from shnor_core.workflow.programme_shares import Computed
from shnor_core.workflow.roadmap_tables import Line
from shnor_core.workflow.target_tables import Judged
from ui import data

Targets = tuple[str, ...]


@data.remembered(16)
def judged(territory: str, programme: str, on: date) -> tuple[Judged, ...]:
    limits = shares.ceilings(data.results(territory), on)
    return tables.judge(data.programme(territory, programme), on, limits)


@data.remembered(16)
def lines(territory: str, programme: str, on: date) -> tuple[Line, ...]:
    return roadmap_tables.lines(data.programme(territory, programme), on)


@data.remembered(16)
def targets_conclusion(territory: str, programme: str, on: date) -> str:
    return tables.conclusion(judged(territory, programme, on))


@data.remembered(16)
def roadmap_conclusion(territory: str, programme: str, on: date) -> str:
    return roadmap_tables.conclusion(data.programme(territory, programme), on)


@data.remembered(16)
def summary_table(territory: str, programme: str, on: date) -> TableSpec:
    picture = data.programme(territory, programme)
    doubted = doubted_codes(territory, programme)
    return target_summary.summary_table(picture, judged(territory, programme, on), doubted)


@data.remembered(16)
def doubted_codes(territory: str, programme: str) -> frozenset[str]:
    picture = data.programme(territory, programme)
    return programme_findings.doubted_codes(picture, data.picture(territory).settled)


@data.remembered(16)
def needing_attention(territory: str, programme: str, on: date) -> tuple[Judged, ...]:
    doubted = doubted_codes(territory, programme)
    return tables.needing_attention(judged(territory, programme, on), doubted)


@data.remembered(64)
def target_table(territory: str, programme: str, on: date, shown: Targets) -> TableSpec:
    picture = data.programme(territory, programme)
    doubted = doubted_codes(territory, programme)
    return tables.target_table(picture, _shown(territory, programme, on, shown), doubted)


@data.remembered(64)
def bullet_chart(territory: str, programme: str, on: date, shown: Targets) -> ChartSpec | None:
    picture = data.programme(territory, programme)
    return details.bullet_chart(picture, _shown(territory, programme, on, shown))


def _shown(territory: str, programme: str, on: date, shown: Targets) -> tuple[Judged, ...]:
    by_id = {one.row.target_id: one for one in judged(territory, programme, on)}
    return tuple(by_id[target_id] for target_id in shown)


@data.remembered(64)
def roadmap_table(territory: str, programme: str, on: date, shown: Targets) -> TableSpec:
    picture = data.programme(territory, programme)
    wanted = set(shown)
    found = [one for one in lines(territory, programme, on) if one.row.measure_id in wanted]
    return roadmap_tables.roadmap_table(picture, found, on)


@data.remembered(64)
def words_table(territory: str, programme: str, on: date, shown: Targets) -> TableSpec:
    wanted = set(shown)
    found = [one for one in lines(territory, programme, on) if one.row.measure_id in wanted]
    return roadmap_words.words_table(data.programme(territory, programme), found)


@data.remembered(16)
def factor_table(territory: str, programme: str) -> TableSpec | None:
    return roadmap_tables.factor_table(data.programme(territory, programme))


@data.remembered(16)
def contradictions(territory: str, programme: str) -> TableSpec | None:
    picture = data.programme(territory, programme)
    return programme_findings.contradictions_table(picture, data.picture(territory).settled)


@data.remembered(4)
def report(territory: str, programme: str, on: date) -> tuple[TableSpec, ...]:
    """The monitoring report; asked for when somebody takes the file."""
    return programme_report.report(
        data.programme(territory, programme),
        judged(territory, programme, on),
        lines(territory, programme, on),
        on,
    )


@data.remembered(64)
def computed(
    territory: str, programme: str, target: str, definition: Definition
) -> Mapping[date, Computed]:
    """Day of an entered fact → the share that results known by then give."""
    pool = data.results(territory)
    days = [fact.as_of for fact in data.programme(territory, programme).facts.get(target, ())]
    found = ((day, shares.computed(pool, target, day, definition)) for day in days)
    return {day: share for day, share in found if share is not None}
