"""Writes of the decision log: rows are only ever added."""

from __future__ import annotations

import uuid
from datetime import datetime

from shnor_core.db.connection import Store

_ADD = """
    insert into decision_log (entry_no, decision_id, made_at, who, action, territory_id, subject,
                              before, after, reason, undoes)
    select (select coalesce(max(entry_no), 0) + 1 from decision_log), $decision_id, $made_at, $who,
           $action, $territory, $subject, $before, $after, $reason, $undoes
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
) -> str:
    """Append one entry and return its id; the data version grows with it."""
    decision_id = uuid.uuid4().hex
    with store.writing() as cursor:
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
