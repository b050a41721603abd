"""Dates, months and years found in a due text, level by level: the finest named level counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from shnor_core.roadmap.measures import Window
from shnor_core.russian_dates import (
    MONTH,
    SCHOOL_YEAR,
    in_school_year,
    month_end,
    month_number,
    school_year_of,
    school_year_span,
)

_YEAR = r"(?<!\d)20\d\d(?!\d)"
_BEFORE = (
    r"(?:(?P<before>\b(?:до|к|ко|не\s+позднее|не\s+позже)\s+(?:конца\s+)?)|(?P<since>\bсо?\s+))?"
)
_DAY = re.compile(
    rf"{_BEFORE}(?:(?<![\d.])(?P<d>\d{{1,2}})[./](?P<m>\d{{1,2}})[./](?P<y>\d{{4}}|\d\d)(?!\d)"
    rf"|(?<![\d.])(?P<dw>\d{{1,2}})\s+(?P<mw>{MONTH})(?:\s*(?P<yw>{_YEAR}))?)"
)
_MONTH = re.compile(
    rf"{_BEFORE}(?P<m1>{MONTH})(?:[\s,]*(?P<y1>{_YEAR})(?:\s*г(?:ода?|\.)?\b\.?)?)?"
    rf"(?:\s*(?:-|\bпо\b)\s*(?P<m2>{MONTH})(?:[\s,]*(?P<y2>{_YEAR}))?)?"
)
_PART = re.compile(
    rf"(?:\b(?P<quarter>[1-4]|iv|i{{1,3}})(?:-?[а-я]{{1,2}})?\s*кв\w*|\b(?P<half>[12]|i{{1,2}})"
    rf"(?:-?[а-я]{{1,2}})?\s*полугоди\w*)\.?\s*(?P<y>{_YEAR})"
)
_YEARS = re.compile(rf"{_BEFORE}(?P<y1>{_YEAR})(?:\s*(?:-|по)\s*(?P<y2>{_YEAR}))?")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# «по плану на 2024 год» names the year of the plan
_OTHER_PAPER = re.compile(r"план|график|приказ|соглас")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; ``note`` says in Russian what was assumed or is missing."""

    windows: tuple[Window, ...] = ()
    seasons: tuple[tuple[int, int], ...] = ()
    note: str = ""
    single_day: bool = False
    school_year: int | None = None


@dataclass(frozen=True, slots=True)
class _Span:
    """A month or a range of months with the years printed beside them."""

    first: int
    last: int
    first_year: int | None
    last_year: int | None
    before: bool
    since: bool
    end: int


def find(words: str, school_year_start: int | None) -> Found:
    """Everything a due text in plain words says about the calendar."""
    printed = re.search(SCHOOL_YEAR, words)
    start = school_year_start
    if printed is not None:
        start = school_year_of(printed[0])
        words = f"{words[: printed.start()]} {words[printed.end() :]}"
    for level in (_days, _months):
        found = level(words, start)
        if found is not None:
            return replace(found, school_year=start)
    if printed is not None:
        return _whole_school_year(start)
    return _parts_and_years(words)


def _whole_school_year(start: int | None) -> Found:
    if start is None:
        return Found(note="учебный год напечатан с ошибкой")
    return Found((Window(*school_year_span(start)),), school_year=start)


def _days(words: str, school_year: int | None) -> Found | None:
    tokens = list(_DAY.finditer(words))
    if not tokens:
        return None
    windows: list[Window] = []
    open_range = False
    for place, token in enumerate(tokens):
        day = _day(token, _year_of_range(tokens, place), school_year)
        if isinstance(day, str):
            return _unplaced(token, day)
        if open_range:
            windows[-1] = Window(windows[-1].start, day)
            if not _in_order(windows[-1]):
                return Found(note="конец срока раньше начала")
            open_range = False
            continue
        open_range = _continues(words, tokens, place)
        windows.append(_window(token, day, open_range=open_range))
    return Found(tuple(windows), single_day=len(tokens) == 1)


def _year_of_range(tokens: list[re.Match[str]], place: int) -> int | None:
    """«с 1 по 15 октября 2023», «1 сентября – 5 октября 2023»: the year stands at the end."""
    years = [token["yw"] or token["y"] for token in tokens[place:]]
    return next((_full(year) for year in years if year), None)


def _full(year: str) -> int:
    return int(year) if len(year) > 2 else 2000 + int(year)


def _day(token: re.Match[str], year: int | None, school_year: int | None) -> date | str:
    """The day, or the Russian reason why there is none."""
    month = int(token["m"]) if token["m"] else month_number(token["mw"])
    if year is None and school_year is not None:
        year = in_school_year(month, school_year)
    if year is None:
        return "год не назван"
    try:
        day = date(year, month, int(token["d"] or token["dw"]))
    except ValueError:
        return f"даты {token[0].strip()} нет в календаре"
    return day if 2000 <= day.year < 2100 else f"год даты {token[0].strip()} вне 2000–2099"


