"""«Загрузка», the way in: a territory, its blank workbook, a file."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.model import Territory
from shnor_core.workflow import intake_files, intake_history
from shnor_core.workflow.intake import Delivery
from ui import data, downloads, sign_in, upload_progress
from ui.guard import guarded
from ui.wording import plain

TYPES = ["xlsx", "xlsm", "csv", "txt", "docx"]
OLDEST = 2015


def steps(territory: Territory) -> Delivery | None:
    """What is done first stands first: the territory, its blank workbook, the file."""
    first, second, third = st.columns([1, 1, 1.5], gap="large")
    with first:
        st.markdown("##### 1. Территория")
        _territory(territory)
    with second:
        st.markdown("##### 2. Бланк")
        _blank(territory)
    with third:
        st.markdown("##### 3. Файл")
        return _uploaded() if sign_in.may_edit(territory.territory_id) else None


def _territory(territory: Territory) -> None:
    """One that is there, or a new one."""
    known = {one.territory_id: one.name for one in data.territories()}
    chosen = st.selectbox(
        "О какой территории файл",
        list(known),
        index=list(known).index(territory.territory_id),
        format_func=known.__getitem__,
        # the side bar chooses too: its choice is another field
        key=f"upload_territory_{territory.territory_id}",
    )
    if chosen != territory.territory_id:
        st.query_params["territory"] = chosen
        st.rerun()
    if sign_in.may_make_territories() and st.button(
        "Новая территория", icon=":material/add_location_alt:"
    ):
        st.dialog("Новая территория")(territory_form)()


def territory_form() -> None:
    """A name makes a territory; the page is drawn anew for it."""
    with st.form("new_territory", border=False):
        name = st.text_input("Название", placeholder="Например: Пировский муниципальный округ")
        if not st.form_submit_button("Завести территорию", type="primary"):
            return
    with guarded():
        made = intake_history.new_territory(data.store(), name, at=datetime.now())
    st.session_state["written"] = f"Территория «{plain(made.name)}» заведена: теперь её бланк."
    st.query_params["territory"] = made.territory_id
    st.rerun()


def _blank(territory: Territory) -> None:
    """The year, and the blank workbook made for it when asked."""
    this = date.today().year
    year = st.selectbox("Последний год данных", list(range(this + 1, OLDEST - 1, -1)), index=1)
    downloads.for_workbook(
        f"Скачать бланк: {plain(territory.name)}",
        lambda: intake_files.form(data.store(), territory.territory_id, year),
        key="form",
        file_name=f"Бланк {territory.name} {year}",
    )
    last = f"{year - 1}/{year % 100:02}"
    st.caption(f"{year} — это учебный год {last}: бланк предложит его и пять лет до него.")


def _uploaded() -> Delivery | None:
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
        with upload_progress.shown() as progress:
            return intake_files.received(content, name, progress)
    except ShnorError as error:
        return str(error)


def emptied() -> None:
    """Forget the file of the field."""
    st.session_state["upload_turn"] = st.session_state.get("upload_turn", 0) + 1
    for key in ("upload_read", "upload_decisions", "upload_seen"):
        st.session_state.pop(key, None)
