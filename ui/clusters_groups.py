"""«Статистические группы»: schools grouped by chosen indicators, or why they are not."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shnor_core.workflow import clusters as workflow
from shnor_core.workflow import clusters_charts, clusters_tables
from shnor_core.workflow.results import ResultsPicture
from ui import actions, address, charts
from ui import clusters as remembered
from ui.guard import guarded
from ui.wording import plain

AUTOMATIC = 0
LOAD = (
    "Загрузите показатели школ: python -m shnor_core import ФАЙЛ.csv --territory КОД."
    " Столбцы файла описаны в README."
)


def chosen_codes(offered: dict[str, str]) -> tuple[str, ...]:
    """The indicators of the address, or the usual ones."""
    asked = [one for one in st.query_params.get("indicators", "").split(",") if one in offered]
    if "indicators" not in st.session_state:
        st.session_state["indicators"] = asked or list(workflow.usual_indicators(offered))
    st.session_state["indicators"] = [
        one for one in st.session_state["indicators"] if one in offered
    ]
    codes = st.multiselect(
        "Показатели, по которым сравниваются школы",
        list(offered),
        key="indicators",
        format_func=offered.get,
    )
    st.query_params["indicators"] = ",".join(codes)
    return tuple(codes)


def show(territory: str, picture: ResultsPicture, year: int, say: Callable[[str], None]) -> None:
    """The tab; ``say`` puts the conclusion above it."""
    offered = remembered.inputs(territory, year).titles
    if not offered:
        say(remembered.no_inputs(territory, year))
        st.info(LOAD, icon=":material/upload_file:")
        return
    wide, narrow = st.columns([4, 1])
    with wide:
        codes = chosen_codes(offered)
    with narrow:
        k = address.select(
            "Число групп",
            [AUTOMATIC, 2, 3, 4, 5, 6],
            key="groups",
            default=AUTOMATIC,
            show=lambda one: "по данным" if one == AUTOMATIC else str(one),
        )
    with guarded():
        found = remembered.groups(territory, year, codes, k or None)
    say(clusters_tables.groups_conclusion(found))
    if isinstance(found.found, workflow.Refusal):
        st.info(plain(found.found.reason), icon=":material/info:")
        for text in clusters_tables.left_out(picture, found):
            st.caption(plain(text))
    else:
        actions.shown(
            clusters_tables.group_table(picture, found, found.found),
            key="groups_table",
            file_name=f"Группы {year}",
        )
        actions.shown(
            clusters_tables.difference_table(found, found.found),
            key="profiles",
            file_name=f"Профили групп {year}",
        )
    profile, *places = st.columns([1.3, 1, 1], gap="medium")
    spec = clusters_charts.silhouette_chart(found)
    if spec is not None:
        with profile:
            charts.show(spec, key="silhouette")
            actions.for_chart(
                spec, key="silhouette_files", file_name=f"Силуэт {year}", chart_key="silhouette"
            )
    tables = clusters_tables.component_tables(picture, found)
    for at, (place, table) in enumerate(zip(places, tables, strict=False)):
        with place:
            actions.shown_in_column(table, key=f"components_{at}", file_name=table.title)
