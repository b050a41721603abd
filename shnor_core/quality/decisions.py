"""What follows from findings: which cells stay out of comparisons, which findings are settled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from shnor_core.model import Finding, Observation, Quality


def settled(findings: Iterable[Finding], accepted: Collection[str]) -> tuple[Finding, ...]:
    """The findings still open once a coordinator accepted some as they are.

    Parameters
    ----------
    accepted
        ``finding_id`` of the accepted ones; unknown ids are harmless: their trouble is gone.
    """
    return tuple(finding for finding in findings if finding.finding_id not in accepted)


def blocked_cells(findings: Iterable[Finding]) -> frozenset[str]:
    """Ids of the observations that are not compared until somebody decides."""
    return frozenset(cell for finding in findings if finding.blocks for cell in finding.cells)


def apply_context_quality(
    observations: Iterable[Observation], findings: Iterable[Finding]
) -> tuple[Observation, ...]:
    """Observations whose quality ``ok`` became ``suspect`` where a blocking finding says so.

    The value is kept and shown; the message of the first such finding becomes the note. Run
    ``find`` before, on readings not yet marked so.
    """
    reasons: dict[str, str] = {}
    for finding in findings:
        if finding.blocks:
            for cell in finding.cells:
                reasons.setdefault(cell, finding.message)
    return tuple(_marked(cell, reasons.get(cell.observation_id, "")) for cell in observations)


def _marked(cell: Observation, reason: str) -> Observation:
    reading = cell.reading
    if not reason or reading.quality is not Quality.OK:
        return cell
    note = "; ".join(filter(None, (reading.note, reason)))
    return cell.with_reading(replace(reading, quality=Quality.SUSPECT, note=note))
