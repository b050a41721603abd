"""Writes of the decision log: rows are only ever added."""

from __future__ import annotations

import uuid
from datetime import datetime

import duckdb

from shnor_core.db.connection import Store
from shnor_core.errors import EditConflictError

_ADD = """
    insert into decision_log (entry_no, decision_id, made_at, who, action, territory_id, subject,
                              before, after, reason, undoes)
    select (select coalesce(max(entry_no), 0) + 1 from decision_log), $decision_id, $made_at, $who,
           $action, $territory, $subject, $before, $after, $reason, $undoes
"""


_IN_FORCE = """
    select d.decision_id from decision_log d
    where d.territory_id = $territory and d.subject = $subject and d.action = $action
      and not exists (select 1 from decision_log u where u.undoes = d.decision_id)
    order by d.entry_no desc limit 1
"""


def add(
    store: Store,
    *,
    action: str,
    territory: str,
    subject: str,
    before: str = "",
    after: str = "",
    reason: str,
    who: str,
    at: datetime,
    undoes: str | None = None,
    seen: str | None = None,
    data: bool = True,
) -> str:
    """Append one entry and return its id.

    Parameters
    ----------
    seen
        Id of the entry in force when the form was drawn, empty for none; looked at inside the
        transaction, so that of two people one is told. ``None`` compares nothing.
    data
        Whether a number on a screen changes with it: then the data version grows.

    Raises
    ------
    EditConflictError
        Another entry is in force by now.
    """
    with store.writing(data=data) as cursor:
        if seen is not None:
            _check_seen(cursor, territory, subject, "edit" if undoes else action, seen)
        return write(
            cursor,
            action=action,
            territory=territory,
            subject=subject,
            before=before,
            after=after,
            reason=reason,
            who=who,
            at=at,
            undoes=undoes,
        )


def write(
    cursor: duckdb.DuckDBPyConnection,
    *,
    action: str,
    territory: str,
    subject: str,
    before: str = "",
    after: str = "",
    reason: str,
    who: str,
    at: datetime,
    undoes: str | None = None,
) -> str:
    """The entry inside a transaction: what is written and its entry stand or fall together."""
    decision_id = uuid.uuid4().hex
    cursor.execute(
        _ADD,
        {
            "decision_id": decision_id,
            "made_at": at,
            "who": who,
            "action": action,
            "territory": territory,
            "subject": subject,
            "before": before,
            "after": after,
            "reason": reason,
            "undoes": undoes,
        },
    )
    return decision_id


def _check_seen(
    cursor: duckdb.DuckDBPyConnection, territory: str, subject: str, action: str, seen: str
) -> None:
    values = {"territory": territory, "subject": subject, "action": action}
    row = cursor.execute(_IN_FORCE, values).fetchone()
    if (str(row[0]) if row else "") != seen:
        raise EditConflictError(
            "Пока форма была открыта, в другом окне решили иначе: обновите страницу и повторите."
        )
