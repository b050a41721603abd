"""A decision changes every screen, is logged with its reason, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.dynamics import Definition, Fact
from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.model import Level, Tone, Unit
from shnor_core.workflow import decisions, doubts, monitoring, quality_view
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.overview import overview
from shnor_core.workflow.school import card
from shnor_core.workflow.store import Store

TERRITORY, SCHOOL = "kamensk-uralsky", "kamensk-uralsky-17"
CELL = "kamensk-uralsky-17:3.3:2021"
NOON = datetime(2022, 6, 7, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def settle(store: Store, subject: str = CELL, **said: object) -> str:
    settlement = Settlement(**{"kind": "reading", "reason": "письмо школы"} | said)
    return decisions.settle(
        store, territory=TERRITORY, subject=subject, settlement=settlement, before="514", at=NOON
    )


def change(picture: Picture) -> Fact:
    indicator = next(one for one in picture.indicators(Level.SCHOOL) if one.code == "3.3")
    return picture.change(SCHOOL, indicator, 2020, 2021, Definition.DOCUMENT).fact


def test_an_unsettled_value_is_shown_but_not_compared(store: Store) -> None:
    picture = monitoring.load(store, TERRITORY)
    assert change(picture) is Fact.NOT_COMPARABLE
    observation = picture.cell(SCHOOL, "3.3", 2021)
    assert observation is not None
    assert observation.reading.raw == "514"


def test_a_chosen_reading_changes_every_screen(store: Store) -> None:
    before = quality_view.progress(doubts.load(store, TERRITORY))
    settle(store, value=14.0, unit=Unit.COUNT)
    picture = monitoring.load(store, TERRITORY)
    assert change(picture) is Fact.DOWN
    after = quality_view.progress(doubts.load(store, TERRITORY))
    assert after.blocked_school == before.blocked_school - 1
    assert (after.decisions, after.settled) == (1, 2)
    assert after.text() == f"решено 2 из {before.found} · 1\u00a0решение"
    row = next(
        row
        for row in card(
            picture, SCHOOL, base=2020, year=2021, definition=Definition.DOCUMENT
        ).table.rows
        if row.key == "3.3"
    )
    assert [cell.text for cell in row.cells[4:7]] == ["14", "16", "14"]
    assert row.cells[6].sub == "«514»"
    matrix = overview(picture, base=2020, year=2021, definition=Definition.DOCUMENT).matrix
    squares = next(row for row in matrix.rows if row.key == SCHOOL).cells
    column = [one.key for one in matrix.columns].index("3.3")
    assert (squares[column].text, squares[column].tone) == ("−2", Tone.WORSE)


def test_the_printed_text_stays(store: Store) -> None:
    settle(store, value=14.0, unit=Unit.COUNT)
    picture = monitoring.load(store, TERRITORY)
    assert picture.printed[CELL].reading.raw == "514"
    settled = picture.cell(SCHOOL, "3.3", 2021)
    assert settled is not None
    assert settled.reading.raw == "514"
    assert "письмо школы" in settled.reading.note


def test_no_value_is_a_decision_too(store: Store) -> None:
    settle(store, kind="no_value")
    picture = monitoring.load(store, TERRITORY)
    assert change(picture) in (Fact.NOT_COMPARABLE, Fact.NO_DATA)
    assert not [one for one in picture.findings if one.rule == "impossible_jump"]


def test_undo_brings_everything_back_and_keeps_the_log(store: Store) -> None:
    before = monitoring.load(store, TERRITORY)
    made = settle(store, value=14.0, unit=Unit.COUNT)
    decisions.undo(store, territory=TERRITORY, decision_id=made, at=NOON)
    after = monitoring.load(store, TERRITORY)
    assert after.findings == before.findings
    assert [(one.action, one.undone) for one in after.log] == [("undo", False), ("settle", True)]


def test_a_decision_is_undone_once(store: Store) -> None:
    made = settle(store, value=14.0, unit=Unit.COUNT)
    decisions.undo(store, territory=TERRITORY, decision_id=made, at=NOON)
    with pytest.raises(DecisionError, match="уже отменено"):
        decisions.undo(store, territory=TERRITORY, decision_id=made, at=NOON)


def test_identical_tables_can_be_confirmed(store: Store) -> None:
    picture = monitoring.load(store, TERRITORY)
    twins = next(one for one in picture.findings if one.rule == "identical_tables")
    settle(store, subject=twins.finding_id, kind="accept")
    after = monitoring.load(store, TERRITORY)
    assert "identical_tables" not in {one.rule for one in after.findings}
    assert len(after.blocked) < len(picture.blocked)


def test_the_newest_decision_is_in_force(store: Store) -> None:
    settle(store, value=14.0, unit=Unit.COUNT)
    decisions.settle(
        store,
        territory=TERRITORY,
        subject=CELL,
        settlement=Settlement("reading", 15.0, Unit.COUNT, "уточнили", "координатор"),
        before="514",
        at=datetime(2022, 6, 8, 12, 0),
    )
    settled = monitoring.load(store, TERRITORY).cell(SCHOOL, "3.3", 2021)
    assert settled is not None
    assert settled.reading.value == 15.0


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"reason": " \n"}, "причину"),
        ({"reason": "а" * 501}, "длиннее"),
        ({"value": None}, "число"),
        ({"value": -1.0, "unit": Unit.COUNT}, "не меньше нуля"),
        ({"value": 100.5, "unit": Unit.PERCENT}, "больше 100"),
        ({"value": 1.5, "unit": Unit.COUNT}, "целым"),
    ],
)
def test_a_bad_decision_is_refused_and_not_written(
    store: Store, said: dict[str, object], sentence: str
) -> None:
    version = store.data_version
    with pytest.raises(DecisionError, match=sentence):
        settle(store, **({"value": 14.0, "unit": Unit.COUNT} | said))
    assert store.data_version == version
    assert monitoring.load(store, TERRITORY).log == ()


def test_two_windows_do_not_overwrite_each_other(store: Store) -> None:
    first = Settlement("reading", 14.0, Unit.COUNT, "письмо школы", "координатор")
    second = Settlement("reading", 514.0, Unit.COUNT, "так и есть", "методист")
    decisions.settle(
        store, territory=TERRITORY, subject=CELL, settlement=first, before="514", at=NOON, seen=""
    )
    with pytest.raises(EditConflictError) as refused:
        decisions.settle(
            store,
            territory=TERRITORY,
            subject=CELL,
            settlement=second,
            before="514",
            at=NOON,
            seen="",
        )
    for text in ("14 — письмо школы", "514 — так и есть", "не записано"):
        assert text in str(refused.value)
    settled = monitoring.load(store, TERRITORY).cell(SCHOOL, "3.3", 2021)
    assert settled is not None
    assert settled.reading.value == 14.0
