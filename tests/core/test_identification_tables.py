"""Tables of criteria, means below the region, clusters: hand-worked."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shnor_core.errors import MethodError, StatisticsError, UnknownSchoolError
from shnor_core.identification import (
    assign_clusters,
    cluster_verdict,
    identify,
    judge_criteria,
    judge_means,
)
from tests.core.identification_world import METHODS, YEAR, results

TABLE = METHODS["lesosibirsk-2020"]
REGION = METHODS["kamensk-2022"]
CLUSTERS = METHODS["pirovskoe-2022"]


def held(values, code, school="ш"):
    verdict = judge_criteria(values, TABLE, year=2020).explain(school)
    return next(rule.holds for rule in verdict.rules if rule.code == code)


@pytest.mark.parametrize(
    ("code", "indicator", "inside", "outside"),
    [
        ("ШНОР-2", "out.grade10", Fraction(599, 10), 60),  # «менее 60 %»
        ("ШНОР-3", "gap_to_region_score", Fraction(201, 10), 20),  # «более 20 баллов»
        ("ШНОР-4", "out.olympiads3y", Fraction(1, 2), Fraction(51, 100)),  # «0,5 % и ниже»
        ("ШНОР-5", "out.satisfaction", 40, Fraction(401, 10)),  # «40 % и ниже»
        ("ШНОР-6", "quality_gap", 10, Fraction(99, 10)),  # «10 % расхождение», включительно
        ("ШНОР-7", "standard_gap", 5, Fraction(49, 10)),
    ],
)
def test_thresholds_of_the_table_on_their_border(code, indicator, inside, outside):
    assert held({"ш": {indicator: inside}}, code) is True
    assert held({"ш": {indicator: outside}}, code) is False
    assert held({"ш": {indicator: None}}, code) is None
    assert held({"ш": {indicator: float("nan")}}, code) is None
    assert held({"ш": {}}, code) is None


@pytest.mark.parametrize(
    ("code", "indicator"),
    [
        ("ШНОР-1", "results_3y"),
        ("ШНСУ-1", "index.social"),
        ("ШНСУ-2", "index.staff"),
        ("ШНСУ-3", "index.resources"),
    ],
)
def test_lowest_quarter_keeps_ties_together(code, indicator):
    values = {f"ш{n}": {indicator: n} for n in range(8)}
    found = judge_criteria(values, TABLE, year=2020)
    lowest = [s for s in found.schools if held_in(found, s, code)]
    assert lowest == ["ш0", "ш1"]
    values["ш2"] = {indicator: 1}
    found = judge_criteria(values, TABLE, year=2020)
    assert [s for s in found.schools if held_in(found, s, code)] == ["ш0", "ш1", "ш2"]


def held_in(found, school, code):
    return next(rule.holds for rule in found.explain(school).rules if rule.code == code)


def test_rows_are_counted_and_nothing_is_joined_silently():
    values = {
        "одна": {"out.satisfaction": 30, "out.grade10": 90},
        "ни одной": {"out.satisfaction": 90, "out.grade10": 90},
        "пусто": {},
    }
    found = judge_criteria(values, TABLE, year=2020)
    assert found.met.tolist() == [1, 0, 0]
    assert found.listed.tolist() == [True, False, False]
    assert found.judged.tolist() == [True, True, False]
    assert found.explain("пусто").listed is None
    assert found.explain("одна").notes == (
        "Данных нет: ШНОР-1, ШНОР-3, ШНОР-4, ШНОР-6, ШНОР-7, ШНСУ-1, ШНСУ-2, ШНСУ-3.",
    )


def test_all_schools_are_shown_even_those_without_values():
    found = judge_criteria({}, TABLE, year=2020, schools=["а", "б"])
    assert [found.explain(school).listed for school in "аб"] == [None, None]
    with pytest.raises(UnknownSchoolError):
        found.explain("в")


KEY, OTHER = "vpr-math-5", "oge-math-9"
YEARS = (2020, 2021, 2022)
LIMIT = {(key, year): 3.5 for key in (KEY, OTHER) for year in YEARS}


def means(*scores, key=KEY, school="ш"):
    return [(school, key, year, score) for year, score in zip(YEARS, scores, strict=True)]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((3.4, 3.4, 3.4), True),
        ((3.4, 3.5, 3.4), False),  # equal is not below
        ((3.6, 3.4, 3.4), False),  # two years of three
        ((3.4, None, 3.4), None),  # a year is missing
    ],
)
def test_mean_below_the_region_in_each_of_three_years(scores, expected):
    found = judge_means(means(*scores), LIMIT, REGION, year=2022)
    assert found.explain("ш").listed is expected


def test_years_may_not_be_collected_from_different_works():
    rows = means(3.4, 3.4, 3.6) + means(3.6, 3.6, 3.4, key=OTHER)
    assert judge_means(rows, LIMIT, REGION, year=2022).explain("ш").listed is False


def test_one_work_is_enough_and_its_numbers_are_shown():
    rows = means(3.6, 3.6, 3.6) + means(3.1, 3.2, 3.3, key=OTHER)
    verdict = judge_means(rows, LIMIT, REGION, year=2022).explain("ш")
    assert verdict.rule_codes == ("ОГЭ математика",)
    text = next(rule.text for rule in verdict.rules if rule.holds)
    assert text == (
        "2019/20 — 3,1 при 3,5 по региону; 2020/21 — 3,2 при 3,5 по региону; "
        "2021/22 — 3,3 при 3,5 по региону"
    )
    assert "не судится" in verdict.notes[0]


def test_region_that_is_missing_is_not_a_reason_to_exclude():
    verdict = judge_means(means(1, 1, 1), {}, REGION, year=2022).explain("ш")
    assert verdict.listed is None


def test_means_refuse_what_cannot_be():
    with pytest.raises(StatisticsError, match="Две строки"):
        judge_means(means(3, 3, 3) * 2, LIMIT, REGION, year=2022)
    with pytest.raises(StatisticsError, match="нет в списке"):
        judge_means(means(3, 3, 3), LIMIT, REGION, year=2022, schools=["другая"])
    with pytest.raises(MethodError):
        judge_means([], LIMIT, TABLE, year=2022)
    with pytest.raises(MethodError):
        judge_criteria({}, REGION, year=2022)
    with pytest.raises(UnknownSchoolError):
        judge_means([], LIMIT, REGION, year=2022).explain("ш")


LOW_TWICE = (((9, 20), (9, 20), None, None), (None, None, None, None))
FINE = (((0, 40), (0, 40), (0, 40), None), ((0, 40), (0, 40), None, None))
EDGE = (((5, 20), (5, 20), (5, 20), None), ((1, 20), None, None, None))
NOTHING = ((None,) * 4, (None,) * 4)
NO_SIGNS = {
    "risk.computers_short": 0,
    "risk.staff_short": 0,
    "small_school": 0,
    "positive_dynamics": 0,
}


def cluster(school, signs):
    found = identify(results(school), CLUSTERS, year=YEAR)
    return found, assign_clusters(found, {"ш": signs})[0]


@pytest.mark.parametrize(
    ("school", "signs", "code", "also"),
    [
        (LOW_TWICE, NO_SIGNS, "1", ()),
        (LOW_TWICE, {**NO_SIGNS, "risk.staff_short": 1, "positive_dynamics": 1}, "1", ("2", "3")),
        (FINE, {**NO_SIGNS, "small_school": 1}, "2", ()),
        (FINE, {**NO_SIGNS, "positive_dynamics": 1}, "3", ()),
        (FINE, NO_SIGNS, "", ()),
        (EDGE, NO_SIGNS, "риск", ()),
        (EDGE, {**NO_SIGNS, "positive_dynamics": 1}, "3", ("риск",)),
        (NOTHING, {**NO_SIGNS, "risk.staff_short": 1}, "2", ()),
        (NOTHING, {}, "", ()),
    ],
)
def test_clusters_in_the_order_of_the_document(school, signs, code, also):
    _, membership = cluster(school, signs)
    assert (membership.code, membership.also) == (code, also)


def test_missing_sign_is_not_a_no():
    _, membership = cluster(FINE, {"risk.staff_short": 0})
    by_code = {test.code: test for test in membership.tests}
    assert by_code["2"].holds is None
    assert "малочисленная школа" in by_code["2"].text
    assert by_code["3"].holds is None
    assert by_code["1"].holds is False
    assert by_code["риск"].holds is False


def test_cluster_verdict_shows_the_tests():
    found, membership = cluster(LOW_TWICE, NO_SIGNS)
    verdict = cluster_verdict(found, membership)
    assert verdict.rule_codes == ("1",)
    assert verdict.listed is True


def test_only_methods_with_clusters_make_clusters():
    found = identify(results(FINE), METHODS["fioko-2022"], year=YEAR)
    with pytest.raises(MethodError):
        assign_clusters(found, {})
