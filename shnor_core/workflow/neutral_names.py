"""Schools without their names: «Школа А», the same letter in every table, chart and note."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import product
from typing import Any
from urllib.parse import parse_qsl

from shnor_core.db import meeting_show
from shnor_core.db.connection import Store
from shnor_core.snapshots import Shown, freeze, thaw
from shnor_core.workflow import neutral_cases
from shnor_core.workflow.neutral_order import Order, alphabetic

_LETTERS = "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ"
# numbers of papers and rooms: the word may stand far before the number of a paper
_PAPERS = re.compile(
    r"(?:(?:протокол|приказ|письм|постановлен|распоряжен|заседани)\w*[^.,;:()]*"
    r"|\d\.\d{2}\.\d{2,4}[\s\u00a0]*(?:г\.|года?)?[\s\u00a0]*)$",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"(?:кабинет|таблиц|рисун|приложен|вопрос|пункт|строк|лист|мер)\w*[\s\u00a0]*$", re.IGNORECASE
)
# where a document prints a school tells the school to whoever holds the document
_ROW = re.compile(
    r"\b(строк\w*|абзац\w*)[\s\u00a0]+\d+(?:(?:[–-]|,[\s\u00a0]|[\s\u00a0]и[\s\u00a0])\d+)*(?!\.?\d)"
)
_CELL = re.compile(r"\b(ячейк\w*)[\s\u00a0]+[A-Z]{1,3}\d+")
_SIGN, _LIST = r"№{1,2}[\s\u00a0]*", r"\d+(?:(?:[,;]|[\s\u00a0]+и)[\s\u00a0]+\d+)*"
_KIND = r"(?:(?:Средн|Основн|Начальн|Вечерн|Общеобразовательн|НОО|ООШ|СОШ)\w*[\s\u00a0]+)*"
_NOUN = r"(?P<noun>школ\w*|лице\w*|гимнази\w*)(?:-\w+)?[\s\u00a0]*"
# what is never counted needs no «№»: «10 МОУ 1, 3, 17»
_SHORT = r"(?<!\w)(?:МОУ|МБОУ|МАОУ|МКОУ|СОШ|ООШ|НОО|СШ|ОШ|НОШ|ТСШ|ТШС)[\s\u00a0]*"
_NUMBERS = re.compile(
    rf"(?:{_KIND}(?:{_NOUN})?{_SIGN}|{_KIND}{_SHORT}(?:{_SIGN})?)(?P<list>{_LIST})", re.IGNORECASE
)
_KINDS = (
    r"(?:[\s\u00a0]+(?:средн|основн|начальн|общеобразовательн)\w+)*"
    r"(?:[\s\u00a0]+(?P<noun>школ\w+))?"
)
_UNSEEN = frozenset({"key", "target", "number_format", "kind", "role", "tone", "align"})


@dataclass(frozen=True)
class Neutral:
    """Letters of the schools: by id, by any known name, by number where it is one school's."""

    letters: Mapping[str, str]
    names: Mapping[str, str]
    numbers: Mapping[str, str]
    pattern: re.Pattern[str] | None
    stems: tuple[tuple[re.Pattern[str], str], ...]
    order: Order

    def text(self, text: str) -> str:
        """The text with every school as its letter and without the rows of documents.

        Lists of numbers are schools unless a word before them says otherwise («протокол № 12»).
        """
        if self.pattern is not None:
            text = self.pattern.sub(self._named, text)
        for stem, letter in self.stems:
            text = stem.sub(partial(_called, letter), text)
        text = text.replace("школ — по номерам", "школ — по буквам")
        text = _CELL.sub(r"\1 …", _ROW.sub(r"\1 …", text))
        return _NUMBERS.sub(self._listed, text)

    def _named(self, found: re.Match[str]) -> str:
        return f"{neutral_cases.word('', _before(found))} {self.names[found[0]]}"

    def _listed(self, found: re.Match[str]) -> str:
        before = _before(found)
        alone = found[0].startswith("№") and not found[0].startswith("№№")
        if alone and (_PAPERS.search(before) or _PLACES.search(before)):
            return found[0]
        numbers = re.findall(r"\d+", found["list"])
        noun = found["noun"] or ""
        noun = noun.capitalize() if found[0][0].isupper() else noun
        word = neutral_cases.word(noun, before, many=len(numbers) > 1)
        letters = sorted((self.numbers.get(one, "") for one in numbers), key=_last_unknown)
        return f"{word} {', '.join(one or neutral_cases.UNKNOWN for one in letters)}"

    def school_of(self, heading: str, address: str) -> str:
        """The letter of the school a view was of, '' when it was not of one school."""
        asked = dict(parse_qsl(address.partition("?")[2])).get("school", "")
        return self.letters.get(asked) or self.order.letter(self.text(heading))

    def shown(self, what: Shown) -> Shown:
        """A table or a chart whose every word and order is neutral; its numbers stay."""
        words = json.dumps(self._inside(json.loads(freeze(what))), ensure_ascii=False)
        return self.order.shown(thaw(words))

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


def _last_unknown(letter: str) -> tuple[bool, tuple[int, str]]:
    return not letter, alphabetic(letter)


def _before(found: re.Match[str]) -> str:
    return found.string[: found.start()]


def _called(letter: str, found: re.Match[str]) -> str:
    word = neutral_cases.of_adjective(found["ending"], found["noun"] or "", _before(found))
    return f"{word} {letter}"


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
    register = dict.fromkeys(school_id for school_id, *_ in known)
    return Neutral(
        letters,
        names,
        numbers,
        re.compile(pattern) if pattern else None,
        _stems(known, letters),
        Order(
            (
                {letters[school_id]: rank for rank, school_id in enumerate(register)},
                {letters[school_id]: number for school_id, number in _by_number(known).items()},
            )
        ),
    )


def _by_number(known: tuple[tuple[str, str, str, str], ...]) -> dict[str, int]:
    return {school_id: int(number) for school_id, *_, number in known if number.isdecimal()}


def _alphabet() -> list[str]:
    pairs = product(_LETTERS, repeat=2)
    return [*_LETTERS, *("".join(pair) for pair in pairs)]


def _stems(
    known: tuple[tuple[str, str, str, str], ...], letters: Mapping[str, str]
) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Schools called by a place or after another school, in any case."""
    found = []
    for school_id, name, *_ in known:
        first, _, rest = name.partition(" ")
        if first.lower() == "филиал":
            branch = re.compile(
                rf"(?<!\w)(?P<noun>{first}\w*) {re.escape(rest)}(?P<ending>)(?!\w)", re.I
            )
            found.append((branch, letters[school_id]))
        if first.endswith("ая") and "школа" in rest and "№" not in name:
            stem = re.escape(first[:-2])
            if first.lower() not in ("средняя", "основная", "начальная"):
                whole = re.compile(rf"(?<!\w){stem}(?P<ending>ая|ой|ую){_KINDS}")
                found.append((whole, letters[school_id]))
    return tuple(found)
