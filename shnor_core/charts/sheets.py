"""A chart too tall for one screen, cut into sheets that share one axis."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from shnor_core.charts.board import nice_ticks, value_span
from shnor_core.charts.plotly_figure import figure
from shnor_core.charts.spec import ChartSpec, Series

_CUT = frozenset({"bar", "stacked", "dot", "dumbbell", "bullet", "heat"})


def sheets(spec: ChartSpec, *, width: int, height: int) -> tuple[ChartSpec, ...]:
    """The chart in as few sheets as letters of 24 px allow, rows shared out evenly.

    Parameters
    ----------
    width, height
        Pixels of the place, without the conclusion, the key and the source.
    """
    rows = len(spec.categories)
    if spec.kind not in _CUT or rows < 2 or _height(spec, width) <= height:
        return (spec,)
    whole = spec if spec.kind == "heat" else replace(spec, value_range=_range(spec))
    for count in range(2, rows + 1):
        size = ceil(rows / count)
        made = tuple(_rows(whole, start, start + size) for start in range(0, rows, size))
        if max(_height(one, width) for one in made) <= height:
            return made
    return (spec,)


def _height(spec: ChartSpec, width: int) -> int:
    drawn = figure(spec, large=True, width=width, framed=False)
    return int(drawn.layout.height)


def _range(spec: ChartSpec) -> tuple[float, float]:
    ticks = nice_ticks(*value_span(spec))
    return spec.value_range or (ticks[0], ticks[-1])


def _rows(spec: ChartSpec, start: int, end: int) -> ChartSpec:
    series = (
        spec.series[start:end]
        if spec.kind == "heat"
        else tuple(_cut(one, start, end) for one in spec.series)
    )
    return replace(spec, categories=spec.categories[start:end], series=series)


def _cut(series: Series, start: int, end: int) -> Series:
    return replace(
        series,
        values=series.values[start:end],
        labels=series.labels[start:end],
        lower=series.lower[start:end],
        upper=series.upper[start:end],
        tones=series.tones[start:end],
        hints=series.hints[start:end],
    )
