"""Who may change a meeting: the editors of its territory."""

from __future__ import annotations

from shnor_core.db import meetings
from shnor_core.db.connection import Store
from shnor_core.errors import MeetingError
from shnor_core.workflow import access
from shnor_core.workflow.access import Actor


def require_editor_of(store: Store, meeting_id: str) -> Actor:
    """Who acts, when they may change a meeting.

    Raises
    ------
    AccessError
        The person may not change the meeting's territory.
    MeetingError
        The meeting is gone.
    """
    return _require(meetings.territory_of(store, meeting_id))


def require_editor_of_item(store: Store, item_id: str) -> Actor:
    """As :func:`require_editor_of`, by an item of the meeting."""
    return _require(meetings.territory_of_item(store, item_id))


def _require(territory: str | None) -> Actor:
    access.require_viewer()
    if territory is None:
        raise MeetingError(meetings.GONE)
    return access.require_editor(territory)
