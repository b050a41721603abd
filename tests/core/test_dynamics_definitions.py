"""What each named definition calls «положительная динамика»."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.dynamics import DEFINITIONS, Definition, Fact, Measure, compare, judgement
from shnor_core.model import Direction, Tone, Unit

HIGHER, LOWER, NEUTRAL = Direction.HIGHER, Direction.LOWER, Direction.NEUTRAL
FIOKO = {"direction": LOWER, "definition": Definition.FIOKO_2026, "share_of_twos": True}


def percent(value: float | None, x: float | None = None, n: float | None = None) -> Measure:
    return Measure(value, Unit.PERCENT, x, n)


def share_of(x: int, n: int) -> Measure:
    return percent(100 * x / n, x, n)


@pytest.mark.parametrize(
    ("difference", "positive", "verdict"),
    [
        (-20, True, Tone.BETTER),
        (-0.1, True, Tone.BETTER),
        (0, True, Tone.SAME),
        (0.1, False, Tone.SAME),
        (9.9, False, Tone.SAME),
        (10, False, Tone.WORSE),
        (10.1, False, Tone.WORSE),
    ],
)
def test_borders_of_fioko_2026(difference: float, positive: bool, verdict: Tone) -> None:
    change = compare(percent(30), percent(30 + difference), **FIOKO)
    assert (change.positive, change.verdict) == (positive, verdict)


def test_fioko_border_holds_for_counts_whose_percentages_are_not_exact() -> None:
    """19 of 30 → 22 of 30 is exactly +10 p.p., and floats say 9.999…"""
    before, after = share_of(19, 30), share_of(22, 30)
    assert after.value - before.value < 10
    assert compare(before, after, **FIOKO).verdict is Tone.WORSE


def test_fioko_says_nothing_about_other_shares() -> None:
    change = compare(percent(30), percent(50), direction=HIGHER, definition=Definition.FIOKO_2026)
    assert (change.tone, change.positive, change.verdict) == (Tone.BETTER, None, Tone.PLAIN)
    assert judgement(change) == "не оценивается «ФИОКО-2026»: определение дано только для доли «2»"


@pytest.mark.parametrize(
    ("before", "after", "direction", "positive", "verdict"),
    [
        (share_of(30, 100), share_of(16, 100), LOWER, True, Tone.BETTER),
        (share_of(30, 100), share_of(16, 100), HIGHER, False, Tone.WORSE),
        (share_of(9, 20), share_of(4, 20), LOWER, False, Tone.SAME),
        (share_of(9, 20), share_of(9, 20), LOWER, False, Tone.SAME),
        (percent(0), percent(35), HIGHER, None, Tone.PLAIN),
        (share_of(30, 100), share_of(16, 100), NEUTRAL, None, Tone.PLAIN),
    ],
)
def test_confirmed_asks_the_interval(
    before: Measure, after: Measure, direction: Direction, positive: bool | None, verdict: Tone
) -> None:
    change = compare(before, after, direction=direction, definition=Definition.CONFIRMED)
    assert (change.positive, change.verdict) == (positive, verdict)


def test_a_wider_interval_confirms_less() -> None:
    pair = share_of(30, 100), share_of(16, 100)
    assert compare(*pair, direction=LOWER, confidence=0.95).proven
    assert not compare(*pair, direction=LOWER, confidence=0.99).proven


def test_every_definition_has_a_title_a_text_and_a_source() -> None:
    assert set(DEFINITIONS) == set(Definition)
    titles = [text.title for text in DEFINITIONS.values()]
    assert titles == ["по документу", "ФИОКО-2026", "подтверждённая"]
    assert all(text.text and text.source for text in DEFINITIONS.values())


values = st.floats(0, 100)
directions = st.sampled_from(Direction)
definitions = st.sampled_from(Definition)


@given(values, directions, definitions, st.booleans())
def test_a_constant_series_is_never_worse(
    value: float, direction: Direction, definition: Definition, twos: bool
) -> None:
    change = compare(
        percent(value),
        percent(value),
        direction=direction,
        definition=definition,
        share_of_twos=twos,
    )
    assert change.fact is Fact.SAME
    assert Tone.WORSE not in (change.tone, change.verdict)
    assert change.difference == 0
