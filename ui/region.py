"""Cached wrapper over the view of all territories."""

from __future__ import annotations

from shnor_core.tables import TableSpec
from shnor_core.workflow import region as workflow
from shnor_core.workflow.identification import Method
from shnor_core.workflow.region import Region
from ui.data import remembered, store


@remembered(4)
def years() -> tuple[int, ...]:
    return workflow.years(store())


@remembered(16)
def region(method: Method, year: int | None) -> Region:
    return workflow.region(store(), method, year)


@remembered(16)
def table(method: Method, year: int | None) -> TableSpec:
    return workflow.table(region(method, year))
