"""«Протокол»: what the meeting saw and decided, on its way to the document."""

from datetime import date

import streamlit as st

from shnor_core.workflow import documents, meeting_files
from shnor_core.workflow import meeting as workflow
from ui import (
    address,
    advice,
    data,
    downloads,
    links,
    meeting_choice,
    meeting_head,
    meeting_items,
    meetings,
    templates,
)
from ui.editing import told
from ui.frame import current, heading

ITEMS, HEAD, TEMPLATE, END = "Пункты", "Сведения и решения", "Шаблон", "Завершение"

frame = current(needs_tables=False)
territory = frame.territory.territory_id
store = data.store()
_, version = data.version()
told()

known = meetings.of_territory(territory)
if not known:
    heading("Протокол", "Черновика протокола нет", frame)
    st.info(
        "Нажмите «В протокол» у любой таблицы или графика: черновик появится сам. Или начните"
        " с пустого.",
        icon=":material/post_add:",
    )
    meeting_choice.start(territory)
    st.stop()
top = st.container()
with st.container(horizontal=True):
    meeting = meeting_choice.choose(territory, known)
    meeting_choice.others(territory, meeting)
    items = meetings.items(meeting.meeting_id)
    with top:
        decided = meetings.completed(meeting)
        heading("Протокол", workflow.conclusion(decided, items), frame)
    name = f"Протокол {workflow.title_of(meeting)}"
    as_pictures = st.checkbox(
        "Диаграммы картинками",
        key="protocol_pictures",
        help="Иначе диаграммы встроенные: их числа и вид меняются в Word. Картинки рисует браузер"
        " этого компьютера; если его нет, диаграммы останутся встроенными, и документ скажет об"
        " этом.",
    )
    downloads.for_document(
        "Протокол (.docx)",
        lambda: documents.protocol(
            store, meeting, frame.territory, date.today(), pictures=as_pictures
        ),
        key="protocol_docx",
        file_name=name,
    )
    downloads.for_workbook(
        "Заседание (.xlsx)",
        lambda: meeting_files.workbook(decided, items, frame.territory, date.today()),
        key="protocol_xlsx",
        file_name=name,
    )
tabs = [ITEMS, HEAD, TEMPLATE] + ([END] if meeting.is_draft else [])
tab = address.switch("Что показать", tabs, key="protocol_tab", default=ITEMS)
if tab == HEAD:
    meeting_head.form(meeting)
    advice.accepted(meeting)
elif tab == TEMPLATE:
    templates.show(territory)
elif tab == END:
    meeting_head.end(meeting, items, version)
elif items:
    meeting_items.show(meeting, items, version)
else:
    st.info(
        "В протоколе пока нет ни таблиц, ни графиков: нажмите «В протокол» под любым из них.",
        icon=":material/post_add:",
    )
    links.to("pages/monitoring/overview.py", "К обзору", territory=territory)
