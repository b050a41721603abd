"""Titles of the results screen say what the numbers below them say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shnor_core.dynamics import Definition
from shnor_core.tables import TableSpec
from shnor_core.workflow import results, results_charts, results_tables
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.index_tables import index_table
from shnor_core.workflow.results import ResultsPicture


@pytest.fixture
def demo(database: Path) -> Iterator[ResultsPicture]:
    opened = store_workflow.open_store(database)
    yield results.load(opened, "demo")
    opened.close()


def column(table: TableSpec, key: str) -> list[str]:
    at = next(n for n, one in enumerate(table.columns) if one.key == key)
    return [row.cells[at].text for row in table.rows]


def test_the_title_of_a_change_counts_the_verdicts_of_its_rows(demo: ResultsPicture) -> None:
    after = next(one for one in demo.of_year(2024) if one.title == "ВПР математика 4")
    before = next(one for one in demo.earlier(after) if one.year == 2023)
    table = results_tables.change_table(demo, before, after, Definition.DOCUMENT)
    words = column(table, "verdict")
    better, worse = (sum(one.startswith(way) for one in words) for way in ("лучше", "хуже"))
    compared = sum(one != "нет данных" for one in words)
    told = re.findall(r"\d+", table.title.partition("доля «2»")[2])
    assert [int(one) for one in told[:3]] == [better, worse, compared]
    assert table.title.endswith("доказано — ни в одной")
    assert all("не доказано" in one or one in ("без изменений", "нет данных") for one in words)


def test_no_school_above_the_threshold_is_said_without_a_nought(demo: ResultsPicture) -> None:
    works = [one for one in demo.of_year(2024) if one.held]
    told = [spec.conclusion for one in works if (spec := results_charts.low_share_chart(demo, one))]
    assert any("ниже 30 % во всех" in one for one in told)
    assert not any(re.search(r"\b0\sшкол|— в 0$", one) for one in told)


def test_parts_of_an_index_are_short_and_their_full_names_stand_below(
    database: Path, demo: ResultsPicture
) -> None:
    opened = store_workflow.open_store(database)
    table = index_table(opened, demo, 2024)
    opened.close()
    assert table is not None
    told = column(table, "social:parts")
    assert "малообеспеченные семьи 9,2; неполные семьи 10,9" in told[0]
    assert max(map(len, told)) < 250
    assert "малообеспеченные семьи — Доля обучающихся из малообеспеченных семей" in " ".join(
        table.notes
    )
