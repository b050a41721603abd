"""A sketch written by xlsxwriter: its columns into a sheet, its series into a native chart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from shnor_core.charts.office.bars import bar, stacked
from shnor_core.charts.office.groups import profile, tree
from shnor_core.charts.office.lines import line
from shnor_core.charts.office.maps import scatter
from shnor_core.charts.office.row_kinds import bullet, dot, dumbbell
from shnor_core.charts.office.sketch import (
    RULE,
    Face,
    Field,
    Labels,
    Options,
    Sketch,
    Trace,
    Value,
    decimals,
    number_format,
)
from shnor_core.charts.office.typesetting import LINE, width_of, wrapped
from shnor_core.charts.spec import ChartSpec

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

_KINDS = {
    "line": line,
    "bar": bar,
    "stacked": stacked,
    "dot": dot,
    "dumbbell": dumbbell,
    "bullet": bullet,
    "scatter": scatter,
    "tree": tree,
    "profile": profile,
}
_HEAD_ROW = 48  # points: three lines of a heading
_TITLE_WIDTH = 0.8  # of the chart: a wider title is broken by Office itself
_PIXELS = 96 / 2.54
_T = TypeVar("_T")
_REFERENCE = re.compile(r"^=?[^!]+!\$?[A-Z]+\$?\d+")


@dataclass(frozen=True, slots=True)
class Place:
    """The upper left corner of the columns of a chart."""

    sheet: str
    row: int = 0
    column: int = 0

    def range(self, field: int, length: int) -> list[Any]:
        """Rows below the heading as xlsxwriter words them."""
        at = self.column + field
        return [self.sheet, self.row + 1, at, self.row + length, at]

    def cell(self, field: int, row: int) -> str:
        from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

        name = xl_rowcol_to_cell(self.row + row, self.column + field, True, True)
        return f"={quote_sheetname(self.sheet)}!{name}"


def sketch_of(spec: ChartSpec, face: Face) -> Sketch:
    """The native form of a chart.

    Raises
    ------
    KeyError
        If the kind has none: a heat chart is a table of coloured cells.
    """
    return _KINDS[spec.kind](spec, face)


def title_lines(spec: ChartSpec, face: Face) -> list[str]:
    """Lines of the conclusion above the plot."""
    return wrapped(spec.conclusion, face.title, _TITLE_WIDTH * face.width, bold=True)


def height_of(spec: ChartSpec, sketch: Sketch, face: Face) -> float:
    """Height of the whole chart in centimetres."""
    return sketch.height + _above(spec, face) + _legend_height(sketch, face)


def _above(spec: ChartSpec, face: Face) -> float:
    return len(title_lines(spec, face)) * face.title * LINE + 0.6


def _legend_height(sketch: Sketch, face: Face) -> float:
    if not sketch.has_legend:
        return 0.0
    names = [sketch.fields[one.across if one.shape == "scatter" else one.values].title
             for one in sketch.traces if one.in_legend]  # fmt: skip
    key = 1.0 if sketch.plot is None else 2.2
    total = sum(width_of(name, face.text) + key for name in names)
    rows = int(total / (0.9 * face.width)) + 1
    return rows * face.text * LINE * 1.6 + 0.25


def write_columns(
    book: Workbook, sheet: Worksheet, place: Place, spec: ChartSpec, sketch: Sketch
) -> None:
    """Write the columns of a chart below their headings; what is missing stays an empty cell."""
    formats: dict[str, Any] = {}
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 1})
    sheet.set_row(place.row, _HEAD_ROW)
    for at, field in enumerate(sketch.fields):
        column = place.column + at
        sheet.write_string(place.row, column, field.title, head)
        for row, value in enumerate(field.values):
            if isinstance(value, str):
                sheet.write_string(place.row + 1 + row, column, value)
            elif value is not None:
                code = number_format(decimals(value, spec.digits))
                style = formats.setdefault(code, book.add_format({"num_format": code}))
                _write_number(sheet, place, field, row, column, style)


def _write_number(
    sheet: Worksheet, place: Place, field: Field, row: int, column: int, style: Any
) -> None:
    value = field.values[row]
    source = field.same_as[row] if field.same_as else None
    number = place.row + 1 + row
    if source is None:
        sheet.write_number(number, column, value, style)
        return
    formula = place.cell(source[0], source[1] + 1).rpartition("!")[2]
    sheet.write_formula(number, column, f"={formula}", style, value)


def native_chart(
    book: Workbook, place: Place, spec: ChartSpec, sketch: Sketch, face: Face
) -> Chart:
    """The chart over columns that stand at ``place``."""
    kinds = list(dict.fromkeys([sketch.shape, *(trace.shape for trace in sketch.traces)]))
    charts = {kind: book.add_chart(_kind(kind, sketch)) for kind in kinds}
    for trace in sketch.traces:
        charts[trace.shape].add_series(_series(place, sketch, trace))
    chart = charts[sketch.shape]
    for kind in kinds[1:]:
        chart.combine(charts[kind])
    height = height_of(spec, sketch, face)
    _dress(chart, spec, sketch, face, height)
    return chart


def _kind(kind: str, sketch: Sketch) -> dict[str, str]:
    wanted = {"type": kind}
    return wanted | {"subtype": sketch.subtype} if sketch.subtype else wanted


def _dress(chart: Chart, spec: ChartSpec, sketch: Sketch, face: Face, height: float) -> None:
    chart.set_title(
        {
            "name": _plain(spec.conclusion),
            "name_font": face.font(face.title, bold=True),
        }
    )
    # xlsxwriter calls the vertical axis of lying bars y, the others call categories x
    lying = sketch.shape == "bar"
    chart.set_x_axis(sketch.y_axis if lying else sketch.x_axis)
    chart.set_y_axis(sketch.x_axis if lying else sketch.y_axis)
    hidden = [at for at, trace in enumerate(_in_order(sketch)) if not trace.in_legend]
    if sketch.has_legend:
        chart.set_legend({"position": "bottom", "font": face.font(), "delete_series": hidden})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": RULE, "width": 0.75}, "fill": {"color": "#FFFFFF"}})
    chart.show_blanks_as("gap")
    chart.set_size({"width": round(face.width * _PIXELS), "height": round(height * _PIXELS)})
    if sketch.plot is not None:
        chart.set_plotarea({"layout": _layout(spec, sketch, face, height)})


def _in_order(sketch: Sketch) -> list[Trace]:
    """Series as the file numbers them: those of the first kind, then the combined ones."""
    return sorted(sketch.traces, key=lambda trace: trace.shape != sketch.shape)


def _layout(spec: ChartSpec, sketch: Sketch, face: Face, height: float) -> dict[str, float]:
    """The plot inside the axes as shares of the chart."""
    left, top, right, below = sketch.plot or (0.0, 0.0, 0.0, 0.0)
    top += _above(spec, face)
    below += _legend_height(sketch, face)
    return {
        "x": left / face.width,
        "y": top / height,
        "width": (face.width - left - right) / face.width,
        "height": (height - top - below) / height,
    }


def _plain(text: str) -> str:
    """A title that looks like a reference to a cell stays text: an unseen joiner parts it."""
    return text.replace("!", "!\u2060") if _REFERENCE.match(text) else text


def _series(place: Place, sketch: Sketch, trace: Trace) -> dict[str, Any]:
    # LibreOffice loses a series that is shorter than a later one
    length = max(len(field.values) for field in sketch.fields) or 1
    named = trace.across if trace.shape == "scatter" else trace.values
    series: dict[str, Any] = {
        "name": [place.sheet, place.row, place.column + named],
        "categories": place.range(trace.across, length),
        "values": place.range(trace.values, length),
        "smooth": False,
        **trace.options,
    }
    if trace.labels is not None:
        series["data_labels"] = _labels(sketch, trace, trace.labels, length)
    return series


def _labels(sketch: Sketch, trace: Trace, labels: Labels, length: int) -> Options:
    ground = {"fill": {"color": labels.fill}} if labels.fill else {}
    custom: list[Options | None] = []
    for row in range(length):
        text = _at(labels.texts, row) if labels.texts else ""
        if row in labels.skip or text is None or _is_empty(sketch, trace, row):
            custom.append({"delete": True})
            continue
        own: Options = {"position": "below"} if row in labels.below else {}
        if text:
            own |= {"value": _plain(text), "font": labels.font, **ground}
        custom.append(own or None)
    shared = {"value": True, "position": labels.place, "font": labels.font, **ground}
    return shared | {"custom": custom}


def _is_empty(sketch: Sketch, trace: Trace, row: int) -> bool:
    columns = (trace.values, trace.across) if trace.shape == "scatter" else (trace.values,)
    return any(_value(sketch, one, row) is None for one in columns)


def _value(sketch: Sketch, column: int, row: int) -> Value:
    return _at(sketch.fields[column].values, row)


def _at(values: Sequence[_T], row: int) -> _T | None:
    return values[row] if row < len(values) else None
