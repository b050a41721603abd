"""«Протокол»: what the meeting saw and decided, on its way to the document."""

from datetime import date

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.workflow import documents
from shnor_core.workflow import meeting as workflow
from shnor_core.workflow.meeting import Meeting, MeetingItem
from ui import charts, data, downloads, grid
from ui.frame import current, heading
from ui.guard import guarded
from ui.wording import plain

frame = current(needs_tables=False)
territory = frame.territory.territory_id
store = data.store()
_, version = data.version()


def details(meeting: Meeting) -> None:
    """Head of the protocol; posts only, no names."""
    with st.form("meeting_details", border=False):
        number, day, place = st.columns([1, 1, 2])
        changed = {
            "number": number.text_input("Номер", meeting.number),
            "held_on": day.date_input("Дата", meeting.held_on, format="DD.MM.YYYY"),
            "place": place.text_input("Место проведения", meeting.place),
            "title": st.text_input("Наименование заседания", meeting.title),
            "attendance": st.text_area(
                "Присутствовали: должности, по одной в строке", meeting.attendance
            ),
            "agenda": st.text_area("Повестка, по пункту в строке", meeting.agenda),
            "decisions": st.text_area(
                "Решили, по пункту в строке; «- » начинает подпункт", meeting.decisions, height=180
            ),
            "secretary": st.text_input("Секретарь: должность", meeting.secretary),
        }
        if st.form_submit_button("Сохранить", type="primary"):
            with guarded():
                workflow.save(store, meeting, changed)
            st.toast("Протокол сохранён.", icon=":material/check:")
            st.rerun()


def show_item(item: MeetingItem, place: int, total: int) -> None:
    with guarded():
        what = workflow.shown(item)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{place}. {plain(item.heading)}**", width="stretch")
        for label, by, ends in (("↑", -1, 1), ("↓", 1, total)):
            st.button(
                label,
                key=f"move_{by}_{item.item_id}",
                disabled=place == ends,
                on_click=workflow.move,
                args=(store, item.meeting_id, item.item_id, by),
            )
        st.button(
            "Убрать",
            key=f"remove_{item.item_id}",
            on_click=workflow.remove,
            args=(store, item.item_id),
        )
    stale = f" · данные с тех пор изменились, сейчас версия {version}"
    st.caption(
        f"Добавлено {item.added_at:%d.%m.%Y, %H:%M}, версия данных {item.data_version}"
        + (stale if item.data_version != version else "")
    )
    if isinstance(what, ChartSpec):
        charts.show(what, key=f"item_{item.item_id}")
    else:
        grid.show(what, key=f"item_{item.item_id}", dense=True, heading=False)
    text = st.text_input(
        "Почему так: войдёт в протокол под таблицей",
        item.comment,
        key=f"comment_{item.item_id}",
    )
    if text != item.comment:
        workflow.comment(store, item.item_id, text)
    st.divider()


meeting = workflow.draft(store, territory)
if meeting is None:
    heading("Протокол", "Черновика протокола нет", frame)
    st.info(
        "Нажмите «В протокол» у любой таблицы или графика: черновик появится сам. Или начните"
        " с пустого.",
        icon=":material/post_add:",
    )
    if st.button("Начать протокол", type="primary"):
        workflow.new_draft(store, territory)
        st.rerun()
    st.stop()
items = workflow.items(store, meeting.meeting_id)
heading("Протокол", workflow.conclusion(meeting, items), frame)
with st.container(horizontal=True):
    downloads.for_document(
        "Протокол (.docx)",
        lambda: documents.draft_protocol(meeting, items, frame.territory, date.today()),
        key="protocol_docx",
        file_name=f"Протокол {meeting.number}".strip(),
    )
    if items:
        downloads.for_tables(workflow.tables(items), key="protocol_xlsx", file_name="Протокол")
main, side = st.columns([2, 1.2], gap="medium")
with main:
    if not items:
        st.info("В протоколе пока нет ни таблиц, ни графиков.", icon=":material/post_add:")
    for place, item in enumerate(items, 1):
        show_item(item, place, len(items))
with side:
    st.markdown("**Сведения о заседании**")
    details(meeting)
