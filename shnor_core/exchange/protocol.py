"""The protocol of a meeting and the page of a school as documents of Word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from shnor_core.exchange.word import styles
from shnor_core.exchange.word.blocks import Item, Note, NumberedList, Section
from shnor_core.exchange.word.elements import element, run
from shnor_core.exchange.word.pages import INVENTED, set_handout
from shnor_core.exchange.word.template import (
    Sheet,
    blank_template,
    new_sheet,
    saved,
    template_sheet,
)
from shnor_core.exchange.word.writer import Writer
from shnor_core.wording import VPR_NOTICE

MARK = "{{ПРОТОКОЛ}}"
SCHOOL_MARK = "{{СТРАНИЦА ШКОЛЫ}}"
_REMARKS = (
    "Это образец шаблона протокола. Добавьте герб, шапку, колонтитулы, измените поля и стили",
    f"Вместо абзаца {MARK} встанет весь текст протокола: он обязателен и стоит отдельной строкой",
    "Вид заголовков, списков и подписей берётся из стилей документа с теми же названиями",
    "Абзацы, которые начинаются так же, как этот, в протокол не попадают",
)
_LINE = "_" * 15
_TWIPS = 1440 / 2.54


@dataclass(frozen=True, slots=True)
class Approval:
    """The stamp in the upper right corner; the name is written by hand on the line."""

    post: str
    word: str = "УТВЕРЖДАЮ"


@dataclass(frozen=True, slots=True)
class ProtocolDocument:
    """All that a protocol says. People are posts: lines are left for their names.

    ``body`` goes on after «ПРОТОКОЛ № …»: «заседания муниципальной рабочей группы …». ``facts``
    are filters, definitions, data version and date: name and words. ``vpr`` and ``invented`` add
    the notice and the mark.
    """

    number: str
    body: str
    held_on: date | None
    place: str = ""
    approval: Approval | None = None
    attendance: tuple[str, ...] = ()
    agenda: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    secretary: str = "Секретарь рабочей группы"
    facts: tuple[tuple[str, str], ...] = ()
    vpr: bool = False
    invented: bool = False


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """One or two pages about a school; ``lead`` is the sentence under its name."""

    name: str
    territory: str
    lead: str = ""
    sections: tuple[Section, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    vpr: bool = False
    invented: bool = False


def write_protocol(document: ProtocolDocument, *, template: bytes | None = None) -> bytes:
    """Write a protocol in the order municipalities print it.

    Stamp, heading, date and place, attendance, agenda, sections, secretary; then what the numbers
    were made of. Tables and figures are numbered, charts are native and hold their workbooks.

    Parameters
    ----------
    template
        A ``.docx`` with its own styles, headers and a paragraph «{{ПРОТОКОЛ}}», which the text
        replaces. Without it: A4, Times New Roman 12, 10 in tables, numbered pages.

    Returns
    -------
    bytes
        A ``.docx`` file.

    Raises
    ------
    TemplateError
        The template is not a document of Word or has no single mark.
    """
    sheet = _sheet(template, MARK, invented=document.invented)
    writer = Writer(sheet)
    _approval(writer, document)
    _heading(writer, document)
    _attendance(writer, document.attendance)
    if document.agenda:
        writer.heading("Повестка")
        writer.block(NumberedList(tuple(Item(text) for text in document.agenda)))
    _notices(writer, vpr=document.vpr, invented=document.invented)
    writer.sections(document.sections)
    _secretary(writer, document.secretary)
    _facts(writer, document.facts)
    return saved(sheet, f"Протокол № {document.number}")


def write_school_page(page: SchoolPage, *, template: bytes | None = None) -> bytes:
    """Write the page of one school; ``template`` holds a paragraph «{{СТРАНИЦА ШКОЛЫ}}».

    Raises
    ------
    TemplateError
        As for :func:`write_protocol`.
    """
    sheet = _sheet(template, SCHOOL_MARK, invented=page.invented)
    if template is None:
        set_handout(sheet.document)
    writer = Writer(sheet)
    _centred(writer.paragraph(styles.TITLE, run(page.name)))
    _centred(writer.paragraph(styles.LISTED, run(page.territory)))
    if page.lead:
        _centred(writer.paragraph(styles.LISTED, run(page.lead, element("b"))))
    _notices(writer, vpr=page.vpr, invented=page.invented)
    writer.sections(page.sections)
    _facts(writer, page.facts)
    return saved(sheet, page.name)


def protocol_template() -> bytes:
    """A document with the mark «{{ПРОТОКОЛ}}» and the styles of the product, to be adapted."""
    return blank_template(MARK, _REMARKS)


def check_protocol_template(template: bytes) -> None:
    """Raise :class:`TemplateError` unless a protocol can be written into the template."""
    template_sheet(template, MARK)


def _sheet(template: bytes | None, mark: str, *, invented: bool) -> Sheet:
    return new_sheet(invented=invented) if template is None else template_sheet(template, mark)


def _approval(writer: Writer, document: ProtocolDocument) -> None:
    if document.approval is None:
        return
    year = f"{document.held_on.year} г." if document.held_on else "20__ г."
    lines = (
        document.approval.word,
        document.approval.post,
        f"{_LINE} / {_LINE}",
        f"«____» ______________ {year}",
    )
    for text in lines:
        writer.paragraph(styles.APPROVAL, run(text))


def _heading(writer: Writer, document: ProtocolDocument) -> None:
    number = f" № {document.number}" if document.number else ""
    _centred(writer.paragraph(styles.TITLE, run(f"ПРОТОКОЛ{number}")))
    if document.body:
        _centred(writer.paragraph(styles.LISTED, run(document.body)))
    day = document.held_on.strftime("%d.%m.%Y") if document.held_on else "«____» __________ 20__ г."
    _ends(writer, day, document.place)


def _attendance(writer: Writer, posts: tuple[str, ...]) -> None:
    if not posts:
        return
    writer.heading("Присутствовали:")
    last = len(posts) - 1
    for at, post in enumerate(posts):
        end = "." if at == last else ";"
        made = writer.paragraph(styles.LISTED, run(f"{_LINE}, {post.rstrip('.;')}{end}"))
        made.pPr.append(element("jc", val="left"))


def _notices(writer: Writer, *, vpr: bool, invented: bool) -> None:
    if invented:
        writer.paragraph(styles.NOTE, run(f"{INVENTED}.", element("b")))
    if vpr:
        writer.block(Note(VPR_NOTICE))


def _secretary(writer: Writer, post: str) -> None:
    if post:
        writer.paragraph(styles.LISTED)
        _ends(writer, post, f"{_LINE} / {_LINE}")


def _facts(writer: Writer, facts: tuple[tuple[str, str], ...]) -> None:
    if not facts:
        return
    writer.paragraph(styles.LISTED)
    for name, words in facts:
        writer.block(Note(f"{name}: {words}"))


def _centred(made: Any) -> None:
    made.pPr.append(element("jc", val="center"))


def _ends(writer: Writer, left: str, right: str) -> None:
    """Two texts at the two ends of one line."""
    made = writer.paragraph(styles.LISTED, run(f"{left}\t{right}"))
    edge = round(writer.width * _TWIPS)
    made.pPr.append(element("tabs", element("tab", val="right", pos=edge)))
    made.pPr.append(element("jc", val="left"))
