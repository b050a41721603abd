"""What the reader of values cannot tell from an empty cell: errors, formulas never computed.

An error value and a formula without a cached value both come out of it as empty text, and a cell
shown as «43%» as 0.43. The XML of the sheets is searched for them; a sheet without formulas and
percents costs one search of its bytes.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.container import ZIP_FAULTS, part_bytes
from shnor_core.exchange.inbox.grid import FORMULA

_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_UNCOMPUTED: Final = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ADDRESS: Final = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE: Final = re.compile(rb"""\bs=["'](\d{1,6})["']""")
_ERROR: Final = re.compile(rb"""\bt=["']e["']""")
_TEXT_RESULT: Final = re.compile(rb"""\bt=["']str["']""")
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]{0,40})</")
#: what a Russian Excel shows
_ERROR_NAMES: Final = {
    "#DIV/0!": "#ДЕЛ/0!",
    "#N/A": "#Н/Д",
    "#NAME?": "#ИМЯ?",
    "#NULL!": "#ПУСТО!",
    "#NUM!": "#ЧИСЛО!",
    "#REF!": "#ССЫЛКА!",
    "#VALUE!": "#ЗНАЧ!",
}
_PERCENT_FORMATS: Final = {"9", "10"}
_HEAD: Final = 4096


@dataclass(slots=True)
class CellMarks:
    """Cells of one sheet by (row, column) from 0: what is broken, what is shown as a percent."""

    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)


def read_marks(path: Path) -> Mapping[str, CellMarks]:
    """Marks of every sheet by its name.

    Raises
    ------
    UnreadableFileError
        The parts of the workbook do not hold together.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            percent_styles = _percent_styles(archive)
            return {
                name: _marks(part_bytes(archive, part), percent_styles)
                for name, part in _sheet_parts(archive)
            }
    except (*ZIP_FAULTS, ElementTree.ParseError) as error:
        raise UnreadableFileError("Книга повреждена: её части не сходятся между собой.") from error


def _sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets with the parts they are written in."""
    targets = {
        one.get("Id"): one.get("Target", "")
        for one in ElementTree.fromstring(part_bytes(archive, "xl/_rels/workbook.xml.rels"))
        if one.get("Type", "").endswith("/worksheet") and one.get("TargetMode") != "External"
    }
    for one in ElementTree.fromstring(part_bytes(archive, "xl/workbook.xml")).iter():
        target = targets.get(one.get(_RELATION)) if one.tag.endswith("}sheet") else None
        if target:
            part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            yield one.get("name", ""), part


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Indices of cell styles whose number format ends in a percent sign."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = ElementTree.fromstring(part_bytes(archive, "xl/styles.xml"))
    wanted = _PERCENT_FORMATS | {
        one.get("numFmtId", "")
        for one in root.iter()
        if one.tag.endswith("}numFmt") and "%" in one.get("formatCode", "")
    }
    styles = next((one for one in root if one.tag.endswith("}cellXfs")), ())
    return frozenset(
        str(place).encode() for place, one in enumerate(styles) if one.get("numFmtId") in wanted
    )


def _marks(xml: bytes, percent_styles: frozenset[bytes]) -> CellMarks:
    marks = CellMarks()
    # other writers name elements with a prefix or quote with apostrophes: then search in full
    unusual = b":worksheet" in xml[:_HEAD] or b"='" in xml[:_HEAD]
    if b"<f" in xml or unusual:
        for cell in _UNCOMPUTED.finditer(xml):
            if not _TEXT_RESULT.search(cell[1]):
                _put(marks.broken, cell[1], FORMULA)
    if b't="e"' in xml or unusual:
        for cell in _CELL.finditer(xml):
            if _ERROR.search(cell[1]):
                found = _VALUE.search(cell[2])
                text = found[1].decode("utf-8", "replace") if found else ""
                _put(marks.broken, cell[1], _ERROR_NAMES.get(text, text or "#ОШИБКА!"))
    if unusual or any(b's="%b"' % style in xml for style in percent_styles):
        for cell in _CELL.finditer(xml):
            style = _STYLE.search(cell[1])
            place = _place(cell[1]) if style and style[1] in percent_styles else None
            if place:
                marks.percents.add(place)
    return marks


def _put(broken: dict[tuple[int, int], str], attributes: bytes, text: str) -> None:
    place = _place(attributes)
    if place:
        broken[place] = text


def _place(attributes: bytes) -> tuple[int, int] | None:
    found = _ADDRESS.search(attributes)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - 64
    return int(found[2]) - 1, column - 1
