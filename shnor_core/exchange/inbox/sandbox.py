"""Parsing apart: a process with little memory and time reads the file, this one only its answer."""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Final

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import wire
from shnor_core.exchange.inbox.limits import LARGEST_ANSWER, SECONDS
from shnor_core.intake.delivery import Delivery

_ROOT: Final = Path(__file__).parents[3]
_CHILD: Final = "shnor_core.exchange.inbox.child"
_LENGTH: Final = struct.Struct("<Q")
#: what the child needs of the environment; everything else is none of its business
_ENVIRONMENT: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
_BROKEN: Final = (
    "Файл повреждён или устроен не так, как пишут Excel и Word. Откройте его в Excel или Word,"
    " сохраните под новым именем и загрузите снова."
)
_SLOW: Final = f"Файл разбирается дольше {SECONDS} секунд: таблицы школ так не устроены."


class Sandbox:
    """A process that parses files one after another; dead ones are replaced.

    One file, one sandbox is the rule of the product; a run over many files keeps it.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def read(self, path: Path, *, file_name: str, sha256: str) -> Delivery:
        """What the child found in the file.

        Raises
        ------
        UnreadableFileError
            The child refused the file, died, took too long, or answered nonsense.
        """
        request = {"path": str(path.resolve()), "file_name": file_name, "sha256": sha256}
        answer = self._asked(json.dumps(request).encode() + b"\n")
        if answer[:1] == b"!":
            raise UnreadableFileError(answer[1:].decode("utf-8", "replace"))
        try:
            return wire.load(answer[1:])
        except wire.WireError as error:
            self._stop()
            raise UnreadableFileError(_BROKEN) from error

    def _asked(self, request: bytes) -> bytes:
        child = self._child = self._child or _started()
        answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_ask, args=(child, request, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=SECONDS)
        except queue.Empty:
            self._stop()
            raise UnreadableFileError(_SLOW) from None
        if not answer:
            self._stop()
            raise UnreadableFileError(_BROKEN)
        return answer

    def _stop(self) -> None:
        if self._child:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _started() -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-B", "-m", _CHILD],
        cwd=_ROOT,
        env=kept | {"PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # a traceback may quote the file; whoever wants it runs the child by hand
        stderr=subprocess.DEVNULL,
    )


def _ask(child: subprocess.Popen[bytes], request: bytes, answers: queue.Queue[bytes]) -> None:
    """Write the request and wait for the answer; an empty one means that the child is gone."""
    assert child.stdin
    assert child.stdout
    try:
        child.stdin.write(request)
        child.stdin.flush()
        head = child.stdout.read(_LENGTH.size)
        size = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else 0
        answer = child.stdout.read(size) if size <= LARGEST_ANSWER else b""
        answers.put(answer if len(answer) == size else b"")
    except (OSError, ValueError):
        answers.put(b"")
