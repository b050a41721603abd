"""What conditions are compared and how much each weighs: data, read from a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shnor_core.toml_table import TomlTable


class Kind(StrEnum):
    """How two values of a component differ: by their distance, or only in being different."""

    NUMBER = "number"
    PERCENT = "percent"
    SIGN = "sign"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Component:
    """One condition; ``weight`` is relative to the other weights, ``phrase`` its genitive."""

    code: str
    title: str
    kind: Kind
    weight: float
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """Conditions with their weights, and who says so.

    Two schools that share fewer than ``minimum_shared`` known conditions are not compared;
    ``other_weight`` is that of a condition of the territory the file does not name.
    """

    title: str
    components: tuple[Component, ...]
    source: str = ""
    text: str = ""
    minimum_shared: int = 1
    other_weight: float = 1.0

    @property
    def phrases(self) -> dict[str, str]:
        """Code → genitive, for sentences «больше …»."""
        return {one.code: one.phrase for one in self.components if one.phrase}

    @staticmethod
    def from_dict(data: Mapping[str, Any], file: str = "similarity.toml") -> Weights:
        """The weights written in a file.

        Raises
        ------
        MethodError
            A key is missing or unknown, no component is given, a code is repeated, a kind is none
            of :class:`Kind`, or a weight is not a positive number.

        Examples
        --------
        >>> size = {"code": "ctx.pupils", "title": "Обучающиеся", "kind": "number", "weight": 25}
        >>> Weights.from_dict({"title": "Условия", "components": [size]}).components[0].weight
        25.0
        """
        table = TomlTable(file, "", data)
        table.only("title", "components", "source", "text", "minimum_shared", "other_weight")
        return Weights(
            title=table.text("title"),
            components=table.tables("components", _component),
            source=table.text("source", ""),
            text=table.text("text", ""),
            minimum_shared=table.whole("minimum_shared", 1) if "minimum_shared" in data else 1,
            other_weight=table.positive("other_weight", 1.0),
        )


def _component(table: TomlTable) -> Component:
    table.only("code", "title", "kind", "weight", "phrase")
    return Component(
        code=table.text("code"),
        title=table.text("title"),
        kind=table.word("kind", Kind),
        weight=table.positive("weight"),
        phrase=table.text("phrase", ""),
    )
