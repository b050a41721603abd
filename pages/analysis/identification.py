"""«Идентификация»: who meets the criteria, why, how surely, and what would change it."""

from fractions import Fraction

import streamlit as st

from shnor_core.wording import counted
from shnor_core.workflow import identification as workflow
from shnor_core.workflow import identification_tables
from shnor_core.workflow.identification import Join, MethodKind, Scope, WhatIf
from shnor_core.workflow.results import school_year
from ui import actions, address, charts, data, grid
from ui.frame import current, empty, heading
from ui.guard import guarded
from ui.wording import plain

NEIGHBOUR = 5
frame = current(needs_tables=False)
picture = data.results(frame.territory.territory_id)
if not picture.results:
    empty(
        f"{frame.territory.name}: судить не по чему, результатов процедур нет",
        "Загрузите результаты ВПР, ОГЭ и ЕГЭ: лист «Результаты» бланка или отчёт ФИС ОКО"
        " на экране «Загрузка».",
    )
with guarded():
    methods = {one.method_id: one for one in workflow.methods()}
years = list(workflow.judged_years(picture))


def what_if(method, by_share: bool) -> WhatIf:
    """Every number of the rule can be moved; what is not moved stays as the method says."""
    if not by_share:
        return workflow.AS_WRITTEN
    rule = method.low_share
    own = round(float(rule.threshold * 100))
    threshold = st.session_state.get("threshold", own)
    with st.popover("Другие условия", icon=":material/tune:"):
        minimum = st.number_input(
            "Наименьшее число участников", 0, 100, rule.minimum_participants, key="minimum"
        )
        count = st.number_input(
            "Процедур за последний год (правило А)",
            1,
            8,
            max(one.last_year for one in rule.branches),
            key="procedures_needed",
            disabled=any(one.scope is Scope.SAME for one in rule.branches[:1]),
        )
        scope = st.radio(
            "Процедуры двух лет",
            list(Scope),
            index=list(Scope).index(rule.branches[-1].scope),
            format_func={Scope.ANY: "любые", Scope.SAME: "одна и та же"}.get,
            key="scope",
        )
        join = st.radio(
            "Правила соединены",
            list(Join),
            index=list(Join).index(rule.join),
            format_func={Join.OR: "или", Join.AND: "и"}.get,
            key="join",
        )
    return WhatIf(
        threshold=None if threshold == own else Fraction(threshold, 100),
        minimum_participants=None if minimum == rule.minimum_participants else minimum,
        last_year=None if count == max(one.last_year for one in rule.branches) else count,
        scope=None if scope is rule.branches[-1].scope else scope,
        join=None if join is rule.join else join,
    )


def neighbours(method, year: int, moved: WhatIf) -> None:
    """Who would enter and who would leave at the neighbouring thresholds, before it is moved."""
    own = float((moved.threshold or method.low_share.threshold) * 100)
    points = data.neighbours(
        frame.territory.territory_id,
        method,
        year,
        moved,
        (own - NEIGHBOUR, own + NEIGHBOUR),
    )
    for place, (share, text) in zip(st.columns(len(points)), points, strict=True):
        place.markdown(f":gray[При {share} %]  \n**{plain(text)}**")


top = st.container()
controls = st.columns([1.5, 1, 1.6, 1.4, 2.6], vertical_alignment="bottom")
with controls[0]:
    method_id = address.select(
        "Методика",
        list(methods),
        key="method",
        default=next(iter(methods)),
        show=lambda one: methods[one].title,
    )
method = methods[method_id]
by_share = method.kind in (MethodKind.LOW_SHARE, MethodKind.CLUSTERS)
with controls[1]:
    year = address.select(
        "Учебный год", years, key="results_year", default=years[0], show=school_year
    )
with controls[2]:
    if by_share:
        own = round(float(method.low_share.threshold * 100))
        st.slider("Что если порог доли «2» другой, %", 20, 40, own, key="threshold")
with controls[3]:
    moved = what_if(method, by_share)
with guarded():
    judgement = data.judgement(frame.territory.territory_id, method, year, moved)
official = workflow.official(picture, year)
conclusion, table = data.verdict_list(frame.territory.territory_id, method, year, moved)
with controls[4]:
    if by_share:
        neighbours(method, year, moved)
with top:
    heading(
        "Идентификация",
        conclusion,
        frame,
        f"{counted(len(picture.schools), 'школа', 'школы', 'школ')}, {method.title}",
    )
if moved.moved:
    st.info(
        "Условия изменены: показано «что если», а не вывод по методике.", icon=":material/tune:"
    )
ids = [row.key for row in table.rows if row.kind == "data"]
chosen = address.take("school", ids, ids[0], "Школа")
main, side = st.columns([2.3, 1.3], gap="medium")
with main:
    actions.headed(plain(table.title), table, key="verdicts", file_name=f"Идентификация {year}")
    clicked = grid.show(
        table, key="verdicts", selectable=True, selected=chosen, dense=True, heading=False
    )
    if clicked in ids and clicked != chosen:
        st.session_state["school"] = clicked
        address.keep("school")
        st.rerun()
with side:
    verdict = data.verdict(frame.territory.territory_id, method, year, moved, chosen)
    name = picture.names[chosen]
    st.markdown(f"### {plain(workflow.headline(verdict, name))}")
    st.markdown("\n".join(f"- {plain(text)}" for text in workflow.sentences(verdict)))
    st.markdown(f"- {plain(identification_tables.official_sentence(official, chosen, year))}")
    spec = data.evidence_chart(frame.territory.territory_id, method, year, moved, chosen)
    if spec is not None:
        charts.show(spec, key="evidence", width=558)
        actions.for_chart(
            spec, key="evidence_files", file_name=f"{name} {year}", chart_key="evidence"
        )
tabs = ["Две методики", "По годам", "Индексы", "Методика"]
tab = address.switch("Подробнее", tabs, key="identification_tab", default=tabs[0])
if tab == tabs[0]:
    others = [one for one in methods if one != method_id]
    other = st.selectbox("Сравнить с методикой", others, format_func=lambda one: methods[one].title)
    with guarded():
        second = data.judgement(
            frame.territory.territory_id, methods[other], year, workflow.AS_WRITTEN
        )
    details = identification_tables.comparison_table(picture, judgement, second)
elif tab == tabs[1]:
    judgements = [
        data.judgement(frame.territory.territory_id, method, one, moved) for one in sorted(years)
    ]
    details = identification_tables.history_table(picture, judgements)
elif tab == tabs[2]:
    details = data.index_table(frame.territory.territory_id, year)
else:
    details = identification_tables.method_table(method)
if details is None:
    st.info("Для индексов нет данных: загрузите социальный паспорт, кадры и оснащение школ.")
else:
    grid.show(details, key="details")
    actions.for_table(details, key="details_files", file_name=details.title)
