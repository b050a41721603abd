"""A heat chart as a table of coloured cells: Office has no such chart, and cells can be edited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shnor_core import wording
from shnor_core.charts.board import value_span
from shnor_core.charts.office.sketch import decimals, number_format
from shnor_core.charts.palette import LIGHT, contrast, mixed
from shnor_core.charts.spec import ChartSpec, Series
from shnor_core.model import Tone

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_NAME_COLUMNS = 3  # a name takes the width of three ordinary columns
_SHAPES = {Tone.BETTER: "▲", Tone.WORSE: "▼", Tone.SAME: "●", Tone.DOUBT: "?"}


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A cell: its words, the number behind them when they say nothing else, ground and ink."""

    text: str
    value: float | None
    fill: str
    ink: str


def heat_rows(spec: ChartSpec) -> list[list[HeatCell]]:
    """Cells of the rows named by ``categories`` under the columns named by ``columns``.

    Colour follows the tones of the cells, else their values, as on the screen.
    """
    toned = any(series.tones for series in spec.series)
    return [
        [_cell(spec, series, at, toned) for at in range(len(spec.columns))]
        for series in spec.series
    ]


def _cell(spec: ChartSpec, series: Series, at: int, toned: bool) -> HeatCell:
    value = series.values[at]
    number = wording.number(value, spec.digits)
    text = series.labels[at] if at < len(series.labels) and series.labels[at] else number
    tone = series.tones[at] if at < len(series.tones) else Tone.PLAIN
    if toned:
        shown = f"{_SHAPES[tone]} {text}" if tone in _SHAPES else text
        only = value if shown == number else None
        return HeatCell(shown, only, LIGHT.fill(tone), LIGHT.text)
    if value is None:
        return HeatCell(text, None, LIGHT.paper, LIGHT.muted)
    low, high = value_span(spec)
    fill = mixed(LIGHT.steps, (value - low) / ((high - low) or 1.0))
    ink = max((LIGHT.text, LIGHT.paper), key=lambda color: contrast(color, fill))
    return HeatCell(text, value if text == number else None, fill, ink)


def write_heat(book: Workbook, sheet: Worksheet, spec: ChartSpec, cell: tuple[int, int]) -> int:
    """Write the table with its conclusion; the number of rows taken."""
    row, column = cell
    base = {"font_name": "Calibri", "font_size": 10, "valign": "vcenter", "text_wrap": True}
    sheet.write_string(row, column, spec.conclusion, book.add_format({"bold": True}))
    head = book.add_format(base | {"bold": True, "align": "center"})
    side = book.add_format(base)
    first = column + _NAME_COLUMNS
    sheet.set_row(row + 1, 30)
    for at, name in enumerate(spec.columns):
        sheet.write_string(row + 1, first + at, name, head)
    for down, (name, cells) in enumerate(zip(spec.categories, heat_rows(spec), strict=True), 2):
        sheet.merge_range(row + down, column, row + down, first - 1, "", side)
        sheet.write_string(row + down, column, name, side)
        for at, one in enumerate(cells):
            look = base | {"align": "center", "bg_color": one.fill, "font_color": one.ink}
            _write(book, sheet, spec, (row + down, first + at), one, look)
    return 2 + len(spec.categories)


def _write(
    book: Workbook,
    sheet: Worksheet,
    spec: ChartSpec,
    at: tuple[int, int],
    cell: HeatCell,
    look: dict[str, object],
) -> None:
    frame = look | {"border": 1, "border_color": "#FFFFFF"}
    if cell.value is None:
        sheet.write_string(*at, cell.text, book.add_format(frame))
        return
    code = number_format(decimals(cell.value, spec.digits))
    sheet.write_number(*at, cell.value, book.add_format(frame | {"num_format": code}))
