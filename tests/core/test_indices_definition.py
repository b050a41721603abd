"""Index definitions read from files."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import Any

import pytest

from shnor_core.errors import MethodError
from shnor_core.indices import IndexDefinition
from shnor_core.model import Direction

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "indices").glob("*.toml"))

TEXT = """
id = "social"
title = "ИСБШ"
source = "муниципальная программа"
text = "Формулы и весов в документе нет."

[[components]]
code = "parents"
title = "Высшее образование родителей"
weight = 1
direction = "higher"

[[components]]
code = "register"
title = "На учёте"
weight = 2.5
direction = "lower"
"""


def test_a_definition_is_read_from_a_file() -> None:
    index = IndexDefinition.from_dict(tomllib.loads(TEXT), "social.toml")
    assert (index.index_id, index.title, index.share) == ("social", "ИСБШ", 0.25)
    assert [(c.code, c.direction, c.weight) for c in index.components] == [
        ("parents", Direction.HIGHER, 1.0),
        ("register", Direction.LOWER, 2.5),
    ]
    assert index.text == "Формулы и весов в документе нет."


def broken(**changes: Any) -> dict[str, Any]:
    return tomllib.loads(TEXT) | changes


def part(**changes: Any) -> dict[str, Any]:
    item = {"code": "a", "title": "А", "direction": "higher"} | changes
    return broken(components=[{key: value for key, value in item.items() if value is not None}])


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (broken(id=""), "id"),
        (broken(title=7), "title"),
        (broken(colour="red"), "colour"),
        (broken(components=[]), "components"),
        (broken(components="parents"), "components"),
        (broken(share=0), "share"),
        (broken(share=1), "share"),
        (broken(share=25), "share"),
        (part(code=None), "components[1].code"),
        (part(title=None), "components[1].title"),
        (part(direction=None), "components[1].direction"),
        (part(direction="neutral"), "components[1].direction"),
        (part(weight=0), "components[1].weight"),
        (part(weight=-1), "components[1].weight"),
        (part(weight=True), "components[1].weight"),
        (part(weight=math.inf), "components[1].weight"),
        (part(weight=math.nan), "components[1].weight"),
        (part(weight="1"), "components[1].weight"),
        (part(wieght=1), "components[1].wieght"),
    ],
)
def test_a_broken_file_is_refused_and_names_the_place(data: dict[str, Any], key: str) -> None:
    with pytest.raises(MethodError) as refusal:
        IndexDefinition.from_dict(data, "social.toml")
    assert (refusal.value.file, refusal.value.key) == ("social.toml", key)


def test_a_repeated_component_is_refused() -> None:
    item = {"code": "a", "title": "А", "direction": "higher"}
    with pytest.raises(MethodError, match="разными code"):
        IndexDefinition.from_dict(broken(components=[item, item]))


def test_every_shipped_index_is_readable_and_names_its_source() -> None:
    indices = [
        IndexDefinition.from_dict(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
        for path in SHIPPED
    ]
    assert {"resources", "social", "staff"} <= {index.index_id for index in indices}
    assert all(index.source and index.text for index in indices)
    parts = [part for index in indices for part in index.components]
    # repeated for every school of a table
    assert all(0 < len(part.short) <= 30 for part in parts)
