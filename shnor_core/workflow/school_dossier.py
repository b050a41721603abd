"""What is known of one school beside its table: the verdict, helpers, risks, measures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shnor_core.db.connection import Store
from shnor_core.dynamics import Definition
from shnor_core.identification import Verdict
from shnor_core.wording import joined
from shnor_core.workflow import (
    identification,
    risk_profile,
    roadmap_tables,
)
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.risk_profile import RiskProfile
from shnor_core.workflow.roadmap_tables import Line
from shnor_core.workflow.school import SchoolCard, card
from shnor_core.workflow.school_partners import NOBODY, SchoolPartners

METHOD = "fioko-2022"


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known of one school; what the territory has no data for is empty."""

    picture: Picture
    view: SchoolCard
    base: int
    year: int
    definition: Definition
    verdict: Verdict | None
    partners: SchoolPartners
    risks: tuple[str, ...]
    measures: tuple[str, ...]
    on: date


def dossier(
    store: Store,
    picture: Picture,
    results: ResultsPicture,
    programmes: Sequence[ProgrammePicture],
    school_id: str,
    *,
    base: int,
    year: int,
    definition: Definition,
    on: date,
    partners: SchoolPartners = NOBODY,
) -> Dossier:
    """Gather everything about one school for one pair of years.

    Parameters
    ----------
    picture
        The set of tables the page shows.
    on
        The day the measures are judged on.
    partners
        Who is alike and who helps, as the screen says it.

    Raises
    ------
    UnknownSchoolError
        No such school in the territory.
    """
    profile = risk_profile.load(store, picture.territory.territory_id, programmes)
    return Dossier(
        picture,
        card(picture, school_id, base=base, year=year, definition=definition),
        base,
        year,
        definition,
        _verdict(store, results, school_id, year),
        partners,
        tuple(_risks(profile, school_id, year)),
        tuple(_measures(programmes, school_id, on)),
        on,
    )


def _verdict(store: Store, results: ResultsPicture, school: str, year: int) -> Verdict | None:
    if year not in identification.judged_years(results):
        return None
    method = identification.method_of(METHOD)
    return identification.judge(store, results, method, year).explain(school)


def _risks(profile: RiskProfile, school: str, year: int) -> Iterator[str]:
    """Factors of the latest profile: grave ones with their measures, the others in one line."""
    years = [one.year for one in profile.rows if one.school_id == school and one.year <= year]
    if not years:
        return
    by_level: dict[str, list[str]] = {}
    for factor in profile.factors:
        by_level.setdefault(profile.level(school, max(years), factor), []).append(factor)
    for factor in by_level.get("high", ()):
        numbers = [one.number for one in profile.answers_of(factor, school) if one.number]
        told = f"меры №№ {', '.join(numbers)}" if numbers else "мер в программе нет"
        yield f"{factor}: высокий уровень ({max(years)} год), {told}"
    if medium := by_level.get("medium"):
        yield f"средний уровень: {joined([one[:1].lower() + one[1:] for one in medium])}"


def _measures(programmes: Sequence[ProgrammePicture], school: str, on: date) -> Iterator[str]:
    """Measures of the programmes that name the school, with their state."""
    for programme in programmes:
        for one in roadmap_tables.lines(programme, on):
            if school in one.row.school_ids.split(";"):
                yield _measure(one)


def _measure(one: Line) -> str:
    head = f"{one.row.number}. {one.row.title}" if one.row.number else one.row.title
    who = f", {one.row.responsible}" if one.row.responsible else ""
    return f"{head} ({one.row.due_text}{who}): {one.state.text}"
