"""«Обзор»: what needs attention now?"""

import streamlit as st

from shnor_core.workflow.overview import AttentionGroup, overview
from ui import address, definitions, downloads, grid, source
from ui.frame import current, heading
from ui.wording import plain

SHOWN_LINES = 4


def attention(group: AttentionGroup) -> None:
    st.markdown(f"**{group.mark} {group.title}** — {group.count}")
    lines = group.lines[:SHOWN_LINES]
    st.markdown("\n".join(f"- {plain(line)}" for line in lines) or "Ничего не найдено.")
    rest = group.lines[SHOWN_LINES:]
    if rest:
        with st.expander(f"Ещё {len(rest)}"):
            st.markdown("\n".join(f"- {plain(line)}" for line in rest))
    st.divider()


frame = current()
picture = frame.picture
levels = {"изменение": False, "значение": True}
definition = definitions.chosen()
mode = address.take("show", list(levels), "изменение", "Вид")
view = overview(
    picture,
    base=frame.base,
    year=frame.year,
    definition=definition,
    show_level=levels[mode],
)
detail = f"школ — {len(picture.schools)}, {frame.base} → {frame.year}"
heading("Обзор", view.title, frame, detail)
main, side = st.columns([4.4, 1.3], gap="medium")
with main:
    if view.headline.rows:
        source.on_click(picture, grid.show(view.headline, key="overview_headline"))
    tools = st.columns([3, 2, 1], vertical_alignment="center")
    tools[0].markdown(f"**{view.matrix.title}**")
    with tools[1]:
        address.switch("Вид", list(levels), key="show", default="изменение")
    with tools[2]:
        downloads.for_table(view.matrix, key="overview_matrix", file_name="Обзор")
    clicked = grid.show(view.matrix, key="overview_matrix", dense=True)
    source.on_click(picture, clicked)
with side:
    st.markdown("##### Что требует внимания сегодня")
    for group in view.attention:
        attention(group)
