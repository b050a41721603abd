"""Rules over facts: three answers, addressed lines, lists beside tables, files with slips."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.cells import Case
from shnor_core.errors import MethodError
from shnor_core.model import Direction, Unit
from shnor_core.recommendations import (
    Facts,
    IndicatorCondition,
    IndicatorTest,
    NamedList,
    Part,
    Point,
    RecommendationRule,
    Series,
    Signal,
    SignalCondition,
    SignalKind,
    load_rules,
    propose,
    read_rules,
    silent,
)
from shnor_core.recommendations.rules import About, Condition, Join
from shnor_core.wording import HARD_SPACE

ROOT = Path(__file__).parents[2]
NAMES = {"a": "Средняя школа № 1", "b": "Средняя школа № 2", "c": "Лицей № 9"}
LISTED = SignalCondition(SignalKind.LISTING, ("ШНОР",), ("current",))
ALONE = SignalCondition(SignalKind.PARTNER, (), ("none",))


def rule(*conditions: Condition, join: Join = Join.ALL, compare: tuple[str, ...] = ()):
    return RecommendationRule(
        "проба",
        "Проба",
        About.SCHOOL,
        "Помочь учителям {школы}",
        Part.DECISIONS,
        "Причина",
        "Источник",
        conditions,
        join,
        Case.GENITIVE,
        compare,
    )


def series(**values: tuple[float | None, ...]) -> Series:
    """Rows of the years 2019, 2020, …; ``None`` is a blank."""
    schools = {
        school: tuple(
            Point(2019 + at, value, "пусто" if value is None else f"{value:g}", Unit.PERCENT)
            for at, value in enumerate(row)
        )
        for school, row in values.items()
    }
    return Series("set", "2.1", "Диагностика", Direction.HIGHER, 2020, 2021, schools)


def row(test: IndicatorTest) -> IndicatorCondition:
    return IndicatorCondition(("set",), "2.1", test)


def named(facts: Facts, *rules: RecommendationRule) -> list[tuple[tuple[str, ...], ...]]:
    """(named, not to be told) of every proposal."""
    return [
        (one.subjects, tuple(ground.subject for ground in one.untold))
        for one in propose(rules, facts)
    ]


@pytest.mark.parametrize(
    ("test", "values", "told", "unknown"),
    [
        (IndicatorTest.FIRST_TIME, (0, 0, 27), True, False),
        (IndicatorTest.FIRST_TIME, (0, 0, 0), False, False),
        (IndicatorTest.FIRST_TIME, (0, 5, 27), False, False),
        (IndicatorTest.FIRST_TIME, (None, 0, 27), False, True),
        (IndicatorTest.FIRST_TIME, (None, 5, 27), False, False),  # one year is enough to know
        (IndicatorTest.FIRST_TIME, (0, None, 0), False, False),
        (IndicatorTest.FIRST_TIME, (0, 0, None), False, True),
        (IndicatorTest.ZERO, (5, 5, 0), True, False),
        (IndicatorTest.ZERO, (0, 0, 1), False, False),
        (IndicatorTest.ZERO, (0, 0, None), False, True),
        (IndicatorTest.IMPROVES, (0, 10, 11), True, False),
        (IndicatorTest.IMPROVES, (0, 10, 10), False, False),
        (IndicatorTest.WORSENS, (0, 10, 9), True, False),
        (IndicatorTest.WORSENS, (0, None, 9), False, True),
        (IndicatorTest.BELOW_TERRITORY, (0, 0, 49), True, False),
        (IndicatorTest.BELOW_TERRITORY, (0, 0, 50), False, False),
    ],
)
def test_a_row_answers_yes_no_or_not_to_be_told(
    test: IndicatorTest, values: tuple[float | None, ...], told: bool, unknown: bool
) -> None:
    from dataclasses import replace

    # «b» always answers yes, so that the line exists
    yes = {"first_time": (0, 0, 9), "zero": (1, 1, 0), "improves": (0, 1, 2),
           "worsens": (0, 2, 1), "below_territory": (0, 0, 1)}[test]  # fmt: skip
    found = replace(series(a=values, b=yes), territory=(Point(2021, 50.0, "50 %", Unit.PERCENT),))
    (answer,) = named(Facts(NAMES, (found,)), rule(row(test)))
    assert ("a" in answer[0], "a" in answer[1]) == (told, unknown)
    assert "b" in answer[0]


def test_a_doubtful_value_is_not_compared_but_its_zero_is_known() -> None:
    points = (Point(2020, 0.0, "0", doubt="таблицы совпадают"),
              Point(2021, 5.0, "5", doubt="таблицы совпадают"))  # fmt: skip
    sure = (Point(2020, 0.0, "0"), Point(2021, 5.0, "5"))
    found = Series("set", "2.1", "Диагностика", Direction.HIGHER, 2020, 2021,
                   {"a": points, "b": sure})  # fmt: skip
    facts = Facts(NAMES, (found,))
    assert named(facts, rule(row(IndicatorTest.FIRST_TIME))) == [(("a", "b"), ())]
    assert named(facts, rule(row(IndicatorTest.IMPROVES))) == [(("b",), ("a",))]
    (proposal,) = propose([rule(row(IndicatorTest.FIRST_TIME))], facts)
    assert "под сомнением: таблицы совпадают" in proposal.grounds[0].text


def test_values_in_different_units_are_not_compared() -> None:
    points = (Point(2020, 9.0, "9", Unit.COUNT), Point(2021, 50.0, "50 %", Unit.PERCENT))
    other = (Point(2020, 9.0, "9", Unit.COUNT), Point(2021, 10.0, "10", Unit.COUNT))
    found = Series("set", "2.1", "Рост", Direction.HIGHER, 2020, 2021, {"a": points, "b": other})
    assert named(Facts(NAMES, (found,)), rule(row(IndicatorTest.IMPROVES))) == [(("b",), ("a",))]


def listed(*schools: str) -> tuple[Signal, ...]:
    return tuple(
        Signal(SignalKind.LISTING, "ШНОР", "current", one, "в списке ШНОР") for one in schools
    )


def alone(*schools: str) -> tuple[Signal, ...]:
    return tuple(Signal(SignalKind.PARTNER, "", "none", one, "без куратора") for one in schools)


BOTH_KINDS = frozenset({SignalKind.LISTING, SignalKind.PARTNER})


def test_all_conditions_or_any_of_them() -> None:
    facts = Facts(NAMES, signals=(*listed("a", "b"), *alone("b", "c")), known=BOTH_KINDS)
    assert named(facts, rule(LISTED, ALONE)) == [(("b",), ())]
    assert named(facts, rule(LISTED, ALONE, join=Join.ANY)) == [(("a", "b", "c"), ())]
    (proposal,) = propose([rule(LISTED, ALONE)], facts)
    assert proposal.grounds[0].text == "в списке ШНОР; без куратора"
    assert proposal.text.replace(HARD_SPACE, " ") == "Помочь учителям Средней школы № 2"


def test_absent_and_at_least() -> None:
    facts = Facts(NAMES, signals=(*listed("a", "a", "b"), *alone("a")), known=BOTH_KINDS)
    twice = SignalCondition(SignalKind.LISTING, (), ("current",), at_least=2)
    free = SignalCondition(SignalKind.PARTNER, (), ("none",), absent=True)
    assert named(facts, rule(twice)) == [(("a",), ())]
    assert named(facts, rule(LISTED, free)) == [(("b",), ())]


def test_silence_of_the_data_is_no_answer() -> None:
    facts = Facts(NAMES, signals=listed("a"), known=frozenset({SignalKind.LISTING}))
    free = SignalCondition(SignalKind.PARTNER, (), ("none",), absent=True)
    asked = rule(LISTED, free)
    assert propose([asked], facts) == ()
    assert silent([asked], facts) == (asked,)
    assert silent([rule(row(IndicatorTest.ZERO))], facts) != ()


def test_a_list_of_the_document_is_set_beside_the_rule() -> None:
    facts = Facts(
        NAMES,
        signals=listed("a", "b"),
        known=BOTH_KINDS,
        lists=(
            NamedList("x", "Список", ("b", "c"), "строка 1"),
            NamedList("y", "Чужой", ("c",), ""),
        ),
    )
    (proposal,) = propose([rule(LISTED, compare=("x", "z"))], facts)
    (one,) = proposal.comparisons
    assert (one.both, one.only_tables, one.only_list) == (
        ("Средняя школа № 2",), ("Средняя школа № 1",), ("Лицей № 9",))  # fmt: skip
    assert not one.agrees


@given(
    st.dictionaries(
        st.sampled_from(sorted(NAMES)),
        st.lists(st.none() | st.floats(0, 100), min_size=3, max_size=3).map(tuple),
    ),
    st.sampled_from(IndicatorTest),
)
def test_nobody_is_named_and_unknown_at_once_and_only_known_values_name(
    rows: dict[str, tuple[float | None, ...]], test: IndicatorTest
) -> None:
    for proposal in propose([rule(row(test))], Facts(NAMES, (series(**rows),))):
        assert not set(proposal.subjects) & {one.subject for one in proposal.untold}
        for one in proposal.grounds:
            assert rows[one.subject][2] is not None
            assert one.reasons
        for one in proposal.untold:
            assert None in rows[one.subject]


def test_the_shipped_rules_are_read_and_each_has_its_source() -> None:
    rules = load_rules(ROOT / "data" / "recommendations")
    assert len(rules) >= 15
    assert all(len(one.source) > 20 and len(one.reason) > 20 for one in rules)
    kinds = {type(condition) for one in rules for condition in one.conditions}
    assert kinds == {IndicatorCondition, SignalCondition}
    assert {one.about for one in rules} == set(About)


GOOD = """
[[rules]]
code = "моё"
title = "Моё правило"
text = "Помочь {школы}"
case = "dative"
part = "measures"
reason = "Потому что"
source = "Приказ № 1"

