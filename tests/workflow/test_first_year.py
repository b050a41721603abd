"""A territory with one year of data: its values are shown, and compared with nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shnor_core.dynamics import Definition, Fact
from shnor_core.model import Level
from shnor_core.workflow import monitoring
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.comparison import comparison
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.municipality import municipal, municipal_chart
from shnor_core.workflow.overview import overview
from shnor_core.workflow.school import card

YEAR = {"base": 2024, "year": 2024, "definition": Definition.DOCUMENT}


@pytest.fixture
def first(database: Path) -> Picture:
    """The invented district as if 2024 were its first year."""
    opened = store_workflow.open_store(database)
    whole = monitoring.load(opened, "demo")
    opened.close()
    cells = tuple(one for one in whole.monitoring.observations if one.year == 2024)
    return dataclasses.replace(
        whole, monitoring=dataclasses.replace(whole.monitoring, observations=cells)
    )


def test_a_year_is_not_compared_with_itself(first: Picture) -> None:
    (indicator, *_) = first.indicators(Level.TERRITORY)
    change = first.change(None, indicator, 2024, 2024)
    assert (change.fact, change.difference) == (Fact.NOT_COMPARABLE, None)


def test_titles_say_that_there_is_nothing_to_compare_with(first: Picture) -> None:
    school = first.schools[0]
    code = first.indicators(Level.SCHOOL)[0].code
    told = (
        overview(first, **YEAR).title,
        municipal(first, **YEAR).title,
        card(first, school.school_id, **YEAR).title,
    )
    assert all(one.endswith("2024 год: сравнить пока не с чем") for one in told)
    row = first.indicators(Level.TERRITORY)[0].code
    charts = (
        municipal_chart(first, row, **YEAR).conclusion,
        comparison(first, school.school_id, code, **YEAR).conclusion,
    )
    assert not any("→" in one or "без изменений" in one.lower() for one in charts)


def test_the_tables_have_values_and_no_verdicts(first: Picture) -> None:
    seen = overview(first, **YEAR)
    (fallen,) = [one for one in seen.attention if one.title == "Стало хуже за год"]
    assert (fallen.lines, fallen.count) == ((), "сравнить пока не с чем")
    assert seen.matrix.title == "Значения 2024 года"
    assert seen.matrix.rows[0].cells[1].value == pytest.approx(31.8, abs=0.05)
    table = municipal(first, **YEAR).table
    assert table.title.endswith("показатели мониторинга 2024")
    assert table.columns[-1].key == "2024"
    assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_the_screen_of_a_lone_year_is_whole(app: Callable[..., AppTest]) -> None:
    opened = app(territory="tyukhtet").run()
    opened.switch_page("pages/monitoring/municipality.py").run()
    assert not opened.exception
    told = " ".join(one.value for one in (*opened.markdown, *opened.title))
    assert "сравнить пока не с чем" in told
    assert "Сверка с таблицами 0" not in told
    assert "Динамика словами" not in told
