"""What changed between the numbers of a protocol and the data of today, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from shnor_core import wording
from shnor_core.db import meeting_items
from shnor_core.db.connection import Store
from shnor_core.db.meeting_items import MeetingItem, Refresh
from shnor_core.snapshots import Shown, freeze
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, plural
from shnor_core.workflow import meeting_access
from shnor_core.workflow.meeting import as_table, facts_text, heading_of, shown

NOTHING = "—"
_TITLE, _NOTES = "Вывод", "Примечания"
Change = tuple[str, str, str]


def changes(before: Shown, after: Shown) -> tuple[Change, ...]:
    """Place, old text and new text of everything that differs; rows and columns go by key.

    A cell of a row or column that is only on one side stands against «—».
    """
    old, new = as_table(before), as_table(after)
    words = ((_TITLE, heading_of(before), heading_of(after)),)
    notes = ((_NOTES, " ".join(old.notes), " ".join(new.notes)),)
    found = (*words, *_cell_changes(old, new), *notes)
    return tuple(one for one in found if one[1] != one[2])


def _cell_changes(old: TableSpec, new: TableSpec) -> Iterator[Change]:
    before, after = _cells(old), _cells(new)
    for place in dict.fromkeys((*after, *before)):
        label = (after.get(place) or before[place])[0]
        yield label, before.get(place, ("", NOTHING))[1], after.get(place, ("", NOTHING))[1]


def _cells(table: TableSpec) -> dict[tuple[str, str, int], tuple[str, str]]:
    """Row key, column key and repetition → «строка · столбец» and what is read there."""
    found: dict[tuple[str, str, int], tuple[str, str]] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        repeated = seen.get(row.key, 0)
        seen[row.key] = repeated + 1
        name = _name(row)
        for column, cell in zip(table.columns, row.cells, strict=False):
            label = " · ".join(part for part in (name, column.group, column.title) if part)
            found[row.key, column.key, repeated] = (label, read(cell))
    return found


def _name(row: Row) -> str:
    """The first words of a row: a row may begin with a code or a covered cell."""
    texts = [cell.text or str(cell.value or "") for cell in row.cells[:3]]
    return next((text for text in texts if any(letter.isalpha() for letter in text)), texts[0])


def read(cell: Cell) -> str:
    """All a reader sees in a cell, in one line."""
    parts = (cell.icon, cell.text, cell.sub and f"({cell.sub})")
    told = " ".join(part for part in parts if part)
    if told or cell.value is None:
        return told or NOTHING
    return wording.number(cell.value) if isinstance(cell.value, int | float) else cell.value


def conclusion(found: tuple[Change, ...]) -> str:
    if not found:
        return "Числа в протоколе те же, что в данных сейчас"
    verb = plural(len(found), "Изменится", "Изменятся", "Изменятся")
    return f"{verb} {counted(len(found), 'место', 'места', 'мест')}"


def change_table(found: tuple[Change, ...]) -> TableSpec:
    """Old beside new, for a decision to take them."""
    columns = (
        Column("place", "Где", width=2.4),
        Column("before", "В протоколе", width=1.2),
        Column("after", "В данных сейчас", width=1.2),
    )
    rows = tuple(
        Row(str(at), (Cell(place), Cell(before), Cell(after, strong=True)))
        for at, (place, before, after) in enumerate(found)
    )
    return TableSpec(conclusion(found), columns, rows)


def renew(
    store: Store,
    item: MeetingItem,
    what: Shown,
    *,
    facts: Mapping[str, str],
    at: datetime,
    version: int | None = None,
) -> None:
    """Take newer numbers into a draft; the log keeps what stood before.

    ``version`` is that of the data they were drawn from, now by default.

    Raises
    ------
    MeetingError
        The protocol is finished, or the item was renewed or removed meanwhile.
    """
    meeting_access.require_editor_of_item(store, item.item_id)
    found = changes(shown(item), what)
    meeting_items.renew(
        store,
        item,
        content=freeze(what),
        heading=heading_of(what),
        facts=facts_text(facts),
        changes="\n".join(f"{place}: {old} → {new}" for place, old, new in found),
        version=store.data_version if version is None else version,
        at=at,
    )


def find(store: Store, item_id: str) -> MeetingItem | None:
    return meeting_items.find(store, item_id)


def log(store: Store, item_id: str) -> tuple[Refresh, ...]:
    """Renewals of an item, oldest first."""
    return meeting_items.refreshes(store, item_id)
