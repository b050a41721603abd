"""Schools under similar conditions, and what they do better."""

from shnor_core.similarity.distances import (
    Part,
    Similar,
    incomparable,
    nearest,
    pair_distances,
)
from shnor_core.similarity.pool import COMPARABLE
from shnor_core.similarity.pupils import (
    Outcome,
    PupilGap,
    Standing,
    better_results,
    pupil_gaps,
)
from shnor_core.similarity.weights import Component, Kind, Weights

__all__ = [
    "COMPARABLE",
    "Component",
    "Kind",
    "Outcome",
    "Part",
    "PupilGap",
    "Similar",
    "Standing",
    "Weights",
    "better_results",
    "incomparable",
    "nearest",
    "pair_distances",
    "pupil_gaps",
]
