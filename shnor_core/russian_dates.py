"""Months, days and school years as Russian documents print them."""

from __future__ import annotations

import calendar
import re
from datetime import date

# «март» before «ма»: the prefix of May is also the prefix of March
_STEMS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
NOMINATIVE = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
GENITIVE = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)

# a month in any case, inside a text that went through :func:`plain`
MONTH = (
    r"\b(?:янв(?:ар[ьяею])?|фев(?:рал[ьяею])?|март[аеу]?|апр(?:ел[ьяею])?|ма[йяею]|июн[ьяею]"
    r"|июл[ьяею]|авг(?:уст[аеу]?)?|сент?(?:ябр[ьяею])?|окт(?:ябр[ьяею])?|нояб?(?:р[ьяею])?"
    r"|дек(?:абр[ьяею])?)\b"
)
# «2022-2023 уч. г», «23-24уч.г.», «2020 -2021 у.г.», «2022/23 учебный год»
SCHOOL_YEAR = r"(?<!\d)(?:20)?\d\d\s*[-/]\s*(?:20)?\d\d\s*(?:уч\w*|у\.\s?г)\.?(?:\s*г\w*)?"

SCHOOL_YEAR_MONTH = 9
_DASHES = str.maketrans("–—−‑‒ё\u00a0\u202f", "-----е  ")


def plain(text: str) -> str:
    """The text in lower case with one kind of dash, space and «е».

    >>> plain("Май — июнь,  2024")
    'май - июнь, 2024'
    """
    return " ".join(text.lower().translate(_DASHES).split())


def month_number(word: str) -> int:
    """1…12 for a word that matched :data:`MONTH`.

    >>> [month_number(word) for word in ("март", "мая", "сент")]
    [3, 5, 9]
    """
    return next(n for n, stem in enumerate(_STEMS, 1) if word.startswith(stem))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def school_year_of(text: str) -> int | None:
    """The year a printed school year begins in; ``None`` if its years do not follow each other.

    >>> school_year_of("23-24уч.г."), school_year_of("2022-2024 уч. г")
    (2023, None)
    """
    found = [int(digits) % 100 for digits in re.findall(r"\d+", text)]
    first, second = found[0], found[1]
    return 2000 + first if second == (first + 1) % 100 else None


def school_year_span(start: int) -> tuple[date, date]:
    """A school year runs from 1 September to 31 August."""
    return date(start, SCHOOL_YEAR_MONTH, 1), month_end(start + 1, SCHOOL_YEAR_MONTH - 1)


def school_year_name(start: int) -> str:
    """«2022/23»."""
    return f"{start}/{(start + 1) % 100:02d}"


def in_school_year(month: int, start: int) -> int:
    """The calendar year a month of a school year falls into."""
    return start if month >= SCHOOL_YEAR_MONTH else start + 1


def day(value: date) -> str:
    """«15.01.2024»."""
    return f"{value:%d.%m.%Y}"
