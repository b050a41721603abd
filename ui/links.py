"""Links between screens."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError


def to(page: str, label: str, **parameters: str) -> None:
    """A link to another screen; its parameters become part of the address.

    A page opened on its own has no other screens, and says the label without a link.
    """
    try:
        st.page_link(
            page, label=label, icon=":material/arrow_forward:", query_params=parameters or None
        )
    except StreamlitPageNotFoundError:
        st.caption(label)
