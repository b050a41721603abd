"""The process that reads a file: requests come in as lines, answers go out with their length.

An answer begins with «=» and a delivery or a marked copy, or with «!» and a sentence. Anything
unforeseen ends the process, and the parent says that the file is damaged.
"""

from __future__ import annotations

import gc
import json
import os
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import wire
from shnor_core.exchange.inbox.limits import allow_seconds, confine
from shnor_core.exchange.inbox.parse import parse
from shnor_core.intake.delivery import Fault


def main() -> None:
    """Answer every request until the parent closes the pipe."""
    # what a library prints must not get between the answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # compiled modules are kept from one file to the next, but nothing is written once it may not be
    sys.dont_write_bytecode = True
    confine(sys.argv[1])
    # a table is a million cells and no cycle: looking for cycles among them is a third of the time
    gc.disable()
    for line in sys.stdin.buffer:
        allow_seconds()
        _send(answers, _answer(json.loads(line)))
        gc.collect()


def _answer(request: dict[str, Any]) -> bytes:
    path, name = Path(request["path"]), request["file_name"]
    try:
        if "faults" in request:
            from shnor_core.exchange.inbox.marking import mark

            faults = [Fault(**one) for one in request["faults"]]
            return b"=" + mark(path, faults, Path(name).stem)
        return b"=" + wire.dump(parse(path, file_name=name, sha256=request["sha256"]))
    except UnreadableFileError as error:
        return b"!" + str(error).encode("utf-8", "replace")
    except MemoryError:
        # the parent knows the words for it by the signal, whoever asked for the memory
        os.abort()


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(struct.pack("<Q", len(answer)))
    answers.write(answer)
    answers.flush()


if __name__ == "__main__":
    main()
