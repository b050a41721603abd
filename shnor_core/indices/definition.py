"""An index as data: its components, their weights and the wanted direction of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shnor_core.model import Direction
from shnor_core.toml_table import TomlTable


@dataclass(frozen=True, slots=True)
class Component:
    """One indicator inside an index; ``weight`` is relative to the other weights.

    ``short`` names it where it is repeated for every school.
    """

    code: str
    title: str
    direction: Direction
    weight: float = 1.0
    short: str = ""


@dataclass(frozen=True, slots=True)
class IndexDefinition:
    """An index as data; ``share`` is the lowest part of schools it marks."""

    index_id: str
    title: str
    components: tuple[Component, ...]
    share: float = 0.25
    source: str = ""
    text: str = ""

    @staticmethod
    def from_dict(data: Mapping[str, Any], file: str = "индекс") -> IndexDefinition:
        """The definition written in a file of ``data/indices``.

        Raises
        ------
        MethodError
            A key is missing or unknown, no component is given, a code is repeated, a weight is
            not positive, or a direction is neither ``higher`` nor ``lower``.

        Examples
        --------
        >>> staff = IndexDefinition.from_dict({"id": "staff", "title": "Кадры", "components": [
        ...     {"code": "category", "title": "С категорией", "direction": "higher"}]})
        >>> staff.components[0].weight
        1.0
        """
        table = TomlTable(file, "", data)
        table.only("id", "title", "components", "share", "source", "text")
        return IndexDefinition(
            index_id=table.text("id"),
            title=table.text("title"),
            components=table.tables("components", _component),
            share=table.positive("share", 0.25, below=1),
            source=table.text("source", ""),
            text=table.text("text", ""),
        )


def _component(table: TomlTable) -> Component:
    table.only("code", "title", "short", "weight", "direction")
    return Component(
        code=table.text("code"),
        title=table.text("title"),
        short=table.text("short", ""),
        direction=table.word("direction", (Direction.HIGHER, Direction.LOWER)),
        weight=table.positive("weight", 1.0),
    )
