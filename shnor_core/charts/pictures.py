"""Charts as PNG pictures, drawn by the machine's own browser in a process that cannot hang us."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from shnor_core.charts.browsers import browser
from shnor_core.charts.plotly_figure import figure
from shnor_core.charts.spec import ChartSpec
from shnor_core.errors import PictureError

# as wide as the text of a page: letters of 14 px become 10 points
WIDTH = 640
SCALE = 3
_START, _EACH = 40.0, 4.0  # seconds the browser may take to start, and for a picture
_NO_FONTS = (
    "На этом компьютере нет шрифтов с кириллицей: подписи на картинках пропали бы."
    " Установите, например, пакет fonts-dejavu-core."
)
_ROOT = Path(__file__).parents[2]


def pictures(specs: Sequence[ChartSpec], *, timeout: float | None = None) -> tuple[bytes, ...]:
    """Draw charts as they look on the screen, with conclusion, key and source.

    Parameters
    ----------
    timeout
        Seconds for all of them; grows with their number when not given.

    Returns
    -------
    tuple of bytes
        A PNG for every chart, 1920 pixels wide.

    Raises
    ------
    PictureError
        No browser, no Cyrillic fonts, the browser failed or took too long.
    """
    if not specs:
        return ()
    program = browser()
    check_fonts()
    limit = _START + _EACH * len(specs) if timeout is None else timeout
    with TemporaryDirectory() as folder:
        task = {
            "browser": str(program),
            "folder": folder,
            "scale": SCALE,
            "figures": [json.loads(figure(one, width=WIDTH).to_json()) for one in specs],
            "width": WIDTH,
            "limit": limit,
        }
        _run(json.dumps(task), limit)
        made = [Path(folder) / f"{at}.png" for at in range(len(specs))]
        if not all(one.is_file() for one in made):
            raise PictureError(f"Браузер {program.name} не нарисовал картинки: попробуйте другой.")
        return tuple(one.read_bytes() for one in made)


def check_fonts() -> None:
    """Without a font the browser draws charts with all their words missing, and says nothing.

    Raises
    ------
    PictureError
        The machine names its fonts and none of them has Cyrillic.
    """
    command = shutil.which("fc-list")
    if command is None:
        return
    answer = subprocess.run(
        [command, ":lang=ru", "family"], capture_output=True, check=False, timeout=30
    )
    if answer.returncode == 0 and not answer.stdout.strip():
        raise PictureError(_NO_FONTS)


def _run(task: str, limit: float) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "shnor_core.charts.picture_process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
    )
    try:
        process.communicate(task.encode(), timeout=limit)
    except subprocess.TimeoutExpired as error:
        raise PictureError(
            f"Браузер не нарисовал картинки за {limit:.0f} с. Повторите или возьмите документ"
            " со встроенными диаграммами."
        ) from error
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the process together with the browser, which runs in a session of its own."""
    if sys.platform == "win32":
        command = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        subprocess.run(command, capture_output=True, check=False)
    else:
        for pid in (*_descendants(process.pid), process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    process.wait()


def _descendants(pid: int) -> list[int]:
    """Everything a process has started, as far as its parents still run."""
    command = ["ps", "-A", "-o", "pid=,ppid="]
    rows = _proc_rows() if Path("/proc/self/stat").exists() else _rows_of(command)
    found = [pid]
    for parent in found:
        found += [child for child, above in rows if above == parent]
    return found[1:]


def _rows_of(command: list[str]) -> list[tuple[int, int]]:
    answer = subprocess.run(command, capture_output=True, check=False, text=True)
    pairs = (line.split() for line in answer.stdout.splitlines())
    return [(int(child), int(parent)) for child, parent in pairs]


def _proc_rows() -> list[tuple[int, int]]:
    """(process, parent) of a Linux system: small ones have no ``ps``."""
    rows = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        # a process may end while the list is read
        with suppress(OSError):
            _, _, rest = entry.read_text(encoding="utf-8", errors="replace").rpartition(")")
            rows.append((int(entry.parent.name), int(rest.split()[1])))
    return rows
