"""What a file would do to a territory, seen before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import pandas as pd

from shnor_core.db import imports, queries
from shnor_core.db.connection import Store
from shnor_core.db.imports import BatchRow, TableChange
from shnor_core.intake.assembly import REPLACEABLE, Assembly, assemble
from shnor_core.intake.checks import Check, checks_of
from shnor_core.intake.context import Context
from shnor_core.intake.delivery import Delivery, Fault
from shnor_core.intake.difference import TableDifference, compare
from shnor_core.intake.shapes import BY_TABLE, Shape
from shnor_core.intake.stages import Progress, Stage, unheard


@dataclass(frozen=True)
class Examination:
    """What a file would do to a territory at one moment.

    ``assembly`` holds the differences and the rows at fault; ``taken`` is the batch that took the
    same file before; ``data_version`` is the moment and ``stored`` the rows of that moment.
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
    stored: imports.Tables = field(repr=False)
    extra: tuple[TableDifference, ...] = field(repr=False)

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


def examine(
    store: Store,
    delivery: Delivery,
    *,
    territory: str,
    today: date,
    name: str = "",
    decisions: Mapping[str, str] | None = None,
    progress: Progress = unheard,
) -> Examination:
    """Check a file against a territory and say what it would change; nothing is written.

    A ``territory`` that is not there yet is made together with the rows, under ``name``.
    """
    progress(Stage.STORED)
    version = store.data_version
    known = {one.territory_id: one for one in queries.territories(store)}
    stored = imports.stored_rows(store, territory)
    title = known[territory].name if territory in known else name.strip() or territory
    source_id = f"import-{territory}-{delivery.sha256[:16]}"
    context = Context(territory, title, source_id, stored, today)
    made = assemble(delivery, context, decisions, progress)
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
        stored,
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
