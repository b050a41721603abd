"""The readings a coordinator can choose from; none of them is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shnor_core import wording
from shnor_core.cells.bare import LARGEST_PERCENT
from shnor_core.cells.printed import cell, plain
from shnor_core.cells.school_notations import TOTAL
from shnor_core.model import Quality, Reading, Unit

# a candidate further than this from the year before is no better than the text as printed
PLAUSIBLE_TIMES = 3


@dataclass(frozen=True, slots=True)
class Alternative:
    """One possible reading and, in Russian, why it is possible."""

    reading: Reading
    explanation: str


def alternatives(
    reading: Reading, *, unit_printed: str, previous: float | None, title: str = ""
) -> tuple[Alternative, ...]:
    """Possible readings of a doubtful cell, the likeliest notation first.

    Parameters
    ----------
    reading
        The reading in doubt; blank, missing and unreadable cells have no alternatives.
    unit_printed, title
        Of the row: they name what a bare number would count.
    previous
        The greatest value of the earlier years of the row, in the unit of ``reading``.

    Returns
    -------
    tuple of Alternative
        Readings of quality ``ok`` with the printed text kept; «оставить без значения» is not among
        them because it is not a reading.
    """
    candidates = [
        *_by_unit(reading, unit_printed, title),
        *_by_part(reading),
        *_by_lost_digit(reading, previous),
        *_as_printed(reading),
    ]
    seen: dict[tuple[float | None, Unit], Alternative] = {}
    for candidate in candidates:
        seen.setdefault((candidate.reading.value, candidate.reading.unit), candidate)
    return tuple(seen.values())


def _choice(reading: Reading, value: float, unit: Unit, explanation: str) -> Alternative:
    chosen = replace(reading, value=value, unit=unit, quality=Quality.OK, note=explanation)
    return Alternative(chosen, explanation)


def _by_unit(reading: Reading, unit_printed: str, title: str) -> Iterator[Alternative]:
    if reading.unit is not Unit.UNKNOWN or reading.value is None or reading.value < 0:
        return
    value = reading.value
    if value <= LARGEST_PERCENT:
        yield _choice(reading, value, Unit.PERCENT, wording.percent(value, 6))
    if value == 1:
        yield _choice(reading, value, Unit.SHARE, f"доля, равная единице: {wording.percent(100)}")
    if value == int(value):
        people = cell(reading.raw, unit_printed, title).people(value)
        yield _choice(reading, value, Unit.COUNT, people)


def _by_part(reading: Reading) -> Iterator[Alternative]:
    if reading.quality is not Quality.AMBIGUOUS:
        return
    totals = [part for part in reading.parts if part.label == TOTAL]
    if reading.value is not None and totals:
        text = f"{wording.number(reading.value)} — число в начале ячейки"
        yield _choice(reading, reading.value, reading.unit, text)
    for part in totals or (reading.parts if reading.value is None else ()):
        if part.value is not None:
            text = f"{wording.number(part.value, 6)} — напечатано как «{part.label}»"
            if part.label == TOTAL:
                text = f"{wording.number(part.value)} — итог в конце ячейки"
            yield _choice(reading, part.value, part.unit, text)


def _by_lost_digit(reading: Reading, previous: float | None) -> Iterator[Alternative]:
    digits = plain(reading.raw).removesuffix("%").strip()
    if reading.value is None or previous is None or previous <= 0:
        return
    limit = PLAUSIBLE_TIMES * previous
    if reading.value <= limit or not (digits.isascii() and digits.isdecimal()):
        return
    for place, digit in enumerate(digits):
        left = digits[:place] + digits[place + 1 :]
        if left and not left.startswith("0") and int(left) <= limit:
            text = f"{left} — лишняя «{digit}» {_where(place, len(digits))}"
            yield _choice(reading, float(left), reading.unit, text)


def _where(place: int, length: int) -> str:
    if place == 0:
        return "перед числом"
    return "после числа" if place == length - 1 else "внутри числа"


def _as_printed(reading: Reading) -> Iterator[Alternative]:
    if reading.value is not None and reading.unit is not Unit.UNKNOWN:
        yield _choice(reading, reading.value, reading.unit, "верно, как напечатано")
