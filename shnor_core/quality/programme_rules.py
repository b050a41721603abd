"""Contradictions between the target indicators of a programme and its own roadmap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from shnor_core import wording

AGAINST_ROADMAP = "target_against_roadmap"
TITLE = "Показатель расходится с дорожной картой"

_YEAR = re.compile(
    r"(20\d\d)\s*(?:г(?:од[ау]?)?\.?)?\s*[-–—:]?\s*(\d{1,3}(?:[.,]\d+)?)\s*%", re.IGNORECASE
)
_PERCENT = re.compile(r"(?<![\d,.])(\d{1,3}(?:[.,]\d+)?)\s*%")


@dataclass(frozen=True, slots=True)
class Planned:
    """A target in per cent: its criterion as printed, ``values`` and those of a year as read."""

    code: str
    title: str
    printed: str
    values: tuple[float, ...]
    by_year: Mapping[int, float] = field(default_factory=dict)
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Promised:
    """What a measure of the roadmap prints about the targets it names."""

    codes: tuple[str, ...]
    text: str
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One target and one text of the roadmap that print different percents."""

    code: str
    text: str
    message: str
    source_ref: str


def target_against_roadmap(
    targets: Iterable[Planned], promises: Iterable[Promised]
) -> Iterator[Contradiction]:
    """Targets whose percents the roadmap prints otherwise, each target and text once.

    A percent that stands in the title of the target («у 100 % обучающихся») is part of its name
    and is no plan; a text without another percent contradicts nothing.

    Examples
    --------
    >>> plan = Planned("2.9", "Адресные рекомендации", "90%", (90.0,))
    >>> text = "В 100% школ имеются рекомендации"
    >>> [one.message for one in target_against_roadmap([plan], [Promised(("2.9",), text)])]
    ['2.9: в таблице показателей «90%», в дорожной карте – «В 100% школ имеются рекомендации».']
    """
    known = {one.code: one for one in targets}
    seen: set[tuple[str, str]] = set()
    for promise in promises:
        for code in promise.codes:
            planned = known.get(code)
            if planned is None or (code, promise.text) in seen:
                continue
            seen.add((code, promise.text))
            if _differs(planned, promise.text):
                yield _contradiction(planned, promise)


def _differs(planned: Planned, text: str) -> bool:
    if not planned.values:
        return False
    said = set(percents(text)) - set(percents(planned.title))
    dated = {int(year): _number(value) for year, value in _YEAR.findall(text)}
    clash = any(planned.by_year.get(year, value) != value for year, value in dated.items())
    return clash or bool(said - set(planned.values))


def percents(text: str) -> tuple[float, ...]:
    """Every percent of a text, in per cent: «2022 г. – 30 %, 2023 г. – 70,5%» → 30.0, 70.5."""
    return tuple(_number(found) for found in _PERCENT.findall(text))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _contradiction(planned: Planned, promise: Promised) -> Contradiction:
    printed = " ".join(planned.printed.split())
    text = " ".join(promise.text.split()).rstrip(".")
    return Contradiction(
        code=planned.code,
        text=f"{printed} · {text}",
        message=(
            f"{planned.code}: в таблице показателей «{printed}», в дорожной карте"
            f" {wording.EN_DASH} «{text}»."
        ),
        source_ref="; ".join(ref for ref in (planned.source_ref, promise.source_ref) if ref),
    )
