"""Links between screens."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

_ROOT = Path(__file__).parents[1]


def script(page: str) -> str:
    """The whole path of a page: the script that routes does not stand beside the pages."""
    return str(_ROOT / page)


def to(page: str, label: str, **parameters: str) -> None:
    """A link to another screen; its parameters become part of the address.

    A page opened on its own has no other screens, and says the label without a link.
    """
    try:
        st.page_link(
            script(page),
            label=label,
            icon=":material/arrow_forward:",
            query_params=parameters or None,
        )
    except StreamlitPageNotFoundError:
        st.caption(label)


def go(page: str, **parameters: str) -> None:
    """Open another screen at once; a page opened on its own has no other and stays."""
    try:
        st.switch_page(script(page), query_params=parameters)
    except StreamlitPageNotFoundError:
        return


def to_view(address: str, label: str, **more: str) -> None:
    """A link to a view kept as «page?choices»; a page that is no more says the label only."""
    stem, _, query = address.partition("?")
    page = _page(stem.strip("/") or "overview")
    if page:
        to(page, label, **(dict(parse_qsl(query)) | more))
    else:
        st.caption(label)


@lru_cache
def _page(stem: str) -> str:
    """The script of a page by the last part of its address, '' for none."""
    found = _ROOT.glob("pages/*/*.py")
    return next((one.relative_to(_ROOT).as_posix() for one in found if one.stem == stem), "")
