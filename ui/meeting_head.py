"""The head of a protocol, its decisions, and the list to look through before its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from shnor_core.workflow import meeting as workflow
from shnor_core.workflow import meeting_end
from shnor_core.workflow.meeting import Meeting, MeetingItem
from ui import data
from ui.editing import done, drawn, seen_version
from ui.guard import guarded
from ui.sign_in import may_edit
from ui.wording import plain


def form(meeting: Meeting) -> None:
    """Posts only, no names; a finished protocol is only read."""
    known = {meeting.meeting_id: meeting.version}
    over = seen_version("meeting", known).get(meeting.meeting_id, meeting.version)
    off = not meeting.is_draft or not may_edit(meeting.territory_id)
    with st.form("meeting_details", border=False):
        left, right = st.columns(2, gap="medium")
        with left:
            number, day = st.columns(2)
            changed = {
                "number": number.text_input("Номер", meeting.number, disabled=off),
                "held_on": day.date_input(
                    "Дата", meeting.held_on, format="DD.MM.YYYY", disabled=off
                ),
                "place": st.text_input("Место проведения", meeting.place, disabled=off),
                "title": st.text_area("Наименование", meeting.title, disabled=off, height=100),
                "attendance": st.text_area(
                    "Присутствовали: должности, по одной в строке",
                    meeting.attendance,
                    disabled=off,
                    height=170,
                ),
                "secretary": st.text_input("Секретарь: должность", meeting.secretary, disabled=off),
            }
        with right:
            changed |= {
                "agenda": st.text_area(
                    "Повестка, по пункту в строке", meeting.agenda, disabled=off, height=170
                ),
                "decisions": st.text_area(
                    "Решили, по пункту в строке; «- » начинает подпункт",
                    meeting.decisions,
                    disabled=off,
                    height=330,
                ),
            }
        if st.form_submit_button("Сохранить", type="primary", disabled=off):
            with guarded():
                # over what was seen: somebody may have written since
                workflow.save(data.store(), meeting, {"version": over} | changed)
            done("Протокол сохранён.")
    drawn("meeting", known)


_MARKS = {True: ":material/check:", False: ":material/close:"}


def end(meeting: Meeting, found: Sequence[MeetingItem], version: int) -> None:
    """What is missing, and the button that ends the draft for good."""
    checks = meeting_end.check_list(meeting, found, version)
    for one in checks:
        needed = " — без этого протокол не завершить" if one.needed and not one.holds else ""
        st.markdown(f"{_MARKS[one.holds]} {plain(one.text)}{needed}")
    st.caption(
        "Завершённый протокол хранится со своими числами: его открывают и выгружают таким, каким"
        " он был, но не меняют. Продолжить его можно новым черновиком."
    )
    ready = all(one.holds for one in checks if one.needed)
    if may_edit(meeting.territory_id) and st.button(
        "Завершить протокол", type="primary", key="finish", disabled=not ready
    ):
        with guarded():
            meeting_end.finish(data.store(), meeting, datetime.now())
        done("Протокол завершён.")
