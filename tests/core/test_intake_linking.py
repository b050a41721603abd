"""Names that are one school, names that are not, and names a person must decide about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shnor_core.intake.linking import NamedSchool, Register, RegisterSchool
from shnor_core.intake.school_names import parse_name


def school(name: str, **known: str) -> RegisterSchool:
    return RegisterSchool(name, name, **known)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБОУ «СОШ № 5»", "Средняя школа №5"),
        ("МБОУ СОШ № 5", "МАОУ «Средняя общеобразовательная школа № 5»"),
        ("МКОУ «Пировская средняя школа»", "Пировская СОШ"),
        ("муниципальное бюджетное общеобразовательное учреждение «Лицей № 9»", "ЛИЦЕЙ №9"),
        ("Муниципальное казённое общеобразовательное учреждение ООШ № 14", "Основная школа № 14"),
        ('МБОУ "Гимназия № 2"', "Гимназия № 02"),
        ("Новосёловская сош", "Новоселовская СОШ"),
        ("Кириковская СШ (edu240011)", "Кириковская средняя школа"),
        ("филиал МБОУ «СОШ № 2»", "Филиал СОШ № 2"),
    ],
)
def test_two_spellings_of_one_school_are_joined(one: str, other: str) -> None:
    found = Register([school(one)]).link(NamedSchool(other))
    assert (found.outcome, found.school_id) == ("certain", one)
    assert found.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("СОШ № 1", "СОШ № 11"),
        ("СОШ № 5", "филиал СОШ № 5"),
        ("Пировская СОШ", "Кетская СОШ"),
        ("Школа А", "Школа Б"),
        ("Лицей № 9", "Лицей № 10"),
        ("Троицкая СОШ", "Гимназия № 3"),
    ],
)
def test_another_school_is_new(one: str, other: str) -> None:
    assert Register([school(one)]).link(NamedSchool(other)).outcome == "new"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Лицей № 9", "СОШ № 9", "другой вид"),
        ("Школа № 5", "СОШ № 5", "тот же номер"),
        ("СОШ № 2", "СОШ № 2 г. Лесосибирска", "тот же номер"),
        ("Троицкая СОШ", "Троицкая ООШ", "другой вид"),
        ("Большекетская СОШ", "Большекетсткая СОШ", "опечатка"),
        ("Лицей", "Лицей № 9 имени Пушкина", ""),
    ],
)
def test_a_name_that_only_resembles_is_never_joined(one: str, other: str, why: str) -> None:
    found = Register([school(one)]).link(NamedSchool(other))
    assert found.outcome != "certain"
    if why:
        assert why in found.candidates[0].reason


def test_the_login_decides_whatever_the_prefix() -> None:
    register = Register([school("Школа № 1", fis_oko="240001"), school("Школа № 2")])
    found = register.link(NamedSchool("Средняя школа № 1 г. Энска (sch240001)"))
    assert (found.outcome, found.school_id) == ("certain", "Школа № 1")
    assert "240001" in found.reason


def test_a_login_against_the_number_in_the_name_is_asked_about() -> None:
    register = Register([school("Школа № 1", fis_oko="240001")])
    found = register.link(NamedSchool("Школа № 2 (edu240001)"))
    assert found.outcome == "candidates"
    assert "номера в названиях разные" in found.candidates[0].reason


def test_the_same_name_with_another_login_is_asked_about() -> None:
    register = Register([school("СОШ № 1", fis_oko="240001")])
    found = register.link(NamedSchool("СОШ № 1 (edu240777)"))
    assert found.outcome == "candidates"
    assert "логины разные" in found.candidates[0].reason


@pytest.mark.parametrize("code", ["oge_code", "ege_code"])
def test_exam_codes_decide_after_the_login(code: str) -> None:
    register = Register([school("А", **{code: "1001"}), school("Б", fis_oko="240002")])
    assert register.link(NamedSchool("что-то", **{code: "1001"})).school_id == "А"
    both = NamedSchool("что-то", fis_oko="240002", **{code: "1001"})
    assert register.link(both).school_id == "Б"


def test_one_code_of_two_schools_decides_nothing() -> None:
    register = Register([school("А", oge_code="7"), school("Б", oge_code="7")])
    found = register.link(NamedSchool("А", oge_code="7"))
    assert found.outcome == "candidates"
    assert {one.school_id for one in found.candidates} == {"А", "Б"}


def test_two_schools_of_one_name_are_asked_about() -> None:
    register = Register([RegisterSchool("1", "СОШ № 5"), RegisterSchool("2", "Средняя школа № 5")])
    assert register.link(NamedSchool("МБОУ СОШ № 5")).outcome == "candidates"
    # the exact text still decides between the two
    assert register.link(NamedSchool("СОШ № 5")).school_id == "1"


def test_a_confirmed_alias_is_known() -> None:
    register = Register([school("Школа № 5", aliases=("СОШ 5 Энск",))])
    assert register.link(NamedSchool("СОШ 5 Энск")).outcome == "certain"


def test_an_empty_register_knows_nobody() -> None:
    assert Register([]).link(NamedSchool("Школа № 1")).outcome == "new"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_ends_in_an_answer(one: str, other: str) -> None:
    found = Register([school(one)]).link(NamedSchool(other))
    assert found.outcome in ("certain", "candidates", "new")
    if found.outcome == "certain" and one.split() != other.split():
        assert parse_name(one) == parse_name(other)
