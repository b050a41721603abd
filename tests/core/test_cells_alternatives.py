"""What a coordinator can choose from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.cells import Alternative, alternatives, read_cell
from shnor_core.model import Quality, Unit


def choices(text: str | None, unit: str, previous: float | None = None) -> list[Alternative]:
    reading = read_cell(text, unit_printed=unit, title="Доля учителей" if unit == "Доля" else "")
    return list(alternatives(reading, unit_printed=unit, previous=previous, title="Доля учителей"))


def values(found: list[Alternative]) -> list[tuple[float | None, str]]:
    return [(choice.reading.value, choice.reading.unit) for choice in found]


def test_bare_number_is_percent_or_people() -> None:
    found = choices("9", "Доля", 12)
    assert values(found) == [(9, "percent"), (9, "count")]
    assert [choice.explanation for choice in found] == ["9\u00a0%", "9\u00a0учителей"]


def test_bare_one_may_also_be_the_whole() -> None:
    assert values(choices("1", "Доля")) == [(1, "percent"), (1, "share"), (1, "count")]


@pytest.mark.parametrize(("text", "units"), [("100", ["percent", "count"]), ("101", ["count"])])
def test_more_than_a_hundred_is_not_percent(text: str, units: list[str]) -> None:
    assert [unit for _, unit in values(choices(text, "Доля"))] == units


def test_fraction_of_a_person_is_not_offered() -> None:
    assert values(choices("1,5", "Доля")) == [(1.5, "percent")]


def test_extra_digit_is_offered_within_a_plausible_distance() -> None:
    found = choices("514", "Единицы", 16)
    assert values(found) == [(14, "count"), (514, "count")]
    assert found[0].explanation == "14 — лишняя «5» перед числом"
    assert found[1].explanation == "верно, как напечатано"


@pytest.mark.parametrize(
    ("previous", "offered"),
    [(16, [14, 514]), (17, [14, 51, 514]), (18, [14, 54, 51, 514]), (171, [14, 54, 51, 514]),
     (172, [514])],
)  # fmt: skip
def test_candidates_up_to_three_times_the_year_before(
    previous: float, offered: list[float]
) -> None:
    assert [value for value, _ in values(choices("514", "Единицы", previous))] == offered


@pytest.mark.parametrize("previous", [None, 0])
def test_no_candidates_without_a_year_to_compare_with(previous: float | None) -> None:
    assert values(choices("514", "Единицы", previous)) == [(514, "count")]


def test_two_totals_offer_both() -> None:
    found = choices("16 ШНОР 4 в проекте 2.2 - 20", "Единицы")
    assert values(found) == [(16, "count"), (20, "count")]


def test_dated_values_offer_each_date() -> None:
    found = choices("2022г(июнь) - 0% / 2022г(август)-50%", "")
    assert values(found) == [(0, "percent"), (50, "percent")]
    assert "2022г(август)" in found[1].explanation


def test_cut_word_offers_the_number_as_printed() -> None:
    assert values(choices("13 ШНО", "Единицы")) == [(13, "count")]


@pytest.mark.parametrize("text", [None, "", "по плану", "7/0"])
def test_nothing_to_choose_where_nothing_was_read(text: str | None) -> None:
    assert choices(text, "Единицы", 5) == []


@given(st.text(max_size=12), st.sampled_from(["Доля", "Процент", "Единицы", ""]),
       st.none() | st.integers(0, 50))  # fmt: skip
def test_every_choice_is_a_settled_reading_of_the_same_text(
    text: str, unit: str, previous: int | None
) -> None:
    found = choices(text, unit, previous)
    assert len(set(values(found))) == len(found)
    for choice in found:
        assert (choice.reading.raw, choice.reading.quality) == (text, Quality.OK)
        assert choice.reading.unit is not Unit.UNKNOWN
        assert choice.explanation == choice.reading.note


@pytest.mark.parametrize(("text", "offered"), [("47", [47]), ("48", [48]), ("49", [9, 4, 49])])
def test_digits_are_in_doubt_only_above_three_times_the_year_before(
    text: str, offered: list[float]
) -> None:
    assert [value for value, _ in values(choices(text, "Единицы", 16))] == offered
