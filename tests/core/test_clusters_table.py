"""Who is grouped by what: gaps, equal columns, order, scale; the plane of the components."""

from __future__ import annotations

import math

import numpy as np
import pytest

from shnor_core.clusters.components import components
from shnor_core.clusters.table import read_table, standardised
from shnor_core.errors import StatisticsError
from tests.core.cluster_world import ARRESTS, titles

NONE = dict.fromkeys(("c0", "c1", "c2"))


def row(*values: float | None) -> dict[str, float | None]:
    return {f"c{place}": value for place, value in enumerate(values)}


def test_schools_stand_in_the_order_of_their_numbers() -> None:
    values = {"school-10": row(1, 2), "school-9": row(3, 5), "school-9-branch": row(2, 9)}
    assert read_table(values, titles(2)).schools == ("school-9", "school-9-branch", "school-10")


def test_a_third_may_be_missing_and_not_one_more() -> None:
    values = {str(n): row(n, n * n, n % 3) for n in range(9)}
    values["3"] = row(3, None, 0)
    values["5"] = row(5, None, None)
    found = read_table(values, titles(3))
    assert "3" in found.schools
    assert [(one.key, one.reason) for one in found.schools_out] == [
        ("5", "нет 2 из 3\u00a0показателей: «Показатель 1», «Показатель 2»")
    ]
    place = found.schools.index("3")
    assert found.gaps[place].tolist() == [False, True, False]
    assert found.points[place, 1] == 0
    assert math.isnan(found.raw[place, 1])


def test_an_indicator_hardly_anybody_has_goes_before_the_schools() -> None:
    values = {str(n): row(n, n * n, n % 4, None if n > 4 else n) for n in range(9)}
    found = read_table(values, titles(4))
    assert len(found.schools) == 9
    assert [(one.key, one.reason) for one in found.codes_out] == [
        ("c3", "нет значений у 4 из 9\u00a0школ")
    ]


def test_schools_without_anything_do_not_take_indicators_with_them() -> None:
    values = {str(n): row(n, n * n, n % 3) if n < 6 else NONE for n in range(10)}
    found = read_table(values, titles(3))
    assert found.codes == ("c0", "c1", "c2")
    assert [one.key for one in found.schools_out] == ["6", "7", "8", "9"]


def test_an_indicator_equal_everywhere_is_named_and_left_out() -> None:
    values = {str(n): {"a": n, "b": 0.1 + 0.2, "c": None, "d": None} for n in range(4)}
    values["0"]["b"] = 0.3
    values["1"]["d"] = 8
    found = read_table(values, dict.fromkeys("abcd", "t"))
    assert found.codes == ("a",)
    assert [(one.key, one.reason) for one in found.codes_out] == [
        ("b", "у всех школ одинаково"),
        ("c", "значений нет ни у одной школы"),
        ("d", "значение есть только у одной школы"),
    ]


def test_leaving_out_a_school_can_make_an_indicator_equal() -> None:
    values = {str(n): row(n, 5, n * n, n % 3) for n in range(6)}
    values["x"] = row(None, 7, None, None)
    found = read_table(values, titles(4))
    assert found.codes == ("c0", "c2", "c3")
    assert [one.key for one in found.schools_out] == ["x"]


def test_missing_is_not_zero_and_nan_is_missing() -> None:
    column = standardised(np.array([[math.nan], [50.0], [60.0]]))
    assert column.ravel().tolist() == [0, -1, 1]
    values = {str(n): row(50 + n, n, n * n) for n in range(6)}
    for gap in (row(None, 0, 0), row(math.nan, 0, 0), {"c1": 0.0, "c2": 0.0}):
        found = read_table(values | {"0": gap}, titles(3))
        assert found.gaps.sum() == 1
        assert math.isnan(found.raw[0, 0])
        assert found.points[:, 0].mean() == pytest.approx(0)


def test_the_scale_has_mean_zero_and_deviation_one() -> None:
    points = standardised(ARRESTS)
    assert points.mean(axis=0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert points.std(axis=0) == pytest.approx(np.ones(4))


def test_an_infinite_value_is_refused_and_no_schools_are_none() -> None:
    with pytest.raises(StatisticsError, match="бесконечным"):
        read_table({"1": row(math.inf, 1)}, titles(2))
    assert read_table({}, titles(2)).schools == ()
    assert read_table({"1": {}}, {}).codes == ()


def test_published_components_of_the_arrests() -> None:
    """James et al., *An Introduction to Statistical Learning* (2013), tables 10.1 and §10.2.3."""
    codes = ("murder", "assault", "urban", "rape")
    found = components(standardised(ARRESTS), tuple(map(str, range(50))), codes)
    first = [found.loadings[code][0] for code in codes]
    second = [found.loadings[code][1] for code in codes]
    assert first == pytest.approx([0.5358995, 0.5831836, 0.2781909, 0.5434321], abs=5e-8)
    assert second == pytest.approx([-0.4181809, -0.1879856, 0.8728062, 0.1673186], abs=5e-8)
    assert found.explained == pytest.approx((0.6201, 0.2474), abs=5e-5)
    scores = np.array(list(found.scores.values()))
    assert scores.var(axis=0) == pytest.approx([4 * share for share in found.explained])


def test_components_of_related_indicators_and_the_sign() -> None:
    line = np.linspace(-1, 1, 5)
    points = standardised(np.column_stack([line, -line]))
    found = components(points, tuple("12345"), ("a", "b"))
    assert found.explained == pytest.approx((1, 0), abs=1e-12)
    assert found.loadings["a"][0] == pytest.approx(0.5**0.5)
    assert found.loadings["b"][0] == pytest.approx(-(0.5**0.5))
