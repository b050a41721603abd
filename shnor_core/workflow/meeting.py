"""«Протокол»: meetings of a territory, the basket of a draft, its order and its agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from shnor_core.charts.numbers import numbers
from shnor_core.db import meeting_items, meetings
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meetings import Meeting
from shnor_core.errors import MeetingError
from shnor_core.snapshots import Shown, freeze, thaw
from shnor_core.tables import TableSpec
from shnor_core.wording import counted, joined
from shnor_core.workflow import access, meeting_access

DRAFT_TITLE = "Заседание рабочей группы"
NO_POINT = "Вне повестки"
LONGEST_COMMENT = 2000

__all__ = ["Meeting", "MeetingItem", "Shown", "add", "draft", "items", "meetings_of", "shown"]


def meetings_of(store: Store, territory: str) -> tuple[Meeting, ...]:
    """Drafts first, then finished ones, newest first."""
    return meetings.meetings(store, territory)


def draft(store: Store, territory: str, wanted: str = "") -> Meeting | None:
    """The draft new items go to: the wanted one, else the first, if there is any."""
    drafts = [one for one in meetings_of(store, territory) if one.is_draft]
    return next((one for one in drafts if one.meeting_id == wanted), drafts[0] if drafts else None)


def title_of(meeting: Meeting) -> str:
    """How a meeting is called in a list: «№ 12 от 25.05.2022, завершён»."""
    number = f"№ {meeting.number}" if meeting.number else "без номера"
    day = f" от {meeting.held_on:%d.%m.%Y}" if meeting.held_on else ""
    return f"{number}{day}, {'черновик' if meeting.is_draft else 'завершён'}"


def add(
    store: Store,
    territory: str,
    what: Shown,
    *,
    facts: Mapping[str, str],
    address: str,
    at: datetime,
    element: str = "",
    wanted: str = "",
    version: int | None = None,
) -> Meeting:
    """Freeze a table or a chart into the draft; the draft is made when there is none.

    ``address`` and ``element`` say which view, and what of it, to come back to; ``wanted`` is the
    draft the person works on; ``version`` is that of the data the view was drawn from, now by
    default. Returns the draft.
    """
    access.require_editor(territory)
    current = draft(store, territory, wanted)
    if current is None:
        new_draft(store, territory)
        return add(
            store,
            territory,
            what,
            facts=facts,
            address=address,
            at=at,
            element=element,
            version=version,
        )
    meeting_items.add(
        store,
        current.meeting_id,
        kind="table" if isinstance(what, TableSpec) else "chart",
        heading=heading_of(what),
        content=freeze(what),
        facts=facts_text(facts),
        address=address,
        element=element,
        version=store.data_version if version is None else version,
        at=at,
    )
    return current


def twin(
    store: Store, territory: str, what: Shown, *, address: str, element: str, wanted: str = ""
) -> MeetingItem | None:
    """What the draft holds already: the same content, else another state of the same view."""
    current = draft(store, territory, wanted)
    found = items(store, current.meeting_id) if current else ()
    content = freeze(what)
    same = next((one for one in found if one.content == content), None)
    view = (one for one in found if element and (one.address, one.element) == (address, element))
    return same or next(view, None)


def heading_of(what: Shown) -> str:
    return what.title if isinstance(what, TableSpec) else what.conclusion


def facts_text(facts: Mapping[str, str]) -> str:
    return "\n".join(f"{label}: {text}" for label, text in facts.items())


def lacking(meeting: Meeting) -> tuple[str, ...]:
    """What the head of a protocol has no words for yet, in the genitive."""
    fields = {
        "номера": meeting.number,
        "даты": meeting.held_on,
        "места": meeting.place,
        "состава": meeting.attendance,
        "повестки": meeting.agenda,
        "решений": meeting.decisions,
        "секретаря": meeting.secretary,
    }
    return tuple(word for word, text in fields.items() if not text)


def conclusion(meeting: Meeting, found: Sequence[MeetingItem]) -> str:
    """The title of the screen: what the protocol holds and what it lacks."""
    shown_items = counted(
        len(found), "таблица или график", "таблицы или графика", "таблиц и графиков"
    )
    if not meeting.is_draft:
        return f"Протокол {title_of(meeting)}: {shown_items}"
    lacks = lacking(meeting)
    told = f"В черновике {shown_items}"
    return f"{told}; ещё нет {joined(lacks)}" if lacks else f"{told}, сведения заполнены"


def as_table(what: Shown) -> TableSpec:
    """A chart by its numbers, a table as it is."""
    return what if isinstance(what, TableSpec) else numbers(what)


def items(store: Store, meeting_id: str) -> tuple[MeetingItem, ...]:
    return meeting_items.items(store, meeting_id)


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda (0 for none) with what belongs to it."""

    number: int
    title: str
    items: tuple[MeetingItem, ...]


