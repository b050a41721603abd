"""Axes shared by the kinds of chart: thin rules, round numbers, the scale of the screen."""

from __future__ import annotations

from shnor_core.charts.board import nice_ticks, value_span
from shnor_core.charts.office.sketch import Face, Options, decimals, number_format
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec

_BARE: Options = {"major_tick_mark": "none", "minor_tick_mark": "none"}
_THIN: Options = {"visible": True, "line": {"color": "#E3E8EC", "width": 0.75}}


def scale(spec: ChartSpec) -> tuple[float, float, float]:
    """Lower end, upper end and step of the value axis, the same as on the screen."""
    ticks = nice_ticks(*value_span(spec))
    if len(ticks) < 2:  # nothing but noughts
        ticks = [ticks[0], ticks[0] + 1.0]
    step = ticks[1] - ticks[0]
    if spec.value_range is not None:
        return (*spec.value_range, step)
    return ticks[0], ticks[-1], step


def names_axis(face: Face) -> Options:
    """The axis of categories: every name is shown and lies flat."""
    return {
        "num_font": face.font() | {"rotation": 0},
        "interval_unit": 1,
        "line": {"color": LIGHT.same, "width": 0.75},
        "label_position": "low",
        "text_axis": True,
        **_BARE,
    }


def value_axis(spec: ChartSpec, face: Face) -> Options:
    """The axis of values with faint rules at round numbers."""
    low, high, step = scale(spec)
    return {
        "min": low,
        "max": high,
        "major_unit": step,
        "num_font": face.font(color=LIGHT.muted),
        "num_format": number_format(decimals(step, 2)),
        "line": {"none": True},
        "major_gridlines": _THIN,
        **_BARE,
    }


def rows_axis(count: int, top: float) -> Options:
    """An axis without numbers over rows 1…``count`` with a rule between them."""
    return {
        "min": 0.5,
        "max": count + 0.5 + top,
        "major_unit": 1,
        "label_position": "none",
        "line": {"none": True},
        "major_gridlines": _THIN,
        **_BARE,
    }
