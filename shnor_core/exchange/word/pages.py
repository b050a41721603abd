"""The sheet: A4 with official margins, page numbers, the mark of invented data."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from shnor_core.exchange.word.elements import element, field, run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

INVENTED = "Вымышленные данные"
_EMU = 360_000


def set_page(document: Document) -> None:
    """A4; left 3 cm for the binding, right 1.5 cm, top and bottom 2 cm."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def set_handout(document: Document) -> None:
    """Narrower margins for a sheet that is handed out and not bound: more fits on one."""
    from docx.shared import Cm

    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.6)
    section.header_distance = section.footer_distance = Cm(0.7)


def text_width(section: Section) -> float:
    """Width between the margins in centimetres."""
    across = section.page_width or 21 * _EMU
    return float(across - (section.left_margin or 0) - (section.right_margin or 0)) / _EMU


def turned_width(section: Section) -> float:
    """Width between the same margins in centimetres when the sheet lies on its side."""
    across = section.page_height or round(29.7 * _EMU)
    return float(across - (section.left_margin or 0) - (section.right_margin or 0)) / _EMU


def section_end(like: Any, *, turned: bool = False) -> Any:
    """A paragraph that ends a section like the given one, upright or turned; pages count on."""
    from docx.oxml.ns import qn

    made = deepcopy(like)
    for name in ("w:pgNumType", "w:type"):
        for one in made.findall(qn(name)):
            made.remove(one)
    size = made.find(qn("w:pgSz"))
    if turned and size is not None:
        wide, high = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), high)
        size.set(qn("w:h"), wide)
        size.set(qn("w:orient"), "landscape")
    spacing = element("spacing", before=0, after=0, line=20, lineRule="exact")
    return element("p", element("pPr", spacing, made))


def number_pages(document: Document) -> None:
    """The number of the page in the middle below."""
    paragraph = document.sections[0].footer.paragraphs[0]
    _centre(paragraph)
    for piece in field("PAGE", "1"):
        paragraph._p.append(piece)


def mark_invented(document: Document) -> None:
    """The mark stands above every page: a page taken out still says what it is."""
    paragraph = document.sections[0].header.paragraphs[0]
    _centre(paragraph)
    paragraph._p.append(run(INVENTED, element("b")))


def _centre(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
