"""Targets that the roadmap prints otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.quality.programme_rules import (
    Planned,
    Promised,
    percents,
    target_against_roadmap,
)

SHARE = "Доля школ с положительной динамикой"
YEARS = Planned("7", SHARE, "2022 г - 30% 2023 г - 70%", (30.0, 70.0), {2022: 30.0, 2023: 70.0})


def found(planned: Planned, *texts: str) -> list[str]:
    promises = [Promised((planned.code,), text) for text in texts]
    return [one.message for one in target_against_roadmap([planned], promises)]


@pytest.mark.parametrize(
    "text",
    [
        "Не менее 70% школ",
        "в 2022 г – 30%, 2023 – 70%",
        "Рекомендации имеются",
        "",
        "Не менее 70,0 % школ",
    ],
)
def test_what_agrees_or_prints_no_percent_is_silent(text: str) -> None:
    assert found(YEARS, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Не менее 50% школ",
        "Не менее 70,5 % школ",
        # both percents are planned, for other years
        "в 2022 г – 70%, 2023 – 30%",
        "2022 год: 70 %",
    ],
)
def test_another_percent_is_found(text: str) -> None:
    assert len(found(YEARS, text)) == 1


def test_a_percent_of_the_title_is_part_of_the_name() -> None:
    planned = Planned("1", "Школы, где занятия есть у 100% учеников", "80%", (80.0,))
    assert found(planned, "100% учеников занимаются") == []
    assert len(found(planned, "90% учеников занимаются")) == 1


def test_a_target_and_a_text_are_told_once() -> None:
    assert len(found(YEARS, "Не менее 50% школ", "Не менее 50% школ", "Не менее 60%")) == 2


def test_a_target_nobody_names_and_a_plan_without_percents_are_silent() -> None:
    words = Planned("1", "Координатор назначен", "да", ())
    assert found(words, "100% школ") == []
    assert (
        list(target_against_roadmap([YEARS], [Promised(("8",), "50%"), Promised((), "50%")])) == []
    )


@given(st.lists(st.integers(0, 100), max_size=5))
def test_every_printed_percent_is_read(values: list[int]) -> None:
    text = ", ".join(f"{value} %" for value in values)
    assert percents(text) == tuple(float(value) for value in values)


@given(st.floats(0, 100, allow_nan=False), st.text(max_size=40))
def test_its_own_plan_never_contradicts(value: float, noise: str) -> None:
    shown = f"{value:.1f}".replace(".", ",")
    planned = Planned("1", noise.replace("%", ""), "", (float(f"{value:.1f}"),))
    assert found(planned, f"Не менее {shown}%") == []
