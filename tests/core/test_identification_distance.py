"""Distance in pupils against exhaustive search, and the ways it names against the rule."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.identification import Join, MovableYears, Move, identify
from tests.core.identification_world import (
    B_ANY,
    B_SAME,
    KEYS,
    VARIANTS,
    YEAR,
    A,
    School,
    is_low,
    method,
    plainly_listed,
    results,
)

NOTHING = (None, None, None, None)


def by_search(school: School, tested, years: str) -> int | None:
    """Least total change over every possible table of low marks with the same participants."""
    start = plainly_listed(school, tested)
    free = [[c is not None and c[1] > 0 for c in cells] for cells in school]
    if years == "last":
        free[1] = [False] * len(school[1])
    options = [
        [(low, c[1]) for low in range(c[1] + 1)] if can else [c]
        for cells, can_move in zip(school, free, strict=True)
        for c, can in zip(cells, can_move, strict=True)
    ]
    size = len(school[0])
    best = None
    for table in product(*options):
        changed = (table[:size], table[size:])
        if plainly_listed(changed, tested) != start:
            cost = sum(
                abs(new[0] - old[0])
                for new, old in zip(table, [*school[0], *school[1]], strict=True)
                if new is not None
            )
            best = cost if best is None else min(best, cost)
    return best


cell = st.one_of(
    st.none(), st.integers(0, 4).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
)
year = st.tuples(cell, cell, cell, st.none())
schools = st.tuples(year, year)


@pytest.mark.parametrize("years", ["last", "both"])
@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=8, deadline=None)
@given(school=schools)
def test_distance_equals_exhaustive_search(tested, years, school):
    found = identify(results(school), tested, year=YEAR, years=years)
    if not found.judged[0]:
        assert np.isnan(found.moves.pupils[0])
        return
    expected = by_search(school, tested, years)
    distance = found.explain("ш").distance
    assert (None if distance.pupils is None else abs(distance.pupils)) == expected
    if expected is not None:
        assert (distance.pupils < 0) == bool(found.listed[0])


larger = st.integers(0, 25).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
big_year = st.tuples(*[st.one_of(st.none(), larger)] * 4)


def moved(school: School, moves) -> School:
    table = [list(school[0]), list(school[1])]
    for move in moves:
        side, place = YEAR - move.year, KEYS.index(move.procedure)
        low, participants = table[side][place]
        table[side][place] = (low + move.pupils, participants)
    return tuple(table[0]), tuple(table[1])


@pytest.mark.parametrize("years", ["last", "both"])
@pytest.mark.parametrize("tested", VARIANTS)
@settings(max_examples=30, deadline=None)
@given(school=st.tuples(big_year, big_year))
def test_named_moves_turn_the_verdict_and_one_pupil_less_does_not(tested, years, school):
    distance = identify(results(school), tested, year=YEAR, years=years).explain("ш").distance
    if distance is None or distance.pupils is None:
        return
    start = plainly_listed(school, tested)
    assert sum(move.pupils for move in distance.moves) == distance.pupils
    assert plainly_listed(moved(school, distance.moves), tested) != start
    step = 1 if start else -1
    for place, move in enumerate(distance.moves):
        short = Move(move.procedure, move.year, move.pupils + step)
        fewer = [*distance.moves[:place], short, *distance.moves[place + 1 :]]
        assert plainly_listed(moved(school, fewer), tested) == start
    for single in distance.alternatives:
        assert plainly_listed(moved(school, [single]), tested) != start
        assert abs(single.pupils) >= abs(distance.pupils)
        assert years == "both" or single.year == YEAR


def distance_of(school, tested, **options):
    return identify(results(school), tested, year=YEAR, **options).explain("ш").distance


def test_example_of_the_mockup():
    """«Двоек на 1 меньше по ВПР русский 6 или на 2 меньше по ВПР математика 6»."""
    school = (((3, 21), (7, 20), (3, 20), (6, 20)), ((2, 21), (4, 20), (3, 20), (4, 20)))
    distance = distance_of(school, method(A, B_ANY))
    assert distance.pupils == -1
    assert distance.moves == (Move("vpr-russian-6", YEAR, -1),)
    assert distance.alternatives == (
        Move("vpr-russian-6", YEAR, -1),
        Move("vpr-math-6", YEAR, -2),
    )


def test_leaving_breaks_both_branches():
    """Branch B holds too: with a low year behind, every low procedure of this year has to go."""
    school = (((3, 10), (4, 10), (0, 10), None), ((5, 10), None, None, None))
    assert distance_of(school, method(A)).pupils == -1
    assert distance_of(school, method(A, B_ANY)).pupils == -3
    assert distance_of(school, method(A, B_ANY, join=Join.AND)).pupils == -1


def test_past_years_are_settled_unless_asked():
    """The year before could be one pupil better, but that year is over."""
    school = (((6, 10), (0, 10), None, None), ((3, 10), None, None, None))
    tested = method(A, B_ANY)
    assert distance_of(school, tested).pupils == -4
    both = distance_of(school, tested, years=MovableYears.BOTH)
    assert both.pupils == -1
    assert both.moves == (Move("vpr-math-5", YEAR - 1, -1),)


def test_entering_takes_the_cheapest_branch():
    school = (((0, 10), (2, 10), (2, 10), None), ((5, 10), (0, 10), (0, 10), None))
    assert distance_of(school, method(A)).moves == (
        Move("vpr-math-6", YEAR, 1),
        Move("vpr-russian-5", YEAR, 1),
    )
    assert distance_of(school, method(A, B_ANY)).pupils == 1
    same = distance_of(school, method(B_SAME))
    assert same.moves == (Move("vpr-math-5", YEAR, 3),)


def test_equal_cost_prefers_fewer_procedures():
    """Two pupils in one procedure for branch B, or one in each of two for branch A."""
    school = (((1, 10), (2, 10), (2, 10), None), ((5, 10), None, None, None))
    same = distance_of(school, method(A, B_SAME))
    assert same.pupils == 2
    assert same.moves == (Move("vpr-math-5", YEAR, 2),)


def test_impossible_change_says_why():
    alone = distance_of((((0, 10), None, None, None), NOTHING), method(A))
    assert alone.pupils is None
    assert "меньше, чем оно требует" in alone.reason


@settings(max_examples=60, deadline=None)
@given(school=st.tuples(big_year, big_year))
def test_distance_is_never_zero_and_stays_within_the_class(school):
    tested = method(A, B_ANY)
    distance = distance_of(school, tested)
    if distance is None or distance.pupils is None:
        return
    assert distance.pupils != 0
    for move in distance.moves:
        low, participants = school[YEAR - move.year][KEYS.index(move.procedure)]
        assert 0 <= low + move.pupils <= participants
        crossed = is_low((low + move.pupils, participants), tested.low_share.threshold)
        assert crossed != is_low((low, participants), tested.low_share.threshold)
