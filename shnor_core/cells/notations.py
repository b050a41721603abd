"""Notations of numbers: each function reads its own one and returns ``None`` for any other."""

from __future__ import annotations

import re
from dataclasses import replace

from shnor_core import wording
from shnor_core.cells.bare import LARGEST_SHARE, read_bare, read_count, read_percent
from shnor_core.cells.printed import DASH, NUMBER, Asked, Cell, is_bare, to_number
from shnor_core.model import Part, Quality, Reading, Unit

# with fewer the fraction is a share («1/2 учителей»), not people: intervals must not use it
SMALLEST_WHOLE = 5

_DASHES = re.compile(r"(?:[-–—−]+|нет данных|н/д|б/д)\.?", re.IGNORECASE)
_NOUGHT = re.compile(r"0+(?:[.,]0+)?\s*%?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+")
_SIGNED_PERCENT = re.compile(rf"(?P<value>{NUMBER})\s*%")
_PEOPLE_WORD = r"(?:ч|чел|человек[а]?|учител[ьяей]+|педагог[аов]*)\.?"
_PEOPLE = re.compile(rf"(?P<value>[0-9]{{1,9}})\s*{_PEOPLE_WORD}", re.IGNORECASE)
_PEOPLE_PERCENT = re.compile(
    rf"(?P<people>[0-9]{{1,9}})\s*(?:{_PEOPLE_WORD}\s*[,;–-]?\s*\(?|\()\s*(?P<value>{NUMBER})\s*%\s*\)?",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"(?P<part>[0-9]{1,9})\s*(?:/|из)\s*(?P<whole>[0-9]{1,9})", re.IGNORECASE)
_BOUND = re.compile(
    r"(?P<word>не менее|не более|не ниже|не выше|более|менее|свыше|до|от|около|примерно|[≈~≥≤><]=?)"
    rf"\s*(?P<value>{NUMBER})\s*(?P<sign>%?)(?P<rest>\s.*)?",
    re.IGNORECASE,
)
_DATED = re.compile(rf"(?P<when>20[0-9]{{2}}[^/;%]{{0,40}}?)\s*{DASH}\s*(?P<value>{NUMBER})\s*%")
_ANSWER = re.compile(r"(?:да|нет|имеется|отсутствует)\.?", re.IGNORECASE)


def blank(cell: Cell) -> Reading | None:
    if not cell.text:
        return Reading(cell.raw, quality=Quality.BLANK)
    if _DASHES.fullmatch(cell.text):
        note = "напечатан прочерк: это не ноль"
        return Reading(cell.raw, quality=Quality.BLANK, note=note)
    return None


def nought(cell: Cell) -> Reading | None:
    """``0`` is nought in any unit: percent unless the row counts."""
    if not _NOUGHT.fullmatch(cell.text):
        return None
    if "%" in cell.text:
        return signed_percent(cell)
    return read_bare(cell, cell.text)


def people_and_percent(cell: Cell) -> Reading | None:
    """``14ч. 50%``, ``14 (50%)``: the whole is not printed and is not computed back."""
    match = _PEOPLE_PERCENT.fullmatch(cell.text)
    if match is None:
        return None
    reading = read_percent(cell, to_number(match["value"]))
    return _in_its_row(cell, replace(reading, numerator=float(match["people"])))


def fraction(cell: Cell) -> Reading | None:
    """``4/27``, ``4 из 27``: percent with both numbers kept."""
    match = _FRACTION.fullmatch(cell.text)
    if match is None:
        return None
    part, whole = float(match["part"]), float(match["whole"])
    if not whole:
        note = "знаменатель равен нулю"
        return Reading(cell.raw, quality=Quality.UNREADABLE, note=note)
    reading = replace(read_percent(cell, 100 * part / whole), numerator=part, denominator=whole)
    if part > whole:
        reading = replace(reading, note="числитель больше знаменателя")
    elif whole < SMALLEST_WHOLE:
        note = f"похоже на дробь, а не на численность: {int(part)} из {int(whole)}"
        reading = replace(reading, note=note)
    return _in_its_row(cell, reading)


