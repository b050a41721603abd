"""What accepted files did not bring in: for «Качество данных»."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from shnor_core.db import imports
from shnor_core.db.connection import Store
from shnor_core.db.imports import BatchRow
from shnor_core.intake.checks import title_of
from shnor_core.intake.delivery import Fault
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import intake_tables


@dataclass(frozen=True)
class Rejected:
    """One accepted file with rows it left behind: the checks they failed, and the rows."""

    batch: BatchRow
    checks: TableSpec
    rows: TableSpec

    @property
    def title(self) -> str:
        """«данные.xlsx, 01.09.2024: не взято строк — 2»."""
        day = f"{self.batch.made_at:%d.%m.%Y}"
        return f"{self.batch.file_name}, {day}: не взято строк — {self.batch.rejected}"


_COLUMNS: Final = (
    Column("check", "Не пройдена проверка", width=3),
    Column("faults", "Мест", align="right", width=0.6, number_format="0"),
)


def rejected(store: Store, territory: str) -> tuple[Rejected, ...]:
    """Accepted files with rows left behind, newest first; those taken back are not among them."""
    known = imports.faults(store, territory)
    return tuple(
        Rejected(
            one,
            _checks(known[one.batch_id]),
            intake_tables.fault_table([fault for _, fault in known[one.batch_id]]),
        )
        for one in imports.batches(store, territory)
        if one.batch_id in known
    )


def _checks(faults: list[tuple[str, Fault]]) -> TableSpec:
    counts = Counter(code for code, _ in faults)
    rows = tuple(
        Row(code, (Cell(title_of(code), title_of(code), icon="✗"), Cell(str(count), count)))
        for code, count in counts.items()
    )
    return TableSpec("Не пройденные проверки", _COLUMNS, rows)
