"""«Кластеры и пары»: leaders for the schools that are listed, beside the pairs that exist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.model import Partnership
from shnor_core.objectivity import MarkerKind
from shnor_core.partners import (
    ActualPair,
    Assignment,
    Candidate,
    assign,
    beside,
    exclusions,
    leaders,
)
from shnor_core.similarity import pair_distances
from shnor_core.workflow import criteria_inputs, results_journal, school_inputs
from shnor_core.workflow.clusters import listed, weights
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.similar import conditions

#: share of marks 3–5 over three years, pooled over pupils
RESULT = "results_3y"
# a high mean alone would keep every possible leader out
RAISED = (MarkerKind.JOURNAL_RAISED, MarkerKind.SHARP_RISE)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Computed pairs and the existing ones; ``refused`` says who cannot lead and why."""

    year: int
    listed: tuple[str, ...]
    assignment: Assignment
    refused: Mapping[str, str]
    actual: tuple[ActualPair, ...]


def pairs(
    store: Store,
    picture: ResultsPicture,
    year: int,
    capacity: int = 1,
    limit: float | None = None,
    locked: tuple[tuple[str, str], ...] = (),
) -> Pairs:
    """A leader for every listed school as far as there are places, beside the existing pairs."""
    schools = listed(picture, year)
    candidates = _candidates(store, picture, year, schools)
    leading = leaders(candidates)
    known = conditions(store, picture, school_inputs.read(store, picture, year))
    distances = pair_distances(
        [one for one in schools if one in known], leading.leaders, known, weights()
    )
    found = assign(
        schools,
        leading.leaders,
        distances,
        capacity=capacity,
        excluded=exclusions(candidates, leading.leaders),
        locked=dict(locked),
        limit=limit,
    )
    return Pairs(
        year,
        schools,
        found,
        {one: why for one, why in leading.refused.items() if one not in schools},
        beside(partnerships(store, picture), found, schools),
    )


def partnerships(store: Store, picture: ResultsPicture) -> tuple[Partnership, ...]:
    """Pairs of the documents, in the order of the register."""
    order = {one.school_id: at for at, one in enumerate(picture.all_schools)}
    found = queries.partnerships(store, picture.territory.territory_id)
    return tuple(sorted(found, key=lambda one: (one.kind, order[one.school_id])))


def _candidates(
    store: Store, picture: ResultsPicture, year: int, schools: tuple[str, ...]
) -> list[Candidate]:
    results = criteria_inputs.values(store, picture, year)
    biased = {one.school_id for one in results_journal.markers(picture, year) if one.kind in RAISED}
    return [
        Candidate(
            one.school_id,
            one.school_id in schools,
            one.school_id in biased,
            one.parent_id or one.school_id,
            results.get(one.school_id, {}).get(RESULT),
        )
        for one in picture.all_schools
    ]
