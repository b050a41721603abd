"""ШНОР-монитор: the router. Screens are in ``pages/``, one script each."""

from pathlib import Path

import streamlit as st

from ui import frame, theme

# a picture of our own: an icon by name would be fetched from the network
ICON = Path(__file__).parent / "ui" / "favicon.png"

st.set_page_config(
    page_title="ШНОР-монитор", page_icon=str(ICON), layout="wide", initial_sidebar_state=250
)
sections = frame.pages()
page = st.navigation(sections, position="hidden")
theme.apply()
frame.side_bar(sections)
page.run()
