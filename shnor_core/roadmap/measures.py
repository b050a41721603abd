"""A measure of a roadmap and what its printed due text says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DueKind(StrEnum):
    """What a due text gives: one day, a period, a repetition, or only words."""

    DATE = "date"
    PERIOD = "period"
    RECURRENT = "recurrent"
    WORDS = "words"


class Recurrence(StrEnum):
    """How often a measure is due."""

    NONE = ""
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    CONTINUOUS = "continuous"
    ON_EVENT = "on_event"


RECURRENCE_TITLES = {
    Recurrence.YEARLY: "ежегодно",
    Recurrence.HALF_YEARLY: "два раза в год",
    Recurrence.QUARTERLY: "раз в четверть",
    Recurrence.MONTHLY: "ежемесячно",
    Recurrence.CONTINUOUS: "постоянно",
    Recurrence.ON_EVENT: "по событию",
}
# repetitions that follow the calendar
PERIODIC = frozenset(
    {Recurrence.YEARLY, Recurrence.HALF_YEARLY, Recurrence.QUARTERLY, Recurrence.MONTHLY}
)


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days; ``start`` is ``None`` after «до», ``end`` after «с» without an end."""

    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class DueDate:
    """What a printed due text says.

    ``start`` and ``end`` embrace all ``windows`` («до 10.12.2023 …, до 05.05.2024 …» has two).
    ``seasons`` are the months, first and last, of a due without a year. ``note`` is a Russian
    phrase: what was assumed, or why nothing could be read. ``place`` says that a place is printed
    where a date should stand; ``school_year`` is the year the due's school year begins in.
    """

    start: date | None
    end: date | None
    recurrence: Recurrence
    kind: DueKind
    note: str = ""
    windows: tuple[Window, ...] = ()
    seasons: tuple[tuple[int, int], ...] = ()
    place: bool = False
    school_year: int | None = None

    @property
    def dated(self) -> bool:
        """Whether the text names a day, not only words."""
        return self.start is not None or self.end is not None

    @property
    def spans(self) -> tuple[Window, ...]:
        """The windows; a due stored by its ends alone has one."""
        if self.windows or not self.dated:
            return self.windows
        return (Window(self.start, self.end),)


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure as printed; ``number`` is text, numbers have gaps and repeat between tasks."""

    measure_id: str
    number: str
    title: str
    due_text: str
    due: DueDate
    section: str = ""
    task: str = ""
    responsible: str = ""
