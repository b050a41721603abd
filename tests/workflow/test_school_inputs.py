"""Schools without results are grouped and compared by their tables, as settled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.clusters import Refusal, Why
from shnor_core.model import Unit
from shnor_core.workflow import (
    clusters,
    clusters_tables,
    decisions,
    results,
    school_inputs,
    similar,
    similar_tables,
)
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.store import Store

TERRITORY, SCHOOL = "kamensk-uralsky", "kamensk-uralsky-17"
CELL = "kamensk-uralsky-17:3.3:2021"


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


@pytest.fixture
def kamensk(store: Store) -> ResultsPicture:
    return results.load(store, TERRITORY)


def settle(store: Store, subject: str, settlement: Settlement) -> None:
    decisions.settle(
        store,
        territory=TERRITORY,
        subject=subject,
        settlement=settlement,
        before="514",
        at=datetime(2022, 6, 7, 12, 0),
    )


def test_schools_without_results_have_their_tables(store: Store, kamensk: ResultsPicture) -> None:
    known = school_inputs.read(store, kamensk, 2021)
    assert len(known.values) == 14
    assert tuple(known.titles) == ("1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2")
    assert "заседания" in known.source(known.titles)
    assert (known.values[SCHOOL]["3.1"], known.units["3.1"]) == (31.0, Unit.COUNT)


def test_an_unsettled_value_is_missing_and_a_settled_one_counts(
    store: Store, kamensk: ResultsPicture
) -> None:
    before = school_inputs.read(store, kamensk, 2021)
    assert before.values[SCHOOL]["3.3"] is None
    assert (SCHOOL, "3.3") in before.doubtful
    settle(store, CELL, Settlement("reading", 14.0, Unit.COUNT, "опечатка", "координатор"))
    after = school_inputs.read(store, kamensk, 2021)
    assert after.values[SCHOOL]["3.3"] == 14.0
    assert after.doubtful == before.doubtful - {(SCHOOL, "3.3")}


def test_a_value_left_out_by_decision_is_missing_without_a_doubt(
    store: Store, kamensk: ResultsPicture
) -> None:
    settle(store, CELL, Settlement("no_value", reason="не подтвердилось"))
    known = school_inputs.read(store, kamensk, 2021)
    assert known.values[SCHOOL]["3.3"] is None


def test_heads_and_per_cent_do_not_mix(store: Store, kamensk: ResultsPicture) -> None:
    """A share settled as a number of people stays out of an indicator in per cent."""
    cell = "kamensk-uralsky-1:1.1:2021"
    settle(store, cell, Settlement("reading", 9.0, Unit.COUNT, "человек", "координатор"))
    known = school_inputs.read(store, kamensk, 2021)
    assert known.values["kamensk-uralsky-1"]["1.1"] is None
    settle(store, cell, Settlement("reading", 9.0, Unit.PERCENT, "процентов", "координатор"))
    assert school_inputs.read(store, kamensk, 2021).values["kamensk-uralsky-1"]["1.1"] == 9.0


def test_years_of_tables_can_be_chosen(store: Store, kamensk: ResultsPicture) -> None:
    tables = school_inputs.tables(store, TERRITORY)
    assert school_inputs.years(tables) == (2021, 2020, 2019)
    assert {2019, 2020, 2021, 2022} <= set(clusters.years(kamensk, tables))


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_fourteen_schools_of_kamensk_get_a_refusal_in_words(
    store: Store, kamensk: ResultsPicture, year: int
) -> None:
    known = school_inputs.read(store, kamensk, year)
    found = clusters.groups(known, clusters.usual_indicators(known.titles))
    assert isinstance(found.found, Refusal)
    assert found.found.why is Why.NOT_SUPPORTED
    assert "случайных таблиц" in found.found.reason
    said = " ".join(clusters_tables.left_out(kamensk, found)).replace("\u00a0", " ")
    # two tables that coincide cell by cell: none of their values may be compared yet
    assert "Средняя школа № 51 (нет ни одного значения, не уточнено 9)" in said
    assert f"{sum(found.doubtful.values())} значени" in said


def test_without_conditions_schools_are_compared_by_monitoring(
    store: Store, kamensk: ResultsPicture
) -> None:
    known = school_inputs.read(store, kamensk, 2021)
    found = similar.similar(store, kamensk, known, "kamensk-uralsky-1")
    assert found.basis is similar.Basis.MONITORING
    assert "по показателям мониторинга" in similar_tables.conclusion(kamensk, found)
    assert found.nearest
    table = similar_tables.table(kamensk, found)
    assert "Сведений об условиях работы школ нет" in table.notes[0]
    assert table.source


def test_a_school_with_nothing_to_compare_says_so(store: Store, kamensk: ResultsPicture) -> None:
    known = school_inputs.read(store, kamensk, 2021)
    found = similar.similar(store, kamensk, known, "kamensk-uralsky-51")
    assert found.nearest == ()
    assert "сравнить по показателям мониторинга не с кем" in similar_tables.conclusion(
        kamensk, found
    )
