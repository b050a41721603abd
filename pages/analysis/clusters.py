"""«Кластеры и пары»: which schools are alike, and who can help whom."""

import streamlit as st

from shnor_core.workflow import clusters as workflow
from shnor_core.workflow import clusters_charts, clusters_tables, partner_tables
from shnor_core.workflow.results import school_year
from ui import actions, address, charts, data, grid
from ui import clusters as remembered
from ui.frame import current, empty, heading
from ui.guard import guarded
from ui.wording import plain

SCREEN = "Кластеры и пары"
LOAD = (
    "Загрузите результаты процедур: python -m shnor_core import ФАЙЛ.csv --territory КОД."
    " Столбцы файла описаны в README."
)
AUTOMATIC, UNLIMITED = 0, 0
frame = current(needs_tables=False)
territory = frame.territory.territory_id
picture = data.results(territory)
years = list(workflow.years(picture))
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


def with_files(table, key: str, file_name: str, *, dense: bool = True) -> None:
    actions.headed(plain(table.title), table, key=key, file_name=file_name)
    grid.show(table, key=key, dense=dense, heading=False)


def narrow_table(table, key: str, file_name: str) -> None:
    """In a narrow column the buttons stand under the table."""
    grid.show(table, key=key, dense=True)
    actions.for_table(table, key=f"{key}_files", file_name=file_name)


def nothing(text: str) -> None:
    title(text)
    st.info(LOAD, icon=":material/upload_file:")


def show_rules() -> None:
    title(clusters_tables.rules_conclusion(picture, known))
    if not known.computed and not known.document:
        st.info(LOAD, icon=":material/upload_file:")
        return
    with_files(clusters_tables.rules_table(picture, known), "rule_clusters", f"Кластеры {year}")


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


def show_groups() -> None:
    offered = remembered.group_indicators(territory, year)
    if not offered:
        nothing(f"{school_year(year)}: группы не построить, показателей школ за год нет")
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
    title(clusters_tables.groups_conclusion(found))
    if isinstance(found.found, workflow.Refusal):
        st.info(plain(found.found.reason), icon=":material/info:")
        for text in clusters_tables.left_out(picture, found):
            st.caption(plain(text))
    else:
        with_files(
            clusters_tables.group_table(picture, found, found.found),
            "groups_table",
            f"Группы {year}",
        )
        with_files(
            clusters_tables.difference_table(found, found.found),
            "profiles",
            f"Профили групп {year}",
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
            narrow_table(table, f"components_{at}", table.title)


def show_similar() -> None:
    names = {one.school_id: one.short_name for one in picture.schools}
    if not names:
        nothing(f"{school_year(year)}: похожих школ не найти, сведений об условиях работы нет")
        return
    choice, _ = st.columns([1.5, 5])
    with choice:
        school = address.select(
            "Школа", list(names), key="school", default=next(iter(names)), show=names.get
        )
    with guarded():
        found = remembered.similar(territory, year, school)
    title(partner_tables.similar_conclusion(picture, found))
    near, better = st.columns([1.5, 1], gap="medium")
    with near:
        table = partner_tables.similar_table(picture, found)
        narrow_table(table, "similar", f"Похожие школы {year}")
    with better:
        table = partner_tables.gap_table(picture, found)
        if table is None:
            st.info("Работ, где у похожих школ справилось больше учеников, нет.")
        else:
            narrow_table(table, "gaps", f"Разница в учениках {year}")


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
        with_files(partner_tables.table(picture, found), "pairs", f"Пары {year}", dense=False)
    elif not picture.results:
        st.info(
            f"Пары по расчёту подбираются по результатам учеников. {LOAD}",
            icon=":material/upload_file:",
        )
    table = partner_tables.existing_table(picture, found)
    if table is not None:
        with_files(table, "existing_pairs", f"Пары из документов {year}")


views = (show_rules, show_groups, show_similar, show_pairs)
views[tabs.index(tab)]()
