"""A table of a TOML file that can say where it stands and what was expected there."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from shnor_core.errors import MethodError, StatisticsError
from shnor_core.procedures import known_keys, split_key

Item = TypeVar("Item")
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class TomlTable:
    """A table of the file together with its place, so that every complaint names it."""

    file: str
    path: str
    content: Mapping[str, Any]

    @classmethod
    def of_file(cls, path: Path) -> TomlTable:
        """The whole of a file.

        Raises
        ------
        MethodError
            It is not TOML.
        """
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            expected = "запись в формате TOML"
            raise MethodError(path.name, "весь файл", expected, f"({error})") from error
        return cls(path.name, "", content)

    def fault(self, key: str, expected: str, hint: str = "") -> MethodError:
        return MethodError(self.file, f"{self.path}{key}", expected, hint)

    def only(self, *allowed: str) -> None:
        for key in self.content:
            if key not in allowed:
                raise self.fault(key, "ключ из списка: " + ", ".join(allowed), _near(key, allowed))

    def _value(self, key: str, kind: type[Item] | tuple[type[Item], ...], expected: str) -> Item:
        if key not in self.content:
            hint = "Такого ключа нет." + _near_present(key, self.content)
            raise self.fault(key, expected, hint)
        value = self.content[key]
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.fault(key, expected, f"Стоит «{value}».")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self.content:
            return default
        value = self._value(key, str, "непустой текст в кавычках")
        if not value.strip():
            raise self.fault(key, "непустой текст в кавычках")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        items = self._value(key, list, "список текстов")
        if not all(isinstance(item, str) and item for item in items):
            raise self.fault(key, "список текстов")
        return tuple(items)

    def flag(self, key: str, *, default: bool) -> bool:
        value = self.content.get(key, default)
        if not isinstance(value, bool):
            raise self.fault(key, "true или false", f"Стоит «{value}».")
        return value

    def day(self, key: str) -> date:
        return self._value(key, date, "дата вида 2022-06-14")

    def whole(self, key: str, least: int) -> int:
        value = self._value(key, int, f"целое число от {least}")
        if value < least:
            raise self.fault(key, f"целое число от {least}", f"Стоит «{value}».")
        return value

    def positive(self, key: str, default: float | None = None, below: float = math.inf) -> float:
        expected = "положительное число" + ("" if math.isinf(below) else f" меньше {below:g}")
        if default is not None and key not in self.content:
            return default
        value = self._value(key, (int, float), expected)
        if not 0 < value < below:
            raise self.fault(key, expected, f"Стоит «{value}».")
        return float(value)

    def fraction(self, key: str) -> Fraction:
        value = self._value(key, str, 'число или дробь в кавычках, например "30/100"')
        if not re.fullmatch(r"\d+(\.\d+)?|\d+/0*[1-9]\d*", value):
            expected = 'число или дробь в кавычках, например "30/100"'
            raise self.fault(key, expected, f"Стоит «{value}».")
        return Fraction(value)

    def share(self, key: str) -> Fraction:
        value = self.fraction(key)
        if not 0 < value <= 1:
            expected = 'доля больше 0 и не больше 1, например "30/100"'
            raise self.fault(key, expected, f"Стоит «{self.content[key]}».")
        return value

    def word(self, key: str, words: Iterable[Word]) -> Word:
        allowed = {word.value: word for word in words}
        expected = "одно из: " + ", ".join(allowed)
        value = self._value(key, str, expected)
        if value not in allowed:
            raise self.fault(key, expected, f"Стоит «{value}».{_near(value, allowed, ' ')}")
        return allowed[value]

    def table(self, key: str) -> TomlTable:
        expected = f"раздел [{key}]"
        return TomlTable(self.file, f"{self.path}{key}.", self._value(key, dict, expected))

    def tables(self, key: str, read: Callable[[TomlTable], Item]) -> tuple[Item, ...]:
        items = self._value(key, list, f"разделы [[{self.path}{key}]]")
        if not items or not all(isinstance(item, dict) for item in items):
            raise self.fault(key, f"разделы [[{self.path}{key}]], хотя бы один")
        places = (f"{self.path}{key}[{place}]." for place in range(1, len(items) + 1))
        found = [
            read(TomlTable(self.file, place, item))
            for place, item in zip(places, items, strict=True)
        ]
        codes = [getattr(item, "code", None) for item in found]
        if len(set(codes)) < len(codes) and None not in codes:
            raise self.fault(key, "разделы с разными code")
        return tuple(found)

    def procedures(self, key: str) -> tuple[str, ...]:
        keys = self.texts(key)
        for name in keys:
            try:
                split_key(name)
            except StatisticsError:
                hint = f"Стоит «{name}».{_near(name, known_keys(), ' ')}"
                raise self.fault(key, "процедура из справочника", hint) from None
        if not keys or len(set(keys)) < len(keys):
            raise self.fault(key, "непустой список процедур без повторов")
        return keys


def _near(word: str, allowed: Collection[str], before: str = "") -> str:
    found = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f"{before}Возможно, имелось в виду «{found[0]}»." if found else ""


def _near_present(key: str, present: Collection[str]) -> str:
    found = difflib.get_close_matches(key, present, n=1, cutoff=0.6)
    return f" Есть похожий: «{found[0]}»." if found else ""
