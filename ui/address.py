"""The address of a view: what is chosen stands in the URL, and the URL chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from ui.wording import plain

T = TypeVar("T")
# before the name of what is open over the screen: the row that was opened last
OPENED = "opened_"


def arrived(screen: str) -> None:
    """On another screen a link opens its row, though the row may have been left open before."""
    state = st.session_state
    if state.get("screen") != screen:
        state["screen"] = screen
        for key in [one for one in state if str(one).startswith(OPENED)]:
            del state[key]


def take(key: str, options: Sequence[T], default: T, name: str) -> T:
    """Bring ``session_state[key]`` in line with the URL before its widget is drawn.

    A value in the URL wins when it is new; one that is not among ``options`` is replaced by the
    default with a note on the spot. Without a value in the URL the session keeps what it had.
    """
    asked = st.query_params.get(key)
    state = st.session_state
    if asked is not None and asked != state.get(f"url_{key}"):
        state[f"url_{key}"] = asked
        found = _among(options, asked)
        if found is None:
            text = f"{name}: «{plain(asked)}» в данных нет, показано другое значение."
            st.info(text, icon=":material/link:")
        state[key] = default if found is None else found
    elif key not in state:
        # Streamlit forgets a widget that is not on the page; its last address remembers
        found = _among(options, state.get(f"url_{key}"))
        state[key] = default if found is None else found
    if state[key] not in options:
        state[key] = default
    return state[key]


def _among(options: Sequence[T], text: str | None) -> T | None:
    return next((one for one in options if str(one) == text), None)


def keep(key: str) -> None:
    """Write the chosen value into the URL, so that the link reproduces the view."""
    text = str(st.session_state[key])
    st.session_state[f"url_{key}"] = text
    if st.query_params.get(key) != text:
        st.query_params[key] = text


def clicked(key: str, options: Sequence[T], picked: T | None, name: str) -> T:
    """What a table chooses: the row clicked in this run, else what the address says.

    A click known before the table is drawn needs no second run of the page.
    """
    if picked in options:
        st.session_state[key] = picked
        keep(key)
    return take(key, options, options[0], name)


def select(
    label: str,
    options: Sequence[T],
    *,
    key: str,
    default: T,
    show: Callable[[T], str] = str,
    hidden: bool = False,
) -> T:
    """A select box whose value is part of the address."""
    take(key, options, default, label)
    chosen = st.selectbox(
        label,
        options,
        key=key,
        format_func=show,
        label_visibility="collapsed" if hidden else "visible",
    )
    keep(key)
    return chosen


def switch(
    label: str, options: Sequence[T], *, key: str, default: T, show: Callable[[T], str] = str
) -> T:
    """A row of buttons whose value is part of the address."""
    take(key, options, default, label)
    st.segmented_control(
        label, options, key=key, format_func=show, label_visibility="collapsed", required=True
    )
    keep(key)
    return st.session_state[key]
