"""A recommendation rule as data: what must hold of a school, a target or a measure, and the line
that follows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from shnor_core.cells import Case


class About(StrEnum):
    """Whom a rule speaks of."""

    SCHOOL = "school"
    TARGET = "target"
    MEASURE = "measure"


class Part(StrEnum):
    """The part of the protocol an accepted line goes to."""

    DECISIONS = "decisions"
    MEASURES = "measures"


PART_TITLES = {Part.DECISIONS: "Решили", Part.MEASURES: "Меры"}


class Join(StrEnum):
    """Whether every condition must hold, or one is enough."""

    ALL = "all"
    ANY = "any"


class IndicatorTest(StrEnum):
    """What is asked of one row of a monitoring table."""

    FIRST_TIME = "first_time"
    ZERO = "zero"
    IMPROVES = "improves"
    WORSENS = "worsens"
    BELOW_TERRITORY = "below_territory"


class SignalKind(StrEnum):
    """What else is known of a school, a target or a measure."""

    VERDICT = "verdict"
    LISTING = "listing"
    PARTNER = "partner"
    RISK = "risk"
    MARKER = "marker"
    DYNAMICS = "dynamics"
    INDEX = "index"
    TARGET = "target"
    MEASURE = "measure"


#: the states each kind of signal can be in; a rule names one or several of them
STATES: dict[SignalKind, tuple[str, ...]] = {
    SignalKind.VERDICT: ("sure", "borderline", "scarce"),
    SignalKind.LISTING: ("current", "earlier"),
    SignalKind.PARTNER: ("none",),
    SignalKind.RISK: ("high", "medium", "low"),
    SignalKind.MARKER: ("found",),
    SignalKind.DYNAMICS: ("worse",),
    SignalKind.INDEX: ("lowest",),
    SignalKind.TARGET: ("at_risk", "behind", "no_data", "unconfirmed"),
    SignalKind.MEASURE: ("overdue", "soon"),
}
ABOUT = {
    SignalKind.TARGET: About.TARGET,
    SignalKind.MEASURE: About.MEASURE,
}


@dataclass(frozen=True, slots=True)
class IndicatorCondition:
    """A row of the monitoring table, in any of the named sets of tables."""

    sets: tuple[str, ...]
    code: str
    test: IndicatorTest


@dataclass(frozen=True, slots=True)
class SignalCondition:
    """At least so many signals of a kind; ``names`` empty means any name.

    ``absent`` turns it over: no such signal at all.
    """

    kind: SignalKind
    names: tuple[str, ...]
    states: tuple[str, ...]
    at_least: int = 1
    absent: bool = False


Condition = IndicatorCondition | SignalCondition


@dataclass(frozen=True, slots=True)
class RecommendationRule:
    """One rule of a file.

    ``text`` holds one mark: ``{школы}`` in the grammatical ``case``, or ``{номера}`` of targets and
    measures. ``reason`` says why in general words; ``compare`` names lists of a document that
    should hold the same schools.
    """

    code: str
    title: str
    about: About
    text: str
    part: Part
    reason: str
    source: str
    conditions: tuple[Condition, ...]
    join: Join = Join.ALL
    case: Case = Case.NOMINATIVE
    compare: tuple[str, ...] = ()
    file: str = ""
