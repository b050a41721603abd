"""The real app as a process of its own, the way a user starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
APP = ROOT / "app.py"


class Address(str):
    """Where a server answers, and the process that does."""

    pid: int


class ServerDiedError(Exception):
    """The server did not answer; the message ends with what it printed."""


@contextmanager
def running_server(
    database: Path,
    script: Path = APP,
    patience: float = 60,
    options: Sequence[str] = (),
    port: int | None = None,
) -> Iterator[Address]:
    """Address of ``script`` served on a port of this machine, a free one unless it is given.

    ``options`` go to the command line of the server after its port.

    Raises
    ------
    ServerDiedError
        The server stopped, or said nothing for ``patience`` seconds.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += ["--server.port", str(port), "--server.headless", "true", *options]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command,
            cwd=ROOT,  # .streamlit/config.toml is looked for here
            env={**os.environ, "SHNOR_DB": str(database)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _answers(process, port, patience):
                log.seek(0)
                raise ServerDiedError(log.read().decode("utf-8", "replace"))
            address = Address(f"http://127.0.0.1:{port}")
            address.pid = process.pid
            try:
                yield address
            except BaseException as error:
                log.seek(0)
                error.add_note(log.read().decode("utf-8", "replace"))
                raise
        finally:
            _stop(process)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _answers(process: subprocess.Popen[bytes], port: int, patience: float) -> bool:
    # no proxy of the machine stands between the test and its own server
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + patience
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with opener.open(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