def _unplaced(token: re.Match[str], note: str) -> Found:
    if token["mw"] and note == "год не назван":
        month = month_number(token["mw"])
        return Found(seasons=((month, month),), note=note)
    return Found(note=note)


def _continues(words: str, tokens: list[re.Match[str]], place: int) -> bool:
    if place + 1 >= len(tokens):
        return False
    between = words[tokens[place].end() : tokens[place + 1].start()]
    joined = re.fullmatch(r"\s*(?:г(?:ода?)?\.?)?\s*(?:-|по)?\s*", between)
    closes = tokens[place]["since"] and tokens[place + 1]["before"]
    return joined is not None and bool(closes or re.search(r"-|по", between))


def _window(token: re.Match[str], day: date, *, open_range: bool) -> Window:
    if open_range:
        return Window(day, None)
    if token["before"]:
        return Window(None, day)
    return Window(day, None) if token["since"] else Window(day, day)


def _months(words: str, school_year: int | None) -> Found | None:
    spans = _with_shared_year(words, [_span(token) for token in _MONTH.finditer(words)])
    if not spans:
        return None
    if school_year is None and any(span.last_year is None for span in spans):
        seasons = tuple((span.first, span.last) for span in spans)
        return Found(seasons=seasons, note="год не назван")
    windows = sorted(
        (_month_window(span, school_year) for span in spans),
        key=lambda window: window.start or window.end or date.min,
    )
    if not all(_in_order(window) for window in windows):
        return Found(note="конец срока раньше начала")
    return Found(tuple(windows), note="; ".join(_month_notes(spans)))


def _span(token: re.Match[str]) -> _Span:
    first = month_number(token["m1"])
    last = month_number(token["m2"]) if token["m2"] else first
    first_year = int(token["y1"]) if token["y1"] else None
    last_year = int(token["y2"]) if token["y2"] else None
    if not token["m2"]:
        last_year = first_year
    before, since = bool(token["before"]), bool(token["since"]) and not token["m2"]
    return _Span(first, last, first_year, last_year, before, since, token.end())


def _with_shared_year(words: str, spans: list[_Span]) -> list[_Span]:
    """«июнь, январь 2022»: a year at the end of a list belongs to every month of it."""
    shared: list[_Span] = []
    year: int | None = None
    for span in reversed(spans):
        listed = re.match(r"\s*(?:,|;|\bи\b)?\s*(?=[а-я])", words[span.end :])
        if span.last_year is None and listed is not None and shared:
            span = replace(span, first_year=span.first_year or year, last_year=year)
        year = span.last_year
        shared.append(span)
    return shared[::-1]


def _month_window(span: _Span, school_year: int | None) -> Window:
    if span.last_year is not None:
        last_year = span.last_year
        # «ноябрь – январь 2024» begins in the year before
        first_year = span.first_year or last_year - (span.first > span.last)
    elif school_year is not None:
        last_year = in_school_year(span.last, school_year)
        first_year = span.first_year or in_school_year(span.first, school_year)
    else:
        return Window(None, None)
    start, end = date(first_year, span.first, 1), month_end(last_year, span.last)
    if span.before:
        return Window(None, end)
    return Window(start, None) if span.since else Window(start, end)


def _month_notes(spans: list[_Span]) -> Iterator[str]:
    if any(span.before for span in spans):
        yield "прочитано: до конца названного месяца"
    if any(span.first > span.last and span.first_year is None for span in spans):
        yield "начало отнесено к предыдущему году"


def _parts_and_years(words: str) -> Found:
    parts = [_part(token) for token in _PART.finditer(words)]
    if parts:
        return Found(tuple(parts))
    years = None if _OTHER_PAPER.search(words) else _YEARS.search(words)
    if years is None:
        return Found()
    first, last = int(years["y1"]), int(years["y2"] or years["y1"])
    if last < first:
        return Found(note="конец срока раньше начала")
    start = None if years["before"] and not years["y2"] else date(first, 1, 1)
    return Found((Window(start, date(last, 12, 31)),))


def _part(token: re.Match[str]) -> Window:
    printed, months = (token["quarter"], 3) if token["quarter"] else (token["half"], 6)
    number = _ROMAN.get(printed) or int(printed)
    year = int(token["y"])
    return Window(date(year, (number - 1) * months + 1, 1), month_end(year, number * months))


def _in_order(window: Window) -> bool:
    return window.start is None or window.end is None or window.start <= window.end
