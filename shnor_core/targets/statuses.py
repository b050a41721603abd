"""The statuses of a target: words, rules and borders, read from ``data/statuses.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from shnor_core import wording
from shnor_core.errors import MethodError
from shnor_core.model import Tone
from shnor_core.toml_table import TomlTable

SHIPPED = Path(__file__).parents[2] / "data" / "statuses.toml"


class Status(StrEnum):
    """What became of a plan, best first."""

    ACHIEVED = "achieved"
    ON_SCHEDULE = "on_schedule"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    NOT_SET = "not_set"
    NO_DATA = "no_data"


@dataclass(frozen=True, slots=True)
class StatusText:
    """How a status is shown: ``rule`` stands under its name."""

    title: str
    rule: str
    tone: Tone
    icon: str


@dataclass(frozen=True, slots=True)
class Borders:
    """Numbers between the statuses.

    ``on_schedule`` and ``at_risk`` are paces, ``forecast`` the part of the way the forecast must
    promise, ``stale_days`` the age at which a fact is flagged, ``confidence`` that of the band.
    """

    on_schedule: float
    at_risk: float
    forecast: float
    stale_days: float
    confidence: float


@dataclass(frozen=True, slots=True)
class StatusRules:
    """Borders and words of all statuses."""

    borders: Borders
    texts: Mapping[Status, StatusText]


@cache
def shipped_rules() -> StatusRules:
    """The rules of ``data/statuses.toml``."""
    return load_rules(SHIPPED)


def load_rules(path: Path) -> StatusRules:
    """The rules of one file.

    Raises
    ------
    MethodError
        Not TOML, a border or a status is missing, unknown or out of its range.
    """
    content = TomlTable.of_file(path).content
    _only(content, ("borders", "statuses"), path.name, "")
    borders = _borders(_table(content, "borders", path.name), path.name)
    statuses = _table(content, "statuses", path.name)
    _only(statuses, tuple(Status), path.name, "statuses.")
    texts = {status: _text(statuses, status, borders, path.name) for status in Status}
    return StatusRules(borders, texts)


def _borders(data: Mapping[str, Any], file: str) -> Borders:
    names = tuple(field.name for field in fields(Borders))
    _only(data, names, file, "borders.")
    numbers: dict[str, float] = {}
    for name in names:
        value = data[name]
        # True is an int to Python, not to the author of a file
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise MethodError(file, f"borders.{name}", "положительное число", f"Стоит «{value}».")
        numbers[name] = float(value)
    borders = Borders(**numbers)
    if borders.at_risk > borders.on_schedule:
        raise MethodError(file, "borders.at_risk", "число не больше on_schedule")
    if borders.confidence >= 1:
        raise MethodError(file, "borders.confidence", "число меньше 1")
    return borders


def _text(data: Mapping[str, Any], status: Status, borders: Borders, file: str) -> StatusText:
    table = _table(data, status, file)
    names = tuple(field.name for field in fields(StatusText))
    _only(table, names, file, f"statuses.{status}.")
    words = {name: str(table[name]) for name in names}
    if words["tone"] not in tuple(Tone):
        raise MethodError(file, f"statuses.{status}.tone", f"одно из: {', '.join(Tone)}")
    shown = {
        field.name: wording.number(getattr(borders, field.name), 2) for field in fields(borders)
    }
    try:
        rule = words["rule"].format(**shown)
    except (KeyError, ValueError, IndexError) as error:
        hint = f"Стоит {error}."
        raise MethodError(file, f"statuses.{status}.rule", "имя границы в скобках", hint) from error
    return StatusText(words["title"], rule, Tone(words["tone"]), words["icon"])


def _table(data: Mapping[str, Any], key: str, file: str) -> Mapping[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise MethodError(file, key, f"раздел [{key}]")
    return value


def _only(data: Mapping[str, Any], names: tuple[str, ...], file: str, path: str) -> None:
    """Exactly these keys: nothing unknown, nothing missing."""
    for key in (*data, *names):
        if key not in names or key not in data:
            raise MethodError(file, f"{path}{key}", f"ровно эти ключи: {', '.join(names)}")
