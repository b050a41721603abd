"""History of imports: what was taken, undo, new territories."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

import pandas as pd

from shnor_core.db import import_undo, imports, queries
from shnor_core.db.connection import Store
from shnor_core.db.import_undo import Standing
from shnor_core.db.imports import BatchRow, TableChange
from shnor_core.errors import IntakeError
from shnor_core.intake.shapes import BY_TABLE, fitted
from shnor_core.model import Territory
from shnor_core.wording import counted, plural
from shnor_core.workflow import access, intake_rows
from shnor_core.workflow import store as store_workflow

#: kind of the batch that made a territory without a file
NEW_TERRITORY: Final = "territory"
_SHOWN: Final = 20
_LATIN: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdezijklmnoprstufye", strict=True)),
        **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
        **{"ъ": "", "ь": "", "ю": "yu", "я": "ya"},
    }
)
_HOW: Final = {
    "changed": "изменено после загрузки",
    "added": "добавлено после загрузки и держится за строку этого файла",
    "settled": "по этой ячейке принято решение",
}


def history(store: Store, territory: str) -> tuple[BatchRow, ...]:
    """Files taken in a territory, the newest first, undone ones kept."""
    return imports.batches(store, territory)


def undo(store: Store, territory: str, batch_id: str, *, at: datetime) -> None:
    """Take a file back: every row stands as it stood before it.

    Raises
    ------
    AccessError
        The person may not change this territory.
    IntakeError
        There is no such file, it has been taken back, or later edits stand on it: ``reasons`` names
        them.
    EditConflictError
        Somebody wrote in this very moment.
    """
    who = access.require_editor(territory).name
    version = store.data_version
    batch = next((one for one in history(store, territory) if one.batch_id == batch_id), None)
    if batch is None or batch.state != "taken":
        raise IntakeError("Этой загрузки уже нет или она отменена.")
    past = import_undo.past_of(store, batch_id)
    standing = import_undo.standing_on(store, territory, past)
    if standing:
        raise _refused(store, territory, standing)
    import_undo.undo(store, batch_id, territory, past, who=who, at=at, data_version=version)
    if "observation" in past and _exists(store, territory):
        store_workflow.refresh_doubts(store, territory)


def _refused(store: Store, territory: str, standing: tuple[Standing, ...]) -> IntakeError:
    stored = imports.stored_rows(store, territory)
    names = intake_rows.Names.of(stored)
    told = [f"{names.of_key(one.table, one.row_key)}: {_HOW[one.how]}" for one in standing[:_SHOWN]]
    if len(standing) > _SHOWN:
        told.append(f"и ещё {len(standing) - _SHOWN}")
    count = len(standing)
    stand = plural(count, "держится", "держатся", "держится")
    edits = counted(count, "более поздняя правка", "более поздние правки", "более поздних правок")
    them = "её" if count == 1 else "их"
    return IntakeError(
        f"Отменить нельзя: на этой загрузке {stand} {edits}. Сначала отмените {them}.", tuple(told)
    )


def _exists(store: Store, territory: str) -> bool:
    return any(one.territory_id == territory for one in queries.territories(store))


def new_territory(store: Store, name: str, *, at: datetime) -> Territory:
    """Make a territory without data; it stands in the history and can be taken back while empty.

    Raises
    ------
    AccessError
        The person may not make territories.
    IntakeError
        No name, or a territory of that name is there.
    """
    who = access.require_editor_of_all().name
    title = " ".join(name.split())
    known = queries.territories(store)
    if not title or not re.search(r"\w", title):
        raise IntakeError("Напишите название территории.")
    if any(one.name.casefold() == title.casefold() for one in known):
        raise IntakeError(f"Территория «{title}» уже есть: выберите её в списке.")
    territory = Territory(_free_code(title, {one.territory_id for one in known}), title)
    shape = BY_TABLE["territory"]
    row = {"territory_id": territory.territory_id, "name": title, "origin": "user"}
    made = fitted(pd.DataFrame([{**row, "invented": False}], dtype=object), shape)
    batch = BatchRow(
        imports.new_batch_id(),
        territory.territory_id,
        at,
        who,
        "",
        "",
        NEW_TERRITORY,
        f"Новая территория «{title}»",
        1,
        0,
    )
    change = TableChange(shape, made.iloc[:0], made)
    imports.write(store, batch, [change], [], data_version=store.data_version)
    return territory


def _free_code(name: str, taken: set[str]) -> str:
    latin = name.casefold().translate(_LATIN)
    code = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:50].strip("-") or "territory"
    number, free = 2, code
    while free in taken:
        free, number = f"{code}-{number}", number + 1
    return free
