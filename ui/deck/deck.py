"""Mounts the bar and tells what was asked of it; every decision is made on the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from shnor_core.workflow.presenter import Slide

KEY = "deck"
_LONGEST_NAME = 64
_HERE = Path(__file__).parent
_mount = v2.component(
    "shnor_deck",
    html='<div class="deck" lang="ru"></div>',
    css=(_HERE / "deck.css").read_text(encoding="utf-8"),
    js=(_HERE / "deck.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a slide and the letter of the keyboard that leads to it."""

    name: str
    label: str
    key: str


NOTE, NOTES = Field("note", "Заметка", "N"), Field("notes", "Заметки", "N")
DECISION = Field("decision", "Решение", "D")


def asked() -> str:
    """What a key or a button asked for in this run, '' for nothing.

    ``next``, ``previous``, ``first``, ``last``, ``exit``, ``names``, ``lead``, ``follow``,
    ``leave`` or ``go:`` with the key of a slide.
    """
    state = st.session_state.get(KEY)
    value = state.get("asked") if state else None
    return str(value) if value else ""


def tab() -> str:
    """The name this tab of the browser keeps when the page is opened anew, '' before it is told."""
    state = st.session_state.get(KEY)
    name = str(state.get("tab") or "") if state else ""
    return name if name.isalnum() and len(name) <= _LONGEST_NAME else ""


def show(
    slides: Sequence[Slide],
    at: int,
    *,
    part: int,
    parts: int,
    role: str,
    names: bool,
    fields: Sequence[Field],
    folded: bool,
) -> None:
    """Draw the bar; ``role`` is ``lead``, ``follow`` or ``apart``.

    ``folded`` fields are out of sight until their key or button is pressed.
    """
    data: dict[str, Any] = {
        "slides": [{"key": one.key, "title": one.title, "point": one.point} for one in slides],
        "at": at,
        "part": part,
        "parts": parts,
        "role": role,
        "names": names,
        "fields": [asdict(one) for one in fields],
        "folded": folded,
    }
    # in a list: among the members of a dictionary Streamlit would look for data frames
    _mount(key=KEY, data=[data], on_asked_change=_nothing, on_tab_change=_nothing)


def _nothing() -> None:
    """A component reports a value only when a callback is named."""
