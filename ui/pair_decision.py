"""The pair of one school: the leaders it could have, the form of a decision, the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from shnor_core.workflow import pair_edits, pair_options, pair_tables
from shnor_core.workflow.pair_edits import Choice, LogEntry
from shnor_core.workflow.pair_options import Option
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture
from ui import actions, data, editing, grid
from ui.editing import done, drawn, seen_version
from ui.guard import guarded
from ui.wording import plain

Options = tuple[Option, ...]


def _key(found: Pairs, school: str) -> str:
    return f"pair_{found.year}_{school}"


def choose_leader(found: Pairs, school: str, offered: Options) -> None:
    """Put the clicked leader into the form, or a new proposal when there is one.

    A pressed button keeps what the form said: a proposal may have changed behind it meanwhile.
    """
    form = _key(found, school)
    state, leaders = st.session_state, [one.leader for one in offered]
    proposed = pair_options.first(found, school) or leaders[0]
    clicked = grid.clicked("leaders")
    if clicked in leaders:
        state[f"{form}_leader"] = clicked
    elif f"{form}_leader" not in state or (
        state.get(f"{form}_proposed") != proposed and not state.get(f"{form}_write")
    ):
        state[f"{form}_leader"] = proposed
    state[f"{form}_proposed"] = proposed


def leaders(picture: ResultsPicture, found: Pairs, school: str, offered: Options) -> None:
    """The nearest possible leaders; a click puts one into the form."""
    table = pair_tables.options_table(picture, found, school, offered)
    actions.headed(plain(table.title), table, key="leaders", file_name=plain(table.title))
    chosen = st.session_state[f"{_key(found, school)}_leader"]
    grid.show(table, key="leaders", selectable=True, selected=chosen, dense=True, heading=False)


def form(picture: ResultsPicture, found: Pairs, school: str, offered: Options) -> None:
    """One decision about the school, written over the version it was drawn from."""
    key = _key(found, school)
    before = found.settled.get(school)
    versions = {school: before.version} if before else {}
    labels = {one.leader: pair_tables.option_label(picture, one) for one in offered}
    words = pair_edits.ACTIONS
    with st.form(key, border=False):
        leader = st.selectbox("Лидер", list(labels), key=f"{key}_leader", format_func=labels.get)
        action = st.radio("Что решено", list(words), format_func=words.get)
        why = st.text_input("Почему", placeholder="обязательно, если по правилам нельзя")
        who = st.selectbox("Кто решил", pair_edits.WHO)
        if not st.form_submit_button("Записать решение", type="primary", key=f"{key}_write"):
            drawn(key, versions)
            return
    choice = Choice(school, leader, action, why, seen_version(key, versions).get(school, 0))
    with guarded():
        pair_edits.decide(data.store(), picture, found, choice, who=who, at=datetime.now())
    done("Решение записано: остальные пары подобраны заново вокруг него.")


def log(picture: ResultsPicture, entries: Sequence[LogEntry]) -> None:
    """What was decided about pairs of the year, newest first, with undo."""
    territory = picture.territory.territory_id
    editing.log(
        entries,
        words=partial(pair_tables.describe, picture),
        undo=partial(pair_edits.undo, data.store(), territory),
    )
