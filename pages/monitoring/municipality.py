"""«Муниципалитет»: the municipal table, its dynamics, reconciliation with the school tables."""

import streamlit as st

from shnor_core.model import Level
from shnor_core.wording import counted
from shnor_core.workflow.change_cells import row_title
from shnor_core.workflow.municipality import municipal_chart
from ui import actions, address, charts, data, definitions, grid, source
from ui.frame import current, empty, heading
from ui.wording import plain

frame = current()
picture = frame.picture
indicators = picture.indicators(Level.TERRITORY)
codes = [one.code for one in indicators]
titles = {one.code: row_title(one) for one in indicators}
if not codes:
    empty(
        f"{frame.territory.name}: муниципальной таблицы нет",
        "Загрузите показатели муниципалитета по годам на экране «Загрузка»: лист «Мониторинг»"
        " бланка, столбец «Школа» оставьте пустым.",
    )
definition = definitions.chosen()
view = data.municipal(
    frame.territory.territory_id, picture.indicator_set, frame.base, frame.year, definition
)
heading(
    "Муниципалитет",
    view.title,
    frame,
    counted(len(codes), "показатель", "показателя", "показателей"),
)
actions.headed(
    "Муниципальная таблица", view.table, key="municipal_table", file_name="Муниципалитет"
)
source.on_click(picture, grid.show(view.table, key="municipal_table", heading=False, dense=True))
main, side = st.columns([2, 1.3], gap="medium")
table = view.reconciliation
reconciled = bool(picture.schools and table.rows)
with main:
    if reconciled:
        actions.headed(plain(table.title), table, key="reconciliation", file_name="Сверка")
        clicked = grid.show(table, key="reconciliation", heading=False, dense=True)
        source.on_click(picture, clicked)
    if view.sentences:
        st.markdown("**Динамика словами**")
        with st.container(key="dynamics"):
            st.markdown("\n".join(f"- {mark} {plain(text)}" for mark, text in view.sentences))
beside = reconciled or bool(view.sentences)
with side if beside else main:
    code = address.select(
        "Показатель на графике", codes, key="indicator", default=codes[0], show=titles.get
    )
    spec = municipal_chart(picture, code, base=frame.base, year=frame.year, definition=definition)
    charts.show(spec, key="municipal_chart", width=610 if beside else 948)
    actions.for_chart(
        spec, key="municipal_chart_files", file_name="Муниципалитет", chart_key="municipal_chart"
    )
    if frame.base != frame.year:
        definitions.choose()
