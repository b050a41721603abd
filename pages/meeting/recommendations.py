"""«Рекомендации»: what the rules propose, why, and what the group says to it."""

from contextlib import nullcontext
from datetime import datetime

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.workflow import advice_answers, advice_tables, meeting
from shnor_core.workflow.advice import Proposal
from shnor_core.workflow.advice_answers import Answer, subject_of
from ui import actions, address, advice, data, grid, meetings, protocol
from ui.frame import current, empty, heading
from ui.guard import guarded
from ui.programme import choose_day, day_words, own_day
from ui.sign_in import can_edit, may_edit
from ui.wording import plain

frame = current(needs_tables=False)
territory = frame.territory.territory_id
store = data.store()


def write(proposal: Proposal, key: str, seen: str, *, accept: bool) -> None:
    """Runs before the page is drawn anew, over the answer the form was drawn with."""
    state = st.session_state
    try:
        advice_answers.decide(
            store,
            territory,
            frame.year,
            proposal,
            accept=accept,
            text=state[f"line_{key}"],
            reason=state[f"reason_{key}"],
            at=datetime.now(),
            seen=seen,
            wanted=protocol.chosen(),
        )
    except ShnorError as error:
        state["advice_refusal"] = str(error)
    else:
        told = "Строка вошла в черновик протокола." if accept else "Предложение отклонено."
        st.toast(told, icon=":material/check:")


def undo(answer: Answer, subject: str) -> None:
    try:
        advice_answers.undo(store, territory, answer, subject, at=datetime.now())
    except ShnorError as error:
        st.session_state["advice_refusal"] = str(error)


def form(proposal: Proposal, answer: Answer | None) -> None:
    """The line as worded, to be accepted, edited or rejected."""
    key = f"{proposal.rule.code}_{frame.year}_{answer.decision_id if answer else ''}"
    seen = answer.decision_id if answer else ""
    part = advice_tables.part_title(proposal)
    with st.form(f"advice_{key}", border=False):
        st.text_area(
            f"Строка протокола, раздел «{part}»",
            answer.text if answer else proposal.text,
            key=f"line_{key}",
            height=110,
        )
        st.text_input(
            "Причина: обязательна, если отклонить",
            answer.reason if answer else "",
            key=f"reason_{key}",
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                "Принять",
                type="primary",
                icon=":material/check:",
                on_click=write,
                args=(proposal, key, seen),
                kwargs={"accept": True},
            )
            st.form_submit_button(
                "Отклонить",
                icon=":material/close:",
                on_click=write,
                args=(proposal, key, seen),
                kwargs={"accept": False},
            )


def answered(answer: Answer, subject: str, proposal: Proposal) -> None:
    """What was decided, when, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**{advice_tables.answer_words(answer)}** · {plain(answer.who)},"
            f" {answer.at:%d.%m.%Y, %H:%M}",
            width="stretch",
        )
        if can_edit(territory):
            st.button(
                "Отменить решение",
                key=f"undo_{answer.decision_id}",
                icon=":material/undo:",
                on_click=undo,
                args=(answer, subject),
            )
    st.markdown(f"«{plain(answer.text)}»")
    home = advice_answers.meeting_of(store, territory, answer)
    if home:
        st.caption(f"Протокол {plain(meeting.title_of(home))}")
    elif answer.meeting_id:
        st.warning("Черновик удалён, решение никуда не вошло: примите его ещё раз.")
    if answer.reason:
        st.markdown(f"Причина: {plain(answer.reason)}")
    if answer.proposed != proposal.text:
        st.warning(
            f"Данные с тех пор изменились: тогда правило предлагало «{plain(answer.proposed)}».",
            icon=":material/sync_problem:",
        )


def show(proposal: Proposal, answer: Answer | None) -> None:
    """One proposal in full."""
    rule = proposal.rule
    st.markdown(f"#### {plain(rule.title)}")
    st.markdown(plain(rule.reason))
    st.caption(f"Источник правила: {plain(rule.source)} · файл {plain(rule.file)}")
    if answer:
        answered(answer, subject_of(rule.code, frame.year), proposal)
    if may_edit(territory):
        # what is decided is shown as decided; another answer is asked for
        with st.expander("Решить иначе") if answer else nullcontext():
            form(proposal, answer)
    for one in proposal.comparisons:
        words = plain(advice_tables.comparison_sentence(one))
        st.markdown(f"{'●' if one.agrees else '≠'} {words}")
    table = advice_tables.grounds_table(proposal, frame.picture.source_text)
    actions.headed("Основание", table, key="grounds", file_name=rule.title)
    grid.show(table, key="grounds", dense=True, heading=False)


top = st.container()
programmes = data.programmes(territory)
on = choose_day(programmes) if programmes else own_day(programmes)
with guarded():
    found = advice.proposals(territory, frame.base, frame.year, on)
if not found.proposals:
    empty(
        f"{frame.territory.name}: правила ничего не предлагают",
        "Правила смотрят на таблицы школ, списки, результаты процедур, риски и программу."
        " Загрузите те данные, которых ещё нет: экран «Загрузка».",
    )
given = meetings.answers(territory)
with top:
    heading(
        "Рекомендации",
        advice_tables.conclusion(found, given),
        frame,
        " · ".join(
            part for part in (frame.years, day_words(on, programmes) if programmes else "") if part
        ),
    )
    if refusal := st.session_state.pop("advice_refusal", ""):
        st.error(plain(refusal), icon=":material/error:")
    st.caption(
        "Предложение — не решение: в протокол входит только принятое группой. Отклонённое остаётся"
        " здесь с причиной."
    )
listed = advice_tables.answers_table(found, given)
short = advice_tables.proposal_list(found, given)
codes = [one.rule.code for one in found.proposals]
left, right = st.columns([1.15, 2], gap="medium")
with left:
    chosen = address.take("rule", codes, codes[0], "Предложение")
    clicked = grid.show(
        short, key="advice_list", selectable=True, selected=chosen, dense=True, heading=False
    )
    if clicked in codes and clicked != chosen:
        st.session_state["rule"] = clicked
        address.keep("rule")
        st.rerun()
    actions.for_table(listed, key="advice_answers", file_name="Рекомендации")
    if found.silent:
        with st.expander(f"Не проверено, данных нет: {len(found.silent)}"):
            st.markdown("\n".join(f"- {plain(one)}" for one in advice_tables.silent_lines(found)))
with right, st.container(border=True):
    one = found.proposals[codes.index(chosen)]
    show(one, given.get(subject_of(one.rule.code, frame.year)))
beside = advice_tables.comparison_table(found.proposals, frame.picture.source_text)
if beside is not None:
    actions.headed(plain(beside.title), beside, key="advice_lists", file_name="Списки и таблицы")
    grid.show(beside, key="advice_lists", dense=True, heading=False)