[[rules.when]]
signal = "listing"
names = ["ШНОР"]
states = ["current"]
"""
TARGETS = """
[[rules.when]]
signal = "target"
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('case = "dative"', 'case = "dativ"', "Возможно, имелось в виду «dative»"),
        ('case = "dative"\n', "", "«rules[1].case»"),
        ("{школы}", "школам", "текст с одной меткой {школы}"),
        ("{школы}", "{школы} и {школы}", "текст с одной меткой"),
        ("{школы}", "{номера}", "{школы}"),
        ('source = "Приказ № 1"\n', "", "«rules[1].source»"),
        ('signal = "listing"', 'signal = "listings"', "«rules[1].when[1].signal»"),
        ('states = ["current"]', 'states = ["now"]', "current, earlier"),
        ("title =", "tilte =", "Возможно, имелось в виду «title»"),
        ('states = ["current"]', 'absent = "да"', "true или false"),
        ('states = ["current"]\n', 'states = ["current"]\n' + TARGETS, "условия об одном"),
        ("[[rules]]", "[[rules]", "запись в формате TOML"),
        ("[[rules.when]]\n", "", "ключ"),
    ],
)
def test_a_slip_in_a_file_is_one_sentence(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(MethodError) as caught:
        read_rules(path)
    assert said in str(caught.value)
    assert "own.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_municipality_adds_its_own_file(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(GOOD, encoding="utf-8")
    facts = Facts(NAMES, signals=listed("c"), known=BOTH_KINDS)
    (proposal,) = propose(load_rules(tmp_path), facts)
    assert proposal.text.replace(HARD_SPACE, " ") == "Помочь Лицею № 9"
    (tmp_path / "second.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(MethodError, match=r"second\.toml.*own\.toml"):
        load_rules(tmp_path)
