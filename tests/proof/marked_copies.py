"""Marked copies of spoiled files: whatever was read comes back with every fault listed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import python_calamine as calamine

from shnor_core.exchange.inbox.marked import marked_copy
from shnor_core.exchange.inbox.remarks import REMARKS
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.cell_values import text_of
from shnor_core.intake.delivery import Delivery, Fault, Sheet

_ROWS = 20
ALONE = "копия: одни замечания"
MARKED = "копия с отмеченными ячейками"


def copied(path: Path, found: Delivery, sandbox: Sandbox, rng: random.Random) -> tuple[str, str]:
    """How the copy of a file that was read ended, and what is wrong with it: '' for nothing."""
    faults = (*found.faults, *(one for sheet in found.sheets for one in _faults(sheet, rng)))
    content = marked_copy(path, faults, file_name=found.file_name, sandbox=sandbox)
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            names = book.sheet_names
            lines = book.get_sheet_by_index(0).to_python()
    except (calamine.CalamineError, ValueError) as error:
        return MARKED, f"копия не открывается: {error}"
    wrong = "" if names[0].startswith(REMARKS) else f"первым стоит лист «{names[0]}»"
    if len(lines) != len(faults) + 1:
        wrong = f"замечаний {len(faults)}, в копии {len(lines) - 1}"
    return (MARKED if len(names) > 1 else ALONE), wrong


def _faults(sheet: Sheet, rng: random.Random) -> Iterator[Fault]:
    """Faults a check could find: any cell of a row that was read, or the whole row."""
    for at in rng.sample(range(len(sheet.rows)), min(_ROWS, len(sheet.rows))):
        code = rng.choice(list(sheet.columns))
        row, value = sheet.rows[at], text_of(sheet.columns[code][at])
        cell = sheet.cell(code, row) if rng.random() < 0.8 else ""
        yield Fault(
            sheet.name, row, cell, code, value, "spoiled", f"Стоит «{value}».", "Исправьте."
        )
