"""What the screens of a programme share: which programme, which day, the log of entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from shnor_core.workflow import programme_edits
from shnor_core.workflow.programme import ProgrammePicture, subject_of
from shnor_core.workflow.programme_edits import LogEntry
from shnor_core.workflow.programme_log import describe
from ui import actions, address, data, downloads, editing, grid, links
from ui import programme_views as views
from ui.frame import Frame, empty
from ui.wording import plain


def choose_programme(frame: Frame, screen: str) -> ProgrammePicture:
    """The programme of the address; without one says what to load and stops."""
    territory = frame.territory.territory_id
    known = {one.programme_id: one.title for one in data.programmes(territory)}
    if not known:
        empty(
            f"{frame.territory.name}: программа не загружена",
            f"Экран «{screen}» откроется, когда на экране «Загрузка» будет принят бланк с листом"
            " «Целевые показатели» или «Мероприятия».",
        )
    chosen = next(iter(known))
    if len(known) > 1:
        chosen = address.select(
            "Программа", list(known), key="programme", default=chosen, show=known.__getitem__
        )
    return data.programme(territory, chosen)


def choose_day(place: st.delta_generator.DeltaGenerator | None = None) -> date:
    """The day everything is judged on, part of the address; in a narrow column of its own."""
    text = st.query_params.get("on", "")
    if text != st.session_state.get("url_on", ""):
        st.session_state["on"] = _day(text)
    st.session_state.setdefault("on", _day(st.session_state.get("url_on", "")))
    day = (place or st.columns([1, 5])[0]).date_input("На дату", key="on", format="DD.MM.YYYY")
    st.session_state["url_on"] = day.isoformat()
    if text != day.isoformat():
        st.query_params["on"] = day.isoformat()
    return day


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.today()


def monitoring_report(picture: ProgrammePicture, on: date) -> None:
    """The report of January or May: indicators, measures and entered facts in one workbook."""
    place = picture.territory.territory_id, picture.programme.programme_id
    downloads.for_tables(
        partial(views.report, *place, on),
        key="report",
        file_name=f"Отчёт мониторинга программы на {on:%d.%m.%Y}",
        label="Отчёт мониторинга (.xlsx)",
    )


def contradictions(picture: ProgrammePicture) -> None:
    """What the document says against itself, at the foot of both screens."""
    table = views.contradictions(picture.territory.territory_id, picture.programme.programme_id)
    if table is not None:
        actions.headed(
            plain(table.title), table, key="contradictions", file_name="Противоречия документа"
        )
        grid.show(table, key="contradictions", dense=True, heading=False)
        links.to("pages/data/quality.py", "Решить на экране «Качество данных»")


def edits(picture: ProgrammePicture, kind: str) -> tuple[LogEntry, ...]:
    """Entries of the log about facts (``fact``) or measures (``measure``), newest first."""
    return tuple(one for one in picture.log if one.action == "edit" and subject_of(one)[0] == kind)


def log(entries: Sequence[LogEntry], picture: ProgrammePicture) -> None:
    """What was entered, with undo."""
    editing.log(
        entries,
        words=partial(describe, picture),
        undo=partial(programme_edits.undo, data.store(), picture),
    )
