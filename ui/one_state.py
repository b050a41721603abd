"""A screen shows one state of the data: when somebody writes while it is drawn, it is drawn anew.

A page asks the base many times. Half of it read before a change and half after it would be numbers
of no moment, or an error where the halves do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ui import data

# somebody imports all the time: at last the page is shown as it came out
_TIMES = 3
_AGAIN = "drawn_again"
_FROM = "drawn_from"


def version() -> int:
    """Of the data the screen was drawn from: they may have changed since."""
    return int(st.session_state.get(_FROM) or data.version()[1])


@contextmanager
def drawn() -> Iterator[None]:
    """Run the script again when others have changed the data meanwhile.

    An error asks about every write, a screen that came out about those of data: drafts of a
    protocol change no number on it. What the run itself has written it shows.
    """
    store = data.opened()
    if store is None:
        yield
        return
    edits, own, before = store.edits, store.own_edits, store.data_version
    st.session_state[_FROM] = before
    times = st.session_state.pop(_AGAIN, 0)
    try:
        yield
    except BaseException as error:
        # a page that stops or goes elsewhere does so by what is no Exception
        if isinstance(error, Exception) and store.edits != edits and store.own_edits == own:
            _again(times)
        raise
    if store.coming_version != before and store.own_edits == own:
        _again(times)


def _again(times: int) -> None:
    if times < _TIMES:
        st.session_state[_AGAIN] = times + 1
        st.rerun()
