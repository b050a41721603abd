"""«Результаты процедур»: ВПР, ОГЭ, ЕГЭ, КДР by school and year."""

import streamlit as st

from shnor_core.wording import counted
from shnor_core.workflow import results_charts, results_journal, results_tables
from shnor_core.workflow.results import moment, school_year
from ui import actions, address, charts, data, definitions, grid, source
from ui.frame import current, empty, heading
from ui.wording import plain

frame = current(needs_tables=False)
picture = data.results(frame.territory.territory_id)
if not picture.results:
    empty(
        f"{frame.territory.name}: результатов процедур нет",
        "Загрузите результаты ВПР, ОГЭ, ЕГЭ или КДР: лист «Результаты» бланка или отчёт ФИС ОКО"
        " на экране «Загрузка».",
    )
years = list(reversed(picture.years))
top = st.container()
left, middle, _ = st.columns([1, 2.2, 4])
with left:
    year = address.select(
        "Учебный год", years, key="results_year", default=years[0], show=school_year
    )
works = [one for one in picture.of_year(year) if one.held]
titles = {one.procedure_id: f"{one.title}, {moment(one)}" for one in works}
with middle:
    chosen = address.select(
        "Процедура", list(titles), key="procedure", default=next(iter(titles)), show=titles.get
    )
with top:
    heading(
        "Результаты процедур",
        results_tables.conclusion(picture, year),
        frame,
        f"{counted(len(picture.schools), 'школа', 'школы', 'школ')}, {school_year(year)}"
        " учебный год",
    )


def with_files(table, key: str, name: str) -> None:
    actions.headed(plain(table.title), table, key=key, file_name=name)
    clicked = grid.show(table, key=key, dense=True, heading=False)
    source.on_result_click(picture, clicked)


procedure = picture.by_id[chosen]
tabs = ["Все процедуры", "Одна процедура", "Изменение по годам", "ВПР и журнал"]
tab = address.switch("Вид", tabs, key="results_tab", default=tabs[0])
if tab == tabs[0]:
    with_files(
        data.heat_table(frame.territory.territory_id, year), "results_heat", "Результаты процедур"
    )
elif tab == tabs[1]:
    shares, marks = st.columns(2, gap="medium")
    specs = {
        "low_share": results_charts.low_share_chart(picture, procedure),
        "marks": results_charts.marks_chart(picture, procedure),
    }
    for place, (key, spec) in zip((shares, marks), specs.items(), strict=True):
        with place:
            if spec is None:
                st.info("Для этой процедуры известны не все отметки: распределения нет.")
                continue
            charts.show(spec, key=key)
            actions.for_chart(spec, key=f"{key}_files", file_name=procedure.title, chart_key=key)
    summary = results_tables.marks_table(picture, procedure)
    if summary is not None:
        with_files(summary, "results_marks", f"{procedure.title} отметки")
elif tab == tabs[2]:
    earlier = {one.procedure_id: one for one in picture.earlier(procedure)}
    if not earlier:
        st.info(f"{procedure.title}: более ранних работ в данных нет.")
    else:
        pick, define = st.columns(2)
        with pick:
            before = st.selectbox(
                "Сравнить с", list(earlier), format_func=lambda one: moment(earlier[one])
            )
        with define:
            definition = definitions.choose(shares_of_twos=True)
        table = results_tables.change_table(picture, earlier[before], procedure, definition)
        with_files(table, "results_change", f"{procedure.title} изменение")
else:
    journal = results_journal.journal_table(picture, procedure)
    signs = results_journal.marker_table(picture, year)
    if journal is None:
        st.info("Сравнения с отметками журнала для этой процедуры нет: выберите ВПР.")
    else:
        with_files(journal, "results_journal", f"{procedure.title} журнал")
    if signs is not None:
        with_files(signs, "results_signs", "Возможные признаки")
