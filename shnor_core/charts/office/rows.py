"""Rows along a common value axis: names at the left, words at the right, thresholds across.

No Office draws dots on a vertical axis of names, so the rows are a scatter chart: the names are
labels of an unseen series; intervals and bars are lines with gaps between them, which every
Office draws, while error bars with lengths of their own are lost in some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shnor_core.charts.office.axes import rows_axis, scale, value_axis
from shnor_core.charts.office.sketch import (
    Columns,
    End,
    Face,
    Labels,
    Options,
    Sketch,
    Trace,
)
from shnor_core.charts.office.typesetting import LINE, clipped, widest, wrapped
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Reference
from shnor_core.wording import HARD_SPACE

UNSEEN: Options = {"line": {"none": True}, "marker": {"type": "none"}}
_NAMES_SHARE = 0.33  # of the width, for the names at the left
_LINES = 4  # of a name; the whole name stands in the sheet
_WORDS_SHARE = 0.3  # of the width, for the words at the right
_AWAY = 0.012  # of the scale, between a point and the words beside it
_TALLEST = 21.5  # cm: a chart has to fit a page with its caption


def _fitting(size: float, rows: int) -> float:
    """Letters get smaller where the rows would not fit a page."""
    return max(min(size, _TALLEST / (max(rows, 1) * LINE * 1.1)), 6.0)


def _tight(text: str) -> str:
    """Hard spaces: an ordinary one would let Office break words that have room."""
    return text.replace(" ", HARD_SPACE)


def _beside(text: str, side: str) -> str:
    """Two spaces between the words and their point."""
    away = 2 * HARD_SPACE if text else ""
    return _tight(text) + away if side == "left" else away + _tight(text)


class Board:
    """Collects the series of a chart of rows; ``rows`` is the column with their heights."""

    def __init__(self, spec: ChartSpec, face: Face) -> None:
        count = len(spec.categories)
        self.spec = spec
        self.face = face = replace(face, text=_fitting(face.text, count))
        self.columns = Columns(spec)
        self.rows = self.columns.add("Ряд", tuple(float(count - at) for at in range(count)))
        self.low, self.high, _ = scale(spec)
        self.names = [
            "\n".join(clipped(wrapped(name, face.text, _NAMES_SHARE * face.width), _LINES))
            for name in spec.categories
        ]
        self.traces: list[Trace] = []
        self.words(self.names, [self.low] * count, "left")

    @property
    def left(self) -> float:
        return widest(self.names, self.face.text) + 0.5

    def put(
        self,
        values: int,
        options: Options,
        *,
        labels: Labels | None = None,
        in_legend: bool = True,
    ) -> None:
        """A series over the rows: a scatter chart takes the number across and the row up."""
        self.traces.append(
            Trace(self.rows, "scatter", values, options, labels=labels, in_legend=in_legend)
        )

    def put_lines(
        self,
        title: str,
        ends: Sequence[tuple[End, End]],
        line: Options,
        *,
        up: float = 0.0,
        down: float = 0.0,
        in_legend: bool = False,
    ) -> None:
        """A line in every row from one end to the other, ``down`` below and ``up`` above it."""
        count = len(ends)
        heights = [(count - at - down, count - at + up) for at in range(count)]
        trace = self.columns.segments(title, ends, heights)
        options = {"line": line, "marker": {"type": "none"}}
        self.traces.append(replace(trace, options=options, in_legend=in_legend))

    def texts_at_the_end(self, texts: Sequence[str]) -> float:
        """Words at the right of the plot; the room they take."""
        face = self.face
        room = _WORDS_SHARE * face.width
        told = ["\n".join(clipped(wrapped(text, face.text, room), _LINES)) for text in texts]
        self.words(told, [self.high] * len(told), "right")
        return widest(told, face.text) + 0.5

    def words(self, texts: Sequence[str], places: Sequence[float], side: str) -> None:
        """Words beside the places, ``""`` for none."""
        at = self.columns.add("Место подписи", tuple(places))
        told = tuple(_beside(text, side) or None for text in texts)
        self.put(at, UNSEEN, labels=Labels(side, self.face.font(), texts=told), in_legend=False)

    def words_inside(self, texts: Sequence[str], places: Sequence[float], side: str) -> None:
        """Words within the plot, clear of the point they stand beside and of the lines below."""
        away = _AWAY * (self.high - self.low) * (-1 if side == "left" else 1)
        # a point beyond the scale is not drawn, nor are its words
        moved = tuple(min(max(place + away, self.low), self.high) for place in places)
        at = self.columns.add("Место подписи", moved)
        told = tuple(_tight(text) or None for text in texts)
        labels = Labels(side, self.face.font(), texts=told, fill="#FFFFFF")
        self.put(at, UNSEEN, labels=labels, in_legend=False)

    def thresholds(self) -> None:
        """Lines across the rows with their names in a band above the first row."""
        references = sorted(self.spec.references, key=lambda one: one.value)
        for number, one in enumerate(references):
            side = "left" if number == 0 and len(references) > 1 else "right"
            if one.value > self.low + 0.8 * (self.high - self.low):
                side = "left"
            self.traces.append(self._threshold(one, side))

    def _threshold(self, reference: Reference, side: str) -> Trace:
        top = len(self.spec.categories) + 1.05
        ends = (reference.value, reference.value)
        trace = self.columns.segments(reference.label, [ends], [(0.5, top)])
        line = {"color": LIGHT.text, "width": 1.25, "dash_type": "dash"}
        texts = (None, _beside(reference.label, side), None)
        return replace(
            trace,
            options={"line": line, "marker": {"type": "none"}},
            labels=Labels(side, self.face.font(bold=True), texts=texts),
            in_legend=False,
        )

    def sketch(self, right: float, *, row: float = 0.0, unsaid: str = "") -> Sketch:
        """The chart with ``right`` centimetres beside the plot; ``row`` is the least row."""
        self.thresholds()
        count = len(self.spec.categories)
        lines = max(name.count("\n") + 1 for name in self.names)
        height = max(row, self.face.text * LINE * (lines + 0.35))
        top = 0.75 if self.spec.references else 0.0
        plot = min(height * (count + top), _TALLEST)
        below = 0.75
        axis = value_axis(self.spec, self.face) | {"crossing": self.low}
        return Sketch(
            shape="scatter",
            subtype="straight_with_markers",
            fields=tuple(self.columns.fields),
            traces=tuple(self.traces),
            x_axis=axis | {"label_position": "low"},
            y_axis=rows_axis(count, top),
            height=plot + below,
            plot=(self.left, 0.1, right, below),
            unsaid=(unsaid,) if unsaid else (),
        )
