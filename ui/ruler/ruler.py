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
_MEMORY, _SCALE = "known_widths", "scale_of_widths"


def width(key: str, usual: int) -> int:
    """Width in pixels of the place this is called from.

    The browser says it with a second run, so call this inside a fragment: only that is run again.
    What it said is remembered for the session, so a page that is opened again starts with it; a
    place nobody has measured yet is as much wider or narrower than usual as the last measured one.

    Parameters
    ----------
    key
        Unique on the page.
    usual
        Width of this place in a window of 1920 pixels.
    """
    state = st.session_state
    memory: dict[str, int] = state.setdefault(_MEMORY, {})
    known = memory.get(key) or round(usual * state.get(_SCALE, 1.0))
    said = _mount(key=key, data={"known": known}, on_width_change=_nothing).width
    if said:
        memory[key] = int(said)
        state[_SCALE] = said / usual
    return memory.get(key, known)


def _nothing() -> None:
    """A component reports a state only when a callback is named."""
