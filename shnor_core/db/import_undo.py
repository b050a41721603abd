"""Taking a file back: refused while later edits stand on it, otherwise whole and at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import duckdb
import pandas as pd

from shnor_core.db import consistency, decisions
from shnor_core.db.connection import Store
from shnor_core.db.import_tables import STILL_USED
from shnor_core.db.imports import Tables, add, remove, stored_rows
from shnor_core.db.queries import rows
from shnor_core.errors import EditConflictError
from shnor_core.intake.shapes import BY_TABLE, SHAPES, Shape, fitted, row_keys

#: table → the tables and columns that may name its rows; those rows would be left without an owner
_CHILDREN: Final = {
    "territory": (
        ("school", "territory_id"),
        ("indicator_set", "territory_id"),
        ("programme", "territory_id"),
        ("benchmark", "territory_id"),
    ),
    "school": (
        ("school_alias", "school_id"),
        ("observation", "school_id"),
        ("listing", "school_id"),
        ("assessment", "school_id"),
        ("journal_comparison", "school_id"),
        ("school", "parent_id"),
    ),
    "target": (("target_plan", "target_id"), ("target_fact", "target_id")),
    "measure": (("measure_state", "measure_id"),),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Something that was written on top of the file: which row, and what happened to it.

    ``how`` is ``changed`` (the row is no longer what the file wrote), ``added`` (a row that leans
    on a row of the file) or ``settled`` (a decision about a cell of the file).
    """

    table: str
    row_key: str
    how: str


@dataclass(frozen=True)
class Past:
    """Rows of one table by key: as a file found them, and the watched columns as it left them."""

    shape: Shape
    before: dict[str, dict[str, Any]]
    after: dict[str, dict[str, Any]]


_CHANGES = """
    select table_name, row_key, before, after from import_change where batch_id = $batch
"""


def past_of(store: Store, batch_id: str) -> dict[str, Past]:
    """What a file did, table by table."""
    found = {one.table: Past(one, {}, {}) for one in SHAPES}
    for table, key, before, after in rows(store, _CHANGES, batch=batch_id):
        if before is not None:
            found[table].before[key] = json.loads(before)
        if after is not None:
            found[table].after[key] = json.loads(after)
    return {table: past for table, past in found.items() if past.before or past.after}


_SETTLED = """
    select d.subject from decision_log d
    where d.territory_id = $territory and d.action = 'settle'
      and not exists (select 1 from decision_log u where u.undoes = d.decision_id)
"""


# tables no file writes, but people do on the screens
_ENTERED = """
    select 'risk', concat_ws('|', school_id, year, factor) from risk
    where school_id in (select unnest($made))
    union all
    select 'partnership', partnership_id from partnership
    where school_id in (select unnest($made)) or partner_id in (select unnest($made))
"""


def standing_on(store: Store, territory: str, past: Mapping[str, Past]) -> tuple[Standing, ...]:
    """Everything that forbids to take a file back."""
    stored = stored_rows(store, territory)
    found = [one for table in past.values() for one in _changed(table, stored)]
    found += [one for table in past.values() for one in _leaning(table, past, stored)]
    if "school" in past:
        made = sorted(set(past["school"].after) - set(past["school"].before))
        found += [Standing(table, key, "added") for table, key in rows(store, _ENTERED, made=made)]
    if "observation" in past:
        settled = {subject for (subject,) in rows(store, _SETTLED, territory=territory)}
        cells = settled & set(past["observation"].after)
        found += [Standing("observation", key, "settled") for key in sorted(cells)]
    return tuple(found)


def _changed(past: Past, stored: Tables) -> list[Standing]:
    """Rows that are no longer what the file left."""
    shape = past.shape
    now = fitted(stored[shape.table], shape)
    known = pd.Index(past.after, dtype=object)
    present = pd.Index(row_keys(now, shape.key))
    places = present.get_indexer(known)
    gone = list(known[places < 0])
    twins = now.iloc[places[places >= 0]].reset_index(drop=True)
    mine = _frame(past.after.values(), shape)[places >= 0].reset_index(drop=True)
    differs = pd.Series(False, index=mine.index)
    for column in shape.watched:
        one, two = twins[column], mine[column]
        differs |= ~((one == two).fillna(False).astype(bool) | (one.isna() & two.isna()))
    taken_away = [key for key in past.before if key not in past.after]
    back = present.intersection(pd.Index(taken_away, dtype=object))
    keys = [*gone, *known[places >= 0][differs], *back]
    if shape.table in STILL_USED and shape.table != "programme":
        # a definition the file has made is left in place when others use it, changed or not;
        # the days of a programme are somebody's own words
        keys = [key for key in keys if key in past.before]
    return [Standing(shape.table, str(key), "changed") for key in keys]


def _leaning(past: Past, all_past: Mapping[str, Past], stored: Tables) -> list[Standing]:
    """Rows of others that name a row this file has made."""
    made = set(past.after) - set(past.before)
    found = []
    for table, column in _CHILDREN.get(past.shape.table, ()):
        shape = BY_TABLE[table]
        leaning = stored[table][stored[table][column].isin(made)]
        own = set(all_past[table].after) if table in all_past else set()
        keys = [key for key in row_keys(leaning, shape.key) if key not in own]
        found += [Standing(table, str(key), "added") for key in keys]
    return found


def _frame(lines: Any, shape: Shape) -> pd.DataFrame:
    found = list(lines)
    return fitted(pd.DataFrame(found, columns=list(shape.columns), dtype=object), shape)


def undo(
    store: Store,
    batch_id: str,
    territory: str,
    past: Mapping[str, Past],
    *,
    who: str,
    at: datetime,
    data_version: int,
) -> None:
    """Put every row back as it stood before the file, in one transaction.

    Definitions that somebody else has come to use (a work, an indicator, a programme) stay.

    Raises
    ------
    EditConflictError
        Somebody has written since ``data_version``; nothing is undone.
    """
    with store.writing() as cursor:
        if store.data_version != data_version:
            raise EditConflictError("Данные только что изменились: проверьте и повторите отмену.")
        _restore(cursor, list(past.values()))
        cursor.execute(
            "update import_batch set state = 'undone', undone_at = $at, undone_by = $who"
            " where batch_id = $batch and state = 'taken'",
            {"batch": batch_id, "at": at, "who": who},
        )
        decisions.write(
            cursor,
            action="undo",
            territory=territory,
            subject=f"import:{batch_id}",
            reason="отмена загрузки",
            who=who,
            at=at,
        )
        consistency.check(cursor)


def _restore(cursor: duckdb.DuckDBPyConnection, tables: Sequence[Past]) -> None:
    # children before parents, so that a definition is known to be free when its turn comes
    for past in reversed(tables):
        shape = past.shape
        keys = set(past.after)
        if shape.table in STILL_USED:
            used = {key for (key,) in cursor.execute(STILL_USED[shape.table]).fetchall()}
            keys -= used - set(past.before)
        remove(cursor, shape, keys)
    for past in tables:
        add(cursor, past.shape, _frame(past.before.values(), past.shape))
