"""`check` of the database file itself, in sentences."""

from __future__ import annotations

from shnor_core.db import consistency
from shnor_core.db.connection import Store
from shnor_core.wording import counted


def faults(store: Store) -> tuple[str, ...]:
    """What is wrong with the file, a sentence each; empty when it is sound."""
    unreadable = consistency.unreadable_tables(store)
    if unreadable:
        return tuple(f"Таблица {table} читается не вся: файл повреждён." for table in unreadable)
    return tuple(
        f"Таблица {table}, столбец {column}: "
        + counted(rows, "строка ведёт", "строки ведут", "строк ведут")
        + " в никуда."
        for table, column, rows in consistency.broken_references(store)
    )
