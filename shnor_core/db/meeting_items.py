"""Reads and writes of what was put into a protocol; only a draft takes changes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import MeetingError

GONE = "Этого пункта в черновике уже нет, или протокол завершён: обновите страницу."

RENEWED = "Этот пункт только что обновили в другом окне: обновите страницу."


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """A frozen table or chart with what produced it."""

    item_id: str
    meeting_id: str
    position: int
    kind: str
    heading: str
    content: str
    facts: str
    address: str
    element: str
    agenda_point: int
    data_version: int
    added_at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class Refresh:
    """One renewal of an item's numbers."""

    refreshed_at: datetime
    from_version: int
    to_version: int
    changes: str


_ITEMS = """
    select item_id, meeting_id, position, kind, heading, content, facts, address, element,
           agenda_point, data_version, added_at, comment
    from meeting_item where meeting_id = $meeting order by position
"""


def items(store: Store, meeting: str) -> tuple[MeetingItem, ...]:
    return tuple(MeetingItem(*row) for row in rows(store, _ITEMS, meeting=meeting))


_ADD = """
    insert into meeting_item (item_id, meeting_id, position, kind, heading, content, facts,
                              address, element, data_version, added_at)
    select $item, meeting_id,
           (select coalesce(max(position), 0) + 1 from meeting_item where meeting_id = $meeting),
           $kind, $heading, $content, $facts, $address, $element, $version, $at
    from meeting where meeting_id = $meeting and status = 'draft'
    returning item_id
"""


def add(
    store: Store,
    meeting: str,
    *,
    kind: str,
    heading: str,
    content: str,
    facts: str,
    address: str,
    element: str,
    version: int,
    at: datetime,
) -> None:
    """Put a frozen table or chart, drawn from a version of the data, at the end of a draft.

    Raises
    ------
    MeetingError
        The meeting is finished or gone.
    """
    values = {
        "item": uuid.uuid4().hex,
        "meeting": meeting,
        "kind": kind,
        "heading": heading,
        "content": content,
        "facts": facts,
        "address": address,
        "element": element,
        "version": version,
        "at": at,
    }
    _change(store, _ADD, values)


_FIND = """
    select item_id, meeting_id, position, kind, heading, content, facts, address, element,
           agenda_point, data_version, added_at, comment
    from meeting_item where item_id = $item
"""


def find(store: Store, item: str) -> MeetingItem | None:
    found = rows(store, _FIND, item=item)
    return MeetingItem(*found[0]) if found else None


_OF_DRAFT = """
    delete from meeting_item
    where item_id = $item
      and meeting_id in (select meeting_id from meeting where status = 'draft')
    returning item_id
"""


def remove(store: Store, item: str) -> None:
    """Take an item out of a draft; raises :class:`MeetingError` as every change here."""
    _change(store, _OF_DRAFT, {"item": item})


_COMMENT = """
    update meeting_item set comment = $comment
    where item_id = $item
      and meeting_id in (select meeting_id from meeting where status = 'draft')
    returning item_id
"""


def comment(store: Store, item: str, text: str) -> None:
    _change(store, _COMMENT, {"item": item, "comment": text})


_ASSIGN = """
    update meeting_item set agenda_point = $point
    where item_id = $item
      and meeting_id in (select meeting_id from meeting where status = 'draft')
    returning item_id
"""


def assign(store: Store, item: str, point: int) -> None:
    """Give an item to a point of the agenda; 0 takes it out of all."""
    _change(store, _ASSIGN, {"item": item, "point": point})


_PLACE = """
    update meeting_item set position = $position
    where item_id = $item
      and meeting_id in (select meeting_id from meeting where status = 'draft')
    returning item_id
"""


def reorder(store: Store, order: Sequence[str]) -> None:
    """Give the items the positions of the list."""
    with store.writing(data=False) as cursor:
        for position, item in enumerate(order, 1):
            values = {"position": position, "item": item}
            if cursor.execute(_PLACE, values).fetchone() is None:
                raise MeetingError(GONE)


_RENEW = """
    update meeting_item set content = $content, heading = $heading, facts = $facts,
        data_version = $version, added_at = $at
    where item_id = $item and content = $before
      and meeting_id in (select meeting_id from meeting where status = 'draft')
    returning item_id
"""
_LOG = """
    insert into meeting_item_refresh (item_id, refreshed_at, from_version, to_version, changes)
    values ($item, $at, $old, $version, $changes)
    on conflict do nothing
    returning item_id
"""


def renew(
    store: Store,
    item: MeetingItem,
    *,
    content: str,
    heading: str,
    facts: str,
    changes: str,
    version: int,
    at: datetime,
) -> None:
    """Put new numbers in place of old ones and keep what changed.

    Raises
    ------
    MeetingError
        The meeting is finished, or the item was renewed or removed meanwhile.
    """
    values = {"item": item.item_id, "version": version, "at": at}
    with store.writing(data=False) as cursor:
        texts = {"content": content, "heading": heading, "facts": facts, "before": item.content}
        if cursor.execute(_RENEW, values | texts).fetchone() is None:
            raise MeetingError(GONE)
        logged = values | {"old": item.data_version, "changes": changes}
        if cursor.execute(_LOG, logged).fetchone() is None:
            raise MeetingError(RENEWED)


_REFRESHES = """
    select refreshed_at, from_version, to_version, changes
    from meeting_item_refresh where item_id = $item order by refreshed_at
"""


def refreshes(store: Store, item: str) -> tuple[Refresh, ...]:
    """Renewals of an item, oldest first."""
    return tuple(Refresh(*row) for row in rows(store, _REFRESHES, item=item))


def _change(store: Store, statement: str, values: Mapping[str, Any]) -> None:
    with store.writing(data=False) as cursor:
        if cursor.execute(statement, values).fetchone() is None:
            raise MeetingError(GONE)


_ENTER = """
    insert into meeting_item (item_id, meeting_id, position, kind, heading, content, facts,
                              address, element, agenda_point, data_version, added_at, comment)
    values ($item_id, $meeting_id, $position, $kind, $heading, $content, $facts,
            $address, $element, $agenda_point, $data_version, $added_at, $comment)
"""


def enter(store: Store, found: Sequence[MeetingItem]) -> None:
    """Write items as they are, for a meeting that ships finished."""
    with store.writing(data=False) as cursor:
        for item in found:
            cursor.execute(_ENTER, asdict(item))
