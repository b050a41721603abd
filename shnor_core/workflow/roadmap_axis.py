"""The years of a roadmap as an axis, and what stands on it for one measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shnor_core.model import Tone
from shnor_core.roadmap import StateKind, TimelineRow, Window, span_text
from shnor_core.russian_dates import day as shown_day
from shnor_core.tables import Cell, Column, Span
from shnor_core.wording import counted
from shnor_core.workflow.programme import ProgrammePicture

NOTE = (
    "Линия через строки — выбранный день. Закрашено прошедшее время, а не сделанная работа, контур"
    " — время впереди; штриховка — от пропущенного срока до выбранного дня; кружки — повторы и"
    " сроки в один день, ▲ — выполнено, ▼ — просрочено."
)
_TONES = {
    StateKind.OVERDUE: Tone.WORSE,
    StateKind.DONE: Tone.BETTER,
    StateKind.FUTURE: Tone.SAME,
}
# more windows than these are a repetition: their number says more than their dates
_NAMED = 3


def axis(picture: ProgrammePicture, on: date) -> tuple[date, date]:
    """The span of the programme; of the year round the day when it is not known."""
    start = picture.programme.start_date or date(on.year, 1, 1)
    return start, picture.programme.end_date or date(max(on.year, start.year), 12, 31)


def column(first: date, last: date, on: date) -> Column:
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return Column(
        "axis",
        "Срок на оси лет",
        width=2.4,
        scale=(0.0, float(months)),
        reference=_month(first, on),
        ticks=_ticks(first, last, on),
    )


def cell(row: TimelineRow, first: date, on: date) -> Cell:
    """What is drawn, and the dates that were read from the printed text."""
    days = [(one.start, one.end) for one in row.windows if one.end is not None]
    said = _dates(row)
    # what is late may lie outside the plan, and a picture is always said in words too
    return Cell(said or row.state.text, said, spans=tuple(_spans(row, days, first, on)))


def _dates(row: TimelineRow) -> str:
    windows = [one for one in row.windows if one.end is not None]
    if len(windows) <= _NAMED:
        return "; ".join(map(span_text, windows))
    whole = Window(windows[0].start, windows[-1].end)
    return f"{span_text(whole)}, {counted(len(windows), 'раз', 'раза', 'раз')}"


def _spans(
    row: TimelineRow, days: list[tuple[date | None, date]], first: date, on: date
) -> Iterator[Span]:
    tone = _TONES.get(row.state.kind, Tone.PLAIN)
    today = _month(first, on)
    if row.late is not None and row.late.start is not None:
        yield Span(_month(first, row.late.start), today, "late", tone)
    marked = tone in (Tone.BETTER, Tone.WORSE)
    for start, end in days:
        at = _month(first, end)
        if marked and start in (None, end) and end == days[-1][1]:
            continue
        if start in (None, end) or len(days) > _NAMED:
            yield Span(at, at, "dot" if end <= on else "ring", tone)
        elif start is not None:
            yield from _bars(_month(first, start), at, today, tone)
    if days and marked:
        at = _month(first, days[-1][1])
        yield Span(at, at, "mark", tone)


def _bars(start: float, end: float, today: float, tone: Tone) -> Iterator[Span]:
    if today > start:
        yield Span(start, min(end, today), "past", tone)
    if today < end:
        yield Span(max(start, today), end, "ahead", tone)


def _ticks(first: date, last: date, on: date) -> tuple[tuple[float, str], ...]:
    """Years of the axis at their first day, and the chosen day."""
    years = (
        (max(_month(first, date(year, 1, 1)), 0.0), str(year))
        for year in range(first.year, last.year + 1)
    )
    return (*years, (_month(first, on), shown_day(on)))


def _month(first: date, day: date) -> float:
    return (day.year - first.year) * 12 + day.month - first.month + day.day / 31
