"""Lines through the years: told apart by marker and dash as well as by colour."""

from __future__ import annotations

from shnor_core.charts.office.axes import names_axis, scale, value_axis
from shnor_core.charts.office.sketch import (
    Columns,
    Face,
    Labels,
    Options,
    Sketch,
    Trace,
    own_words,
)
from shnor_core.charts.office.thresholds import threshold
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Role, Series

_TALL = 0.34  # of the width
_LABEL = 0.17  # of the value axis: a number with its distance from the point
_FLOOR = 0.6  # of that: lower down a number would lie on the names of the axis
_FOCUS = (
    (LIGHT.accent, "circle", "solid"),
    (LIGHT.worse, "triangle", "solid"),
    (LIGHT.doubt, "diamond", "long_dash"),
    (LIGHT.same, "square", "long_dash"),
)


def line(spec: ChartSpec, face: Face) -> Sketch:
    """Focus thick with numbers, reference dashed, the others thin, grey and under one name."""
    columns = Columns(spec)
    context = [one for one in spec.series if one.role is Role.CONTEXT]
    traces = [_thin(columns, one) for one in context]
    if context:
        traces.append(_others(columns, context))
    named = [one for one in spec.series if one.role is not Role.CONTEXT]
    focus = [one for one in named if one.role is Role.FOCUS]
    for one in sorted(named, key=lambda one: one.role is Role.FOCUS):
        at = focus.index(one) if one in focus else -1
        traces.append(_named(spec, face, columns, one, at))
    traces += [threshold(spec, face, columns, one) for one in spec.references]
    return Sketch(
        shape="line",
        fields=tuple(columns.fields),
        traces=tuple(traces),
        x_axis=names_axis(face),
        y_axis=value_axis(spec, face),
        height=_TALL * face.width,
    )


def _thin(columns: Columns, series: Series) -> Trace:
    dot = {"type": "circle", "size": 4, "fill": {"color": LIGHT.context},
           "border": {"color": LIGHT.context}}  # fmt: skip
    marker = dot if _has_lone_point(series) else {"type": "none"}
    options = {"line": {"color": LIGHT.context, "width": 1}, "marker": marker}
    return Trace(columns.add(series.name, series.values), "line", options=options, in_legend=False)


def _has_lone_point(series: Series) -> bool:
    """Whether a value has no neighbour to draw a line to."""
    known = [value is not None for value in (None, *series.values, None)]
    return any(here and not left and not right
               for left, here, right in zip(known, known[1:], known[2:], strict=False))  # fmt: skip


def _others(columns: Columns, context: list[Series]) -> Trace:
    """The thin lines are the background, not a list of schools: an empty line names them all."""
    names = {one.name for one in context}
    name = next(iter(names)) if len(names) == 1 else "другие"
    empty = columns.add(f"{name} ({len(context)})", (None,) * len(context[0].values))
    options = {"line": {"color": LIGHT.context, "width": 1}, "marker": {"type": "none"}}
    return Trace(empty, "line", options=options)


def _named(spec: ChartSpec, face: Face, columns: Columns, series: Series, focus: int) -> Trace:
    values = columns.add(series.name, series.values)
    if focus < 0:
        dashed = series.role is Role.REFERENCE
        color = LIGHT.text if dashed else LIGHT.previous
        options = _look(color, "square" if dashed else "circle", "dash" if dashed else "solid", 1.5)
        known = [at for at, value in enumerate(series.values) if value is not None]
        quiet = frozenset(known[:-1])
        return Trace(values, "line", options=options, labels=_labels(spec, face, series, quiet))
    color, marker, dash = _FOCUS[focus % len(_FOCUS)]
    options = _look(color, marker, dash, 2.5)
    options["marker"]["fill"] = {"color": color}
    labels = _labels(spec, face, series, frozenset(), color=color, texts=own_words(spec, series))
    return Trace(values, "line", options=options, labels=labels)


def _look(color: str, marker: str, dash: str, width: float) -> Options:
    return {
        "line": {"color": color, "width": width, "dash_type": dash},
        "marker": {
            "type": marker,
            "size": 7,
            "fill": {"color": "#FFFFFF"},
            "border": {"color": color, "width": 1.25},
        },
    }


def _labels(
    spec: ChartSpec,
    face: Face,
    series: Series,
    skip: frozenset[int],
    *,
    color: str = LIGHT.muted,
    texts: tuple[str | None, ...] = (),
) -> Labels:
    below = frozenset(at for at in range(len(series.values)) if _dips(spec, series, at))
    font = face.font(color=color, bold=series.role is Role.FOCUS)
    return Labels("above", font, texts=texts, skip=skip, below=below)


def _dips(spec: ChartSpec, series: Series, at: int) -> bool:
    """Whether a number stands better below its point: above it would lie on a line."""
    low, high, _ = scale(spec)
    value, room = series.values[at], _LABEL * (high - low)
    if value is None:
        return False
    beside = [one.values[at] for one in spec.series if _is_numbered(one) and one is not series]
    others = [other for other in beside if other is not None]
    above = any(value <= other <= value + room for other in others)
    below = any(value - room <= other <= value for other in others)
    if value - low < _FLOOR * room:
        return False
    if above != below:
        return above
    near = [series.values[n] for n in (at - 1, at + 1) if 0 <= n < len(series.values)]
    known = [each for each in near if each is not None]
    return bool(known) and value < sum(known) / len(known)


def _is_numbered(series: Series) -> bool:
    return series.role is not Role.CONTEXT
