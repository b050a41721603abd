"""What a view costs twice: nothing while the data stay, and old data are let go."""

from __future__ import annotations

import gc
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from shnor_core.errors import UnknownTerritoryError
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


def test_who_asks_for_a_view_in_the_making_waits_for_it(now: list[int]) -> None:
    made: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    @data.remembered(4)
    def view(territory: str) -> int:
        made.append(territory)
        begun.set()
        assert go_on.wait(10)
        return len(made)

    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(view, "demo")
        assert begun.wait(10)
        second = crowd.submit(view, "demo")
        go_on.set()
        assert (first.result(), second.result()) == (1, 1)
    assert made == ["demo"]


def test_a_view_that_could_not_be_made_is_asked_for_again(now: list[int]) -> None:
    asked: list[str] = []

    @data.remembered(4)
    def view(territory: str) -> str:
        asked.append(territory)
        if len(asked) == 1:
            raise UnknownTerritoryError("Территории нет.")
        return territory

    with pytest.raises(UnknownTerritoryError):
        view("demo")
    assert view("demo") == "demo"


def test_views_of_old_data_are_let_go(now: list[int]) -> None:
    @data.remembered(64)
    def view(_territory: str) -> Picture:
        return Picture()

    old = weakref.ref(view("demo"))
    now[0] = 2
    view("other")
    gc.collect()
    assert old() is None
