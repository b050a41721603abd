"""«Источник»: the pop-up that leads from a number to its printed cell."""

from __future__ import annotations

import streamlit as st

from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.provenance import Provenance, provenance, result_provenance
from shnor_core.workflow.results import ResultsPicture
from ui import links
from ui.wording import plain


def on_click(picture: Picture, target: str | None) -> None:
    """Open the pop-up when the clicked target is a cell of a monitoring table."""
    found = provenance(picture, target) if target else None
    if found is not None:
        _dialog(found)


def on_result_click(picture: ResultsPicture, target: str | None) -> None:
    """Open the pop-up when the clicked target is a result of a procedure."""
    found = result_provenance(picture, target) if target else None
    if found is not None:
        _dialog(found)


@st.dialog("Источник", width="medium")
def _dialog(found: Provenance) -> None:
    st.markdown(f"#### {plain(found.title)}")
    for label, text in found.facts:
        left, right = st.columns([1, 3])
        left.markdown(f":gray[{label}]")
        right.markdown(plain(text))
    for finding in found.findings:
        st.markdown(f":violet-badge[? уточнить] {plain(finding.message)}")
    if found.findings:
        links.to(
            "pages/data/quality.py", "Уточнить показание", finding=found.findings[0].finding_id
        )
