"""What the screens of a programme share: which programme, which day, the log of entries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from shnor_core.workflow import programme_edits
from shnor_core.workflow.programme import ProgrammePicture, ProgrammeRow, subject_of
from shnor_core.workflow.programme_edits import LogEntry
from shnor_core.workflow.programme_log import describe
from ui import actions, address, data, downloads, editing, grid, links, protocol
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


def own_day(programmes: Sequence[ProgrammeRow]) -> date:
    """Today; the last day of programmes that are over, since nothing in them is due any more."""
    ends = [one.end_date or date.max for one in programmes]
    return min(date.today(), max(ends, default=date.max))


def day_words(on: date, programmes: Sequence[ProgrammeRow]) -> str:
    """The day everything is judged on, as the heading says it."""
    last = any(one.end_date == on for one in programmes)
    return f"на {on:%d.%m.%Y}" + (", последний день программы" if last else "")


def choose_day(
    programmes: Sequence[ProgrammeRow], place: st.delta_generator.DeltaGenerator | None = None
) -> date:
    """The day everything is judged on, part of the address; in a narrow column of its own.

    Until somebody chooses another, every programme has its own: see :func:`own_day`.
    """
    state, own = st.session_state, own_day(programmes)
    asked = st.query_params.get("on", "")
    if asked in ("", state.get("url_on")):
        # what has just been picked; a screen newly opened has only the address of the last one
        asked = state["on"].isoformat() if "on" in state else state.get("url_on", "")
    state["on"] = own if asked == state.get("own_day") else _day(asked, own)
    state["own_day"] = own.isoformat()
    day = (place or st.columns([1, 5])[0]).date_input("На дату", key="on", format="DD.MM.YYYY")
    state["url_on"] = day.isoformat()
    if st.query_params.get("on") != day.isoformat():
        st.query_params["on"] = day.isoformat()
    return day


def _day(text: str, own: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return own


def asked_for(key: str, picked: str | None) -> bool:
    """Whether this run opens one row: it was clicked, or a link that names it was followed.

    A link that compares an item of a protocol with the data opens a dialog of its own.
    """
    linked = st.query_params.get(key)
    new = linked not in (None, st.session_state.get(f"{address.OPENED}{key}"))
    st.session_state[f"{address.OPENED}{key}"] = picked or linked
    return (bool(picked) or new) and not protocol.renewing()


def closed(key: str) -> None:
    """The row stays marked, and the address no longer opens it."""
    st.query_params.pop(key, None)
    for memory in ("url_", address.OPENED):
        st.session_state.pop(f"{memory}{key}", None)


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
