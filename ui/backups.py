"""«Копии базы»: what there is, making one, putting one back."""

from __future__ import annotations

import threading
from datetime import date, datetime
from pathlib import Path

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.workflow import access, backup_tables, backups, restoring
from shnor_core.workflow.backups import Backup
from ui import data, downloads, grid, turn
from ui.editing import done
from ui.guard import guarded

_days: dict[Path, date] = {}
_troubles: dict[Path, str] = {}
_making = threading.Lock()


def first_of_day() -> None:
    """Make the copy of the day with the first run of the day; a refusal stops nobody."""
    store = data.store()
    if _days.get(store.path) == date.today():
        return
    with _making:
        if _days.get(store.path) == date.today():
            return
        try:
            backups.first_of_day(store, datetime.now())
            _troubles.pop(store.path, None)
        except ShnorError as error:
            _troubles[store.path] = str(error)
        _days[store.path] = date.today()


def trouble() -> None:
    """Say in the side bar that the day has no copy."""
    told = _troubles.get(data.store().path)
    if told:
        st.warning(f"Копия базы сегодня не сделана. {told}", icon=":material/warning:")


def title() -> str:
    """How many copies there are and how old the newest is."""
    return backup_tables.title(backups.listed(data.store().path))


def show() -> None:
    """The list of copies; an administrator makes one and puts one back."""
    store = data.store()
    known = backups.listed(store.path)
    table = backup_tables.table(known)
    st.caption(backup_tables.rule())
    if last := restoring.last(store):
        st.caption(f"Последнее восстановление: {last}")
    may = access.current().is_admin
    if may:
        st.caption(f"Папка: {backups.folder_of(store.path)}")
    if may and st.button("Сделать копию", icon=":material/backup:", key="backup_make"):
        turn.give_up()
        with guarded(), st.spinner("Копируем и проверяем…"):
            made = restoring.make(store, datetime.now())
        done(f"Копия сделана и проверена: {made.path.name}.")
    if not known:
        return
    state = st.session_state
    state["backup_chosen"] = grid.clicked("backups") or state.get("backup_chosen", "")
    chosen = state["backup_chosen"]
    grid.show(table, key="backups", selectable=may, selected=chosen, dense=True, heading=False)
    downloads.for_table(table, key="backups", file_name="Копии базы")
    if not may:
        st.caption("Копии делает и возвращает администратор.")
        return
    _restore(known, chosen)


def _restore(known: tuple[Backup, ...], chosen: str) -> None:
    by_name = {one.path.name: one for one in known}
    if chosen not in by_name:
        st.caption("Чтобы вернуть базу из копии, выберите строку.")
        return
    copy = by_name[chosen]
    st.markdown(f"**Вернуть базу к {copy.made_at:%d.%m.%Y, %H:%M}?**")
    st.markdown(
        "Всё, что записано после этого, из базы уйдёт. Нынешняя база сначала сохранится копией: "
        "к ней можно будет вернуться так же."
    )
    sure = st.checkbox("Понимаю, вернуть", key=f"sure_{chosen}")
    if st.button("Вернуть базу из копии", type="primary", disabled=not sure, key="backup_restore"):
        turn.give_up()
        with guarded(), st.spinner("Проверяем копию и возвращаем…"):
            was = restoring.restore(data.store(), copy.path, datetime.now())
        done(f"База возвращена. Прежняя сохранена: {was.path.name}.")
