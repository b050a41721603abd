"""How the screens look: words of a verdict, light or dark, styles Streamlit has no option for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from shnor_core.model import Tone

TONE_WORDS: dict[Tone, str] = {
    Tone.BETTER: "лучше",
    Tone.WORSE: "хуже",
    Tone.SAME: "без изменений",
    Tone.DOUBT: "показание не уточнено",
    Tone.NONE: "нет данных",
}
TONE_SHAPES: dict[Tone, str] = {
    Tone.BETTER: "▲",
    Tone.WORSE: "▼",
    Tone.SAME: "●",
    Tone.DOUBT: "?",
}
_STYLES = Path(__file__).with_name("theme.css")


def apply() -> None:
    """Set margins and rules of the whole page; called once by the frame of the app."""
    st.html(_STYLES)


def is_dark() -> bool:
    """Whether the reader's screen is dark now; light where the browser has not said."""
    return bool(st.context.theme.type == "dark")
