"""Bytes of the screen as files of the core: what was uploaded, the blank workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.exchange import inbox
from shnor_core.exchange.form import blank_form
from shnor_core.exchange.inbox.marked import marked_copy
from shnor_core.intake.delivery import Delivery, Fault
from shnor_core.intake.stages import Progress, Stage, unheard
from shnor_core.workflow.monitoring import territory_of


def received(content: bytes, file_name: str, progress: Progress = unheard) -> Delivery:
    """Read an uploaded file; nothing of it stays on the disk.

    Raises
    ------
    UnreadableFileError
        The file is not one the product understands.
    """
    progress(Stage.READ)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return inbox.read(path, file_name=file_name)


def marked(content: bytes, file_name: str, faults: Sequence[Fault]) -> bytes:
    """The uploaded file with its faults marked and listed, as a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return marked_copy(path, faults, file_name=file_name)


def form(store: Store, territory: str, year: int) -> bytes:
    """The blank workbook of a territory with the schools of its register.

    Raises
    ------
    UnknownTerritoryError
    """
    names = [one.short_name for one in queries.schools(store, territory)]
    return blank_form(territory_of(store, territory).name, year, names)
