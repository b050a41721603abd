"""A roadmap as rows of a timeline, and the sentence that heads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shnor_core import wording
from shnor_core.roadmap.measures import DueDate, Measure, Recurrence, Window
from shnor_core.roadmap.state import SOON_DAYS, State, StateKind, counters, state
from shnor_core.russian_dates import month_end
from shnor_core.wording import HARD_SPACE

# no lessons and no seminars of a school year are held in summer
SUMMER = (6, 7, 8)


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One measure on the time axis.

    ``windows`` are its spans inside the axis; ``late`` runs from the day after the deadline to the
    day looked from. A measure without windows stands beside the axis, as printed.
    """

    measure: Measure
    state: State
    windows: tuple[Window, ...]
    late: Window | None = None


def timeline(
    measures: Iterable[Measure],
    on: date,
    *,
    done: Collection[str],
    first: date,
    last: date,
    soon_days: int = SOON_DAYS,
) -> tuple[TimelineRow, ...]:
    """The measures in their printed order, each with its state and its spans.

    Parameters
    ----------
    done
        Ids of the measures that are done.
    first, last
        The ends of the time axis; spans are cut to it.
    """
    return tuple(
        _row(
            measure,
            state(measure, on, done=measure.measure_id in done, soon_days=soon_days),
            on,
            (first, last),
        )
        for measure in measures
    )


def occurrences(due: DueDate, first: date, last: date) -> tuple[Window, ...]:
    """The spans of a due inside a time axis.

    A monthly measure gives a span for every month of its period (of a school year without June to
    August), a yearly one with a month a span in every year. Other repetitions name no days.

    Examples
    --------
    >>> from shnor_core.roadmap.due_text import parse_due
    >>> due = parse_due("Ежегодно Сентябрь")
    >>> [w.start.year for w in occurrences(due, date(2022, 1, 1), date(2024, 12, 31))]
    [2022, 2023, 2024]
    """
    if due.recurrence is Recurrence.MONTHLY:
        spans = [month for window in due.spans for month in _months(window, due.school_year)]
    elif due.recurrence is Recurrence.YEARLY and due.seasons and not due.dated:
        years = range(first.year - 1, last.year + 1)
        spans = [_season(year, season) for year in years for season in due.seasons]
    else:
        spans = list(due.spans)
    return tuple(cut for span in spans if (cut := _cut(span, first, last)) is not None)


def headline(rows: Sequence[TimelineRow], *, soon_days: int = SOON_DAYS) -> str:
    """«Просрочены 2 меры из 14 с датой; в ближайшие 30 дней истекает срок 1 меры; …».

    Measures with a free-text due count apart: they are never overdue.
    """
    dated = [row for row in rows if row.measure.due.dated]
    count = counters(row.state for row in rows)
    parts = [_overdue_text(count[StateKind.OVERDUE], len(dated))]
    if count[StateKind.SOON]:
        soon = wording.counted(count[StateKind.SOON], "меры", "мер", "мер")
        span = wording.counted(soon_days, "день", "дня", "дней")
        parts.append(f"срок {soon} истекает в ближайшие {span}")
    if len(rows) > len(dated):
        words = wording.counted(len(rows) - len(dated), "меры", "мер", "мер")
        parts.append(f"у {words} нет даты")
    return "; ".join(parts)


def _overdue_text(overdue: int, dated: int) -> str:
    if not dated:
        return "Ни у одной меры нет даты"
    among = f" из{HARD_SPACE}{dated} с датой"
    if not overdue:
        return f"Просроченных мер нет{among}"
    verb = wording.plural(overdue, "Просрочена", "Просрочены", "Просрочено")
    return f"{verb} {wording.counted(overdue, 'мера', 'меры', 'мер')}{among}"


def _row(measure: Measure, found: State, on: date, axis: tuple[date, date]) -> TimelineRow:
    late = None
    if found.kind is StateKind.OVERDUE and measure.due.end is not None:
        late = _cut(Window(measure.due.end + timedelta(days=1), on), *axis)
    return TimelineRow(measure, found, occurrences(measure.due, *axis), late)


def _months(window: Window, school_year: int | None) -> Iterator[Window]:
    if window.start is None or window.end is None:
        return
    year, month = window.start.year, window.start.month
    while date(year, month, 1) <= window.end:
        if school_year is None or month not in SUMMER:
            yield Window(date(year, month, 1), month_end(year, month))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _season(year: int, season: tuple[int, int]) -> Window:
    first, last = season
    return Window(date(year, first, 1), month_end(year + (first > last), last))


def _cut(window: Window, first: date, last: date) -> Window | None:
    start = None if window.start is None else max(window.start, first)
    end = None if window.end is None else min(window.end, last)
    outside = (start is not None and start > last) or (end is not None and end < first)
    crossed = start is not None and end is not None and start > end
    return None if outside or crossed else Window(start, end)
