"""What every form that writes shares: the versions it was drawn over, and saying what was done."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st


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
