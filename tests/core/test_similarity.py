"""Similar schools: the distance by hand, gaps, ties, words; what similar schools do better."""

from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.errors import MethodError, StatisticsError, UnknownSchoolError
from shnor_core.similarity import (
    Component,
    Kind,
    Outcome,
    Similar,
    Standing,
    Weights,
    better_results,
    incomparable,
    nearest,
    pair_distances,
    pupil_gaps,
)
from shnor_core.similarity.distances import shown

ROOT = Path(__file__).parents[2]
SIZE = Component("size", "Обучающиеся", Kind.NUMBER, 2)
POOR = Component("poor", "Малообеспеченные семьи", Kind.PERCENT, 1)
TYPE = Component("type", "Вид школы", Kind.WORD, 1)
RURAL = Component("rural", "Сельская", Kind.SIGN, 1)
WEIGHTS = Weights("Условия", (SIZE, POOR, TYPE, RURAL))

Row = dict[str, float | str | None]


def row(size: float | None, poor: float | None, kind: str | None, rural: float | None) -> Row:
    return {"size": size, "poor": poor, "type": kind, "rural": rural}


def town() -> dict[str, Row]:
    return {
        "1": row(100, 10, "средняя", 0),
        "2": row(300, 30, "средняя", 1),
        "3": row(500, 20, "основная", 0),
    }


def test_the_distance_by_hand() -> None:
    """1–2: (2·½ + 1·1 + 1·0 + 1·1) / 5; 1–3: (2·1 + 1·½ + 1·1 + 1·0) / 5."""
    found = nearest("1", town(), WEIGHTS)
    assert [(one.school_id, one.distance) for one in found] == [
        ("2", pytest.approx(0.6)),
        ("3", pytest.approx(0.7)),
    ]
    assert [part.share for part in found[0].parts] == pytest.approx([0.2, 0.2, 0, 0.2])
    assert [part.weight for part in found[0].parts] == pytest.approx([0.4, 0.2, 0.2, 0.2])
    assert found[0].notes == ()


def test_equal_weights_give_the_mean_over_the_ranges() -> None:
    """Gower's coefficient for numbers: |a − b| over the range, averaged over the conditions."""
    weights = Weights("g", tuple(Component(c, c, Kind.NUMBER, 1) for c in "ab"))
    values = {"x": {"a": 1.0, "b": 10.0}, "y": {"a": 2.0, "b": 40.0}, "z": {"a": 5.0, "b": 20.0}}
    found = pair_distances("x", "yz", values, weights)
    assert found["x", "y"] == pytest.approx((1 / 4 + 1) / 2)
    assert found["x", "z"] == pytest.approx((1 + 1 / 3) / 2)


def test_the_distance_is_explained_in_words() -> None:
    found = nearest("1", town(), WEIGHTS)
    assert found[0].explanation() == (
        "Расстояние 0,6: больше всего различаются – Обучающиеся: 100 и 300; "
        "Малообеспеченные семьи: 10\u00a0% и 30\u00a0%; Сельская: нет и да; "
        "совпадают – Вид школы."
    )
    assert found[1].explanation(1) == (
        "Расстояние 0,7: больше всего различаются – Обучающиеся: 100 и 500; совпадают – Сельская."
    )
    twins = nearest("1", {"1": town()["1"], "2": town()["1"], "3": town()["2"]}, WEIGHTS)[0]
    assert twins.distance == 0
    assert twins.explanation(2) == "Расстояние 0: совпадают – Обучающиеся, Малообеспеченные семьи."


@pytest.mark.parametrize("gap", [None, math.nan])
def test_a_missing_value_is_left_out_and_the_weights_share_it(gap: float | None) -> None:
    values = town()
    values["2"]["size"] = gap
    found = {one.school_id: one for one in nearest("1", values, WEIGHTS)}
    assert found["2"].distance == pytest.approx((1 + 0 + 1) / 3)
    assert found["2"].missing == ("Обучающиеся",)
    assert found["2"].notes == ("не сравнивалось, нет данных: «Обучающиеся»",)
    assert found["3"].missing == ()


def test_a_condition_equal_everywhere_or_unknown_everywhere_is_said() -> None:
    values = town()
    for one in values.values():
        one["rural"] = 1
        one["poor"] = None
    found = nearest("1", values, WEIGHTS)[0]
    assert found.skipped == ("Сельская",)
    assert found.missing == ("Малообеспеченные семьи",)
    assert [part.component.code for part in found.parts] == ["size", "type"]
    assert found.notes[1] == "у всех школ одинаково и не учитывается: «Сельская»"


def test_half_of_the_weight_is_enough_and_less_is_not() -> None:
    values = town()
    values["2"] = row(None, 30, "средняя", 1)
    values["3"] = row(None, None, "основная", 0)
    values["4"] = row(200, 5, "средняя", 0)
    assert [one.school_id for one in nearest("1", values, WEIGHTS)] == ["4", "2"]
    assert incomparable("1", values, WEIGHTS) == ("3",)
    assert pair_distances(["1"], ["1", "3"], values, WEIGHTS) == {("1", "3"): None}


