"""Sheets of produced documents as pictures, the way LibreOffice prints them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

DOTS_PER_INCH = 90
NEEDED = ("soffice", "pdftoppm")


def missing() -> str:
    """What has to be installed first, '' when everything is there."""
    absent = [name for name in NEEDED if shutil.which(name) is None]
    return f"листы документов не сняты, нет программ: {', '.join(absent)}" if absent else ""


def take(document: bytes, wanted: Mapping[int, Path]) -> None:
    """Photograph the sheets named by their numbers, from 1, into the named files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(document)
        # a profile of its own: a running LibreOffice would answer instead and write nothing
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        printed = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name]
        _run([*printed, str(source)])
        for number, path in wanted.items():
            bounds = ["-f", str(number), "-l", str(number), "-r", str(DOTS_PER_INCH)]
            one = ["-singlefile", "-png", str(source.with_suffix(".pdf"))]
            _run(["pdftoppm", *bounds, *one, str(path.with_suffix(""))])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)
