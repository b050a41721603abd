"""What a chart says, as plain data without any drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from shnor_core.model import Tone

Kind = Literal[
    "line", "bar", "stacked", "bullet", "dot", "dumbbell", "heat", "scatter", "tree", "profile"
]


class Role(StrEnum):
    """What a series is for; colour, width and marker follow from it."""

    FOCUS = "focus"
    REFERENCE = "reference"
    CONTEXT = "context"
    PREVIOUS = "previous"
    GROUP = "group"
    MARK_2 = "mark_2"
    MARK_3 = "mark_3"
    MARK_4 = "mark_4"
    MARK_5 = "mark_5"


@dataclass(frozen=True, slots=True)
class Series:
    """Values over the categories of the chart; ``None`` is a gap and is never joined.

    ``lower``/``upper`` are interval bounds, ``labels`` direct labels, ``tones`` one per value.
    ``across`` are places along the other axis of a scatter chart.
    """

    name: str
    values: tuple[float | None, ...]
    role: Role = Role.FOCUS
    labels: tuple[str, ...] = ()
    lower: tuple[float | None, ...] = ()
    upper: tuple[float | None, ...] = ()
    tones: tuple[Tone, ...] = ()
    hints: tuple[str, ...] = ()
    across: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A line across the chart, such as the threshold of 30 %."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """``conclusion`` is the title; ``measure`` names what is measured with its unit.

    ``categories`` run along the category axis: years of a line chart, rows of dot, dumbbell, bullet
    and heat charts (``columns`` names the other axis of a heat chart, whose series are its rows).
    A scatter chart shows schools of groups as signs and, in the role of reference, directions as
    arrows from the middle; ``columns`` names its two axes. A profile has a sign per group in every
    row. The rows of a tree are its leaves: the context series says at what height a row joins the
    next one, the groups have a nought in their own rows.
    ``value_range`` fixes the axis; ``alt`` is the text for those who cannot see the chart.
    """

    kind: Kind
    conclusion: str
    measure: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    references: tuple[Reference, ...] = ()
    value_range: tuple[float, float] | None = None
    digits: int = 1
    columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: str = ""
    alt: str = ""
