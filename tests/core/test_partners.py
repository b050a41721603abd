"""Partners: the assignment against exhaustive search, exclusions, locks, words."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.errors import DecisionError, StatisticsError
from shnor_core.model import Partnership
from shnor_core.partners import (
    Assignment,
    Candidate,
    Excluded,
    Forced,
    Moved,
    assign,
    beside,
    exclusions,
    leaders,
    price_words,
    reasons,
    why_none,
)

Costs = dict[tuple[str, str], float | None]
NAMES = {"1": "Школа № 1", "2": "Школа № 2", "3": "Школа № 3", "a": "Лицей А", "b": "Школа Б"}


def pairs(found: Assignment) -> dict[str, str]:
    return {pair.school: pair.leader for pair in found.pairs}


def every_way(
    schools: list[str], allowed: Mapping[str, list[str]], places: Mapping[str, int]
) -> Iterator[dict[str, str]]:
    for choice in itertools.product(*([None, *allowed[school]] for school in schools)):
        taken = [leader for leader in choice if leader is not None]
        if all(taken.count(leader) <= places[leader] for leader in set(taken)):
            yield {s: c for s, c in zip(schools, choice, strict=True) if c is not None}


def best(
    schools: list[str], costs: Costs, allowed: Mapping[str, list[str]], places: Mapping[str, int]
) -> tuple[int, float]:
    """Most pairs, then least total, over every way there is."""
    ways = every_way(schools, allowed, places)
    most = min((-len(way), sum(costs[pair] or 0 for pair in way.items())) for way in ways)
    return -most[0], most[1]


def best_around(world: dict, **other: object) -> tuple[int, float]:
    """The same when the locked pairs stand whatever speaks against them."""
    world = world | other
    locked, allowed = world["locked"], allowed_in(world)
    left = [school for school in world["listed"] if school not in locked]
    held = list(locked.values())
    places = {one: max(count - held.count(one), 0) for one, count in world["capacity"].items()}
    count, total = best(left, world["cost"], allowed, places)
    return count + len(locked), total + sum(world["cost"].get(one) or 0 for one in locked.items())


@st.composite
def worlds(draw: st.DrawFn) -> dict:
    schools = [str(n) for n in range(draw(st.integers(1, 4)))]
    leading = list("abcd")[: draw(st.integers(0, 4))]
    everyone = list(itertools.product(schools, leading))
    costs = {pair: draw(st.one_of(st.none(), st.integers(0, 9))) for pair in everyone}
    # a school outside the leaders may be locked too
    chosen = st.one_of(st.none(), st.none(), st.sampled_from([*leading, "z"]))
    locked = {school: leader for school in schools if (leader := draw(chosen))}
    return {
        "listed": schools,
        "leaders": leading,
        "locked": locked,
        "forbidden": {pair: "решили" for pair in everyone if draw(st.integers(0, 6)) == 0},
        "cost": {pair: None if c is None else c / 10 for pair, c in costs.items()},
        "capacity": {leader: draw(st.integers(0, 2)) for leader in leading},
        "excluded": {pair: "нельзя" for pair in everyone if draw(st.integers(0, 4)) == 0},
        "limit": draw(st.sampled_from([None, 0.4, 0.8])),
    }


def allowed_in(world: dict) -> dict[str, list[str]]:
    limit = math.inf if world["limit"] is None else world["limit"]
    return {
        school: [
            leader
            for leader in world["leaders"]
            if (cost := world["cost"][school, leader]) is not None
            and cost <= limit
            and (school, leader) not in world["excluded"]
            and (school, leader) not in world["forbidden"]
        ]
        for school in world["listed"]
    }


@settings(deadline=None, max_examples=150)
@given(worlds())
def test_the_assignment_is_the_best_of_all(world: dict) -> None:
    found = assign(**world)
    allowed = allowed_in(world)
    count, total = best_around(world)
    assert len(found.pairs) == count
    assert found.total == pytest.approx(total)
    taken = pairs(found)
    locked = world["locked"]
    assert taken | locked == taken
    assert all(leader in allowed[school] for school, leader in taken.items() - locked.items())
    for leader, free in found.free.items():
        held = list(taken.values()).count(leader)
        assert free == max(world["capacity"][leader] - held, 0)
        assert held <= max(world["capacity"][leader], list(locked.values()).count(leader))
    assert sorted([*taken, *(one.school for one in found.unassigned)]) == world["listed"]


@settings(deadline=None, max_examples=60)
@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_schools_and_leaders_changes_nothing(world: dict, random) -> None:
    found = assign(**world)
    random.shuffle(world["listed"])
    random.shuffle(world["leaders"])
    assert assign(**world) == found


@settings(deadline=None, max_examples=100)
@given(worlds())
def test_every_forced_choice_is_priced_against_all_ways(world: dict) -> None:
    found = assign(**world)
    allowed = allowed_in(world)
    for pair in found.pairs:
        if pair.locked:
            continue
        cheapest = min(world["cost"][pair.school, one] for one in allowed[pair.school])
        assert (pair.forced is not None) == (pair.cost > cheapest + 1e-9)
        if pair.forced is None:
            continue
        near = pair.forced.nearest
        assert pair.forced.cost == cheapest
        assert pair.forced.taken_by == tuple(
            one.school for one in found.pairs if one.leader == pair.forced.nearest
        )
        if world["capacity"][near] <= list(world["locked"].values()).count(near):
            assert pair.forced.total is None
            continue
        count, total = best_around(world, locked=world["locked"] | {pair.school: near})
        assert pair.forced.total == pytest.approx(total)
        assert pair.forced.extra == pytest.approx(total - found.total)
        if count == len(found.pairs):
            assert pair.forced.extra >= -1e-9
        else:
            assert pair.forced.left


@settings(deadline=None, max_examples=100)
@given(worlds())
def test_every_decision_of_the_group_is_priced_against_all_ways(world: dict) -> None:
    found = assign(**world)
    locked, forbidden = world["locked"], world["forbidden"]
    priced = [
        (pair.price, {"locked": {one: to for one, to in locked.items() if one != pair.school}})
        for pair in found.pairs
        if pair.locked
    ]
    assert [pair.school for pair in found.pairs if pair.price] == sorted(locked)
    assert [(one.school, one.leader) for one in found.bans] == sorted(forbidden)
    for ban in found.bans:
        pair = (ban.school, ban.leader)
        priced.append((ban, {"forbidden": {o: w for o, w in forbidden.items() if o != pair}}))
    for price, other in priced:
        freed = assign(**(world | other))
        count, total = best_around(world, **other)
        assert (price.now, price.without) == (
            found.leader_of(price.school),
            freed.leader_of(price.school),
        )
        assert {one.school for one in price.moved} == {
            school
            for school in world["listed"]
            if school != price.school and found.leader_of(school) != freed.leader_of(school)
        }
        if count != len(found.pairs):
            assert (price.total, price.extra) == (None, None)
        elif price.total is not None:
            assert price.total == pytest.approx(total)
            assert price.extra == pytest.approx(found.total - total)
            assert price.extra >= -1e-9 or (price.school in locked)


def test_more_schools_are_helped_before_shorter_distances() -> None:
    cost = {("1", "a"): 0.1, ("1", "b"): 0.9, ("2", "a"): 0.2}
    assert pairs(assign(["1", "2"], ["a", "b"], cost)) == {"1": "b", "2": "a"}


def test_capacity_by_leader_and_for_all() -> None:
    cost: Costs = {(school, "a"): 0.1 for school in "123"}
    assert len(assign("123", "a", cost, capacity=2).pairs) == 2
    found = assign("123", "ab", cost, capacity={"a": 3})
    assert pairs(found) == {"1": "a", "2": "a", "3": "a"}
    assert found.free == {"a": 0, "b": 0}


def test_the_limit_itself_is_allowed() -> None:
    cost: Costs = {("1", "a"): 0.3}
    assert pairs(assign("1", "a", cost, limit=0.3)) == {"1": "a"}
    found = assign("1", "a", cost, limit=0.29)
    assert found.unassigned[0].excluded == (
        Excluded("a", 0.3, "расстояние 0,3 больше предела 0,29"),
    )


def test_a_listed_school_never_leads() -> None:
    cost: Costs = {("1", "2"): 0.1, ("2", "1"): 0.1, ("1", "1"): 0.0, ("2", "2"): 0.0}
    found = assign("12", "12", cost)
    assert found.pairs == ()
    assert {one.reason for one in found.unassigned[0].excluded} == {"сама в списке"}


def test_locked_pairs_stand_and_take_their_place() -> None:
    cost: Costs = {("1", "a"): 0.1, ("1", "b"): 0.4, ("2", "a"): 0.9, ("2", "b"): 0.2}
    found = assign("12", "ab", cost, locked={"2": "a"})
    assert pairs(found) == {"1": "b", "2": "a"}
    first, second = found.pairs
    assert (second.locked, second.remark, second.cost) == (True, "", 0.9)
    assert first.forced == Forced("a", 0.1, ("2",), None, None, ())
    assert reasons(first, NAMES)[1] == (
        "Ближайший лидер – Лицей А (0,1), но его место занимает Школа № 2 решением рабочей группы."
    )
    assert found.total == pytest.approx(1.3)


def test_what_speaks_against_a_locked_pair_is_remarked() -> None:
    cost: Costs = {("1", "a"): 0.5, ("2", "a"): 0.1, ("3", "a"): 0.1}

    def remark(**given) -> str:
        return assign("123", "a", cost, **given).pairs[0].remark

    assert remark(locked={"1": "z"}) == "школа не входит в число возможных лидеров"
    assert remark(locked={"1": "a"}, limit=0.2) == "расстояние 0,5 больше предела 0,2"
    assert remark(locked={"1": "a"}, excluded={("1", "a"): "одно юридическое лицо"}) == (
        "одно юридическое лицо"
    )
    assert remark(locked={"1": "a", "2": "a"}) == "закреплено школ: 2, мест: 1"
    found = assign("1", "b", {}, locked={"1": "b"})
    assert found.pairs[0].cost is None
    assert reasons(found.pairs[0], NAMES) == (
        "Пара закреплена решением рабочей группы. Замечание: данных мало, расстояние не считается.",
        "Без этого решения лидера у школы не было бы.",
    )
    listed = assign("1", "a", cost, locked={"1": "z"}, excluded={("1", "z"): "сама в списке"})
    assert listed.pairs[0].remark == "сама в списке"


def test_what_a_lock_costs_in_words() -> None:
    cost: Costs = {("1", "a"): 0.1, ("1", "b"): 0.4, ("2", "a"): 0.9, ("2", "b"): 0.2}

    def words(**given) -> str:
        return reasons(assign("12", "ab", cost, **given).pairs[0], NAMES)[1]

    assert words(locked={"1": "b"}) == (
        "Без этого решения лидер – Лицей А, сумма расстояний всех пар – 0,3, на 1 меньше."
        " Из-за него меняется лидер: Школа № 2 – Лицей А, а было бы Школа Б."
    )
    assert words(locked={"1": "a"}) == "Расчёт предлагает ту же пару."
    assert words(locked={"1": "a"}, capacity={"b": 1}) == (
        "Без этого решения лидера у школы не было бы."
    )
    cost["2", "a"] = 0.2
    assert words(locked={"1": "b"}).startswith(
        "Без этого решения лидер – Лицей А, сумма расстояний всех пар – 0,3, на 0,3 меньше."
    )
    cost["1", "b"] = 0.1
    assert "сумма расстояний всех пар та же, 0,3. Из-за него" in words(locked={"1": "b"})
    nearer = {("1", "a"): 0.1, ("1", "b"): 0.4}
    over = assign("1", "ab", nearer, locked={"1": "a"}, excluded={("1", "a"): "сама в списке"})
    assert reasons(over.pairs[0], NAMES)[1] == (
        "Без этого решения лидер – Школа Б, сумма расстояний всех пар – 0,4, на 0,3 больше."
    )


def test_a_forbidden_pair_is_not_made_and_its_price_is_told() -> None:
    cost: Costs = {("1", "a"): 0.1, ("1", "b"): 0.4, ("2", "a"): 0.9, ("2", "b"): 0.2}
    found = assign("12", "ab", cost, forbidden={("1", "a"): "далеко ехать"})
    assert pairs(found) == {"1": "b", "2": "a"}
    assert reasons(found.pairs[0], NAMES)[1] == (
        "Ближе по условиям, но не подходят: Лицей А (далеко ехать)."
    )
    assert price_words(found.bans[0], NAMES) == (
        "Без этого решения лидер – Лицей А, сумма расстояний всех пар – 0,3, на 1 меньше."
        " Из-за него меняется лидер: Школа № 2 – Лицей А, а было бы Школа Б."
    )
    idle = assign("12", "ab", cost, forbidden={("2", "a"): "далеко ехать"})
    assert price_words(idle.bans[0], NAMES) == "Запрет ничего не меняет."
    alone = assign("12", "b", cost, forbidden={("2", "b"): "далеко ехать"})
    assert pairs(alone) == {"1": "b"}
    assert alone.bans[0].moved == (Moved("1", "b", None),)
    assert price_words(alone.bans[0], NAMES).endswith(
        "меняется лидер: Школа № 1 – Школа Б, а было бы без лидера."
    )
    assert "далеко ехать" in why_none(alone.unassigned[0], NAMES)


def test_why_a_school_has_nobody() -> None:
    cost: Costs = {("1", "a"): 0.1, ("2", "a"): 0.2, ("2", "b"): 0.3}
    found = assign("12", "ab", cost, excluded={("2", "b"): "одно юридическое лицо"})
    assert why_none(found.unassigned[0], NAMES) == (
        "Лидера нет: мест нет – Лицей А (его место занимает Школа № 1); "
        "не подходят – Школа Б (одно юридическое лицо)."
    )
    alone = assign("1", "", {})
    assert why_none(alone.unassigned[0], NAMES) == (
        "Лидера нет: нет ни одной школы, которая могла бы им стать."
    )
    closed = assign("1", "a", cost, capacity=0)
    assert why_none(closed.unassigned[0], NAMES) == "Лидера нет: мест нет – Лицей А."


def test_reasons_of_a_pair_in_words() -> None:
    cost: Costs = {("1", "a"): 0.1, ("1", "b"): 0.2, ("2", "a"): 0.1, ("2", "b"): 0.9}
    first, second = assign("12", "ab", cost).pairs
    assert reasons(first, NAMES) == (
        "Расстояние по условиям работы – 0,2.",
        "Ближайший лидер – Лицей А (0,1), но его место занимает Школа № 2; если отдать место "
        "этой школе, сумма расстояний всех пар вырастет на 0,7, до 1.",
    )
    assert reasons(second, NAMES)[1] == "Это ближайший по условиям лидер."
    found = assign("1", "ab", cost, excluded={("1", "a"): "результаты не выше"}).pairs[0]
    assert reasons(found, NAMES)[1] == (
        "Ближе по условиям, но не подходят: Лицей А (результаты не выше)."
    )
    closed = assign("1", "ab", cost, capacity={"b": 1}).pairs[0]
    assert reasons(closed, NAMES)[1] == "Ближайший лидер – Лицей А (0,1), но мест у него нет."
    del cost["2", "b"]
    left = assign("12", "ab", cost).pairs[0]
    assert reasons(left, NAMES)[1].endswith(
        "если отдать место этой школе, без лидера останется Школа № 2."
    )


def test_nobody_listed() -> None:
    found = assign([], "ab", {}, capacity=2)
    assert (found.pairs, found.unassigned, found.total) == ((), (), 0)
    assert found.free == {"a": 2, "b": 2}


@pytest.mark.parametrize("value", [-0.1, math.inf, math.nan])
def test_a_distance_is_a_number_from_zero(value: float) -> None:
    with pytest.raises(StatisticsError, match="от 0"):
        assign("1", "a", {("1", "a"): value})


def test_arguments_outside_their_domain() -> None:
    with pytest.raises(StatisticsError, match="мест не может быть -1"):
        assign("1", "a", {}, capacity=-1)
    with pytest.raises(DecisionError, match="«7»"):
        assign("1", "a", {}, locked={"7": "a"})


def candidate(school: str, result: float | None = 80.0, **given) -> Candidate:
    return Candidate(
        school,
        given.get("listed", False),
        given.get("biased", False),
        given.get("entity", school),
        result,
        given.get("criteria", ""),
    )


def test_who_can_lead() -> None:
    found = leaders(
        [
            candidate("1"),
            candidate("2", listed=True, biased=True),
            candidate("3", biased=True),
            candidate("4", None),
            candidate("5", criteria="ФИОКО-2022"),
        ]
    )
    assert found.leaders == ("1",)
    assert found.refused == {
        "5": "сама отвечает критериям (ФИОКО-2022)",
        "2": "сама в списке",
        "3": "есть возможный признак необъективности",
        "4": "нет результатов",
    }


def test_who_cannot_lead_whom() -> None:
    everybody = [
        candidate("1", 60.0, listed=True, entity="e"),
        candidate("2", None, listed=True),
        candidate("3", 60.0),
        candidate("4", 60.1),
        candidate("5", 90.0, entity="e"),
    ]
    assert exclusions(everybody, ["3", "4", "5"]) == {
        ("1", "3"): "результаты не выше: 60\u00a0% и 60\u00a0%",
        ("1", "5"): "одно юридическое лицо",
    }


def test_existing_pairs_beside_the_computed_ones() -> None:
    found = assign("12", "ab", {("1", "a"): 0.1, ("2", "b"): 0.1})
    actual = [
        Partnership("1", "a", "curator", "строка 1"),
        Partnership("2", "1", "curator", "строка 2"),
        Partnership("3", "b", "curator", "строка 3"),
    ]
    same, listed, without = beside(actual, found, {"1", "2"})
    assert (same.same, same.computed, same.remark) == (True, "a", "")
    assert (listed.same, listed.remark) == (False, "школа куратора сама в списке")
    assert (without.same, without.computed) == (False, None)
