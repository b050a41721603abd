"""Documents for Word: the protocol of a draft, the shipped meeting whole, the page of a school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from shnor_core.charts import ChartSpec
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meetings import Meeting
from shnor_core.dynamics import DEFINITIONS, Definition
from shnor_core.errors import MeetingError
from shnor_core.exchange.meeting_text import protocol_of
from shnor_core.exchange.meetings import ShippedMeeting, read_meetings
from shnor_core.exchange.protocol import (
    ProtocolDocument,
    write_protocol,
)
from shnor_core.exchange.word.blocks import (
    Block,
    ChartBlock,
    Item,
    Note,
    NumberedList,
    Section,
    TableBlock,
)
from shnor_core.model import Territory
from shnor_core.workflow import (
    advice_answers,
    document_pictures,
    doubts,
    shipped_meetings,
    templates,
)
from shnor_core.workflow import meeting as meetings
from shnor_core.workflow.doubts import Doubts
from shnor_core.workflow.meeting import Point
from shnor_core.workflow.store import DATA, territory_of

DRAFT_BODY = "заседания муниципальной рабочей группы"
VPR = "ВПР"
ORDINALS = (
    *("первому", "второму", "третьему", "четвёртому", "пятому"),
    *("шестому", "седьмому", "восьмому", "девятому", "десятому"),
)


def protocol(
    store: Store, meeting: Meeting, territory: Territory, on: date, *, pictures: bool = False
) -> bytes:
    """The document of any meeting with its accepted recommendations among the decisions.

    A finished one is written as it was when it was finished.

    Raises
    ------
    TemplateError
        The template of the territory cannot be filled in.
    """
    if any(one.meeting_id == meeting.meeting_id for one in _shipped(meeting.territory_id)):
        return shipped_protocol(store, meeting.territory_id, meeting.number, pictures=pictures)
    used = templates.of_meeting(store, meeting)
    found = meetings.items(store, meeting.meeting_id)
    day = meeting.finished_at.date() if meeting.finished_at else on
    content = used.content if used else None
    decided = advice_answers.completed(store, meeting)
    return draft_protocol(decided, found, territory, day, template=content, pictures=pictures)


def draft_protocol(
    meeting: Meeting,
    found: Sequence[MeetingItem],
    territory: Territory,
    on: date,
    *,
    template: bytes | None = None,
    pictures: bool = False,
) -> bytes:
    """Head, agenda, every frozen table and chart under its point of the agenda, decisions."""
    listened = [_listened(point) for point in meetings.by_agenda(meeting, found)]
    decided = Section("Решили", (NumberedList(_decisions(meeting.decisions)),))
    document = ProtocolDocument(
        number=meeting.number,
        body=meeting.title or DRAFT_BODY,
        held_on=meeting.held_on,
        place=meeting.place,
        attendance=_lines(meeting.attendance),
        agenda=_lines(meeting.agenda),
        sections=(*listened, *((decided,) if meeting.decisions.strip() else ())),
        secretary=meeting.secretary or "Секретарь рабочей группы",
        facts=(
            ("Территория", territory.name),
            ("Документ составлен", f"{on:%d.%m.%Y}"),
        ),
        vpr=any(VPR in one.content for one in found),
        invented=territory.invented,
    )
    return write_protocol(_pictured(document) if pictures else document, template=template)


def _pictured(document: ProtocolDocument) -> ProtocolDocument:
    """With pictures in place of charts; where they cannot be made, with the reason."""
    sections, facts = document_pictures.drawn(document.sections)
    return replace(document, sections=sections, facts=(*document.facts, *facts))


def _listened(point: Point) -> Section:
    blocks = tuple(block for one in point.items for block in _item_blocks(one))
    if not point.number:
        return Section("Слушали", blocks)
    ordinal = ORDINALS[point.number - 1] if point.number <= len(ORDINALS) else ""
    head = f"По {ordinal} вопросу" if ordinal else f"По вопросу № {point.number}"
    return Section(head, blocks, said=f"слушали: {point.title}")


def _item_blocks(item: MeetingItem) -> tuple[Block, ...]:
    what = meetings.shown(item)
    block: Block = ChartBlock(what) if isinstance(what, ChartSpec) else TableBlock(what)
    words = [*item.comment.splitlines(), item.facts.replace("\n", "; ")]
    told = [Note(text) for text in words if text]
    version = Note(f"Версия данных {item.data_version}, {item.added_at:%d.%m.%Y}.")
    return (block, *told, version)


def _decisions(text: str) -> tuple[Item, ...]:
    """Lines as decisions; «- » opens an entry inside the decision above."""
    items: list[Item] = []
    for line in _lines(text):
        if line.startswith("- ") and items:
            above = items.pop()
            items.append(Item(above.text, (*above.items, Item(line[2:]))))
        else:
            items.append(Item(line.lstrip("0123456789. ") or line))
    return tuple(items)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def shipped_protocol(store: Store, territory: str, number: str, *, pictures: bool = False) -> bytes:
    """The whole protocol of a meeting that ships with its territory, with tables and charts.

    Its numbers are those that shipped, whatever was decided about the data since.

    Raises
    ------
    MeetingError
        No such meeting among those that ship.
    """
    found = next((one for one in _shipped(territory) if one.number == number), None)
    if found is None:
        raise MeetingError(f"Заседания № {number} среди данных территории «{territory}» нет.")
    tables = shipped_meetings.blocks(meetings.items(store, found.meeting_id))
    doubtful = doubts.load(store, territory)
    document = protocol_of(
        found, tables, facts=_facts(doubtful), invented=doubtful.picture.territory.invented
    )
    return write_protocol(_pictured(document) if pictures else document)


def _shipped(territory: str) -> Iterator[ShippedMeeting]:
    for folder in DATA.glob("*/meetings.csv"):
        if territory_of(folder.parent) == territory:
            yield from read_meetings(folder.parent)


def _facts(doubtful: Doubts) -> tuple[tuple[str, str], ...]:
    picture = doubtful.picture
    first, last = picture.years[-2:] if len(picture.years) > 1 else picture.years * 2
    return (
        ("Динамика", f"{first} → {last}, определение «{DEFINITIONS[Definition.DOCUMENT].title}»"),
        ("Открытых вопросов к данным", str(len(doubtful.findings))),
    )
