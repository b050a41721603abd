"""«Загрузка», what was taken before: who, when, which file; undo with a second question."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.wording import number
from shnor_core.workflow import intake_history
from shnor_core.workflow.intake_history import BatchRow
from ui import data
from ui.data import remembered
from ui.editing import done
from ui.sign_in import can_edit
from ui.wording import plain

SHOWN = 30


@remembered(16)
def _batches(territory: str) -> tuple[BatchRow, ...]:
    return intake_history.history(data.store(), territory)


def show(territory: str) -> None:
    """Files of a territory, the newest first."""
    st.markdown("##### История загрузок")
    batches = _batches(territory)
    if not batches:
        st.caption("Загрузок ещё не было. Каждая будет здесь, и её можно отменить.")
    mine = can_edit(territory)
    for one in batches[:SHOWN]:
        _line(one, mine)
    if len(batches) > SHOWN:
        st.caption(f"и ещё {len(batches) - SHOWN}")


def _line(one: BatchRow, mine: bool) -> None:
    what, counts, button = st.columns([2.4, 2, 1], vertical_alignment="center")
    strike = "~~" if one.state == "undone" else ""
    name = plain(one.file_name or one.title)
    when = f"{one.made_at:%d.%m.%Y, %H:%M} · {plain(one.who)}"
    what.markdown(f"{strike}**{name}**{strike}  \n:gray[{when}]")
    if one.file_name:
        counts.markdown(f"принято строк: {number(one.accepted)}, не взято: {number(one.rejected)}")
    if one.state == "undone":
        undone = f"{one.undone_at:%d.%m.%Y, %H:%M}" if one.undone_at else ""
        button.caption(f"отменено {undone} · {plain(one.undone_by)}")
    elif mine and button.button(
        "Отменить", key=f"undo_import_{one.batch_id}", icon=":material/undo:"
    ):
        _ask(one)


@st.dialog("Отменить загрузку?")
def _ask(one: BatchRow) -> None:
    name = plain(one.file_name or one.title)
    if one.file_name:
        st.markdown(f"«{name}»: всё, что записал этот файл, вернётся к прежнему виду.")
    else:
        st.markdown(f"{name}: пустая территория будет убрана из списка.")
    with st.container(horizontal=True):
        agreed = st.button("Отменить загрузку", type="primary", icon=":material/undo:")
        if st.button("Оставить"):
            st.rerun()
    if not agreed:
        return
    try:
        intake_history.undo(data.store(), one.territory_id, one.batch_id, at=datetime.now())
    except ShnorError as refused:
        st.error(plain(str(refused)), icon=":material/block:")
        for reason in getattr(refused, "reasons", ()):
            st.markdown(f"- {plain(reason)}")
        return
    st.session_state.pop("upload_done", None)
    done("Загрузка отменена: прежние данные на месте.")
