"""A roadmap: reading printed due texts, the state of measures, the timeline, contradictions."""

from shnor_core.roadmap.due_text import IN_WORDS, NO_DUE, PLACE, UNREAD, parse_due
from shnor_core.roadmap.faults import RoadmapFault, faults
from shnor_core.roadmap.measures import (
    RECURRENCE_TITLES,
    DueDate,
    DueKind,
    Measure,
    Recurrence,
    Window,
)
from shnor_core.roadmap.state import (
    SOON_DAYS,
    STATE_TITLES,
    State,
    StateKind,
    counters,
    span_text,
    state,
)
from shnor_core.roadmap.timeline import TimelineRow, headline, occurrences, timeline

__all__ = [
    "IN_WORDS",
    "NO_DUE",
    "PLACE",
    "RECURRENCE_TITLES",
    "SOON_DAYS",
    "STATE_TITLES",
    "UNREAD",
    "DueDate",
    "DueKind",
    "Measure",
    "Recurrence",
    "RoadmapFault",
    "State",
    "StateKind",
    "TimelineRow",
    "Window",
    "counters",
    "faults",
    "headline",
    "occurrences",
    "parse_due",
    "span_text",
    "state",
    "timeline",
]
