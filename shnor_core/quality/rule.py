"""What a rule is and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from shnor_core import wording
from shnor_core.model import Observation
from shnor_core.quality.monitoring import Row, Tables, shown


@dataclass(frozen=True, slots=True)
class Doubt:
    """What one rule found in one place; the rule's code and the id are added by ``find``.

    ``subject`` stands in the id instead of the school where a doubt concerns several of them, and
    ``key`` instead of the indicator where it concerns lists. ``blocks`` overrides the rule.
    """

    message: str
    cells: tuple[Observation, ...] = ()
    school_id: str = ""
    indicator: str = ""
    year: int | None = None
    text: str = ""
    subject: str = ""
    key: str = ""
    blocks: bool | None = None
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What is said of a rule: ``title`` heads its findings, ``why`` says why they matter.

    ``blocks`` keeps the cells of its findings out of comparisons until somebody decides.
    """

    code: str
    title: str
    why: str
    blocks: bool


@dataclass(frozen=True, slots=True)
class Rule(RuleWords):
    """A rule of the monitoring tables."""

    check: Callable[[Tables], Iterator[Doubt]]


def in_row(
    row: Row,
    cells: Sequence[Observation],
    message: str,
    *,
    year: int | None = None,
    text: str = "",
    blocks: bool | None = None,
) -> Doubt:
    """A doubt about cells of one row; ``message`` continues «Школа, показатель: …»."""
    return Doubt(
        message=f"{row.label}: {message}",
        cells=tuple(cells),
        school_id=row.school.school_id if row.school else "",
        indicator=row.indicator.code,
        year=year,
        text=text or " · ".join(shown(cell) for cell in cells),
        blocks=blocks,
    )


def years(cells: Sequence[Observation]) -> str:
    """«2019, 2020 и 2021»."""
    return wording.joined([str(year) for year in sorted({cell.year for cell in cells})])
