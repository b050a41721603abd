"""The chart of a workbook made into the chart of a document, with its workbook inside."""

from __future__ import annotations

import io
import zipfile

from shnor_core.charts.office.chart_xml import for_document
from shnor_core.charts.office.drawing import Place, native_chart, write_columns
from shnor_core.charts.office.sketch import Face, Sketch
from shnor_core.charts.spec import ChartSpec

SHEET = "Данные"


def chart_and_workbook(spec: ChartSpec, sketch: Sketch, face: Face) -> tuple[bytes, bytes]:
    """XML of the chart part and the workbook with its numbers.

    The chart is the one Excel would get: xlsxwriter writes it into a workbook that is thrown away.
    It refers to its own workbook, which holds the numbers alone, by the relationship ``rId1``.
    """
    drawn = _workbook(spec, sketch, face, with_chart=True)
    with zipfile.ZipFile(io.BytesIO(drawn)) as package:
        chart = package.read("xl/charts/chart1.xml")
    return (
        for_document(chart, spec.digits, face),
        _workbook(spec, sketch, face, with_chart=False),
    )


def _workbook(spec: ChartSpec, sketch: Sketch, face: Face, *, with_chart: bool) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        place = Place(SHEET)
        write_columns(book, sheet, place, spec, sketch)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, len(sketch.fields), 14)
        if with_chart:
            sheet.insert_chart(0, 0, native_chart(book, place, spec, sketch, face))
    return target.getvalue()
