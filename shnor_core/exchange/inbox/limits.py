"""How much memory, time and talk a file may take."""

from __future__ import annotations

import importlib
from typing import Final

SECONDS: Final = 60
MEMORY: Final = 2 * 1024**3
LARGEST_ANSWER: Final = 512 * 1024**2
READING: Final = "read"
WRITING: Final = "write"
_LARGEST_FILES: Final = {READING: 0, WRITING: LARGEST_ANSWER}


def confine(mode: str) -> None:
    """Take from this process what its work does not need: memory, writing files, core dumps.

    Only POSIX knows such limits; elsewhere the time limit of the parent stands alone.
    """
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:
        return
    largest = _LARGEST_FILES[mode]
    for name, limit in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", largest), ("RLIMIT_CORE", 0)):
        resource.setrlimit(getattr(resource, name), (limit, limit))


def allow_seconds() -> None:
    """Processor time for one more file: the kernel ends a process that takes more."""
    try:
        resource = importlib.import_module("resource")
    except ModuleNotFoundError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
