"""«Кластеры и пары»: leaders for the schools that are listed, beside the pairs that exist."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import compress

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.db.school_pairs import SchoolPair, school_pairs
from shnor_core.identification import MethodKind
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
from shnor_core.workflow import results_journal
from shnor_core.workflow.clusters import listed
from shnor_core.workflow.identification import by_low_shares, methods
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school_inputs import SchoolInputs
from shnor_core.workflow.similar import compared_conditions, conditions, other_conditions

#: share of marks 3–5 over three years, pooled over pupils
RESULT = "results_3y"
# a high mean alone would keep every possible leader out
RAISED = (MarkerKind.JOURNAL_RAISED, MarkerKind.SHARP_RISE)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Computed pairs around what the group has settled, and the existing ones.

    ``refused`` says who cannot lead and why; ``settled`` is school → decision of the group, and
    ``held`` those of them that hold a pair of a listed school; ``places`` is leader → schools it
    takes; ``distances`` are those of every listed school to every other one; ``others`` are titles
    of conditions of the territory itself, compared with a default weight.
    """

    year: int
    listed: tuple[str, ...]
    assignment: Assignment
    refused: Mapping[str, str]
    actual: tuple[ActualPair, ...]
    candidates: Mapping[str, Candidate]
    distances: Mapping[tuple[str, str], float | None]
    places: Mapping[str, int]
    settled: Mapping[str, SchoolPair]
    others: tuple[str, ...] = ()

    @property
    def held(self) -> dict[str, str]:
        """School → leader the group holds it to."""
        return _held(self.settled, self.listed)


def pairs(
    store: Store,
    picture: ResultsPicture,
    known: SchoolInputs,
    capacity: int = 1,
    limit: float | None = None,
    places: tuple[tuple[str, int], ...] = (),
) -> Pairs:
    """A leader for every listed school as far as there are places, beside the existing pairs.

    Parameters
    ----------
    known
        The numbers of the year the pairs are for.
    places
        (leader, how many schools it takes) where that differs from ``capacity``.
    """
    schools = listed(picture, known.year)
    candidates = _candidates(picture, schools, known)
    leading = leaders(candidates)
    values = conditions(store, picture, known)
    compared = [one for one in schools if one in values]
    distances = pair_distances(compared, values, values, compared_conditions(known))
    settled = school_pairs(store, picture.territory.territory_id, known.year)
    held = _held(settled, schools)
    # why a leader the group chose itself may not lead stands beside the choice
    against = {
        (school, leader): leading.refused[leader]
        for school, leader in held.items()
        if leader in leading.refused
    }
    free = dict.fromkeys(leading.leaders, capacity) | dict(places)
    found = assign(
        schools,
        leading.leaders,
        distances,
        capacity=free,
        excluded=exclusions(candidates, leading.leaders) | against,
        locked=held,
        forbidden=_forbidden(settled, schools),
        limit=limit,
    )
    return Pairs(
        year=known.year,
        listed=schools,
        assignment=found,
        refused={one: why for one, why in leading.refused.items() if one not in schools},
        actual=beside(partnerships(store, picture), found, schools),
        candidates={one.school_id: one for one in candidates},
        distances=distances,
        places=free,
        settled=settled,
        others=tuple(known.titles[code] for code in other_conditions(known)),
    )


def _held(settled: Mapping[str, SchoolPair], schools: Collection[str]) -> dict[str, str]:
    return {
        school: one.leader_id for school, one in settled.items() if one.status and school in schools
    }


def _forbidden(
    settled: Mapping[str, SchoolPair], schools: Collection[str]
) -> dict[tuple[str, str], str]:
    return {
        (school, leader): f"рабочая группа решила не создавать эту пару: {why}"
        for school, one in settled.items()
        if school in schools
        for leader, why in one.forbidden.items()
    }


def partnerships(store: Store, picture: ResultsPicture) -> tuple[Partnership, ...]:
    """Pairs of the documents, in the order of the register."""
    order = {one.school_id: at for at, one in enumerate(picture.all_schools)}
    found = queries.partnerships(store, picture.territory.territory_id)
    return tuple(sorted(found, key=lambda one: (one.kind, order[one.school_id])))


def _candidates(
    picture: ResultsPicture, schools: tuple[str, ...], known: SchoolInputs
) -> list[Candidate]:
    meeting = _meeting_criteria(picture, known.year)
    marked = results_journal.markers(picture, known.year)
    biased = {one.school_id for one in marked if one.kind in RAISED}
    return [
        Candidate(
            one.school_id,
            one.school_id in schools,
            one.school_id in biased,
            one.parent_id or one.school_id,
            known.values.get(one.school_id, {}).get(RESULT),
            meeting.get(one.school_id, ""),
        )
        for one in picture.all_schools
    ]


def _meeting_criteria(picture: ResultsPicture, year: int) -> dict[str, str]:
    """School → methods whose criteria it meets: who needs help is not asked to give it."""
    found: dict[str, str] = {}
    for method in methods():
        if method.kind is not MethodKind.LOW_SHARE:
            continue
        verdict = by_low_shares(picture, method, year)
        for school in compress(verdict.schools, verdict.judged & verdict.listed):
            found[school] = ", ".join(filter(None, (found.get(school), method.title)))
    return found
