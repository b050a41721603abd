"""«Похожие школы»: the nearest schools of one school and what they do better."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shnor_core.workflow import similar_tables
from shnor_core.workflow.results import ResultsPicture
from ui import actions, address
from ui import clusters as remembered
from ui.guard import guarded

NO_WORKS = "Работ, где у похожих школ справилось больше учеников, нет."
NO_RESULTS = "Сколько учеников справилось у похожих школ, не сравнить: результатов процедур нет."
LOAD = "Загрузите сведения об условиях работы школ: лист «Контекст» бланка на экране «Загрузка»."


def show(territory: str, picture: ResultsPicture, year: int, say: Callable[[str], None]) -> None:
    """The tab; ``say`` puts the conclusion above it."""
    names = {one: picture.names[one] for one in remembered.inputs(territory, year).values}
    if not names:
        say(remembered.no_inputs(territory, year))
        st.info(LOAD, icon=":material/upload_file:")
        return
    choice, _ = st.columns([1.5, 5])
    with choice:
        school = address.select(
            "Школа", list(names), key="school", default=next(iter(names)), show=names.get
        )
    with guarded():
        found = remembered.similar(territory, year, school)
    say(similar_tables.conclusion(picture, found))
    near, better = st.columns([1.5, 1], gap="medium")
    with near:
        table = similar_tables.table(picture, found)
        actions.shown_in_column(table, key="similar", file_name=f"Похожие школы {year}")
    with better:
        table = similar_tables.gap_table(picture, found)
        if table is None:
            st.info(NO_WORKS if picture.results else NO_RESULTS)
        else:
            actions.shown_in_column(table, key="gaps", file_name=f"Разница в учениках {year}")
