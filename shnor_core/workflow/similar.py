"""Schools under like conditions, and where they have more pupils who coped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.model import Unit
from shnor_core.similarity import (
    Component,
    Kind,
    Outcome,
    PupilGap,
    Similar,
    Weights,
    better_results,
    nearest,
)
from shnor_core.workflow.clusters import weights
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.school_inputs import SchoolInputs

NEAREST = 5

Conditions = dict[str, dict[str, float | str | None]]


class Basis(StrEnum):
    """What schools are compared by, in the dative: «по …»."""

    CONDITIONS = "условиям работы"
    MONITORING = "показателям мониторинга"


def conditions(store: Store, picture: ResultsPicture, known: SchoolInputs) -> Conditions:
    """Everything known of the schools, the kind and place of the register included."""
    found: Conditions = {school: dict(row) for school, row in known.values.items()}
    register = queries.school_conditions(store, picture.territory.territory_id)
    for school, (kind, rural, small) in register.items():
        if school in found:
            found[school] |= {
                "school.type": kind,
                "school.rural": None if rural is None else float(rural),
                "school.small": None if small is None else float(small),
            }
    return found


def basis_of(known: SchoolInputs) -> tuple[Basis, Weights]:
    """Conditions where any is observed, else every monitoring indicator with one weight."""
    usual = compared_conditions(known)
    if any(one.code in known.titles for one in usual.components):
        return Basis.CONDITIONS, usual
    components = (
        Component(code, title, _kind(known.units[code]), 1.0)
        for code, title in known.titles.items()
    )
    return Basis.MONITORING, replace(
        usual, title="Показатели мониторинга", components=tuple(components)
    )


def compared_conditions(known: SchoolInputs) -> Weights:
    """The usual conditions and those of the territory's own sheet «Контекст»."""
    usual = weights()
    others = (
        Component(code, known.titles[code], _kind(known.units[code]), usual.other_weight)
        for code in other_conditions(known)
    )
    return replace(usual, components=(*usual.components, *others))


def other_conditions(known: SchoolInputs) -> tuple[str, ...]:
    """Codes of the sheet «Контекст» that the weights do not name."""
    named = {one.code for one in weights().components}
    return tuple(code for code in known.titles if code in known.context - named)


def _kind(unit: Unit) -> Kind:
    return Kind.PERCENT if unit in (Unit.PERCENT, Unit.SHARE) else Kind.NUMBER


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest schools of one school, and where they have more pupils who coped."""

    school: str
    year: int
    nearest: tuple[Similar, ...]
    gaps: tuple[PupilGap, ...]
    basis: Basis = Basis.CONDITIONS
    source: str = ""


def similar(store: Store, picture: ResultsPicture, known: SchoolInputs, school: str) -> Neighbours:
    """Schools under like conditions.

    Raises
    ------
    UnknownSchoolError
        The school has neither results nor a table of the year.
    """
    basis, compared = basis_of(known)
    found = nearest(school, conditions(store, picture, known), compared, count=NEAREST)
    titles = {one.procedure_id: one.title for one in picture.of_year(known.year)}
    gaps = better_results(school, found, outcomes(picture, known.year), titles)
    source = known.source(one.code for one in compared.components if one.code in known.titles)
    return Neighbours(school, known.year, found, gaps, basis, source)


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
