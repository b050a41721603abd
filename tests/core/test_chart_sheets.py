"""A tall chart is cut into sheets: every row once, one axis, letters as large as ever."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.charts.plotly_figure import figure
from shnor_core.charts.sheets import sheets

WIDTH, HEIGHT = 1360, 660


def rows(kind: str, count: int) -> ChartSpec:
    names = tuple(f"Средняя школа № {at}" for at in range(1, count + 1))
    values = tuple(float(at) for at in range(count))
    series = (
        Series("2020", tuple(value / 2 for value in values), Role.PREVIOUS),
        Series("2021", values, labels=tuple(map(str, values))),
    )
    return ChartSpec(kind, "вывод", "доля, %", names, series, unit="%")  # type: ignore[arg-type]


@settings(deadline=None, max_examples=15)
@given(st.sampled_from(["dumbbell", "dot", "bar"]), st.integers(1, 60))
def test_every_row_stands_on_one_sheet_and_fits(kind: str, count: int) -> None:
    spec = rows(kind, count)
    made = sheets(spec, width=WIDTH, height=HEIGHT)
    assert tuple(name for one in made for name in one.categories) == spec.categories
    for at, series in enumerate(spec.series):
        assert tuple(v for one in made for v in one.series[at].values) == series.values
    for one in made:
        drawn = figure(one, large=True, width=WIDTH, framed=False)
        assert len(made) == 1 or drawn.layout.height <= HEIGHT


def test_sheets_share_one_axis() -> None:
    made = sheets(rows("dumbbell", 60), width=WIDTH, height=HEIGHT)
    assert len(made) > 1
    assert len({one.value_range for one in made}) == 1
    low, high = made[0].value_range or (0.0, 0.0)
    assert (low, high) == (0.0, 60.0)


def test_a_heat_chart_is_cut_with_its_rows() -> None:
    names = tuple(f"Школа {at}" for at in range(40))
    series = tuple(Series(name, (1.0, 2.0)) for name in names)
    spec = ChartSpec("heat", "в", "доля", names, series, columns=("5", "6"))
    made = sheets(spec, width=WIDTH, height=HEIGHT)
    assert len(made) > 1
    assert all(one.categories == tuple(s.name for s in one.series) for one in made)


@pytest.mark.parametrize("kind", ["line", "dumbbell"])
def test_what_fits_stays_as_it_is(kind: str) -> None:
    spec = replace(rows(kind, 3), kind=kind)
    assert sheets(spec, width=WIDTH, height=HEIGHT) == (spec,)
