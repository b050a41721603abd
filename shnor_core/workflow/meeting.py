"""«Протокол»: the basket of a meeting, its draft, and what changed since a number was frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from shnor_core.charts.numbers import numbers
from shnor_core.db import meetings
from shnor_core.db.connection import Store
from shnor_core.db.meetings import Meeting, MeetingItem
from shnor_core.errors import MeetingError
from shnor_core.snapshots import Shown, freeze, thaw
from shnor_core.tables import TableSpec
from shnor_core.wording import counted, joined

DRAFT_TITLE = "Заседание рабочей группы"

__all__ = ["Meeting", "MeetingItem", "Shown", "add", "draft", "items", "meetings_of", "shown"]


def meetings_of(store: Store, territory: str) -> tuple[Meeting, ...]:
    return meetings.meetings(store, territory)


def draft(store: Store, territory: str) -> Meeting | None:
    """The draft new items go to, if there is one."""
    return next((one for one in meetings_of(store, territory) if one.status == "draft"), None)


def add(
    store: Store,
    territory: str,
    what: Shown,
    *,
    facts: Mapping[str, str],
    address: str,
    at: datetime,
) -> None:
    """Freeze a table or a chart into the draft; the draft is made when there is none."""
    current = draft(store, territory)
    meeting_id = current.meeting_id if current else meetings.create(store, territory, DRAFT_TITLE)
    table = isinstance(what, TableSpec)
    meetings.add_item(
        store,
        meeting_id,
        kind="table" if table else "chart",
        heading=what.title if isinstance(what, TableSpec) else what.conclusion,
        content=freeze(what),
        facts="\n".join(f"{label}: {text}" for label, text in facts.items()),
        address=address,
        at=at,
    )


def conclusion(meeting: Meeting, found: Sequence[MeetingItem]) -> str:
    """The title of the screen: what the draft holds and what it lacks."""
    shown_items = counted(
        len(found), "таблица или график", "таблицы или графика", "таблиц и графиков"
    )
    lacks = [
        word
        for word, text in (
            ("номера", meeting.number),
            ("даты", meeting.held_on),
            ("повестки", meeting.agenda),
            ("решений", meeting.decisions),
            ("состава", meeting.attendance),
        )
        if not text
    ]
    told = f"В черновике {shown_items}"
    return f"{told}; ещё нет {joined(lacks)}" if lacks else f"{told}, сведения заполнены"


def tables(found: Sequence[MeetingItem]) -> tuple[TableSpec, ...]:
    """Everything frozen as tables: a chart by its numbers."""
    frozen = [shown(one) for one in found]
    return tuple(one if isinstance(one, TableSpec) else numbers(one) for one in frozen)


def items(store: Store, meeting_id: str) -> tuple[MeetingItem, ...]:
    return meetings.items(store, meeting_id)


def shown(item: MeetingItem) -> Shown:
    """The frozen table or chart.

    Raises
    ------
    SnapshotError
        What is stored is damaged.
    """
    return thaw(item.content)


def move(store: Store, meeting_id: str, item_id: str, by: int) -> None:
    """One place up (−1) or down (+1); the ends stay where they are."""
    order = [one.item_id for one in items(store, meeting_id)]
    if item_id not in order:
        raise MeetingError("Этого пункта в протоколе уже нет: обновите страницу.")
    place = order.index(item_id)
    target = min(max(place + by, 0), len(order) - 1)
    order.insert(target, order.pop(place))
    meetings.reorder(store, order)


def remove(store: Store, item_id: str) -> None:
    meetings.remove_item(store, item_id)


def comment(store: Store, item_id: str, text: str) -> None:
    meetings.comment_item(store, item_id, text.strip()[:2000])


def save(store: Store, meeting: Meeting, changed: Mapping[str, Any]) -> None:
    """Write the changed fields of a draft.

    Raises
    ------
    MeetingError
        Changed in another window meanwhile, or finished.
    """
    meetings.save(store, replace(meeting, **changed))


def new_draft(store: Store, territory: str) -> str:
    return meetings.create(store, territory, DRAFT_TITLE)
