"""The script behind every page: the list of screens, the side bar, then the page of the address."""

from pathlib import Path

import streamlit as st

from ui import address, backups, frame, russian, sign_in, theme, turn
from ui.guard import guarded

# a picture of our own: an icon by name would be fetched from the network
ICON = Path(__file__).with_name("favicon.png")


def show() -> None:
    st.set_page_config(
        page_title=russian.TITLE, page_icon=str(ICON), layout="wide", initial_sidebar_state=250
    )
    sections = frame.pages()
    page = st.navigation(sections, position="hidden")
    address.arrived(page.url_path)
    theme.apply()
    sign_in.gate()
    frame.side_bar(sections)
    backups.first_of_day()
    with st.sidebar:
        backups.trouble()
        sign_in.line()
    with guarded():
        page.run()


if __name__ == "__main__":
    with turn.taken():
        show()
