"""The list of what a protocol holds, as a table of the screen."""

from __future__ import annotations

from functools import lru_cache

from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import clipped
from shnor_core.workflow.meeting import Meeting, MeetingItem, by_agenda

_KINDS = {"table": "таблица", "chart": "график"}


@lru_cache(maxsize=16)
def item_table(meeting: Meeting, found: tuple[MeetingItem, ...], data_version: int) -> TableSpec:
    """Items in the order of the document, under the points of the agenda."""
    columns = [
        Column("place", "№", width=0.4, align="right"),
        Column("what", "Что показано", width=5.0),
        Column("kind", "Вид", width=0.8),
        Column("comment", "Почему так", width=2.0),
    ]
    if meeting.is_draft:
        columns.append(Column("age", "Данные", width=1.2))
    rows: list[Row] = []
    number = 0
    for point in by_agenda(meeting, found):
        if meeting.agenda_points:
            title = f"{point.number}. {point.title}" if point.number else point.title
            rows.append(Row(f"point_{point.number}", (Cell(title),), "group"))
        for item in point.items:
            number += 1
            rows.append(_row(number, item, meeting.is_draft, data_version))
    return TableSpec("Что вошло в протокол", tuple(columns), tuple(rows))


def _row(number: int, item: MeetingItem, ages: bool, data_version: int) -> Row:
    first = item.comment.splitlines()[0] if item.comment else ""
    cells = [
        Cell(str(number), number),
        Cell(item.heading),
        Cell(_KINDS[item.kind]),
        Cell(clipped(first, 60)),
    ]
    if ages:
        stale = item.data_version != data_version
        cells.append(
            Cell("изменились", tone=Tone.DOUBT, icon="?", chip=True) if stale else Cell("нынешние")
        )
    return Row(item.item_id, tuple(cells))
