"""What is doubtful in a territory, kept like every other view: for the side bar and its screen."""

from __future__ import annotations

from shnor_core.model import Finding
from shnor_core.tables import TableSpec
from shnor_core.workflow import doubts, programme_findings, quality_view
from shnor_core.workflow.doubts import Doubts
from ui import data


@data.remembered(32)
def of(territory: str, indicator_set: str | None) -> Doubts:
    """Cells of the shown tables and contradictions of every programme."""
    programmes = data.programmes(territory)
    inside = (
        finding
        for one in programmes
        for finding in programme_findings.findings(data.programme(territory, one.programme_id))
    )
    picture = data.picture(territory, indicator_set)
    return doubts.of(picture, inside, has_programme=bool(programmes))


@data.remembered(32)
def tables(
    territory: str, indicator_set: str | None, by_school: bool
) -> tuple[tuple[Finding, ...], TableSpec, TableSpec]:
    """Open findings in the order shown, as the list at the left and as a flat table for a file."""
    seen = of(territory, indicator_set)
    grouped = quality_view.by_school(seen) if by_school else quality_view.by_rule(seen)
    ordered = tuple(one for found in grouped.values() for one in found)
    return (
        ordered,
        quality_view.finding_list(seen, grouped),
        quality_view.as_table(seen, ordered),
    )
