"""Lists of schools as protocols print them: the inverse of :mod:`shnor_core.cells.schools`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from shnor_core.wording import HARD_SPACE, joined


class Case(StrEnum):
    """The grammatical case a list of schools stands in."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    PREPOSITIONAL = "prepositional"


# kind as the reader gives it → (one, many) in the order of the cases
_SCHOOL = (
    ("школа", "школы"),
    ("школы", "школ"),
    ("школе", "школам"),
    ("школу", "школы"),
    ("школе", "школах"),
)
_ADJECTIVE = (("ая", "ие"), ("ей", "их"), ("ей", "им"), ("юю", "ие"), ("ей", "их"))
_HARD = (("ая", "ые"), ("ой", "ых"), ("ой", "ым"), ("ую", "ые"), ("ой", "ых"))
_LYCEUM = (
    ("Лицей", "Лицеи"),
    ("Лицея", "Лицеев"),
    ("Лицею", "Лицеям"),
    ("Лицей", "Лицеи"),
    ("Лицее", "Лицеях"),
)
_GYMNASIUM = (
    ("Гимназия", "Гимназии"),
    ("Гимназии", "Гимназий"),
    ("Гимназии", "Гимназиям"),
    ("Гимназию", "Гимназии"),
    ("Гимназии", "Гимназиях"),
)


def _schools_of(stem: str, endings: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{stem}{one} {school}", f"{stem}{many} {schools}")
        for (one, many), (school, schools) in zip(endings, _SCHOOL, strict=True)
    )


def _unchanged(word: str) -> tuple[tuple[str, str], ...]:
    return ((word, word),) * len(Case)


# the order protocols keep: schools first, then lyceums and gymnasiums
_FORMS = {
    "Средняя школа": _schools_of("Средн", _ADJECTIVE),
    "Основная школа": _schools_of("Основн", _HARD),
    "Начальная школа": _schools_of("Начальн", _HARD),
    "СОШ": _unchanged("СОШ"),
    "ООШ": _unchanged("ООШ"),
    "МОУ": _unchanged("МОУ"),
    "Школа": _SCHOOL,
    "Лицей": _LYCEUM,
    "Гимназия": _GYMNASIUM,
}
_NUMBERED = re.compile(r"(?P<kind>.+?)\s*№\s*(?P<number>[0-9]{1,3})")
_NAMED = re.compile(r"(?P<town>[А-ЯЁ][а-яё-]+)ая (?P<stem>средн|основн|начальн)(?:яя|ая) школа")
_BRANCH = re.compile(r"[Фф]илиал (?P<rest>.+)")
_BRANCHES = ("филиал", "филиала", "филиалу", "филиал", "филиале")
_TOWN = re.compile(r"(?P<town>[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)*?)ая гимназия")
_TOWN_ENDINGS = ("ая гимназия", "ой гимназии", "ой гимназии", "ую гимназию", "ой гимназии")


def school_phrase(names: Iterable[str], case: Case = Case.NOMINATIVE) -> str:
    """Schools in protocol style, grouped by kind, numbers ascending, each named once.

    A name that no rule declines stays as it is, in quotes after «школ». Numbered schools and
    gymnasiums of a town are read back by :func:`shnor_core.cells.parse_schools`.

    Parameters
    ----------
    names
        Names as the register holds them, or as the reader gives them.
    case
        The case the sentence asks for.

    Examples
    --------
    >>> names = ["Лицей № 9", "Средняя школа № 17", "Средняя школа № 1"]
    >>> school_phrase(names, Case.GENITIVE).replace(chr(160), " ")
    'Средних школ №№ 1, 17 и Лицея № 9'
    >>> school_phrase(["Основная школа № 39"], Case.ACCUSATIVE).replace(chr(160), " ")
    'Основную школу № 39'
    """
    at = list(Case).index(case)
    numbered: dict[str, set[int]] = {}
    declined: list[str] = []
    others: list[str] = []
    for name in dict.fromkeys(names):
        kind, number = _kind_and_number(name)
        if kind:
            numbered.setdefault(kind, set()).add(number)
        elif words := _declined(name, at):
            declined.append(words)
        else:
            others.append(name)
    parts = [_numbered(kind, numbered[kind], at) for kind in _FORMS if kind in numbered]
    return joined([*parts, *declined, *([_quoted(others, at)] if others else [])])


def _declined(name: str, at: int) -> str:
    """A name that tells how it is declined: a gymnasium or school of a place, a branch."""
    if town := _TOWN.fullmatch(name):
        return f"{town['town']}{_TOWN_ENDINGS[at]}"
    if named := _NAMED.fullmatch(name):
        endings = _ADJECTIVE if named["stem"] == "средн" else _HARD
        school = f"{named['stem']}{endings[at][0]} {_SCHOOL[at][0]}"
        return f"{named['town']}{_HARD[at][0]} {school}"
    if branch := _BRANCH.fullmatch(name):
        return f"{_BRANCHES[at]} {branch['rest']}"
    return ""


def _kind_and_number(name: str) -> tuple[str, int]:
    """A kind that can be declined and the number; an empty kind for any other name."""
    if re.fullmatch(r"[0-9]{1,3}", name):
        return "МОУ", int(name)
    match = _NUMBERED.fullmatch(name)
    if match is None:
        return "", 0
    kind = match["kind"]
    return (kind, int(match["number"])) if kind in _FORMS else ("", 0)


def _numbered(kind: str, numbers: set[int], at: int) -> str:
    one, many = _FORMS[kind][at]
    told = ", ".join(map(str, sorted(numbers)))
    if len(numbers) == 1:
        return f"{one} №{HARD_SPACE}{told}"
    return f"{many} №№{HARD_SPACE}{told}"


def _quoted(names: list[str], at: int) -> str:
    one, many = _SCHOOL[at]
    told = ", ".join(f"«{name}»" for name in names)
    return f"{one if len(names) == 1 else many} {told}"
