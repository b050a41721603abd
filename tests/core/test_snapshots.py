"""What enters a protocol comes back as it was."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.errors import SnapshotError
from shnor_core.model import Tone
from shnor_core.snapshots import freeze, thaw
from shnor_core.tables import Bullet, Cell, Chip, Column, Row, Span, TableSpec

NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)
CELLS = st.builds(
    Cell,
    text=st.text(),
    value=NUMBERS | st.text() | st.integers(),
    tone=st.sampled_from(Tone),
    sub=st.text(max_size=5),
    strong=st.booleans(),
    rowspan=st.integers(0, 3),
    spark=st.lists(NUMBERS, max_size=3).map(tuple),
    interval=st.none() | st.just((1.0, 2.5, 4.0)),
    bullet=st.none()
    | st.builds(
        Bullet,
        value=NUMBERS,
        plan=NUMBERS,
        limit=NUMBERS,
        forecast=NUMBERS,
        scale=st.sampled_from([(0.0, 100.0), (0.0, 12.0)]),
        tone=st.sampled_from(Tone),
        lacking=st.booleans(),
    ),
    chips=st.lists(
        st.builds(Chip, text=st.text(max_size=4), target=st.text(max_size=4), doubted=st.booleans())
    ).map(tuple),
    spans=st.lists(
        st.builds(
            Span,
            start=st.floats(0, 9),
            end=st.floats(0, 9),
            look=st.sampled_from(["past", "ring"]),
            tone=st.sampled_from(Tone),
        ),
        max_size=2,
    ).map(tuple),
)
TABLES = st.builds(
    TableSpec,
    title=st.text(),
    columns=st.just(
        (
            Column(
                "a", "А", scale=(0.0, 60.0), reference=30.0, ticks=((0.0, "2022"), (30.0, "день"))
            ),
            Column("b", "Б", focus=True),
        )
    ),
    rows=st.lists(
        st.builds(Row, key=st.text(), cells=st.lists(CELLS, max_size=3).map(tuple)), max_size=3
    ).map(tuple),
    notes=st.lists(st.text(), max_size=2).map(tuple),
)
CHARTS = st.builds(
    ChartSpec,
    kind=st.sampled_from(["line", "dot", "heat", "scatter", "tree"]),
    conclusion=st.text(),
    measure=st.text(),
    categories=st.lists(st.text(), max_size=3).map(tuple),
    series=st.lists(
        st.builds(
            Series,
            name=st.text(),
            values=st.lists(NUMBERS, max_size=3).map(tuple),
            role=st.sampled_from(Role),
            tones=st.lists(st.sampled_from(Tone), max_size=3).map(tuple),
            across=st.lists(NUMBERS, max_size=3).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    references=st.just((Reference(30.0, "30 %"),)),
    value_range=st.none() | st.just((0.0, 100.0)),
)


@given(TABLES | CHARTS)
def test_a_frozen_table_or_chart_comes_back_equal(shown: TableSpec | ChartSpec) -> None:
    assert thaw(freeze(shown)) == shown


def test_every_field_of_the_specs_is_known_to_the_round_trip() -> None:
    full = Cell(
        "т",
        1.5,
        Tone.DOUBT,
        "?",
        "п",
        "х",
        "ц",
        True,
        True,
        2,
        (1.0, None),
        (1.0, 2.0, 3.0),
        "з",
        Bullet(1.0, 2.0, 3.0, 4.0, (0.0, 5.0), Tone.WORSE, True),
        (Chip("8.1", "ц", True),),
    )
    assert len(dataclasses.fields(Cell)) == len(dataclasses.astuple(full))
    table = TableSpec("т", (Column("a", "А"),), (Row("k", (full,)),), "и", ("з",), "п")
    assert thaw(freeze(table)) == table


@pytest.mark.parametrize("text", ["", "{}", '{"kind": "table", "content": {}}', "[1]", "null"])
def test_a_damaged_snapshot_is_a_named_error(text: str) -> None:
    with pytest.raises(SnapshotError):
        thaw(text)
