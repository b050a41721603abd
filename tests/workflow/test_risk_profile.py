"""Risk profiles: levels as entered, tied to measures, checked, guarded, logged, undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from shnor_core.db.connection import connect
from shnor_core.errors import DecisionError, EditConflictError
from shnor_core.workflow import programme, risk_edits, risk_profile, risk_tables
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.risk_edits import RiskRow
from shnor_core.workflow.risk_profile import LEVELS, RiskProfile
from shnor_core.workflow.store import Store

NOON = datetime(2024, 3, 1, 12, 0)
STAFF = "Дефицит педагогических кадров"
NEW = RiskRow("demo-3", 2024, STAFF, "high", "решение рабочей группы")


@pytest.fixture
def store(own_database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(own_database)
    yield opened
    opened.close()


def read(store: Store, territory: str = "demo") -> RiskProfile:
    pictures = [
        programme.load(store, territory, one.programme_id)
        for one in programme.programmes(store, territory)
    ]
    return risk_profile.load(store, territory, pictures)


def enter(store: Store, risk: RiskRow = NEW) -> None:
    risk_edits.enter(store, read(store), risk, at=NOON)


def undo(store: Store, position: int = 0) -> None:
    seen = read(store)
    entry = seen.entries()[position]
    risk_edits.undo(store, seen, entry.decision_id, at=NOON)


def level(store: Store, risk: RiskRow = NEW) -> str:
    return read(store).level(risk.school_id, risk.year, risk.factor)


def test_a_level_is_entered_logged_and_undone(store: Store) -> None:
    assert level(store) == ""
    enter(store)
    assert level(store) == "high"
    seen = read(store)
    (entry,) = seen.entries("demo-3")
    assert risk_tables.describe(seen, entry) == f"Школа № 3, 2024, {STAFF}: высокая"
    undo(store)
    assert level(store) == ""
    assert read(store).entries("demo-3")[0].undone


def test_a_level_that_ships_is_changed_and_comes_back(store: Store) -> None:
    shipped = next(one for one in read(store).rows if one.level == "high")
    enter(store, replace(shipped, level="low", source_ref="новое анкетирование"))
    assert level(store, shipped) == "low"
    seen = read(store)
    assert "высокая → низкая" in risk_tables.describe(seen, seen.entries()[0])
    undo(store)
    assert level(store, shipped) == "high"
    back = read(store).by_key[shipped.school_id, shipped.year, shipped.factor]
    assert back.source_ref == shipped.source_ref


def test_the_later_of_two_editors_is_told(store: Store) -> None:
    seen = read(store)
    risk_edits.enter(store, seen, NEW, at=NOON)
    for late in (NEW, replace(NEW, level="low")):
        with pytest.raises(EditConflictError, match="чужая не потеряна"):
            risk_edits.enter(store, seen, late, at=NOON)
    assert level(store) == "high"
    assert len(read(store).entries()) == 1


def test_two_editors_of_a_shipped_level(store: Store) -> None:
    shipped = read(store).rows[0]
    other = next(one for one in LEVELS if one != shipped.level)
    changed = replace(shipped, level=other, source_ref="анкетирование")
    enter(store, changed)
    with pytest.raises(EditConflictError):
        enter(store, replace(changed, source_ref="по памяти"))


def test_undo_is_refused_when_somebody_has_built_on_it(store: Store) -> None:
    enter(store)
    enter(store, replace(NEW, level="medium", version=1))
    with pytest.raises(EditConflictError, match="более позднюю"):
        undo(store, 1)
    undo(store)
    assert level(store) == "high"
    with pytest.raises(DecisionError, match="отменена"):
        undo(store)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"school_id": "demo-99"}, "школы"),
        ({"factor": "  "}, "фактор"),
        ({"level": ""}, "значимость"),
        ({"level": "огромная"}, "значимость"),
        ({"year": 2014}, "Год"),
        ({"year": 2025}, "Год"),
        ({"source_ref": " \n "}, "откуда"),
        ({"source_ref": "а" * 301}, "длиннее"),
        ({"factor": "а" * 301}, "длиннее"),
    ],
)
def test_a_bad_level_is_refused_and_not_written(
    store: Store, change: dict[str, object], sentence: str
) -> None:
    version = store.data_version
    with pytest.raises(DecisionError, match=sentence):
        enter(store, replace(NEW, **change))
    assert store.data_version == version


@pytest.mark.parametrize("year", [2015, 2024])
def test_the_first_and_the_current_year_are_taken(store: Store, year: int) -> None:
    enter(store, replace(NEW, year=year))
    assert level(store, replace(NEW, year=year)) == "high"


def test_writing_the_same_again_is_refused(store: Store) -> None:
    enter(store)
    with pytest.raises(DecisionError, match="уже записано"):
        enter(store, replace(NEW, version=1))


def test_an_own_factor_is_offered_from_then_on(store: Store) -> None:
    own = replace(NEW, factor="  Долгий   путь до школы ")
    assert "Долгий путь до школы" not in read(store).factors
    enter(store, own)
    assert "Долгий путь до школы" in read(store).factors


def test_entered_levels_outlive_a_rebuild_and_shipped_ones_are_read_anew(store: Store) -> None:
    enter(store)
    shipped = next(one for one in read(store).rows if one.version == 0)
    with store.writing() as cursor:
        # as if the text file had said something else when the old file was built
        cursor.execute(
            "update risk set level = 'low', source_ref = 'прежний файл'"
            " where school_id = $school and year = $year and factor = $factor",
            {"school": shipped.school_id, "year": shipped.year, "factor": shipped.factor},
        )
    path = store.path
    store.close()
    store_workflow.build(path)
    again = connect(path)
    seen = read(again)
    again.close()
    assert seen.level("demo-3", 2024, STAFF) == "high"
    assert seen.by_key[shipped.school_id, shipped.year, shipped.factor] == shipped


def test_the_table_of_a_school_shows_levels_as_entered(store: Store) -> None:
    seen = read(store)
    school = seen.rows[0].school_id
    table = risk_tables.school_table(seen, school)
    assert table is not None
    years = [int(one.key) for one in table.columns if one.key.isdigit()]
    assert years == [2023, 2024]
    shown = {row.key: [cell.text for cell in row.cells[1:3]] for row in table.rows}
    own = {one.factor for one in seen.rows if one.school_id == school}
    assert set(shown) == own
    for factor, texts in shown.items():
        assert texts == [LEVELS.get(seen.level(school, year, factor), "–") for year in years]
    order = [list(LEVELS).index(seen.level(school, 2024, row.key)) for row in table.rows]
    assert order == sorted(order)


def test_factors_lead_to_the_measures_that_reach_the_school(store: Store) -> None:
    seen = read(store)
    quality = "Несформированность внутришкольной системы оценки качества образования"
    everybody = {one.number for one in seen.answers_of(quality)}
    # measure 3 names schools 4 and 10
    assert "3" in everybody
    assert "3" in {one.number for one in seen.answers_of(quality, "demo-4")}
    assert "3" not in {one.number for one in seen.answers_of(quality, "demo-2")}
    assert seen.answers_of("Низкий уровень дисциплины в классе") == ()


def test_the_conclusion_counts_grave_factors_without_measures(store: Store) -> None:
    assert risk_tables.school_conclusion(read(store), "demo-3", 2024).endswith(
        "высокой значимости нет ни у одного фактора"
    )
    enter(store)
    enter(store, replace(NEW, factor="Низкий уровень дисциплины в классе"))
    told = risk_tables.school_conclusion(read(store), "demo-3", 2024)
    assert told.endswith("высокая значимость у 2 факторов, к 1 из них мер нет")


def test_every_entered_level_stands_in_the_table_of_the_territory(store: Store) -> None:
    seen = read(store)
    table = risk_tables.territory_table(seen, 2024)
    assert table is not None
    for row in table.rows:
        for cell, code in zip(row.cells[1:4], LEVELS, strict=True):
            expected = sum(
                (one.year, one.factor, one.level) == (2024, row.key, code) for one in seen.rows
            )
            assert cell.text.partition(":")[0] == (str(expected) if expected else "–")
    assert risk_tables.territory_table(seen, 2019) is None


def test_the_work_list_names_schools_by_factor(store: Store) -> None:
    seen = read(store)
    (group,) = risk_tables.attention(seen)
    high = [one for one in seen.rows if (one.year, one.level) == (2024, "high")]
    assert group.count.split()[0] == str(len({one.school_id for one in high}))
    assert len(group.lines) == len({one.factor for one in high})
    staff = next(line for line in group.lines if line.startswith(STAFF))
    assert "мер" in staff


def test_silence_is_not_read_as_safety(store: Store) -> None:
    (group,) = risk_tables.attention(read(store, "pirovskoe"))
    assert "не введена" in group.lines[0]
    assert risk_tables.attention(read(store, "kamensk-uralsky")) == ()
    assert risk_tables.school_table(read(store, "pirovskoe"), "pirovskoe-1") is None
