"""Other thresholds, methods, years and the official list."""

from __future__ import annotations

from fractions import Fraction

from shnor_core.identification import (
    ROW_KEYS,
    Change,
    against_official,
    compare,
    difference,
    history,
    identify,
    judge_means,
    listed_ids,
    sweep,
    verdict_rows,
)
from tests.core.identification_world import B_ANY, B_SAME, KEYS, METHODS, YEAR, A, method, results

NOTHING = (None, None, None, None)
DISTRICT = {
    "четверть": (((5, 20), (5, 20), None, None), NOTHING),
    "треть": (((6, 20), (7, 20), None, None), NOTHING),
    "половина": (((10, 20), (10, 20), None, None), ((10, 20), None, None, None)),
    "разные": (((9, 20), (0, 20), None, None), (None, (9, 20), None, None)),
    "пусто": (NOTHING, NOTHING),
}
OR_ANY, OR_SAME = method(A, B_ANY), method(A, B_SAME)


def test_sweep_tells_who_enters_and_who_leaves():
    points = sweep(results(DISTRICT), OR_ANY, YEAR, [Fraction(p, 100) for p in (25, 30, 35)])
    assert [point.change for point in points] == [
        Change(("четверть", "треть", "половина", "разные"), ("четверть",), ()),
        Change(("треть", "половина", "разные"), (), ()),
        Change(("половина", "разные"), (), ("треть",)),
    ]


def test_two_methods_side_by_side():
    table = results(DISTRICT)
    found = compare(identify(table, OR_ANY, year=YEAR), identify(table, OR_SAME, year=YEAR))
    assert found.both == ("треть", "половина")
    assert found.only_first == ("разные",)
    assert found.only_second == ()
    assert found.neither == ("четверть",)
    assert found.no_data == ("пусто",)


def test_official_list_stands_beside_the_computed_one():
    found = against_official(
        identify(results(DISTRICT), OR_ANY, year=YEAR), ["треть", "четверть", "пусто", "чужая"]
    )
    assert found.both == ("треть",)
    assert found.only_computed == ("половина", "разные")
    assert found.only_official == ("четверть",)
    assert found.neither == ()
    assert found.no_data == ("пусто",)
    assert found.unknown == ("чужая",)


def test_entry_and_exit_by_year():
    table = results(DISTRICT)
    years = [identify(table, OR_ANY, year=year) for year in (YEAR, YEAR + 1)]
    assert history(years) == (
        (YEAR, Change(("треть", "половина", "разные"), (), ())),
        (YEAR + 1, Change((), (), ("треть", "половина", "разные"))),
    )
    assert history([]) == ()


def test_difference_of_two_readings():
    table = results(DISTRICT)
    found = difference(identify(table, OR_ANY, year=YEAR), identify(table, OR_SAME, year=YEAR))
    assert found == Change(("треть", "половина"), (), ("разные",))


def test_rows_carry_the_official_list_and_the_disagreement():
    found = identify(results(DISTRICT), OR_ANY, year=YEAR)
    rows = {row["school"]: row for row in verdict_rows(found, official=["треть", "четверть"])}
    assert tuple(rows["треть"])[: len(ROW_KEYS)] == ROW_KEYS
    assert (rows["треть"]["official"], rows["треть"]["disagrees"]) == (True, False)
    assert (rows["четверть"]["official"], rows["четверть"]["disagrees"]) == (True, True)
    assert (rows["половина"]["official"], rows["половина"]["disagrees"]) == (False, True)
    assert rows["пусто"]["disagrees"] is None
    assert "official" not in verdict_rows(found)[0]


def test_rows_of_one_school_in_full():
    row = verdict_rows(identify(results(DISTRICT), OR_ANY, year=YEAR))[1]
    assert row["school"] == "треть"
    assert row["listed"] is True
    assert row["rules"] == "А"
    assert row["certainty"] == "на грани"
    assert row["distance"] == -1
    assert row["deciding_share"] == 0.3
    assert row["deciding_procedure"] == "ВПР математика 5"
    assert (row["deciding_low"], row["deciding_participants"]) == (6, 20)
    assert row["band_lower"] < 0.3 < row["band_upper"]


def test_rows_of_a_method_without_probabilities():
    means = [("ш", KEYS[0], year, 3.4) for year in (2022, 2023, 2024)]
    region = {(KEYS[0], year): 3.6 for year in (2022, 2023, 2024)}
    found = judge_means(means, region, METHODS["kamensk-2022"], year=2024)
    row = verdict_rows(found)[0]
    assert tuple(row) == ROW_KEYS
    assert (row["listed"], row["rules"], row["probability"]) == (True, "ВПР математика 5", None)
    assert listed_ids(found) == ("ш",)
