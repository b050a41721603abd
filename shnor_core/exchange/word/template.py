"""The document a text is written into: a new one, or the municipality's own template."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shnor_core.charts.office.words import printable
from shnor_core.errors import TemplateError
from shnor_core.exchange.word.package_check import NOT_WORD, check_package
from shnor_core.exchange.word.pages import mark_invented, number_pages, set_page
from shnor_core.exchange.word.styles import add_missing_styles, set_styles

if TYPE_CHECKING:
    from docx.document import Document

# a paragraph for the one who adapts a template; documents are written without it
_REMARK = "{{#"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_EFFECTS = "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document and the paragraph before which the text goes; ``None`` for its end."""

    document: Document
    before: Any = None


def new_sheet(*, invented: bool) -> Sheet:
    """A new document in the looks of a protocol."""
    import docx

    document = docx.Document()
    _drop(document.part.rels, _EFFECTS)
    _drop(document.part.package.rels, _THUMBNAIL)
    set_page(document)
    set_styles(document)
    number_pages(document)
    if invented:
        mark_invented(document)
    return Sheet(document)


def template_sheet(template: bytes, mark: str) -> Sheet:
    """The municipality's own document with the mark where the text goes.

    Raises
    ------
    TemplateError
        Not a document of Word, too large, or the mark is missing, repeated or not alone.
    """
    check_package(template)
    document = _opened(template)
    marked = [one for one in document.paragraphs if one.text.strip() == mark]
    if len(marked) != 1:
        raise TemplateError(_complaint(document, mark, len(marked)))
    _drop(document.part.rels, _EFFECTS)
    add_missing_styles(document)
    for one in document.paragraphs:
        if one.text.startswith(_REMARK):
            one._p.getparent().remove(one._p)
    return Sheet(document, marked[0]._p)


def blank_template(mark: str, remarks: Sequence[str]) -> bytes:
    """A document with the styles of the product, the mark, and remarks on how to adapt it."""
    sheet = new_sheet(invented=False)
    for text in remarks:
        sheet.document.add_paragraph(f"{_REMARK} {text}}}}}")
    sheet.document.add_paragraph(mark)
    return saved(sheet)


def saved(sheet: Sheet, title: str = "") -> bytes:
    """The document as a file; the mark is taken out."""
    if sheet.before is not None:
        sheet.before.getparent().remove(sheet.before)
    _describe(sheet.document, title)
    target = io.BytesIO()
    sheet.document.save(target)
    return target.getvalue()


def _describe(document: Document, title: str) -> None:
    """What the file says of itself; a title is at most 255 characters long."""
    about = document.core_properties
    about.title, about.author, about.comments = printable(title)[:255], "ШНОР-монитор", ""
    about.last_modified_by, about.language = "ШНОР-монитор", "ru-RU"
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)


def _drop(relations: Any, kind: str) -> None:
    """Leave out a part that would not agree with what is written: old styles, a small picture."""
    for key in [key for key, one in relations.items() if one.reltype == kind]:
        del relations[key]


def _opened(template: bytes) -> Document:
    import docx

    try:
        return docx.Document(io.BytesIO(template))
    except (KeyError, ValueError, SyntaxError) as error:
        raise TemplateError(NOT_WORD) from error


def _complaint(document: Document, mark: str, count: int) -> str:
    if count > 1:
        return f"В шаблоне несколько абзацев «{mark}»: оставьте один, там и встанет текст."
    inside = any(mark in (text.text or "") for text in document.element.body.iter(_text_tag()))
    if inside:
        return (
            f"Метка «{mark}» стоит в таблице, надписи или внутри строки: "
            "поставьте её отдельным абзацем в тексте документа."
        )
    return f"В шаблоне нет абзаца «{mark}»: добавьте его там, где должен встать текст."


def _text_tag() -> str:
    from docx.oxml.ns import qn

    return str(qn("w:t"))
