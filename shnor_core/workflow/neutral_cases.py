"""«Школа А» in the case its sentence asks for: by the noun that stood there, else by what leads."""

from __future__ import annotations

import re

# what is no school of the territory: the words fit after any case
UNKNOWN = "вне списка"
_NOMINATIVE = ("школа", "школы")
_LEADERS = {
    "в во на о об обо при": ("школе", "школах"),
    "к ко по": ("школе", "школам"),
    "из от для у без до кроме около среди против": ("школы", "школ"),
    "с со между над под перед": ("школой", "школами"),
    "про через за": ("школу", "школы"),
}
_AFTER = {leader: words for leaders, words in _LEADERS.items() for leader in leaders.split()}
_LYCEUM = {
    "лицей": "школа",
    "лицея": "школы",
    "лицею": "школе",
    "лицеем": "школой",
    "лицее": "школе",
    "лицеи": "школы",
    "лицеев": "школ",
    "лицеям": "школам",
    "лицеями": "школами",
    "лицеях": "школах",
}
_BRANCH = {
    "филиал": "школа",
    "филиала": "школы",
    "филиалу": "школе",
    "филиалом": "школой",
    "филиале": "школе",
}
# «гимназии» has three cases: what stands before it tells them apart
_GYMNASIUM = {
    "гимназия": "школа",
    "гимназию": "школу",
    "гимназией": "школой",
    "гимназий": "школ",
    "гимназиям": "школам",
    "гимназиями": "школами",
    "гимназиях": "школах",
}
_KNOWN = {**_LYCEUM, **_BRANCH, **_GYMNASIUM}
_ADJECTIVES = {"ая": "школа", "ую": "школу"}
_LEADER = re.compile(r"(?:^|[\s(«])(\w+)[\s\u00a0]+[«\"]?$")
_STARTS = re.compile(r"(?:^|[.!?:;\n·—–(«→|])[\s\u00a0]*$")


def word(noun: str, before: str, *, many: bool = False) -> str:
    """The word «школа» in the place of ``noun`` ('' for a bare number) after ``before``.

    A label such as «Школа А» is written as a name; within a sentence the noun is small, at its
    start as it was.
    """
    said = noun.lower()
    known = _KNOWN.get(said)
    if said.startswith("школ"):
        known = said
    if known is None:
        leader = _LEADER.search(before)
        cases = _AFTER.get(leader[1].lower()) if leader else None
        if cases is None:
            cases = ("школы", "школы") if said == "гимназии" else _NOMINATIVE
            # a name that no word governs is a name
            return cases[many] if said == "гимназии" else cases[many].capitalize()
        known = cases[many]
    return known.capitalize() if noun[:1].isupper() and _STARTS.search(before) else known


def of_adjective(ending: str, noun: str, before: str) -> str:
    """As :func:`word` for «Пировская средняя школа», whose noun may be left out."""
    return word(noun or _ADJECTIVES.get(ending, ""), before)
