"""Reading a printed criterion: every shape of the documents, and «не разобрано» otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from shnor_core.russian_dates import MONTH, SCHOOL_YEAR, month_number, plain, school_year_of
from shnor_core.russian_dates import school_year_name as named
from shnor_core.targets.target import Due, Operator, Plan, PlanUnit, Shape

_YEAR = r"(?<!\d)20\d\d(?!\d)"
_G = r"\s*(?:г(?:од[ауе]?)?\b\.?)?"
_TOKENS = re.compile(
    rf"(?P<school>{SCHOOL_YEAR})"
    rf"|(?P<month_year>(?P<m1>{MONTH})\s*\(?\s*(?P<y1>{_YEAR}){_G}\)?)"
    rf"|(?P<year_month>(?P<y2>{_YEAR}){_G}\s*\(?\s*(?P<m2>{MONTH})\)?)"
    rf"|(?P<year>(?P<y3>{_YEAR}){_G})"
    r"|(?P<percent>(?<![\d.,])(?P<p>\d{1,3}(?:[.,]\d{1,6})?)\s*(?:%|процент\w*))"
    r"|(?P<word>\b(?:да|нет)\b)"
)
_COUNT = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,6})(?:-?х)?\s+(?:школ|оо\b|оу\b|организаци|педагог|учител|семинар|договор)"
)
# «30–50 %» names two values and no plan
_RANGE = re.compile(r"(?<!\d)\d{1,3}(?:[.,]\d+)?\s*%?\s*-\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|процент)")
# «рост на 10 %» is a change, not a level
_CHANGE = re.compile(
    r"(?:снижен|снизит|уменьш|рост|вырас|увелич|повыс|повыш|прирост)\w*[^.;]*?\bна\s+\d+(?:[.,]\d+)?\s*(?:%|п|р)"
)
_AT_LEAST = re.compile(r"не\s+(?:менее|ниже|меньше)|минимум|≥|>=")
_AT_MOST = re.compile(
    r"не\s+(?:более|выше|больше)|максимум|≤|<=|(?:снижен|снизит|сократ|сокращ|уменьш)\w*[^.;]*?\bдо\b"
)
_EXACTLY = re.compile(r"\bровно\b|(?<![<>])=")
_ANNUAL = re.compile(r"ежегодно|кажд\w+\s+год")


def parse_plan(printed: str) -> Plan:
    """The shape, operator and dues of a criterion as printed.

    An empty criterion gives ``Shape.NONE`` without dues; one that cannot be read gives
    ``Shape.NONE`` with a single due that keeps the printed text and no value. Never raises.

    Examples
    --------
    >>> parse_plan("2022г (июнь) - 0% 2022г(август)-50%").dues[1]
    Due(year=2022, month=8, school_year='', value=50.0, yes=None, printed='2022г(август)-50%')
    >>> parse_plan("по мере готовности").shape
    <Shape.NONE: 'none'>
    """
    text = " ".join(printed.split())
    if not text.strip(" -–—."):
        return Plan(Shape.NONE, Operator.AT_LEAST, ())
    words = plain(text)
    dues = () if _RANGE.search(words) or _CHANGE.search(words) else _dues(text, words)
    if not dues:
        return Plan(Shape.NONE, Operator.AT_LEAST, (Due(printed=text),))
    return Plan(_shape(words, dues), _operator(words), dues)


def plan_unit(printed: str) -> PlanUnit:
    """What the plan counts in.

    >>> [plan_unit(text).value for text in ("30%", "не менее 2 школ", "Да", "хорошо")]
    ['percent', 'count', 'yes_no', 'unknown']
    """
    dues = parse_plan(printed).dues
    if any(due.yes is not None for due in dues):
        return PlanUnit.YES_NO
    if not any(due.readable for due in dues):
        return PlanUnit.UNKNOWN
    return PlanUnit.PERCENT if re.search(r"%|процент", plain(printed)) else PlanUnit.COUNT


def _dues(text: str, words: str) -> tuple[Due, ...]:
    found = list(_TOKENS.finditer(words))
    values = [token for token in found if _is_value(token)]
    if not values:
        counts = [] if found else _COUNT.findall(words)
        return (Due(value=float(counts[0]), printed=text),) if len(counts) == 1 else ()
    if len({token.lastgroup == "word" for token in values}) > 1:
        return ()
    if len(found) == 1:
        return (_undated(values[0], text),) if _stands_alone(values[0], words) else ()
    dues = tuple(_paired(found, text, words))
    return dues if len({_when(due) for due in dues}) == len(dues) else ()


def _is_value(token: re.Match[str]) -> bool:
    return token.lastgroup in ("percent", "word")


def _stands_alone(token: re.Match[str], words: str) -> bool:
    """«Да» opens the cell; a «да» inside a sentence, a bare «нет» or «−5 %» is no plan."""
    if token.lastgroup == "word":
        return token.start() == 0 and token["word"] == "да"
    return not words.startswith("-")


def _undated(token: re.Match[str], text: str) -> Due:
    value, yes = _value(token)
    return Due(value=value, yes=yes, printed=text)


def _paired(found: list[re.Match[str]], text: str, words: str) -> Iterator[Due]:
    """Period and value by turns: «2022 – 70 %, 2023 – 100 %», or one value before one period."""
    kinds = [_is_value(token) for token in found]
    by_turns = len(found) % 2 == 0 and all(a != b for a, b in pairwise(kinds))
    if not by_turns or (kinds[0] and len(found) > 2):
        return
    for first, second in zip(found[::2], found[1::2], strict=True):
        period, token = (second, first) if kinds[0] else (first, second)
        printed = _cut(text, words, first.start(), second.end())
        due = _due(period, token, printed)
        if due is not None:
            yield due


def _cut(text: str, words: str, start: int, end: int) -> str:
    # the plain text keeps every character in its place when only letters and dashes change
    return text[start:end] if len(text) == len(words) else words[start:end]


def _due(period: re.Match[str], token: re.Match[str], printed: str) -> Due | None:
    value, yes = _value(token)
    if period["school"]:
        start = school_year_of(period["school"])
        name = "" if start is None else named(start)
        return Due(school_year=name, value=value, yes=yes, printed=printed) if name else None
    year = int(period["y1"] or period["y2"] or period["y3"])
    word = period["m1"] or period["m2"]
    return Due(year, month_number(word) if word else None, "", value, yes, printed)


def _value(token: re.Match[str]) -> tuple[float | None, bool | None]:
    if token.lastgroup == "word":
        return None, token["word"] == "да"
    return float(token["p"].replace(",", ".")), None


def _when(due: Due) -> tuple[int | None, int | None, str]:
    return due.year, due.month, due.school_year


def _shape(words: str, dues: tuple[Due, ...]) -> Shape:
    if any(due.month for due in dues):
        return Shape.MONTH
    if any(due.school_year for due in dues):
        return Shape.SCHOOL_YEAR
    if any(due.year for due in dues):
        return Shape.PER_YEAR
    if any(due.yes is not None for due in dues):
        return Shape.YES_NO
    if _ANNUAL.search(words):
        return Shape.ANNUAL
    bounded = _AT_LEAST.search(words) or _AT_MOST.search(words) or "%" not in words
    return Shape.AT_LEAST if bounded else Shape.PERCENT


def _operator(words: str) -> Operator:
    if _AT_MOST.search(words):
        return Operator.AT_MOST
    return Operator.EXACTLY if _EXACTLY.search(words) else Operator.AT_LEAST
