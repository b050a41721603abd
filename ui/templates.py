"""«Шаблон»: the municipality's own document the protocol is written into."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from shnor_core.errors import TemplateError
from shnor_core.workflow import templates
from ui import data, downloads
from ui.editing import done
from ui.sign_in import can_edit, may_edit
from ui.wording import plain


def show(territory: str) -> None:
    """What is in use, a place for another one, a sample to start from."""
    store = data.store()
    used = templates.of_territory(store, territory)
    if used is None:
        st.markdown("Протокол пишется в обычном оформлении: А4, Times New Roman 12.")
    else:
        st.markdown(
            f"Протокол пишется в шаблон **{plain(used.file_name)}**,"
            f" загружен {used.added_at:%d.%m.%Y}."
        )
        if can_edit(territory) and st.button(
            "Вернуться к обычному оформлению", key="template_retire"
        ):
            _retire(territory)
    downloads.for_document(
        "Образец шаблона с описанием меток",
        templates.sample,
        key="template_sample",
        file_name="Образец шаблона протокола",
    )
    if may_edit(territory):
        _upload(territory)


def _upload(territory: str) -> None:
    # another key empties the field when its file has been dealt with
    turn = st.session_state.setdefault("template_turn", 0)
    given = st.file_uploader(
        "Свой шаблон: документ Word (.docx) до 5 МБ", type=["docx"], key=f"template_{turn}"
    )
    if given is None:
        return
    try:
        templates.keep(data.store(), territory, given.name, given.getvalue(), datetime.now())
    except TemplateError as error:
        st.error(str(error), icon=":material/error:")
        st.markdown("Исправьте шаблон и загрузите его снова или пишите протокол без шаблона.")
        if st.button("Писать в обычном оформлении", key="template_without"):
            st.session_state["template_turn"] += 1
            _retire(territory)
        return
    st.session_state["template_turn"] += 1
    done("Шаблон принят: протоколы этой территории пишутся в него.")


def _retire(territory: str) -> None:
    templates.retire(data.store(), territory)
    done("Протокол будет в обычном оформлении.")
