"""«Территории»: all municipalities side by side; each opens its own screens."""

import streamlit as st

from shnor_core.workflow import region as workflow
from shnor_core.workflow.results import school_year
from ui import actions, address, grid, links
from ui import region as data
from ui.frame import current, empty, heading
from ui.guard import guarded
from ui.wording import plain

frame = current(needs_tables=False)
years = list(data.years())
if not years:
    empty(
        "Сравнивать нечего: результатов процедур нет ни у одной территории",
        "Загрузите результаты ВПР, ОГЭ или ЕГЭ на экране «Загрузка».",
    )
with guarded():
    methods = {one.method_id: one for one in workflow.comparable_methods()}
top = st.container()
left, right, _ = st.columns([2, 1.4, 2.6])
with left:
    method_id = address.select(
        "Методика",
        list(methods),
        key="region_method",
        default=next(iter(methods)),
        show=lambda one: methods[one].title,
    )
with right:
    # 0 stands for «each in its own last year»: an address has no better word for none
    asked = address.select(
        "Учебный год",
        [0, *years],
        key="region_year",
        default=0,
        show=lambda one: school_year(one) if one else "последний у каждой",
    )
    year = asked or None
with guarded():
    found = data.region(methods[method_id], year)
with top:
    heading("Территории", workflow.conclusion(found), frame, methods[method_id].title)
table = data.table(methods[method_id], year)
ids = [row.key for row in table.rows]
actions.headed(plain(table.title), table, key="region", file_name="Территории")
chosen = grid.show(table, key="region", selectable=True, heading=False)
if chosen in ids:
    name = next(line.counts.name for line in found.lines if line.counts.territory_id == chosen)
    with st.container(horizontal=True):
        links.to("pages/monitoring/overview.py", f"Обзор: {plain(name)}", territory=chosen)
        links.to("pages/analysis/identification.py", "Идентификация", territory=chosen)
        links.to("pages/programme/targets.py", "Целевые показатели", territory=chosen)
else:
    st.caption("Нажмите на строку, чтобы открыть экраны территории.")
