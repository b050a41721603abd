"""A chart in a document of Word: native, inline, with its workbook and its alternative text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shnor_core.charts.office.chart_part import chart_and_workbook
from shnor_core.charts.office.drawing import height_of, sketch_of
from shnor_core.charts.office.sketch import Face
from shnor_core.charts.office.words import alt_text, tidy
from shnor_core.charts.spec import ChartSpec

if TYPE_CHECKING:
    from docx.document import Document

_EMU = 360_000  # English metric units in a centimetre
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inline_chart(
    document: Document, spec: ChartSpec, *, width: float = 16.5
) -> tuple[Any, tuple[str, ...]]:
    """Add a chart and its workbook to the document.

    Parameters
    ----------
    width
        Centimetres.

    Returns
    -------
    tuple
        The ``w:drawing`` element for a run, and sentences the plot had no place for, which belong
        into the caption.

    Raises
    ------
    KeyError
        For a heat chart, which is a table: see :func:`~shnor_core.charts.office.heat.heat_rows`.
    """
    spec = tidy(spec)
    face = Face(width=width)
    sketch = sketch_of(spec, face)
    xml, workbook = chart_and_workbook(spec, sketch, face)
    relation = _add_parts(document, xml, workbook)
    height = height_of(spec, sketch, face)
    number = document.part.next_id
    return _drawing(relation, number, alt_text(spec), width, height), sketch.unsaid


def _add_parts(document: Document, xml: bytes, workbook: bytes) -> str:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    package = document.part.package
    book_name = package.next_partname("/word/embeddings/chart_data%d.xlsx")
    book = Part(book_name, _WORKBOOK, workbook, package)
    chart_name = package.next_partname("/word/charts/chart%d.xml")
    chart = Part(chart_name, _CHART, xml, package)
    chart.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, book, "rId1")
    return str(document.part.relate_to(chart, RELATIONSHIP_TYPE.CHART))


def _drawing(relation: str, number: int, alt: str, width: float, height: float) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    across, down = round(width * _EMU), round(height * _EMU)
    drawing = parse_xml(
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'r')}>"
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Диаграмма {number}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    drawing[0].docPr.set("descr", alt)
    return drawing
