"""«Кластеры и пары»: schools under like conditions, and leaders for those that are listed."""

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
from shnor_core.similarity import (
    Outcome,
    PupilGap,
    Similar,
    better_results,
    nearest,
    pair_distances,
)
from shnor_core.workflow import criteria_inputs, results_journal
from shnor_core.workflow.clusters import listed, weights
from shnor_core.workflow.results import ResultsPicture

#: share of marks 3–5 over three years, pooled over pupils
RESULT = "results_3y"
NEAREST = 5
# a high mean alone would keep every possible leader out
RAISED = (MarkerKind.JOURNAL_RAISED, MarkerKind.SHARP_RISE)

Conditions = dict[str, dict[str, float | str | None]]


def conditions(store: Store, picture: ResultsPicture, year: int) -> Conditions:
    """Everything known of the schools with results, the kind and place of the register included."""
    found: Conditions = {
        school: dict(row) for school, row in criteria_inputs.values(store, picture, year).items()
    }
    register = queries.school_conditions(store, picture.territory.territory_id)
    for school, (kind, rural, small) in register.items():
        if school in found:
            found[school] |= {
                "school.type": kind,
                "school.rural": None if rural is None else float(rural),
                "school.small": None if small is None else float(small),
            }
    return found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest schools of one school, and where they have more pupils who coped."""

    school: str
    year: int
    nearest: tuple[Similar, ...]
    gaps: tuple[PupilGap, ...]


def similar(store: Store, picture: ResultsPicture, year: int, school: str) -> Neighbours:
    """Schools under like conditions.

    Raises
    ------
    UnknownSchoolError
        The school has no results.
    """
    found = nearest(school, conditions(store, picture, year), weights(), count=NEAREST)
    titles = {one.procedure_id: one.title for one in picture.of_year(year)}
    return Neighbours(
        school, year, found, better_results(school, found, outcomes(picture, year), titles)
    )


def outcomes(picture: ResultsPicture, year: int) -> dict[str, dict[str, Outcome]]:
    """School → work of the year → who got more than «2»."""
    found: dict[str, dict[str, Outcome]] = {}
    for work in picture.of_year(year):
        for school in picture.schools:
            low = picture.low(school.school_id, work.procedure_id)
            if low is not None:
                coped = Outcome(low.participants - low.low, low.participants)
                found.setdefault(school.school_id, {})[work.procedure_id] = coped
    return found


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
    known = conditions(store, picture, year)
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
