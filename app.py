"""ШНОР-монитор: the router. Screens are in ``pages/``, one script each."""

import streamlit as st

from ui import frame, theme

st.set_page_config(page_title="ШНОР-монитор", page_icon=":material/school:", layout="wide")
sections = frame.pages()
page = st.navigation(sections, position="hidden")
theme.apply()
frame.side_bar(sections)
page.run()
