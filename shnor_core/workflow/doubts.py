"""Everything doubtful in one territory: cells of its tables, contradictions of its programmes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from shnor_core import quality
from shnor_core.db.connection import Store
from shnor_core.model import Finding
from shnor_core.quality import RuleWords
from shnor_core.workflow import decisions, monitoring, programme_findings
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.programme import programmes
from shnor_core.workflow.programme_findings import WHOLE, Contradiction

RULES: tuple[RuleWords, ...] = (*quality.RULES, *quality.PROGRAMME_RULES)
# heads the findings that belong to no school
MUNICIPAL = "Свод и списки"


@dataclass(frozen=True)
class Doubts:
    """Findings of the shown set of tables and of all programmes.

    ``all_findings`` stand on the documents as printed, ``findings`` are those nobody has settled.
    ``has_programme`` tells «nothing to check» from «nothing found».
    """

    picture: Picture
    all_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    has_programme: bool = False

    def place(self, finding: Finding) -> str:
        """«Средняя школа № 17 · 3.3 · 2021», «Программа · 2.9»."""
        if isinstance(finding, Contradiction):
            return finding.where
        return self.picture.place(finding)

    def sentence(self, finding: Finding) -> str:
        """The finding read alone: a school is named in its message, a programme is not."""
        head = f"{WHOLE}: " if isinstance(finding, Contradiction) else ""
        source = f" ({finding.source_ref})" if finding.source_ref else ""
        return f"{head}{finding.message}{source}"

    def owner(self, finding: Finding) -> str:
        """The school, or which part of the documents a finding of no school stands in."""
        if isinstance(finding, Contradiction):
            return WHOLE
        return self.picture.names.get(finding.school, MUNICIPAL)


def load(store: Store, territory: str, indicator_set: str | None = None) -> Doubts:
    """Read one territory and check its tables and its programmes.

    Raises
    ------
    UnknownTerritoryError
    """
    return of(
        monitoring.load(store, territory, indicator_set),
        programme_findings.of_territory(store, territory),
        has_programme=bool(programmes(store, territory)),
    )


def of(picture: Picture, contradictions: Iterable[Contradiction], *, has_programme: bool) -> Doubts:
    """The findings of tables that are already read together with those of programmes."""
    inside = tuple(contradictions)
    accepted = decisions.accepted(picture.settled, inside)
    return Doubts(
        picture=picture,
        all_findings=(*picture.all_findings, *inside),
        findings=(*picture.findings, *quality.settled(inside, accepted)),
        has_programme=has_programme,
    )
