"""Findings as a whole: order, ids, what they block, and what does not change them."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shnor_core.errors import UnknownIndicatorError, UnknownSchoolError
from shnor_core.model import Quality
from shnor_core.quality import (
    RULES,
    Monitoring,
    apply_context_quality,
    blocked_cells,
    find,
    settled,
)
from tests.core.quality_world import SCHOOL_ROWS, SUMMARY_ROWS, listing, world

JUMP = {"17": {"3.1": ["30", "34", "31"], "3.3": ["14", "16", "514"], "2.1": ["", "4%", "5%"]}}

SCHOOL_TEXT = st.sampled_from(
    ["0", "1", "9", "74", "514", "1,5", "0,6", "43%", "4/27", "14ч. 50%", "", None, "по плану"]
)
SUMMARY_TEXT = st.sampled_from(
    ["16 ШНОР", "13 ШНО", "16 ШНОР 4 в проекте 2.2 - 20", "30% МОУ №№ 1, 2", "3 МОУ №№ 1, 2, 2",
     "23%", "7", "20% Самый высокий- 93% в Средней школе № 2.", ""]
)  # fmt: skip


def rows(codes: list[str], text: st.SearchStrategy[str | None]) -> st.SearchStrategy[dict]:
    return st.fixed_dictionaries({code: st.lists(text, min_size=3, max_size=3) for code in codes})


WORLDS = st.builds(
    world,
    st.fixed_dictionaries({number: rows(list(SCHOOL_ROWS), SCHOOL_TEXT) for number in "123"}),
    rows(list(SUMMARY_ROWS), SUMMARY_TEXT),
    st.just([listing(number) for number in "124"]),
    st.just(["4"]),
)


@given(WORLDS, st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_order_of_observations_never_changes_the_findings(
    monitoring: Monitoring, chance: random.Random
) -> None:
    shuffled = list(monitoring.observations)
    chance.shuffle(shuffled)
    assert find(replace(monitoring, observations=tuple(shuffled))) == find(monitoring)


@given(WORLDS, st.lists(st.text(min_size=1), min_size=4, max_size=4))
@settings(max_examples=60)
def test_renaming_schools_does_not_change_what_is_found(
    monitoring: Monitoring, names: list[str]
) -> None:
    renamed = tuple(
        replace(school, short_name=f"Школа {name} № {school.number}", full_name=name)
        for school, name in zip(monitoring.schools, names, strict=True)
    )
    other = find(replace(monitoring, schools=renamed))
    assert [one.finding_id for one in other] == [one.finding_id for one in find(monitoring)]


@given(WORLDS)
@settings(max_examples=60)
def test_findings_are_unique_complete_sentences_about_known_cells(monitoring: Monitoring) -> None:
    findings = find(monitoring)
    codes = [rule.code for rule in RULES]
    known = {cell.observation_id for cell in monitoring.observations}
    assert len({one.finding_id for one in findings}) == len(findings)
    assert [one.rule for one in findings] == sorted((one.rule for one in findings), key=codes.index)
    for one in findings:
        assert one.message.endswith(".")
        assert set(one.cells) <= known
        assert one.territory == "town"
        parts = one.finding_id.split("|")
        assert len(parts) == 4
        assert parts[3] == ("" if one.year is None else str(one.year))


@given(WORLDS)
@settings(max_examples=40)
def test_blocked_cells_with_a_value_are_never_left_ok(monitoring: Monitoring) -> None:
    findings = find(monitoring)
    blocked = blocked_cells(findings)
    marked = apply_context_quality(monitoring.observations, findings)
    for before, after in zip(monitoring.observations, marked, strict=True):
        assert after.reading.value == before.reading.value
        assert after.reading.raw == before.reading.raw
        if before.observation_id in blocked:
            assert after.reading.quality is not Quality.OK
        else:
            assert after == before


def test_rules_have_a_title_and_a_reason_of_their_own() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.title for rule in RULES}) == len(RULES)
    assert all(rule.why.endswith(".") for rule in RULES)


def test_only_the_cells_of_blocking_findings_are_marked_with_the_reason() -> None:
    monitoring = world(JUMP)
    findings = find(monitoring)
    assert blocked_cells(findings) == {"s17:3.3:2021"}
    after = apply_context_quality(monitoring.observations, findings)
    marked = {cell.observation_id: cell.reading for cell in after}
    assert marked["s17:3.3:2021"].quality is Quality.SUSPECT
    assert "514" in marked["s17:3.3:2021"].note
    assert marked["s17:2.1:2019"].quality is Quality.BLANK
    assert marked["s17:3.3:2020"].quality is Quality.OK


def test_accepted_findings_are_settled_and_free_their_cells() -> None:
    findings = find(world(JUMP))
    accepted = {"impossible_jump|s17|3.3|2021", "part_above_whole|s17|3.3|", "gone|s1||"}
    left = settled(findings, accepted)
    assert len(left) == len(findings) - 2
    assert not blocked_cells(left)


def test_a_settled_reading_drops_its_findings() -> None:
    monitoring = world(JUMP)
    chosen = tuple(
        cell.with_reading(replace(cell.reading, value=14.0))
        if cell.observation_id == "s17:3.3:2021"
        else cell
        for cell in monitoring.observations
    )
    assert not blocked_cells(find(replace(monitoring, observations=chosen)))


def test_unknown_schools_and_indicators_are_refused_by_name() -> None:
    monitoring = world({"1": {"3.1": ["5"]}})
    with pytest.raises(UnknownSchoolError, match="s1"):
        find(replace(monitoring, schools=()))
    with pytest.raises(UnknownIndicatorError, match=r"3\.1"):
        find(replace(monitoring, indicators=()))


def test_an_empty_territory_has_no_findings() -> None:
    assert find(world()) == ()
