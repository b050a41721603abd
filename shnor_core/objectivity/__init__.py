"""Possible signs that results were not marked evenly: journal, means, sharp changes.

Every marker is a «возможный признак», a reason to look, never a verdict on a school: on a public
regional data set the mean marker alone marked 13–18 % of schools, and the official lists agreed
with few of them. The official lists stand beside the markers and are not computed here. The marker
of [1]_ that correlates journal marks with scores needs single pupils, who are not stored.

References
----------
.. [1] ФИОКО, «Уровень объективности оценки образовательных результатов»: mean too high, sharp
   change of one cohort, index 100 − share of schools with a marker. The formula of the interval
   is lost in the text layer of the document and rebuilt from its legend.
.. [2] Journal categories of ФИС ОКО: понизили, подтвердили, повысили. Shares of a whole region
   computed from public records of ВПР, Алтайский край, spring 2021.
"""

from shnor_core.objectivity.journal import (
    PUBLISHED_NORMS,
    CategoryShare,
    JournalCounts,
    JournalNorm,
    Norms,
    journal_markers,
    journal_shares,
)
from shnor_core.objectivity.markers import KIND_TITLES, Marker, MarkerKind, objectivity_level
from shnor_core.objectivity.scores import (
    HIGH_MEAN_WORKS,
    MIN_SCHOOLS,
    RegionScore,
    SchoolScore,
    high_mean_markers,
    sharp_change_markers,
)

__all__ = [
    "HIGH_MEAN_WORKS",
    "KIND_TITLES",
    "MIN_SCHOOLS",
    "PUBLISHED_NORMS",
    "CategoryShare",
    "JournalCounts",
    "JournalNorm",
    "Marker",
    "MarkerKind",
    "Norms",
    "RegionScore",
    "SchoolScore",
    "high_mean_markers",
    "journal_markers",
    "journal_shares",
    "objectivity_level",
    "sharp_change_markers",
]
