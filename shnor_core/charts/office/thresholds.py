"""A threshold across bars and lines, such as that of 30 %."""

from __future__ import annotations

from shnor_core.charts.office.sketch import Columns, Face, Labels, Trace
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Reference


def threshold(spec: ChartSpec, face: Face, columns: Columns, reference: Reference) -> Trace:
    """A dashed line with its name over the category whose values are farthest from it."""
    count = len(spec.categories)
    level = columns.add(reference.label, (reference.value,) * count)
    at = max(range(count), key=lambda place: _distance(spec, reference.value, place))
    texts = tuple(reference.label if place == at else None for place in range(count))
    line = {"color": LIGHT.text, "width": 1.25, "dash_type": "dash"}
    return Trace(
        level,
        "line",
        options={"line": line, "marker": {"type": "none"}},
        labels=Labels("above", face.font(bold=True), texts=texts),
        in_legend=False,
    )


def _distance(spec: ChartSpec, level: float, place: int) -> float:
    known = [one.values[place] for one in spec.series]
    return min((abs(value - level) for value in known if value is not None), default=float("inf"))
