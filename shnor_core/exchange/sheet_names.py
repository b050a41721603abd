"""Names of sheets that every spreadsheet program accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shnor_core.exchange.flat_table import clean

_LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\t\r\n]")
_RESERVED = frozenset({"history"})


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """A valid name for each title, all different even for a program that ignores case.

    >>> sheet_names(["План/факт", "план факт", ""])
    ['План факт', 'план факт 2', 'Лист 3']
    """
    taken: set[str] = set(_RESERVED)
    names = []
    for number, text in enumerate(wanted, 1):
        name = _free(_valid(text) or f"Лист {number}", taken)
        taken.add(name.lower())
        names.append(name)
    return names


def _valid(text: str) -> str:
    words = " ".join(_FORBIDDEN.sub(" ", clean(text)).split()).strip("'")
    if len(words) <= _LONGEST:
        return words
    whole = words[: _LONGEST + 1].rsplit(" ", 1)[0]
    return (whole if 0 < len(whole) <= _LONGEST else words[:_LONGEST]).strip("' ,;:—–-")


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 2
    while candidate.lower() in taken:
        tail = f" {number}"
        candidate = name[: _LONGEST - len(tail)].rstrip() + tail
        number += 1
    return candidate
