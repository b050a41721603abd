"""«Режим заседания»: what comes after what, where the meeting is, who leads."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shnor_core.db import meeting_show
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meeting_show import Place
from shnor_core.db.meetings import Meeting
from shnor_core.tables import TableSpec
from shnor_core.wording import counted
from shnor_core.workflow import meeting_access
from shnor_core.workflow.doubts_digest import ANNEX, digest
from shnor_core.workflow.meeting import NO_POINT, Shown, thawed

AGENDA, DECISIONS = "agenda", "decisions"

__all__ = ["Place", "Slide", "deck", "lead", "place", "show", "step"]


@dataclass(frozen=True, slots=True)
class Slide:
    """One screen of the meeting: an item, a point without items, the agenda or the decisions.

    ``short`` is a long list told by a line per school; the list itself stands after the decisions.
    """

    key: str
    title: str
    point: str = ""
    item: MeetingItem | None = None
    short: bool = False

    def of(self, what: Shown) -> Shown:
        """What stands here of the item: all of it, or the line per school of a long list."""
        return (_digest(what) or what) if self.short else what


def deck(meeting: Meeting, found: Sequence[MeetingItem]) -> tuple[Slide, ...]:
    """Screens in the order of the agenda; nothing for a meeting that holds nothing yet.

    A point without items has a screen of its own: the group discusses it all the same. Long lists
    stand at their place in short and after the decisions whole.
    """
    points = meeting.agenda_points
    if not found and not points:
        return ()
    questions = counted(len(points), "вопрос", "вопроса", "вопросов")
    slides = [Slide(AGENDA, f"Повестка: {questions}")] if points else []
    for number, title in enumerate(points, 1):
        own = [one for one in found if one.agenda_point == number]
        point = f"{number}. {title}"
        slides += _of(own, point) or [Slide(f"point-{number}", title, point)]
    outside = [one for one in found if not 0 < one.agenda_point <= len(points)]
    slides += _of(outside, NO_POINT if points else "")
    annexed = [
        Slide(f"{one.key}-all", one.item.heading, ANNEX, one.item)
        for one in slides
        if one.short and one.item
    ]
    return (*slides, Slide(DECISIONS, _decided(meeting)), *annexed)


def _decided(meeting: Meeting) -> str:
    lines = [line.strip() for line in meeting.decisions.splitlines()]
    count = sum(bool(line) and not line.startswith("- ") for line in lines)
    return f"Решили: {counted(count, 'пункт', 'пункта', 'пунктов')}" if count else "Решений нет"


def _of(found: Sequence[MeetingItem], point: str) -> list[Slide]:
    return [_slide(one, point) for one in found]


def _slide(item: MeetingItem, point: str) -> Slide:
    short = _digest_of(item.content) if item.kind == "table" else None
    title = short.title if short else item.heading
    return Slide(_key(item.item_id), title, point, item, short=short is not None)


@lru_cache(maxsize=256)
def _digest_of(content: str) -> TableSpec | None:
    return _digest(thawed(content))


def _digest(what: Shown) -> TableSpec | None:
    return digest(what) if isinstance(what, TableSpec) else None


def _key(item_id: str) -> str:
    """A name for the address of the window: an item that ships has the school in its id."""
    return hashlib.blake2s(item_id.encode(), digest_size=8).hexdigest()


def at(slides: Sequence[Slide], key: str) -> int:
    """The place of a screen by its key or its item, the first one when it is gone."""
    return next(
        (
            place
            for place, one in enumerate(slides)
            if key == one.key or (one.item and key == one.item.item_id)
        ),
        0,
    )


def step(
    slides: Sequence[Slide], here: Place, command: str, parts: Callable[[Slide], int]
) -> Place:
    """Where a key or a button leads: ``next``, ``previous``, ``first``, ``last`` or a screen's key.

    ``parts`` tells how many sheets a screen takes; only neighbours are asked.
    """
    place = at(slides, here.item)
    if command == "next":
        if here.part < parts(slides[place]):
            return replace(here, item=slides[place].key, part=here.part + 1)
        return (
            replace(here, item=slides[place + 1].key, part=1) if place + 1 < len(slides) else here
        )
    if command == "previous":
        if here.part > 1:
            return replace(here, item=slides[place].key, part=here.part - 1)
        if not place:
            return here
        return replace(here, item=slides[place - 1].key, part=parts(slides[place - 1]))
    if command == "last":
        end = next((one for one in reversed(slides) if one.point != ANNEX), slides[-1])
        return replace(here, item=end.key, part=parts(end))
    wanted = 0 if command == "first" else at(slides, command)
    return replace(here, item=slides[wanted].key, part=1)


def place(store: Store, meeting_id: str) -> Place:
    """What the meeting shows now."""
    return meeting_show.place(store, meeting_id)


def show(store: Store, meeting_id: str, shown: Place) -> bool:
    """Turn the page for all windows; ``False`` when another window leads by now."""
    meeting_access.require_editor_of(store, meeting_id)
    current = place(store, meeting_id)
    if current.leader != shown.leader:
        return False
    if current != shown:
        meeting_show.put(store, meeting_id, shown)
    return True


def lead(store: Store, meeting_id: str, shown: Place) -> None:
    """Take the lead: from now on windows follow this one."""
    meeting_access.require_editor_of(store, meeting_id)
    meeting_show.put(store, meeting_id, shown)