def test_nobody_to_compare_with() -> None:
    assert nearest("1", {"1": town()["1"]}, WEIGHTS) == ()
    assert nearest("1", {"1": {}, "2": {}}, WEIGHTS) == ()
    assert nearest("1", {"1": town()["1"], "2": town()["1"]}, WEIGHTS) == ()
    assert incomparable("1", {"1": {}, "2": {}}, WEIGHTS) == ("2",)


def test_count_and_ties() -> None:
    values = {str(n): row(100, 10, "средняя", 0) for n in range(5)} | {"x": town()["3"]}
    assert [one.school_id for one in nearest("3", values, WEIGHTS, count=3)] == ["0", "1", "2"]
    assert len(nearest("3", values, WEIGHTS, count=50)) == 5
    with pytest.raises(StatisticsError, match="хотя бы одна"):
        nearest("3", values, WEIGHTS, count=0)


def test_what_cannot_be_compared_is_an_error() -> None:
    with pytest.raises(UnknownSchoolError, match="«9»"):
        nearest("9", town(), WEIGHTS)
    with pytest.raises(StatisticsError, match="«Обучающиеся»: нужно число, а стоит «много»"):
        nearest("1", town() | {"4": row("много", 1, "средняя", 0)}, WEIGHTS)  # type: ignore[arg-type]
    with pytest.raises(StatisticsError, match="бесконечность"):
        nearest("1", town() | {"4": row(math.inf, 1, "средняя", 0)}, WEIGHTS)


numbers = st.one_of(st.none(), st.integers(0, 40).map(float))
rows = st.builds(
    row, numbers, numbers, st.sampled_from([None, "средняя", "основная", "лицей"]), numbers
)
schools = st.dictionaries(st.integers(1, 30).map(str), rows, min_size=2, max_size=8)


@given(schools, st.randoms(use_true_random=False))
def test_properties_of_the_distance(values: dict[str, Row], random: Random) -> None:
    everybody = list(values)
    shuffled = list(values.items())
    random.shuffle(shuffled)
    first, second = everybody[0], everybody[1]
    table = pair_distances(everybody, everybody, values, WEIGHTS)
    assert table[first, second] == table[second, first]
    assert all(distance is None or 0 <= distance <= 1 + 1e-12 for distance in table.values())
    found = nearest(first, values, WEIGHTS, count=30)
    assert nearest(first, dict(shuffled), WEIGHTS, count=30) == found
    assert {one.school_id for one in found} == {
        other for (one, other), distance in table.items() if one == first and distance is not None
    }
    for one in found:
        assert one.distance == pytest.approx(table[first, one.school_id])
        assert sum(part.weight for part in one.parts) == pytest.approx(1)
    distances = [one.distance for one in found]
    assert distances == pytest.approx(sorted(distances))


def near(*schools: str) -> tuple[Similar, ...]:
    return tuple(Similar(school, 0.1, ()) for school in schools)


def test_the_gap_in_pupils_is_pooled_and_cut_to_whole_pupils() -> None:
    results = {
        "1": {"m": Outcome(17, 24), "r": Outcome(20, 24)},
        "2": {"m": Outcome(16, 20), "r": Outcome(9, 10)},
        "3": {"m": Outcome(25, 30)},
    }
    math5, russian = pupil_gaps("1", near("2", "3"), results, {"m": "Математика 5"})
    assert math5.gap == pytest.approx(17 - 24 * 41 / 50)
    assert (math5.pupils, math5.standing) == (-2, Standing.BELOW)
    assert math5.schools == ("2", "3")
    assert math5.similar_share == pytest.approx(82)
    assert russian.title == "r"
    assert (russian.pupils, russian.schools) == (-1, ("2",))
    assert [gap.work for gap in better_results("1", near("2", "3"), results)] == ["m", "r"]


@pytest.mark.parametrize(
    ("reached", "pupils", "standing"),
    [
        (14, -1, Standing.BELOW),
        (15, 0, Standing.LEVEL),
        (16, 1, Standing.ABOVE),
    ],
)
def test_exactly_one_pupil_is_a_difference(reached: int, pupils: int, standing: Standing) -> None:
    results = {"1": {"m": Outcome(reached, 20)}, "2": {"m": Outcome(3, 4)}}
    gap = pupil_gaps("1", near("2"), results)[0]
    assert (gap.pupils, gap.standing) == (pupils, standing)
    assert len(better_results("1", near("2"), results)) == (pupils < 0)


