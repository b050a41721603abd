"""Where keys lead, and schools without names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Series
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import meeting, neutral_names, presenter
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.neutral_names import Neutral
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


@pytest.fixture
def neutral(store: Store) -> Neutral:
    return neutral_names.neutral(store, TERRITORY, NUMBER_12)


def test_one_school_has_one_letter_everywhere(neutral: Neutral) -> None:
    letter = neutral.letters["kamensk-uralsky-17"]
    for text in ("Средняя школа № 17", "Средней школе № 17", "МОУ № 17", "№ 17", "школа №\u00a017"):
        assert neutral.text(text).endswith(f" {letter}"), text
        assert "17" not in neutral.text(text)


def test_lists_are_hidden_and_numbers_of_papers_stay(neutral: Neutral) -> None:
    seven, fourteen = (neutral.letters[f"kamensk-uralsky-{n}"] for n in (7, 14))
    assert neutral.text("в школах №№ 7, 14: 3 из 9") == f"в школах {seven}, {fourteen}: 3 из 9"
    for text in (
        "Протокол заседания рабочей группы МСОКО № 12 от 25.05.2022",
        "кабинет № 17",
        "Таблица № 7",
        "14 педагогов, 17 %",
    ):
        assert neutral.text(text) == text


def test_letters_differ_and_do_not_follow_the_numbers(neutral: Neutral) -> None:
    assert len(set(neutral.letters.values())) == len(neutral.letters)
    by_number = [letter for _, letter in sorted(neutral.letters.items())]
    assert by_number != sorted(by_number)


def test_schools_called_by_a_place_are_hidden_in_any_case(store: Store) -> None:
    neutral = neutral_names.neutral(store, "pirovskoe", "m")
    letter = neutral.letters["pirovskoe-pirovskaya"]
    assert neutral.text("в Пировской средней школе") == f"в Школа {letter}"
    assert neutral.text("Пировский МО") == "Пировский МО"


def test_tables_and_charts_lose_names_and_keep_numbers(neutral: Neutral) -> None:
    name = "Средняя школа № 17"
    table = TableSpec(
        f"{name}: итоги",
        (Column("x", name, name),),
        (Row(name, (Cell(name, 17, sub=name, hint=name),)),),
        notes=(name,),
    )
    chart = ChartSpec(
        "bar", name, name, (name,), (Series(name, (17.0,), labels=(name,)),), notes=(name,)
    )
    hidden = neutral.shown(table), neutral.shown(chart)
    assert isinstance(hidden[0], TableSpec)
    assert isinstance(hidden[1], ChartSpec)
    assert "№" not in repr(replace(hidden[0], rows=(replace(hidden[0].rows[0], key=""),)))
    assert "№" not in repr(hidden[1])
    assert hidden[0].rows[0].cells[0].value == 17
    assert hidden[1].series[0].values == (17.0,)


def test_no_item_of_number_12_names_a_school_when_names_are_hidden(
    store: Store, neutral: Neutral
) -> None:
    for item in meeting.items(store, NUMBER_12):
        shown = neutral.shown(meeting.shown(item))
        words = repr(shown).replace("\\xa0", " ")
        for name in neutral.names:
            outside = words.replace(f"key='{name}'", "")
            assert f"'{name}'" not in outside, (item.heading, name)
