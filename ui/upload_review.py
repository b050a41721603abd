"""«Загрузка», a file before it is taken: checks, rows at fault, schools, what changes, consent."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st

from shnor_core.model import Territory
from shnor_core.tables import TableSpec
from shnor_core.wording import counted, number
from shnor_core.workflow import intake, intake_files, intake_tables
from shnor_core.workflow.intake import AS_NEW, NOT_TAKEN, Delivery, Examination, Link
from shnor_core.workflow.intake_history import BatchRow
from ui import actions, data, downloads, grid, links, upload_progress
from ui.guard import guarded
from ui.upload_start import emptied
from ui.wording import plain

#: subject of the file → the screen that now has something to show
OPENS = {
    "assessments": (
        ("pages/analysis/identification.py", "Идентификация"),
        ("pages/monitoring/results.py", "Результаты процедур"),
    ),
    "journal": (("pages/monitoring/results.py", "Результаты процедур"),),
    "monitoring": (
        ("pages/monitoring/overview.py", "Обзор"),
        ("pages/monitoring/school.py", "Школа"),
    ),
    "context": (("pages/analysis/clusters.py", "Кластеры и пары"),),
    "programme": (("pages/programme/targets.py", "Целевые показатели"),),
    "targets": (("pages/programme/targets.py", "Целевые показатели"),),
    "facts": (("pages/programme/targets.py", "Целевые показатели"),),
    "measures": (("pages/programme/roadmap.py", "Дорожная карта"),),
}
WORDS = {AS_NEW: "завести новую школу", NOT_TAKEN: "не брать строки этой школы", "": "не решено"}


def examined(territory: Territory, delivery: Delivery) -> Examination:
    """The file against the data of this moment; looked at anew when either has changed."""
    decisions = dict(st.session_state.get("upload_decisions", {}))
    key = (delivery.sha256, territory.territory_id, data.store().data_version, decisions)
    known = st.session_state.get("upload_seen")
    if known is None or known[0] != key:
        with guarded(), upload_progress.shown() as progress:
            seen = intake.examine(
                data.store(),
                delivery,
                territory=territory.territory_id,
                today=date.today(),
                decisions=decisions,
                progress=progress,
            )
        before = known[1] if known and known[0][0] == delivery.sha256 else None
        known = (key, seen)
        st.session_state["upload_seen"] = known
        if before is not None and before.decisions == decisions:
            st.session_state["upload_meanwhile"] = intake.meanwhile(before, seen)
    return known[1]


def show(seen: Examination) -> None:
    """Everything a person needs to agree or not."""
    told = st.session_state.pop("upload_meanwhile", "")
    if told:
        st.warning(plain(told), icon=":material/sync_problem:")
    st.markdown(
        f"**{plain(seen.delivery.file_name)}** · {plain(seen.delivery.title)} ·"
        f" {plain(intake_tables.contents_text(seen))}"
    )
    if seen.delivery.notes:
        st.caption("  \n".join(plain(note) for note in seen.delivery.notes))
    left, right = st.columns([1.25, 1], gap="medium")
    # what a person came for is in sight; every answer of the checks is a click away
    with left:
        _differences(seen)
        _checks(intake_tables.check_table(seen))
    with right:
        _consent(seen, shown=not told)
        _schools(seen)
    if seen.faults:
        _faults(seen)


def _checks(checks: TableSpec) -> None:
    with st.expander(checks.title):
        actions.headed(plain(checks.title), checks, key="upload_checks", file_name="Проверки файла")
        grid.show(checks, key="upload_checks", dense=True, heading=False)


def _differences(seen: Examination) -> None:
    summary = intake_tables.difference_table(seen)
    if not summary.rows:
        return
    st.markdown(f"**{summary.title}**")
    grid.show(summary, key="upload_summary", dense=True, heading=False)
    changed = intake_tables.change_table(seen, limit=intake_tables.SHOWN)
    if changed.rows:
        with st.expander("Было и станет"):
            grid.show(changed, key="upload_changes", dense=True, heading=False)
            downloads.for_table(
                intake_tables.change_table(seen), key="upload_changes", file_name="Было и станет"
            )
    if schools := intake.new_schools(seen):
        told = counted(len(schools), "новая школа", "новые школы", "новых школ")
        with st.expander(told.capitalize()):
            st.markdown(plain("; ".join(schools)))


def _schools(seen: Examination) -> None:
    """Names the register does not hold: a person says who is meant."""
    asked = seen.assembly.linked.asked
    if not asked:
        return
    st.markdown("**Какие это школы**")
    st.caption("Таких названий нет в реестре. Решение запомнится.")
    decisions = st.session_state["upload_decisions"]
    strange = {
        at: one.printed
        for at, one in enumerate(asked)
        if not (one.candidates or decisions.get(one.printed))
    }
    if len(strange) > 1 and st.button(f"Не похожие ни на одну — новые школы: {len(strange)}"):
        for at, name in strange.items():
            decisions[name] = st.session_state[_field(at)] = AS_NEW
        st.rerun()
    register = dict(zip(seen.stored["school"]["school_id"], seen.stored["school"]["short_name"],
                        strict=True))  # fmt: skip
    with st.container(height=320 if len(asked) > 3 else "content", border=False):
        for at, one in enumerate(asked):
            _question(at, one, register)


def _question(at: int, one: Link, register: dict[str, str]) -> None:
    near = {c.school_id: f"{c.short_name} — {c.reason}" for c in one.candidates}
    others = {key: name for key, name in register.items() if key not in near}
    told = {"": WORDS[""], **near, AS_NEW: WORDS[AS_NEW], NOT_TAKEN: WORDS[NOT_TAKEN], **others}
    decided = st.session_state["upload_decisions"].get(one.printed, "")
    options = list(told)
    chosen = st.selectbox(
        plain(f"«{one.printed}»" + ("" if near else " — ни на одну не похожа")),
        options,
        index=options.index(decided) if decided in options else 0,
        format_func=told.__getitem__,
        key=_field(at),
    )
    if chosen != decided:
        st.session_state["upload_decisions"][one.printed] = chosen
        st.rerun()


def _field(at: int) -> str:
    return f"upload_school_{st.session_state['upload_turn']}_{at}"


def _faults(seen: Examination) -> None:
    whole = intake_tables.fault_table(seen.faults)
    actions.headed(plain(whole.title), whole, key="upload_faults", file_name="Замечания к файлу")
    content, name, faults = st.session_state["upload_read"][2], seen.delivery.file_name, seen.faults
    downloads.for_workbook(
        "Файл с отмеченными ячейками (.xlsx)",
        lambda: intake_files.marked(content, name, faults),
        key="upload_marked",
        file_name=f"Замечания {name.rpartition('.')[0] or name}",
    )
    first = intake_tables.fault_table(seen.faults, limit=intake_tables.SHOWN)
    grid.show(first, key="upload_faults", dense=True, heading=False)


def _consent(seen: Examination, *, shown: bool) -> None:
    """What is agreed to has been ``shown``: a button pressed over other contents is not heard."""
    nothing = intake.nothing_new(seen)
    if nothing:
        st.info(plain(nothing), icon=":material/error:" if seen.faults else ":material/check:")
        _dismissal()
        return
    gone = intake.replaced_rows(seen)
    replace = False
    if gone:
        rows = counted(gone, "запись", "записи", "записей")
        replace = st.checkbox(f"Убрать {rows}, которых в файле нет", key="upload_replace")
    label = "Принять файл"
    if seen.faults:
        good = counted(seen.assembly.accepted, "строку", "строки", "строк")
        label = f"Взять только хорошие: {good}"
    with st.container(horizontal=True):
        agreed = st.button(label, type="primary", icon=":material/task_alt:")
        _dismissal()
    if agreed and shown:
        _take(seen, replace)


def _dismissal() -> None:
    if st.button("Не загружать"):
        emptied()
        st.rerun()


def _take(seen: Examination, replace: bool) -> None:
    with guarded(), upload_progress.shown() as progress:
        outcome = intake.confirm(
            data.store(),
            seen,
            accept_good=bool(seen.faults),
            replace=replace,
            at=datetime.now(),
            progress=progress,
        )
    if outcome.batch is None:
        st.session_state["upload_meanwhile"] = outcome.sentence
        st.rerun()
    emptied()
    st.session_state["upload_done"] = (
        outcome.batch,
        tuple(dict.fromkeys(sheet.subject for sheet in seen.delivery.sheets)),
    )
    st.rerun()


def taken() -> tuple[BatchRow, tuple[str, ...]] | None:
    """What this visitor took last in the territory of the screen, and the subjects of it."""
    done: tuple[BatchRow, tuple[str, ...]] | None = st.session_state.get("upload_done")
    here = st.session_state.get("territory")
    return done if done and done[0].territory_id == here else None


def result() -> None:
    """What was taken last, with the screens that now show it."""
    done = taken()
    if done is None:
        return
    batch, subjects = done
    rows = counted(batch.accepted, "строка", "строки", "строк")
    left = f" Не взято строк: {number(batch.rejected)}." if batch.rejected else ""
    st.success(f"Файл «{plain(batch.file_name)}» принят: {rows}.{left}", icon=":material/check:")
    pages = dict.fromkeys(page for one in subjects for page in OPENS.get(one, ()))
    with st.container(horizontal=True):
        for page, label in pages:
            links.to(page, label, territory=batch.territory_id)
