"""«Качество данных»: everything doubtful, where it stands, how to settle it."""

from datetime import datetime

import streamlit as st

from shnor_core.errors import ShnorError
from shnor_core.model import Finding, Observation, Reading, Unit
from shnor_core.workflow import decisions, quality_cells, quality_view
from shnor_core.workflow.decisions import Settlement
from ui import actions, address, data, doubts, grid, source, upload_quality
from ui.frame import Frame, current, heading
from ui.guard import guarded
from ui.sign_in import can_edit, may_edit
from ui.wording import plain

OTHER, NO_VALUE = "другое число", "нет"


def write(territory: str, subject: str, settlement: Settlement, before: str, seen: str) -> None:
    """Runs before the page is drawn anew, so that a form whose place is gone is not lost."""
    try:
        decisions.settle(
            data.store(),
            territory=territory,
            subject=subject,
            settlement=settlement,
            before=before,
            at=datetime.now(),
            seen=seen,
        )
    except ShnorError as error:
        st.session_state["quality_refusal"] = str(error)
    else:
        st.session_state["quality_written"] = True


def seen_of(frame: Frame, subject: str) -> str:
    settled = frame.picture.settled.get(subject)
    return settled.decision_id if settled else ""


def settle_cell(frame: Frame, observation: Observation) -> None:
    """Choose a reading, replace the value, or leave the cell without one."""
    options = quality_cells.readings(frame.picture, observation)
    labels = [quality_cells.alternative_text(one) for one in options]
    captions = {OTHER: "введите своё", NO_VALUE: "показывать напечатанное, не считать"}
    cell = observation.observation_id
    with st.form(f"settle_{cell}", border=False):
        st.radio(
            "Как читать",
            [*labels, OTHER, NO_VALUE],
            index=None,
            key=f"read_{cell}",
            format_func=lambda one: f"{one} — {captions[one]}" if one in captions else one,
        )
        left, right = st.columns(2)
        left.number_input("Своё число", min_value=0.0, value=None, step=1.0, key=f"value_{cell}")
        right.selectbox(
            "Единица",
            [Unit.COUNT, Unit.PERCENT],
            key=f"unit_{cell}",
            format_func={Unit.COUNT: "человек или школ", Unit.PERCENT: "процент"}.get,
        )
        st.text_area(
            "Причина", placeholder="Войдёт в журнал и в сноску протокола", key=f"reason_{cell}"
        )
        st.form_submit_button(
            "Сохранить решение",
            type="primary",
            on_click=submit_cell,
            args=(
                frame.territory.territory_id,
                observation,
                {label: one.reading for label, one in zip(labels, options, strict=True)},
                seen_of(frame, cell),
            ),
        )


def submit_cell(
    territory: str, observation: Observation, readings: dict[str, Reading], seen: str
) -> None:
    cell, state = observation.observation_id, st.session_state
    chosen = state[f"read_{cell}"]
    if chosen is None:
        state["quality_refusal"] = "Выберите, как читать ячейку."
        return
    value, unit = state[f"value_{cell}"], state[f"unit_{cell}"]
    if chosen in readings:
        value, unit = readings[chosen].value, readings[chosen].unit
    kind = "no_value" if chosen == NO_VALUE else "reading"
    made = Settlement(kind, None if kind == "no_value" else value, unit, state[f"reason_{cell}"])
    write(territory, cell, made, observation.reading.raw, seen)


def accept(frame: Frame, finding: Finding) -> None:
    """Let the finding stand: the printed text is right as it is."""
    key = f"accept_reason_{finding.finding_id}"
    with st.form(f"accept_{finding.finding_id}", border=False):
        st.text_input("Причина", placeholder="Например: школа подтвердила письмом", key=key)
        st.form_submit_button(
            "Верно, как напечатано",
            on_click=submit_accept,
            args=(
                frame.territory.territory_id,
                finding,
                key,
                seen_of(frame, finding.finding_id),
            ),
        )


def submit_accept(territory: str, finding: Finding, key: str, seen: str) -> None:
    made = Settlement("accept", reason=st.session_state[key])
    write(territory, finding.finding_id, made, finding.text, seen)


