"""Whose script runs now: one after another, long ones beside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from ui import turn

LONG = 10.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turn, "PATIENCE", LONG)


class Script:
    """Holds its turn until it is told to go on."""

    def __init__(self, crowd: ThreadPoolExecutor, first: Callable[[], None] = lambda: None) -> None:
        self.running, self.go_on = threading.Event(), threading.Event()
        self.first = first
        self.ended: Future[None] = crowd.submit(self._run)

    def _run(self) -> None:
        with turn.taken():
            self.first()
            self.running.set()
            assert self.go_on.wait(LONG)

    def end(self) -> None:
        self.go_on.set()
        self.ended.result(LONG)


def test_the_second_script_runs_when_the_first_has_ended() -> None:
    with ThreadPoolExecutor() as crowd:
        first = Script(crowd)
        assert first.running.wait(LONG)
        second = Script(crowd)
        assert not second.running.wait(0.05)
        first.end()
        assert second.running.wait(LONG)
        second.end()


def test_nobody_waits_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    with ThreadPoolExecutor() as crowd:
        first = Script(crowd)
        assert first.running.wait(LONG)
        monkeypatch.setattr(turn, "PATIENCE", 0.01)
        second = Script(crowd)
        assert second.running.wait(LONG)
        second.end()
        third = Script(crowd)
        assert third.running.wait(LONG), "who never had the turn gives nothing back"
        third.end()
        first.end()


def test_long_work_lets_the_others_by() -> None:
    with ThreadPoolExecutor() as crowd:
        importing = Script(crowd, turn.give_up)
        assert importing.running.wait(LONG)
        other = Script(crowd)
        assert other.running.wait(LONG)
        importing.end()
        late = Script(crowd)
        assert not late.running.wait(0.05), "a turn is given up once"
        other.end()
        late.end()


def test_a_script_that_fails_gives_its_turn_back() -> None:
    with pytest.raises(ZeroDivisionError), turn.taken():
        _ = 1 / 0
    with ThreadPoolExecutor() as crowd:
        next_one = Script(crowd)
        assert next_one.running.wait(LONG)
        next_one.end()
