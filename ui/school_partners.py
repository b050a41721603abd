"""«Похожие школы» and «Партнёр» of one school."""

from __future__ import annotations

import streamlit as st

from shnor_core.workflow import school_partners, similar_tables
from shnor_core.workflow.school_partners import SchoolPartners
from ui import actions, clusters, data, links, pairs
from ui.wording import plain

PAGE = "pages/analysis/clusters.py"


@data.remembered(128)
def of(territory: str, school: str, year: int) -> SchoolPartners:
    """Neighbours in the shown year; the partner of the newest list that names the school."""
    picture = data.results(territory)
    told = _partner(territory, school)
    if school not in clusters.inputs(territory, year).values:
        return SchoolPartners(told)
    found = clusters.similar(territory, year, school)
    if not found.nearest:
        return SchoolPartners(told)
    table, gaps = similar_tables.table(picture, found), similar_tables.gap_table(picture, found)
    return SchoolPartners(told, table, gaps)


def _partner(territory: str, school: str) -> tuple[str, ...]:
    picture = data.results(territory)
    known = school_partners.pair_years(picture, clusters.years(territory), school)
    if known is None:
        return ()
    year, newest = known
    # the arguments stand as on «Пары», so that both screens share one assignment
    found = pairs.view(territory, year, 1, None, ()).found
    return school_partners.partner(picture, found, school, newest)


def show(territory: str, school: str, year: int) -> None:
    """Who helps or could help, then the nearest schools and what they do better in pupils."""
    found = of(territory, school, year)
    st.markdown("**Партнёр**")
    if found.partner:
        st.markdown("\n".join(f"- {plain(text)}" for text in found.partner))
    else:
        st.caption("Школы нет ни в списках ШНОР, ни в парах документов: партнёр не подбирается.")
    links.to(PAGE, "Все пары и решения группы", clusters_tab="Пары", pair=school)
    if found.similar is None:
        st.markdown("**Похожие школы**")
        st.caption("Сравнить не с кем: показателей школы за этот год нет.")
        return
    actions.shown(found.similar, key="near", file_name="Похожие школы")
    if found.gaps is not None:
        actions.shown(found.gaps, key="better", file_name="Разница в учениках")
