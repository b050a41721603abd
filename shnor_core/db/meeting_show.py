"""What a meeting shows now and which template its documents are written into."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from shnor_core.db.connection import Store
from shnor_core.db.queries import rows


@dataclass(frozen=True, slots=True)
class Place:
    """The item on the wall, its part, the window that leads ('' for none), schools named or not."""

    item: str = ""
    part: int = 1
    leader: str = ""
    names: bool = True


_PLACE = "select item, part, leader, names from meeting_show where meeting_id = $meeting"
_PUT = """
    insert or replace into meeting_show (meeting_id, item, part, leader, names)
    values ($meeting, $item, $part, $leader, $names)
"""


def place(store: Store, meeting: str) -> Place:
    found = rows(store, _PLACE, meeting=meeting)
    return Place(*found[0]) if found else Place()


def put(store: Store, meeting: str, shown: Place) -> None:
    with store.writing(data=False) as cursor:
        cursor.execute(_PUT, {"meeting": meeting} | asdict(shown))


_NAMES = """
    with own as (from school where territory_id = $territory),
    known as (
        select school_id, short_name, full_name, if(parent_id is null, number, '') as number,
               position
        from own
        union all
        select school_id, alias, '', '', position from own join school_alias using (school_id)
        union all
        select school_id, prefix || fis_oko, '', '', position
        from own, (values (''), ('sch'), ('edu')) logins(prefix) where fis_oko is not null
    )
    select school_id, short_name, full_name, number from known order by position, school_id
"""


def school_names(store: Store, territory: str) -> list[tuple[str, str, str, str]]:
    """Id, name, full name and number of every school; former names and logins without the last.

    In the order of the register.
    """
    return rows(store, _NAMES, territory=territory)


@dataclass(frozen=True, slots=True)
class Template:
    """A municipality's own ``.docx``."""

    template_id: str
    file_name: str
    content: bytes
    added_at: datetime


_IN_USE = """
    select template_id, file_name, content, added_at from document_template
    where territory_id = $territory and in_use
"""
_BY_ID = """
    select template_id, file_name, content, added_at from document_template
    where template_id = $template
"""
_RETIRE = "update document_template set in_use = false where territory_id = $territory"
_KEEP = """
    insert or replace into document_template (template_id, territory_id, file_name, content,
                                              added_at, in_use)
    values ($template, $territory, $name, $content, $at, true)
"""


def template(store: Store, territory: str) -> Template | None:
    """The template new protocols of a territory are written into."""
    found = rows(store, _IN_USE, territory=territory)
    return Template(*found[0]) if found else None


def template_of(store: Store, template_id: str) -> Template | None:
    """The template a finished protocol was written into."""
    found = rows(store, _BY_ID, template=template_id)
    return Template(*found[0]) if found else None


def keep_template(
    store: Store, territory: str, template_id: str, name: str, content: bytes, at: datetime
) -> None:
    """Make a document the template of a territory; the one before stays for old protocols."""
    values = {"template": template_id, "territory": territory, "name": name}
    with store.writing(data=False) as cursor:
        cursor.execute(_RETIRE, {"territory": territory})
        cursor.execute(_KEEP, values | {"content": content, "at": at})


def retire_template(store: Store, territory: str) -> None:
    with store.writing(data=False) as cursor:
        cursor.execute(_RETIRE, {"territory": territory})
