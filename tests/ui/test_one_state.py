"""A screen of one state: what others write while it is drawn draws it anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from shnor_core.workflow.store import Store
from ui import data

Act = Callable[[Store], None]


class Page:
    """A page that meets one act after another, a run each, and the runs it took."""

    def __init__(self, *acts: Act) -> None:
        self.acts = list(acts)
        self.runs = 0
        self.errors: list[str] = []

    def draw(self) -> None:
        self.runs += 1
        if self.acts:
            self.acts.pop(0)(data.store())


shown = Page()


def script() -> None:
    import streamlit as st

    from tests.ui.test_one_state import shown
    from ui import one_state

    with one_state.drawn():
        shown.draw()
        st.text(f"run {shown.runs} of {one_state.version()}")


@pytest.fixture
def run(own_database: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    monkeypatch.setenv("SHNOR_DB", str(own_database))
    data.open_database()

    def run(*acts: Act) -> AppTest:
        shown.acts, shown.runs = list(acts), 0
        return AppTest.from_function(script, default_timeout=60).run()

    return run


def written(store: Store, *, numbers: bool = True) -> None:
    with store.writing(data=numbers):
        pass


def others_write(store: Store, *, numbers: bool = True) -> None:
    writer = threading.Thread(target=written, args=(store,), kwargs={"numbers": numbers})
    writer.start()
    writer.join()


def others_edit(store: Store) -> None:
    others_write(store, numbers=False)


def halves_do_not_fit(_store: Store) -> None:
    raise KeyError


def and_then(*acts: Act) -> Act:
    def all_of_them(store: Store) -> None:
        for act in acts:
            act(store)

    return all_of_them


def test_an_undisturbed_page_is_drawn_once(run: Callable[..., AppTest]) -> None:
    assert not run().exception
    assert shown.runs == 1


def test_numbers_of_two_states_are_drawn_anew(run: Callable[..., AppTest]) -> None:
    page = run(others_write)
    assert shown.runs == 2
    assert page.text[0].value == f"run 2 of {data.store().data_version}"


def test_a_draft_changes_no_number(run: Callable[..., AppTest]) -> None:
    run(others_edit)
    assert shown.runs == 1


@pytest.mark.parametrize("writing", [others_write, others_edit])
def test_an_error_between_two_states_is_nobodys_error(
    run: Callable[..., AppTest], writing: Act
) -> None:
    page = run(and_then(writing, halves_do_not_fit))
    assert not page.exception
    assert shown.runs == 2


def test_an_error_of_one_state_is_an_error(run: Callable[..., AppTest]) -> None:
    page = run(halves_do_not_fit)
    assert len(page.exception) == 1
    assert shown.runs == 1


def test_what_a_run_writes_itself_it_shows(run: Callable[..., AppTest]) -> None:
    page = run(and_then(others_write, written))
    assert shown.runs == 1
    assert page.text[0].value.startswith("run 1")


def test_endless_changes_are_shown_as_they_came_out(run: Callable[..., AppTest]) -> None:
    page = run(*[others_write] * 9)
    assert shown.runs == 4
    assert page.text[0].value.startswith("run 4")


def test_an_error_under_endless_changes_is_told(run: Callable[..., AppTest]) -> None:
    page = run(*[and_then(others_write, halves_do_not_fit)] * 9)
    assert shown.runs == 4
    assert len(page.exception) == 1


def test_a_commit_under_way_counts_as_a_change(
    run: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = data.store()
    run(lambda _store: monkeypatch.setattr(store, "coming_version", store.data_version + 1))
    assert shown.runs == 4
