"""Recommendations as data: rules over indicators, verdicts, lists, targets and measures.

``load_rules`` reads ``data/recommendations``, ``propose`` turns facts into addressed lines. A line
is a proposal to the working group and never a decision: the group accepts, edits or rejects it.
"""

from shnor_core.recommendations.conditions import Reason
from shnor_core.recommendations.facts import Facts, NamedList, Point, Series, Signal
from shnor_core.recommendations.proposals import (
    Grounds,
    ListComparison,
    Proposal,
    propose,
    silent,
)
from shnor_core.recommendations.rule_files import load_rules, read_rules
from shnor_core.recommendations.rules import (
    PART_TITLES,
    STATES,
    About,
    IndicatorCondition,
    IndicatorTest,
    Part,
    RecommendationRule,
    SignalCondition,
    SignalKind,
)

__all__ = [
    "PART_TITLES",
    "STATES",
    "About",
    "Facts",
    "Grounds",
    "IndicatorCondition",
    "IndicatorTest",
    "ListComparison",
    "NamedList",
    "Part",
    "Point",
    "Proposal",
    "Reason",
    "RecommendationRule",
    "Series",
    "Signal",
    "SignalCondition",
    "SignalKind",
    "load_rules",
    "propose",
    "read_rules",
    "silent",
]
