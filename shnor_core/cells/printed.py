"""The text of one cell and what its row asks for: number patterns, printed units, cut words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from shnor_core import wording

# nine digits are more than any school counts and keep a run of digits from becoming infinity
NUMBER = r"[-−]?[0-9]{1,9}(?:[.,][0-9]{1,6})?"
DASH = r"[-–—]"

_BARE = re.compile(NUMBER)
_SPACES = re.compile(r"[\s\u200b\ufeff]+")
_COUNTED_SCHOOLS = re.compile(r"(?P<count>[0-9]{1,9})\s+(?P<word>[А-Яа-яЁё]+)\.?(?P<tail>.*)")
_SCHOOL_WORDS = ("ШНОР", "ШНСУ", "школа", "школы", "школ")
_SHORTEST_CUT = 2

_PERCENT_UNITS = {"процент", "проценты", "процентов", "%", "в процентах"}
_COUNT_UNITS = {"единицы", "единица", "единиц", "ед", "ед.", "чел", "чел.", "человек", "количество"}


class Asked(StrEnum):
    """What the row of a cell asks for, by its unit column and its title."""

    PERCENT = "percent"
    SHARE = "share"
    COUNT = "count"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: ``raw`` as printed, ``text`` with plain single spaces, ``title`` of its row."""

    raw: str
    text: str
    asked: Asked
    title: str

    def people(self, value: float) -> str:
        """The number with the noun the row counts: «9 учителей», «2 школы».

        >>> Cell("", "", Asked.SHARE, "Доля учителей").people(9)
        '9\\xa0учителей'
        """
        forms = ("учитель", "учителя", "учителей")
        if re.match(r"\s*\w+\s+школ\b", self.title, re.IGNORECASE):
            forms = ("школа", "школы", "школ")
        return wording.counted(int(value), *forms)


def cell(text: str, unit_printed: str, title: str) -> Cell:
    return Cell(text, plain(text), asked(unit_printed, title), title)


def plain(text: str) -> str:
    """The text with every run of spaces made one, and none at the ends."""
    return _SPACES.sub(" ", text).strip()


def is_bare(text: str) -> bool:
    """Whether a text is one number and nothing else."""
    return _BARE.fullmatch(plain(text)) is not None


def to_number(printed: str) -> float:
    return float(printed.replace("−", "-").replace(",", "."))


def asked(unit_printed: str, title: str) -> Asked:
    """What a row asks for; its unit column decides, its title only where that column is empty."""
    unit = plain(unit_printed).casefold()
    if unit in _PERCENT_UNITS:
        return Asked.PERCENT
    if unit in _COUNT_UNITS:
        return Asked.COUNT
    if unit == "доля":
        return Asked.SHARE
    if unit:
        return Asked.NOTHING
    head = plain(title).casefold()
    if head.startswith(("количество", "число", "численность")):
        return Asked.COUNT
    return Asked.SHARE if head.startswith("доля") else Asked.NOTHING


@dataclass(frozen=True, slots=True)
class CountedSchools:
    """«16 ШНОР …»: how many, the word, whether it is cut, and what follows."""

    count: int
    word: str
    cut: bool
    tail: str


def schools_counted(text: str) -> CountedSchools | None:
    """The leading «16 ШНОР» of a cell, also when the word is cut: «13 ШНО».

    >>> schools_counted("13 ШНО")
    CountedSchools(count=13, word='ШНО', cut=True, tail='')
    """
    match = _COUNTED_SCHOOLS.fullmatch(plain(text))
    if match is None:
        return None
    word = match["word"]
    whole = word in _SCHOOL_WORDS
    if not whole and not _is_cut(word):
        return None
    return CountedSchools(int(match["count"]), word, not whole, match["tail"].strip())


def cut_word(text: str) -> str:
    """The cut word of a count of schools («ШНО»), or an empty text."""
    counted = schools_counted(text)
    return counted.word if counted and counted.cut else ""


def _is_cut(word: str) -> bool:
    return len(word) >= _SHORTEST_CUT and any(known.startswith(word) for known in _SCHOOL_WORDS)
