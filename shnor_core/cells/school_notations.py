"""Notations that name or count schools: each function reads its own one, ``None`` for any other."""

from __future__ import annotations

import re
from dataclasses import replace

from shnor_core.cells.bare import read_bare, read_count, read_percent
from shnor_core.cells.printed import (
    DASH,
    NUMBER,
    Asked,
    Cell,
    CountedSchools,
    schools_counted,
    to_number,
)
from shnor_core.cells.schools import parse_schools, scan, starts_list
from shnor_core.model import Part, Quality, Reading, Unit

TOTAL = "всего"

_HEAD = rf"(?P<value>{NUMBER})\s*(?P<sign>%?)"
_WITH_LIST = re.compile(rf"{_HEAD}[\s,:]+(?P<rest>.+)")
_EXTREME_WORD = r"(?:сам(?:ый|ая|ое)\s+(?:высок|низк)[а-яё]+|наибольш[а-яё]+|наименьш[а-яё]+)"
_WITH_EXTREMES = re.compile(rf"{_HEAD}[\s.,;]+(?P<rest>{_EXTREME_WORD}.*)", re.IGNORECASE)
_EXTREME = re.compile(
    rf"(?P<label>{_EXTREME_WORD})(?P<rest>(?:(?!{_EXTREME_WORD}).)*)", re.IGNORECASE
)
_PERCENT_INSIDE = re.compile(r"(?P<value>[0-9]{1,9}(?:[.,][0-9]{1,6})?)\s*%")
_TAIL = re.compile(
    rf"(?:(?P<part>[0-9]{{1,9}})\s+(?P<label>[^0-9\s].*?))?(?:\s*{DASH}\s*(?P<total>[0-9]{{1,9}}))?"
)


def with_extremes(cell: Cell) -> Reading | None:
    """``27,53% Самый высокий- 93% в Средней школе № 2. Самый низкий в МОУ № 32 - 0%``."""
    match = _WITH_EXTREMES.fullmatch(cell.text)
    if match is None:
        return None
    parts = tuple(_extreme(found) for found in _EXTREME.finditer(match["rest"]))
    return replace(_head(cell, match), parts=parts)


def counted_schools(cell: Cell) -> Reading | None:
    """``16 ШНОР``, ``16 ШНОР 4 в проекте 2.2``, ``16 ШНОР 4 в проекте 2.2 - 20``, ``13 ШНО``."""
    counted = schools_counted(cell.text)
    if counted is None or starts_list(cell.text.partition(" ")[2]):
        return None
    reading = read_count(cell, float(counted.count))
    tail = _TAIL.fullmatch(counted.tail)
    if tail is None:
        note = f"после числа напечатано: «{counted.tail}»"
        return replace(reading, quality=Quality.SUSPECT, note=note)
    reading = replace(reading, parts=_tail_parts(tail))
    if tail["total"] and int(tail["total"]) != counted.count:
        return replace(reading, quality=Quality.AMBIGUOUS, note=_two_totals(counted, tail))
    if counted.cut:
        note = f"слово обрезано: {counted.word}"
        return replace(reading, quality=Quality.SUSPECT, note=note)
    return reading


def number_with_list(cell: Cell) -> Reading | None:
    """``30% МОУ №№ 17, 37, 40, КУГ``, ``10 МОУ 1, 3, Лицей № 9``."""
    match = _WITH_LIST.fullmatch(cell.text)
    if match is None or not starts_list(match["rest"]):
        return None
    names, left = scan(match["rest"])
    if not names:
        return None
    reading = replace(_head(cell, match), schools=names)
    if left and not reading.note:
        reading = replace(reading, note=f"после списка напечатано: «{left}»")
    return reading


def list_without_number(cell: Cell) -> Reading | None:
    names = parse_schools(cell.text) if starts_list(cell.text) else ()
    if not names:
        return None
    note = f"число не напечатано, в списке названо школ: {len(names)}"
    return Reading(cell.raw, quality=Quality.UNREADABLE, note=note, schools=names)


def _head(cell: Cell, match: re.Match[str]) -> Reading:
    if match["sign"]:
        return read_percent(cell, to_number(match["value"]))
    if cell.asked is Asked.NOTHING:
        return read_count(cell, to_number(match["value"]))
    return read_bare(cell, match["value"])


def _extreme(match: re.Match[str]) -> Part:
    percent = _PERCENT_INSIDE.search(match["rest"])
    value = to_number(percent["value"]) if percent else None
    unit = Unit.PERCENT if percent else Unit.UNKNOWN
    return Part(match["label"], value, unit, parse_schools(match["rest"]))


def _tail_parts(tail: re.Match[str]) -> tuple[Part, ...]:
    parts = []
    if tail["part"]:
        parts.append(Part(tail["label"], float(tail["part"]), Unit.COUNT))
    if tail["total"]:
        parts.append(Part(TOTAL, float(tail["total"]), Unit.COUNT))
    return tuple(parts)


def _two_totals(counted: CountedSchools, tail: re.Match[str]) -> str:
    head = f"{counted.count} или {tail['total']}"
    first = f"{counted.count} {counted.word}"
    if not tail["part"]:
        return f"{head}: «{first}» и рядом итог {tail['total']}"
    return f"{head}: «{first}», ещё {tail['part']} {tail['label']} и итог {tail['total']}"
