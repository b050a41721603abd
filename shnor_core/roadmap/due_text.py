"""Reading a printed due text: a date, a period, a repetition, or an honest «не разобрано»."""

from __future__ import annotations

import re

from shnor_core.roadmap.due_tokens import Found, find
from shnor_core.roadmap.measures import PERIODIC, DueDate, DueKind, Recurrence
from shnor_core.russian_dates import plain, school_year_name

UNREAD = "не разобрано"
IN_WORDS = "срок записан словами"
NO_DUE = "срок не указан"
PLACE = "вместо срока напечатано место"

_TIMES = r"(?:раз\w*|р\.?)\s*(?:в|/|за)\s*"
# of several repetitions in one text the one of the calendar counts, then the one printed first
_REPEATED: tuple[tuple[Recurrence, str], ...] = (
    (Recurrence.YEARLY, r"ежегодн|кажд\w+\s+(?:тек\w*\.?\s+|учебн\w*\s+)?год"),
    (Recurrence.YEARLY, rf"(?:\b1\s*|\bодин\s+|\bодного\s+|^){_TIMES}год"),
    (Recurrence.HALF_YEARLY, rf"(?:\b2\s*-?х?\s*|\bдва\s+|\bдвух\s+|\bдважды\s+){_TIMES}год"),
    (Recurrence.HALF_YEARLY, rf"(?:\b1\s*|\bодин\s+|^){_TIMES}полугод|кажд\w+\s+полугод"),
    (Recurrence.QUARTERLY, rf"(?:\b1\s*|\bодин\s+|^){_TIMES}(?:четв|квартал)|ежекварт"),
    (Recurrence.QUARTERLY, rf"кажд\w+\s+(?:четв|квартал)|(?:\b4\s*|\bчетыре\s+){_TIMES}год"),
    (Recurrence.MONTHLY, rf"ежемесячн|кажд\w+\s+месяц|(?:\b1\s*|\bодин\s+|^){_TIMES}месяц"),
)
_EVENT = r"по\s+факту|по\s+запрос|по\s+необходимост|по\s+мере|после\b|по\s+окончани|по\s+итогам"
_ALWAYS = r"постоянно|систематическ|регулярно|в\s+течени[еи]|весь\s+(?:период|год)|весь\s+учебн"
_FREE = r"план|график|приказ|соглас|раз\w*\s+в\b|\bр\s*/|еженедельн"
# a town, a street or a house; «2024 г. До …» is a year
_SITE = r"\bул\.|\bд\.\s*\d|(?<!\d)(?<!\d )\bг\.\s*[а-я]|\bм[бк]оу\b|\bкаб\.|актов\w+\s+зал"


def parse_due(text: str, *, school_year_start: int | None = None) -> DueDate:
    """What a due text says, exactly as far as it says it. Never raises.

    Parameters
    ----------
    school_year_start
        The year in which the school year of the roadmap begins: with it «июль» of a plan for
        2023/24 is July 2024. Without it a month alone has no year and no date.

    Examples
    --------
    >>> parse_due("До 20.11.23").end
    datetime.date(2023, 11, 20)
    >>> found = parse_due("Ежегодно Сентябрь")
    >>> found.kind.value, found.recurrence.value, found.seasons, found.end
    ('recurrent', 'yearly', ((9, 9),), None)
    >>> parse_due("МБОУ «СШ № 2» г. Ачинск, ул. Партизанская, д.35.").note
    'вместо срока напечатано место'
    """
    words = plain(text)
    if not words.strip(" -.,"):
        return DueDate(None, None, Recurrence.NONE, DueKind.WORDS, NO_DUE)
    recurrence = _recurrence(words)
    found = find(words, school_year_start)
    if not found.windows:
        return _without_dates(words, recurrence, found)
    starts = [window.start for window in found.windows if window.start is not None]
    ends = [window.end for window in found.windows if window.end is not None]
    whole = len(starts) == len(found.windows)
    return DueDate(
        start=min(starts) if whole else None,
        end=max(ends) if len(ends) == len(found.windows) else None,
        recurrence=recurrence,
        kind=_kind(recurrence, found),
        note=_note(found, words),
        windows=found.windows,
        school_year=found.school_year,
    )


def _recurrence(words: str) -> Recurrence:
    hits = [
        (hit.start(), place, code)
        for place, (code, pattern) in enumerate(_REPEATED)
        if (hit := re.search(pattern, words))
    ]
    if hits:
        return min(hits)[2]
    if re.search(_EVENT, words):
        return Recurrence.ON_EVENT
    return Recurrence.CONTINUOUS if re.search(_ALWAYS, words) else Recurrence.NONE


def _kind(recurrence: Recurrence, found: Found) -> DueKind:
    if recurrence in PERIODIC:
        return DueKind.RECURRENT
    return DueKind.DATE if found.single_day else DueKind.PERIOD


def _note(found: Found, words: str) -> str:
    guessed = found.school_year is not None and not re.search(r"20\d\d|\d\.\d\d", words)
    if guessed and found.school_year is not None and not re.search(r"\d\d\s*[-/]\s*\d\d", words):
        year = f"год взят из {school_year_name(found.school_year)} учебного года"
        return "; ".join(filter(None, (year, found.note)))
    return found.note


def _without_dates(words: str, recurrence: Recurrence, found: Found) -> DueDate:
    place = recurrence is Recurrence.NONE and bool(re.search(_SITE, words))
    return DueDate(
        start=None,
        end=None,
        recurrence=recurrence,
        kind=DueKind.RECURRENT if recurrence in PERIODIC else DueKind.WORDS,
        note=PLACE if place else found.note or _why(words, recurrence),
        seasons=found.seasons,
        place=place,
    )


def _why(words: str, recurrence: Recurrence) -> str:
    known = recurrence is not Recurrence.NONE or re.search(_FREE, words)
    return IN_WORDS if known else UNREAD
