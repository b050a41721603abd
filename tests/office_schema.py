"""The Office Open XML schema and Microsoft's own rules over it, with workbooks inside charts.

The rules are those of the Open XML SDK for Office 2019 (ECMA-376 transitional and extensions):
order and attributes of every element, relationships, styles, lists and defined names.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openxml_audit import FileFormat, OpenXmlValidator

_DRAWING_ID = re.compile(rb'<wp:docPr [^>]*?id="(\d+)"')


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=50)


def schema_faults(data: bytes, kind: str) -> list[str]:
    """Everything the schema and the rules over it object to; ``kind`` is ``docx`` or ``xlsx``."""
    faults = _faults(data, kind)
    for name, part in workbooks_inside(data).items():
        faults += [f"{name}: {fault}" for fault in _faults(part, "xlsx")]
    return [*faults, *_repeated_ids(data)]


def workbooks_inside(data: bytes) -> dict[str, bytes]:
    """Workbooks embedded under charts, by the name of their part."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if "/embeddings/" in name}


def _faults(data: bytes, kind: str) -> list[str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"file.{kind}"
        path.write_bytes(data)
        result = _validator().validate(str(path))
    return [f"{one.part_uri}: {one.description}" for one in result.errors]


def _repeated_ids(data: bytes) -> list[str]:
    """Drawings of a document that share an id: Word repairs such a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if "word/document.xml" not in package.namelist():
            return []
        ids = _DRAWING_ID.findall(package.read("word/document.xml"))
    return [
        f"drawing {one.decode()} stands twice" for one in {one for one in ids if ids.count(one) > 1}
    ]
