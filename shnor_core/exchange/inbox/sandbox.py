"""Parsing apart: a process with little memory and time reads the file, this one only its answer."""

from __future__ import annotations

import json
import os
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final

from shnor_core.errors import UnreadableFileError
from shnor_core.exchange.inbox import wire
from shnor_core.exchange.inbox.limits import LARGEST_ANSWER, READING, SECONDS, WRITING
from shnor_core.intake.delivery import Delivery, Fault

_ROOT: Final = Path(__file__).parents[3]
_CHILD: Final = "shnor_core.exchange.inbox.child"
_LENGTH: Final = struct.Struct("<Q")
#: what the child needs of the environment; everything else is none of its business
_ENVIRONMENT: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")
DIED: Final = (
    "Файл повреждён или устроен не так, как пишут Excel и Word. Откройте его в Excel или Word,"
    " сохраните под новым именем и загрузите снова."
)
HUGE: Final = (
    "Файлу не хватило отведённой памяти. Удалите лишние строки и столбцы за краем таблиц,"
    " сохраните книгу и загрузите снова."
)
SLOW: Final = f"Файл разбирается дольше {SECONDS} секунд: таблицы школ так не устроены."
#: limits end a process by signals, which Windows does not even name: SIGABRT (an allocation that
#: failed), SIGKILL (the machine ran out of memory), SIGXCPU (the processor time is used up)
_DEATHS: Final = {-6: HUGE, -9: HUGE, -24: SLOW}
_MOMENT: Final = 5


class Sandbox:
    """A process that parses files one after another; dead ones are replaced.

    One file, one sandbox is the rule of the product; a run over many files keeps it. With
    ``writes`` the process may write temporary files. What it prints when it dies goes nowhere,
    because a traceback may quote the file, unless ``log`` takes it.
    """

    def __init__(self, *, writes: bool = False, log: IO[bytes] | None = None) -> None:
        self._mode = WRITING if writes else READING
        self._log = log
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """The process now reading, if there is one."""
        return self._child.pid if self._child else None

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
        answer = self._answer({"path": path, "file_name": file_name, "sha256": sha256})
        try:
            return wire.load(answer)
        except wire.WireError as error:
            self._stop()
            raise UnreadableFileError(DIED) from error

    def mark(self, path: Path, faults: Sequence[Fault], *, file_name: str) -> bytes:
        """A copy of the file with its faults marked, as an ``.xlsx``.

        Raises
        ------
        UnreadableFileError
            As :meth:`read`.
        """
        listed = [asdict(one) for one in faults]
        return self._answer({"path": path, "file_name": file_name, "faults": listed})

    def _answer(self, request: Mapping[str, Any]) -> bytes:
        path = str(request["path"].resolve())
        answer = self._asked(json.dumps({**request, "path": path}).encode() + b"\n")
        if answer[:1] == b"!":
            raise UnreadableFileError(answer[1:].decode("utf-8", "replace"))
        return answer[1:]

    def _asked(self, request: bytes) -> bytes:
        child = self._child = self._child or _started(self._mode, self._log)
        answers: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=_ask, args=(child, request, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=SECONDS)
        except queue.Empty:
            self._stop()
            raise UnreadableFileError(SLOW) from None
        if not answer:
            reason = _reason(child)
            self._stop()
            raise UnreadableFileError(reason)
        return answer

    def _stop(self) -> None:
        if self._child:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _started(mode: str, log: IO[bytes] | None) -> subprocess.Popen[bytes]:
    kept = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", _CHILD, mode],
        cwd=_ROOT,
        env=kept | {"PYTHONUTF8": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log or subprocess.DEVNULL,
    )


def _reason(child: subprocess.Popen[bytes]) -> str:
    """Why there is no answer; a process that lives on has said more than is let in."""
    try:
        return _DEATHS.get(child.wait(timeout=_MOMENT), DIED)
    except subprocess.TimeoutExpired:
        return HUGE


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
