"""Groups of schools alike by their indicators, only where the data support them."""

from shnor_core.clusters.changes import GroupChanges, Move, changes
from shnor_core.clusters.components import Components
from shnor_core.clusters.grouping import CHANCE, STABLE, cluster
from shnor_core.clusters.results import (
    Choice,
    Clustering,
    Difference,
    Group,
    Member,
    Merge,
    Refusal,
    Tree,
    Why,
)
from shnor_core.clusters.table import LeftOut

__all__ = [
    "CHANCE",
    "STABLE",
    "Choice",
    "Clustering",
    "Components",
    "Difference",
    "Group",
    "GroupChanges",
    "LeftOut",
    "Member",
    "Merge",
    "Move",
    "Refusal",
    "Tree",
    "Why",
    "changes",
    "cluster",
]
