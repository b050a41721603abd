"""«Статистические группы»: schools grouped by chosen indicators, or why they are not."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.workflow import clusters as workflow
from shnor_core.workflow import clusters_changes, clusters_charts, clusters_tables
from shnor_core.workflow.clusters import Groups
from shnor_core.workflow.results import ResultsPicture
from ui import actions, address, charts, links
from ui import clusters as remembered
from ui.guard import guarded
from ui.wording import plain

AUTOMATIC = 0
LOAD = "Загрузите показатели школ: листы «Результаты» и «Контекст» бланка на экране «Загрузка»."


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
    if found.doubtful:
        links.to("pages/data/quality.py", "Уточнить значения, которые не сравниваются")
    if isinstance(found.found, workflow.Refusal):
        st.info(plain(found.found.reason), icon=":material/info:")
        st.caption("  \n".join(map(plain, clusters_tables.left_out(picture, found))))
        _refused(picture, found)
    else:
        _grouped(picture, found, found.found)
        _changed(territory, picture, found, k or None)
    _numbers(picture, found)


def _chart(spec: ChartSpec | None, name: str, title: str) -> None:
    if spec is not None:
        charts.show(spec, key=name)
        actions.for_chart(spec, key=f"{name}_files", file_name=title, chart_key=name)


def _map(picture: ResultsPicture, found: Groups) -> None:
    _chart(clusters_charts.map_chart(picture, found), "groups_map", f"Карта школ {found.year}")


def _tree(picture: ResultsPicture, found: Groups) -> None:
    _chart(clusters_charts.tree_chart(picture, found), "groups_tree", f"Дерево школ {found.year}")


def _silhouette(found: Groups) -> None:
    _chart(clusters_charts.silhouette_chart(found), "silhouette", f"Силуэт {found.year}")


def _refused(picture: ResultsPicture, found: Groups) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        _map(picture, found)
        _silhouette(found)
    with right:
        _tree(picture, found)


def _grouped(picture: ResultsPicture, found: Groups, clustering: workflow.Clustering) -> None:
    left, right = st.columns(2, gap="medium")
    with left:
        _map(picture, found)
        profile = clusters_charts.profile_chart(found, clustering)
        _chart(profile, "groups_profile", f"Профили групп {found.year}")
        _silhouette(found)
    with right:
        table = clusters_tables.group_table(picture, found, clustering)
        actions.shown_in_column(table, key="groups_table", file_name=f"Группы {found.year}")
        _tree(picture, found)


def _changed(territory: str, picture: ResultsPicture, found: Groups, k: int | None) -> None:
    before = remembered.earlier(territory, found.year)
    if before is None:
        return
    earlier = remembered.groups(territory, before, tuple(found.titles), k)
    changed = clusters_changes.change_table(picture, earlier, found)
    if isinstance(changed, str):
        st.info(plain(changed), icon=":material/info:")
    else:
        actions.shown(changed, key="moves", file_name=f"Смена групп {found.year}")


def _numbers(picture: ResultsPicture, found: Groups) -> None:
    tables = clusters_tables.component_tables(picture, found)
    if not tables:
        return
    with st.expander("Числа под картой и профилями"):
        if not isinstance(found.found, workflow.Refusal):
            table = clusters_tables.difference_table(found, found.found)
            actions.shown(table, key="profiles", file_name=f"Профили в числах {found.year}")
        for at, (place, table) in enumerate(zip(st.columns(len(tables)), tables, strict=True)):
            with place:
                actions.shown_in_column(table, key=f"components_{at}", file_name=table.title)
