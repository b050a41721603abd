"""«Дорожная карта»: what is due, by whom, what is overdue."""

from datetime import datetime
from functools import partial

import streamlit as st

from shnor_core.wording import counted
from shnor_core.workflow import programme_edits
from shnor_core.workflow import roadmap_tables as tables
from shnor_core.workflow.programme_edits import StateRow
from ui import actions, address, data, grid, risk_profile
from ui import programme_views as views
from ui.editing import done, drawn, seen_version, told
from ui.frame import current, heading
from ui.guard import guarded
from ui.programme import (
    asked_for,
    choose_day,
    choose_programme,
    closed,
    contradictions,
    day_words,
    edits,
    log,
    monitoring_report,
)
from ui.sign_in import may_edit
from ui.wording import plain

frame = current(needs_tables=False)
told()
picture = choose_programme(frame, "Дорожная карта")
top = st.container()
left, beside = st.columns([1, 5], vertical_alignment="bottom")
on = choose_day([picture.programme], left)
place = frame.territory.territory_id, picture.programme.programme_id
lines = views.lines(*place, on)
with top:
    heading(
        "Дорожная карта",
        views.roadmap_conclusion(*place, on),
        frame,
        f"{counted(len(lines), 'мероприятие', 'мероприятия', 'мероприятий')},"
        f" {day_words(on, [picture.programme])}",
    )
with beside:
    monitoring_report(picture, on)
counts = tables.counts(lines)
labels = {"все": f"Все {len(lines)}"} | {
    str(kind): f"{text} {count}" for kind, text, count in counts
}
if lines:
    wanted = address.switch(
        "Состояние", list(labels), key="state", default="все", show=labels.__getitem__
    )
    shown = [one for one in lines if wanted in ("все", str(one.state.kind))]
    ids = tuple(one.row.measure_id for one in shown)
    in_words = tuple(one.row.measure_id for one in shown if one.in_words)
    dated = tuple(one for one in ids if one not in in_words)
    picked = grid.clicked("roadmap") or grid.clicked("words")
    opens = asked_for("measure", picked)
    chosen = address.clicked("measure", ("", *dated, *in_words), picked, "Мероприятие")
    st.caption("Нажмите на строку, чтобы прочитать о мере всё и отметить выполнение.")
    for part, of, key, name in (
        (dated, views.roadmap_table, "roadmap", "Дорожная карта"),
        (in_words, views.words_table, "words", "Срок словами"),
    ):
        if part:
            table = of(*place, on, part)
            actions.headed(plain(table.title), table, key=key, file_name=name)
            grid.show(table, key=key, selectable=True, selected=chosen, dense=True, heading=False)


def enter(measure_id: str) -> None:
    """State of one measure with what proves it."""
    before = picture.states.get(measure_id)
    versions = {measure_id: before.version} if before else {}
    words = tables.STATUSES
    with st.form(f"state_{measure_id}", border=False):
        status = st.selectbox(
            "Состояние",
            list(words),
            index=list(words).index(before.status) if before else 0,
            format_func=words.__getitem__,
        )
        done_on = st.date_input(
            "Когда выполнено",
            before.done_on if before and before.done_on else on,
            format="DD.MM.YYYY",
        )
        evidence = st.text_input(
            "Подтверждение: ссылка или документ", before.evidence if before else ""
        )
        note = st.text_input("Примечание", before.note if before else "")
        if not st.form_submit_button("Записать", type="primary"):
            drawn(measure_id, versions)
            return
    state = StateRow(
        measure_id,
        status,
        done_on if status == "done" else None,
        evidence.strip(),
        note.strip(),
        seen_version(measure_id, versions).get(measure_id, 0),
    )
    with guarded():
        programme_edits.enter_state(data.store(), picture, state, why=note, at=datetime.now())
    closed("measure")
    done("Состояние записано: его видно в журнале и можно отменить.")


@st.dialog("Мероприятие", width="large", on_dismiss=partial(closed, "measure"))
def details(one: tables.Line) -> None:
    """Stands over the row: below a table of forty rows nobody would see it."""
    main, side = st.columns([1.6, 1], gap="medium")
    with main:
        st.markdown(f"### {plain(one.row.number)} {plain(one.row.title)}")
        facts = (
            ("Состояние", one.state.text),
            ("Срок, как напечатан", one.row.due_text),
            ("Задача", one.row.task),
            ("Ожидаемый результат", one.row.expected),
            ("Показатель", one.row.indicator),
            ("Ответственный", one.row.responsible),
            ("Примечание", one.row.note),
            ("Источник", one.row.source_ref),
        )
        for label, text in facts:
            if text:
                st.markdown(f":gray[{label}:] {plain(text)}")
    with side:
        st.markdown("**Отметить выполнение**")
        if may_edit(frame.territory.territory_id):
            enter(one.row.measure_id)


if lines:
    if chosen and opens:
        details(next(one for one in lines if one.row.measure_id == chosen))
    log(edits(picture, "measure"), picture)

factors = views.factor_table(*place)
if factors is not None:
    actions.headed(plain(factors.title), factors, key="factors", file_name="Факторы риска")
    grid.show(factors, key="factors", dense=True, heading=False)
risk_profile.of_territory(frame.territory.territory_id)
contradictions(picture)
