"""A draft ends once: what it lacks, what is frozen, how it goes on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest

from shnor_core.errors import MeetingError
from shnor_core.model import Unit
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import (
    decisions,
    documents,
    meeting,
    meeting_end,
    meeting_refresh,
    monitoring,
    templates,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.store import Store

TERRITORY, NUMBER_12 = "kamensk-uralsky", "kamensk-uralsky:12"
NOON = datetime(2022, 6, 7, 12, 0)
HEAD = {"number": "13", "held_on": date(2022, 6, 7), "agenda": "Итоги года\nМеры"}


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def table(title: str, number: float = 1) -> TableSpec:
    return TableSpec(title, (Column("x", "Число"),), (Row("1", (Cell(str(number), number),)),))


def a_draft(store: Store, *titles: str) -> meeting.Meeting:
    meeting_id = meeting.new_draft(store, TERRITORY)
    for title in titles:
        meeting.add(
            store, TERRITORY, table(title), facts={}, address="", at=NOON, wanted=meeting_id
        )
    return one(store, meeting_id)


def one(store: Store, meeting_id: str) -> meeting.Meeting:
    known = meeting.meetings_of(store, TERRITORY)
    return next(each for each in known if each.meeting_id == meeting_id)


def written(store: Store, which: meeting.Meeting) -> list[str]:
    territory = monitoring.load(store, TERRITORY).territory
    content = documents.protocol(store, which, territory, date(2030, 1, 1))
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in document.paragraphs), *cells]


def settle(store: Store) -> None:
    decisions.settle(
        store,
        territory=TERRITORY,
        subject="kamensk-uralsky-17:3.3:2021",
        settlement=Settlement("reading", 14.0, Unit.COUNT, "письмо", "координатор"),
        before="514",
        at=NOON,
    )


def test_without_number_and_date_a_draft_does_not_end(store: Store) -> None:
    draft = a_draft(store, "а")
    with pytest.raises(MeetingError, match="Нет номера и даты"):
        meeting_end.finish(store, draft, NOON)
    assert one(store, draft.meeting_id).is_draft


def test_without_an_agenda_nothing_is_placed_in_it(store: Store) -> None:
    draft = a_draft(store, "а", "б")
    found = meeting.items(store, draft.meeting_id)
    placed = meeting_end.check_list(draft, found, store.data_version)[4]
    assert (placed.text, placed.holds) == ("Не отнесены к повестке: 2\u00a0пункта", False)


def test_the_check_list_counts_what_is_left(store: Store) -> None:
    draft = a_draft(store, "а", "б")
    meeting.save(store, draft, HEAD)
    found = meeting.items(store, draft.meeting_id)
    meeting.assign(store, found[0].item_id, 1)
    settle(store)
    again = one(store, draft.meeting_id)
    checks = meeting_end.check_list(
        again, meeting.items(store, draft.meeting_id), store.data_version
    )
    assert [check.holds for check in checks] == [True, False, True, False, False]
    assert checks[1].text == "Нет места, состава, решений и секретаря"
    assert checks[3].text.endswith("2\u00a0пункта")
    assert checks[4].text.endswith("1\u00a0пункт")


def test_a_finished_protocol_takes_no_change(store: Store) -> None:
    draft = a_draft(store, "а", "б")
    meeting.save(store, draft, HEAD)
    meeting_end.finish(store, one(store, draft.meeting_id), NOON)
    ended = one(store, draft.meeting_id)
    item = meeting.items(store, ended.meeting_id)[0]
    for change in (
        lambda: meeting.save(store, ended, {"number": "14"}),
        lambda: meeting.comment(store, item.item_id, "нет"),
        lambda: meeting.assign(store, item.item_id, 1),
        lambda: meeting.remove(store, item.item_id),
        lambda: meeting.move(store, ended.meeting_id, item.item_id, 1),
        lambda: meeting.decide(store, ended.meeting_id, "нет"),
        lambda: meeting_refresh.renew(store, item, table("а", 2), facts={}, at=NOON),
        lambda: meeting_end.finish(store, ended, NOON),
        lambda: meeting_end.remove_draft(store, ended.meeting_id),
    ):
        with pytest.raises(MeetingError):
            change()
    assert one(store, ended.meeting_id) == ended
    assert [each.heading for each in meeting.items(store, ended.meeting_id)] == ["а", "б"]


@pytest.mark.parametrize("own", [True, False])
def test_a_finished_protocol_equals_itself_after_the_data_change(store: Store, own: bool) -> None:
    if own:
        draft = a_draft(store, "а")
        meeting.save(store, draft, HEAD)
        meeting_end.finish(store, one(store, draft.meeting_id), NOON)
        which = one(store, draft.meeting_id)
    else:
        which = one(store, NUMBER_12)
    before = meeting.items(store, which.meeting_id), written(store, which)
    settle(store)
    templates.keep(store, TERRITORY, "свой.docx", templates.sample(), NOON)
    after = meeting.items(store, which.meeting_id), written(store, which)
    assert after[0] == before[0]
    doubts = "Открытых вопросов к данным"
    assert [x for x in after[1] if doubts not in x] == [x for x in before[1] if doubts not in x]
    if own:
        assert "Документ составлен: 07.06.2022" in after[1]


def test_number_12_ships_finished_with_agenda_items_and_decisions(store: Store) -> None:
    shipped = one(store, NUMBER_12)
    assert not shipped.is_draft
    assert len(shipped.agenda_points) == 3
    assert "методические десанты" in shipped.decisions
    found = meeting.items(store, NUMBER_12)
    assert sum(item.kind == "table" for item in found) == 15
    points = meeting.by_agenda(shipped, found)
    assert [point.number for point in points] == [1, 3]
    assert len(points[1].items) == 28


def test_number_12_outlives_a_rebuild_once(store: Store) -> None:
    draft = a_draft(store, "а")
    meeting.save(store, draft, HEAD)
    meeting_end.finish(store, one(store, draft.meeting_id), NOON)
    path = store.path
    store.close()
    store_workflow.build(path)
    again = store_workflow.open_store(path)
    assert len(meeting.items(again, NUMBER_12)) == 31
    assert [m.number for m in meeting.meetings_of(again, TERRITORY)] == ["13", "12"]
    assert len(meeting.items(again, draft.meeting_id)) == 1
    again.close()


def test_a_finished_protocol_goes_on_as_a_draft(store: Store) -> None:
    continued = one(store, meeting_end.continued(store, NUMBER_12))
    shipped = one(store, NUMBER_12)
    assert continued.is_draft
    assert (continued.number, continued.held_on) == ("", None)
    assert (continued.agenda, continued.decisions) == (shipped.agenda, shipped.decisions)
    copied, kept = (meeting.items(store, each.meeting_id) for each in (continued, shipped))
    assert [item.content for item in copied] == [item.content for item in kept]
    assert not {item.item_id for item in copied} & {item.item_id for item in kept}
    meeting.remove(store, copied[0].item_id)
    assert meeting.items(store, NUMBER_12) == kept


def test_an_agenda_is_copied_without_what_was_decided(store: Store) -> None:
    begun = one(store, meeting_end.with_agenda_of(store, NUMBER_12))
    assert len(begun.agenda_points) == 3
    assert begun.decisions == ""
    assert meeting.items(store, begun.meeting_id) == ()


def test_a_removed_draft_leaves_nothing(store: Store) -> None:
    draft = a_draft(store, "а")
    meeting_end.remove_draft(store, draft.meeting_id)
    assert meeting.items(store, draft.meeting_id) == ()
    assert all(
        each.meeting_id != draft.meeting_id for each in meeting.meetings_of(store, TERRITORY)
    )


def test_the_document_follows_the_agenda(store: Store) -> None:
    draft = a_draft(store, "первая", "вторая", "третья")
    meeting.save(store, draft, HEAD)
    found = meeting.items(store, draft.meeting_id)
    meeting.assign(store, found[0].item_id, 2)
    meeting.assign(store, found[1].item_id, 1)
    lines = written(store, one(store, draft.meeting_id))
    marks = ("По первому вопросу слушали: Итоги года", "вторая", "По второму вопросу слушали: Меры",
             "первая", "Слушали", "третья")  # fmt: skip
    places = [next(at for at, line in enumerate(lines) if mark in line) for mark in marks]
    assert places == sorted(places)


def test_a_point_that_is_gone_leaves_its_items_outside(store: Store) -> None:
    draft = a_draft(store, "а")
    meeting.save(store, draft, HEAD)
    item = meeting.items(store, draft.meeting_id)[0]
    meeting.assign(store, item.item_id, 2)
    meeting.save(store, one(store, draft.meeting_id), {"agenda": "Одно"})
    points = meeting.by_agenda(one(store, draft.meeting_id), meeting.items(store, draft.meeting_id))
    assert [point.number for point in points] == [0]


def test_a_draft_of_choice_takes_what_is_added(store: Store) -> None:
    first, second = a_draft(store), a_draft(store)
    for draft in (first, second):
        meeting.add(
            store,
            TERRITORY,
            table("х"),
            facts={},
            address="",
            at=NOON,
            wanted=draft.meeting_id,
        )
        assert len(meeting.items(store, draft.meeting_id)) == 1
    meeting.add(store, TERRITORY, table("х"), facts={}, address="", at=NOON, wanted=NUMBER_12)
    assert len(meeting.items(store, NUMBER_12)) == 31


def test_decisions_are_added_whatever_was_saved_meanwhile(store: Store) -> None:
    draft = a_draft(store)
    meeting.decide(store, draft.meeting_id, "  Провести\nсеминар ")
    meeting.save(store, one(store, draft.meeting_id), {"place": "зал"})
    meeting.decide(store, draft.meeting_id, "=1+1")
    meeting.decide(store, draft.meeting_id, "   ")
    assert one(store, draft.meeting_id).decisions == "Провести семинар\n=1+1"
