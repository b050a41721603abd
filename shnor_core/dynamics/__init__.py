"""Change from year to year: the fact first, then better or worse, then a named definition."""

from shnor_core.dynamics.changes import Change, Interval, compare, incomparable
from shnor_core.dynamics.comparability import (
    Comparability,
    ComparabilityRule,
    comparability,
    comparable_pair,
)
from shnor_core.dynamics.definitions import (
    DEFINITIONS,
    Definition,
    DefinitionText,
    Fact,
    by_fioko,
    fact_of,
)
from shnor_core.dynamics.measures import Measure, series_gaps
from shnor_core.dynamics.procedures import (
    Contrast,
    Trend,
    TwoYears,
    against_municipality,
    many,
    share_change,
    trend,
)
from shnor_core.dynamics.sentences import describe, judgement

__all__ = [
    "DEFINITIONS",
    "Change",
    "Comparability",
    "ComparabilityRule",
    "Contrast",
    "Definition",
    "DefinitionText",
    "Fact",
    "Interval",
    "Measure",
    "Trend",
    "TwoYears",
    "against_municipality",
    "by_fioko",
    "comparability",
    "comparable_pair",
    "compare",
    "describe",
    "fact_of",
    "incomparable",
    "judgement",
    "many",
    "series_gaps",
    "share_change",
    "trend",
]
