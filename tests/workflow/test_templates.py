"""A template is a plain document with the mark, or it is refused with one sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from shnor_core.errors import TemplateError
from shnor_core.workflow import documents, meeting, monitoring, templates
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.store import Store

TERRITORY = "kamensk-uralsky"
NOON = datetime(2022, 6, 7, 12, 0)
RELATIONS = "word/_rels/document.xml.rels"


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(templates.sample())) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> Callable[..., None]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/>'

    def change(parts: dict[str, bytes]) -> None:
        parts[RELATIONS] = parts[RELATIONS].replace(
            b"</Relationships>", f"{made}</Relationships>".encode()
        )

    return change


def types(old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(old, new)

    return change


def in_text(piece: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"]
        parts["word/document.xml"] = body.replace(b"<w:body>", b"<w:body>" + piece, 1)

    return change


def entities(parts: dict[str, bytes]) -> None:
    body = parts["word/document.xml"]
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + body.partition(b"?>")[2]


HOSTILE = {
    "not a zip": (b"%PDF-1.4", "не открывается"),
    "empty": (b"", "не открывается"),
    "a workbook": (repacked(types(b"wordprocessingml.document.main", b"sheet")), "не открывается"),
    "macro type": (repacked(types(b"</Types>", b"<!--macroEnabled--></Types>")), "макросы"),
    "macro part": (repacked(lambda parts: parts.update({"word/vbaProject.bin": b"x"})), "макросы"),
    "an ole part": (
        repacked(lambda parts: parts.update({"word/embeddings/oleObject1.bin": b"x"})),
        "макросы",
    ),
    "linked template": (
        repacked(relation("attachedTemplate", "http://x.example/t.dotm")),
        "извне",
    ),
    "linked picture": (repacked(relation("image", "file:////host/share/a.png")), "извне"),
    "a chunk": (repacked(relation("aFChunk", "chunk.html", "")), "извне"),
    "dde": (
        repacked(
            in_text(b'<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText></w:r></w:p>')
        ),
        "извне",
    ),
    "include": (
        repacked(in_text(b'<w:p><w:fldSimple w:instr="INCLUDEPICTURE http://x/a.png"/></w:p>')),
        "извне",
    ),
    "entities": (repacked(entities), "не открывается"),
    "a bomb": (
        repacked(lambda parts: parts.update({"word/a.xml": b"0" * 30_000_000})),
        "слишком велик",
    ),
    "many parts": (
        repacked(lambda parts: parts.update({f"word/{n}.xml": b"" for n in range(600)})),
        "слишком велик",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_nothing_is_kept(store: Store, name: str) -> None:
    content, sentence = HOSTILE[name]
    with pytest.raises(TemplateError, match=sentence) as found:
        templates.keep(store, TERRITORY, "ш.docx", content, NOON)
    assert str(found.value).count(".") <= 2
    assert templates.of_territory(store, TERRITORY) is None


def test_a_hyperlink_in_a_letterhead_is_fine(store: Store) -> None:
    content = repacked(relation("hyperlink", "mailto:uo@example.ru"))
    templates.keep(store, TERRITORY, "ш.docx", content, NOON)
    assert templates.of_territory(store, TERRITORY) is not None


def plain(*paragraphs: str) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("paragraphs", [(), ("ПРОТОКОЛ",), ("{{ПРОТОКОЛ}}", "{{ПРОТОКОЛ}}")])
def test_a_template_without_its_one_mark_is_refused(
    store: Store, paragraphs: tuple[str, ...]
) -> None:
    with pytest.raises(TemplateError, match="ПРОТОКОЛ"):
        templates.keep(store, TERRITORY, "ш.docx", plain(*paragraphs), NOON)


def test_drafts_are_written_into_the_template_and_back(store: Store) -> None:
    meeting.new_draft(store, TERRITORY)
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    territory = monitoring.load(store, TERRITORY).territory

    def texts() -> list[str]:
        content = documents.protocol(store, draft, territory, date(2022, 6, 8))
        return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]

    own = plain("Управление образования", "{{# не забыть}}", "{{ПРОТОКОЛ}}", "Исполнитель")
    templates.keep(store, TERRITORY, "ш.docx", own, NOON)
    assert texts()[:2] == ["Управление образования", "ПРОТОКОЛ"]
    assert texts()[-1] == "Исполнитель"
    templates.keep(store, TERRITORY, "ш2.docx", plain("Второй", "{{ПРОТОКОЛ}}"), NOON)
    assert texts()[0] == "Второй"
    templates.keep(store, TERRITORY, "ш.docx", own, NOON)
    assert texts()[0] == "Управление образования"
    templates.retire(store, TERRITORY)
    assert texts()[0] == "ПРОТОКОЛ"


def test_templates_of_territories_do_not_mix(store: Store) -> None:
    for territory in (TERRITORY, "demo"):
        templates.keep(store, territory, "ш.docx", templates.sample(), NOON)
    templates.retire(store, "demo")
    assert templates.of_territory(store, TERRITORY) is not None
    assert templates.of_territory(store, "demo") is None
