"""Reading by the whole table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.cells import (
    PrintedCell,
    impossible_jump,
    most_people,
    read_cell,
    read_row_in_context,
    read_table,
)
from shnor_core.model import Quality, Reading, Unit

WHOLE_OF = {"3.3": "3.1"}


def share_row(*texts: str) -> list[Reading]:
    return [read_cell(text, unit_printed="Доля", title="Доля учителей") for text in texts]


def table(rows: dict[str, tuple[str, Sequence[str | None]]]) -> list[PrintedCell]:
    return [
        PrintedCell(row, 2019 + place, text, unit, "Доля учителей" if unit == "Доля" else "Учителя")
        for row, (unit, texts) in rows.items()
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(("people", "unit"), [(81, "percent"), (82, "unknown"), (83, "unknown")])
def test_row_is_percent_only_when_a_number_exceeds_the_teachers(people: float, unit: str) -> None:
    row = read_row_in_context(share_row("74", "78", "82"), most_people=people)
    assert [reading.unit for reading in row] == [unit] * 3


def test_the_whole_row_follows_one_number() -> None:
    row = read_row_in_context(share_row("0", "20", "82"), most_people=28)
    assert [reading.unit for reading in row] == [Unit.PERCENT] * 3
    assert [reading.quality for reading in row] == [Quality.OK] * 3
    assert row[2].note == "больше числа учителей в таблице (28), поэтому читается как процент"
    assert row[1].note == "в строке есть значения больше числа учителей (28), вся она в процентах"


def test_nothing_follows_where_the_number_of_teachers_is_unknown() -> None:
    row = share_row("74", "78", "82")
    assert read_row_in_context(row, most_people=None) == row


@pytest.mark.parametrize(("largest", "is_open"), [("99", False), ("100", False), ("101", True)])
def test_a_row_above_a_hundred_stays_open(largest: str, is_open: bool) -> None:
    row = read_row_in_context(share_row("74", largest), most_people=28)
    assert (row[0].quality is Quality.AMBIGUOUS) is is_open


def test_shares_limits_and_negative_numbers_keep_their_reading() -> None:
    row = share_row("0,6", "не менее 30", "-5", "4/27", "", "82")
    assert read_row_in_context(row, most_people=28)[:5] == row[:5]


@pytest.mark.parametrize(
    ("value", "others", "whole", "jump"),
    [
        (514, [14, 16], 31, True),
        # five times the largest other year: one short, exact, one past
        (79, [14, 16], 31, False),
        (80, [14, 16], 31, True),
        (81, [14, 16], 31, True),
        # more than fifty when the whole is not known
        (50, [10, 10], None, False),
        (51, [10, 10], None, True),
        # above the whole
        (30, [2, 3], 31, False),
        (31, [2, 3], 31, False),
        (32, [2, 3], 31, True),
        # a start from nought is a start
        (28, [0, 0], 28, False),
        (90, [0, 0], 28, False),
        (514, [None, 16], 31, True),
        (514, [None, None], 31, False),
        (514, [], 31, False),
    ],
)
def test_impossible_jump(
    value: float, others: list[float | None], whole: float | None, jump: bool
) -> None:
    assert impossible_jump(value, others, whole) is jump


def test_most_people_leaves_jumps_and_percentages_out() -> None:
    def counts(*texts: str) -> dict[int, Reading]:
        return {2019 + n: read_cell(text, unit_printed="Единицы") for n, text in enumerate(texts)}

    percents = {2019: read_cell("93", unit_printed="Процент")}
    readings = {"2.1": percents, "3.1": counts("30", "34"), "3.3": counts("14", "16", "514")}
    assert most_people(readings, WHOLE_OF) == 34
    assert most_people({"2.1": percents}, WHOLE_OF) is None


def test_read_table_reads_each_row_by_the_whole_table() -> None:
    cells = table(
        {
            "1.1": ("Доля", ["74", "78", "82"]),
            "2.2": ("Доля", ["0", "20", "27"]),
            "3.1": ("Единицы", ["27", "27", "28"]),
            "3.3": ("Единицы", ["14", "16", "514"]),
            "4.2": ("Единицы", [None, "", "3"]),
        }
    )
    readings = dict(zip([(c.row, c.year) for c in cells], read_table(cells, WHOLE_OF), strict=True))
    assert [readings["1.1", year].unit for year in (2019, 2020, 2021)] == [Unit.PERCENT] * 3
    assert readings["2.2", 2021].quality is Quality.AMBIGUOUS
    assert readings["3.3", 2021].quality is Quality.OK
    assert readings["4.2", 2019].quality is Quality.MISSING
    assert readings["4.2", 2020].quality is Quality.BLANK


@given(
    st.lists(st.text(max_size=6) | st.integers(0, 120).map(str), min_size=1, max_size=4),
    st.none() | st.integers(0, 100),
)
def test_context_never_changes_text_or_value(texts: list[str], people: int | None) -> None:
    before = share_row(*texts)
    after = read_row_in_context(before, most_people=people)
    assert [(r.raw, r.value) for r in after] == [(r.raw, r.value) for r in before]
