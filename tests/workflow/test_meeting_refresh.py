"""Old numbers against new ones, cell by cell, before anybody takes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Series
from shnor_core.dynamics import Definition
from shnor_core.errors import MeetingError
from shnor_core.model import Unit
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import decisions, meeting, monitoring
from shnor_core.workflow import meeting_refresh as refresh
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.overview import overview
from shnor_core.workflow.store import Store

TERRITORY = "kamensk-uralsky"
NOON = datetime(2022, 6, 7, 12, 0)
COLUMNS = (Column("school", "Школа"), Column("2021", "2021", group="Доля"))


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def table(*rows: tuple[str, str], title: str = "т") -> TableSpec:
    made = tuple(Row(name, (Cell(name), Cell(text))) for name, text in rows)
    return TableSpec(title, COLUMNS, made)


def test_one_changed_cell_is_one_line_with_its_place() -> None:
    before, after = table(("№ 1", "14"), ("№ 2", "3")), table(("№ 1", "15"), ("№ 2", "3"))
    assert refresh.changes(before, after) == (("№ 1 · Доля · 2021", "14", "15"),)


def test_order_of_rows_is_no_change() -> None:
    before, after = table(("а", "1"), ("б", "2")), table(("б", "2"), ("а", "1"))
    assert refresh.changes(before, after) == ()


def test_a_school_that_came_or_went_stands_against_a_dash() -> None:
    found = refresh.changes(table(("а", "1")), table(("б", "2")))
    assert ("а · Доля · 2021", "1", "—") in found
    assert ("б · Доля · 2021", "—", "2") in found


def test_a_chart_is_compared_by_its_numbers_and_conclusion() -> None:
    chart = ChartSpec("bar", "было 3", "доля", ("а", "б"), (Series("2021", (3.0, None)),))
    after = replace(chart, conclusion="стало 4", series=(Series("2021", (4.0, 0.0)),))
    assert refresh.changes(chart, after) == (
        ("Вывод", "было 3", "стало 4"),
        ("а · 2021", "3", "4"),
        ("б · 2021", "—", "0"),
    )


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=6))
def test_nothing_differs_from_itself(rows: dict[str, str]) -> None:
    same = table(*rows.items())
    assert refresh.changes(same, same) == ()


def test_two_renewals_of_one_instant_are_a_conflict_in_words(store: Store) -> None:
    one = table(("а", "1"))
    draft = meeting.add(store, TERRITORY, one, facts={}, address="", at=NOON)
    item = meeting.items(store, draft.meeting_id)[-1]
    refresh.renew(store, item, table(("а", "2")), facts={}, at=NOON)
    fresh = meeting.items(store, draft.meeting_id)[-1]
    with pytest.raises(MeetingError, match="в другом окне"):
        refresh.renew(store, fresh, table(("а", "3")), facts={}, at=NOON)
    assert meeting.items(store, draft.meeting_id)[-1] == fresh


def test_an_item_says_which_data_its_numbers_are_of(store: Store) -> None:
    drawn = store.data_version
    with store.writing():
        """The data change while somebody looks at the screen."""
    draft = meeting.add(
        store, TERRITORY, table(("а", "1")), facts={}, address="", at=NOON, version=drawn
    )
    item = meeting.items(store, draft.meeting_id)[-1]
    assert item.data_version == drawn < store.data_version
    refresh.renew(store, item, table(("а", "2")), facts={}, at=NOON, version=drawn)
    assert meeting.items(store, draft.meeting_id)[-1].data_version == drawn


def test_what_the_draft_holds_already_is_found(store: Store) -> None:
    one, other = table(("а", "1")), table(("а", "2"))
    view = {"address": "overview?territory=x", "element": "matrix"}
    assert meeting.twin(store, TERRITORY, one, **view) is None
    draft = meeting.add(store, TERRITORY, one, facts={}, at=NOON, **view)
    (item,) = meeting.items(store, draft.meeting_id)
    assert meeting.twin(store, TERRITORY, one, **view) == item
    assert meeting.twin(store, TERRITORY, other, **view) == item
    assert meeting.twin(store, TERRITORY, other, address="results?", element="matrix") is None


def test_new_numbers_are_taken_and_the_log_keeps_the_old(store: Store) -> None:
    def matrix() -> TableSpec:
        picture = monitoring.load(store, TERRITORY)
        return overview(picture, base=2020, year=2021, definition=Definition.DOCUMENT).matrix

    meeting.add(store, TERRITORY, matrix(), facts={}, address="", at=NOON, element="m")
    draft = meeting.draft(store, TERRITORY)
    assert draft is not None
    decisions.settle(
        store,
        territory=TERRITORY,
        subject="kamensk-uralsky-17:3.3:2021",
        settlement=Settlement("reading", 14.0, Unit.COUNT, "письмо", "координатор"),
        before="514",
        at=NOON,
    )
    item = meeting.items(store, draft.meeting_id)[0]
    found = refresh.changes(meeting.shown(item), matrix())
    assert any("№ 17" in place and "514" in old and "−2" in new for place, old, new in found)
    assert len(refresh.change_table(found).rows) == len(found)
    refresh.renew(store, item, matrix(), facts={"Экран": "Обзор"}, at=NOON)
    renewed = meeting.items(store, draft.meeting_id)[0]
    assert meeting.shown(renewed) == matrix()
    assert renewed.data_version == store.data_version
    (entry,) = refresh.log(store, item.item_id)
    assert (entry.from_version, entry.to_version) == (item.data_version, store.data_version)
    assert len(entry.changes.splitlines()) == len(found)
    assert "514" in entry.changes
