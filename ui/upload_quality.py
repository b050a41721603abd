"""«Качество данных», rows of accepted files that were not taken."""

from __future__ import annotations

import streamlit as st

from shnor_core.workflow import intake_quality
from shnor_core.workflow.intake_quality import Rejected
from ui import data, downloads, grid, links
from ui.data import remembered
from ui.wording import plain


@remembered(16)
def _rejected(territory: str) -> tuple[Rejected, ...]:
    return intake_quality.rejected(data.store(), territory)


def show(territory: str) -> None:
    """A folded line per file; nothing where every row was taken."""
    found = _rejected(territory)
    if not found:
        return
    st.markdown("##### Строки файлов, которые не взяты")
    for at, one in enumerate(found):
        with st.expander(plain(one.title)):
            grid.show(one.checks, key=f"rejected_checks_{at}", dense=True, heading=False)
            grid.show(one.rows, key=f"rejected_{at}", dense=True, heading=False)
            downloads.for_table(
                one.rows, key=f"rejected_{at}", file_name=f"Не взято из {one.batch.file_name}"
            )
    links.to("pages/data/upload.py", "Загрузить исправленный файл", territory=territory)
