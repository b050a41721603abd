"""«Загрузка»: a territory's own files, checked, shown, taken, and taken back."""

import streamlit as st

from shnor_core.workflow import access, intake_tables
from ui import data, upload_history, upload_review, upload_start
from ui.editing import told
from ui.frame import current, heading
from ui.guard import guarded
from ui.sign_in import may_make_territories

told()
with guarded():
    known = data.territories()
if not known:
    if not may_make_territories():
        st.markdown("# База пуста")
        st.info(access.MADE_BY, icon=":material/upload_file:")
        st.stop()
    st.markdown("# База пуста: заведите территорию и загрузите её данные")
    st.info(
        "Назовите территорию, скачайте бланк, заполните те листы, по которым есть данные, и"
        " загрузите его здесь. Загрузка покажет замечания и спросит согласия, прежде чем записать.",
        icon=":material/upload_file:",
    )
    upload_start.territory_form()
    st.stop()
frame = current(needs_tables=False)
territory = frame.territory
top = st.container()
delivery = upload_start.steps(territory)
title = "Скачайте бланк, заполните и загрузите: сначала покажем, что изменится"
if upload_review.taken():
    title = "Файл принят: откройте экраны, которые он заполнил, или загрузите следующий"
detail = ""
if delivery is not None:
    seen = upload_review.examined(territory, delivery)
    title, detail = intake_tables.conclusion(seen), delivery.file_name
with top:
    heading("Загрузка", title, frame, detail)
    upload_review.result()
if delivery is not None:
    upload_review.show(seen)
upload_history.show(territory.territory_id)
