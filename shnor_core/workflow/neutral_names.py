"""Schools without their names: «Школа А», the same letter in every table, chart and note."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

from shnor_core.db import meeting_show
from shnor_core.db.connection import Store
from shnor_core.snapshots import Shown, freeze, thaw

_LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
UNKNOWN = "другая"
# numbers of papers and rooms: the word may stand far before the number of a paper
_PAPERS = re.compile(
    r"(?:протокол|приказ|письм|постановлен|распоряжен|заседани)\w*[^.,;:()]*$", re.IGNORECASE
)
_PLACES = re.compile(
    r"(?:кабинет|таблиц|рисун|приложен|вопрос|пункт|строк|лист)\w*[\s\u00a0]*$", re.IGNORECASE
)
_NUMBERS = re.compile(
    r"(?:(?:(?:Средн|Основн|Начальн|Вечерн|Общеобразовательн|НОО|ООШ|СОШ)\w*[\s\u00a0]+)*"
    r"(?:(?P<noun>школ\w*)|лице\w*|гимнази\w*|МОУ|МБОУ|МАОУ|МКОУ|СОШ|ООШ|НОО|СШ|ОШ|НОШ|ТСШ|ТШС)"
    r"[\s\u00a0]*)?№{1,2}[\s\u00a0]*(?P<list>\d+(?:(?:[,;]|[\s\u00a0]+и)[\s\u00a0]+\d+)*)",
    re.IGNORECASE,
)
_KINDS = r"(?:[\s\u00a0]+(?:средн|основн|начальн|общеобразовательн)\w+)*(?:[\s\u00a0]+школ\w+)?"
_UNSEEN = frozenset({"key", "target", "number_format", "kind", "role", "tone", "align"})


@dataclass(frozen=True)
class Neutral:
    """Letters of the schools: by id, by any known name, by number where it is one school's."""

    letters: Mapping[str, str]
    names: Mapping[str, str]
    numbers: Mapping[str, str]
    pattern: re.Pattern[str] | None
    stems: tuple[tuple[re.Pattern[str], str], ...]

    def text(self, text: str) -> str:
        """The text with every school as its letter.

        Lists of numbers are schools unless a word before them says otherwise («протокол № 12»).
        """
        if self.pattern is not None:
            text = self.pattern.sub(lambda found: f"Школа {self.names[found[0]]}", text)
        for stem, letter in self.stems:
            text = stem.sub(f"Школа {letter}", text)
        return _NUMBERS.sub(self._listed, text)

    def _listed(self, found: re.Match[str]) -> str:
        before = found.string[: found.start()]
        alone = found[0].startswith("№") and not found[0].startswith("№№")
        if alone and (_PAPERS.search(before) or _PLACES.search(before)):
            return found[0]
        numbers = re.findall(r"\d+", found["list"])
        noun = found["noun"]
        word = noun or ("Школа" if len(numbers) == 1 else "Школы")
        letters = [self.numbers.get(one, UNKNOWN) for one in numbers]
        return f"{word} {', '.join(letters)}"

    def shown(self, what: Shown) -> Shown:
        """A table or a chart whose every word is neutral; its numbers stay."""
        return thaw(json.dumps(self._inside(json.loads(freeze(what))), ensure_ascii=False))

    def _inside(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self._inside(one) for one in value]
        if isinstance(value, dict):
            return {
                name: one if name in _UNSEEN else self._inside(one) for name, one in value.items()
            }
        return value


def neutral(store: Store, territory: str, meeting_id: str) -> Neutral:
    """Letters for one meeting, drawn anew for every meeting so that nobody learns them by heart."""
    return _neutral(tuple(meeting_show.school_names(store, territory)), meeting_id)


@lru_cache(maxsize=16)
def _neutral(known: tuple[tuple[str, str, str, str], ...], meeting_id: str) -> Neutral:
    ids = sorted(
        {school_id for school_id, *_ in known},
        key=lambda one: hashlib.sha256(f"{meeting_id}\0{one}".encode()).digest(),
    )
    letters = dict(zip(ids, _alphabet(), strict=False))
    names = {
        name: letters[school_id]
        for school_id, *texts, _ in known
        for text in texts
        for name in {text, text.replace("№ ", "№\u00a0"), text.replace("№ ", "№")}
        if text
    }
    longest = sorted(names, key=len, reverse=True)
    owners: dict[str, set[str]] = {}
    for school_id, _, _, number in known:
        owners.setdefault(number, set()).add(school_id)
    numbers = {
        number: letters[next(iter(schools))]
        for number, schools in owners.items()
        if number and len(schools) == 1
    }
    pattern = "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in longest)
    return Neutral(
        letters, names, numbers, re.compile(pattern) if pattern else None, _stems(known, letters)
    )


def _alphabet() -> list[str]:
    pairs = product(_LETTERS, repeat=2)
    return [*_LETTERS, *("".join(pair) for pair in pairs)]


def _stems(
    known: tuple[tuple[str, str, str, str], ...], letters: Mapping[str, str]
) -> tuple[tuple[re.Pattern[str], str], ...]:
    """«Пировская средняя школа» in any case: schools that are called by a place."""
    found = []
    for school_id, name, *_ in known:
        first, _, rest = name.partition(" ")
        if first.endswith("ая") and "школа" in rest and "№" not in name:
            stem = re.escape(first[:-2])
            if first.lower() not in ("средняя", "основная", "начальная"):
                whole = re.compile(rf"(?<!\w){stem}(?:ая|ой|ую){_KINDS}")
                found.append((whole, letters[school_id]))
    return tuple(found)
