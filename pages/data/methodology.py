"""«Методика»: definitions, rules, methods and formulas, with the live thresholds."""

import streamlit as st

from shnor_core.workflow import identification, identification_tables, methodology
from ui import actions, data, grid
from ui.frame import current, heading
from ui.guard import guarded

frame = current(needs_tables=False)
heading("Методика", "Как получены числа: определения, правила, методики и формулы", frame)
with guarded():
    methods = identification.methods()
tables = {
    "Определения динамики": [methodology.definitions()],
    "Методики идентификации": [identification_tables.method_table(one) for one in methods],
    "Проверка данных": [methodology.quality_rules()],
}
printed = data.criteria_table(frame.territory.territory_id)
if printed is not None:
    tables["Методики идентификации"].insert(0, printed)
for tab, members in zip(st.tabs([*tables, "Формулы"]), [*tables.values(), []], strict=True):
    with tab:
        for table in members:
            grid.show(table, key=f"grid_{table.title}")
            actions.for_table(table, key=table.title, file_name=table.title)
        if not members:
            st.markdown(methodology.document())
