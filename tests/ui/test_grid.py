"""What the grid hands to the browser, and that a page with it runs without one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from shnor_core.model import Tone
from shnor_core.tables import Bullet, Cell, Chip, Column, Row, TableSpec
from ui.bullet import places
from ui.grid.grid import payload
from ui.theme import TONE_SHAPES, TONE_WORDS

COLUMNS = (Column("school", "Школа", width=2), Column("a", "2.1 Прошли", "Педагоги, п.п."))


def table(*rows: Row, columns: tuple[Column, ...] = COLUMNS, **words: Any) -> TableSpec:
    return TableSpec(words.pop("title", "Что изменилось"), columns, rows, **words)


def cells(spec: TableSpec) -> list[dict[str, Any]]:
    return [cell for row in payload(spec)["rows"] for cell in row["cells"]]


def row(key: str, *given: Cell, kind: str = "data") -> Row:
    return Row(key, given, kind)


def test_the_payload_is_plain_json_and_says_only_what_is_used() -> None:
    spec = table(row("s1", Cell("№ 1"), Cell("+27", 27.0, Tone.BETTER, target="src:1")))
    assert json.loads(json.dumps(payload(spec)))["rows"] == [
        {
            "key": "s1",
            "kind": "data",
            "cells": [{"text": "№ 1"}, {"text": "+27", "tone": "better", "target": "src:1"}],
        }
    ]


def test_words_around_the_table_are_passed_on() -> None:
    data = payload(table(source="протокол", notes=("по номерам",), caption="2021"))
    assert (data["title"], data["caption"]) == ("Что изменилось", "2021")
    assert (data["source"], data["notes"]) == ("протокол", ["по номерам"])


def test_every_tone_has_a_word_and_a_shape_beside_its_colour() -> None:
    assert set(TONE_WORDS) == set(Tone) - {Tone.PLAIN}
    # «нет данных» is an empty dashed frame: its text is its word
    assert set(TONE_SHAPES) == set(TONE_WORDS) - {Tone.NONE}


def test_a_small_line_is_also_said_aloud() -> None:
    spec = table(row("s1", Cell("№ 1"), Cell(spark=(43, None, 21.5), tone=Tone.WORSE)))
    assert cells(spec)[1] == {
        "tone": "worse",
        "spark": [43, None, 21.5],
        "label": "По годам: 43, нет данных, 21,5",
    }


def test_an_interval_column_carries_its_scale_and_reference() -> None:
    columns = (
        COLUMNS[0],
        Column("i", "Доля", number_format='0.0" %"', scale=(0, 60), reference=30),
    )
    spec = table(row("s1", Cell("№ 1"), Cell(interval=(15, 35, 57.5))), columns=columns)
    drawn = payload(spec)["columns"][1]
    assert (drawn["scale"], drawn["reference"]) == ([0, 60], 30)
    assert drawn["ticks"] == [(0, "0", False), (60, "60", False), (30, "30\u00a0%", True)]
    assert cells(spec)[1]["label"] == "35, интервал от 15 до 57,5"


def test_a_bullet_has_the_widths_of_its_numbers_and_is_said_aloud() -> None:
    missed = Bullet(3.0, 7.0, limit=8.0, scale=(0.0, 10.0), tone=Tone.WORSE, lacking=True)
    (cell,) = cells(table(row("s1", Cell("3", bullet=missed)), columns=COLUMNS[:1]))
    assert cell["bullet"] == {
        "parts": {
            "bar": (0.0, 30.0),
            "gap": (30.0, 40.0),
            "plan": (70.0, 0.0),
            "limit": (80.0, 0.0),
        },
        "tone": "worse",
    }
    assert cell["label"] == "Факт 3; план 7; предел 8"


@pytest.mark.parametrize(
    ("bullet", "parts"),
    [
        (Bullet(80.0, 70.0), {"bar": (0.0, 80.0), "plan": (70.0, 0.0)}),
        # fewer is better: past the plan there is no way left to it
        (Bullet(24.0, 20.0, lacking=True), {"bar": (0.0, 24.0), "plan": (20.0, 0.0)}),
        (Bullet(None, 100.0, forecast=140.0), {"ahead": (0.0, 100.0), "plan": (100.0, 0.0)}),
        (Bullet(0.0, 0.0), {"bar": (0.0, 0.0), "plan": (0.0, 0.0)}),
        (Bullet(), {}),
    ],
)
def test_a_bullet_stays_within_its_scale(
    bullet: Bullet, parts: dict[str, tuple[float, float]]
) -> None:
    assert places(bullet) == parts


def test_codes_of_a_cell_are_sent_with_where_they_lead() -> None:
    chips = (Chip("8.1", "t:8.1", True), Chip("8.2"))
    spec = table(row("s1", Cell("№ 1"), Cell("2: 8.1, 8.2", chips=chips)))
    assert cells(spec)[1]["chips"] == [["8.1", "t:8.1", True], ["8.2", "", False]]


def test_a_column_the_table_speaks_of_is_filled() -> None:
    spec = table(columns=(COLUMNS[0], Column("b", "2023", focus=True)))
    assert [column.get("focus", False) for column in payload(spec)["columns"]] == [False, True]


def test_a_table_of_verdicts_is_a_matrix_and_any_other_is_ruled() -> None:
    verdict, number = Cell("+2", 2, Tone.BETTER), Cell("35", 35)
    assert payload(table(row("a", Cell("№ 1"), verdict)))["matrix"]
    assert not payload(table(row("a", Cell("№ 1"), number)))["matrix"]
    chip = Cell("514", "514", Tone.DOUBT, chip=True)
    assert not payload(table(row("a", Cell("№ 1"), chip)))["matrix"]


def test_rows_of_one_criterion_form_a_block() -> None:
    spec = table(
        row("1", Cell("А", rowspan=2), Cell("1")),
        row("2", Cell(rowspan=0), Cell("2")),
        row("3", Cell("Б"), Cell("3")),
    )
    data = payload(spec)
    assert data["merged"] == [0]
    assert [each.get("block", False) for each in data["rows"]] == [True, False, True]


def test_a_heading_may_run_across() -> None:
    spec = table(row("g", Cell("Отвечают — 6"), kind="group"))
    assert payload(spec)["rows"][0]["cells"] == [{"text": "Отвечают — 6"}]


def test_a_row_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="«s1» ячеек 1, а столбцов 2"):
        payload(table(row("s1", Cell("№ 1"))))


def _page() -> None:
    import streamlit as st

    from shnor_core.model import Tone
    from shnor_core.tables import Cell, Column, Row, TableSpec
    from ui import grid

    columns = (Column("school", "Школа"), Column("a", "2.1"))
    rows = tuple(
        Row(f"s{n}", (Cell(f"№ {n}"), Cell("−9,6", -9.6, Tone.WORSE, icon="▽", target=f"src:{n}")))
        for n in range(60)
    )
    spec = TableSpec("Шестьдесят школ", columns, rows)
    before = grid.clicked("schools")
    now = grid.show(spec, key="schools", selectable=True, selected="s3", legend=True, dense=True)
    grid.show(TableSpec("Пусто", columns, ()), key="empty", heading=False)
    st.write(f"{before} {now}")


def test_a_page_with_tables_runs_again_and_again() -> None:
    page = AppTest.from_function(_page).run(timeout=30)
    for _ in range(2):
        assert not page.exception
        assert page.markdown[0].value == "None None"
        page.run()


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    page = AppTest.from_function(_page).run(timeout=30)
    [sent] = json.loads(page.get("bidi_component")[0].proto.json)
    assert sent["legend"] == [["worse", "▼", "хуже"], ["worse", "▽", "хуже, не доказано"]]
    assert (sent["selectable"], sent["selected"], sent["dense"]) == (True, "s3", True)
