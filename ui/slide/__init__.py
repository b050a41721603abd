"""One item of a meeting as a slide of 1920 × 1080 pixels; nothing on it is under 24 px."""

from html import escape as escaped
from pathlib import Path

import streamlit as st

from ui.slide.layout import Sheet, sheets
from ui.slide.table import show
from ui.slide.words import Entry

Entries = tuple[Entry, ...]
_STYLES = Path(__file__).with_name("slide.css")

__all__ = ["Entries", "Sheet", "escaped", "fill_the_window", "sheets", "show"]


def fill_the_window() -> None:
    """Nothing but the slide stands in the window, and its letters begin at 24 px."""
    st.html(_STYLES)
