"""The named definition of «положительная динамика» that a page works under."""

from __future__ import annotations

import streamlit as st

from shnor_core.workflow.definitions import DEFINITIONS, FOR_INDICATORS, Definition
from ui import address


def chosen() -> Definition:
    """The definition of the address, without a widget."""
    code = address.take("definition", _codes(), _codes()[0], "Определение")
    if code != _codes()[0]:
        address.keep("definition")
    return Definition(code)


def choose() -> Definition:
    """A select box; the definition's text stands under it."""
    code = address.select(
        "Что считать положительной динамикой",
        _codes(),
        key="definition",
        default=_codes()[0],
        show=lambda one: DEFINITIONS[Definition(one)].title,
    )
    st.caption(DEFINITIONS[Definition(code)].text)
    return Definition(code)


def _codes() -> list[str]:
    return [one.value for one in FOR_INDICATORS]
