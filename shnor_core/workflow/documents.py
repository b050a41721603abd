"""Documents for Word: the protocol of a draft, the shipped meeting whole, the page of a school."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from shnor_core.charts import ChartSpec
from shnor_core.db.connection import Store
from shnor_core.db.meetings import Meeting, MeetingItem
from shnor_core.dynamics import DEFINITIONS, Definition
from shnor_core.errors import MeetingError
from shnor_core.exchange.meeting_text import protocol_of
from shnor_core.exchange.meetings import read_meetings
from shnor_core.exchange.protocol import (
    ProtocolDocument,
    SchoolPage,
    write_protocol,
    write_school_page,
)
from shnor_core.exchange.word.blocks import (
    Block,
    Bullets,
    ChartBlock,
    Item,
    Note,
    NumberedList,
    Section,
    TableBlock,
)
from shnor_core.model import Level, Territory
from shnor_core.workflow import doubts
from shnor_core.workflow import meeting as meetings
from shnor_core.workflow.comparison import comparison
from shnor_core.workflow.doubts import Doubts
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.monitoring_table import monitoring_table
from shnor_core.workflow.municipality import municipal, municipal_chart
from shnor_core.workflow.school import card
from shnor_core.workflow.store import DATA

DRAFT_BODY = "заседания муниципальной рабочей группы"
VPR = "ВПР"


def draft_protocol(
    meeting: Meeting, found: Sequence[MeetingItem], territory: Territory, on: date
) -> bytes:
    """The draft as a document: head, agenda, every frozen table and chart, decisions."""
    shown = [(one, meetings.shown(one)) for one in found]
    listened = Section(
        "Слушали",
        tuple(block for one, what in shown for block in _item_blocks(one, what)),
    )
    decided = Section("Решили", (NumberedList(_decisions(meeting.decisions)),))
    document = ProtocolDocument(
        number=meeting.number,
        body=meeting.title or DRAFT_BODY,
        held_on=meeting.held_on,
        place=meeting.place,
        attendance=_lines(meeting.attendance),
        agenda=_lines(meeting.agenda),
        sections=tuple(one for one in (listened, decided) if one.blocks),
        secretary=meeting.secretary or "Секретарь рабочей группы",
        facts=(
            ("Территория", territory.name),
            ("Документ составлен", f"{on:%d.%m.%Y}"),
        ),
        vpr=any(VPR in one.content for one in found),
        invented=territory.invented,
    )
    return write_protocol(document)


def _item_blocks(item: MeetingItem, what: meetings.Shown) -> tuple[Block, ...]:
    block: Block = ChartBlock(what) if isinstance(what, ChartSpec) else TableBlock(what)
    told = [Note(text) for text in (item.comment, item.facts.replace("\n", "; ")) if text]
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


def shipped_protocol(store: Store, territory: str, number: str) -> bytes:
    """The whole protocol of a meeting that ships with its territory, with tables and charts.

    Raises
    ------
    MeetingError
        No such meeting among those that ship.
    """
    doubtful = doubts.load(store, territory)
    picture = doubtful.picture
    found = [
        one
        for folder in DATA.glob("*/meetings.csv")
        if _territory_of(folder.parent) == territory
        for one in read_meetings(folder.parent)
        if one.number == number
    ]
    if not found:
        raise MeetingError(f"Заседания № {number} среди данных территории «{territory}» нет.")
    tables = {"": municipal_blocks(picture)}
    for school in picture.schools:
        tables[school.school_id] = school_blocks(picture, school.school_id)
    document = protocol_of(
        found[0], tables, facts=_facts(doubtful), invented=picture.territory.invented
    )
    return write_protocol(document)


def _territory_of(folder: Path) -> str:
    lines = (folder / "territory.csv").read_text(encoding="utf-8").splitlines()
    return lines[1].split(",")[0] if len(lines) > 1 else ""


def _facts(doubtful: Doubts) -> tuple[tuple[str, str], ...]:
    picture = doubtful.picture
    first, last = picture.years[-2:] if len(picture.years) > 1 else picture.years * 2
    return (
        ("Динамика", f"{first} → {last}, определение «{DEFINITIONS[Definition.DOCUMENT].title}»"),
        ("Открытых вопросов к данным", str(len(doubtful.findings))),
    )


def _pair(picture: Picture) -> tuple[int, int]:
    years = picture.years
    return (years[-2], years[-1]) if len(years) > 1 else (years[-1], years[-1])


def municipal_blocks(picture: Picture) -> tuple[Block, ...]:
    """The municipal table with its three shares as charts."""
    base, year = _pair(picture)
    view = municipal(picture, base=base, year=year, definition=Definition.DOCUMENT)
    charts = [
        ChartBlock(
            municipal_chart(picture, one.code, base=base, year=year, definition=Definition.DOCUMENT)
        )
        for one in picture.indicators(Level.TERRITORY)
        if one.school_relation == "same_measure"
    ]
    return (TableBlock(view.table), *charts)


def school_blocks(picture: Picture, school_id: str) -> tuple[Block, ...]:
    """The school's table, its dynamics in words and one chart."""
    base, year = _pair(picture)
    definition = Definition.DOCUMENT
    indicators = picture.indicators(Level.SCHOOL)
    changes = {
        one.code: picture.change(school_id, one, base, year, definition) for one in indicators
    }
    table = monitoring_table(picture, school_id, indicators, changes, base, year, definition)
    view = card(picture, school_id, base=base, year=year, definition=definition)
    code = indicators[1].code if len(indicators) > 1 else indicators[0].code
    chart = comparison(picture, school_id, code, base=base, year=year, definition=definition)
    words = Bullets(tuple(f"{mark} {text}" for mark, text in view.sentences))
    return (TableBlock(table), words, ChartBlock(chart))


def school_page(
    picture: Picture, school_id: str, *, base: int, year: int, definition: Definition
) -> bytes:
    """One or two pages about a school: table, dynamics in words, doubts, lists, chart."""
    view = card(picture, school_id, base=base, year=year, definition=definition)
    codes = [one.code for one in picture.indicators(Level.SCHOOL)]
    code = codes[1] if len(codes) > 1 else codes[0]
    chart = comparison(picture, school_id, code, base=base, year=year, definition=definition)
    sections = [
        Section("Показатели", (TableBlock(view.table),)),
        Section(
            "Динамика", (Bullets(tuple(text for _, text in view.sentences)), ChartBlock(chart))
        ),
        Section(
            "Что нужно уточнить",
            (Bullets(tuple(one.message for one in (*view.doubts, *view.contradictions))),),
        ),
        Section("Списки и партнёры", (Bullets((*view.chips, *(text for text, _ in view.lists))),)),
    ]
    page = SchoolPage(
        name=view.school.short_name,
        territory=picture.territory.name,
        lead=view.title,
        sections=tuple(one for one in sections if _has_content(one)),
        facts=(
            ("Годы", f"{base} → {year}"),
            ("Определение динамики", DEFINITIONS[definition].title),
        ),
        invented=picture.territory.invented,
    )
    return write_school_page(page)


def _has_content(section: Section) -> bool:
    return any(not isinstance(block, Bullets) or block.items for block in section.blocks)
