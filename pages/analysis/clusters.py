"""«Кластеры и пары»: which schools are alike, and who can help whom."""

import streamlit as st

from shnor_core.wording import counted
from shnor_core.workflow import rule_cluster_tables
from shnor_core.workflow.results import school_year
from ui import actions, address, clusters_groups, clusters_similar, data, pairs
from ui import clusters as remembered
from ui.frame import current, empty, heading

SCREEN = "Кластеры и пары"
LOAD = (
    "Загрузите результаты процедур: лист «Результаты» бланка или отчёт ФИС ОКО"
    " на экране «Загрузка»."
)
frame = current(needs_tables=False)
territory = frame.territory.territory_id
picture = data.results(territory)
years = list(remembered.years(territory))
if not years:
    empty(
        f"{frame.territory.name}: групп и пар нет, нет ни результатов, ни списков школ",
        LOAD + " Школы из списков ШНОР записывает лист «Списки» того же бланка.",
    )
# a list may be newer than the results the groups and pairs rest on
newest = max({picture.by_id[work].year for _, work in picture.results}, default=years[0])
top = st.container()
left, right = st.columns([1, 6], vertical_alignment="bottom")
with left:
    year = address.select(
        "Учебный год", years, key="results_year", default=newest, show=school_year
    )
tabs = ["Кластеры по правилам", "Статистические группы", "Похожие школы", "Пары"]
with right:
    known = remembered.rule_clusters(territory, year)
    first = tabs[0] if known.computed or known.document else tabs[-1]
    tab = address.switch("Вид", tabs, key="clusters_tab", default=first)


def title(text: str) -> None:
    with top:
        heading(
            SCREEN,
            text,
            frame,
            f"{counted(len(picture.all_schools), 'школа', 'школы', 'школ')}, {school_year(year)}",
        )


def show_rules() -> None:
    title(rule_cluster_tables.conclusion(picture, known))
    if not known.computed and not known.document:
        st.info(LOAD, icon=":material/upload_file:")
        return
    actions.shown(
        rule_cluster_tables.table(picture, known),
        key="rule_clusters",
        file_name=f"Кластеры {year}",
    )


def show_pairs() -> None:
    pairs.show(picture, year, title, LOAD)


def show_groups() -> None:
    clusters_groups.show(territory, picture, year, title)


def show_similar() -> None:
    clusters_similar.show(territory, picture, year, title)


views = (show_rules, show_groups, show_similar, show_pairs)
views[tabs.index(tab)]()
