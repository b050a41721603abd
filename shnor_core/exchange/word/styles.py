"""Styles of an official document: A4, Times New Roman 12, black; a template keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

FAMILY = "Times New Roman"
TEXT = "Протокол: текст"
TABLE = "Протокол: таблица"
NOTE = "Протокол: примечание"
APPROVAL = "Протокол: гриф"
LISTED = "Протокол: список"
CAPTION = "Caption"
TITLE = "Title"
HEADINGS = ("Heading 1", "Heading 2")

# size, bold, alignment, spacing before and after (points), indents of the first line and of the
# left edge (centimetres), keep with the next paragraph
_LOOKS: dict[str, dict[str, Any]] = {
    TITLE: {"bold": True, "align": "CENTER", "before": 12},
    HEADINGS[0]: {"bold": True, "before": 10, "after": 4, "keep": True},
    HEADINGS[1]: {"bold": True, "before": 8, "after": 3, "keep": True},
    CAPTION: {"size": 11, "before": 6, "after": 4},
    TEXT: {"align": "JUSTIFY", "first": 1.25, "after": 3},
    LISTED: {"after": 2},
    TABLE: {"size": 10},
    NOTE: {"size": 10, "after": 2},
    APPROVAL: {"left": 8.75},
}


def set_styles(document: Document) -> None:
    """Styles of a document made here from nothing."""
    _set_language(document)
    normal = document.styles["Normal"]
    _set_font(normal, 12)
    normal.paragraph_format.space_after = 0
    for name, look in _LOOKS.items():
        _dress(_style(document, name), look)


def add_missing_styles(document: Document) -> None:
    """Styles a template does not have; what it has stays as the municipality made it."""
    known = {style.name for style in document.styles}
    for name, look in _LOOKS.items():
        if name not in known:
            _dress(_style(document, name), look)


def _style(document: Document, name: str) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    if name in {style.name for style in document.styles}:
        return document.styles[name]
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=":" not in name)
    made.base_style = document.styles["Normal"] if _has_normal(document) else None
    return made


def _has_normal(document: Document) -> bool:
    return "Normal" in {style.name for style in document.styles}


def _dress(style: Any, look: dict[str, Any]) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    _set_font(style, look.get("size", 12), bold=look.get("bold", False))
    layout = style.paragraph_format
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, look.get("align", "LEFT"))
    layout.space_before, layout.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    layout.first_line_indent, layout.left_indent = Cm(look.get("first", 0)), Cm(look.get("left", 0))
    layout.line_spacing = 1.0
    layout.keep_with_next = look.get("keep", False)
    borders = style.element.find(f".//{_w('pBdr')}")
    if borders is not None:
        borders.getparent().remove(borders)


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(f"w:{name}"))


def _set_font(style: Any, size: float, *, bold: bool = False) -> None:
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.italic = FAMILY, Pt(size), bold, False
    font.color.rgb = RGBColor(0, 0, 0)
    letters = style.element.rPr.rFonts
    for key in list(letters.attrib):
        if "heme" in key:
            del letters.attrib[key]
    for key in ("cs", "eastAsia"):
        letters.set(_w(key), FAMILY)
    for name in ("spacing", "kern"):
        for old in style.element.rPr.findall(_w(name)):
            style.element.rPr.remove(old)


def _set_language(document: Document) -> None:
    """Russian spelling and hyphenation for the whole document."""
    for language in document.styles.element.iter(_w("lang")):
        language.set(_w("val"), "ru-RU")
