"""«Школа»: one school's table, dynamics, place among the others, doubts."""

from datetime import date

import streamlit as st

from shnor_core.model import Level
from shnor_core.workflow import school_dossier, school_page
from shnor_core.workflow.change_cells import row_title
from shnor_core.workflow.comparison import comparison
from ui import (
    actions,
    address,
    charts,
    data,
    definitions,
    downloads,
    grid,
    links,
    risk_profile,
    school_partners,
    source,
)
from ui.editing import told
from ui.frame import current, empty, heading
from ui.wording import plain

frame = current()
told()
picture = frame.picture
territory = frame.territory.territory_id
ids = [one.school_id for one in picture.schools]
if not ids:
    empty(
        f"{frame.territory.name}: таблиц школ нет",
        "Загрузите показатели школ по годам на экране «Загрузка»: лист «Мониторинг» бланка.",
    )


def step(by: int) -> None:
    position = (ids.index(st.session_state["school"]) + by) % len(ids)
    st.session_state["school"] = ids[position]


def dossier() -> school_dossier.Dossier:
    """What the page of the school is made of, gathered when it is asked for."""
    return school_dossier.dossier(
        data.store(),
        picture,
        data.results(territory),
        [data.programme(territory, one.programme_id) for one in data.programmes(territory)],
        school_id,
        base=frame.base,
        year=frame.year,
        definition=definition,
        on=date.today(),
        partners=school_partners.of(territory, school_id, frame.year),
    )


back, choice, forward, _ = st.columns([0.4, 2.4, 0.4, 6], vertical_alignment="bottom")
with choice:
    school_id = address.select(
        "Школа", ids, key="school", default=ids[0], show=picture.names.__getitem__, hidden=True
    )
back.button("‹", key="school_back", on_click=step, args=(-1,), help="Предыдущая школа")
forward.button("›", key="school_forward", on_click=step, args=(1,), help="Следующая школа")
definition = definitions.chosen()
view = data.card(
    frame.territory.territory_id,
    picture.indicator_set,
    school_id,
    frame.base,
    frame.year,
    definition,
)
heading("Школа", view.title, frame, frame.years)
with st.container(horizontal=True, vertical_alignment="center"):
    st.markdown(" ".join(f":gray-badge[{plain(chip)}]" for chip in view.chips), width="stretch")
    downloads.for_document(
        "Страница школы (.docx)",
        lambda: school_page.school_page(dossier()),
        key="school_page",
        file_name=view.school.short_name,
    )
main, side = st.columns([3.3, 1.1], gap="medium")
with main:
    counts = " · ".join(f"{mark} {word} {count}" for mark, word, count in view.verdicts)
    actions.headed(
        counts or "Показатели", view.table, key="school_table", file_name=view.school.short_name
    )
    source.on_click(picture, grid.show(view.table, key="school_table", heading=False, dense=True))
    if view.sentences:
        st.markdown("**Динамика словами**")
        with st.container(key="dynamics"):
            st.markdown("\n".join(f"- {mark} {plain(text)}" for mark, text in view.sentences))
    school_partners.show(frame.territory.territory_id, school_id, frame.year)
with side:
    codes = [one.code for one in picture.indicators(Level.SCHOOL)]
    titles = {one.code: row_title(one) for one in picture.indicators(Level.SCHOOL)}
    code = address.select(
        "Показатель на графике",
        codes,
        key="indicator",
        default=codes[1] if len(codes) > 1 else codes[0],
        show=titles.get,
    )
    spec = comparison(
        picture, school_id, code, base=frame.base, year=frame.year, definition=definition
    )
    charts.show(spec, key="school_chart", width=382)
    actions.for_chart(
        spec,
        key="school_chart_files",
        file_name=f"{view.school.short_name} {code}",
        chart_key="school_chart",
    )
    definitions.choose()
    if view.doubts:
        st.markdown("**? Показания не уточнены**")
        for finding in view.doubts:
            st.markdown(f"- {plain(finding.message)}")
        links.to("pages/data/quality.py", "Уточнить", finding=view.doubts[0].finding_id)
    if view.contradictions:
        st.markdown("**≠ Противоречия в документе**")
        for finding in view.contradictions:
            st.markdown(f"- {plain(finding.message)}")
    if view.lists:
        with st.expander(f"Списки документа, где названа школа: {len(view.lists)}"):
            lines = (f"- {plain(text)} :gray[— {plain(place)}]" for text, place in view.lists)
            st.markdown("\n".join(lines))
risk_profile.of_school(frame.territory.territory_id, school_id, frame.year)
