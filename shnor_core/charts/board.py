"""What every kind of chart shares: sizes, axes, the heading above and the caption below."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Any, Literal

from shnor_core import wording
from shnor_core.charts.lettering import FAMILY, block, with_unit, wrapped
from shnor_core.charts.palette import Palette, palette
from shnor_core.charts.spec import ChartSpec, Role, Series

Part = dict[str, Any]
LINE = 1.3  # plotly's own distance between lines, in font sizes


@dataclass(frozen=True, slots=True)
class Board:
    """A chart to be drawn ``width`` pixels wide; ``large`` is for a screen seen from six metres."""

    spec: ChartSpec
    large: bool
    dark: bool
    width: int
    height: int | None
    framed: bool

    @property
    def ink(self) -> Palette:
        return palette(self.dark)

    @property
    def text(self) -> int:
        return 26 if self.large else 16

    @property
    def small(self) -> int:
        return 24 if self.large else 14

    @property
    def title(self) -> int:
        return 34 if self.large else 19

    @property
    def narrow(self) -> bool:
        """Whether names beside the data would leave no room for the data."""
        return self.width < 24 * self.text

    @property
    def weight(self) -> float:
        """How much thicker lines and shapes are than on an ordinary screen."""
        return 1.6 if self.large else 1.0

    def said(self, value: float | None) -> str:
        return with_unit(value, self.spec.unit, self.spec.digits)

    def hint(self, series: Series, at: int) -> str:
        """What the pointer says about one value."""
        if at < len(series.hints) and series.hints[at]:
            return block(series.hints[at].split("\n"))
        place = self.spec.categories[at] if at < len(self.spec.categories) else ""
        head = ", ".join(part for part in (series.name, place) if part)
        return f"{block([head])}<br><b>{block([self.said(series.values[at])])}</b>"

    def label(self, series: Series, at: int) -> str:
        """The direct label of one value: the given one, else the value with its unit."""
        if at < len(series.labels):
            return series.labels[at]
        return self.said(series.values[at])

    def of(self, *roles: Role) -> list[Series]:
        return [series for series in self.spec.series if series.role in roles]


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: its ends, its round numbers and its length in pixels."""

    low: float
    high: float
    ticks: tuple[float, ...]
    length: float

    def pixels(self, value: float) -> float:
        """Distance of a value from the lower end, in pixels."""
        return (value - self.low) / ((self.high - self.low) or 1.0) * self.length


Look = Literal["block", "hatch", "dot", "ring", "mark", "dashes", "strip", "sign"]


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the key above a plot; ``ground`` is the fill of a hatch or the sign itself."""

    look: Look
    color: str
    name: str
    ground: str = ""


@dataclass(slots=True)
class Drawing:
    """The plot itself: traces, axes and how much room it needs around and inside, in pixels."""

    traces: list[Part]
    xaxis: Part
    yaxis: Part
    plot_height: float
    left: float = 0
    right: float = 0
    above: float = 0
    below: float = 0
    shapes: list[Part] = field(default_factory=list)
    annotations: list[Part] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    extra: Part = field(default_factory=dict)


def heading(board: Board) -> tuple[list[str], list[str], float]:
    """Lines of the conclusion, lines of the measure and the room for both in pixels."""
    if not board.framed:
        return [], [], 0.0
    title = _lines(board, board.spec.conclusion, board.title, bold=True)
    measure = _lines(board, board.spec.measure, board.small)
    height = board.title * LINE * len(title) + board.small * LINE * len(measure)
    return title, measure, height + 12


def caption(board: Board) -> tuple[list[str], float]:
    """Notes and the source, so that a picture taken out of the page still explains itself."""
    if not board.framed:
        return [], 0.0
    source = f"Источник: {board.spec.source}" if board.spec.source else ""
    rows = [row for line in (*board.spec.notes, source) for row in _lines(board, line, board.small)]
    return rows, board.small * LINE * len(rows) + (12 if rows else 0)


def _lines(board: Board, text: str, size: float, *, bold: bool = False) -> list[str]:
    return wrapped(text, size, board.width - 8, bold=bold) if text else []


def plot_room(board: Board, wanted: float, around: float) -> float:
    """Height of the plot: the wanted one, or what a given height of the whole chart leaves."""
    if board.height is None:
        return wanted
    return max(120.0, board.height - heading(board)[2] - caption(board)[1] - around)


def nice_ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round numbers from below ``low`` to above ``high`` in steps of 1, 2, 2.5 or 5 times 10ⁿ.

    >>> nice_ticks(0, 93)
    [0.0, 25.0, 50.0, 75.0, 100.0]
    """
    span = (high - low) or abs(high) or 1.0
    power = 10.0 ** floor(log10(span / (count - 1)) + 1e-9)
    rough = span / (count - 1) / power
    step = power * next((nice for nice in (1, 2, 2.5, 5, 10) if nice >= rough - 1e-9), 10)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(at * step, 10) for at in range(first, last + 1)]


def value_span(spec: ChartSpec) -> tuple[float, float]:
    """Lowest and highest number drawn; zero belongs to every scale of non-negative values."""
    if spec.value_range is not None:
        return spec.value_range
    shown = [
        value
        for series in spec.series
        for row in (series.values, series.lower, series.upper)
        for value in row
        if value is not None
    ] + [reference.value for reference in spec.references]
    if not shown:
        return 0.0, 1.0
    return min([0.0, *shown]), max([0.0, *shown])


def scale_of(board: Board, length: float) -> Scale:
    """The axis of the chart: the given range, else round numbers around all that is drawn."""
    low, high = value_span(board.spec)
    count = max(2, min(5, int(length / (4.5 * board.small)) + 1))
    ticks = nice_ticks(low, high, count)
    if board.spec.value_range is None:
        low, high = ticks[0], ticks[-1]
    return Scale(low, high, tuple(tick for tick in ticks if low <= tick <= high), length)


def tick_text(board: Board, value: float, *, unit: bool = False, bold: bool = False) -> str:
    """A number on an axis, written in Russian."""
    text = board.said(value) if unit else wording.number(value, max(board.spec.digits, 2))
    return f"<b>{block([text])}</b>" if bold else block([text])


def font(board: Board, size: float | None = None, color: str = "") -> Part:
    return {"family": FAMILY, "size": size or board.text, "color": color or board.ink.text}


def bare_axis(**more: Any) -> Part:
    """An axis without plotly's own lines, grid, zoom and numbers."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "ticks": "",
        "automargin": False,
        **more,
    }


def hatch(board: Board, color: str) -> Part:
    """Thin strokes over a colour: a difference that needs no colour."""
    strokes = {"fgcolor": board.ink.paper, "fgopacity": 0.35, "size": 8, "solidity": 0.15}
    return {"shape": "/", "fillmode": "replace", "bgcolor": color, **strokes}
