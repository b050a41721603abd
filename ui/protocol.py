"""«В протокол»: freezes what is on the screen into a draft; brings a draft's numbers up to date."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from shnor_core.workflow import meeting, meeting_refresh
from shnor_core.workflow.meeting import MeetingItem, Shown
from ui import data, downloads, grid, links, one_state
from ui.guard import guarded
from ui.sign_in import can_edit
from ui.wording import plain

# the draft chosen on «Протокол»; what is added goes there
CHOSEN = "meeting"
_RENEW = "renew"
# changed cells that fit on a laptop above the buttons
_SHORT = 9
_PROTOCOL = "pages/meeting/protocol.py"


def chosen() -> str:
    """The draft chosen on «Протокол», '' before anybody has been there.

    Streamlit forgets a field that is not on the page; its last address remembers.
    """
    return str(st.session_state.get(f"url_{CHOSEN}", ""))


def button(what: Shown, *, key: str) -> None:
    """A button that puts the table or chart, with its filters and data version, into the draft.

    With ``renew`` in the address the view was opened to compare an item of a draft with it.
    """
    territory = st.session_state["territory"]
    if not can_edit(territory):
        return
    asked = st.query_params.get(_RENEW)
    if asked:
        _offer(asked, what, key)
    if not st.button("В протокол", key=f"{key}_protocol", icon=":material/post_add:"):
        return
    before = meeting.twin(
        data.store(),
        territory,
        what,
        address=_address(),
        element=key,
        wanted=chosen(),
    )
    if before is None:
        _add(what, key)
    elif meeting_refresh.changes(meeting.shown(before), what):
        _compare(before, what, key)
    else:
        st.toast("Уже в протоколе: второй раз не добавлено.", icon=":material/check:")


def _add(what: Shown, key: str) -> None:
    with guarded():
        home = meeting.add(
            data.store(),
            st.session_state["territory"],
            what,
            facts=downloads.facts(),
            address=_address(),
            element=key,
            at=datetime.now(),
            wanted=chosen(),
            version=one_state.version(),
        )
        title = meeting.title_of(home)
        st.toast(f"Добавлено в протокол {title}.", icon=":material/post_add:")


def renewing() -> bool:
    """Whether the view was opened to compare an item of a draft with it."""
    return _RENEW in st.query_params


def renewal_link(item: MeetingItem) -> None:
    """A link to the view an item was taken from, which will offer the numbers of today."""
    links.to_view(item.address, "Сверить с данными", **{_RENEW: item.item_id})


def _address() -> str:
    """The view without the machine: a page and what is chosen on it."""
    page = (st.context.url or "").rstrip("/").rpartition("/")[2]
    page = page if page.isidentifier() else ""
    chosen = {name: text for name, text in st.query_params.items() if name != _RENEW}
    return f"{page}?{urlencode(chosen)}"


def _offer(item_id: str, what: Shown, key: str) -> None:
    item = meeting_refresh.find(data.store(), item_id)
    if item is not None and item.element == key:
        _compare(item, what)


def _forget() -> None:
    st.query_params.pop(_RENEW, None)


def _is_the_view(item: MeetingItem) -> bool:
    """Whether the page shows what the item was taken from: a school may be gone since."""
    wanted = dict(parse_qsl(item.address.partition("?")[2]))
    return all(st.query_params.get(name, text) == text for name, text in wanted.items())


@st.dialog("Пункт протокола и данные сейчас", width="large", on_dismiss=_forget)
def _compare(item: MeetingItem, what: Shown, again: str = "") -> None:
    """The item beside the data of today; ``again`` is what would be added as another item."""
    st.markdown(f"**{plain(item.heading)}**")
    if not _is_the_view(item):
        st.warning(
            "Того, что показывал пункт, в данных больше нет. Числа в протоколе остаются прежними.",
            icon=":material/link_off:",
        )
        _back("Вернуться в протокол", item)
        return
    with guarded():
        found = meeting_refresh.changes(meeting.shown(item), what)
    st.markdown(f"{meeting_refresh.conclusion(found)}.")
    if not found:
        _back("Вернуться в протокол", item)
        return
    with st.container(height=420 if len(found) > _SHORT else "content", border=False):
        grid.show(meeting_refresh.change_table(found), key="renewal", dense=True, heading=False)
    with st.container(horizontal=True):
        if st.button("Взять новые числа", type="primary", key="renewal_take"):
            with guarded():
                meeting_refresh.renew(
                    data.store(),
                    item,
                    what,
                    facts=downloads.facts(),
                    at=datetime.now(),
                    version=one_state.version(),
                )
            st.switch_page(links.script(_PROTOCOL), query_params=_of_protocol(item))
        if again and st.button("Добавить отдельным пунктом", key="renewal_again"):
            _add(what, again)
            st.rerun()
        _back("Оставить прежние", item)


def _back(label: str, item: MeetingItem) -> None:
    if st.button(label, key="renewal_back"):
        st.switch_page(links.script(_PROTOCOL), query_params=_of_protocol(item))


def _of_protocol(item: MeetingItem) -> dict[str, str]:
    territory = st.session_state["territory"]
    return {"territory": territory, "meeting": item.meeting_id, "item": item.item_id}
