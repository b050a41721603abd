"""Looks at a ``.docx`` from outside before anything opens it: size, macros, links to elsewhere.

The rules follow what a hostile Office file needs: code (``vbaProject.bin``, ActiveX, OLE), content
fetched on opening (relations with ``TargetMode="External"``, ``altChunk``, DDE and INCLUDE fields),
or more than the reader can hold (unpacked size, entities of XML).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from shnor_core.errors import TemplateError

LARGEST_FILE = 5_000_000  # bytes as uploaded
LARGEST_UNPACKED = 20_000_000  # bytes of all parts
MOST_PARTS = 500
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = "[Content_Types].xml"
_CODE = re.compile(r"vbaProject|activeX|oleObject|\.(?:exe|dll|js|vbs|bat)$", re.IGNORECASE)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']")
# a hyperlink waits for a click; everything else outside is fetched on opening
_HARMLESS = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']")
_CHUNK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/aFChunk[\"']")
_FIELD = re.compile(rb"\b(?:DDEAUTO|DDE|LINK|INCLUDEPICTURE|INCLUDETEXT|IMPORT)\b\s")
_INSTRUCTION = re.compile(rb"<w:instrText[^>]*>([^<]*)<|w:instr\s*=\s*[\"']([^\"']*)[\"']")

NOT_WORD = "Шаблон не открывается: нужен документ Word (.docx) без макросов."
TOO_LARGE = "Шаблон слишком велик: уберите из него картинки и вложения."
WITH_CODE = "В шаблоне есть макросы или вложенные программы: сохраните его как обычный .docx."
WITH_LINKS = (
    "Шаблон подгружает части извне (связанный шаблон, картинка или поле): вставьте их в сам"
    " документ и сохраните заново."
)


def check_package(content: bytes) -> None:
    """Refuse what is not a plain ``.docx``.

    Raises
    ------
    TemplateError
        With one sentence that says what to do.
    """
    if len(content) > LARGEST_FILE:
        raise TemplateError(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            _check_list(package.infolist())
            for name, part in _parts(package):
                _check_part(name, part)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError) as error:
        # encrypted or packed in a way nobody packs a document
        raise TemplateError(NOT_WORD) from error


def _check_list(parts: list[zipfile.ZipInfo]) -> None:
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > LARGEST_UNPACKED:
        raise TemplateError(TOO_LARGE)
    if _TYPES not in {one.filename for one in parts}:
        raise TemplateError(NOT_WORD)
    if any(_CODE.search(one.filename) for one in parts):
        raise TemplateError(WITH_CODE)


def _parts(package: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Every part, read with a limit: the list of a zip may lie about sizes."""
    left = LARGEST_UNPACKED
    for one in package.infolist():
        with package.open(one) as part:
            data = part.read(left + 1)
        left -= len(data)
        if left < 0:
            raise TemplateError(TOO_LARGE)
        yield one.filename, data


def _check_part(name: str, part: bytes) -> None:
    if not name.endswith((".xml", ".rels")):
        return
    if _ENTITIES.search(part):
        raise TemplateError(NOT_WORD)
    if name == _TYPES:
        if b"macroEnabled" in part:
            raise TemplateError(WITH_CODE)
        if _MAIN not in part:
            raise TemplateError(NOT_WORD)
    if name.endswith(".rels") and any(_fetches(one) for one in _RELATION.findall(part)):
        raise TemplateError(WITH_LINKS)
    if any(_FIELD.search(b"".join(one) + b" ") for one in _INSTRUCTION.findall(part)):
        raise TemplateError(WITH_LINKS)


def _fetches(relation: bytes) -> bool:
    if _CHUNK.search(relation):
        return True
    return bool(_EXTERNAL.search(relation)) and not _HARMLESS.search(relation)
