"""A table as plain data: the same one is drawn on the screen and written to Excel, CSV and Word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from shnor_core.model import Tone


@dataclass(frozen=True, slots=True)
class Bullet:
    """A fact held against a plan, all in one unit on one ``scale``.

    ``forecast`` stands for a fact that is still ahead, ``limit`` is the best value possible.
    ``lacking`` marks the way from the fact up to the plan as still to go.
    """

    value: float | None = None
    plan: float | None = None
    limit: float | None = None
    forecast: float | None = None
    scale: tuple[float, float] = (0.0, 100.0)
    tone: Tone = Tone.PLAIN
    lacking: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an axis in the unit of its column.

    ``past`` and ``ahead`` are stretches of time, ``late`` one that should not have been; ``dot``
    and ``ring`` are days behind and ahead, ``mark`` the day a verdict belongs to.
    """

    start: float
    end: float
    look: Literal["past", "ahead", "late", "dot", "ring", "mark"]
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Chip:
    """One of several things a cell counts; ``doubted`` while something about it is unsettled."""

    text: str
    target: str = ""
    doubted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``text`` is shown, ``value`` goes into files as a number.

    ``sub`` is a small second line (the printed text), ``icon`` a shape that stands beside the text,
    ``spark`` a tiny line through the years, ``hint`` a tooltip, ``target`` what a click opens.
    A cell with ``rowspan`` 0 is covered by the one above it. ``remark`` is what a document says of
    a doubtful cell under the table, a line per remark; without it the hint. ``bullet``, ``chips``
    and ``spans`` are drawn on the screen; ``text`` says the same in words.
    """

    text: str = ""
    value: float | int | str | None = None
    tone: Tone = Tone.PLAIN
    icon: str = ""
    sub: str = ""
    hint: str = ""
    target: str = ""
    strong: bool = False
    chip: bool = False
    rowspan: int = 1
    spark: tuple[float | None, ...] = ()
    interval: tuple[float, float, float] | None = None
    remark: str = ""
    bullet: Bullet | None = None
    chips: tuple[Chip, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` is a share of the table's width; ``group`` a heading over neighbouring columns.

    ``number_format`` is an Excel format such as ``0.0`` for files, empty for text; ``0.#`` drops
    the nought of a whole number, where shares and counts share a column.
    ``scale`` and ``reference`` draw an interval column: its axis and the line across it.
    ``ticks`` are places and words of the axis where numbers say nothing; that at ``reference`` is
    heavy. ``focus`` fills the column the table speaks of.
    """

    key: str
    title: str
    group: str = ""
    align: str = "left"
    width: float = 1.0
    number_format: str = ""
    scale: tuple[float, float] | None = None
    reference: float | None = None
    ticks: tuple[tuple[float, str], ...] = ()
    focus: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``kind`` is ``data``, ``group`` (one heading across) or ``total``."""

    key: str
    cells: tuple[Cell, ...]
    kind: str = "data"

    @classmethod
    def of_texts(cls, key: str, texts: Iterable[str]) -> Row:
        """A row that shows its values as they are."""
        return cls(key, tuple(Cell(text, text) for text in texts))


@dataclass(frozen=True, slots=True)
class TableSpec:
    """``title`` states the conclusion; ``source`` and ``notes`` go under the table everywhere."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: str = ""
    notes: tuple[str, ...] = field(default=())
    caption: str = ""
