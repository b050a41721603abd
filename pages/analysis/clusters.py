"""«Кластеры и пары»: which schools are alike, and who can help whom."""

import streamlit as st

from shnor_core.workflow import clusters_tables, partner_tables
from shnor_core.workflow.results import school_year
from ui import actions, address, clusters_groups, clusters_similar, data
from ui import clusters as remembered
from ui.frame import current, empty, heading
from ui.guard import guarded

SCREEN = "Кластеры и пары"
LOAD = (
    "Загрузите результаты процедур: python -m shnor_core import ФАЙЛ.csv --territory КОД."
    " Столбцы файла описаны в README."
)
UNLIMITED = 0
frame = current(needs_tables=False)
territory = frame.territory.territory_id
picture = data.results(territory)
years = list(remembered.years(territory))
if not years:
    empty(
        f"{frame.territory.name}: групп и пар нет, нет ни результатов, ни списков школ",
        LOAD + " Списки ШНОР и пары школ стоят в listings.csv и partnerships.csv территории.",
    )
top = st.container()
left, right = st.columns([1, 6], vertical_alignment="bottom")
with left:
    year = address.select(
        "Учебный год", years, key="results_year", default=years[0], show=school_year
    )
tabs = ["Кластеры по правилам", "Статистические группы", "Похожие школы", "Пары"]
with right:
    known = remembered.rule_clusters(territory, year)
    first = tabs[0] if known.computed or known.document else tabs[-1]
    tab = address.switch("Вид", tabs, key="clusters_tab", default=first)


def title(text: str) -> None:
    with top:
        heading(SCREEN, text, frame, f"{len(picture.all_schools)} школ, {school_year(year)}")


def show_rules() -> None:
    title(clusters_tables.rules_conclusion(picture, known))
    if not known.computed and not known.document:
        st.info(LOAD, icon=":material/upload_file:")
        return
    actions.shown(
        clusters_tables.rules_table(picture, known),
        key="rule_clusters",
        file_name=f"Кластеры {year}",
    )


def show_pairs() -> None:
    capacity, limit = 1, UNLIMITED
    if picture.results:
        places, border, _ = st.columns([1.2, 1.6, 5])
        with places:
            capacity = address.select(
                "Школ на одного лидера", [1, 2, 3, 4, 5], key="capacity", default=1
            )
        with border:
            limit = address.select(
                "Предел расстояния",
                [UNLIMITED, 20, 25, 30, 40, 50],
                key="limit",
                default=UNLIMITED,
                show=lambda one: "без предела" if one == UNLIMITED else f"0,{one}",
            )
    with guarded():
        found = remembered.pairs(territory, year, capacity, limit / 100 if limit else None)
    title(partner_tables.conclusion(picture, found))
    if picture.results and found.listed:
        actions.shown(
            partner_tables.table(picture, found), key="pairs", file_name=f"Пары {year}", dense=False
        )
    elif not picture.results:
        st.info(
            f"Пары по расчёту подбираются по результатам учеников. {LOAD}",
            icon=":material/upload_file:",
        )
    table = partner_tables.existing_table(picture, found)
    if table is not None:
        actions.shown(table, key="existing_pairs", file_name=f"Пары из документов {year}")


def show_groups() -> None:
    clusters_groups.show(territory, picture, year, title)


def show_similar() -> None:
    clusters_similar.show(territory, picture, year, title)


views = (show_rules, show_groups, show_similar, show_pairs)
views[tabs.index(tab)]()
