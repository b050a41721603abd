"""The named definition of «положительная динамика» that a page works under."""

from __future__ import annotations

import streamlit as st

from shnor_core.workflow.definitions import (
    DEFINITIONS,
    FOR_INDICATORS,
    FOR_SHARES_OF_TWOS,
    Definition,
)
from ui import address


def chosen() -> Definition:
    """The definition of the address, without a widget."""
    codes = _codes(FOR_INDICATORS)
    code = address.take("definition", codes, codes[0], "Определение")
    if code != codes[0]:
        address.keep("definition")
    return Definition(code)


def choose(*, shares_of_twos: bool = False) -> Definition:
    """A select box; the definition's text stands under it."""
    codes = _codes(FOR_SHARES_OF_TWOS if shares_of_twos else FOR_INDICATORS)
    code = address.select(
        "Что считать положительной динамикой",
        codes,
        key="share_definition" if shares_of_twos else "definition",
        default=codes[0],
        show=lambda one: DEFINITIONS[Definition(one)].title,
    )
    st.caption(DEFINITIONS[Definition(code)].text)
    return Definition(code)


def _codes(definitions: tuple[Definition, ...]) -> list[str]:
    return [one.value for one in definitions]
