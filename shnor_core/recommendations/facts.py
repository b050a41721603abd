"""What rules look at, as plain values: rows of tables through the years, and signals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from shnor_core.model import Direction, Unit
from shnor_core.recommendations.rules import SignalKind


@dataclass(frozen=True, slots=True)
class Point:
    """One year of one row: ``value`` is what was read, ``None`` for a blank.

    ``doubt`` says why the value may not be compared with others; whether it is zero is still
    known. ``text`` is the value as it is shown; ``source`` its place in the document.
    """

    year: int
    value: float | None
    text: str
    unit: Unit = Unit.UNKNOWN
    source: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One row of a set of tables: its points by school, and those of the municipality.

    Years ascend. ``last`` is the judged year, ``base`` the one it is compared with.
    """

    indicator_set: str
    code: str
    title: str
    direction: Direction
    base: int
    last: int
    schools: Mapping[str, tuple[Point, ...]]
    territory: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Signal:
    """Something already known of a subject, in words and with its source."""

    kind: SignalKind
    name: str
    state: str
    subject: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class NamedList:
    """A list of a document, to be compared with what a rule finds."""

    code: str
    title: str
    schools: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything rules may look at.

    ``subjects`` are ids in the order of the documents with the names they are printed by: schools,
    targets and measures. ``known`` are the kinds of signals the data can speak of at all: without
    results of procedures the absence of a verdict says nothing.
    """

    subjects: Mapping[str, str]
    series: tuple[Series, ...] = ()
    signals: tuple[Signal, ...] = ()
    known: frozenset[SignalKind] = frozenset()
    lists: tuple[NamedList, ...] = ()
    by_subject: Mapping[tuple[SignalKind, str], tuple[Signal, ...]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[tuple[SignalKind, str], tuple[Signal, ...]] = {}
        for one in self.signals:
            key = (one.kind, one.subject)
            found[key] = (*found.get(key, ()), one)
        object.__setattr__(self, "by_subject", found)
