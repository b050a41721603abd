"""The social passport of a school stands beside the middle of all schools, doubtful cells aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from shnor_core.workflow import monitoring, social_passport
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.store import Store
from tests import intake_world

LOW_INCOME = "ctx.low_income"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = store_workflow.open_store(database)
    yield opened
    opened.close()


@pytest.fixture
def picture(store: Store) -> Picture:
    name = social_passport.passport_set(store, "demo")
    assert name == "context"
    return monitoring.load(store, "demo", name)


def test_values_are_those_of_the_cells(picture: Picture) -> None:
    table = social_passport.passport_table(picture, "demo-4", 2024)
    assert table is not None
    assert [one.key for one in table.columns] == ["title", "2023", "2024", "middle"]
    row = next(row for row in table.rows if row.key == LOW_INCOME)
    for cell, year in zip(row.cells[1:3], (2023, 2024), strict=True):
        found = picture.cell("demo-4", LOW_INCOME, year)
        assert found is not None
        assert (cell.value, cell.target) == (found.reading.percent, found.observation_id)


def test_the_middle_is_the_median_of_all_schools(picture: Picture) -> None:
    table = social_passport.passport_table(picture, "demo-4", 2024)
    assert table is not None
    row = next(row for row in table.rows if row.key == LOW_INCOME)
    cells = [picture.cell(one.school_id, LOW_INCOME, 2024) for one in picture.schools]
    values = [one.reading.percent for one in cells if one and one.reading.percent is not None]
    assert row.cells[-1].value == pytest.approx(median(values))


def test_only_the_composition_of_pupils_is_a_passport(picture: Picture) -> None:
    table = social_passport.passport_table(picture, "demo-4", 2024)
    assert table is not None
    assert all(row.key.startswith("ctx.") for row in table.rows)


def test_the_title_names_the_share_farthest_from_the_middle(picture: Picture) -> None:
    table = social_passport.passport_table(picture, "demo-4", 2024)
    assert table is not None
    apart = {
        row.cells[0].text: abs(row.cells[2].value - row.cells[3].value)
        for row in table.rows
        if "%" in row.cells[2].text
    }
    assert f"«{max(apart, key=lambda one: apart[one])}»" in table.title


def test_a_year_before_all_data_has_no_passport(picture: Picture) -> None:
    assert social_passport.passport_table(picture, "demo-4", 2019) is None


def test_a_territory_without_passports(store: Store) -> None:
    assert social_passport.passport_set(store, "kamensk-uralsky") is None


def test_indicators_of_the_blank_form_are_the_passport_whatever_their_codes(tmp_path: Path) -> None:
    opened = intake_world.new_store(tmp_path)
    intake_world.take(opened, intake_world.example_form())
    name = social_passport.passport_set(opened, "my")
    assert name is not None
    loaded = monitoring.load(opened, "my", name)
    school = loaded.schools[0].school_id
    table = social_passport.passport_table(loaded, school, 2024)
    assert table is not None
    assert "Доля детей из малообеспеченных семей" in [row.cells[0].text for row in table.rows]
    opened.close()
