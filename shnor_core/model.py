"""Closed sets and plain values shared by every layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Quality(StrEnum):
    """How far the value of one cell can be trusted."""

    OK = "ok"
    SUSPECT = "suspect"
    AMBIGUOUS = "ambiguous"
    BLANK = "blank"
    MISSING = "missing"
    UNREADABLE = "unreadable"


class Unit(StrEnum):
    """Unit of a value read from a cell. ``SHARE`` runs 0…1, ``PERCENT`` 0…100."""

    PERCENT = "percent"
    SHARE = "share"
    COUNT = "count"
    UNKNOWN = "unknown"


class Level(StrEnum):
    """Whom an indicator describes."""

    TERRITORY = "territory"
    SCHOOL = "school"


class Direction(StrEnum):
    """Which change of an indicator is wanted."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"


class Tone(StrEnum):
    """Meaning of a mark on a screen; colour, shape and word all follow from it."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DOUBT = "doubt"
    NONE = "none"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """A further number inside a cell: «4 в проекте 2.2», «Самый высокий – 93%»."""

    label: str
    value: float | None
    unit: Unit
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one printed cell says.

    ``value`` is in ``unit``; ``numerator`` and ``denominator`` are people or schools when the cell
    prints them. ``schools`` are the names printed in the cell, in its order, repeats kept.
    ``note`` is one Russian sentence: what is doubtful, or how the text was read.
    """

    raw: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: Unit = Unit.UNKNOWN
    quality: Quality = Quality.OK
    note: str = ""
    schools: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def percent(self) -> float | None:
        """The value on the 0…100 scale when it is a share, otherwise ``None``."""
        if self.value is None:
            return None
        if self.unit is Unit.PERCENT:
            return self.value
        return self.value * 100 if self.unit is Unit.SHARE else None


@dataclass(frozen=True, slots=True)
class Territory:
    """A municipality, or the invented district."""

    territory_id: str
    name: str
    invented: bool = False


@dataclass(frozen=True, slots=True)
class School:
    """A school or a branch (``parent_id``), named as printed in the documents."""

    school_id: str
    territory_id: str
    short_name: str
    full_name: str
    type: str
    number: str
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a monitoring table.

    ``whole_code`` names the indicator this one counts a part of; ``needs_code`` the one without
    which it cannot grow; ``school_code`` ties a municipal row to the school row it sums up and
    ``school_relation`` says how (``same_measure`` or ``schools_with``).
    """

    indicator_id: str
    level: Level
    code: str
    title: str
    section: str
    unit: Unit
    direction: Direction
    short_title: str = ""
    whole_code: str = ""
    needs_code: str = ""
    school_code: str = ""
    school_relation: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell of a monitoring table with its place in the document."""

    observation_id: str
    territory_id: str
    school_id: str | None
    indicator_id: str
    code: str
    level: Level
    year: int
    reading: Reading
    title_printed: str = ""
    unit_printed: str = ""
    source_id: str = ""
    source_ref: str = ""

    def with_reading(self, reading: Reading) -> Observation:
        return replace(self, reading=reading)


@dataclass(frozen=True, slots=True)
class Listing:
    """One school in one official or working list."""

    territory_id: str
    school_id: str
    list_code: str
    meaning: str
    year: int | None
    level: str
    programme: str
    raw: str
    source_ref: str
    school_year: str = ""


@dataclass(frozen=True, slots=True)
class Partnership:
    """Who helps whom."""

    school_id: str
    partner_id: str
    kind: str
    source_ref: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something doubtful in the data, found by a rule.

    ``cells`` are ids of the observations concerned; ``blocks`` says whether their values stay out
    of comparisons until somebody decides.
    """

    finding_id: str
    rule: str
    territory: str
    school: str
    indicator: str
    year: int | None
    text: str
    message: str
    cells: tuple[str, ...] = ()
    blocks: bool = False
    source_ref: str = ""
