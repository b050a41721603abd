"""A chart in a workbook: native, over numbers on a sheet of their own."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from shnor_core.charts.office.chart_xml import for_workbook
from shnor_core.charts.office.drawing import (
    Place,
    height_of,
    native_chart,
    sketch_of,
    write_columns,
)
from shnor_core.charts.office.heat import write_heat
from shnor_core.charts.office.sketch import Face
from shnor_core.charts.office.words import NO_NUMBERS, alt_text, caption_lines, has_numbers, tidy
from shnor_core.charts.spec import ChartSpec

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NUMBERS_SHEET = "Числа диаграмм"
_A4 = 9
_MOST_COLUMNS = 60
_ROW = 20 / 96 * 2.54  # height of an ordinary row, centimetres


def add_chart(
    workbook: Workbook,
    worksheet: Worksheet,
    spec: ChartSpec,
    cell: tuple[int, int],
    *,
    width: float = 18.0,
) -> int:
    """Put a native chart with its caption on a worksheet.

    Parameters
    ----------
    cell
        Row and column of the upper left corner, from nought.
    width
        Width of the chart in centimetres.

    Returns
    -------
    int
        Rows taken, counted in rows of ordinary height: the next thing may stand below them.

    Notes
    -----
    The numbers stand on the sheet «Числа диаграмм», chart under chart; the first chart adds it to
    the workbook. A heat chart becomes a table of coloured cells on the worksheet itself. The bytes
    of the closed workbook go through :func:`finished`.
    """
    spec = tidy(spec)
    row, column = cell
    taken, unsaid = _put(workbook, worksheet, spec, cell, width)
    lines = caption_lines(spec, unsaid)
    for at, line in enumerate(lines):
        worksheet.write_string(row + taken + at, column, line)
    return taken + len(lines) + 1


def _put(
    workbook: Workbook, worksheet: Worksheet, spec: ChartSpec, cell: tuple[int, int], width: float
) -> tuple[int, tuple[str, ...]]:
    """The chart, the table or the sentence; rows taken and what belongs into the caption."""
    if not has_numbers(spec):
        worksheet.write_string(*cell, spec.conclusion)
        return 1, (NO_NUMBERS,)
    if spec.kind == "heat":
        return write_heat(workbook, worksheet, spec, cell), ()
    face = Face("Calibri", title=12, text=10, width=width)
    sketch = sketch_of(spec, face)
    numbers, place = _numbers_place(workbook, spec)
    write_columns(workbook, numbers, place, spec, sketch)
    chart = native_chart(workbook, place, spec, sketch, face)
    worksheet.insert_chart(*cell, chart, {"description": alt_text(spec), "object_position": 2})
    return int(height_of(spec, sketch, face) / _ROW) + 1, sketch.unsaid


def finished(workbook: bytes) -> bytes:
    """The closed workbook with its charts said in full, so that labels keep to one line."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in source.namelist():
            part = source.read(name)
            is_chart = name.startswith("xl/charts/chart")
            package.writestr(name, for_workbook(part) if is_chart else part)
    return target.getvalue()


def print_page(sheet: Worksheet) -> None:
    """A4 on its side, as many sheets as it takes downwards, numbered."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&RСтраница &P из &N")
    sheet.hide_gridlines(2)


def _numbers_place(workbook: Workbook, spec: ChartSpec) -> tuple[Worksheet, Place]:
    """The sheet of numbers and the first free row in it; the chart is named above its columns."""
    sheet = workbook.get_worksheet_by_name(NUMBERS_SHEET)
    if sheet is None:
        sheet = workbook.add_worksheet(NUMBERS_SHEET)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, _MOST_COLUMNS, 13)
        print_page(sheet)
        row = 0
    else:
        # below the empty row that ends the lines of a chart, and one more apart
        row = sheet.dim_rowmax + 3
    bold = workbook.add_format({"bold": True, "font_size": 12})
    sheet.write_string(row, 0, spec.conclusion or spec.measure, bold)
    return sheet, Place(NUMBERS_SHEET, row + 1)
