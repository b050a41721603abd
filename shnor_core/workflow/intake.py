"""«Загрузка»: a file is examined, shown, and taken whole in one transaction, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shnor_core.db import imports
from shnor_core.db.connection import Store
from shnor_core.db.imports import BatchRow
from shnor_core.errors import EditConflictError, IntakeError
from shnor_core.intake.checks import check_of
from shnor_core.intake.delivery import Delivery
from shnor_core.intake.linking import Link
from shnor_core.intake.school_rows import AS_NEW, NOT_TAKEN
from shnor_core.intake.stages import Progress, Stage, unheard
from shnor_core.wording import counted
from shnor_core.workflow import access, backups
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.backups import Reason
from shnor_core.workflow.intake_examination import Examination, examine
from shnor_core.workflow.intake_summary import (
    meanwhile,
    new_schools,
    nothing_new,
    replaced_rows,
    same,
    totals,
)

__all__ = [
    "AS_NEW",
    "NOT_TAKEN",
    "Delivery",
    "Examination",
    "Link",
    "Outcome",
    "Progress",
    "Stage",
    "confirm",
    "examine",
    "meanwhile",
    "new_schools",
    "nothing_new",
    "replaced_rows",
    "totals",
]

# somebody writes all the time only where something is broken
_TRIES = 5


@dataclass(frozen=True)
class Outcome:
    """What confirming did: a batch, or nothing and the sentence that says why."""

    batch: BatchRow | None
    examination: Examination
    sentence: str = ""


def confirm(
    store: Store,
    seen: Examination,
    *,
    accept_good: bool,
    at: datetime,
    replace: bool = False,
    progress: Progress = unheard,
) -> Outcome:
    """Take an examined file in one transaction.

    When somebody has written since, the file is examined anew; it is taken only if it still does
    what was shown, otherwise the outcome carries the new examination and a sentence.

    Raises
    ------
    AccessError
        The person may not change this territory.
    IntakeError
        Rows are at fault and ``accept_good`` was not said.
    """
    who = access.require_editor(seen.territory_id).name
    if seen.faults and not accept_good:
        told = counted(len(seen.faults), "замечание", "замечания", "замечаний")
        raise IntakeError(f"В файле {told}: исправьте их или возьмите только хорошие строки.")
    for _ in range(_TRIES):
        now = seen if seen.data_version == store.data_version else _again(store, seen, progress)
        if now is not seen and not same(seen, now):
            return Outcome(None, now, meanwhile(seen, now))
        changes = now.changes(replace)
        if not changes:
            return Outcome(None, now, nothing_new(now))
        progress(Stage.COPY)
        backups.before(store, Reason.IMPORT, at)
        batch = _batch(now, who, at)
        faults = [(check_of(one), one) for one in now.faults]
        # nobody is told anything after the write: what is heard may end the run of a screen
        progress(Stage.WRITE)
        try:
            imports.write(store, batch, changes, faults, data_version=now.data_version)
        except EditConflictError:
            continue
        if any(one.shape.table == "observation" for one in changes):
            store_workflow.refresh_doubts(store, now.territory_id)
        return Outcome(batch, now)
    raise EditConflictError("Данные всё время меняются: подождите минуту и повторите.")


def _again(store: Store, seen: Examination, progress: Progress) -> Examination:
    return examine(
        store,
        seen.delivery,
        territory=seen.territory_id,
        today=seen.today,
        name=seen.territory_name,
        decisions=seen.decisions,
        progress=progress,
    )


def _batch(seen: Examination, who: str, at: datetime) -> BatchRow:
    return BatchRow(
        imports.new_batch_id(),
        seen.territory_id,
        at,
        who,
        seen.delivery.file_name,
        seen.delivery.sha256,
        seen.delivery.kind,
        seen.delivery.title,
        seen.assembly.accepted,
        seen.assembly.rejected,
    )
