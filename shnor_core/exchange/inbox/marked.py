"""The file somebody sent, with its faults marked, for download."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.remarks import remarks
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import Fault


def marked_copy(
    path: Path,
    faults: Sequence[Fault],
    *,
    file_name: str = "",
    sandbox: Sandbox | None = None,
) -> bytes:
    """A workbook that shows where the faults are.

    Parameters
    ----------
    path
        The file as it came; it is not changed.
    faults
        Those of the reader and those of the checks, in the order to be listed.
    file_name
        The name the file was read by, where the path is a temporary one.
    sandbox
        One that writes marks several files in one process; without it each gets its own.

    Returns
    -------
    bytes
        An ``.xlsx`` that begins with the sheet «Замечания». Of a workbook: the same sheets with
        the cells filled and commented. Of a text table or a document: its tables with the rows
        filled. A file that cannot be marked within the limits gives the remarks alone.
    """
    name = file_name or path.name
    try:
        if sandbox:
            return sandbox.mark(path, faults, file_name=name)
        with Sandbox(writes=True) as one:
            return one.mark(path, faults, file_name=name)
    except UnreadableFileError:
        return remarks(faults)
