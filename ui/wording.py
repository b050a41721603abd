"""Text from files on its way into Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")
_JOINER = "\u2060"  # only on the screen: in a file it would hide «№№» from a search


def plain(text: str) -> str:
    """The text with everything Markdown would act on made literal, and «№№» never broken."""
    return _MARKS.sub(r"\\\1", text).replace("№№", f"№{_JOINER}№")
