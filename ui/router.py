"""The script behind every page: the list of screens, the side bar, then the page of the address."""

import streamlit as st

from ui import address, backups, frame, one_state, russian, sign_in, theme, turn
from ui.guard import guarded


def show() -> None:
    st.set_page_config(page_title=russian.TITLE, layout="wide", initial_sidebar_state=250)
    sections = frame.pages()
    page = st.navigation(sections, position="hidden")
    address.arrived(page.url_path)
    theme.apply()
    sign_in.gate()
    with guarded(), one_state.drawn():
        frame.side_bar(sections)
        backups.first_of_day()
        with st.sidebar:
            backups.trouble()
            sign_in.line()
        page.run()


if __name__ == "__main__":
    with turn.taken():
        show()