def show_finding(frame: Frame, finding: Finding, position: int, total: int) -> None:
    rule = quality_view.rule_of(finding)
    st.markdown(f"#### {plain(found.place(finding))}")
    sides = quality_cells.printed_sides(finding)
    # places that disagree are rows of their own table
    reference = "" if sides else f" · {plain(finding.source_ref)}"
    st.caption(f"{position} из {total} · {rule.title}{reference}")
    printed = sides or quality_cells.printed_rows(frame.picture, finding)
    if printed.rows:
        st.markdown("**Как напечатано**")
        source.on_click(
            frame.picture, grid.show(printed, key="quality_printed", dense=True, heading=False)
        )
    elif finding.text:
        st.markdown(f"**Как напечатано:** {plain(finding.text)}")
    st.markdown("**Почему это важно**")
    st.markdown(f"{plain(finding.message)} {plain(rule.why)}")
    if not may_edit(frame.territory.territory_id):
        return
    cells = quality_cells.open_cells(frame.picture, finding)
    if cells:
        st.markdown("**Как читать ячейку**")
        names = {one.observation_id: cell_name(frame, one) for one in cells}
        key = st.selectbox(
            "Ячейка", list(names), format_func=names.get, label_visibility="collapsed"
        )
        settle_cell(frame, next(one for one in cells if one.observation_id == key))
    st.markdown("**Оставить всё место как есть**")
    accept(frame, finding)


def cell_name(frame: Frame, one: Observation) -> str:
    name = frame.picture.names.get(one.school_id or "", "Свод")
    return f"{name} · {frame.picture.row_name(one.code)} · {one.year}: {quoted(one.reading.raw)}"


def quoted(printed: str) -> str:
    """A cell without a text is said to be empty."""
    return f"«{printed}»" if printed.strip() else "пусто"


def show_log(frame: Frame) -> None:
    st.markdown("##### Журнал решений")
    entries = [one for one in frame.picture.log if one.action == "settle"]
    if not entries:
        st.caption("Решений ещё нет. Каждое будет здесь, и его можно отменить.")
    open_to_me = can_edit(frame.territory.territory_id)
    for entry in entries:
        strike = "~~" if entry.undone else ""
        said = frame.picture.settled.get(entry.subject)
        outcome = decisions.in_force([entry]).get(entry.subject) or said
        text = outcome.text() if outcome else "решение отменено"
        st.caption(f"{entry.at:%d.%m.%Y, %H:%M} · {plain(entry.who)}")
        subject = plain(quality_view.subject_name(found, entry.subject))
        st.markdown(f"{strike}{subject}: {plain(quoted(entry.before))} → **{plain(text)}**{strike}")
        st.caption(plain(entry.reason))
        if entry.undone:
            st.caption("отменено")
        elif open_to_me and st.button(
            "Отменить", key=f"undo_{entry.decision_id}", icon=":material/undo:"
        ):
            with guarded():
                decisions.undo(
                    data.store(),
                    territory=frame.territory.territory_id,
                    decision_id=entry.decision_id,
                    at=datetime.now(),
                )
            st.rerun()


def go_on(ids: list[str]) -> None:
    """After a decision: say what it has closed and stay at that place of the list."""
    seen: list[str] = st.session_state.get("quality_seen", [])
    if st.session_state.pop("quality_written", False):
        st.toast(quality_view.told_after(found, seen), icon=":material/check:")
    following = quality_view.next_open(seen, st.session_state.get("finding", ""), ids)
    if following:
        st.session_state["finding"] = following
        address.keep("finding")
    st.session_state["quality_seen"] = ids


frame = current(needs_tables=False)
picture = frame.picture
found = doubts.of(frame.territory.territory_id, picture.indicator_set or None)
done = quality_view.progress(found)
heading("Качество данных", quality_view.conclusion(found), frame)
if refusal := st.session_state.pop("quality_refusal", ""):
    st.error(plain(refusal), icon=":material/error:")
st.caption(
    "Печатный текст не меняется никогда: решение хранится рядом с ним, с причиной и автором,"
    " и его можно отменить."
)
left, middle, right = st.columns([1.5, 2.6, 1.2], gap="medium")
with left:
    st.progress(done.settled / done.found if done.found else 1.0, done.text())
    ways = ["по правилам", "по школам"]
    way = address.switch("Группировать", ways, key="group", default=ways[0])
    ordered, listed, table = doubts.tables(
        frame.territory.territory_id, picture.indicator_set or None, way == ways[1]
    )
    ids = [one.finding_id for one in ordered]
    go_on(ids)
    if ids:
        chosen = address.take("finding", ids, ids[0], "Место")
        clicked = grid.show(
            listed,
            key="quality_list",
            selectable=True,
            selected=chosen,
            dense=True,
            heading=False,
            scrolls=True,
        )
        if clicked in ids and clicked != chosen:
            st.session_state["finding"] = clicked
            address.keep("finding")
            st.rerun()
        actions.for_table(table, key="quality_findings", file_name="Качество данных")
with middle:
    if ids:
        with st.container(border=True):
            position = ids.index(chosen)
            show_finding(frame, ordered[position], position + 1, len(ids))
    elif done.found:
        st.success("Всё уточнено: открытых вопросов к данным нет.", icon=":material/check:")
with right:
    show_log(frame)
upload_quality.show(frame.territory.territory_id)