def test_less_than_a_pupil_is_level() -> None:
    results = {"1": {"m": Outcome(7, 10)}, "2": {"m": Outcome(79, 100)}}
    gap = pupil_gaps("1", near("2"), results, {"m": "Русский 4"})[0]
    assert gap.standing is Standing.LEVEL
    assert gap.sentence == (
        "Русский 4: у похожих школ 79\u00a0%, здесь 70\u00a0% – наравне "
        "(разница меньше одного ученика)."
    )


def test_sentences_on_both_sides() -> None:
    results = {"1": {"m": Outcome(9, 10)}, "2": {"m": Outcome(1, 2)}}
    assert pupil_gaps("1", near("2"), results)[0].sentence == (
        "m: у похожих школ 50\u00a0%, здесь 90\u00a0% – больше на 4\u00a0ученика из 10."
    )


def test_works_nobody_shares_are_not_compared() -> None:
    results = {
        "1": {"m": Outcome(1, 2), "r": Outcome(0, 0), "h": Outcome(1, 5)},
        "2": {"r": Outcome(5, 5), "h": Outcome(0, 0)},
    }
    assert pupil_gaps("1", near("2", "1", "4"), results) == ()
    assert pupil_gaps("7", near("2"), results) == ()
    assert pupil_gaps("1", (), results) == ()


@given(st.integers(0, 300), st.integers(1, 300), st.integers(0, 300), st.integers(1, 300))
def test_the_gap_is_exact(x: int, n: int, other_x: int, other_n: int) -> None:
    x, other_x = min(x, n), min(other_x, other_n)
    results = {"1": {"m": Outcome(x, n)}, "2": {"m": Outcome(other_x, other_n)}}
    gap = pupil_gaps("1", near("2"), results)[0]
    exact = Fraction(x) - Fraction(n * other_x, other_n)
    assert gap.pupils == math.trunc(exact)
    more = {**results, "1": {"m": Outcome(min(x + 1, n), n)}}
    assert pupil_gaps("1", near("2"), more)[0].pupils >= gap.pupils


def test_more_pupils_than_wrote_is_an_error() -> None:
    for reached in (-1, 5):
        with pytest.raises(StatisticsError, match="от 0 до 4"):
            Outcome(reached, 4)


def test_values_as_a_reader_sees_them() -> None:
    assert shown("средняя", Kind.WORD) == "средняя"
    assert shown(0, Kind.SIGN) == "нет"
    assert shown(412.0, Kind.NUMBER) == "412"
    assert shown(None, Kind.PERCENT) == "–"


def test_the_shipped_weights() -> None:
    weights = Weights.from_dict(tomllib.loads((ROOT / "data/similarity.toml").read_text("utf-8")))
    assert sum(component.weight for component in weights.components) == 100
    assert weights.phrases["staff.category3y"].startswith("педагогов с категорией")
    codes = {line.split(",")[3] for line in open_lines("data/demo/indicators.csv")}
    ours = {component.code for component in weights.components}
    assert {code for code in ours if not code.startswith("school.")} <= codes


def open_lines(path: str) -> list[str]:
    return (ROOT / path).read_text("utf-8").splitlines()


COMPONENT = {"code": "a", "title": "А", "kind": "number", "weight": 1}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"components": []}, "components"),
        ({"components": [COMPONENT, COMPONENT]}, "с разными code"),
        ({"components": [COMPONENT | {"weight": 0}]}, "weight.*положительное число.*«0»"),
        ({"components": [COMPONENT | {"weight": True}]}, "положительное число"),
        ({"components": [COMPONENT | {"weight": math.inf}]}, "положительное число"),
        ({"components": [COMPONENT | {"kind": "colour"}]}, "number, percent, sign, word"),
        ({"components": [COMPONENT | {"tilte": "А"}]}, "ключ из списка"),
        ({"components": [{"code": "a", "title": "", "kind": "number", "weight": 1}]}, "title"),
        ({"owner": "x"}, "owner"),
        ({"title": None}, "title"),
    ],
)
def test_a_slip_in_the_file_is_one_sentence(change: dict[str, object], message: str) -> None:
    data = {"title": "Условия", "components": [COMPONENT]} | change
    with pytest.raises(MethodError, match=message):
        Weights.from_dict(data, "similarity.toml")


def test_fewer_shared_conditions_than_the_least_give_no_distance() -> None:
    """Two signs alone make nearly everybody «the same»: no distance, however heavy they are."""
    values: dict[str, Row] = {
        "1": row(None, None, "средняя", 1),
        "2": row(None, None, "средняя", 1),
        "3": row(None, None, "основная", 0),
    }
    assert pair_distances("1", "2", values, WEIGHTS) == {("1", "2"): 0.0}
    careful = replace(WEIGHTS, minimum_shared=3)
    assert pair_distances("1", "23", values, careful) == {("1", "2"): None, ("1", "3"): None}
    assert pair_distances(["1"], ["2"], town(), careful)["1", "2"] == pytest.approx(0.6)
