"""Files that come from outside, read apart from the program and told as deliveries."""

from __future__ import annotations

import hashlib
from pathlib import Path

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox.container import LARGEST_FILE, MEGABYTE
from shnor_core.exchange.inbox.sandbox import Sandbox
from shnor_core.intake.delivery import Delivery


def read(path: Path, *, file_name: str = "", sandbox: Sandbox | None = None) -> Delivery:
    """Read a file by its content, in a process of its own.

    Parameters
    ----------
    path
        The file; its name says nothing about its kind.
    file_name
        The name the user knows it by, where the path is a temporary one.
    sandbox
        Reads several files in one process; without it each file gets its own.

    Returns
    -------
    Delivery
        Cells by subject. Rows a reader had to refuse are not among them but in ``faults``. Cells
        of text columns are text. A school of a ФИС ОКО report keeps its login as it is printed:
        «МБОУ СОШ № 1(edu240001)».

    Raises
    ------
    UnreadableFileError
        Missing, too large, dangerous, damaged, or with nothing in it that is understood.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise UnreadableFileError(f"Файл {path} не найден или не читается.") from error
    if size > LARGEST_FILE:
        raise UnreadableFileError(
            f"Файл больше {LARGEST_FILE // MEGABYTE} МБ: разделите его на несколько."
        )
    asked = {"file_name": file_name or path.name, "sha256": hashlib.sha256(content).hexdigest()}
    if sandbox:
        return sandbox.read(path, **asked)
    with Sandbox() as one:
        return one.read(path, **asked)
