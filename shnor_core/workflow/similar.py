"""Schools under like conditions, and where they have more pupils who coped."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.similarity import Outcome, PupilGap, Similar, better_results, nearest
from shnor_core.workflow import criteria_inputs
from shnor_core.workflow.clusters import weights
from shnor_core.workflow.results import ResultsPicture

NEAREST = 5

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
