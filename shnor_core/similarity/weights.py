"""What conditions are compared and how much each weighs: data, read from a file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from shnor_core.errors import MethodError


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
    """Conditions with their weights, and who says so."""

    title: str
    components: tuple[Component, ...]
    source: str = ""
    text: str = ""

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
        _only(data, {"title", "components", "source", "text"}, file, "")
        items = data.get("components")
        if not isinstance(items, list) or not items:
            raise MethodError(file, "components", "разделы [[components]], хотя бы один")
        components = tuple(
            _component(item, file, f"components[{place}].") for place, item in enumerate(items, 1)
        )
        if len({component.code for component in components}) < len(components):
            raise MethodError(file, "components", "разделы с разными code")
        return Weights(
            _text(data, "title", file, ""),
            components,
            str(data.get("source", "")),
            str(data.get("text", "")),
        )


def _component(item: Mapping[str, Any], file: str, path: str) -> Component:
    _only(item, {"code", "title", "kind", "weight", "phrase"}, file, path)
    kind = _text(item, "kind", file, path)
    if kind not in list(Kind):
        expected = f"одно из: {', '.join(Kind)}"
        raise MethodError(file, f"{path}kind", expected, f"Стоит «{kind}».")
    return Component(
        _text(item, "code", file, path),
        _text(item, "title", file, path),
        Kind(kind),
        _weight(item.get("weight"), file, f"{path}weight"),
        str(item.get("phrase", "")),
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


def _weight(value: object, file: str, key: str) -> float:
    # True is an int to Python, not to the author of a file
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < math.inf:
        return float(value)
    raise MethodError(file, key, "положительное число", f"Стоит «{value}».")
