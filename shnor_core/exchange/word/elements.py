"""Pieces of WordprocessingML: elements in the order of the schema, text never as markup."""

from __future__ import annotations

import re
from typing import Any

from shnor_core.charts.office.words import printable
from shnor_core.wording import HARD_SPACE

_NUMBER_SIGN = re.compile(r"№ (?=\d)")


def element(name: str, *children: Any, **attributes: str | int) -> Any:
    """``element("tcW", w=100, type="dxa")`` is ``<w:tcW w:w="100" w:type="dxa"/>``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), printable(str(value)))
    for child in children:
        made.append(child)
    return made


def run(text: str, *looks: Any) -> Any:
    """Text with its looks (children of ``w:rPr``); line breaks and tabs are kept."""
    from docx.oxml import OxmlElement

    made = OxmlElement("w:r")
    if looks:
        made.append(element("rPr", *looks))
    words = OxmlElement("w:r")
    words.text = printable(text)
    for child in list(words):
        made.append(child)
    return made


def sentence(text: str, *looks: Any) -> Any:
    """Running text: a number stays in one line with its «№»."""
    return run(_NUMBER_SIGN.sub(f"№{HARD_SPACE}", text), *looks)


def field(instruction: str, shown: str) -> list[Any]:
    """A field Word recounts by itself; ``shown`` stands until it does."""
    return [
        element("r", element("fldChar", fldCharType="begin")),
        element("r", _instruction(instruction)),
        element("r", element("fldChar", fldCharType="separate")),
        run(shown),
        element("r", element("fldChar", fldCharType="end")),
    ]


def _instruction(text: str) -> Any:
    made = element("instrText")
    made.text = f" {text} "
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made
