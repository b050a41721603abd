"""Agenda and decisions as slides: numbered lines in sheets."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from html import escape

import streamlit as st

from ui.slide.lines import TEXT, broken, shortened

_SIZE, _LINE, _GAP = 28, 38, 8
_INDENT = 80
_MOST = 10  # lines of one entry

Entry = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=64)
def entry_sheets(texts: tuple[str, ...], width: int, height: int) -> tuple[tuple[Entry, ...], ...]:
    """Entries with their numbers and lines in as few sheets as fit; «- » stands inside."""
    pages: list[list[Entry]] = [[]]
    taken, number = 0, 0
    for text in texts:
        inside = text.startswith("- ")
        number += not inside
        words = text[2:] if inside else text.removeprefix(f"{number}.").strip()
        lines = shortened(broken(words, (width - _INDENT) * TEXT / _SIZE), _MOST)
        tall = len(lines) * _LINE + _GAP
        if pages[-1] and taken + tall > height:
            pages.append([])
            taken = 0
        pages[-1].append(("–" if inside else f"{number}.", lines))
        taken += tall
    return tuple(map(tuple, pages))


def show(entries: Sequence[Entry]) -> None:
    """Draw one sheet of entries."""
    rows = "".join(
        f"<tr><td>{escape(mark)}</td><td>{'<br>'.join(map(escape, lines))}</td></tr>"
        for mark, lines in entries
    )
    st.html(f'<table class="slide-entries"><tbody>{rows}</tbody></table>')
