"""Remembered groups and similar schools: what «Кластеры и пары» and «Школа» show."""

from __future__ import annotations

from shnor_core.workflow import clusters, school_inputs
from shnor_core.workflow import similar as similar_schools
from shnor_core.workflow.clusters import Groups, Rules
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.results import school_year
from shnor_core.workflow.school_inputs import SchoolInputs
from shnor_core.workflow.similar import Neighbours
from ui.data import indicator_sets, picture, remembered, results, store


@remembered(16)
def rule_clusters(territory: str, year: int) -> Rules:
    return clusters.rules(store(), results(territory), year)


@remembered(8)
def tables(territory: str) -> tuple[Picture, ...]:
    return tuple(picture(territory, one) for one in indicator_sets(territory))


@remembered(16)
def years(territory: str) -> tuple[int, ...]:
    return clusters.years(results(territory), tables(territory))


def no_inputs(territory: str, year: int) -> str:
    """Why there is nothing to compare by, and in which years there is."""
    known = ", ".join(school_year(one) for one in school_inputs.years(tables(territory)))
    place = f"есть за {known}" if known else "нет и за другие годы"
    return f"{school_year(year)}: сравнивать школы не по чему, показателей школ за год нет; {place}"


def earlier(territory: str, year: int) -> int | None:
    """The last year before this one in which the schools have tables."""
    known = school_inputs.years(tables(territory))
    return next((one for one in known if one < year), None)


@remembered(16)
def inputs(territory: str, year: int) -> SchoolInputs:
    """What the schools can be grouped and compared by."""
    return school_inputs.inputs(store(), results(territory), tables(territory), year)


@remembered(32)
def groups(territory: str, year: int, codes: tuple[str, ...], k: int | None) -> Groups:
    return clusters.groups(inputs(territory, year), codes, k)


@remembered(64)
def similar(territory: str, year: int, school: str) -> Neighbours:
    return similar_schools.similar(store(), results(territory), inputs(territory, year), school)
