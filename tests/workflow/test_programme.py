"""Facts and states: written, guarded, logged, undone, refused; what survives a rebuild."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.workflow import programme, programme_edits
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.programme_edits import FactRow, StateRow
from shnor_core.workflow.store import Store

TERRITORY, PROGRAMME = "demo", "demo-2022"
# nothing has been entered about it, while another target has facts of every monitoring
NEW, KNOWN = "demo-2022:8.5", "demo-2022:5.2"
DAY, LAST = date(2024, 1, 10), date(2023, 12, 31)
NOON = datetime(2024, 6, 15, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def read(store: Store) -> ProgrammePicture:
    return programme.load(store, TERRITORY, PROGRAMME)


def fact_of(picture: ProgrammePicture, target: str, day: date) -> FactRow | None:
    return next((one for one in picture.facts.get(target, ()) if one.as_of == day), None)


def enter(store: Store, fact: FactRow, picture: ProgrammePicture | None = None) -> None:
    programme_edits.enter_fact(store, picture or read(store), fact, why="", at=NOON)


def mark(store: Store, state: StateRow) -> None:
    programme_edits.enter_state(store, read(store), state, why="справка", at=NOON)


def undo_last(store: Store) -> None:
    picture = read(store)
    entry = next(one for one in picture.log if one.action == "edit" and not one.undone)
    programme_edits.undo(store, picture, entry.decision_id, at=NOON)


def new_fact(**said: object) -> FactRow:
    given = {"fact_id": "new", "target_id": NEW, "as_of": DAY} | said
    return FactRow(**given)


def test_a_first_fact_is_written_logged_and_taken_back(store: Store) -> None:
    enter(store, new_fact(numerator=3, denominator=6, evidence="приказ"))
    picture = read(store)
    found = fact_of(picture, NEW, DAY)
    assert found is not None
    assert (found.numerator, found.denominator, found.version) == (3, 6, 1)
    entry = picture.log[0]
    assert (entry.who, entry.before, entry.at) == ("координатор", "", NOON)
    assert programme.subject_of(entry) == ("fact", NEW, "2024-01-10")

    undo_last(store)
    after = read(store)
    assert fact_of(after, NEW, DAY) is None
    assert [one.action for one in after.log] == ["undo", "edit"]
    assert after.log[1].undone


def test_a_changed_fact_is_put_back(store: Store) -> None:
    before = fact_of(read(store), KNOWN, LAST)
    assert before is not None
    enter(store, replace(before, value=None, numerator=4, denominator=6))
    changed = fact_of(read(store), KNOWN, LAST)
    assert changed is not None
    assert (changed.numerator, changed.version) == (4, before.version + 1)
    undo_last(store)
    restored = fact_of(read(store), KNOWN, LAST)
    assert restored is not None
    assert replace(restored, version=before.version) == before


def test_two_changes_are_undone_one_after_the_other(store: Store) -> None:
    before = fact_of(read(store), KNOWN, LAST)
    assert before is not None
    for part in (3, 2):
        now = fact_of(read(store), KNOWN, LAST)
        assert now is not None
        enter(store, replace(now, value=None, numerator=part))
    undo_last(store)
    undo_last(store)
    restored = fact_of(read(store), KNOWN, LAST)
    assert restored is not None
    assert replace(restored, version=before.version) == before


def test_an_entry_somebody_has_built_on_is_not_undone(store: Store) -> None:
    enter(store, new_fact(value=10.0))
    first = read(store).log[0].decision_id
    now = fact_of(read(store), NEW, DAY)
    assert now is not None
    enter(store, replace(now, value=20.0))
    with pytest.raises(EditConflictError, match="более позднюю"):
        programme_edits.undo(store, read(store), first, at=NOON)
    kept = fact_of(read(store), NEW, DAY)
    assert kept is not None
    assert kept.value == 20.0


def test_undo_of_an_old_view_loses_nothing(store: Store) -> None:
    enter(store, new_fact(value=10.0))
    old = read(store)
    now = fact_of(old, NEW, DAY)
    assert now is not None
    enter(store, replace(now, value=20.0))
    with pytest.raises(EditConflictError):
        programme_edits.undo(store, old, old.log[0].decision_id, at=NOON)
    kept = fact_of(read(store), NEW, DAY)
    assert kept is not None
    assert kept.value == 20.0


def test_an_entry_is_undone_once(store: Store) -> None:
    enter(store, new_fact(value=10.0))
    entry = read(store).log[0].decision_id
    undo_last(store)
    with pytest.raises(DecisionError, match="отменена"):
        programme_edits.undo(store, read(store), entry, at=NOON)


@pytest.mark.parametrize("known", [False, True])
def test_the_second_of_two_editors_is_told_and_nothing_is_lost(store: Store, known: bool) -> None:
    target, day = (KNOWN, LAST) if known else (NEW, DAY)
    both_see = read(store)
    seen = fact_of(both_see, target, day) or new_fact()
    enter(store, replace(seen, value=50.0, numerator=None, denominator=None), both_see)
    mine = replace(seen, fact_id="other", value=70.0, numerator=None, denominator=None)
    with pytest.raises(EditConflictError) as told:
        enter(store, mine, both_see)
    assert "чужое не потеряно" in str(told.value)
    kept = fact_of(read(store), target, day)
    assert kept is not None
    assert kept.value == 50.0
    assert len([one for one in read(store).log if one.action == "edit"]) == 1


def test_two_editors_of_a_measure(store: Store) -> None:
    seen = next(one for one in read(store).states.values() if one.status == "running")
    mark(store, replace(seen, status="done", done_on=DAY))
    with pytest.raises(EditConflictError):
        mark(store, replace(seen, status="cancelled"))
    assert read(store).states[seen.measure_id].status == "done"
    undo_last(store)
    restored = read(store).states[seen.measure_id]
    assert replace(restored, version=seen.version) == seen


def test_a_first_state_is_taken_back(store: Store) -> None:
    measure = programme.load(store, "tyukhtet", _only(store, "tyukhtet")).measure_rows[0]
    state = StateRow(measure.measure_id, "done", date(2024, 1, 12), "справка")

    def picture() -> ProgrammePicture:
        return programme.load(store, "tyukhtet", _only(store, "tyukhtet"))

    programme_edits.enter_state(store, picture(), state, why="", at=NOON)
    assert picture().states[measure.measure_id].done_on == date(2024, 1, 12)
    entry = picture().log[0].decision_id
    programme_edits.undo(store, picture(), entry, at=NOON)
    assert measure.measure_id not in picture().states


def _only(store: Store, territory: str) -> str:
    (found,) = programme.programmes(store, territory)
    return found.programme_id


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "Введите значение"),
        ({"numerator": 7, "denominator": 6}, "Часть не может быть больше целого"),
        ({"numerator": 3}, "вводятся вместе"),
        ({"denominator": 3, "value": 1.0}, "вводятся вместе"),
        ({"numerator": 0, "denominator": 0}, "не может быть нулём"),
        ({"value": -1.0}, "отрицательным"),
        ({"value": math.nan}, "отрицательным"),
        ({"numerator": -1, "denominator": 6}, "отрицательным"),
        ({"value": 1.0, "as_of": date(2024, 6, 16)}, "ещё не наступила"),
    ],
)
def test_a_bad_fact_is_refused_in_one_sentence(
    store: Store, said: dict[str, object], told: str
) -> None:
    with pytest.raises(DecisionError, match=told) as refused:
        enter(store, new_fact(**said))
    assert str(refused.value).count(". ") == 0
    assert read(store).log == ()
    assert NEW not in read(store).facts or fact_of(read(store), NEW, DAY) is None


def test_the_whole_may_be_reached_and_zero_is_a_fact(store: Store) -> None:
    enter(store, new_fact(numerator=6, denominator=6))
    enter(store, new_fact(value=0.0, as_of=date(2024, 6, 15), fact_id="today"))
    assert len(read(store).facts[NEW]) >= 2


def test_done_needs_its_date(store: Store) -> None:
    measure = read(store).measure_rows[0].measure_id
    with pytest.raises(DecisionError, match="когда"):
        mark(store, StateRow(measure, "done"))


def test_entries_outlive_a_rebuild(own_database: Path) -> None:
    store = store_workflow.open_store(own_database)
    changed = fact_of(read(store), KNOWN, LAST)
    running = next(one for one in read(store).states.values() if one.status == "running")
    assert changed is not None
    enter(store, new_fact(numerator=3, denominator=6, evidence="приказ"))
    enter(store, replace(changed, value=None, numerator=4))
    mark(store, replace(running, status="done", done_on=DAY))
    before = read(store)
    store.close()
    store_workflow.build(own_database)
    store = store_workflow.open_store(own_database)
    after = read(store)
    assert (after.facts, after.states, after.log) == (before.facts, before.states, before.log)
    undo_last(store)
    assert read(store).states[running.measure_id].status == "running"
    store.close()


def test_a_programme_shows_only_its_own_entries(store: Store) -> None:
    enter(store, new_fact(value=10.0))
    assert len(read(store).log) == 1
    assert programme.load(store, "tyukhtet", _only(store, "tyukhtet")).log == ()
