"""What a protocol holds: a list by points of the agenda, the chosen item with its controls."""

from __future__ import annotations

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.workflow import meeting as workflow
from shnor_core.workflow import meeting_tables
from shnor_core.workflow.meeting import Meeting, MeetingItem
from ui import address, charts, data, grid, links, meetings, protocol
from ui.guard import guarded
from ui.sign_in import can_edit
from ui.wording import plain

# rows that stand on a laptop together with the head of the chosen item
_SHORT = 8


def show(meeting: Meeting, found: tuple[MeetingItem, ...], version: int) -> None:
    """The list, then the chosen item in the whole width."""
    ids = [one.item_id for one in found]
    clicked = grid.clicked("meeting_list")
    if clicked in ids:
        st.session_state["item"] = clicked
        address.keep("item")
    chosen = address.take("item", ids, ids[0], "Пункт протокола")
    address.keep("item")
    table = meeting_tables.item_table(meeting, found, version)
    with st.container(height=400 if len(found) > _SHORT else "content", border=False):
        grid.show(
            table, key="meeting_list", selectable=True, selected=chosen, dense=True, heading=False
        )
    _one(meeting, next(one for one in found if one.item_id == chosen), version)


def _one(meeting: Meeting, item: MeetingItem, version: int) -> None:
    with guarded():
        what = workflow.shown(item)
    st.markdown(f"### {plain(item.heading)}")
    with st.container(horizontal=True, vertical_alignment="center"):
        _age(meeting, item, version)
        links.to_view(item.address, "Показать на экране")
        if meeting.is_draft and item.element and can_edit(meeting.territory_id):
            protocol.renewal_link(item)
    if isinstance(what, ChartSpec):
        charts.show(what, key=f"item_{item.item_id}", heading=False, width=charts.WHOLE, height=420)
    else:
        grid.show(what, key=f"item_{item.item_id}", dense=True, heading=False)
    if meeting.is_draft and can_edit(meeting.territory_id):
        _controls(meeting, item)
    elif item.comment:
        st.markdown("  \n".join(map(plain, item.comment.splitlines())))
    _log(item)


def _age(meeting: Meeting, item: MeetingItem, version: int) -> None:
    stale = meeting.is_draft and item.data_version != version
    changed = f" :violet-badge[данные изменились, сейчас версия {version}]" if stale else ""
    st.markdown(
        f"Числа на {item.added_at:%d.%m.%Y}, версия данных {item.data_version}{changed}",
        width="content",
    )


def _controls(meeting: Meeting, item: MeetingItem) -> None:
    words, place = st.columns([3, 2], gap="medium", vertical_alignment="bottom")
    text = words.text_area(
        "Почему так: войдёт в протокол под таблицей",
        item.comment,
        key=f"comment_{item.item_id}",
        height=100,
    )
    if text != item.comment:
        with guarded():
            workflow.comment(data.store(), item.item_id, text)
    with place:
        _point(meeting, item)
        with st.container(horizontal=True):
            for label, by in (("↑ Выше", -1), ("↓ Ниже", 1)):
                if st.button(label, key=f"move_{by}"):
                    with guarded():
                        workflow.move(data.store(), item.meeting_id, item.item_id, by)
                    st.rerun()
            if st.button("Убрать", key="remove"):
                with guarded():
                    workflow.remove(data.store(), item.item_id)
                st.query_params.pop("item", None)
                st.rerun()


def _point(meeting: Meeting, item: MeetingItem) -> None:
    points = meeting.agenda_points
    if not points:
        st.caption("Чтобы отнести пункт к вопросу, заполните повестку в «Сведениях».")
        return
    places = list(range(len(points) + 1))
    chosen = st.selectbox(
        "Вопрос повестки",
        places,
        index=item.agenda_point if item.agenda_point in places else 0,
        format_func=lambda at: f"{at}. {points[at - 1]}" if at else workflow.NO_POINT,
        key=f"point_{item.item_id}",
    )
    if chosen != item.agenda_point:
        with guarded():
            workflow.assign(data.store(), item.item_id, chosen)
        st.rerun()


def _log(item: MeetingItem) -> None:
    for one in meetings.log(item.item_id):
        lines = one.changes.splitlines()
        title = f"Числа обновлены {one.refreshed_at:%d.%m.%Y, %H:%M}: мест — {len(lines)}"
        with st.expander(f"{title}, версия данных {one.from_version} → {one.to_version}"):
            st.markdown("  \n".join(map(plain, lines)))
