"""Cached reads of meetings: they change with every edit, not only with the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from shnor_core.workflow import advice_answers, meeting, meeting_refresh, presenter
from shnor_core.workflow.advice_answers import Answer
from shnor_core.workflow.meeting import Meeting, MeetingItem
from shnor_core.workflow.meeting_refresh import Refresh
from shnor_core.workflow.presenter import Place, Slide
from ui import data

P = ParamSpec("P")
T = TypeVar("T")


def _until_edited(size: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep results until somebody writes: a window that looks every second costs nothing."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=size)
        def kept(_edited: tuple[str, int], *args: P.args, **kwargs: P.kwargs) -> T:
            return function(*args, **kwargs)

        @wraps(function)
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            store = data.store()
            return kept((str(store.path), store.edits), *args, **kwargs)

        return asked

    return decorate


@_until_edited(8)
def of_territory(territory: str) -> tuple[Meeting, ...]:
    return meeting.meetings_of(data.store(), territory)


@_until_edited(16)
def items(meeting_id: str) -> tuple[MeetingItem, ...]:
    return meeting.items(data.store(), meeting_id)


@_until_edited(8)
def deck(one: Meeting) -> tuple[Slide, ...]:
    return presenter.deck(one, items(one.meeting_id))


@_until_edited(8)
def answers(territory: str) -> Mapping[str, Answer]:
    """What the group has said to proposals."""
    return advice_answers.answers(data.store(), territory)


@_until_edited(64)
def place(meeting_id: str) -> Place:
    return presenter.place(data.store(), meeting_id)


@_until_edited(64)
def log(item_id: str) -> tuple[Refresh, ...]:
    return meeting_refresh.log(data.store(), item_id)


@_until_edited(16)
def completed(one: Meeting) -> Meeting:
    """The meeting with the accepted recommendations among its decisions."""
    return advice_answers.completed(data.store(), one)
