"""What a view costs twice: nothing while the data stay, and old data are let go."""

from __future__ import annotations

import gc
import weakref

import pytest

from ui import data


class Picture:
    """Something large computed from the data."""


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The version of the data, to be moved by hand."""
    moved = [1]
    monkeypatch.setattr(data, "version", lambda: ("base", moved[0]))
    return moved


def test_a_view_is_computed_once_per_version(now: list[int]) -> None:
    made: list[str] = []

    @data.remembered(4)
    def view(territory: str) -> int:
        made.append(territory)
        return len(made)

    assert [view("demo"), view("demo"), view("other")] == [1, 1, 2]
    now[0] = 2
    assert view("demo") == 3


def test_views_of_old_data_are_let_go(now: list[int]) -> None:
    @data.remembered(64)
    def view(_territory: str) -> Picture:
        return Picture()

    old = weakref.ref(view("demo"))
    now[0] = 2
    view("other")
    gc.collect()
    assert old() is None
