"""A possible sign and the wording common to all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shnor_core import wording
from shnor_core.errors import StatisticsError

_POSSIBLE: Final = "Возможный признак"


class MarkerKind(StrEnum):
    """What was noticed."""

    JOURNAL_RAISED = "journal_raised"
    JOURNAL_LOWERED = "journal_lowered"
    HIGH_MEAN = "high_mean"
    SHARP_FALL = "sharp_fall"
    SHARP_RISE = "sharp_rise"


KIND_TITLES: Final = MappingProxyType(
    {
        MarkerKind.JOURNAL_RAISED: "отметки за ВПР выше журнала чаще нормы региона",
        MarkerKind.JOURNAL_LOWERED: "отметки за ВПР ниже журнала чаще нормы региона",
        MarkerKind.HIGH_MEAN: "средний балл выше регионального",
        MarkerKind.SHARP_FALL: "резкое снижение одной параллели",
        MarkerKind.SHARP_RISE: "резкий рост одной параллели",
    }
)


@dataclass(frozen=True, slots=True)
class Marker:
    """One possible sign: ``evidence`` is a Russian sentence, ``numbers`` what it is made of."""

    school_id: str
    procedure_id: str
    kind: MarkerKind
    evidence: str
    numbers: Mapping[str, float]


def objectivity_level(markers: Iterable[Marker], schools: Collection[str]) -> float:
    """``100 − share of schools with at least one marker``, per cent [1]_.

    Raises
    ------
    StatisticsError
        No schools.
    """
    if not schools:
        raise StatisticsError("Уровень объективности считается хотя бы по одной школе.")
    marked = {found.school_id for found in markers} & set(schools)
    return 100 - 100 * len(marked) / len(set(schools))


def marker(
    school: str, procedure: str, kind: MarkerKind, text: str, numbers: Mapping[str, float]
) -> Marker:
    """A marker whose sentence opens with «возможный признак», as every one must."""
    return Marker(school, procedure, kind, f"{_POSSIBLE}: {text}.", MappingProxyType(dict(numbers)))


def between(low: float, high: float) -> str:
    """Limits of an interval: «75,1–79,9»."""
    return f"{wording.number(low)}–{wording.number(high)}"
