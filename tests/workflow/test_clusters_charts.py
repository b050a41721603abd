"""Pictures of groups say what the clustering found, and changes of group between years."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from scipy.cluster.hierarchy import fcluster, linkage

from shnor_core.charts import Role
from shnor_core.charts.group_signs import joints
from shnor_core.charts.plotly_figure import figure
from shnor_core.clusters import Clustering, Refusal
from shnor_core.db.connection import connect
from shnor_core.tables import TableSpec
from shnor_core.workflow import clusters, clusters_changes, clusters_charts, school_inputs
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow.clusters import Groups
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.store import Store

# indicators of the invented district without groups in them
ALIKE = ("staff.category3y", "staff.contests3y", "edu.books3y")


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    opened = connect(database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo(store: Store) -> ResultsPicture:
    return results_workflow.load(store, "demo")


@pytest.fixture(scope="module")
def by_year(store: Store, demo: ResultsPicture) -> dict[int, Groups]:
    tables = school_inputs.tables(store, "demo")
    found = {}
    for year in (2021, 2022, 2023, 2024):
        known = school_inputs.inputs(store, demo, tables, year)
        found[year] = clusters.groups(known, clusters.usual_indicators(known.titles))
    return found


@pytest.fixture(scope="module")
def refused(store: Store, demo: ResultsPicture) -> Groups:
    found = clusters.groups(school_inputs.read(store, demo, 2024), ALIKE)
    assert isinstance(found.found, Refusal)
    return found


def test_every_grouped_school_stands_once_on_the_map(
    demo: ResultsPicture, by_year: dict[int, Groups]
) -> None:
    found = by_year[2024]
    assert isinstance(found.found, Clustering)
    spec = clusters_charts.map_chart(demo, found)
    assert spec is not None
    groups = [one for one in spec.series if one.role is Role.GROUP]
    for group, series in zip(found.found.groups, groups, strict=True):
        shown = {spec.categories[at] for at, value in enumerate(series.values) if value is not None}
        assert shown == {demo.names[one] for one in group.schools}
    plane = found.found.components
    school = spec.categories.index("Школа № 9")
    x, y = plane.scores["demo-9"]
    assert [(one.across[school], one.values[school]) for one in groups].count((x, y)) == 1
    arrows = next(one for one in spec.series if one.role is Role.REFERENCE)
    assert sum(value is not None for value in arrows.values) == clusters_charts.ARROWS
    assert figure(spec).layout.height > 0


def test_a_refusal_still_has_a_map_and_a_tree_without_groups(
    demo: ResultsPicture, refused: Groups
) -> None:
    plane = clusters_charts.map_chart(demo, refused)
    tree = clusters_charts.tree_chart(demo, refused)
    assert plane is not None
    assert tree is not None
    assert not [one for spec in (plane, tree) for one in spec.series if one.role is Role.GROUP]
    assert not tree.references
    assert len(tree.categories) == 18


def test_too_little_for_a_tree_is_no_picture(store: Store, demo: ResultsPicture) -> None:
    found = clusters.groups(school_inputs.read(store, demo, 2024), ("ctx.pupils",))
    assert clusters_charts.map_chart(demo, found) is None
    assert clusters_charts.tree_chart(demo, found) is None


@pytest.mark.parametrize("year", [2021, 2024])
def test_the_tree_on_the_chart_is_the_tree_of_the_schools(
    demo: ResultsPicture, by_year: dict[int, Groups], year: int
) -> None:
    """The joints drawn from neighbouring heights are the merges of the clustering, all of them."""
    found = by_year[year]
    assert isinstance(found.found, Clustering)
    spec = clusters_charts.tree_chart(demo, found)
    assert spec is not None
    drawn = joints(spec.series[0].values)
    merges = found.found.tree.merges
    assert [(one.height, one.last - one.first + 1) for one in drawn] == [
        (one.height, one.size) for one in merges
    ]
    cut = spec.references[0].value
    assert sum(one.height > cut for one in drawn) == found.found.k - 1


def test_profiles_stand_widest_apart_first(by_year: dict[int, Groups]) -> None:
    found = by_year[2024]
    assert isinstance(found.found, Clustering)
    spec = clusters_charts.profile_chart(found, found.found)
    spreads = [
        max(values) - min(values)
        for at in range(len(spec.categories))
        if (values := [v for one in spec.series if (v := one.values[at]) is not None])
    ]
    assert len(spreads) == len(found.found.codes)
    assert spreads == sorted(spreads, reverse=True)
    assert f"«{spec.categories[0]}»" in spec.conclusion


def test_two_schools_change_their_group_in_the_years_their_surroundings_changed(
    demo: ResultsPicture, by_year: dict[int, Groups]
) -> None:
    moved = {}
    for year in (2022, 2023, 2024):
        table = clusters_changes.change_table(demo, by_year[year - 1], by_year[year])
        assert isinstance(table, TableSpec)
        moved[year] = [row.key for row in table.rows if "→" in row.cells[1].text]
        assert "индекс Рэнда" in table.notes[0]
    assert moved == {2022: [], 2023: ["demo-8"], 2024: ["demo-14"]}
    table = clusters_changes.change_table(demo, by_year[2023], by_year[2024])
    assert isinstance(table, TableSpec)
    assert table.title == "С 2022/23 по 2023/24 группу сменила 1\u00a0школа: №\u00a014"
    # the school without a passport of 2023 came back
    assert [row.cells[1].text for row in table.rows if row.key == "demo-10"] == [
        "год назад не участвовала"
    ]


def test_a_year_without_groups_is_told_and_not_compared(
    demo: ResultsPicture, by_year: dict[int, Groups], refused: Groups
) -> None:
    said = clusters_changes.change_table(demo, refused, by_year[2024])
    assert isinstance(said, str)
    assert "групп тогда нет" in said
    assert clusters_changes.change_table(demo, by_year[2023], refused) == ""


def test_groups_of_the_district_are_those_of_an_independent_cut(
    store: Store, demo: ResultsPicture, by_year: dict[int, Groups]
) -> None:
    """Standardised by hand and cut by scipy's own function."""
    found, known = by_year[2021].found, school_inputs.read(store, demo, 2021)
    assert isinstance(found, Clustering)
    table = np.array(
        [[row[code] for code in found.codes] for row in known.values.values()], dtype=float
    )
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    labels = fcluster(linkage(table, "ward"), found.k, "maxclust")
    cut = {
        frozenset(one for one, own in zip(known.values, labels, strict=True) if own == label)
        for label in labels
    }
    assert cut == {frozenset(group.schools) for group in found.groups}
