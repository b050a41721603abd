"""Lists of schools in protocol style: what is written is read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.cells import Case, parse_schools, school_phrase
from shnor_core.wording import HARD_SPACE

KINDS = ("Средняя школа", "Основная школа", "Начальная школа", "СОШ", "ООШ", "Лицей", "Гимназия")
NUMBERED = st.builds(lambda kind, number: f"{kind} № {number}", st.sampled_from(KINDS),
                     st.integers(1, 999))  # fmt: skip
BARE = st.builds(str, st.integers(1, 999))
TOWN = st.sampled_from(["Каменск-Уральская гимназия", "Пировская гимназия"])
NAMES = st.lists(st.one_of(NUMBERED, BARE, TOWN), min_size=1, max_size=30)


@pytest.mark.parametrize("case", Case)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_in_every_case_is_read_back(kind: str, case: Case) -> None:
    for names in ([f"{kind} № 3"], [f"{kind} № 3", f"{kind} № 12"]):
        assert list(parse_schools(school_phrase(names, case))) == names


@given(NAMES, st.sampled_from(Case))
def test_what_is_written_is_read_back(names: list[str], case: Case) -> None:
    phrase = school_phrase(names, case)
    read = parse_schools(phrase)
    assert sorted(read) == sorted(set(names))
    # and the reading written again is the same phrase: the two are inverse
    assert school_phrase(read, case) == phrase


@given(st.lists(st.integers(1, 999), min_size=1, unique=True), st.sampled_from(Case))
def test_schools_of_no_kind_are_read_as_their_numbers(numbers: list[int], case: Case) -> None:
    phrase = school_phrase([f"Школа № {number}" for number in numbers], case)
    assert parse_schools(f"работников {phrase}") == tuple(map(str, sorted(numbers)))


@given(st.lists(st.text()))
def test_any_names_make_a_phrase(names: list[str]) -> None:
    assert isinstance(school_phrase(names), str)


PROTOCOL = ["Средняя школа № 60", "Лицей № 9", "Средняя школа № 1", "Основная школа № 39"]


@pytest.mark.parametrize(
    ("case", "phrase"),
    [
        (Case.NOMINATIVE, "Средние школы №№ 1, 60, Основная школа № 39 и Лицей № 9"),
        (Case.GENITIVE, "Средних школ №№ 1, 60, Основной школы № 39 и Лицея № 9"),
        (Case.DATIVE, "Средним школам №№ 1, 60, Основной школе № 39 и Лицею № 9"),
        (Case.ACCUSATIVE, "Средние школы №№ 1, 60, Основную школу № 39 и Лицей № 9"),
        (Case.PREPOSITIONAL, "Средних школах №№ 1, 60, Основной школе № 39 и Лицее № 9"),
    ],
)
def test_the_cases_of_the_protocol(case: Case, phrase: str) -> None:
    assert school_phrase(PROTOCOL, case).replace(HARD_SPACE, " ") == phrase


def test_the_lists_the_protocol_prints_come_out_as_printed() -> None:
    for printed in ("Средних школ №№ 1, 17, 32, 51, 60", "Средних школ №№ 1, 17, 35 и Лицея № 9",
                    "Основной школы № 39", "МОУ №№ 27, 37, 38"):  # fmt: skip
        phrase = school_phrase(parse_schools(printed), Case.GENITIVE)
        assert phrase.replace(HARD_SPACE, " ") == printed


def test_schools_of_a_place_and_branches_are_declined_one_by_one() -> None:
    names = ["Икшурминская средняя школа", "Чайдинская основная школа", "Филиал школы № 5"]
    assert school_phrase(names, Case.GENITIVE) == (
        "Икшурминской средней школы, Чайдинской основной школы и филиала школы № 5"
    )
    assert school_phrase(names[:2], Case.ACCUSATIVE) == (
        "Икшурминскую среднюю школу и Чайдинскую основную школу"
    )


def test_a_name_no_rule_declines_is_quoted_as_it_is() -> None:
    phrase = school_phrase(["ТСШ №1", "Кандатская СШ", "Школа № 4"], Case.GENITIVE)
    assert phrase.replace(HARD_SPACE, " ") == "школы № 4 и школ «ТСШ №1», «Кандатская СШ»"


def test_no_schools_are_no_words() -> None:
    assert school_phrase([]) == ""
