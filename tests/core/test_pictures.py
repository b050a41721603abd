"""Charts as pictures: drawn by a browser, never hanging, refused in one sentence."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from shnor_core.charts import browsers, pictures
from shnor_core.errors import PictureError
from tests.core.office_world import BULLET, HEAT, LINE


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.browser
def test_every_chart_becomes_a_picture_in_its_order() -> None:
    made = pictures.pictures([LINE, HEAT, BULLET])
    assert len({one for one in made}) == 3
    heights = [
        pictures.figure(one, width=pictures.WIDTH).layout.height for one in (LINE, HEAT, BULLET)
    ]
    for one, height in zip(made, heights, strict=True):
        assert size_of(one) == (pictures.WIDTH * pictures.SCALE, height * pictures.SCALE)


def test_no_charts_need_no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere")
    assert pictures.pictures([]) == ()


def test_a_wrong_path_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/browser")
    with pytest.raises(PictureError, match=r"BROWSER_PATH указывает на /nowhere/browser"):
        pictures.pictures([LINE])


def test_without_a_browser_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("BROWSER_PATH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browsers, "MAC_PROGRAMS", ())
    for name in ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(PictureError, match="установите Chrome, Edge, Яндекс Браузер"):
        pictures.pictures([LINE])


def program(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_a_browser_that_never_answers_is_stopped(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "alive"
    slow = program(tmp_path, "browser", f"while true; do date > {mark}; sleep 0.2; done")
    monkeypatch.setenv("BROWSER_PATH", str(slow))
    before = time.monotonic()
    with pytest.raises(PictureError, match="за 6 с"):
        pictures.pictures([LINE], timeout=6)
    assert time.monotonic() - before < 30
    # the program the drawing process had started is gone with it
    mark.unlink(missing_ok=True)
    time.sleep(1)
    assert not mark.exists()


def test_a_program_that_is_no_browser_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(program(tmp_path, "browser", "exit 1")))
    with pytest.raises(PictureError, match=r"browser не нарисовал|за 25 с"):
        pictures.pictures([LINE], timeout=25)


def test_a_machine_without_cyrillic_fonts_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program(tmp_path, "fc-list", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PictureError, match="нет шрифтов с кириллицей"):
        pictures.check_fonts()
    program(tmp_path, "fc-list", "echo DejaVu Sans")
    pictures.check_fonts()
