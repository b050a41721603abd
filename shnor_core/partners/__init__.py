"""Partners for listed schools: schools with better results under similar conditions."""

from shnor_core.partners.actual import ActualPair, beside
from shnor_core.partners.assignment import (
    Assignment,
    Excluded,
    Forced,
    Partner,
    Unassigned,
    assign,
)
from shnor_core.partners.candidates import Candidate, Leaders, exclusions, leaders
from shnor_core.partners.sentences import reasons, why_none

__all__ = [
    "ActualPair",
    "Assignment",
    "Candidate",
    "Excluded",
    "Forced",
    "Leaders",
    "Partner",
    "Unassigned",
    "assign",
    "beside",
    "exclusions",
    "leaders",
    "reasons",
    "why_none",
]