def signed_percent(cell: Cell) -> Reading | None:
    """``43%``, ``21 %``, ``27,53%``: the sign outweighs the unit column."""
    match = _SIGNED_PERCENT.fullmatch(cell.text)
    return _in_its_row(cell, read_percent(cell, to_number(match["value"]))) if match else None


def percent_column(cell: Cell) -> Reading | None:
    """``93`` in a row whose unit column says «Процент»: the same as with the sign."""
    return bare(cell) if cell.asked is Asked.PERCENT else None


def decimal_share(cell: Cell) -> Reading | None:
    """``0,6`` in a row that asks for a share."""
    if cell.asked is not Asked.SHARE or not is_bare(cell.text):
        return None
    has_mark = "," in cell.text or "." in cell.text
    return read_bare(cell, cell.text) if has_mark and _is_share(cell.text) else None


def bare(cell: Cell) -> Reading | None:
    """``93``, ``11,4``, ``1 658``: the unit comes from the row."""
    if is_bare(cell.text):
        return read_bare(cell, cell.text)
    if not _GROUPED.fullmatch(cell.text):
        return None
    reading = read_bare(cell, cell.text.replace(" ", "")[:9])
    note = f"пробел внутри числа: прочитано как {wording.number(reading.value)}"
    quality = Quality.AMBIGUOUS if reading.unit is Unit.UNKNOWN else Quality.SUSPECT
    return replace(reading, quality=quality, note=note)


def people(cell: Cell) -> Reading | None:
    """``12 чел.``: the cell itself says that these are people."""
    match = _PEOPLE.fullmatch(cell.text)
    if match is None:
        return None
    reading = read_count(cell, float(match["value"]))
    if cell.asked in (Asked.PERCENT, Asked.SHARE):
        note = "число людей в строке, которая просит долю"
        return replace(reading, quality=Quality.SUSPECT, note=note)
    return reading


def bound(cell: Cell) -> Reading | None:
    """«не менее 30%»: a limit somebody set, not something measured."""
    match = _BOUND.fullmatch(cell.text)
    if match is None:
        return None
    value = match["value"]
    reading = read_percent(cell, to_number(value)) if match["sign"] else read_bare(cell, value)
    note = f"граница «{match['word'].lower()}», а не измеренное значение"
    return replace(reading, quality=Quality.SUSPECT, note=note)


def dated(cell: Cell) -> Reading | None:
    """``2022г(июнь) - 0% / 2022г(август)-50%``: one value is kept with doubt, several as parts."""
    found = list(_DATED.finditer(cell.text))
    if not found or not re.match(r"20[0-9]{2}", cell.text):
        return None
    parts = tuple(
        Part(match["when"].strip(" ,"), to_number(match["value"]), Unit.PERCENT) for match in found
    )
    if len(parts) == 1:
        note = f"значение относится к сроку «{parts[0].label}»"
        reading = read_percent(cell, parts[0].value or 0.0)
        return replace(reading, quality=Quality.SUSPECT, note=note, parts=parts)
    terms = ", ".join(f"{part.label}: {wording.percent(part.value, 6)}" for part in parts)
    note = f"несколько значений по срокам: {terms}"
    return Reading(cell.raw, unit=Unit.PERCENT, quality=Quality.AMBIGUOUS, note=note, parts=parts)


def answer(cell: Cell) -> Reading | None:
    if not _ANSWER.fullmatch(cell.text):
        return None
    note = f"ответ «{cell.text}» вместо числа"
    return Reading(cell.raw, quality=Quality.UNREADABLE, note=note)


def _is_share(printed: str) -> bool:
    return 0 < to_number(printed) <= LARGEST_SHARE


def _in_its_row(cell: Cell, reading: Reading) -> Reading:
    """A percentage in a row of counts is kept, with the doubt named."""
    if cell.asked is not Asked.COUNT or reading.quality is not Quality.OK:
        return reading
    return replace(reading, quality=Quality.SUSPECT, note="процент в строке, которая просит число")
