"""Groups, similar schools and pairs over the shipped data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, pairwise
from pathlib import Path

import pytest

from shnor_core.clusters import Clustering, Refusal, cluster
from shnor_core.db.connection import connect
from shnor_core.workflow import (
    clusters,
    clusters_charts,
    clusters_tables,
    identification,
    partner_tables,
    partners,
    rule_cluster_tables,
    school_inputs,
    similar,
    similar_tables,
)
from shnor_core.workflow import results as results_workflow
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school_inputs import SchoolInputs
from shnor_core.workflow.store import Store

YEAR = 2024


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    opened = connect(database)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo(store: Store) -> ResultsPicture:
    return results_workflow.load(store, "demo")


@pytest.fixture(scope="module")
def known(store: Store, demo: ResultsPicture) -> SchoolInputs:
    return school_inputs.read(store, demo, YEAR)


@pytest.fixture(scope="module")
def kamensk(store: Store) -> ResultsPicture:
    return results_workflow.load(store, "kamensk-uralsky")


def pairs_of(store: Store, picture: ResultsPicture, year: int, *bounds: float) -> Pairs:
    return partners.pairs(store, picture, school_inputs.read(store, picture, year), *bounds)


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
@pytest.mark.parametrize("capacity", [1, 2])
def test_every_listed_school_has_a_leader_or_a_reason(
    store: Store, demo: ResultsPicture, year: int, capacity: int
) -> None:
    found = pairs_of(store, demo, year, capacity)
    rows = {row.key: row.cells for row in partner_tables.table(demo, found).rows}
    assert tuple(rows) == clusters.listed(demo, year) != ()
    with_leader = {one.school for one in found.assignment.pairs}
    for school, cells in rows.items():
        assert cells[4].text
        assert (cells[1].text == "–") is (school not in with_leader)
        assert cells[4].text.startswith("Лидера нет") is (school not in with_leader)


@pytest.mark.parametrize("capacity", [1, 2, 3])
def test_a_leader_takes_no_more_schools_than_it_has_places(
    store: Store, demo: ResultsPicture, capacity: int
) -> None:
    found = pairs_of(store, demo, YEAR, capacity)
    leading = [one.leader for one in found.assignment.pairs]
    assert max(map(leading.count, leading)) <= capacity
    assert not set(leading) & set(found.listed)
    assert not set(leading) & set(found.refused)


def test_more_places_never_make_the_pairs_dearer(store: Store, demo: ResultsPicture) -> None:
    totals = [pairs_of(store, demo, YEAR, one).assignment.total for one in (1, 2, 3)]
    assert all(more <= fewer + 1e-9 for fewer, more in pairwise(totals))


def test_a_pair_beyond_the_limit_is_not_made_and_the_limit_is_named(
    store: Store, demo: ResultsPicture
) -> None:
    found = pairs_of(store, demo, YEAR, 1, 0.18)
    assert all((one.cost or 0) <= 0.18 for one in found.assignment.pairs)
    assert found.assignment.unassigned
    texts = [row.cells[4].text for row in partner_tables.table(demo, found).rows]
    assert any("больше предела 0,18" in text for text in texts)
    assert "пока без него" in partner_tables.conclusion(demo, found)


def test_every_forced_choice_says_who_has_the_place_and_what_it_costs(
    store: Store, demo: ResultsPicture
) -> None:
    found = pairs_of(store, demo, YEAR)
    texts = {row.key: row.cells[4].text for row in partner_tables.table(demo, found).rows}
    forced = [one for one in found.assignment.pairs if one.forced]
    assert forced
    for one in forced:
        assert "место занимает" in texts[one.school]
        assert "сумма расстояний всех пар вырастет" in texts[one.school]


def test_a_branch_and_its_school_do_not_lead_each_other(store: Store, demo: ResultsPicture) -> None:
    heads = {one.school_id: one.parent_id or one.school_id for one in demo.all_schools}
    for year in clusters.years(demo):
        for one in pairs_of(store, demo, year, 3).assignment.pairs:
            assert heads[one.school] != heads[one.leader]


@pytest.mark.parametrize("year", [2022, 2023, 2024])
def test_who_meets_criteria_is_not_asked_to_lead(
    store: Store, demo: ResultsPicture, year: int
) -> None:
    found = pairs_of(store, demo, year)
    verdict = identification.by_low_shares(demo, identification.method_of("fioko-2022"), year)
    meeting = set(compress(verdict.schools, verdict.judged & verdict.listed)) - set(found.listed)
    assert not meeting & {one.leader for one in found.assignment.pairs}
    refused = {school for school, why in found.refused.items() if "ФИОКО-2022" in why}
    assert refused == meeting
    assert year != 2024 or meeting


def test_curators_of_listed_schools_are_remarked_on(store: Store, kamensk: ResultsPicture) -> None:
    found = pairs_of(store, kamensk, 2022)
    table = partner_tables.existing_table(kamensk, found)
    assert table is not None
    assert len(table.rows) == 14
    remarked = {
        row.cells[0].text: row.cells[1].text for row in table.rows if "сама" in row.cells[4].text
    }
    assert remarked == {
        "Основная школа № 14": "Средняя школа № 1",
        "Основная школа № 27": "Средняя школа № 35",
        "Средняя школа № 32": "Средняя школа № 1",
        "Средняя школа № 37": "Средняя школа № 35",
    }
    assert {row.cells[3].text for row in table.rows} == {"нет результатов"}
    assert partner_tables.conclusion(kamensk, found) == (
        "В документах 14\u00a0пар; в списке ШНОР 2022 года стоят и сами помогающие: "
        "Средняя школа № 1 и Средняя школа № 35"
    )


def test_a_list_of_another_year_remarks_on_nobody(store: Store, kamensk: ResultsPicture) -> None:
    found = pairs_of(store, kamensk, 2021)
    assert not any(one.remark for one in found.actual)
    assert "не входят" in partner_tables.conclusion(kamensk, found)


def test_one_indicator_is_refused_in_words(known: SchoolInputs, demo: ResultsPicture) -> None:
    found = clusters.groups(known, ("ctx.pupils",))
    assert isinstance(found.found, Refusal)
    assert "хотя бы 2" in found.found.reason.replace("\u00a0", " ")
    assert "показателей слишком мало" in clusters_tables.groups_conclusion(found)
    assert clusters_charts.silhouette_chart(found) is None
    assert clusters_tables.component_tables(demo, found) == ()


# the context of the district has three kinds of schools, its books and staff development have none
ALIKE = ("staff.category3y", "staff.contests3y", "edu.books3y")


def test_a_refusal_keeps_the_profile_and_the_map(known: SchoolInputs, demo: ResultsPicture) -> None:
    found = clusters.groups(known, ALIKE)
    assert isinstance(found.found, Refusal)
    assert clusters_tables.groups_conclusion(found) == (
        "2023/24: данные не поддерживают деления школ на группы"
    )
    spec = clusters_charts.silhouette_chart(found)
    assert spec is not None
    assert spec.categories == ("2", "3", "4", "5", "6")
    loadings, scores = clusters_tables.component_tables(demo, found)
    assert {row.key for row in loadings.rows} == set(ALIKE)
    assert len(scores.rows) == 18


KINDS = {
    "centre": {"demo-1", "demo-5", "demo-7", "demo-12", "demo-13"},
    "outskirts": {"demo-3", "demo-6", "demo-9", "demo-11", "demo-16"},
    "village": {"demo-2", "demo-4", "demo-5-branch", "demo-12-branch", "demo-15"},
}
# where the two schools whose surroundings changed are, and the school without a passport of 2023
MOVERS = {
    2021: {"demo-8": "outskirts", "demo-14": "centre", "demo-10": "village"},
    2022: {"demo-8": "outskirts", "demo-14": "centre", "demo-10": "village"},
    2023: {"demo-8": "centre", "demo-14": "centre"},
    2024: {"demo-8": "centre", "demo-14": "outskirts", "demo-10": "village"},
}


@pytest.mark.parametrize("year", list(MOVERS))
def test_usual_indicators_find_the_three_kinds_of_schools_of_the_district(
    store: Store, demo: ResultsPicture, year: int
) -> None:
    known = school_inputs.read(store, demo, year)
    found = clusters.groups(known, clusters.usual_indicators(known.titles))
    assert isinstance(found.found, Clustering)
    expected = {
        kind: members | {school for school, of in MOVERS[year].items() if of == kind}
        for kind, members in KINDS.items()
    }
    assert sorted(map(set, expected.values()), key=min) == sorted(
        (set(group.schools) for group in found.found.groups), key=min
    )


def test_the_order_of_the_district_and_the_rule_disagree_on_some_schools(
    store: Store, demo: ResultsPicture
) -> None:
    found = clusters.rules(store, demo, YEAR)
    assert {"demo-5-branch", "demo-8", "demo-11", "demo-12-branch"} == set(found.differ)
    assert set(found.computed) - set(found.document) == {"demo-1", "demo-5"}
    assert "с документом расходятся" in rule_cluster_tables.conclusion(demo, found)
    table = rule_cluster_tables.table(demo, found)
    beside = {row.key: [cell.text for cell in row.cells[1:3]] for row in table.rows}
    assert beside["demo-8"] == ["риск", "1"]
    marked = {row.key for row in table.rows if row.kind == "data" and row.cells[2].icon == "≠"}
    assert marked == set(found.differ)
    assert any(note.startswith("Документ не называет: ") for note in table.notes)


def test_rule_clusters_hold_every_judged_school_once(store: Store, demo: ResultsPicture) -> None:
    found = clusters.rules(store, demo, YEAR)
    table = rule_cluster_tables.table(demo, found)
    rows = [row.key for row in table.rows if row.kind == "data"]
    assert sorted(rows) == sorted(one.school_id for one in demo.schools)
    assert all(len(row.cells) == len(table.columns) for row in table.rows if row.kind == "data")


def test_clusters_of_the_document_stand_without_results(store: Store) -> None:
    picture = results_workflow.load(store, "pirovskoe")
    found = clusters.rules(store, picture, 2022)
    assert found.computed == {}
    codes = [code for code, _ in found.document.values()]
    assert (codes.count("1"), codes.count("2"), codes.count("3")) == (7, 1, 1)
    table = rule_cluster_tables.table(picture, found)
    assert "1 кластер «Школы с низкими результатами обучения» — 7" in [
        row.cells[0].text for row in table.rows
    ]
    assert [one.title for one in table.columns][1:3] == ["По документу", "Рассчитано"]
    rows = [row.cells for row in table.rows if row.kind == "data"]
    assert {cells[2].text for cells in rows} == {"нет данных"}
    assert {cells[1].text for cells in rows} == {"1", "2", "3"}
    assert table.notes[0].startswith(
        "Рассчитать нечем: нет отметок ВПР, ОГЭ, ЕГЭ и КДР по школам за 2020/21 и 2021/22."
    )
    assert "«дефицит педагогических кадров»" in table.notes[0]
    assert "рассчитать нечем" in rule_cluster_tables.conclusion(picture, found)


def test_similar_schools_stand_nearest_first_and_gaps_are_whole_pupils(
    store: Store, demo: ResultsPicture, known: SchoolInputs
) -> None:
    found = similar.similar(store, demo, known, "demo-4")
    distances = [one.distance for one in found.nearest]
    assert len(distances) == similar.NEAREST
    assert distances == sorted(distances)
    assert "demo-4" not in {one.school_id for one in found.nearest}
    table = similar_tables.gap_table(demo, found)
    assert table is not None
    for row, gap in zip(table.rows, found.gaps, strict=True):
        result = demo.results["demo-4", gap.work]
        assert (
            row.cells[1].text
            == f"{result.participants - (result.n2 or 0)} из {result.participants}"
        )
        assert row.cells[4].value == gap.pupils <= -1


def test_schools_are_never_called_good_or_bad(
    store: Store, demo: ResultsPicture, known: SchoolInputs
) -> None:
    pairs = pairs_of(store, demo, YEAR)
    near = similar.similar(store, demo, known, "demo-4")
    tables = (
        rule_cluster_tables.table(demo, clusters.rules(store, demo, YEAR)),
        partner_tables.table(demo, pairs),
        partner_tables.existing_table(demo, pairs),
        similar_tables.table(demo, near),
        similar_tables.gap_table(demo, near),
    )
    text = str(tables).lower()
    assert not [word for word in ("лучш", "хуже", "худш", "слаба", "отстающ") if word in text]


def test_supported_groups_are_told_apart_in_both_tables(demo: ResultsPicture) -> None:
    titles = {"a": "Первый", "b": "Второй"}
    values = {
        one.school_id: {"a": at % 3 * 9 + at / 9, "b": at % 3 * 9 - at / 9}
        for at, one in enumerate(demo.schools)
    }
    clustering = cluster(values, titles)
    assert isinstance(clustering, Clustering)
    found = clusters.Groups(YEAR, titles, clustering)
    assert "на 3\u00a0группы (6, 6 и 6)" in clusters_tables.groups_conclusion(found)
    table = clusters_tables.group_table(demo, found, clustering)
    members = [row.key for row in table.rows if row.kind == "data"]
    assert sorted(members) == sorted(values)
    assert sum(row.kind == "group" for row in table.rows) == 3
    profiles = clusters_tables.difference_table(found, clustering)
    assert [row.cells[0].text for row in profiles.rows] == ["Первый", "Второй"]
    assert all(len(row.cells) == len(profiles.columns) == 5 for row in profiles.rows)
    spec = clusters_charts.silhouette_chart(found)
    assert spec is not None
    assert spec.conclusion.startswith("Групп 3")
