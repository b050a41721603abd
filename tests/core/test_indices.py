"""Transparent indices: contributions, missing data, ties, too few schools."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.errors import StatisticsError
from shnor_core.indices import (
    INCOMPLETE,
    Component,
    Contribution,
    IndexDefinition,
    IndexScore,
    compute,
)
from shnor_core.model import Direction

PARENTS = Component("parents", "Высшее образование родителей", Direction.HIGHER)
FAMILIES = Component("families", "Неполные семьи", Direction.LOWER)
REGISTER = Component("register", "На учёте", Direction.LOWER, weight=2)
SOCIAL = IndexDefinition("social", "ИСБШ", (PARENTS, FAMILIES, REGISTER))

Values = dict[str, dict[str, float | None]]
numbers = st.one_of(st.none(), st.integers(0, 1000).map(lambda n: n / 10))
tables = st.dictionaries(
    st.integers(1, 60).map(str),
    st.fixed_dictionaries({"parents": numbers, "families": numbers, "register": numbers}),
    max_size=15,
)


def three(**first: float | None) -> Values:
    return {
        "1": {"parents": 40, "families": 10, "register": 0} | first,
        "2": {"parents": 20, "families": 30, "register": 8},
        "3": {"parents": 30, "families": 10, "register": 2},
    }


def by_school(scores: tuple[IndexScore, ...]) -> dict[str, IndexScore]:
    return {score.school_id: score for score in scores}


def test_a_worked_index() -> None:
    """School 3: (1·½ + 1·1 + 2·¾) / 4 = 75 %."""
    scores = by_school(compute(SOCIAL, three()))
    assert {key: score.score for key, score in scores.items()} == {"1": 100, "2": 0, "3": 75}
    assert scores["3"].contributions == (
        Contribution("parents", PARENTS.title, 30, 0.5, 0.25, 12.5),
        Contribution("families", FAMILIES.title, 10, 1.0, 0.25, 25.0),
        Contribution("register", REGISTER.title, 2, 0.75, 0.5, 37.5),
    )


def test_a_missing_component_is_reweighted_and_flagged_and_not_a_zero() -> None:
    for gap in (None, math.nan):
        score = by_school(compute(SOCIAL, three(register=gap)))["1"]
        assert score.score == 100
        assert [part.weight for part in score.contributions] == [0.5, 0.5]
        assert score.missing == ("На учёте",)
        assert score.incomplete
        assert score.notes[0] == f"{INCOMPLETE}: На учёте"


def test_a_component_equal_everywhere_says_nothing_about_anybody() -> None:
    values = three()
    for school in values.values():
        school["families"] = 0.1 + 0.2
    values["2"]["families"] = 0.3
    values["3"]["families"] = None
    scores = compute(SOCIAL, values)
    assert all(score.excluded == ("Неполные семьи",) for score in scores)
    assert all(len(score.contributions) == 2 for score in scores)
    assert not any(score.incomplete for score in scores)
    assert "не различает школы и не учитывается: Неполные семьи" in scores[0].notes


def test_a_component_nobody_has_is_missing_and_not_equal() -> None:
    values = {key: {"parents": float(key)} for key in ("1", "2", "3")}
    for score in compute(SOCIAL, values):
        assert score.missing == ("Неполные семьи", "На учёте")
        assert score.excluded == ()


def test_a_school_without_any_component_has_no_score_and_is_not_called_low() -> None:
    values = {str(i): {"parents": float(i)} for i in range(1, 8)} | {"8": {}}
    silent = by_school(compute(SOCIAL, values))["8"]
    assert silent.score is None
    assert silent.lowest is None
    assert silent.contributions == ()


def test_the_lowest_quarter_keeps_ties_together() -> None:
    index = IndexDefinition("one", "Один", (PARENTS,))
    values = {str(i): {"parents": v} for i, v in enumerate([1, 1, 1, 5, 6, 7, 8, 9])}
    assert [score.lowest for score in compute(index, values)] == [True] * 3 + [False] * 5


def test_equal_scores_reached_by_different_roads_are_a_tie() -> None:
    """1 + 2 + 8 and 11 of 22 are both half, and floats differ in the last bit."""
    weights = {"a": 1.0, "b": 2.0, "c": 8.0, "d": 11.0}
    parts = tuple(Component(code, code, Direction.HIGHER, w) for code, w in weights.items())
    values = {
        "1": {"a": 1, "b": 1, "c": 1, "d": 0},
        "2": {"a": 0, "b": 0, "c": 0, "d": 1},
        "3": {"a": 1, "b": 1, "c": 1, "d": 1},
        "4": {"a": 1, "b": 0, "c": 1, "d": 1},
    }
    scores = by_school(compute(IndexDefinition("bits", "Биты", parts), values))
    assert scores["1"].score != scores["2"].score
    assert [score.lowest for score in scores.values()] == [True, True, False, False]


@pytest.mark.parametrize(("count", "unstable"), [(4, True), (10, True), (11, False)])
def test_ten_schools_or_fewer_make_the_index_unstable(count: int, unstable: bool) -> None:
    values = {str(i): {"parents": float(i)} for i in range(count)}
    assert all(score.unstable is unstable for score in compute(SOCIAL, values))


@pytest.mark.parametrize(("count", "lowest"), [(3, None), (4, True)])
def test_fewer_than_four_schools_have_no_lowest_quarter(count: int, lowest: bool | None) -> None:
    values = {str(i): {"parents": float(i)} for i in range(count)}
    assert by_school(compute(SOCIAL, values))["0"].lowest is lowest


def test_equal_schools_are_never_low() -> None:
    values = {str(i): {"parents": 30.0, "families": 5.0} for i in range(12)}
    assert all(not score.lowest and score.score is None for score in compute(SOCIAL, values))


def test_no_schools_give_no_scores() -> None:
    assert compute(SOCIAL, {}) == ()


def test_an_infinite_value_is_refused() -> None:
    with pytest.raises(StatisticsError, match="бесконечным"):
        compute(SOCIAL, three(parents=math.inf))


@given(tables)
def test_contributions_add_up_to_the_score_and_weights_to_one(values: Values) -> None:
    for score in compute(SOCIAL, values):
        if score.score is None:
            assert score.contributions == ()
            continue
        assert 0 <= score.score <= 100 + 1e-9
        assert math.fsum(c.points for c in score.contributions) == pytest.approx(score.score)
        assert math.fsum(c.weight for c in score.contributions) == pytest.approx(1)


@given(tables, st.randoms(use_true_random=False))
def test_order_of_schools_and_further_columns_change_nothing(
    values: Values, random: Random
) -> None:
    shuffled = {
        key: values[key] | {"further": random.random()}
        for key in random.sample(list(values), len(values))
    }
    scores = compute(SOCIAL, shuffled)
    assert by_school(scores) == by_school(compute(SOCIAL, values))
    assert [score.school_id for score in scores] == list(shuffled)


@given(tables, st.floats(0.01, 100))
def test_the_scale_of_the_weights_does_not_matter(values: Values, factor: float) -> None:
    scaled = IndexDefinition(
        "social",
        "ИСБШ",
        tuple(
            Component(c.code, c.title, c.direction, c.weight * factor) for c in SOCIAL.components
        ),
    )
    for one, other in zip(compute(SOCIAL, values), compute(scaled, values), strict=True):
        assert one.score == pytest.approx(other.score)
        assert one.lowest == other.lowest


@given(tables)
def test_the_opposite_direction_mirrors_the_score(values: Values) -> None:
    one = IndexDefinition("one", "Один", (PARENTS,))
    turned = Component(PARENTS.code, PARENTS.title, Direction.LOWER)
    other = IndexDefinition("one", "Один", (turned,))
    for up, down in zip(compute(one, values), compute(other, values), strict=True):
        assert (up.score is None) == (down.score is None)
        if up.score is not None and down.score is not None:
            assert up.score + down.score == pytest.approx(100)
