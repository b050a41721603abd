"""What undo asks of every entry of the log: that it stands, and that nobody has built on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from shnor_core.db.programme import FactRow, StateRow
from shnor_core.db.queries import LogEntry
from shnor_core.db.risks import RiskRow
from shnor_core.db.school_pairs import SchoolPair
from shnor_core.errors import DecisionError, EditConflictError

Edited = TypeVar("Edited", FactRow, StateRow, RiskRow, SchoolPair)


def standing(log: Iterable[LogEntry], entry_id: str) -> LogEntry:
    """The entry to be undone.

    Raises
    ------
    DecisionError
        There is no such entry, or it has been undone.
    """
    entry = next((one for one in log if one.decision_id == entry_id), None)
    if entry is None or entry.action != "edit" or entry.undone:
        raise DecisionError("Этой записи уже нет или она отменена.")
    return entry


def unchanged(written: Edited, now: Edited | None) -> Edited:
    """What stands there now, while it is still what the entry wrote.

    Raises
    ------
    EditConflictError
        It has been changed since.
    """
    if now is None or replace(now, version=written.version) != written:
        raise EditConflictError(
            "После этой записи значение уже изменили: сначала отмените более позднюю запись."
        )
    return now
