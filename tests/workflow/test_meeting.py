"""What enters a protocol stays as it was; the draft becomes a document with the same numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from docx.enum.shape import WD_INLINE_SHAPE

from shnor_core.charts import ChartSpec
from shnor_core.dynamics import Definition
from shnor_core.errors import MeetingError
from shnor_core.model import Unit
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import decisions, documents, meeting, monitoring
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.comparison import comparison
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.overview import overview
from shnor_core.workflow.store import Store

TERRITORY, SCHOOL = "kamensk-uralsky", "kamensk-uralsky-17"
NOON = datetime(2022, 6, 7, 12, 0)


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def matrix(store: Store) -> TableSpec:
    picture = monitoring.load(store, TERRITORY)
    return overview(picture, base=2020, year=2021, definition=Definition.DOCUMENT).matrix


def add(store: Store, what: TableSpec | ChartSpec) -> None:
    meeting.add(
        store, TERRITORY, what, facts={"Территория": "Каменск"}, address="/?year=2021", at=NOON
    )


def draft(store: Store) -> meeting.Meeting:
    found = meeting.draft(store, TERRITORY)
    assert found is not None
    return found


def test_the_first_item_starts_a_draft_and_the_next_joins_it(store: Store) -> None:
    assert meeting.draft(store, TERRITORY) is None
    add(store, matrix(store))
    add(store, matrix(store))
    assert len(meeting.items(store, draft(store).meeting_id)) == 2
    assert sum(one.is_draft for one in meeting.meetings_of(store, TERRITORY)) == 1


def test_frozen_numbers_stay_when_the_data_change(store: Store) -> None:
    before = matrix(store)
    add(store, before)
    decisions.settle(
        store,
        territory=TERRITORY,
        subject="kamensk-uralsky-17:3.3:2021",
        settlement=Settlement("reading", 14.0, Unit.COUNT, "письмо", "координатор"),
        before="514",
        at=NOON,
    )
    item = meeting.items(store, draft(store).meeting_id)[0]
    assert meeting.shown(item) == before
    assert matrix(store) != before
    assert item.data_version < store.data_version


def test_drafting_changes_no_version_of_the_data(store: Store) -> None:
    version = store.data_version
    add(store, matrix(store))
    assert store.data_version == version


def test_items_are_moved_commented_and_removed(store: Store) -> None:
    for title in ("а", "б", "в"):
        add(store, TableSpec(title, (Column("x", "X"),), (Row("1", (Cell("1", 1),)),)))
    meeting_id = draft(store).meeting_id
    order = [one.item_id for one in meeting.items(store, meeting_id)]
    meeting.move(store, meeting_id, order[2], -1)
    meeting.move(store, meeting_id, order[0], -1)
    meeting.comment(store, order[1], "  почему так ")
    assert [one.heading for one in meeting.items(store, meeting_id)] == ["а", "в", "б"]
    assert meeting.items(store, meeting_id)[2].comment == "почему так"
    meeting.remove(store, order[0])
    assert [one.heading for one in meeting.items(store, meeting_id)] == ["в", "б"]
    with pytest.raises(MeetingError):
        meeting.move(store, meeting_id, order[0], 1)


def test_two_windows_do_not_overwrite_each_other(store: Store) -> None:
    meeting.new_draft(store, TERRITORY)
    first = second = draft(store)
    meeting.save(store, first, {"place": "кабинет № 101"})
    with pytest.raises(MeetingError, match="в другом окне"):
        meeting.save(store, second, {"place": "актовый зал"})
    assert draft(store).place == "кабинет № 101"


def test_a_draft_outlives_a_rebuild(store: Store) -> None:
    add(store, matrix(store))
    path = store.path
    store.close()
    store_workflow.build(path)
    again = store_workflow.open_store(path)
    assert len(meeting.items(again, draft(again).meeting_id)) == 1
    again.close()


def text_of(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def test_the_document_holds_what_was_frozen(store: Store) -> None:
    picture = monitoring.load(store, TERRITORY)
    add(store, matrix(store))
    chart = comparison(picture, SCHOOL, "2.1", base=2020, year=2021, definition=Definition.DOCUMENT)
    add(store, chart)
    changed = {
        "number": "13",
        "held_on": date(2022, 6, 7),
        "agenda": "Итоги года",
        "decisions": "Продолжить работу\n- методический десант\n- семинар",
        "attendance": "главный специалист",
    }
    meeting.save(store, draft(store), changed)
    current = draft(store)
    found = meeting.items(store, current.meeting_id)
    content = documents.draft_protocol(current, found, picture.territory, date(2022, 6, 8))
    text = text_of(content)
    for expected in (
        "ПРОТОКОЛ № 13",
        "Итоги года",
        "методический десант",
        "главный специалист",
        "16 → 514",
        "+27",
    ):
        assert expected in text
    assert "Вымышленные данные" not in text


def test_hostile_names_stay_text(store: Store) -> None:
    nasty = '=cmd|"/C calc"!A1 <script>alert(1)</script> \u0007 😀 ' + "щ" * 200
    add(store, TableSpec(nasty, (Column("x", nasty),), (Row("1", (Cell(nasty, nasty),)),)))
    meeting.save(store, draft(store), {"decisions": nasty})
    current = draft(store)
    picture = monitoring.load(store, TERRITORY)
    content = documents.draft_protocol(
        current, meeting.items(store, current.meeting_id), picture.territory, date(2022, 6, 8)
    )
    assert "<script>alert(1)</script>" in text_of(content)


def test_an_empty_draft_is_a_document_too(store: Store) -> None:
    meeting.new_draft(store, TERRITORY)
    picture = monitoring.load(store, TERRITORY)
    content = documents.draft_protocol(draft(store), (), picture.territory, date(2022, 6, 8))
    assert "ПРОТОКОЛ" in text_of(content)


def test_the_shipped_meeting_is_written_whole(store: Store) -> None:
    document = docx.Document(io.BytesIO(documents.shipped_protocol(store, TERRITORY, "12")))
    assert len(document.tables) >= 15
    text = "\n".join(one.text for one in document.paragraphs)
    for expected in ("УТВЕРЖДАЮ", "ПРОТОКОЛ № 12", "Повестка", "Решили", "Секретарь"):
        assert expected in text
    with pytest.raises(MeetingError, match="№ 99"):
        documents.shipped_protocol(store, TERRITORY, "99")


def with_a_chart(store: Store) -> bytes:
    """The protocol of a draft that holds one chart, with pictures asked for."""
    picture = monitoring.load(store, TERRITORY)
    chart = comparison(picture, SCHOOL, "2.1", base=2020, year=2021, definition=Definition.DOCUMENT)
    add(store, chart)
    return documents.protocol(
        store, draft(store), picture.territory, date(2022, 6, 8), pictures=True
    )


@pytest.mark.browser
def test_charts_become_pictures_on_request(store: Store) -> None:
    document = docx.Document(io.BytesIO(with_a_chart(store)))
    (shape,) = document.inline_shapes
    assert shape.type is WD_INLINE_SHAPE.PICTURE
    assert shape._inline.docPr.get("descr").startswith("2.1. Лучше, чем в 2020 году")


def test_without_a_browser_the_charts_stay_and_the_document_says_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere")
    document = docx.Document(io.BytesIO(with_a_chart(store)))
    (shape,) = document.inline_shapes
    assert shape.type is WD_INLINE_SHAPE.CHART
    said = [one.text for one in document.paragraphs]
    assert (
        "Диаграммы: встроенные, а не картинками: BROWSER_PATH указывает на /nowhere,"
        " но такого файла нет."
    ) in said


def test_a_school_that_left_the_register_stays_in_what_was_taken(store: Store) -> None:
    add(store, matrix(store))
    picture = monitoring.load(store, TERRITORY)
    chart = comparison(picture, SCHOOL, "2.1", base=2020, year=2021, definition=Definition.DOCUMENT)
    add(store, chart)
    taken = [meeting.shown(one) for one in meeting.items(store, draft(store).meeting_id)]
    with store.writing() as cursor:
        erasing = cursor.execute(
            "select 'delete from ' || table_name || ' where school_id = $school'"
            " from duckdb_columns() join duckdb_tables() using (table_name)"
            " where column_name = 'school_id'"
        ).fetchall()
        for (statement,) in erasing:
            cursor.execute(statement, {"school": SCHOOL})
    assert SCHOOL not in [row.key for row in matrix(store).rows]
    items = meeting.items(store, draft(store).meeting_id)
    assert [meeting.shown(one) for one in items] == taken
    document = docx.Document(
        io.BytesIO(documents.protocol(store, draft(store), picture.territory, NOON.date()))
    )
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert picture.names[SCHOOL] in {text.replace("\u00a0", " ") for text in cells}
    assert len(document.inline_shapes) == 1
