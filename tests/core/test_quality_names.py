"""Names printed in cells → schools."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shnor_core.quality.names import Names
from tests.core.quality_world import school

SCHOOLS = (
    school("1"),
    replace(school("14", "Основная школа № 14"), school_id="basic"),
    replace(school("14", "Средняя школа № 14"), school_id="secondary"),
    school("9", "Лицей № 9"),
    replace(school("9"), school_id="school-9"),
    replace(school("", "Каменск-Уральская гимназия"), school_id="gymnasium"),
)


@pytest.mark.parametrize(
    ("name", "school_id"),
    [
        ("1", "s1"),
        ("Средняя школа №1", "s1"),
        ("Основная школа № 1", "s1"),
        ("Лицей № 9", "s9"),
        ("9", "school-9"),
        ("МОУ № 9", "school-9"),
        ("Основная школа № 14", "basic"),
        ("14", None),
        ("Гимназия № 14", None),
        ("2", None),
        ("КУГ", "gymnasium"),
        ("СШ", None),
        ("", None),
    ],
)
def test_a_name_means_one_school_or_none(name: str, school_id: str | None) -> None:
    found = Names(SCHOOLS).find(name)
    assert (found.school_id if found else None) == school_id


def test_each_school_comes_once_in_the_order_of_the_text() -> None:
    found = Names(SCHOOLS).find_all(["9", "1", "77", "1"])
    assert [one.school_id for one in found] == ["school-9", "s1"]
