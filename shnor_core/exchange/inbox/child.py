"""The process that reads a file: requests come in as lines, answers go out with their length.

An answer begins with «=» and a delivery or with «!» and a sentence. Anything unforeseen ends the
process, and the parent says that the file is damaged.
"""

from __future__ import annotations

import json
import os
import struct
import sys
from pathlib import Path
from typing import BinaryIO

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import wire
from shnor_core.exchange.inbox.limits import allow_seconds, confine
from shnor_core.exchange.inbox.parse import parse


def main() -> None:
    """Answer every request until the parent closes the pipe."""
    # what a library prints must not get between the answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    confine()
    for line in sys.stdin.buffer:
        allow_seconds()
        _send(answers, _answer(json.loads(line)))


def _answer(request: dict[str, str]) -> bytes:
    try:
        delivery = parse(
            Path(request["path"]), file_name=request["file_name"], sha256=request["sha256"]
        )
    except UnreadableFileError as error:
        return b"!" + str(error).encode("utf-8", "replace")
    return b"=" + wire.dump(delivery)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(struct.pack("<Q", len(answer)))
    answers.write(answer)
    answers.flush()


if __name__ == "__main__":
    main()
