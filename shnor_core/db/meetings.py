"""Reads and writes of meetings: drafts that change and protocols that never do."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass
from datetime import date, datetime

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows
from shnor_core.errors import MeetingError

GONE = "Протокол уже изменён в другом окне или завершён: обновите страницу и повторите."


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
    finished_at: datetime | None
    template_id: str

    @property
    def is_draft(self) -> bool:
        return self.status == "draft"

    @property
    def agenda_points(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.agenda.splitlines() if line.strip())


_MEETINGS = """
    select meeting_id, territory_id, number, held_on, title, place, attendance, agenda, decisions,
           secretary, status, version, finished_at, template_id
    from meeting where territory_id = $territory
    order by status = 'final', held_on desc nulls first, meeting_id
"""


def meetings(store: Store, territory: str) -> tuple[Meeting, ...]:
    """Drafts first, then finished ones, newest first."""
    return tuple(Meeting(*row) for row in rows(store, _MEETINGS, territory=territory))


def territory_of(store: Store, meeting: str) -> str | None:
    found = rows(store, "select territory_id from meeting where meeting_id = $id", id=meeting)
    return str(found[0][0]) if found else None


_OF_ITEM = """
    select territory_id from meeting join meeting_item using (meeting_id) where item_id = $item
"""


def territory_of_item(store: Store, item: str) -> str | None:
    found = rows(store, _OF_ITEM, item=item)
    return str(found[0][0]) if found else None


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
        secretary = $secretary, status = $status, finished_at = $finished_at,
        template_id = $template_id, version = version + 1
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
        "meeting_id number held_on title place attendance agenda decisions secretary status"
        " version finished_at template_id"
    )
    values = {name: getattr(meeting, name) for name in fields.split()}
    with store.writing(data=False) as cursor:
        if cursor.execute(_SAVE, values).fetchone() is None:
            raise MeetingError(GONE)


_DECIDE = """
    update meeting set version = version + 1,
        decisions = case when decisions = '' then $text else decisions || chr(10) || $text end
    where meeting_id = $meeting and status = 'draft'
    returning version
"""


def add_decision(store: Store, meeting: str, text: str) -> None:
    """Put a line at the end of the decisions, whatever else was written meanwhile.

    Raises
    ------
    MeetingError
        The meeting is finished or gone.
    """
    with store.writing(data=False) as cursor:
        if cursor.execute(_DECIDE, {"meeting": meeting, "text": text}).fetchone() is None:
            raise MeetingError(GONE)


_COPY = """
    insert into meeting (meeting_id, territory_id, title, place, attendance, agenda, secretary,
                         decisions)
    select $copy, territory_id, title, place, attendance, agenda, secretary, $decisions
    from meeting where meeting_id = $meeting
"""
_COPY_ITEMS = """
    insert into meeting_item by name
    select * replace (replace(cast(uuid() as text), '-', '') as item_id, $copy as meeting_id)
    from meeting_item where meeting_id = $meeting and $items
"""


def copy(store: Store, meeting: str, *, items: bool = False, decisions: str = "") -> str:
    """A new draft with the head and the agenda of another, with its items where they are wanted."""
    copied = uuid.uuid4().hex
    values = {"copy": copied, "meeting": meeting}
    with store.writing(data=False) as cursor:
        cursor.execute(_COPY, values | {"decisions": decisions})
        cursor.execute(_COPY_ITEMS, values | {"items": items})
    return copied


_REMOVE = "delete from meeting where meeting_id = $meeting and status = 'draft' returning 1"
_REMOVE_ITEMS = "delete from meeting_item where meeting_id = $meeting"


def remove(store: Store, meeting: str) -> None:
    """Take a draft away with its items.

    Raises
    ------
    MeetingError
        It is finished or gone.
    """
    with store.writing(data=False) as cursor:
        if cursor.execute(_REMOVE, {"meeting": meeting}).fetchone() is None:
            raise MeetingError(GONE)
        cursor.execute(_REMOVE_ITEMS, {"meeting": meeting})


_ENTER = """
    insert into meeting (meeting_id, territory_id, number, held_on, title, place, attendance,
                         agenda, decisions, secretary, status, version, finished_at, template_id)
    values ($meeting_id, $territory_id, $number, $held_on, $title, $place, $attendance,
            $agenda, $decisions, $secretary, $status, $version, $finished_at, $template_id)
"""


def enter(store: Store, meeting: Meeting) -> None:
    """Write a meeting as it is, for one that ships finished."""
    with store.writing(data=False) as cursor:
        cursor.execute(_ENTER, asdict(meeting))
