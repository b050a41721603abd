"""Shares of schools with positive dynamics, computed from results beside what was typed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from shnor_core.db.assessments import ProcedureRow
from shnor_core.errors import MethodError, StatisticsError
from shnor_core.model import Tone
from shnor_core.procedures import Season, key_title, split_key
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.targets import Ceiling, DynamicsShare, share_with_dynamics
from shnor_core.wording import percent
from shnor_core.workflow.definitions import DEFINITIONS, Definition
from shnor_core.workflow.identification import LISTED_PROGRAMME
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.results import ResultsPicture, moment, school_year
from shnor_core.workflow.store import DATA

LINKS = DATA / "programme_links.toml"
# the last grade of a school by its printed type; any other type has all eleven
LAST_GRADE = {"начальная": 4, "основная": 9}
ALL_GRADES = 11
SCHOOL_YEAR_STARTS = 9


@dataclass(frozen=True, slots=True)
class Computed:
    """A share as of a day: ``before`` and ``after`` are the works compared, earlier one first.

    ``listed`` is the school year of the official list whose schools are the denominator.
    """

    key: str
    listed: str
    before: ProcedureRow | None
    after: ProcedureRow | None
    share: DynamicsShare

    @property
    def works(self) -> str:
        """«ОГЭ математика: весна 2022 → весна 2023»."""
        title = key_title(self.key)
        if self.before is None or self.after is None:
            return f"{title}: двух лет для сравнения нет"
        return f"{title}: {moment(self.before)} → {moment(self.after)}"


@cache
def links(path: Path = LINKS) -> Mapping[str, tuple[str, ...]]:
    """Target id → keys of the works its share is computed from.

    Raises
    ------
    MethodError
        A key is not in the dictionary of procedures.
    """
    with path.open("rb") as file:
        content = tomllib.load(file)
    for target, keys in content.items():
        if not isinstance(keys, list) or not keys:
            raise MethodError(path.name, target, "список работ из справочника процедур")
        for key in keys:
            try:
                split_key(str(key))
            except StatisticsError as error:
                raise MethodError(path.name, target, "работа из справочника", str(error)) from error
    return {target: tuple(keys) for target, keys in content.items()}


def computed(
    pool: ResultsPicture,
    target_id: str,
    day: date,
    definition: Definition,
    *,
    known: Mapping[str, tuple[str, ...]] | None = None,
) -> Computed | None:
    """The share of one target as results known by ``day`` give it.

    The two latest works that were held by then are compared; the denominator is every school of
    the official list of that school year, or of the latest list before it.

    Returns
    -------
    ``None`` for a target that names no work, or more than one.
    """
    keys = (links() if known is None else known).get(target_id, ())
    if len(keys) != 1:
        return None
    after = _latest(pool, keys[0], day)
    before = next((one for one in pool.earlier(after) if one.held), None) if after else None
    year = after.year if after else _year_of(day)
    listed, schools = _official(pool, year)
    changes = {
        school: pool.change(school, before, after, definition)
        if before and after and _has_results(pool, school, before, after)
        else None
        for school in schools
    }
    without = _not_held(pool, schools, keys[0])
    share = share_with_dynamics(changes, definition, not_held=without)
    return Computed(keys[0], listed, before, after, share)


def ceilings(
    pool: ResultsPicture, on: date, known: Mapping[str, tuple[str, ...]] | None = None
) -> dict[str, Ceiling]:
    """Target id → the greatest share possible, where some listed schools have no such grade."""
    _, schools = _official(pool, _year_of(on))
    nothing = dict.fromkeys(schools)
    found: dict[str, Ceiling] = {}
    for target, keys in (links() if known is None else known).items():
        without = frozenset.intersection(*(_not_held(pool, schools, key) for key in keys))
        ceiling = share_with_dynamics(nothing, "", not_held=without).ceiling
        if ceiling is not None:
            found[target] = ceiling
    return found


def _latest(pool: ResultsPicture, key: str, day: date) -> ProcedureRow | None:
    """The last work of a key that was held and whose results are known by ``day``."""
    kind, subject, grade, season = split_key(key)
    known = [
        one
        for one in pool.procedures
        if (one.kind, one.subject, one.grade, one.season) == (kind, subject, grade, season)
        and one.held
        and _known_from(one) <= day
    ]
    return max(known, key=lambda one: one.year, default=None)


def _known_from(procedure: ProcedureRow) -> date:
    """The end of the half-year the work is written in: exact dates are not published."""
    if procedure.season == Season.AUTUMN:
        return date(procedure.year - 1, 12, 31)
    return date(procedure.year, 6, 30)


def _year_of(day: date) -> int:
    """2024 for every day of the school year 2023/24."""
    return day.year + (day.month >= SCHOOL_YEAR_STARTS)


def _official(pool: ResultsPicture, year: int) -> tuple[str, tuple[str, ...]]:
    """The school year and the schools of the official list in force."""
    years = {one.school_year for one in pool.listings if one.programme == LISTED_PROGRAMME}
    current = max((one for one in years if one <= school_year(year)), default="")
    listed = {
        one.school_id
        for one in pool.listings
        if one.programme == LISTED_PROGRAMME and one.school_year == current
    }
    return current, tuple(one.school_id for one in pool.all_schools if one.school_id in listed)


def _not_held(pool: ResultsPicture, schools: tuple[str, ...], key: str) -> frozenset[str]:
    """Listed schools that have no such grade."""
    grade = split_key(key)[2]
    types = {one.school_id: one.type for one in pool.all_schools}
    return frozenset(one for one in schools if LAST_GRADE.get(types[one], ALL_GRADES) < grade)


def _has_results(
    pool: ResultsPicture, school: str, before: ProcedureRow, after: ProcedureRow
) -> bool:
    return any(pool.low(school, one.procedure_id) for one in (before, after))


def contributions(picture: ProgrammePicture, pool: ResultsPicture, found: Computed) -> TableSpec:
    """What each school of the list adds to the share."""
    rows = []
    for one in found.share.contributions:
        pair = [_low_cell(pool, one.school, work) for work in (found.before, found.after)]
        icon, tone = "", Tone.NONE
        if one.counts is not None:
            icon, tone = ("▲", Tone.BETTER) if one.counts else ("▼", Tone.WORSE)
        name = picture.school_names[one.school]
        verdict = Cell(one.text, one.text, tone=tone, icon=icon, chip=True)
        rows.append(Row(one.school, (Cell(name, name), *pair, verdict)))
    moments = [
        moment(work) if work else f"{place} год"
        for place, work in (("ранний", found.before), ("поздний", found.after))
    ]
    columns = (
        Column("school", "Школа"),
        Column("before", f"Низкий результат, {moments[0]}", align="right"),
        Column("after", f"Низкий результат, {moments[1]}", align="right"),
        Column("counts", "Вклад в долю", width=1.6),
    )
    definition = DEFINITIONS[Definition(found.share.definition)]
    works = [work for work in (found.before, found.after) if work]
    return TableSpec(
        title=found.share.sentence.rstrip("."),
        columns=columns,
        rows=tuple(rows),
        notes=(
            f"{found.works}. Знаменатель – все школы официального списка {found.listed}."
            f" Определение динамики «{definition.title}»: {definition.text}",
        ),
        source=pool.source(works),
    )


def _low_cell(pool: ResultsPicture, school: str, work: ProcedureRow | None) -> Cell:
    low = pool.low(school, work.procedure_id) if work else None
    if low is None:
        return Cell("нет данных", tone=Tone.NONE)
    return Cell(low.text, low.text, sub=percent(low.percent))
