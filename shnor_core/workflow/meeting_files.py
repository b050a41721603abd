"""A meeting as one Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from shnor_core.db.meeting_items import MeetingItem
from shnor_core.db.meetings import Meeting
from shnor_core.exchange.meeting_workbook import MeetingSheet, meeting_workbook
from shnor_core.exchange.word.pages import INVENTED
from shnor_core.model import Territory
from shnor_core.wording import VPR_NOTICE
from shnor_core.workflow.documents import VPR
from shnor_core.workflow.meeting import NO_POINT, Shown, by_agenda, shown, title_of


def workbook(
    meeting: Meeting, found: Sequence[MeetingItem], territory: Territory, on: date
) -> bytes:
    """What was said, every frozen table, native charts, sources and definitions of each.

    Raises
    ------
    SnapshotError
        A stored table or chart is damaged.
    """
    day = meeting.finished_at.date() if meeting.finished_at else on
    sheets = [
        MeetingSheet(what, tuple(_facts(one, what, point.number, point.title)))
        for point in by_agenda(meeting, found)
        for one in point.items
        for what in (shown(one),)
    ]
    head = list(_head(meeting, territory, day))
    if any(VPR in one.content for one in found):
        head.append(("Внимание", VPR_NOTICE))
    return meeting_workbook(f"Протокол {title_of(meeting)}", head, sheets)


def _head(meeting: Meeting, territory: Territory, day: date) -> Iterator[tuple[str, str]]:
    yield "Территория", territory.name
    if territory.invented:
        yield INVENTED, "Числа созданы генератором для показа возможностей."
    for label, text in (
        ("Заседание", meeting.title),
        ("Место проведения", meeting.place),
        ("Секретарь", meeting.secretary),
    ):
        if text:
            yield label, text
    lists = (
        ("Присутствовали", meeting.attendance),
        ("Повестка", meeting.agenda),
        ("Решили", meeting.decisions),
    )
    for label, text in lists:
        for at, line in enumerate(filter(None, map(str.strip, text.splitlines()))):
            yield "" if at else label, line
    yield "Файл составлен", f"{day:%d.%m.%Y}"


def _facts(item: MeetingItem, what: Shown, point: int, title: str) -> Iterator[tuple[str, str]]:
    yield "Пункт повестки", f"{point}. {title}" if point else NO_POINT
    if what.source:
        yield "Источник", what.source
    for line in item.facts.splitlines():
        label, _, words = line.partition(": ")
        yield label, words
    for note in what.notes:
        yield "Примечание", note
    if item.comment:
        yield "Почему так", item.comment
    yield "Версия данных", f"{item.data_version}, {item.added_at:%d.%m.%Y}"
