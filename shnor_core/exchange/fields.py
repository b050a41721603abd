"""What the text of one field may be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

Parser = Callable[[str], Any]


class RefusedError(Exception):
    """The text of one field is not what its column asks for."""


_LARGEST_WHOLE = 2**31 - 1  # what an INTEGER of the database holds


def text(value: str) -> str:
    return value


def needed_text(text: str) -> str:
    if not text:
        raise RefusedError("непустой текст")
    return text


def optional_text(text: str) -> str | None:
    return text or None


def optional_number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        raise RefusedError("число с точкой или пусто") from None


def whole_number(text: str) -> int:
    try:
        value = int(text)
    except ValueError:
        raise RefusedError("целое число") from None
    if abs(value) > _LARGEST_WHOLE:
        raise RefusedError("целое число не больше 2 147 483 647")
    return value


def optional_whole(text: str) -> int | None:
    return whole_number(text) if text else None


def optional_flag(text: str) -> bool | None:
    if text not in ("true", "false", ""):
        raise RefusedError("true, false или пусто")
    return None if not text else text == "true"


def optional_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RefusedError("дата вида 2022-05-25 или пусто") from None


def one_of(*allowed: str) -> Parser:
    def parse(text: str) -> str:
        if text not in allowed:
            raise RefusedError("одно из: " + ", ".join(value or "пусто" for value in allowed))
        return text

    return parse
