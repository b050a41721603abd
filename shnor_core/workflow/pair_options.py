"""Who could lead one listed school: every other school with what speaks for and against it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shnor_core.partners import LISTED
from shnor_core.wording import joined
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture


@dataclass(frozen=True, slots=True)
class Option:
    """A school as a leader of another one; ``against`` is empty for an allowed one.

    ``result`` is the share of marks 3–5 over three years, per cent, ``ahead`` by how many p.p. it
    exceeds that of the school; ``helps`` are the other schools paired with this leader now.
    """

    leader: str
    distance: float | None
    result: float | None
    ahead: float | None
    against: str
    helps: tuple[str, ...]


def options(picture: ResultsPicture, found: Pairs, school: str) -> tuple[Option, ...]:
    """Every other school of the territory: allowed ones first, near ones before far ones."""
    made = [
        _option(picture, found, school, leader) for leader in found.candidates if leader != school
    ]
    return tuple(sorted(made, key=lambda one: (bool(one.against), _far(one.distance))))


def first(found: Pairs, school: str) -> str:
    """The leader to begin with: the settled or proposed one, else who helps already."""
    helping = [one.partnership for one in found.actual if one.partnership.school_id == school]
    known = [one.partner_id for one in helping if one.partner_id in found.candidates]
    return found.assignment.leader_of(school) or next(iter(known), "")


def _far(distance: float | None) -> float:
    return math.inf if distance is None else distance


def _option(picture: ResultsPicture, found: Pairs, school: str, leader: str) -> Option:
    own, result = found.candidates[school].result, found.candidates[leader].result
    return Option(
        leader,
        found.distances.get((school, leader)),
        result,
        None if own is None or result is None else result - own,
        against(picture, found, school, leader),
        tuple(
            one.school
            for one in found.assignment.pairs
            if one.leader == leader and one.school != school
        ),
    )


def against(picture: ResultsPicture, found: Pairs, school: str, leader: str) -> str:
    """Why the school may not be led by this one, empty when it may."""
    reason = LISTED if leader in found.listed else found.refused.get(leader, "")
    reason = reason or found.assignment.reasons.get((school, leader), "")
    return reason or _no_place(picture, found, school, leader)


def _no_place(picture: ResultsPicture, found: Pairs, school: str, leader: str) -> str:
    held = [one for one, other in found.held.items() if other == leader and one != school]
    if len(held) < found.places[leader]:
        return ""
    names = joined([picture.names[one] for one in held])
    return f"места заняты решениями группы: {names}" if held else "мест у лидера нет"
