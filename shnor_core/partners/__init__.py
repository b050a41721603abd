"""Partners for listed schools: schools with better results under similar conditions."""

from shnor_core.partners.actual import HELPS, KINDS, ActualPair, beside
from shnor_core.partners.assignment import (
    Assignment,
    Excluded,
    Forced,
    Partner,
    Unassigned,
    assign,
)
from shnor_core.partners.candidates import LISTED, Candidate, Leaders, exclusions, leaders
from shnor_core.partners.prices import Moved, Price
from shnor_core.partners.sentences import price_words, reasons, why_none

__all__ = [
    "HELPS",
    "KINDS",
    "LISTED",
    "ActualPair",
    "Assignment",
    "Candidate",
    "Excluded",
    "Forced",
    "Leaders",
    "Moved",
    "Partner",
    "Price",
    "Unassigned",
    "assign",
    "beside",
    "exclusions",
    "leaders",
    "price_words",
    "reasons",
    "why_none",
]
