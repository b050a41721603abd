"""A native chart before any file format: the columns of its sheet and what is drawn of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from shnor_core import wording
from shnor_core.charts.office.typesetting import breakable
from shnor_core.charts.spec import ChartSpec, Series

Value = float | str | None
End = float | tuple[int, int]
Pair = tuple[float, float]
Options = dict[str, Any]
Shape = Literal["column", "bar", "line", "scatter"]

INK = "#1B2430"
RULE = "#D9DEE3"


@dataclass(frozen=True, slots=True)
class Face:
    """Letters and width of a chart; sizes in points and centimetres."""

    family: str = "Times New Roman"
    title: float = 11
    text: float = 9.5
    width: float = 16.5

    def font(self, size: float | None = None, color: str = INK, *, bold: bool = False) -> Options:
        """Font as xlsxwriter words it."""
        return {"name": self.family, "size": size or self.text, "color": color, "bold": bold}


@dataclass(frozen=True, slots=True)
class Field:
    """A column of the sheet; ``same_as`` names the cells (column, row) its values repeat."""

    title: str
    values: tuple[Value, ...]
    same_as: tuple[tuple[int, int] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """Direct labels: the values themselves, or ``texts`` where they are given.

    ``skip`` names rows without a label, ``below`` rows whose label goes under the point;
    ``fill`` is the ground that keeps lines out of the words.
    """

    place: str
    font: Options
    texts: tuple[str | None, ...] = ()
    skip: frozenset[int] = frozenset()
    below: frozenset[int] = frozenset()
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """One native series: columns of the sheet and ``options`` in xlsxwriter's own words."""

    values: int
    shape: Shape
    across: int = 0
    options: Options = field(default_factory=dict)
    labels: Labels | None = None
    in_legend: bool = True


@dataclass(frozen=True, slots=True)
class Sketch:
    """Everything a file needs; lengths in centimetres.

    ``plot`` is the room left of, above, right of and below the plot, ``None`` where Office may
    lay the chart out itself. ``unsaid`` are sentences the chart had no place for.
    """

    shape: Shape
    fields: tuple[Field, ...]
    traces: tuple[Trace, ...]
    x_axis: Options
    y_axis: Options
    height: float
    subtype: str = ""
    plot: tuple[float, float, float, float] | None = None
    unsaid: tuple[str, ...] = ()

    @property
    def has_legend(self) -> bool:
        return sum(trace.in_legend for trace in self.traces) > 1


class Columns:
    """Collects the columns of a sheet and says where each of them stands."""

    def __init__(self, spec: ChartSpec) -> None:
        names = tuple(breakable(name) for name in spec.categories)
        self.fields: list[Field] = [Field("", names)]

    def add(self, title: str, values: tuple[Value, ...], **more: Any) -> int:
        self.fields.append(Field(title, values, **more))
        return len(self.fields) - 1

    def segments(
        self, title: str, ends: Sequence[tuple[End, End]], heights: Sequence[Pair]
    ) -> Trace:
        """Lines that do not touch each other: two points and an empty row for each.

        An end is a number, or the cell (column, row) whose number it follows.
        """
        across: list[Value] = []
        cells: list[tuple[int, int] | None] = []
        up: list[Value] = []
        for pair, levels in zip(ends, heights, strict=True):
            numbers = [self._number(end) for end in pair]
            if None in numbers:
                continue
            across += [*numbers, None]
            cells += [*(end if isinstance(end, tuple) else None for end in pair), None]
            up += [*levels, None]
        x = self.add(title, tuple(across), same_as=tuple(cells))
        return Trace(self.add(f"{title}: ряд", tuple(up)), "scatter", across=x)

    def _number(self, end: End) -> Value:
        return self.fields[end[0]].values[end[1]] if isinstance(end, tuple) else end


def said(spec: ChartSpec, series: Series, at: int) -> str:
    """The given label of a value, else the number with its unit."""
    if at < len(series.labels) and series.labels[at]:
        return series.labels[at]
    text = wording.number(series.values[at], spec.digits)
    return f"{text}{wording.HARD_SPACE}{spec.unit}" if spec.unit and text != "–" else text


def own_words(spec: ChartSpec, series: Series) -> tuple[str | None, ...]:
    """Labels as texts where some say more than their number, else none: Office writes numbers."""
    if not has_own_words(spec, series):
        return ()
    return tuple(
        None if value is None else said(spec, series, at) for at, value in enumerate(series.values)
    )


def has_own_words(spec: ChartSpec, series: Series) -> bool:
    """Whether some label says more than its number, which Office could write by itself."""
    for at, label in enumerate(series.labels):
        plain = wording.number(series.values[at], spec.digits) if at < len(series.values) else ""
        if label and label not in (plain, f"{plain}{wording.HARD_SPACE}{spec.unit}"):
            return True
    return False


def decimals(value: float, digits: int) -> int:
    """How many decimals a number shows: as many as it needs and at most ``digits``.

    >>> decimals(17.1, 1), decimals(35.0, 1), decimals(42.857, 1)
    (1, 0, 1)
    """
    text = wording.number(value, digits)
    return len(text.partition(",")[2])


def number_format(places: int) -> str:
    """Format of Excel for a number of decimals; Office itself writes a comma in Russian."""
    return "[$-419]#,##0" + ("." + "0" * places if places else "")
