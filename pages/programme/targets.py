"""«Целевые показатели»: plan and fact, which will not make it, what proves a «да»."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

import streamlit as st

from shnor_core.wording import counted
from shnor_core.workflow import programme_edits
from shnor_core.workflow import programme_shares as shares
from shnor_core.workflow import target_details as details
from shnor_core.workflow import target_tables as tables
from shnor_core.workflow.definitions import Definition
from shnor_core.workflow.evidence import evidence_links
from shnor_core.workflow.programme_edits import FactRow
from shnor_core.workflow.programme_shares import Computed
from ui import actions, address, charts, data, definitions, grid
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
from ui.wording import link, plain

TABLE, CHART = "таблица", "график"
ATTENTION, EVERY = "Требуют внимания", "Все"
VALUES = {"percent": "Процент", "count": "Количество"}

frame = current(needs_tables=False)
told()
picture = choose_programme(frame, "Целевые показатели")
top = st.container()
left, beside = st.columns([1, 5], vertical_alignment="bottom")
on = choose_day([picture.programme], left)
place = frame.territory.territory_id, picture.programme.programme_id
judged = views.judged(*place, on)
with top:
    heading(
        "Целевые показатели",
        views.targets_conclusion(*place, on),
        frame,
        f"{counted(len(judged), 'показатель', 'показателя', 'показателей')},"
        f" {counted(len(picture.sections), 'раздел', 'раздела', 'разделов')},"
        f" {day_words(on, [picture.programme])}",
    )
with beside:
    files = st.container(horizontal=True, horizontal_alignment="distribute")
with files:
    monitoring_report(picture, on)
if not judged:
    contradictions(picture)
    st.stop()
summary = views.summary_table(*place, on)
with files:
    actions.for_table(summary, key="target_summary", file_name="Показатели по статусам")
grid.show(summary, key="target_summary", dense=True, heading=False, foot=False)

line = st.container(horizontal=True, vertical_alignment="center")
rows, section, kind, which, view, taken = (
    line.container(width=wide) for wide in ("content", 240, 160, 180, "content", "content")
)
with section:
    sections = ["все", *picture.sections]
    asked = address.select(
        "Раздел", sections, key="section", default="все", show="Раздел: {}".format, hidden=True
    )
with kind:
    kinds = {"все": "", "инвариантные": "invariant", "вариативные": "variable"}
    wanted = address.select(
        "Вид", list(kinds), key="kind", default="все", show="Вид: {}".format, hidden=True
    )
with which:
    statuses = ["все", *dict.fromkeys(one.found.title for one in judged)]
    status = address.select(
        "Статус", statuses, key="status", default="все", show="Статус: {}".format, hidden=True
    )
with view:
    look = address.switch("Вид показа", [TABLE, CHART], key="view", default=TABLE)
filtered = [
    one
    for one in judged
    if asked in ("все", one.row.section)
    and (not kinds[wanted] or one.row.kind == kinds[wanted])
    and status in ("все", one.found.title)
]
among = {one.row.target_id for one in filtered}
needing = views.needing_attention(*place, on)
urgent = [one.row.target_id for one in needing if one.row.target_id in among]
lists = {ATTENTION: urgent, EVERY: [one.row.target_id for one in filtered]}
with rows:
    # a link to an indicator that is doing well opens the list it stands in
    linked_to = st.query_params.get("target")
    opens = ATTENTION if needing and linked_to in (None, *urgent) else EVERY
    listed = address.switch(
        "Показатели",
        list(lists),
        key="rows",
        default=opens,
        show=lambda name: f"{name} {len(lists[name])}",
    )
ids = tuple(lists[listed])
table = views.target_table(*place, on, ids)
picked = grid.clicked("targets") or grid.clicked("target_summary")
# what was opened stays chosen when it leaves the list
options = ("", *dict.fromkeys((*ids, *lists[EVERY])))
opens = asked_for("target", picked)
chosen = address.clicked("target", options, picked, "Показатель")
spec = views.bullet_chart(*place, on, ids) if look == CHART else None
if spec is not None:
    charts.show(spec, key="bullets", width=charts.WHOLE)
    with taken:
        actions.for_chart(spec, key="bullet_files", file_name="План и факт", chart_key="bullets")
else:
    if look == CHART:
        st.caption("Ни у одного из выбранных показателей нет и плана, и факта в процентах.")
    st.caption(
        "Нажмите на строку, чтобы увидеть, из чего сложилось значение, и записать факт."
        if ids
        else "Таких показателей нет."
    )
    with taken:
        actions.for_table(table, key="targets", file_name="Целевые показатели")
    grid.show(table, key="targets", selectable=True, selected=chosen, dense=True, heading=False)


def enter(target_id: str, unit: str) -> None:
    """One fact of one date, with what proves it."""
    versions = {one.as_of.isoformat(): one.version for one in picture.facts.get(target_id, ())}
    with st.form(f"fact_{target_id}", border=False):
        day = st.date_input("На дату", on, format="DD.MM.YYYY", key=f"day_{target_id}")
        yes, value, part, whole = None, None, None, None
        if unit == "yes_no":
            said = st.radio("Факт", ["да", "нет"], index=None, horizontal=True)
            yes = None if said is None else said == "да"
        else:
            left, middle, right = st.columns(3)
            value = left.number_input(VALUES.get(unit, "Значение"), min_value=0.0, value=None)
            part = middle.number_input("Сколько", min_value=0, value=None, step=1)
            whole = right.number_input("Из скольких", min_value=0, value=None, step=1)
        evidence = st.text_input("Подтверждение: ссылка или документ")
        note = st.text_input("Примечание")
        if not st.form_submit_button("Записать факт", type="primary"):
            drawn(target_id, versions)
            return
    fact = FactRow(
        fact_id=f"{target_id}:{day}",
        target_id=target_id,
        as_of=day,
        value=value,
        numerator=part,
        denominator=whole,
        yes=yes,
        evidence=evidence.strip(),
        note=note.strip(),
        version=seen_version(target_id, versions).get(day.isoformat(), 0),
    )
    with guarded():
        programme_edits.enter_fact(data.store(), picture, fact, why=note, at=datetime.now())
    closed("target")
    done("Факт записан: его видно в журнале и можно отменить.")


def linked(label: str, url: str) -> str:
    """A link where the document gives one, otherwise the words of the document."""
    return link(label, url) if url else plain(label)


def compare(target_id: str) -> Definition:
    """What the results of procedures give for the indicator, and the definition it rests on."""
    definition = definitions.choose(shares_of_twos=True)
    pool = data.results(frame.territory.territory_id)
    known = [fact.as_of for fact in picture.facts.get(target_id, ()) if fact.as_of <= on]
    found = shares.computed(pool, target_id, known[-1] if known else on, definition)
    if found is not None and found.after is not None:
        table = shares.contributions(picture, pool, found)
        actions.shown(table, key="share", file_name="Вклад школ в показатель")
    return definition


@st.dialog("Показатель", width="large", on_dismiss=partial(closed, "target"))
def show(one: tables.Judged, by_day: Mapping[date, Computed]) -> None:
    """Stands over the row: below a table of fifty rows nobody would see it."""
    main, side = st.columns([1.6, 1], gap="medium")
    with main:
        st.markdown(f"### {plain(one.row.code)} {plain(one.row.title)}")
        st.markdown(plain(one.found.sentence))
        printed = plain(one.row.printed) or "не напечатан"
        st.markdown(f":gray[Напечатано:] «{printed}» :gray[· {plain(one.row.source_ref)}]")
        for text in (*one.found.doubts, *([one.row.note] if one.row.note else [])):
            st.markdown(f"- **?** {plain(text)}")
        for text in one.found.notes:
            st.markdown(f"- {plain(text)}")
        links = evidence_links(one.evidence)
        if links:
            st.markdown(":gray[Подтверждение:] " + ", ".join(linked(*link) for link in links))
        facts = details.facts_table(picture, one.row.target_id, by_day)
        if facts.rows:
            grid.show(facts, key="facts", dense=True)
        if by_day:
            st.caption("Из чего доля сложилась по результатам, показано под списком показателей.")
    with side:
        st.markdown("**Ввести факт**")
        if may_edit(frame.territory.territory_id):
            enter(one.row.target_id, one.row.unit)


by_day: Mapping[date, Computed] = {}
if len(shares.links().get(chosen, ())) == 1:
    by_day = views.computed(*place, chosen, compare(chosen))
if chosen and opens:
    show(next(one for one in judged if one.row.target_id == chosen), by_day)
log(edits(picture, "fact"), picture)
contradictions(picture)