def by_agenda(meeting: Meeting, found: Sequence[MeetingItem]) -> tuple[Point, ...]:
    """Items under the points they are assigned to, what has no point (any more) last."""
    titles = dict(enumerate(meeting.agenda_points, 1))
    places = [one.agenda_point if one.agenda_point in titles else 0 for one in found]
    points = [
        Point(
            number,
            titles.get(number, NO_POINT),
            tuple(one for one, place in zip(found, places, strict=True) if place == number),
        )
        for number in (*titles, 0)
    ]
    return tuple(point for point in points if point.items)


def shown(item: MeetingItem) -> Shown:
    """The frozen table or chart.

    Raises
    ------
    SnapshotError
        What is stored is damaged.
    """
    return thawed(item.content)


@lru_cache(maxsize=64)
def thawed(content: str) -> Shown:
    """The table or chart of a stored text; raises as :func:`shown`."""
    return thaw(content)


def move(store: Store, meeting_id: str, item_id: str, by: int) -> None:
    """One place up (−1) or down (+1) among the items of its point; the ends stay."""
    meeting_access.require_editor_of(store, meeting_id)
    known = items(store, meeting_id)
    here = next((one for one in known if one.item_id == item_id), None)
    if here is None:
        raise MeetingError("Этого пункта в протоколе уже нет: обновите страницу.")
    order = [one.item_id for one in known]
    group = [one.item_id for one in known if one.agenda_point == here.agenda_point]
    target = group[min(max(group.index(item_id) + by, 0), len(group) - 1)]
    place = order.index(target)
    order.remove(item_id)
    order.insert(place, item_id)
    meeting_items.reorder(store, order)


def remove(store: Store, item_id: str) -> None:
    meeting_access.require_editor_of_item(store, item_id)
    meeting_items.remove(store, item_id)


def comment(store: Store, item_id: str, text: str) -> None:
    meeting_access.require_editor_of_item(store, item_id)
    meeting_items.comment(store, item_id, text.strip()[:LONGEST_COMMENT])


def assign(store: Store, item_id: str, point: int) -> None:
    """Give an item to a point of the agenda; 0 for none."""
    meeting_access.require_editor_of_item(store, item_id)
    meeting_items.assign(store, item_id, point)


def save(store: Store, meeting: Meeting, changed: Mapping[str, Any]) -> None:
    """Write the changed fields of a draft.

    Raises
    ------
    MeetingError
        Changed in another window meanwhile, or finished.
    """
    access.require_editor(meeting.territory_id)
    meetings.save(store, replace(meeting, **changed))


def decide(store: Store, meeting_id: str, text: str) -> None:
    """Write a decision down as the last line, in one line whatever was typed."""
    meeting_access.require_editor_of(store, meeting_id)
    line = " ".join(text.split())[:LONGEST_COMMENT]
    if line:
        meetings.add_decision(store, meeting_id, line)


def new_draft(store: Store, territory: str) -> str:
    access.require_editor(territory)
    return meetings.create(store, territory, DRAFT_TITLE)
