"""Trouble in the data found from context: rules as small functions, no school or value named."""

from shnor_core.quality.catalogue import RULES, find
from shnor_core.quality.decisions import apply_context_quality, blocked_cells, settled
from shnor_core.quality.monitoring import Monitoring
from shnor_core.quality.programme_rules import PROGRAMME_RULES
from shnor_core.quality.rule import Rule, RuleWords

__all__ = [
    "PROGRAMME_RULES",
    "RULES",
    "Monitoring",
    "Rule",
    "RuleWords",
    "apply_context_quality",
    "blocked_cells",
    "find",
    "settled",
]
