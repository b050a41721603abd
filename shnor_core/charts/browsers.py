"""The browser of this machine: pictures of charts are drawn by it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from shnor_core.errors import PictureError

ADVICE = (
    "Браузер не найден: установите Chrome, Edge, Яндекс Браузер или Chromium"
    " либо укажите путь к нему в переменной BROWSER_PATH."
)
COMMANDS = (
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
    "yandex-browser",
    "yandex-browser-stable",
)
WINDOWS_PROGRAMS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Yandex/YandexBrowser/Application/browser.exe",
    "Chromium/Application/chrome.exe",
)
MAC_PROGRAMS = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "Yandex.app/Contents/MacOS/Yandex",
    "Chromium.app/Contents/MacOS/Chromium",
)


def named() -> Path | None:
    """The browser ``BROWSER_PATH`` names, if it names one.

    Raises
    ------
    PictureError
        There is no such file.
    """
    text = os.environ.get("BROWSER_PATH")
    if not text:
        return None
    if not Path(text).is_file():
        raise PictureError(f"BROWSER_PATH указывает на {text}, но такого файла нет.")
    return Path(text)


def candidates() -> Iterator[Path]:
    """Browsers that seem to be installed, best known first."""
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            yield Path(found)
    folders = [
        os.environ.get(name) for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")
    ]
    places = [
        Path(folder) / program for program in WINDOWS_PROGRAMS for folder in folders if folder
    ]
    places += [Path("/Applications") / program for program in MAC_PROGRAMS]
    yield from (place for place in places if place.is_file())


def browser() -> Path:
    """The browser to draw with.

    Raises
    ------
    PictureError
        Nothing is installed, or ``BROWSER_PATH`` names nothing.
    """
    found = named() or next(candidates(), None)
    if found is None:
        raise PictureError(ADVICE)
    return found
