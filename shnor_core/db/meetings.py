"""Reads and writes of meetings and what was put into their protocols."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import MeetingError


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting; ``attendance``, ``agenda`` and ``decisions`` hold a line per entry."""

    meeting_id: str
    territory_id: str
    number: str
    held_on: date | None
    title: str
    place: str
    attendance: str
    agenda: str
    decisions: str
    secretary: str
    status: str
    version: int


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
    data_version: int
    added_at: datetime
    comment: str


_MEETINGS = """
    select meeting_id, territory_id, number, held_on, title, place, attendance, agenda, decisions,
           secretary, status, version
    from meeting where territory_id = $territory
    order by status = 'final', held_on desc nulls first, meeting_id
"""


def meetings(store: Store, territory: str) -> tuple[Meeting, ...]:
    """Drafts first, then finished ones, newest first."""
    return tuple(Meeting(*row) for row in rows(store, _MEETINGS, territory=territory))


_ITEMS = """
    select item_id, meeting_id, position, kind, heading, content, facts, address, data_version,
           added_at, comment
    from meeting_item where meeting_id = $meeting order by position
"""


def items(store: Store, meeting: str) -> tuple[MeetingItem, ...]:
    return tuple(MeetingItem(*row) for row in rows(store, _ITEMS, meeting=meeting))


def create(store: Store, territory: str, title: str) -> str:
    """A new draft; returns its id."""
    meeting_id = uuid.uuid4().hex
    with store.writing(data=False) as cursor:
        cursor.execute(
            "insert into meeting (meeting_id, territory_id, title)"
            " values ($id, $territory, $title)",
            {"id": meeting_id, "territory": territory, "title": title},
        )
    return meeting_id


_SAVE = """
    update meeting set number = $number, held_on = $held_on, title = $title, place = $place,
        attendance = $attendance, agenda = $agenda, decisions = $decisions,
        secretary = $secretary, status = $status, version = version + 1
    where meeting_id = $meeting_id and version = $version and status = 'draft'
    returning version
"""


def save(store: Store, meeting: Meeting) -> None:
    """Write a draft unless somebody else has written it since it was read.

    Raises
    ------
    MeetingError
        The draft was changed meanwhile, is finished, or is gone.
    """
    fields = (
        "meeting_id number held_on title place attendance agenda decisions secretary status version"
    )
    values = {name: getattr(meeting, name) for name in fields.split()}
    with store.writing(data=False) as cursor:
        if cursor.execute(_SAVE, values).fetchone() is None:
            raise MeetingError(
                "Протокол уже изменён в другом окне или завершён: обновите страницу и повторите."
            )


_ADD = """
    insert into meeting_item (item_id, meeting_id, position, kind, heading, content, facts,
                              address, data_version, added_at)
    select $item, $meeting,
           (select coalesce(max(position), 0) + 1 from meeting_item where meeting_id = $meeting),
           $kind, $heading, $content, $facts, $address, $version, $at
"""


def add_item(
    store: Store,
    meeting: str,
    *,
    kind: str,
    heading: str,
    content: str,
    facts: str,
    address: str,
    at: datetime,
) -> None:
    """Put a frozen table or chart at the end of a draft."""
    values = {
        "item": uuid.uuid4().hex,
        "meeting": meeting,
        "kind": kind,
        "heading": heading,
        "content": content,
        "facts": facts,
        "address": address,
        "version": store.data_version,
        "at": at,
    }
    with store.writing(data=False) as cursor:
        cursor.execute(_ADD, values)


def remove_item(store: Store, item: str) -> None:
    with store.writing(data=False) as cursor:
        cursor.execute("delete from meeting_item where item_id = $item", {"item": item})


def comment_item(store: Store, item: str, comment: str) -> None:
    with store.writing(data=False) as cursor:
        cursor.execute(
            "update meeting_item set comment = $comment where item_id = $item",
            {"item": item, "comment": comment},
        )


def reorder(store: Store, order: list[str]) -> None:
    """Give the items the positions of the list."""
    with store.writing(data=False) as cursor:
        for position, item in enumerate(order, 1):
            cursor.execute(
                "update meeting_item set position = $position where item_id = $item",
                {"position": position, "item": item},
            )
