"""ВПР against the journal: who lowered, confirmed and raised, beside the norm of a region.

References are numbered as in the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from shnor_core import wording
from shnor_core.objectivity.markers import Marker, MarkerKind, between, marker
from shnor_core.procedures import Kind, Procedure, Season, school_year
from shnor_core.stats.counts import checked_counts
from shnor_core.stats.intervals import wilson


@dataclass(frozen=True, slots=True)
class JournalNorm:
    """Shares of the three categories in a whole region, per cent; ``source`` says which one."""

    lowered: float
    confirmed: float
    raised: float
    source: str


@dataclass(frozen=True, slots=True)
class CategoryShare:
    """One category of one school: pupils and, in per cent, share, its interval and the norm.

    ``limits`` and ``norm`` are ``None`` when nobody was compared or the region is not known.
    """

    code: str
    title: str
    pupils: int
    total: int
    share: float | None
    limits: tuple[float, float] | None
    norm: float | None

    @property
    def above_norm(self) -> bool:
        """Whether the whole interval lies above the norm."""
        return self.limits is not None and self.norm is not None and self.limits[0] > self.norm


class JournalCounts(Protocol):
    """Pupils of one school whose mark was lower than, equal to, higher than in the journal."""

    @property
    def school_id(self) -> str: ...
    @property
    def procedure_id(self) -> str: ...
    @property
    def lowered(self) -> int: ...
    @property
    def confirmed(self) -> int: ...
    @property
    def raised(self) -> int: ...


Norms = Mapping[tuple[str, int], JournalNorm]

_ALTAI: Final = "Алтайский край, весна 2021 года"
PUBLISHED_NORMS: Final[Norms] = MappingProxyType(
    {
        ("math", 4): JournalNorm(12.9, 65.3, 21.8, _ALTAI),
        ("russian", 4): JournalNorm(19.3, 68.5, 12.2, _ALTAI),
        ("math", 5): JournalNorm(35.4, 57.6, 7.1, _ALTAI),
        ("russian", 5): JournalNorm(33.5, 59.9, 6.6, _ALTAI),
    }
)
_CATEGORIES: Final = (("lowered", "Понизили"), ("confirmed", "Подтвердили"), ("raised", "Повысили"))


def journal_shares(
    row: JournalCounts, norm: JournalNorm | None = None, confidence: float = 0.95
) -> tuple[CategoryShare, CategoryShare, CategoryShare]:
    """«Понизили», «подтвердили», «повысили» of one school with Wilson intervals [2]_.

    Raises
    ------
    StatisticsError
        A count is negative or fractional.
    """
    checked_counts([row.lowered, row.confirmed, row.raised])
    total = row.lowered + row.confirmed + row.raised
    lowered, confirmed, raised = (
        _category(code, title, getattr(row, code), total, norm, confidence)
        for code, title in _CATEGORIES
    )
    return lowered, confirmed, raised


def _category(
    code: str, title: str, pupils: int, total: int, norm: JournalNorm | None, confidence: float
) -> CategoryShare:
    expected = None if norm is None else float(getattr(norm, code))
    if not total:
        return CategoryShare(code, title, pupils, total, None, None, expected)
    low, high = wilson(pupils, total, confidence)
    share = 100 * pupils / total
    return CategoryShare(code, title, pupils, total, share, (100 * low, 100 * high), expected)


def journal_markers(
    rows: Iterable[JournalCounts],
    procedures: Mapping[str, Procedure],
    norms: Norms = PUBLISHED_NORMS,
) -> tuple[Marker, ...]:
    """Schools whose share of «повысили» or «понизили» is surely above that of the region.

    Surely: the lower limit of the 95 % interval exceeds the norm. Where ``norms`` has no such
    work, and for works of autumn (another class, another journal), there is no marker.
    """
    return tuple(found for row in rows for found in _of_journal(row, procedures, norms))


def _of_journal(
    row: JournalCounts, procedures: Mapping[str, Procedure], norms: Norms
) -> Iterator[Marker]:
    work = procedures[row.procedure_id]
    norm = norms.get((work.subject, work.grade))
    if work.kind is not Kind.VPR or work.season is not Season.SPRING or norm is None:
        return
    lowered, _, raised = journal_shares(row, norm)
    for kind, part in ((MarkerKind.JOURNAL_RAISED, raised), (MarkerKind.JOURNAL_LOWERED, lowered)):
        if part.above_norm and part.limits and part.share is not None and part.norm is not None:
            numbers = {"pupils": part.pupils, "participants": part.total, "share": part.share}
            numbers |= {"low": part.limits[0], "high": part.limits[1], "norm": part.norm}
            text = (
                f"{work.title}, {school_year(work.year)}: {part.title.lower()} {part.pupils} из"
                f" {part.total} ({wording.percent(part.share)}, интервал 95 %"
                f" {between(*part.limits)}{wording.HARD_SPACE}%),"
                f" норма {wording.percent(part.norm)} ({norm.source})"
            )
            yield marker(row.school_id, row.procedure_id, kind, text, numbers)
