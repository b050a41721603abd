"""A municipality's own ``.docx`` for its protocols: checked, kept, used."""

from __future__ import annotations

import hashlib
from datetime import datetime

from shnor_core.db import meeting_show
from shnor_core.db.connection import Store
from shnor_core.db.meeting_show import Template
from shnor_core.db.meetings import Meeting
from shnor_core.exchange.protocol import check_protocol_template, protocol_template
from shnor_core.workflow import access

__all__ = ["Template", "keep", "of_meeting", "of_territory", "retire", "sample"]


def of_territory(store: Store, territory: str) -> Template | None:
    """The template of new protocols, ``None`` for the looks of the product."""
    return meeting_show.template(store, territory)


def of_meeting(store: Store, meeting: Meeting) -> Template | None:
    """A draft takes the template of today, a finished protocol keeps its own."""
    if meeting.is_draft:
        return of_territory(store, meeting.territory_id)
    return meeting_show.template_of(store, meeting.template_id)


def keep(store: Store, territory: str, name: str, content: bytes, at: datetime) -> None:
    """Make a file the template of a territory.

    Raises
    ------
    TemplateError
        The file may harm, is not a document of Word, or says not where the text goes.
    """
    access.require_editor(territory)
    check_protocol_template(content)
    template_id = hashlib.sha256(territory.encode() + b"\0" + content).hexdigest()
    meeting_show.keep_template(store, territory, template_id, name, content, at)


def retire(store: Store, territory: str) -> None:
    """Go back to the looks of the product; finished protocols keep their template."""
    access.require_editor(territory)
    meeting_show.retire_template(store, territory)


def sample() -> bytes:
    """A template to start from, with a description of its marks."""
    return protocol_template()
