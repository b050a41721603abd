"""Meetings that ship with a territory, entered as finished ones with their tables and charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from pathlib import Path

from shnor_core.charts import ChartSpec
from shnor_core.db import meeting_items, meetings
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meetings import Meeting
from shnor_core.dynamics import Definition
from shnor_core.exchange.meetings import Resolution, ShippedMeeting, read_meetings
from shnor_core.exchange.word.blocks import Block, Bullets, ChartBlock, TableBlock
from shnor_core.model import Level
from shnor_core.snapshots import Shown, freeze, thaw
from shnor_core.tables import TableSpec
from shnor_core.workflow import monitoring
from shnor_core.workflow.comparison import comparison
from shnor_core.workflow.meeting import heading_of
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.monitoring_table import monitoring_table
from shnor_core.workflow.municipality import municipal, municipal_chart
from shnor_core.workflow.school import card

DECISIONS = "Решили"
SECRETARY = "Секретарь рабочей группы"
_BASIS = Definition.DOCUMENT


def enter(store: Store, territory: str, folder: Path) -> None:
    """Write the meetings of a territory's folder with their numbers as they ship.

    Raises
    ------
    DataFileError
        A text file of the meetings breaks its contract.
    """
    for one in read_meetings(folder):
        meetings.enter(store, _meeting(one, territory))
        meeting_items.enter(store, tuple(_items(one, monitoring.load(store, territory))))


def _meeting(one: ShippedMeeting, territory: str) -> Meeting:
    return Meeting(
        meeting_id=one.meeting_id,
        territory_id=territory,
        number=one.number,
        held_on=one.held_on,
        title=one.body,
        place=one.place,
        attendance="\n".join(one.attendance),
        agenda="\n".join(one.agenda),
        decisions="\n".join(_lines(one.section(DECISIONS))),
        secretary=one.secretary or SECRETARY,
        status="final",
        version=1,
        finished_at=datetime.combine(one.held_on, time()) if one.held_on else None,
        template_id="",
    )


def _lines(found: Sequence[Resolution]) -> Iterator[str]:
    """Decisions as they are typed: «- » opens an entry inside the decision above."""
    for one in found:
        yield f"- {one.text}" if one.parent else one.text


def _items(one: ShippedMeeting, picture: Picture) -> Iterator[MeetingItem]:
    point, position = 0, 0
    for line in one.lines:
        point += line.kind == "heading" and line.text.endswith("вопросу")
        if not line.kind.endswith("_table"):
            continue
        shown = (
            municipal_shown(picture)
            if not line.school_id
            else school_shown(picture, line.school_id)
        )
        page = "municipality" if not line.school_id else "school"
        for at, (what, words) in enumerate(shown):
            position += 1
            yield MeetingItem(
                item_id=f"{one.meeting_id}:{line.school_id}:{at}",
                meeting_id=one.meeting_id,
                position=position,
                kind="table" if isinstance(what, TableSpec) else "chart",
                heading=heading_of(what),
                content=freeze(what),
                facts=f"Территория: {picture.territory.name}",
                address=_address(page, picture.territory.territory_id, line.school_id),
                element="",
                agenda_point=point,
                data_version=1,
                added_at=datetime.combine(one.held_on, time()) if one.held_on else datetime.min,
                comment="\n".join(words),
            )


def _address(page: str, territory: str, school: str) -> str:
    return f"{page}?territory={territory}" + (f"&school={school}" if school else "")


def _pair(picture: Picture) -> tuple[int, int]:
    years = picture.years
    return (years[-2], years[-1]) if len(years) > 1 else (years[-1], years[-1])


Told = tuple[Shown, tuple[str, ...]]


def municipal_shown(picture: Picture) -> tuple[Told, ...]:
    """The municipal table with its shares as charts."""
    base, year = _pair(picture)
    view = municipal(picture, base=base, year=year, definition=_BASIS)
    charts = [
        municipal_chart(picture, one.code, base=base, year=year, definition=_BASIS)
        for one in picture.indicators(Level.TERRITORY)
        if one.school_relation == "same_measure"
    ]
    return ((view.table, ()), *((chart, ()) for chart in charts))


def school_shown(picture: Picture, school_id: str) -> tuple[Told, ...]:
    """The school's table with its dynamics in words, and one chart."""
    base, year = _pair(picture)
    indicators = picture.indicators(Level.SCHOOL)
    changes = {one.code: picture.change(school_id, one, base, year, _BASIS) for one in indicators}
    table = monitoring_table(picture, school_id, indicators, changes, base, year, _BASIS)
    view = card(picture, school_id, base=base, year=year, definition=_BASIS)
    code = indicators[1].code if len(indicators) > 1 else indicators[0].code
    chart = comparison(picture, school_id, code, base=base, year=year, definition=_BASIS)
    return ((table, tuple(f"{mark} {text}" for mark, text in view.sentences)), (chart, ()))


def blocks(found: Sequence[MeetingItem]) -> Mapping[str, Sequence[Block]]:
    """Frozen items as blocks of the document: «» for the municipality, else by school."""
    made: dict[str, list[Block]] = {}
    for item in found:
        school = item.item_id.removeprefix(f"{item.meeting_id}:").rpartition(":")[0]
        what = thaw(item.content)
        here = made.setdefault(school, [])
        here.append(ChartBlock(what) if isinstance(what, ChartSpec) else TableBlock(what))
        if item.comment:
            here.append(Bullets(tuple(item.comment.splitlines())))
    return made
