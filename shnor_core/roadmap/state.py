"""The state of a measure on a day; only a printed date can make it overdue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shnor_core import wording
from shnor_core.model import Tone
from shnor_core.roadmap.measures import RECURRENCE_TITLES, DueDate, DueKind, Measure, Window
from shnor_core.russian_dates import day as shown_day
from shnor_core.wording import EN_DASH, HARD_SPACE


class StateKind(StrEnum):
    """What to do about a measure, most urgent first."""

    OVERDUE = "overdue"
    SOON = "soon"
    RUNNING = "running"
    FUTURE = "future"
    DONE = "done"
    WORDS = "words"


STATE_TITLES = {
    StateKind.OVERDUE: "Просрочено",
    StateKind.SOON: "Срок скоро",
    StateKind.RUNNING: "Идёт",
    StateKind.FUTURE: "Впереди",
    StateKind.DONE: "Выполнено",
    StateKind.WORDS: "Срок словами",
}
_TONES = {
    StateKind.OVERDUE: Tone.WORSE,
    StateKind.DONE: Tone.BETTER,
    StateKind.WORDS: Tone.NONE,
}
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class State:
    """``days`` are days overdue or days left, ``text`` says the state in Russian.

    ``note`` tells of a window that has passed while a later one is still open.
    """

    kind: StateKind
    text: str
    days: int | None = None
    note: str = ""

    @property
    def tone(self) -> Tone:
        return _TONES.get(self.kind, Tone.PLAIN)

    @property
    def urgent(self) -> bool:
        return self.kind in (StateKind.OVERDUE, StateKind.SOON)


def state(measure: Measure, on: date, *, done: bool, soon_days: int = SOON_DAYS) -> State:
    """The state of a measure on a day.

    The day of the deadline still belongs to the measure: it is overdue from the next day on. A
    measure with several deadlines is overdue after the last one.

    Examples
    --------
    >>> from shnor_core.roadmap.due_text import parse_due
    >>> text = "До 20.11.23"
    >>> measure = Measure("m10", "10", "Обновить страницы", text, parse_due(text))
    >>> state(measure, date(2024, 1, 15), done=False).text
    'просрочено на 56\\xa0дней'
    """
    due = measure.due
    if done:
        return State(StateKind.DONE, "выполнено")
    if not due.dated:
        return State(StateKind.WORDS, _words(measure))
    if due.end is None:
        return _open_ended(due, on)
    if due.end < on:
        days = (on - due.end).days
        return State(StateKind.OVERDUE, f"просрочено на {_days(days)}", days)
    window = _current(due, on)
    left = (window.end - on).days if window.end is not None else None
    note = _passed(due, on)
    if left is not None and left <= soon_days:
        return State(StateKind.SOON, _soon_text(window, left), left, note)
    if window.start is not None and window.start > on:
        return State(StateKind.FUTURE, f"впереди: {span_text(window)}", left, note)
    return State(StateKind.RUNNING, f"идёт, {_until(window)}", left, note)


def counters(states: Iterable[State]) -> dict[StateKind, int]:
    """How many measures are in each state; a state nobody is in counts 0."""
    kinds = [one.kind for one in states]
    return {kind: kinds.count(kind) for kind in StateKind}


def span_text(window: Window) -> str:
    """«01.05.2024 – 31.07.2024», «до 20.11.2023», «30.11.2023»."""
    if window.start is None or window.end is None:
        return _until(window) if window.start is None else f"с {shown_day(window.start)}"
    if window.start == window.end:
        return shown_day(window.end)
    return f"{shown_day(window.start)} {EN_DASH} {shown_day(window.end)}"


def _current(due: DueDate, on: date) -> Window:
    """The window that is open or comes next."""
    ahead = [window for window in due.spans if window.end is None or window.end >= on]
    return min(ahead, key=lambda window: window.end or date.max)


def _passed(due: DueDate, on: date) -> str:
    past = [window for window in due.spans if window.end is not None and window.end < on]
    if not past:
        return ""
    spans = wording.joined([span_text(window) for window in past])
    return f"{'прошёл срок' if len(past) == 1 else 'прошли сроки'}: {spans}"


def _open_ended(due: DueDate, on: date) -> State:
    if due.start is not None and due.start > on:
        return State(StateKind.FUTURE, f"впереди: с {shown_day(due.start)}")
    return State(StateKind.RUNNING, "идёт, конец срока не назван")


def _soon_text(window: Window, left: int) -> str:
    if left == 0:
        return "срок сегодня"
    stays = wording.plural(left, "остался", "осталось", "осталось")
    return f"{_until(window)} {EN_DASH} {stays} {_days(left)}"


def _until(window: Window) -> str:
    return f"до {shown_day(window.end)}" if window.end is not None else "конец срока не назван"


def _words(measure: Measure) -> str:
    printed = measure.due_text.strip()
    if not printed:
        return "срок не указан"
    if measure.due.place:
        return f"вместо срока напечатано место: «{printed}»"
    if measure.due.kind is DueKind.RECURRENT:
        return f"{RECURRENCE_TITLES[measure.due.recurrence]}: «{printed}»"
    return f"срок записан словами: «{printed}»"


def _days(count: int) -> str:
    return f"{count}{HARD_SPACE}{wording.plural(count, 'день', 'дня', 'дней')}"
