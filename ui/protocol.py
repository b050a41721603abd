"""«В протокол»: freezes what is on the screen into the draft of the meeting."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from shnor_core.workflow import meeting
from shnor_core.workflow.meeting import Shown
from ui import data, downloads
from ui.guard import guarded


def button(what: Shown, *, key: str) -> None:
    """A button that puts the table or chart, with its filters and data version, into the draft."""
    if not st.button("В протокол", key=f"{key}_protocol", icon=":material/post_add:"):
        return
    with guarded():
        meeting.add(
            data.store(),
            st.session_state["territory"],
            what,
            facts=downloads.facts(),
            address=st.context.url or "",
            at=datetime.now(),
        )
    st.toast("Добавлено в протокол заседания.", icon=":material/post_add:")
