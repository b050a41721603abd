"""Groups the data support, refusals in words, names, years."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.clusters import (
    CHANCE,
    STABLE,
    Clustering,
    Difference,
    Member,
    Refusal,
    Why,
    changes,
    cluster,
)
from shnor_core.clusters.profiles import AVERAGE, group_name
from shnor_core.errors import StatisticsError
from tests.core.cluster_world import RUSPINI, Values, noise, planted, table, titles


def grouped(points: np.ndarray, **given) -> Clustering:
    found = cluster(table(points), titles(points.shape[1]), **given)
    assert isinstance(found, Clustering), found.reason
    return found


def refused(values: Values, count: int = 3, **given) -> Refusal:
    found = cluster(values, titles(count), **given)
    assert isinstance(found, Refusal)
    return found


def members(found: Clustering) -> list[tuple[str, ...]]:
    return [group.schools for group in found.groups]


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", ["normal", "related", "skewed"])
def test_noise_is_refused(seed: int, kind: str) -> None:
    points = noise(seed, kind)
    found = refused(table(points), points.shape[1])
    assert found.why in (Why.NOT_SUPPORTED, Why.UNSTABLE)
    assert found.reason.startswith("Данные не поддерживают деление на ")


@pytest.mark.parametrize("seed", range(10))
def test_three_planted_groups_are_found(seed: int) -> None:
    schools, indicators = 13 + 4 * seed, 3 + seed % 7
    found = grouped(planted(seed, schools, indicators))
    assert members(found) == [
        tuple(str(n + 1) for n in range(first, schools, 3)) for first in range(3)
    ]
    assert found.p_value <= CHANCE
    assert min(group.stability for group in found.groups) >= STABLE


def test_the_four_groups_of_ruspini() -> None:
    found = grouped(RUSPINI)
    assert [len(group.schools) for group in found.groups] == [20, 23, 17, 15]
    assert max(found.profile, key=lambda choice: choice.silhouette).k == found.k == 4
    assert found.chosen.sizes == (23, 20, 17, 15)
    assert found.conclusion == (
        "4\u00a0группы из 75\u00a0школ: силуэт 0,74, у случайных таблиц без групп в среднем "
        f"{str(round(found.chosen.expected, 2)).replace('.', ',')}; не менее выраженное деление "
        "дают 0,5\u00a0% таких таблиц."
    )


@settings(deadline=None, max_examples=8)
@given(st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_schools_changes_nothing(random: Random, with_groups: bool) -> None:
    values = table(planted(3) if with_groups else noise(3))
    count = len(values["1"])
    values["2"]["c1"] = None
    shuffled = list(values.items())
    random.shuffle(shuffled)
    assert cluster(dict(shuffled), titles(count)) == cluster(values, titles(count))


def test_the_order_of_indicators_changes_only_their_list() -> None:
    values, names = table(planted(3)), titles(4)
    first, turned = (
        cluster(values, dict(order)) for order in (names.items(), [*names.items()][::-1])
    )
    assert isinstance(first, Clustering)
    assert isinstance(turned, Clustering)
    assert (first.members, first.tree, first.profile) == (
        turned.members,
        turned.tree,
        turned.profile,
    )
    assert [group.name for group in first.groups] == [group.name for group in turned.groups]
    codes = [one.code for one in turned.groups[0].differences]
    assert codes == ["c3", "c2", "c1", "c0"]


@settings(deadline=None, max_examples=5)
@given(st.floats(0.01, 1000), st.floats(-1000, 1000))
def test_the_unit_of_an_indicator_changes_no_group(scale: float, shift: float) -> None:
    points = planted(4)
    other = points.copy()
    other[:, 1] = scale * points[:, 1] + shift
    assert members(grouped(other)) == members(grouped(points))


def test_letters_follow_the_schools_and_not_the_results() -> None:
    points = planted(5)
    first = grouped(points)
    turned = grouped(-points)
    assert [group.label for group in first.groups] == ["А", "Б", "В"]
    assert members(first) == members(turned)
    assert first.group_of("1") == "А"
    assert first.group_of("nobody") is None


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_too_few_schools(count: int) -> None:
    found = refused(table(planted(1, max(count, 1))[:count]), 4)
    assert found.why is Why.FEW_SCHOOLS
    given = f"есть {count}" if count else "нет ни одной"
    assert found.reason == f"Для деления на группы нужно хотя бы 6 школ, а {given}."


def test_all_equal() -> None:
    found = refused({str(n): {"c0": 5, "c1": 7, "c2": 0} for n in range(12)})
    assert found.why is Why.FEW_INDICATORS
    assert found.reason == (
        "Для деления на группы нужно хотя бы 2 показателя, по которым школы различаются, "
        "а среди выбранных – ни одного."
    )
    assert [one.reason for one in found.codes_out] == ["у всех школ одинаково"] * 3


def test_one_indicator() -> None:
    found = refused(table(planted(1, 24, 1)), 1)
    assert found.why is Why.FEW_INDICATORS
    assert found.reason.endswith("только один.")
    also_equal = {school: {**row, "c1": 4} for school, row in table(planted(1, 24, 1)).items()}
    assert refused(also_equal, 2).why is Why.FEW_INDICATORS


def test_all_missing() -> None:
    found = refused({str(n): {"c0": None} for n in range(12)})
    assert found.why is Why.FEW_INDICATORS
    assert {one.reason for one in found.codes_out} == {"значений нет ни у одной школы"}
    assert found.schools_out == ()


def test_too_few_schools_with_data() -> None:
    values = table(planted(1, 5))
    for n in range(6, 9):
        values[str(n)] = {"c0": 1.0}
    found = refused(values, 4)
    assert found.why is Why.FEW_SCHOOLS
    assert found.reason == (
        "Для деления на группы нужно хотя бы 6 школ, а без пропусков осталось 5."
    )
    assert [one.key for one in found.schools_out] == ["6", "7", "8"]


def test_a_few_that_stand_apart_are_no_division() -> None:
    points = np.random.default_rng(1).standard_normal((14, 3)) * 0.1
    points[:2] += [[50, 50, 50], [90, -90, 10]]
    found = refused(table(points), 3, k=3)
    assert found.why is Why.NO_SUCH_NUMBER
    assert found.reason == (
        "Данные не поддерживают деление на 3\u00a0группы: кроме отдельно стоящих школ и пар "
        "остаётся одна группа."
    )


def test_more_groups_than_different_schools() -> None:
    points = np.repeat(planted(1, 3), 5, axis=0)
    found = refused(table(points), 4, k=4)
    assert found.why is Why.NO_SUCH_NUMBER
    assert found.reason == (
        "Данные не поддерживают деление на 4\u00a0группы: школ с разными значениями всего 3."
    )
    assert members(grouped(points)) == [
        tuple(str(n) for n in range(first, first + 5)) for first in (1, 6, 11)
    ]


def test_a_wanted_number_is_judged_alone() -> None:
    points = planted(2, 30)
    assert grouped(points, k=3).k == 3
    found = refused(table(points), 4, k=5)
    assert found.why is Why.NOT_SUPPORTED
    assert found.reason.startswith("Данные не поддерживают деление на 5\u00a0групп: силуэт 0,")
    assert "и на другое" not in found.reason
    assert {choice.k for choice in grouped(points, k=3, max_k=4).profile} == {2, 3, 4}


def test_groups_that_change_without_one_school_are_refused() -> None:
    """Four clouds, six groups wanted: further apart than by chance, but not the same twice."""
    rng = np.random.default_rng(40)
    clouds = [((0, 0), 0.5, 4), ((6, 0), 0.5, 4), ((3, 5), 0.5, 3), ((3, 9), 0.9, 3)]
    points = np.concatenate([rng.normal(at, wide, (count, 2)) for at, wide, count in clouds])
    found = refused(table(points.round(1)), 2, k=6)
    assert found.why is Why.UNSTABLE
    assert found.p_value is not None
    assert found.p_value <= CHANCE
    assert found.reason == (
        "Данные не поддерживают деление на 6\u00a0групп: без одной из школ состав групп меняется "
        "(сходство состава Б – 0,7, В – 0,6 при нужном 0,75)."
    )


def test_a_refusal_keeps_the_map_and_the_profile() -> None:
    points = noise(1)
    found = refused(table(points), points.shape[1])
    assert found.components is not None
    assert found.tree is not None
    assert [choice.k for choice in found.profile] == [2, 3, 4, 5, 6]
    assert found.p_value is not None
    assert found.p_value > CHANCE
    assert " и на другое число групп: силуэт " in found.reason
    assert "при допустимом 1\u00a0%" in found.reason


@pytest.mark.parametrize("given", [{"k": 1}, {"k": 13}, {"max_k": 1}, {"k": 0}, {"k": -2}])
def test_an_impossible_number_is_an_error(given: dict[str, int]) -> None:
    with pytest.raises(StatisticsError, match="от 2 до 12"):
        cluster(table(planted(1)), titles(4), **given)


def test_members_and_profile_are_plain_numbers() -> None:
    values = table(planted(7))
    values["5"]["c1"] = None
    values["9"] = {"c0": 3.0}
    found = cluster(values, titles(4))
    assert isinstance(found, Clustering)
    by_school = {member.school_id: member for member in found.members}
    assert by_school["5"].filled == ("Показатель 1",)
    assert by_school["5"].remarks == ("нет значения, взято среднее: «Показатель 1»",)
    assert [one.key for one in found.schools_out] == ["9"]
    assert "9" not in by_school
    assert found.runs == 23
    assert found.tree.merges[-1].size == 23
    assert sorted(found.tree.leaves) == sorted(found.tree.schools)
    assert set(found.components.scores) == set(by_school)
    group = found.groups[1]
    own = [values[school]["c1"] for school in group.schools]
    known = [value for value in own if value is not None]
    difference = group.differences[1]
    assert difference.known == len(known) == len(own) - 1
    assert difference.mean == pytest.approx(np.mean(known))
    everybody = [values[school]["c1"] for school in by_school]
    column = np.array([value for value in everybody if value is not None])
    assert difference.overall == pytest.approx(column.mean())
    assert difference.difference == pytest.approx((np.mean(known) - column.mean()) / column.std())


def test_a_school_between_groups_is_marked() -> None:
    assert Member("1", "А", -0.01, 1.0).borderline
    assert Member("1", "А", 0.5, 0.74).borderline
    assert not Member("1", "А", 0.0, 0.75).borderline
    assert Member("1", "А", -0.5, 0.2).remarks == ("на границе групп",)


def test_a_school_like_no_other_stands_alone_beside_the_groups() -> None:
    points = np.vstack([planted(1, 24, 3, 8.0), [[-60.0, 40.0, 5.0]]])
    found = grouped(points)
    alone = [group for group in found.groups if group.alone]
    assert [group.schools for group in alone] == [("25",)]
    assert alone[0].title.startswith(f"Отдельно стоящая школа {alone[0].label}: ")


def differing(*sizes: float | None) -> list[Difference]:
    return [
        Difference(f"c{n}", f"Показатель {n}", size, 0, size, 0 if size is None else 3)
        for n, size in enumerate(sizes)
    ]


def test_a_group_is_named_by_its_largest_differences() -> None:
    phrases = {"c0": "педагогов с категорией", "c2": "детей из малообеспеченных семей"}
    assert group_name(differing(-1.2, 0.4, 0.9, None), phrases) == (
        "меньше педагогов с категорией (−1,2), больше детей из малообеспеченных семей (+0,9)"
    )
    assert group_name(differing(-0.5, 0.6, 2, -1), {}) == (
        "«Показатель 2» выше среднего (+2), «Показатель 3» ниже среднего (−1), "
        "«Показатель 1» выше среднего (+0,6)"
    )
    assert group_name(differing(0.49, -0.49, None), phrases) == AVERAGE


def test_words_never_say_better_or_worse() -> None:
    found = grouped(planted(8))
    said = " ".join([*(group.title for group in found.groups), found.conclusion]).lower()
    assert not any(word in said for word in ("хуж", "лучш", "слаб", "сильн", "отста", "лидер"))


def test_changes_of_group_between_years() -> None:
    before = planted(9, 24)
    after = before.copy()
    after[0] = before[1] + 0.1
    values = table(after)
    del values["24"]
    values["25"] = {f"c{n}": float(value) for n, value in enumerate(before[2])}
    later = cluster(values, titles(4))
    assert isinstance(later, Clustering)
    found = changes(grouped(before), later)
    assert [(move.school_id, move.before) for move in found.moved] == [("1", "А")]
    assert (found.came, found.went) == (("25",), ("24",))
    assert found.moved[0].after == found.matches["Б"] == "А"
    assert found.sentence(found.moved[0], "Школа № 1") == (
        "Школа № 1: группа А (теперь это группа В) → группа А."
    )
    assert found.agreement is not None
    assert 0.8 < found.agreement < 1


def test_other_letters_are_no_change() -> None:
    points = planted(9, 24)
    before = grouped(points)
    after = cluster({school: row for school, row in table(points).items() if school != "1"},
                    titles(4))  # fmt: skip
    assert isinstance(after, Clustering)
    found = changes(before, after)
    assert found.moved == ()
    assert found.matches == {"А": "В", "Б": "А", "В": "Б"}
    assert found.agreement == 1


def test_years_without_common_schools() -> None:
    before = grouped(planted(9, 24))
    values = {f"new-{school}": row for school, row in table(planted(9, 24)).items()}
    after = cluster(values, titles(4))
    assert isinstance(after, Clustering)
    found = changes(before, after)
    assert (found.moved, found.matches, found.agreement) == ((), {}, None)
    assert len(found.came) == len(found.went) == 24
