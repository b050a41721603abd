"""Bars: upright, lying where the names are long, and rows that make up a hundred per cent."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.charts.office.axes import names_axis, value_axis
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
from shnor_core.charts.office.typesetting import LINE, width_of, wrapped
from shnor_core.charts.palette import LIGHT, mixed
from shnor_core.charts.spec import ChartSpec, Role, Series
from shnor_core.model import Tone

_MARKS = (Role.MARK_2, Role.MARK_3, Role.MARK_4, Role.MARK_5)
_LINES = 3  # more lines of a name under a bar are hard to read
_NARROW = 0.05  # a part of this share of its row has no room for a number
# Fills that stay apart on a black-and-white printer: plain, hatched, dotted, empty.
_TONES: dict[Tone, Options] = {
    Tone.BETTER: {"fill": {"color": LIGHT.better}},
    Tone.WORSE: {
        "pattern": {
            "pattern": "wide_upward_diagonal",
            "fg_color": LIGHT.worse,
            "bg_color": LIGHT.worse_fill,
        }
    },
    Tone.SAME: {"fill": {"color": LIGHT.same}},
    Tone.DOUBT: {
        "pattern": {"pattern": "percent_25", "fg_color": LIGHT.doubt, "bg_color": LIGHT.doubt_fill}
    },
    Tone.NONE: {"fill": {"color": "#FFFFFF"}, "border": {"color": LIGHT.same}},
}


def bar(spec: ChartSpec, face: Face) -> Sketch:
    """Upright bars with a number on each, lying ones where the names do not fit under them."""
    slot = (face.width - 2) / max(len(spec.categories), 1) - 0.2
    lines = [wrapped(name, face.text, slot) for name in spec.categories]
    fits = all(
        len(each) <= _LINES and all(width_of(line, face.text) <= slot for line in each)
        for each in lines
    )
    return _upright(spec, face, max(map(len, lines), default=1)) if fits else _lying(spec, face)


def _upright(spec: ChartSpec, face: Face, lines: int) -> Sketch:
    columns = Columns(spec)
    traces = [_bars(spec, face, columns, at, "column") for at in range(len(spec.series))]
    traces += [threshold(spec, face, columns, one) for one in spec.references]
    return Sketch(
        shape="column",
        fields=tuple(columns.fields),
        traces=tuple(traces),
        x_axis=names_axis(face),
        y_axis=value_axis(spec, face),
        height=4.6 + lines * face.text * LINE,
    )


def _lying(spec: ChartSpec, face: Face) -> Sketch:
    columns = Columns(spec)
    traces = [_bars(spec, face, columns, at, "bar") for at in range(len(spec.series))]
    row = face.text * LINE * (0.7 + len(spec.series))
    hidden = {"visible": False} | value_axis(spec, face)
    return Sketch(
        shape="bar",
        fields=tuple(columns.fields),
        traces=tuple(traces),
        x_axis=names_axis(face) | {"reverse": True},
        y_axis=hidden,
        height=1.2 + max(row, 0.65) * len(spec.categories),
        unsaid=tuple(f"{one.label} – {_value(spec, one.value)}." for one in spec.references),
    )


def _value(spec: ChartSpec, value: float) -> str:
    return f"{wording.number(value, spec.digits)}{wording.HARD_SPACE}{spec.unit}".strip()


def _bars(spec: ChartSpec, face: Face, columns: Columns, at: int, shape: str) -> Trace:
    series = spec.series[at]
    values = columns.add(series.name, series.values)
    options: dict[str, object] = {"fill": {"color": _color(spec, at)}}
    options |= {"gap": 60, "overlap": 0} if len(spec.series) > 1 else {"gap": 70}
    if series.tones:
        options["points"] = [_TONES.get(tone) for tone in series.tones]
    ground = "#FFFFFF" if spec.references else ""
    labels = Labels("outside_end", face.font(), texts=own_words(spec, series), fill=ground)
    return Trace(values, "bar" if shape == "bar" else "column", options=options, labels=labels)


def _color(spec: ChartSpec, at: int) -> str:
    role = spec.series[at].role
    if role in _MARKS:
        return LIGHT.marks[_MARKS.index(role)]
    known = {Role.PREVIOUS: LIGHT.previous, Role.CONTEXT: LIGHT.context, Role.REFERENCE: LIGHT.same}
    if role in known:
        return known[role]
    focus = [place for place, one in enumerate(spec.series) if one.role is Role.FOCUS]
    if len(focus) == 1:
        return LIGHT.accent
    # years from pale to dark: tints a grey printer keeps apart
    share = focus.index(at) / (len(focus) - 1)
    return mixed(("#BCCFE1", "#6C98C4", LIGHT.accent), share)


def stacked(spec: ChartSpec, face: Face) -> Sketch:
    """Rows of a hundred per cent; values in other units are turned into shares by Office."""
    columns = Columns(spec)
    wholes = [
        sum(value or 0.0 for value in row)
        for row in zip(*(series.values for series in spec.series), strict=True)
    ]
    traces = [_part(spec, face, columns, at, wholes) for at in range(len(spec.series))]
    return Sketch(
        shape="bar",
        subtype="percent_stacked",
        fields=tuple(columns.fields),
        traces=tuple(traces),
        x_axis=names_axis(face) | {"reverse": True, "line": {"none": True}},
        y_axis={"visible": False, "major_gridlines": {"visible": False}, "min": 0, "max": 1},
        height=1.1 + 0.72 * len(spec.categories),
    )


def _part(spec: ChartSpec, face: Face, columns: Columns, at: int, wholes: list[float]) -> Trace:
    series = spec.series[at]
    values = columns.add(series.name, series.values)
    mark = _mark(series, at)
    skip = frozenset(
        place
        for place, value in enumerate(series.values)
        if not value or value < _NARROW * wholes[place]
    )
    fill: Options = {"fill": {"color": LIGHT.marks[mark]}}
    if mark == 0:
        # the mark 2 is told from the others without colour
        hatch = {"fg_color": "#D98A5E", "bg_color": LIGHT.marks[0]}
        fill = {"pattern": {"pattern": "wide_upward_diagonal"} | hatch}
    return Trace(
        values,
        "bar",
        options={**fill, "border": {"color": "#FFFFFF", "width": 0.75}, "gap": 35},
        labels=Labels(
            "center",
            face.font(color=LIGHT.mark_texts[mark], bold=mark == 0),
            texts=own_words(spec, series),
            skip=skip,
        ),
    )


def _mark(series: Series, at: int) -> int:
    return _MARKS.index(series.role) if series.role in _MARKS else at % len(_MARKS)
