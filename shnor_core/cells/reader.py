"""The ordered list of notations and the one function that reads a cell with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from shnor_core.cells import notations, school_notations
from shnor_core.cells.printed import Cell, cell
from shnor_core.model import Quality, Reading


@dataclass(frozen=True, slots=True)
class Notation:
    """One way to print a value: ``title`` names it on a screen, ``telling`` that it has a unit.

    Blank cells and noughts say nothing about how a school writes its numbers.
    """

    code: str
    title: str
    read: Callable[[Cell], Reading | None]
    telling: bool = True


# the first notation that recognises the whole text reads it
NOTATIONS: tuple[Notation, ...] = (
    Notation("blank", "пусто", notations.blank, telling=False),
    Notation("nought", "ноль", notations.nought, telling=False),
    Notation("people_percent", "число человек и процент", notations.people_and_percent),
    Notation("fraction", "дробь", notations.fraction),
    Notation("percent", "процент", notations.signed_percent),
    Notation("percent_column", "процент", notations.percent_column),
    Notation("decimal_share", "десятичная доля", notations.decimal_share),
    Notation("bare", "число без знака", notations.bare),
    Notation("people", "число человек", notations.people),
    Notation("extremes", "процент с крайними значениями", school_notations.with_extremes),
    Notation("bound", "граница", notations.bound),
    Notation("dated", "значения по срокам", notations.dated),
    Notation("counted_schools", "число школ словами", school_notations.counted_schools),
    Notation("listed", "число и список школ", school_notations.number_with_list),
    Notation("list_only", "список школ без числа", school_notations.list_without_number),
    Notation("answer", "да или нет", notations.answer, telling=False),
)


def read_cell(text: str | None, *, unit_printed: str = "", title: str = "") -> Reading:
    """What one printed cell says.

    Parameters
    ----------
    text
        The cell exactly as printed; ``None`` when the row is absent from the table.
    unit_printed, title
        Unit column and wording of the row; the title decides only where the unit is empty.

    Returns
    -------
    Reading
        Never an exception: a text no notation recognises is ``unreadable`` and the note says so.
        ``raw`` is ``text`` unchanged.
    """
    if text is None:
        return Reading("", quality=Quality.MISSING, note="строки нет в таблице")
    printed = cell(text, unit_printed, title)
    for notation in NOTATIONS:
        reading = notation.read(printed)
        if reading is not None:
            return reading
    note = f"текст не прочитан: «{printed.text}»"
    return Reading(text, quality=Quality.UNREADABLE, note=note)


@lru_cache(maxsize=4096)
def notation_of(text: str, *, unit_printed: str = "", title: str = "") -> Notation | None:
    """The notation a cell is printed in; ``None`` when no notation recognises it."""
    printed = cell(text, unit_printed, title)
    return next((notation for notation in NOTATIONS if notation.read(printed)), None)
