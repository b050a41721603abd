"""Real lists of Word: numbers with dashes inside, and dashes alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shnor_core.exchange.word.elements import element

if TYPE_CHECKING:
    from docx.document import Document

_EMPTY = b'<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
_STEP = 357  # twentieths of a point between the levels


class Numbering:
    """Lists of one document; each numbered list counts from 1."""

    def __init__(self, document: Document) -> None:
        self._root = _numbering_root(document)
        self._numbers = self._add_kind(numbered=True)
        self._dashes = self._add_list(self._add_kind(numbered=False))

    def new_list(self) -> int:
        """The id of a numbered list that begins with 1."""
        return self._add_list(self._numbers, restart=True)

    @property
    def dashes(self) -> int:
        return self._dashes

    def _add_kind(self, *, numbered: bool) -> int:
        from docx.oxml.ns import qn

        kinds = self._root.findall(qn("w:abstractNum"))
        number = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in kinds), default=-1)
        levels = [_level(at, numbered=numbered and at == 0) for at in range(3)]
        kind = element("abstractNum", _kind("multilevel"), *levels, abstractNumId=number)
        # all kinds stand before all lists
        self._root.insert(len(kinds), kind)
        return number

    def _add_list(self, kind: int, *, restart: bool = False) -> int:
        from docx.oxml.ns import qn

        lists = self._root.findall(qn("w:num"))
        number = 1 + max((int(one.get(qn("w:numId"))) for one in lists), default=0)
        override = element("lvlOverride", element("startOverride", val=1), ilvl=0)
        children = [element("abstractNumId", val=kind), *([override] if restart else [])]
        made = element("num", *children, numId=number)
        after = lists[-1] if lists else self._root.findall(qn("w:abstractNum"))[-1]
        after.addnext(made)
        return number


def _kind(value: str) -> Any:
    return element("multiLevelType", val=value)


def _level(at: int, *, numbered: bool) -> Any:
    left = 426 + at * _STEP
    return element(
        "lvl",
        element("start", val=1),
        element("numFmt", val="decimal" if numbered else "bullet"),
        element("lvlText", val="%1." if numbered else "–"),
        element("lvlJc", val="left"),
        element("pPr", element("ind", left=left, hanging=_STEP)),
        ilvl=at,
    )


def _numbering_root(document: Document) -> Any:
    """The part of lists; a template may have none."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.parts.numbering import NumberingPart

    parts = {relation.reltype for relation in document.part.rels.values()}
    if RELATIONSHIP_TYPE.NUMBERING not in parts:
        name = PackURI("/word/numbering.xml")
        part = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, _EMPTY, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return document.part.numbering_part.element
