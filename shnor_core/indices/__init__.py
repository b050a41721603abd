"""Transparent indices of schools: ИСБШ, staff, educational resources.

No document publishes weights or a formula, so an index is a definition a municipality reads and
changes: components, their weights and which direction is wanted. ``I = 100·Σ w_i·s_i`` where
``s_i`` is the component scaled by its minimum and maximum inside the municipality and year, turned
so that 1 is the better end. The score says where a school stands among its neighbours this year:
it is no measure of quality and cannot be compared between municipalities or years.
"""

from shnor_core.indices.definition import Component, IndexDefinition
from shnor_core.indices.scores import INCOMPLETE, UNSTABLE_UP_TO, Contribution, IndexScore, compute

__all__ = [
    "INCOMPLETE",
    "UNSTABLE_UP_TO",
    "Component",
    "Contribution",
    "IndexDefinition",
    "IndexScore",
    "compute",
]
