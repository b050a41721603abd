"""Keys, names and the calendar of procedures."""

from __future__ import annotations

import pytest

from shnor_core.errors import StatisticsError
from shnor_core.procedures import (
    Kind,
    Procedure,
    Scale,
    Season,
    key_title,
    known_keys,
    not_held,
    procedure_key,
    school_year,
    split_key,
)


@pytest.mark.parametrize("key", known_keys())
def test_every_key_can_be_read_back_and_named(key):
    kind, subject, grade, season = split_key(key)
    assert procedure_key(kind, subject, grade, season) == key
    assert key_title(key)
    assert Procedure(kind, subject, grade, 2024, season).key == key


@pytest.mark.parametrize(
    "key", ["vpr-math", "vpr-math-9", "vpr-sing-5", "ege-math-11", "", "gve-math-9"]
)
def test_unknown_key_is_refused(key):
    with pytest.raises(StatisticsError, match="нет в справочнике"):
        split_key(key)


@pytest.mark.parametrize(
    ("procedure", "title", "scale"),
    [
        (Procedure(Kind.VPR, "math", 5, 2024), "ВПР математика 5", Scale.MARKS),
        (
            Procedure(Kind.VPR, "russian", 6, 2023, Season.AUTUMN),
            "ВПР русский 6, осень",
            Scale.MARKS,
        ),
        (Procedure(Kind.OGE, "russian", 9, 2024), "ОГЭ русский", Scale.MARKS),
        (Procedure(Kind.EGE, "math_base", 11, 2024), "ЕГЭ математика базовая", Scale.MARKS),
        (Procedure(Kind.EGE, "math_profile", 11, 2024), "ЕГЭ математика профильная", Scale.MINIMUM),
        (Procedure(Kind.KDR, "reading", 4, 2024), "КДР читательская грамотность 4", Scale.LEVELS),
    ],
)
def test_titles_and_scales(procedure, title, scale):
    assert procedure.title == title
    assert procedure.scale is scale


def test_calendar_of_cancelled_exams():
    assert not_held("oge", "math", 2020)
    assert not_held("oge", "physics", 2021)
    assert not not_held("oge", "russian", 2021)
    assert not_held("ege", "math_base", 2021)
    assert not not_held("ege", "math_profile", 2021)


def test_school_year_is_named_by_both_years():
    assert school_year(2024) == "2023/24"
