"""«Загрузка»: a file is examined, shown, and taken whole in one transaction, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

import pandas as pd

from shnor_core.db import imports, queries
from shnor_core.db.connection import Store
from shnor_core.db.imports import BatchRow, TableChange
from shnor_core.errors import EditConflictError, IntakeError
from shnor_core.intake.assembly import REPLACEABLE, Assembly, assemble
from shnor_core.intake.checks import Check, check_of, checks_of
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import Delivery, Fault
from shnor_core.intake.difference import TableDifference, compare
from shnor_core.intake.shapes import BY_TABLE, Shape
from shnor_core.wording import counted
from shnor_core.workflow import access, backups
from shnor_core.workflow import store as store_workflow
from shnor_core.workflow.backups import Reason

# made on the way to a row somebody has written
_DEFINITIONS = ("procedure", "indicator_set", "programme")
# somebody writes all the time only where something is broken
_TRIES = 5


@dataclass(frozen=True)
class Examination:
    """What a file would do to a territory at one moment.

    ``assembly`` holds the differences and the rows at fault; ``taken`` is the batch that took the
    same file before; ``data_version`` is the moment.
    """

    territory_id: str
    territory_name: str
    is_new: bool
    delivery: Delivery
    assembly: Assembly
    decisions: Mapping[str, str]
    taken: BatchRow | None
    data_version: int
    today: date
    extra: tuple[TableDifference, ...] = field(repr=False, default=())

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        subjects = {one.subject for one in self.delivery.sheets}
        return checks_of(subjects, self.assembly.faults)

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.assembly.faults

    @property
    def differences(self) -> tuple[TableDifference, ...]:
        return self.assembly.differences

    def changes(self, replace: bool = False) -> tuple[TableChange, ...]:
        """Rows to write; with ``replace`` stored rows that the file does not hold go."""
        found = [_change(one, replace) for one in self.differences]
        if not any(len(one.before) or len(one.after) for one in found):
            return ()
        return tuple(one for one in (*(_change(e, False) for e in self.extra), *found)
                     if len(one.before) or len(one.after))  # fmt: skip


def _change(one: TableDifference, replace: bool) -> TableChange:
    # the plan of an indicator is one thing: what the file says of it replaces all of it
    whole = one.shape.table == "target_plan" or (replace and one.shape.table in REPLACEABLE)
    before = [one.before, one.gone] if whole else [one.before]
    return TableChange(one.shape, _together(before, one.shape), _together(
        [one.after, one.new], one.shape))  # fmt: skip


def _together(frames: Iterable[pd.DataFrame], shape: Shape) -> pd.DataFrame:
    found = [frame for frame in frames if len(frame)]
    if not found:
        return pd.DataFrame(columns=list(shape.columns), dtype=object)
    return pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]


@dataclass(frozen=True)
class Outcome:
    """What confirming did: a batch, or nothing and the sentence that says why."""

    batch: BatchRow | None
    examination: Examination
    sentence: str = ""


def examine(
    store: Store,
    delivery: Delivery,
    *,
    territory: str,
    today: date,
    name: str = "",
    decisions: Mapping[str, str] | None = None,
) -> Examination:
    """Check a file against a territory and say what it would change; nothing is written.

    A ``territory`` that is not there yet is made together with the rows, under ``name``.
    """
    version = store.data_version
    known = {one.territory_id: one for one in queries.territories(store)}
    stored = imports.stored_rows(store, territory)
    title = known[territory].name if territory in known else name.strip() or territory
    source_id = f"import-{territory}-{delivery.sha256[:16]}"
    context = Context(territory, title, source_id, stored, today)
    made = assemble(delivery, context, decisions)
    taken = next(
        (
            one
            for one in imports.batches(store, territory)
            if one.sha256 == delivery.sha256 and one.state == "taken"
        ),
        None,
    )
    return Examination(
        territory,
        title,
        territory not in known,
        delivery,
        made,
        decisions or {},
        taken,
        version,
        today,
        _extra(context, delivery),
    )


def _extra(context: Context, delivery: Delivery) -> tuple[TableDifference, ...]:
    """The territory and the source: written only together with rows of the file."""
    territory = {"territory_id": context.territory_id, "name": context.territory_name}
    source = {
        "source_id": context.source_id,
        "territory_id": context.territory_id,
        "title": f"Файл {delivery.file_name}",
        "kind": "import",
        "issued": context.today,
        "file_name": delivery.file_name,
        "sha256": delivery.sha256,
    }
    rows = {"territory": {**territory, "origin": "user", "invented": False}, "source": source}
    return tuple(
        compare(BY_TABLE[table], context.stored[table], pd.DataFrame([row], dtype=object))
        for table, row in rows.items()
    )


def confirm(
    store: Store,
    seen: Examination,
    *,
    accept_good: bool,
    at: datetime,
    replace: bool = False,
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
        now = seen if seen.data_version == store.data_version else _again(store, seen)
        if now is not seen and not _same(seen, now):
            return Outcome(None, now, _meanwhile(seen, now))
        changes = now.changes(replace)
        if not changes:
            return Outcome(None, now, nothing_new(now))
        backups.before(store, Reason.IMPORT, at)
        batch = _batch(now, who, at)
        faults = [(check_of(one), one) for one in now.faults]
        try:
            imports.write(store, batch, changes, faults, data_version=now.data_version)
        except EditConflictError:
            continue
        if any(one.shape.table == "observation" for one in changes):
            store_workflow.refresh_doubts(store, now.territory_id)
        return Outcome(batch, now)
    raise EditConflictError("Данные всё время меняются: подождите минуту и повторите.")


def _again(store: Store, seen: Examination) -> Examination:
    return examine(
        store,
        seen.delivery,
        territory=seen.territory_id,
        today=seen.today,
        name=seen.territory_name,
        decisions=seen.decisions,
    )


def _same(one: Examination, two: Examination) -> bool:
    if len(one.differences) != len(two.differences) or one.faults != two.faults:
        return False
    return all(
        a.new.equals(b.new)
        and a.before.equals(b.before)
        and a.after.equals(b.after)
        and a.gone.equals(b.gone)
        for a, b in zip(one.differences, two.differences, strict=True)
    )


def totals(one: Examination) -> tuple[int, int, int, int]:
    """Rows that are new, changed, the same, stored but not in the file: over all tables."""
    new, changed, same, gone = 0, 0, 0, 0
    for found in told_tables(one):
        told = found.told()
        new, changed = new + told[0], changed + told[1]
        same, gone = same + told[2], gone + told[3]
    return new, changed, same, gone


def told_tables(one: Examination) -> tuple[TableDifference, ...]:
    """Differences a person is told about, without what is made on the way."""
    return tuple(d for d in one.differences if d.shape.table not in _DEFINITIONS)


def _meanwhile(seen: Examination, now: Examination) -> str:
    before, after = totals(seen), totals(now)
    return (
        "Пока вы смотрели, данные изменили в другом окне, и файл сделает уже не то, что было"
        f" показано: новых строк было {before[0]}, стало {after[0]}; изменённых было {before[1]},"
        f" стало {after[1]}. Ничего не записано: посмотрите заново и подтвердите."
    )


def nothing_new(seen: Examination) -> str:
    """Why confirming the file would change nothing; empty when it would."""
    if seen.changes():
        return ""
    if seen.taken is not None:
        return (
            f"Этот файл уже принят {seen.taken.made_at:%d.%m.%Y в %H:%M}: повторная загрузка ничего"
            " не меняет."
        )
    if not seen.assembly.accepted:
        return "В файле нет ни одной строки, которую можно взять."
    return "В базе уже всё то же, что в файле: менять нечего."


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


def new_schools(seen: Examination) -> tuple[str, ...]:
    """Names of schools the file would add to the register."""
    return tuple(
        str(name)
        for one in seen.differences
        if one.shape.table == "school"
        for name in one.new["short_name"]
    )
