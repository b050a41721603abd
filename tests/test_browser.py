"""Which browser the tests take, and what they say when there is none."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from shnor_core.charts import browsers
from tests import browser


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No programs but those in the returned folder."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(browsers, "MAC_PROGRAMS", ())
    for name in ("BROWSER_PATH", "ProgramFiles", "ProgramFiles(x86)", "LocalAppData"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def _program(path: Path, answer: int = 0) -> Path:
    if sys.platform == "win32":
        path = path.with_suffix(".exe")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\nexit {answer}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_nothing_installed_is_one_sentence(bare_machine: Path) -> None:
    with pytest.raises(browser.BrowserMissingError, match="BROWSER_PATH") as found:
        browser.find_browser()
    assert str(found.value).count(".") == 1


def test_the_named_browser_wins(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(bare_machine / "chromium")
    mine = _program(bare_machine / "mine" / "browser")
    monkeypatch.setenv("BROWSER_PATH", str(mine))
    assert browser.find_browser() == mine


def test_a_wrong_name_is_not_replaced_silently(
    bare_machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(bare_machine / "chromium")
    monkeypatch.setenv("BROWSER_PATH", str(bare_machine / "nowhere"))
    with pytest.raises(browser.BrowserMissingError, match="nowhere"):
        browser.find_browser()


@pytest.mark.parametrize("command", browsers.COMMANDS)
def test_every_known_command_is_found(bare_machine: Path, command: str) -> None:
    found = _program(bare_machine / command)
    assert browser.find_browser() == found


def test_windows_folders_are_searched(bare_machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ProgramFiles(x86)", str(bare_machine))
    edge = _program(bare_machine / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    assert browser.find_browser() == edge


if sys.platform == "linux":  # elsewhere asking a browser for its version would open it

    def test_ubuntus_script_that_only_asks_for_a_snap_is_passed_over(bare_machine: Path) -> None:
        _program(bare_machine / "chromium", answer=1)
        edge = _program(bare_machine / "msedge")
        assert browser.find_browser() == edge
