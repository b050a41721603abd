"""Text from files on its way into Markdown."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


def plain(text: str) -> str:
    """The text with everything Markdown would act on made literal."""
    return _MARKS.sub(r"\\\1", text)
