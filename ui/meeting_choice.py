"""Which meeting of the territory is on the screen; starting, copying, removing one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from shnor_core.workflow import meeting, meeting_end
from shnor_core.workflow.meeting import Meeting
from ui import address, data, protocol
from ui.editing import done
from ui.guard import guarded
from ui.sign_in import can_edit, may_edit


def choose(territory: str, known: Sequence[Meeting]) -> Meeting:
    """The meeting of the address, the first one by default; it also takes what is added."""
    by_id = {one.meeting_id: one for one in known}
    key = address.select(
        "Заседание",
        list(by_id),
        key=protocol.CHOSEN,
        default=known[0].meeting_id,
        show=lambda one: meeting.title_of(by_id[one]),
        hidden=True,
    )
    return by_id[key]


def start(territory: str, label: str = "Начать протокол") -> None:
    if may_edit(territory) and st.button(
        label, type="primary", icon=":material/add:", key="meeting_start"
    ):
        _open(meeting.new_draft(data.store(), territory), "Черновик начат.")


def others(territory: str, chosen: Meeting) -> None:
    """Begin a meeting from nothing or from the chosen one, or remove a draft."""
    if not can_edit(territory):
        return
    store = data.store()
    with st.popover("Новое или другое", icon=":material/add:", width="content"):
        if st.button("Пустой черновик", key="meeting_new", width="stretch"):
            _open(meeting.new_draft(store, territory), "Черновик начат.")
        if st.button("Черновик с этой повесткой и составом", key="meeting_agenda", width="stretch"):
            _open(meeting_end.with_agenda_of(store, chosen.meeting_id), "Повестка взята.")
        if st.button(
            "Продолжить это заседание новым черновиком", key="meeting_go_on", width="stretch"
        ):
            _open(meeting_end.continued(store, chosen.meeting_id), "Всё взято в новый черновик.")
        if chosen.is_draft:
            st.divider()
            sure = st.checkbox("Черновик не нужен", key=f"unwanted_{chosen.meeting_id}")
            if st.button("Удалить черновик", key="meeting_remove", disabled=not sure):
                with guarded():
                    meeting_end.remove_draft(store, chosen.meeting_id)
                _open("", "Черновик удалён.")


def _open(meeting_id: str, told: str) -> None:
    """Show another meeting in the next run: the choice has been drawn in this one."""
    if meeting_id:
        st.query_params[protocol.CHOSEN] = meeting_id
    else:
        st.query_params.pop(protocol.CHOSEN, None)
    st.query_params.pop("item", None)
    done(told)
