"""«Загрузка», the way in: a territory, its blank workbook, a file."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.model import Territory
from shnor_core.workflow import intake_files, intake_history
from shnor_core.workflow.intake import Delivery
from ui import data, downloads, sign_in
from ui.guard import guarded
from ui.wording import plain

TYPES = ["xlsx", "xlsm", "csv", "txt", "docx"]
OLDEST = 2015


def territory_form(*, opened: bool) -> None:
    """A name makes a territory; the page is drawn anew for it."""
    with st.expander("Новая территория", expanded=opened, icon=":material/add_location_alt:"):
        with st.form("new_territory", border=False):
            name = st.text_input("Название", placeholder="Например: Пировский муниципальный округ")
            if not st.form_submit_button("Завести территорию", type="primary"):
                return
        with guarded():
            made = intake_history.new_territory(data.store(), name, at=datetime.now())
        go_to(made)


def go_to(territory: Territory) -> None:
    """Open this page for a territory and say that it was made."""
    st.session_state["written"] = f"Территория «{plain(territory.name)}» заведена."
    st.query_params["territory"] = territory.territory_id
    st.rerun()


def blank(territory: Territory) -> None:
    """The year, and the blank workbook made for it when asked."""
    left, right = st.columns([1, 1.6], vertical_alignment="bottom")
    this = date.today().year
    year = left.selectbox("Год данных", list(range(this + 1, OLDEST - 1, -1)), index=1)
    with right:
        downloads.for_workbook(
            "Скачать бланк (.xlsx)",
            lambda: intake_files.form(data.store(), territory.territory_id, year),
            key="form",
            file_name=f"Бланк {territory.name} {year}",
        )
    st.caption("Отдельный лист для каждого вида данных: подсказки, списки, примеры.")


def uploaded() -> Delivery | None:
    """The file in the field, read once; a refusal is a sentence beside it."""
    # another key empties the field when its file has been dealt with
    turn = st.session_state.setdefault("upload_turn", 0)
    given = st.file_uploader(
        "Бланк, отчёт ФИС ОКО (.xlsx), протокол (.docx) или таблица (.csv)",
        type=TYPES,
        key=f"upload_{turn}",
    )
    if given is None:
        return None
    known = st.session_state.get("upload_read")
    if known is None or known[0] != given.file_id:
        with st.spinner("Читаем файл…"):
            content = given.getvalue()
            known = (given.file_id, _read(content, given.name), content)
        st.session_state["upload_read"] = known
        st.session_state["upload_decisions"] = {}
        st.session_state.pop("upload_seen", None)
        st.session_state.pop("upload_done", None)
    found: Delivery | str = known[1]
    if isinstance(found, str):
        st.error(plain(found), icon=":material/error:")
        return None
    return found


def _read(content: bytes, name: str) -> Delivery | str:
    try:
        return intake_files.received(content, name)
    except ShnorError as error:
        return str(error)


def emptied() -> None:
    """Forget the file of the field."""
    st.session_state["upload_turn"] = st.session_state.get("upload_turn", 0) + 1
    for key in ("upload_read", "upload_decisions", "upload_seen"):
        st.session_state.pop(key, None)


def steps(territory: Territory) -> Delivery | None:
    """The blank at the left, the file at the right."""
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        st.markdown("##### 1. Бланк")
        blank(territory)
        if sign_in.can_edit(territory.territory_id):
            territory_form(opened=False)
    with right:
        st.markdown("##### 2. Файл")
        if not sign_in.may_edit(territory.territory_id):
            return None
        return uploaded()
