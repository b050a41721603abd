"""How a draft ends: what it still lacks, finishing for good, going on from a finished one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shnor_core.db import meeting_show, meetings
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meetings import Meeting
from shnor_core.errors import MeetingError
from shnor_core.wording import counted, joined
from shnor_core.workflow import access, advice_answers, meeting_access
from shnor_core.workflow.meeting import items, lacking

# without these a protocol cannot be told from another
NEEDED = ("номера", "даты")


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the list before the end; ``needed`` ones must hold."""

    text: str
    holds: bool
    needed: bool = False


def check_list(
    meeting: Meeting, found: Sequence[MeetingItem], data_version: int
) -> tuple[Check, ...]:
    """What a secretary looks through before a protocol is finished."""
    lacks = lacking(meeting)
    needed = [word for word in NEEDED if word in lacks]
    others = [word for word in lacks if word not in NEEDED]
    stale = sum(one.data_version != data_version for one in found)
    points = len(meeting.agenda_points)
    loose = sum(not 0 < one.agenda_point <= points for one in found)
    return (
        Check(_lack("Номер и дата указаны", needed), not needed, needed=True),
        Check(_lack("Остальные сведения заполнены", others), not others),
        Check("Есть таблицы или графики" if found else "Нет ни таблиц, ни графиков", bool(found)),
        Check(
            f"Данные изменились после добавления: {_items(stale)}"
            if stale
            else "Числа взяты из нынешних данных",
            not stale,
        ),
        Check(
            f"Не отнесены к повестке: {_items(loose)}"
            if loose
            else "Всё отнесено к пунктам повестки",
            not loose,
        ),
    )


def _lack(fine: str, words: Sequence[str]) -> str:
    return f"Нет {joined(words)}" if words else fine


def _items(count: int) -> str:
    return counted(count, "пункт", "пункта", "пунктов")


def finish(store: Store, meeting: Meeting, at: datetime) -> None:
    """Close a draft for good: its items, words and template stay as they are now.

    Raises
    ------
    MeetingError
        Number or date is missing, or somebody changed or finished it meanwhile.
    """
    access.require_editor(meeting.territory_id)
    missing = [
        one
        for one in check_list(meeting, items(store, meeting.meeting_id), store.data_version)
        if one.needed and not one.holds
    ]
    if missing:
        raise MeetingError(f"Протокол не завершён. {missing[0].text}.")
    template = meeting_show.template(store, meeting.territory_id)
    ended = replace(
        meeting,
        status="final",
        finished_at=at,
        template_id=template.template_id if template else "",
    )
    meetings.save(store, ended)


def continued(store: Store, meeting_id: str) -> str:
    """A new draft with everything of a meeting but its number and date; returns its id.

    Accepted recommendations belong to the meeting they were accepted for: the new draft takes
    their lines as decisions that are written out.
    """
    meeting_access.require_editor_of(store, meeting_id)
    territory = meetings.territory_of(store, meeting_id) or ""
    known = meetings.meetings(store, territory)
    source = next(one for one in known if one.meeting_id == meeting_id)
    decisions = advice_answers.completed(store, source).decisions
    return meetings.copy(store, meeting_id, items=True, decisions=decisions)


def with_agenda_of(store: Store, meeting_id: str) -> str:
    """A new draft with the agenda and posts of a meeting and nothing decided; returns its id."""
    meeting_access.require_editor_of(store, meeting_id)
    return meetings.copy(store, meeting_id)


def remove_draft(store: Store, meeting_id: str) -> None:
    """Throw a draft away.

    Raises
    ------
    MeetingError
        It is finished or gone.
    """
    meeting_access.require_editor_of(store, meeting_id)
    meetings.remove(store, meeting_id)
