"""A chart too tall for one screen, cut into sheets that share one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import TypeVar

from shnor_core.charts.board import nice_ticks, value_span
from shnor_core.charts.plotly_figure import figure
from shnor_core.charts.spec import ChartSpec, Series

T = TypeVar("T")
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
        made = tuple(
            picked(whole, range(start, min(start + size, rows))) for start in range(0, rows, size)
        )
        if max(_height(one, width) for one in made) <= height:
            return made
    return (spec,)


def _height(spec: ChartSpec, width: int) -> int:
    drawn = figure(spec, large=True, width=width, framed=False)
    return int(drawn.layout.height)


def _range(spec: ChartSpec) -> tuple[float, float]:
    ticks = nice_ticks(*value_span(spec))
    return spec.value_range or (ticks[0], ticks[-1])


def picked(spec: ChartSpec, places: Sequence[int]) -> ChartSpec:
    """The chart with the rows at ``places`` only, in that order."""
    series = (
        tuple(spec.series[at] for at in places)
        if spec.kind == "heat"
        else tuple(_picked(one, places) for one in spec.series)
    )
    return replace(spec, categories=tuple(spec.categories[at] for at in places), series=series)


def _picked(series: Series, places: Sequence[int]) -> Series:
    def of(values: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(values[at] for at in places) if values else ()

    return replace(
        series,
        values=of(series.values),
        labels=of(series.labels),
        lower=of(series.lower),
        upper=of(series.upper),
        tones=of(series.tones),
        hints=of(series.hints),
    )
