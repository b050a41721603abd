"""Where keys lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.tables import TableSpec
from shnor_core.workflow import doubts, meeting, presenter, quality_view
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.presenter import Place, Slide
from shnor_core.workflow.store import Store

TERRITORY, NUMBER_12 = "kamensk-uralsky", "kamensk-uralsky:12"
SLIDES = tuple(Slide(key, key) for key in "абвг")


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def two_sheets(slide: Slide) -> int:
    return 2 if slide.key == "б" else 1


@pytest.mark.parametrize(
    ("here", "command", "item", "part"),
    [
        (("а", 1), "next", "б", 1),
        (("б", 1), "next", "б", 2),
        (("б", 2), "next", "в", 1),
        (("в", 1), "previous", "б", 2),
        (("б", 2), "previous", "б", 1),
        (("а", 1), "previous", "а", 1),
        (("г", 1), "next", "г", 1),
        (("в", 1), "first", "а", 1),
        (("а", 1), "last", "г", 1),
        (("а", 1), "в", "в", 1),
        (("gone", 1), "next", "б", 1),
        (("а", 1), "gone", "а", 1),
    ],
)
def test_a_key_leads(here: tuple[str, int], command: str, item: str, part: int) -> None:
    went = presenter.step(SLIDES, Place(*here), command, two_sheets)
    assert (went.item, went.part) == (item, part)


@given(st.lists(st.sampled_from(["next", "previous", "first", "last"]), max_size=30))
def test_no_keys_leave_the_deck(commands: list[str]) -> None:
    here = Place("а")
    for command in commands:
        here = presenter.step(SLIDES, here, command, two_sheets)
        assert 1 <= here.part <= two_sheets(SLIDES[presenter.at(SLIDES, here.item)])


def test_the_deck_of_number_12_follows_its_agenda(store: Store) -> None:
    known = meeting.meetings_of(store, TERRITORY)
    shipped = next(one for one in known if one.meeting_id == NUMBER_12)
    slides = presenter.deck(shipped, meeting.items(store, NUMBER_12))
    assert (slides[0].key, slides[-1].key) == ("agenda", "decisions")
    assert len(slides) == 1 + 31 + 1 + 1
    assert [slide.key for slide in slides if slide.item is None] == [
        "agenda",
        "point-2",
        "decisions",
    ]


def test_an_address_of_a_slide_names_no_school(store: Store) -> None:
    known = meeting.meetings_of(store, TERRITORY)
    shipped = next(one for one in known if one.meeting_id == NUMBER_12)
    items = meeting.items(store, NUMBER_12)
    slides = presenter.deck(shipped, items)
    assert not any(TERRITORY in slide.key for slide in slides)
    assert len({slide.key for slide in slides}) == len(slides)
    place = presenter.at(slides, items[-1].item_id)
    assert slides[place].item == items[-1]
    assert presenter.at(slides, slides[place].key) == place


def test_an_empty_draft_has_nothing_to_show(store: Store) -> None:
    meeting.new_draft(store, TERRITORY)
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    assert presenter.deck(draft, ()) == ()
    assert len(presenter.deck(replace(draft, agenda="Одно"), ())) == 3


def test_only_the_leader_turns_the_page(store: Store) -> None:
    presenter.lead(store, NUMBER_12, Place("agenda", 1, "первое"))
    assert presenter.show(store, NUMBER_12, Place("decisions", 2, "первое", names=False))
    assert presenter.place(store, NUMBER_12) == Place("decisions", 2, "первое", names=False)
    presenter.lead(store, NUMBER_12, Place("agenda", 1, "второе"))
    assert not presenter.show(store, NUMBER_12, Place("decisions", 1, "первое"))
    assert presenter.place(store, NUMBER_12).item == "agenda"


def test_showing_changes_no_version_of_the_data(store: Store) -> None:
    version = store.data_version
    presenter.lead(store, NUMBER_12, Place("agenda", 1, "окно"))
    assert store.data_version == version


def test_a_long_list_of_doubts_is_one_screen_and_stands_whole_after_the_decisions(
    store: Store,
) -> None:
    found = doubts.load(store, TERRITORY)
    table = quality_view.as_table(found, found.findings)
    day = datetime(2022, 5, 25)
    current = meeting.add(store, TERRITORY, table, facts={}, address="quality", at=day)
    slides = presenter.deck(current, meeting.items(store, current.meeting_id))
    short, decisions, whole = slides
    assert [one.key for one in slides[1:]] == [presenter.DECISIONS, f"{short.key}-all"]
    told = short.of(table)
    assert isinstance(told, TableSpec)
    assert sum(int(row.cells[1].text) for row in told.rows) == len(table.rows)
    owners = {row.cells[1].text for row in table.rows}
    assert {row.cells[0].text for row in told.rows} == owners
    assert short.title == told.title
    # no row is lost, and nobody comes upon them by the key of the end
    assert whole.of(table) == table
    assert presenter.step(slides, Place(short.key), "last", lambda _: 1).item == decisions.key
