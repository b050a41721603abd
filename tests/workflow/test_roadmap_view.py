"""«Дорожная карта»: states on a day, and due texts in words that are never overdue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from shnor_core.model import Tone
from shnor_core.roadmap import StateKind, state
from shnor_core.tables import Cell
from shnor_core.workflow import files, programme
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.roadmap_tables import (
    conclusion,
    counts,
    factor_table,
    lines,
    roadmap_table,
)
from shnor_core.workflow.roadmap_words import words_table
from shnor_core.workflow.store import Store

JANUARY = date(2024, 1, 15)
TERRITORIES = ("demo", "pirovskoe", "tyukhtet", "kavkazsky", "lesosibirsk")


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


def read(store: Store, territory: str) -> ProgrammePicture:
    (only,) = programme.programmes(store, territory)
    return programme.load(store, territory, only.programme_id)


@pytest.mark.parametrize("territory", TERRITORIES)
def test_the_counts_are_the_engines(store: Store, territory: str) -> None:
    picture = read(store, territory)
    done = {key for key, one in picture.states.items() if one.status in ("done", "cancelled")}
    kinds = [state(one, JANUARY, done=key in done).kind for key, one in picture.measures.items()]
    told = {kind: count for kind, _, count in counts(lines(picture, JANUARY))}
    assert told == {kind: kinds.count(kind) for kind in StateKind if kind in kinds}
    assert sum(told.values()) == len(picture.measure_rows)


def test_tyukhtet_in_january_2024(store: Store) -> None:
    found = lines(read(store, "tyukhtet"), JANUARY)
    told = {kind: count for kind, _, count in counts(found)}
    assert (told[StateKind.WORDS], told[StateKind.OVERDUE]) == (15, 5)
    assert "15\u00a0мер нет даты" in conclusion(read(store, "tyukhtet"), JANUARY)


@pytest.mark.parametrize("on", [date(2024, 1, 15), date(2030, 1, 1), date(2099, 12, 31)])
def test_a_due_in_words_is_never_overdue(store: Store, on: date) -> None:
    january = lines(read(store, "tyukhtet"), JANUARY)
    words = {one.row.measure_id for one in january if one.state.kind is StateKind.WORDS}
    later = {one.row.measure_id: one.state.kind for one in lines(read(store, "tyukhtet"), on)}
    assert {later[key] for key in words} == {StateKind.WORDS}


def test_the_headline_counts_the_overdue(store: Store) -> None:
    picture = read(store, "demo")
    overdue = [one for one in lines(picture, JANUARY) if one.state.kind is StateKind.OVERDUE]
    (first, *_) = re.findall(r"\d+", conclusion(picture, JANUARY))
    assert int(first) == len(overdue) == 3


def test_what_is_done_is_not_overdue(store: Store) -> None:
    picture = read(store, "demo")
    for one in lines(picture, date(2030, 1, 1)):
        if one.entered and one.entered.status in ("done", "cancelled"):
            assert one.state.kind is StateKind.DONE


@pytest.mark.parametrize("territory", TERRITORIES)
def test_the_table_keeps_the_order_and_the_printed_dues(store: Store, territory: str) -> None:
    picture = read(store, territory)
    table = roadmap_table(picture, lines(picture, JANUARY), JANUARY)
    body = [row for row in table.rows if row.kind == "data"]
    assert [row.key for row in body] == [one.measure_id for one in picture.measure_rows]
    for row, one in zip(body, picture.measure_rows, strict=True):
        assert row.cells[2].text == (one.due_text or "не указан")


def test_the_file_holds_what_the_screen_shows(store: Store) -> None:
    picture = read(store, "tyukhtet")
    table = roadmap_table(picture, lines(picture, JANUARY), JANUARY)
    sheet = openpyxl.load_workbook(BytesIO(files.workbook(table, facts={}))).worksheets[0]
    written = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    for row in table.rows:
        if row.kind == "data":
            assert any(row.cells[2].text in line for line in written)


def test_risk_factors_count_their_measures(store: Store) -> None:
    picture = read(store, "pirovskoe")
    table = factor_table(picture)
    assert table is not None
    counted = [row.cells[2].value for row in table.rows]
    assert sum(int(one or 0) for one in counted) == len(
        [one for one in picture.measure_rows if one.risk_factor_id]
    )


def test_a_programme_without_factors_has_no_table(store: Store) -> None:
    assert factor_table(read(store, "tyukhtet")) is None


@pytest.mark.parametrize("on", [JANUARY, date(2022, 1, 1), date(2021, 3, 1), date(2030, 1, 1)])
def test_the_axis_names_its_years_and_the_chosen_day(store: Store, on: date) -> None:
    picture = read(store, "demo")
    table = roadmap_table(picture, lines(picture, on), on)
    (axis,) = [one for one in table.columns if one.key == "axis"]
    *years, (place, day) = axis.ticks
    assert (place, day) == (axis.reference, f"{on:%d.%m.%Y}")
    assert [word for _, word in years] == ["2022", "2023", "2024"]


def test_dues_in_words_stand_in_their_own_table_as_printed(store: Store) -> None:
    picture = read(store, "tyukhtet")
    found = [one for one in lines(picture, JANUARY) if one.state.kind is StateKind.WORDS]
    table = words_table(picture, found)
    assert table.title == "Срок записан словами: 15"
    printed = {row.key: row.cells[2] for row in table.rows if row.kind == "data"}
    assert {key: cell.value for key, cell in printed.items()} == {
        one.row.measure_id: one.row.due_text for one in found
    }
    assert all(cell.text == f"«{cell.value}»" for cell in printed.values())
    assert not any("просрочен" in cell.text for row in table.rows for cell in row.cells)


def test_what_is_overdue_and_what_is_done_look_different_on_the_axis(store: Store) -> None:
    picture = read(store, "demo")
    found = lines(picture, JANUARY)
    table = roadmap_table(picture, found, JANUARY)
    kinds = {one.row.measure_id: one.state.kind for one in found}
    tones = {
        kinds[row.key]: {span.tone for span in row.cells[3].spans}
        for row in table.rows
        if row.kind == "data"
    }
    assert tones[StateKind.OVERDUE] == {Tone.WORSE}
    assert tones[StateKind.DONE] == {Tone.BETTER}
    assert tones[StateKind.RUNNING] == {Tone.PLAIN}


def axis_cells(store: Store, territory: str, on: date) -> dict[str, Cell]:
    picture = read(store, territory)
    table = roadmap_table(picture, lines(picture, on), on)
    (at,) = [n for n, one in enumerate(table.columns) if one.key == "axis"]
    return {row.cells[0].text: row.cells[at] for row in table.rows if len(row.cells) > 1}


def looks(cell: Cell) -> list[str]:
    return [one.look for one in cell.spans]


def test_the_axis_tells_late_done_repeated_and_ahead_by_shape(store: Store) -> None:
    cells = axis_cells(store, "tyukhtet", JANUARY)
    # «До 20.11.23»: a deadline without a beginning, missed by 56 days
    assert looks(cells["10"]) == ["late", "mark"]
    late, *_ = cells["10"].spans
    assert late.end - late.start == pytest.approx(55 / 31, abs=0.1)
    # months of a school year: one mark each, those ahead hollow
    assert set(looks(cells["8"])) == {"dot", "ring"}
    assert cells["8"].text.endswith("раз")
    ahead = next(one for one in cells.values() if looks(one) == ["ahead"])
    assert ahead.spans[0].tone is Tone.SAME


def test_files_say_the_dates_that_were_read_and_no_places_on_an_axis(store: Store) -> None:
    cells = axis_cells(store, "tyukhtet", JANUARY)
    assert cells["10"].text == cells["10"].value == "до 20.11.2023"
    assert all(cell.interval is None for cell in cells.values())


@pytest.mark.parametrize("territory", ["demo", "pirovskoe", "tyukhtet", "lesosibirsk"])
def test_whatever_is_drawn_on_the_axis_is_said_in_words(store: Store, territory: str) -> None:
    picture = read(store, territory)
    on = date(2026, 11, 22)
    table = roadmap_table(picture, lines(picture, on), on)
    drawn = [cell for row in table.rows for cell in row.cells if cell.spans]
    assert drawn
    assert all(cell.text for cell in drawn)
