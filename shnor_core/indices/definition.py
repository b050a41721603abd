"""An index as data: its components, their weights and the wanted direction of each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shnor_core.errors import MethodError
from shnor_core.model import Direction


@dataclass(frozen=True, slots=True)
class Component:
    """One indicator inside an index; ``weight`` is relative to the other weights."""

    code: str
    title: str
    direction: Direction
    weight: float = 1.0


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
        _only(data, {"id", "title", "components", "share", "source", "text"}, file, "")
        items = data.get("components")
        if not isinstance(items, list) or not items:
            raise MethodError(file, "components", "разделы [[components]], хотя бы один")
        components = tuple(
            _component(item, file, f"components[{place}].") for place, item in enumerate(items, 1)
        )
        if len({component.code for component in components}) < len(components):
            raise MethodError(file, "components", "разделы с разными code")
        return IndexDefinition(
            index_id=_text(data, "id", file, ""),
            title=_text(data, "title", file, ""),
            components=components,
            share=_positive(data.get("share", 0.25), file, "share", below=1),
            source=str(data.get("source", "")),
            text=str(data.get("text", "")),
        )


def _component(item: Mapping[str, Any], file: str, path: str) -> Component:
    _only(item, {"code", "title", "weight", "direction"}, file, path)
    wanted = (Direction.HIGHER.value, Direction.LOWER.value)
    direction = _text(item, "direction", file, path)
    if direction not in wanted:
        expected = f"одно из: {', '.join(wanted)}"
        raise MethodError(file, f"{path}direction", expected, f"Стоит «{direction}».")
    return Component(
        code=_text(item, "code", file, path),
        title=_text(item, "title", file, path),
        direction=Direction(direction),
        weight=_positive(item.get("weight", 1.0), file, f"{path}weight"),
    )


def _only(data: Mapping[str, Any], allowed: set[str], file: str, path: str) -> None:
    for key in data:
        if key not in allowed:
            raise MethodError(file, f"{path}{key}", f"ключ из списка: {', '.join(sorted(allowed))}")


def _text(data: Mapping[str, Any], key: str, file: str, path: str) -> str:
    text = data.get(key)
    if not isinstance(text, str) or not text.strip():
        raise MethodError(file, f"{path}{key}", "непустой текст в кавычках")
    return text


def _positive(value: object, file: str, key: str, below: float = math.inf) -> float:
    # True is an int to Python, not to the author of a file
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < below:
        return float(value)
    expected = "положительное число" + ("" if math.isinf(below) else f" меньше {below:g}")
    raise MethodError(file, key, expected, f"Стоит «{value}».")
