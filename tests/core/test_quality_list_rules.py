"""Rules about lists of schools."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from shnor_core.model import Listing
from tests.core.quality_world import found, listing, world

TABLE = {"3.1": ["5"]}


def listed(code: str, numbers: Iterable[int], **fields: object) -> list[Listing]:
    return [listing(str(number), code, **fields) for number in numbers]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"meaning": "Адресная поддержка"}, True),
        ({"meaning": "Стойко низкие образовательные результаты"}, True),
        ({"meaning": "Вошли в список", "programme": "ШНОР"}, True),
        ({"meaning": "Методический десант"}, True),
        ({"meaning": "Школы-лидеры"}, False),
        ({"meaning": "Представляли опыт"}, False),
    ],
)
def test_supported_school_without_a_table(fields: dict[str, object], expected: bool) -> None:
    listings = [listing("1", **fields), listing("11", **fields)]
    findings = found(
        world({"1": TABLE}, listings=listings, without_tables=["11"]), "list_without_table"
    )
    assert [one.finding_id for one in findings] == (
        ["list_without_table|s11||"] if expected else []
    )


def test_a_school_in_several_lists_is_one_finding() -> None:
    listings = [listing("11", "a"), listing("11", "b", meaning="Методический десант")]
    (finding,) = found(
        world({"1": TABLE}, listings=listings, without_tables=["11"]), "list_without_table"
    )
    assert "«Адресная поддержка», 2022 и «Методический десант», 2022" in finding.message


def test_a_territory_without_school_tables_is_not_reproached() -> None:
    monitoring = world(listings=[listing("11")], without_tables=["11"])
    assert not found(monitoring, "list_without_table")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # one school of fifteen is another: 14 of 16
        (range(1, 16), [*range(1, 15), 99], True),
        # four of five common: exactly 0.8; less is another list
        (range(1, 13), range(1, 16), True),
        (range(1, 12), range(1, 16), False),
        (range(1, 7), range(1, 8), True),
        (range(1, 6), range(1, 7), False),
        (range(1, 16), range(1, 16), False),
    ],
)
def test_lists_that_almost_agree(
    first: Iterable[int], second: Iterable[int], expected: bool
) -> None:
    listings = [*listed("a", first), *listed("b", second)]
    numbers = {one.school_id[1:] for one in listings}
    findings = found(world(listings=listings, without_tables=sorted(numbers)), "lists_disagree")
    assert [one.finding_id for one in findings] == (
        ["lists_disagree|town|a+b|2022"] if expected else []
    )


@pytest.mark.parametrize("fields", [{"year": 2021}, {"programme": "500+"}, {"level": "regional"}])
def test_lists_of_another_year_level_or_programme_are_other_lists(
    fields: dict[str, object],
) -> None:
    listings = [*listed("a", range(1, 16)), *listed("b", range(1, 15), **fields)]
    names = [str(number) for number in range(1, 16)]
    assert not found(world(listings=listings, without_tables=names), "lists_disagree")


def test_disagreement_names_what_stands_only_in_one() -> None:
    listings = [
        *listed("a", range(1, 11)),
        *listed("b", [*range(1, 10), 44], meaning="Сопровождение"),
    ]
    names = [*map(str, range(1, 11)), "44"]
    (finding,) = found(world(listings=listings, without_tables=names), "lists_disagree")
    assert "только в «Адресная поддержка», 2022 — №\u00a010" in finding.message
    assert "только в «Сопровождение», 2022 — №\u00a044" in finding.message


def test_school_printed_twice_in_one_list() -> None:
    first, second = "Основные школы №№ 14, 27", "Средние школы №№ 2, 14"
    listings = [
        listing("14", raw=first),
        listing("27", raw=first),
        listing("2", raw=second),
        listing("14", raw=second),
    ]
    (finding,) = found(
        world(listings=listings, without_tables=["2", "14", "27"]), "repeated_in_list"
    )
    assert finding.finding_id == "repeated_in_list|town|list|2022"
    assert "№\u00a014" in finding.message
    assert finding.text == f"{first} · {second}"


def test_two_people_of_one_school_are_no_repeat() -> None:
    listings = [listing("1", raw="директор школы № 1"), listing("1", raw="заместитель школы № 1")]
    assert not found(world(listings=listings, without_tables=["1"]), "repeated_in_list")


def test_a_list_inside_a_cell_belongs_to_the_cell() -> None:
    raw = "МОУ №№ 2, 27, 27"
    listings = [listing(number, raw=raw) for number in ("2", "27", "27")]
    monitoring = world(summary={"3.3": [f"3 {raw}"]}, listings=listings, without_tables=["2", "27"])
    assert not found(monitoring, "repeated_in_list")
    assert found(monitoring, "count_against_list")
