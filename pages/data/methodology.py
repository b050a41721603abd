"""«Методика»: definitions, rules and formulas, with the live thresholds."""

import streamlit as st

from shnor_core.workflow import methodology
from ui import downloads, grid
from ui.frame import current, heading

frame = current(needs_tables=False)
heading("Методика", "Как получены числа: определения, правила и формулы", frame)
for table in (methodology.definitions(), methodology.quality_rules()):
    head = st.columns([6, 1], vertical_alignment="center")
    head[0].markdown(f"#### {table.title}")
    with head[1]:
        downloads.for_table(table, key=table.title, file_name=table.title)
    grid.show(table, key=f"grid_{table.title}", heading=False)
st.markdown(methodology.document())
