"""The window of «Режим заседания»: whether it leads or follows, and where it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from shnor_core.workflow import presenter
from shnor_core.workflow.meeting import Meeting
from shnor_core.workflow.presenter import Place, Slide
from ui import data, deck, links, meetings
from ui.sign_in import can_edit

LEAD, FOLLOW, APART = "lead", "follow", "apart"
HIDDEN = "hidden"
_APART = "presenter_apart"
_RETURNED = "presenter_returned"
_OWN_NAMES = "presenter_own_names"
# in their order with the names of schools and without
Slides = Callable[[bool], Sequence[Slide]]
_PROTOCOL = "pages/meeting/protocol.py"


@dataclass(frozen=True)
class Window:
    """What this window shows, its part in the meeting, and what the meeting showed then."""

    place: Place
    role: str
    seen: Place


def window(meeting: Meeting, slides: Slides, parts: Callable[[Slide, bool], int]) -> Window:
    """Do what was asked, then say what to draw; a page turned here turns in every window."""
    store, me = data.store(), _me()
    shared = meetings.place(meeting.meeting_id)
    request = deck.asked()
    role = _role(shared, me, request, can_lead=can_edit(meeting.territory_id))
    here = _followed(shared, request) if role == FOLLOW else _of_address(shared)
    here = replace(here, leader=me) if role == LEAD else here
    if request == "exit":
        _leave(meeting, here, role)
    if role == FOLLOW:
        _told(request)
    else:
        here = _moved(here, request, slides, parts)
    here = _valid(here, slides, parts)
    if role == LEAD:
        _lead(meeting, shared, here)
    elif request == "leave" and shared.leader.partition(" ")[0] == me.partition(" ")[0]:
        presenter.lead(store, meeting.meeting_id, replace(shared, leader=""))
    _keep(meeting, here)
    return Window(here, role, here if role == LEAD else shared)


def _me() -> str:
    """The session, then the tab of the browser: a page opened anew is a new session of it."""
    context = get_script_run_ctx()
    return f"{context.session_id if context else ''} {deck.tab()}".strip()


def _is_open(leader: str) -> bool:
    """Whether the window that leads is still open in a browser."""
    session = leader.partition(" ")[0]
    return bool(session) and runtime.exists() and runtime.get_instance().is_active_session(session)


def _role(shared: Place, me: str, request: str, *, can_lead: bool) -> str:
    """A window leads when nobody does, if its person may; one that was told to stay apart does."""
    if request in ("lead", "follow"):
        st.session_state[_APART] = False
    elif request == "leave":
        st.session_state[_APART] = True
    if request == "lead" and can_lead:
        return LEAD
    if st.session_state.get(_APART):
        return APART
    if can_lead and _returns(shared.leader, me):
        return LEAD
    if shared.leader.partition(" ")[0] != me.partition(" ")[0] and _is_open(shared.leader):
        return FOLLOW
    return LEAD if can_lead else APART


def _returns(leader: str, me: str) -> bool:
    """Whether the tab that leads was opened anew; asked once, as a copied tab has the same name."""
    tab = me.partition(" ")[2]
    if not tab or st.session_state.get(_RETURNED):
        return False
    st.session_state[_RETURNED] = True
    return leader.partition(" ")[2] == tab


def _followed(shared: Place, request: str) -> Place:
    """Where the leader is; schools are named here as this window wants until the leader turns them.

    What hides them in a link hides them from the first look.
    """
    hidden = st.query_params.get("names") == HIDDEN
    before, own = st.session_state.get(_OWN_NAMES, (shared.names, shared.names and not hidden))
    own = own if before == shared.names else shared.names
    own = not own if request == "names" else own
    st.session_state[_OWN_NAMES] = (shared.names, own)
    return replace(shared, names=own)


def _of_address(shared: Place) -> Place:
    """What the link asks for; without it the meeting goes on where it was."""
    asked = st.query_params
    if "item" not in asked:
        return shared if "names" not in asked else replace(shared, names=asked["names"] != HIDDEN)
    part = asked.get("part", "1")
    return replace(
        shared,
        item=asked["item"],
        part=int(part) if part.isdecimal() and 0 < int(part) < 1000 else 1,
        names=asked.get("names") != HIDDEN,
    )


def _told(request: str) -> None:
    if request and request not in ("follow", "lead", "names"):
        st.toast("Это окно следует за ведущим. Чтобы листать самому: «Не следовать» внизу.")


def _moved(here: Place, request: str, slides: Slides, parts: Callable[[Slide, bool], int]) -> Place:
    if request == "names":
        return replace(here, names=not here.names)
    command = request.removeprefix("go:")
    if command in ("", "lead", "follow", "leave"):
        return here
    return presenter.step(slides(here.names), here, command, lambda slide: parts(slide, here.names))


def _valid(here: Place, slides: Slides, parts: Callable[[Slide, bool], int]) -> Place:
    """The same place in a meeting that may have lost a screen or a sheet since."""
    found = slides(here.names)
    slide = found[presenter.at(found, here.item)]
    part = min(here.part, parts(slide, here.names)) if slide.key == here.item else 1
    return replace(here, item=slide.key, part=part)


def _lead(meeting: Meeting, shared: Place, here: Place) -> None:
    store = data.store()
    if here == shared:
        return
    if shared.leader == here.leader:
        presenter.show(store, meeting.meeting_id, here)
    else:
        presenter.lead(store, meeting.meeting_id, here)


def _keep(meeting: Meeting, here: Place) -> None:
    """The link reproduces the view, however the window came to it."""
    wanted = {"meeting": meeting.meeting_id, "item": here.item}
    wanted |= {"part": str(here.part)} if here.part > 1 else {}
    wanted |= {} if here.names else {"names": HIDDEN}
    for name in ("meeting", "item", "part", "names"):
        if name not in wanted:
            st.query_params.pop(name, None)
        elif st.query_params.get(name) != wanted[name]:
            st.query_params[name] = wanted[name]


def _leave(meeting: Meeting, here: Place, role: str) -> None:
    store = data.store()
    if role == LEAD:
        presenter.lead(store, meeting.meeting_id, replace(here, leader=""))
    chosen = {"territory": meeting.territory_id, "meeting": meeting.meeting_id}
    st.switch_page(links.script(_PROTOCOL), query_params=chosen)


@st.fragment(run_every=1.0)
def watch(meeting_id: str, seen: Place, role: str) -> None:
    """Look once a second whether there is something new; the page runs again only then."""
    now = meetings.place(meeting_id)
    if now.leader != seen.leader or (role == FOLLOW and now != seen):
        st.rerun()
    if role == FOLLOW and not _is_open(now.leader):
        # the leader has closed the window: somebody has to go on
        st.rerun()
