"""What a school is called, without the ways to write it: kind, number, own words, branch or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_LOGIN: Final = re.compile(r"\b(?:edu|sch|ksh|spo)\s*(\d{6})\b", re.IGNORECASE)
_BRACKETED_LOGIN: Final = re.compile(r"\(\s*(?:edu|sch|ksh|spo)\s*\d{6}\s*\)", re.IGNORECASE)
_QUOTES: Final = str.maketrans(dict.fromkeys("«»\"'“”„‘’`()[]", " "))
_DASHES: Final = str.maketrans("–—−‑‒", "-----")

# the legal form says who founded the school and how it is paid, not which school it is
_LEGAL: Final = re.compile(
    r"\b(?:муниципальн\w+|государственн\w+|краев\w+|областн\w+|районн\w+|бюджетн\w+|автономн\w+"
    r"|казенн\w+|общеобразовательн\w+\s+учреждени\w+|образовательн\w+\s+учреждени\w+"
    r"|[а-я]{0,4}[мг](?:б|а|к)?оу|оу)\b"
)
_SECONDARY: Final = "средняя школа"
_BASIC: Final = "основная школа"
_PRIMARY: Final = "начальная школа"
_KINDS: Final = (
    (_SECONDARY, r"\b(?:сош|сш)\b|\bсредн\w+\s+(?:общеобразовательн\w+\s+)?школ\w+"),
    (_BASIC, r"\b(?:оош|ош)\b|\bосновн\w+\s+(?:общеобразовательн\w+\s+)?школ\w+"),
    (_PRIMARY, r"\b(?:нош|нш)\b|\bначальн\w+\s+(?:общеобразовательн\w+\s+)?школ\w+"),
    ("лицей", r"\bлице[йяюе]м?\b"),
    ("гимназия", r"\bгимнази\w+"),
    ("школа", r"\bшкол\w+|\bобщеобразовательн\w+\s+школ\w+"),
)
_BRANCH: Final = re.compile(r"\bфилиал\w*\b")
_NUMBER: Final = re.compile(r"(?:№|\bn)?\s*(\d+)\b")


@dataclass(frozen=True, slots=True)
class SchoolName:
    """The parts of a name that tell schools apart.

    ``kind`` is «средняя школа», «лицей» …, «школа» where the kind is not said, empty where there is
    no word for a school at all; ``words`` are what is left, in order.
    """

    kind: str
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    branch: bool


def login_of(text: str) -> str:
    """Six digits of a ФИС ОКО login inside a text; empty without one.

    >>> login_of("МБОУ СОШ № 1 (edu240001)"), login_of("sch240001"), login_of("Школа № 240001")
    ('240001', '240001', '')
    """
    found = _LOGIN.search(text)
    return found[1] if found else ""


def without_login(text: str) -> str:
    """The name as people write it: «МБОУ СОШ № 1» of «МБОУ СОШ № 1 (edu240001)»."""
    return " ".join(_BRACKETED_LOGIN.sub(" ", text).split())


@lru_cache(maxsize=4096)
def parse_name(text: str) -> SchoolName:
    """Read a printed name; never raises.

    >>> parse_name("МБОУ «Средняя общеобразовательная школа №5»")
    SchoolName(kind='средняя школа', numbers=('5',), words=(), branch=False)
    >>> parse_name("Пировская СОШ") == parse_name("МКОУ «Пировская средняя школа»")
    True
    """
    plain = without_login(text).casefold().replace("ё", "е")
    plain = plain.translate(_QUOTES).translate(_DASHES)
    branch = _BRANCH.search(plain) is not None
    plain = _BRANCH.sub(" ", plain)
    kind = ""
    for title, pattern in _KINDS:
        if re.search(pattern, plain):
            kind = title
            plain = re.sub(pattern, " ", plain)
            break
    plain = _LEGAL.sub(" ", plain)
    numbers = tuple(str(int(one)) for one in _NUMBER.findall(plain))
    words = re.findall(r"[^\W\d_]+", _NUMBER.sub(" ", plain))
    return SchoolName(kind, numbers, tuple(words), branch)
