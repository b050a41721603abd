"""Territories side by side: the same verdicts as one by one, invented data in no sum."""

from __future__ import annotations

from pathlib import Path

import pytest

from shnor_core.db.connection import Store, connect
from shnor_core.workflow import identification, region, results, results_tables


@pytest.fixture(scope="module")
def store(database: Path) -> Store:
    return connect(database)


@pytest.mark.parametrize("method_id", ["fioko-2022", "fioko-2025"])
@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_verdicts_are_those_of_the_territory_alone(store: Store, method_id: str, year: int) -> None:
    method = identification.method_of(method_id)
    found = region.region(store, method, year)
    line = next(one for one in found.lines if one.counts.territory_id == "demo")
    alone = identification.judge(store, results.load(store, "demo"), method, year)
    assert line.judged == int(alone.judged.sum())
    assert line.meeting == int((alone.listed & alone.judged).sum())
    assert line.judged > 0


def test_results_are_counted_as_on_the_screen_of_results(store: Store) -> None:
    found = region.region(store, identification.method_of("fioko-2022"), 2024)
    line = next(one for one in found.lines if one.counts.territory_id == "demo")
    said = results_tables.conclusion(results.load(store, "demo"), 2024)
    assert f"в {line.counts.low} из {line.counts.results} результатов" in said


def test_territories_stand_by_name_and_invented_ones_last(store: Store) -> None:
    found = region.region(store, identification.method_of("fioko-2022"), 2024)
    keys = [(one.counts.invented, one.counts.name) for one in found.lines]
    assert keys == sorted(keys)
    assert len(keys) == 6


def test_invented_schools_are_in_no_sum(store: Store) -> None:
    found = region.region(store, identification.method_of("fioko-2022"), 2024)
    assert "demo" not in [one.counts.territory_id for one in found.real]
    assert region.conclusion(found) == (
        "5\u00a0территорий: результатов процедур за 2023/24 год нет ни у одной, кроме вымышленной"
    )


def test_unknown_is_a_dash_and_not_zero(store: Store) -> None:
    found = region.region(store, identification.method_of("fioko-2022"), 2024)
    table = region.table(found)
    kamensk = next(row for row in table.rows if row.key == "kamensk-uralsky")
    by_column = dict(zip([one.key for one in table.columns], kamensk.cells, strict=True))
    assert by_column["meeting"].text == "–"
    assert by_column["meeting"].value is None
    assert by_column["schools"].value == 30
    assert table.source.endswith(found.method.document)


def test_without_a_year_each_territory_stands_in_its_own_last_one(own_database: Path) -> None:
    own = connect(own_database)
    with own.writing() as cursor:
        # what the invented district wrote in 2022 becomes the last word of another territory
        cursor.execute(
            "update school set territory_id = 'tyukhtet' where school_id in ('demo-4', 'demo-9')"
        )
        cursor.execute(
            "delete from assessment where school_id in ('demo-4', 'demo-9') and procedure_id in"
            " (select procedure_id from procedure where year > 2022)"
        )
    method = identification.method_of("fioko-2022")
    found = {one.counts.territory_id: one for one in region.region(own, method).lines}
    asked = {one.counts.territory_id: one for one in region.region(own, method, 2022).lines}
    newest = {one.counts.territory_id: one for one in region.region(own, method, 2024).lines}
    table = region.table(region.region(own, method))
    own.close()
    assert (found["demo"].counts.year, found["tyukhtet"].counts.year) == (2024, 2022)
    assert found["demo"] == newest["demo"]
    assert (found["tyukhtet"].judged, found["tyukhtet"].meeting) == (
        asked["tyukhtet"].judged,
        asked["tyukhtet"].meeting,
    )
    assert found["tyukhtet"].judged == 2
    assert newest["tyukhtet"].judged == 0
    years = {row.key: row.cells[1].text for row in table.rows}
    assert (years["demo"], years["tyukhtet"], years["kavkazsky"]) == ("2023/24", "2021/22", "–")


def test_an_official_list_of_another_year_says_which(store: Store) -> None:
    found = region.region(store, identification.method_of("fioko-2022"))
    table = region.table(found)
    at = next(n for n, one in enumerate(table.columns) if one.key == "official")
    cells = {row.key: row.cells[at] for row in table.rows}
    assert (cells["demo"].text, cells["demo"].sub) == ("5", "")
    assert (cells["pirovskoe"].text, cells["pirovskoe"].sub) == ("7", "2021/22")
    assert region.conclusion(found) == (
        "5\u00a0территорий: результатов процедур нет ни у одной, кроме вымышленной"
    )


def test_only_methods_of_a_school_alone_are_compared() -> None:
    offered = {one.method_id for one in region.comparable_methods()}
    assert offered == {"fioko-2022", "fioko-2025"}
