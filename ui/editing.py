"""What every form that writes shares: the versions it was drawn over, its word, its log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import streamlit as st

from shnor_core.workflow.programme_edits import LogEntry
from ui.guard import guarded
from ui.sign_in import can_edit
from ui.wording import plain

SHOWN_ENTRIES = 10


def seen_version(key: str, now: Mapping[str, int]) -> Mapping[str, int]:
    """Versions as they stood when the form was last drawn, not when its button was pressed.

    A pressed button runs the page anew over data somebody else may have changed meanwhile, so the
    versions of that run would let one editor overwrite another.
    """
    seen: Mapping[str, int] = st.session_state.get(f"seen_{key}", now)
    return seen


def drawn(key: str, now: Mapping[str, int]) -> None:
    """Remember what the form of ``key`` was drawn over."""
    st.session_state[f"seen_{key}"] = dict(now)


def done(text: str) -> None:
    """Draw the page anew over what was just written and say so."""
    st.session_state["written"] = text
    st.rerun()


def told() -> None:
    """Say once what the last run has written."""
    text = st.session_state.pop("written", "")
    if text:
        st.toast(text, icon=":material/check:")


def log(
    entries: Sequence[LogEntry],
    *,
    words: Callable[[LogEntry], str],
    undo: Callable[..., None],
) -> None:
    """What was entered, newest first; ``undo`` takes the id of an entry, and the moment ``at``."""
    st.markdown("**Журнал**")
    open_to_me = can_edit(st.session_state["territory"])
    if not entries:
        st.caption("Записей ещё нет.")
    for entry in entries[:SHOWN_ENTRIES]:
        strike = "~~" if entry.undone else ""
        undone = " :gray[отменено]" if entry.undone else ""
        st.caption(f"{entry.at:%d.%m.%Y, %H:%M} · {plain(entry.who)} · {plain(entry.reason)}")
        st.markdown(f"{strike}{plain(words(entry))}{strike}{undone}")
        if (
            open_to_me
            and not entry.undone
            and st.button("Отменить", key=f"undo_{entry.decision_id}", icon=":material/undo:")
        ):
            with guarded():
                undo(entry.decision_id, at=datetime.now())
            done("Запись отменена: прежнее значение на месте.")
