"""Asks the browser how wide a place is: the server lays charts out and cannot know."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components import v2

_mount = v2.component(
    "shnor_ruler",
    html='<div class="ruler"></div>',
    css=".ruler { height: 0; }",
    js=Path(__file__).with_name("ruler.js").read_text(encoding="utf-8"),
)
_MEMORY = "known_widths"


def width(key: str, assumed: int) -> int:
    """Width in pixels of the place this is called from, ``assumed`` until the browser has said.

    The browser answers with a second run, so call it inside a fragment: only that is run again.
    The answer is remembered for the session, so a page that is opened again starts with it.
    """
    memory: dict[str, int] = st.session_state.setdefault(_MEMORY, {})
    known = memory.get(key, assumed)
    said = _mount(key=key, data={"known": known}, on_width_change=_nothing).width
    if said:
        memory[key] = int(said)
    return memory.get(key, assumed)


def _nothing() -> None:
    """A component reports a state only when a callback is named."""
