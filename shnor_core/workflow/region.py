"""«Территории»: side by side what each holds and how many schools meet one method's criteria."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import compress

from shnor_core.db import region as db
from shnor_core.db.connection import Store
from shnor_core.db.region import TerritoryCounts
from shnor_core.identification import Method, MethodKind, Results, identify
from shnor_core.procedures import procedure_key, school_year
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import VPR_NOTICE, counted, number, plural
from shnor_core.workflow.identification import LISTED_PROGRAMME, methods
from shnor_core.workflow.results_tables import LOW_SHARE


@dataclass(frozen=True, slots=True)
class TerritoryLine:
    """One territory: ``judged`` schools have results, ``meeting`` of them meet the criteria."""

    counts: TerritoryCounts
    judged: int
    meeting: int


@dataclass(frozen=True, slots=True)
class Region:
    """All territories, by name, under one method in one year, or each in its own last one."""

    method: Method
    year: int | None
    lines: tuple[TerritoryLine, ...]

    @property
    def real(self) -> tuple[TerritoryLine, ...]:
        """Without the invented ones: those are in no sum."""
        return tuple(line for line in self.lines if not line.counts.invented)


def years(store: Store) -> tuple[int, ...]:
    return db.years(store)


def comparable_methods() -> tuple[Method, ...]:
    """Methods that judge a school by its own results alone, whatever its territory.

    A lowest quarter or a mean of the region says something inside one territory only.
    """
    return tuple(one for one in methods() if one.kind is MethodKind.LOW_SHARE)


def region(store: Store, method: Method, year: int | None = None) -> Region:
    """Judge the schools of all territories in one pass; without a year each by its own last one.

    Raises
    ------
    MethodError
        The method rests on something else than shares of «2».
    """
    counts = db.counts(
        store,
        year=year,
        school_year=None if year is None else school_year(year),
        programme=LISTED_PROGRAMME,
        top=LOW_SHARE.numerator,
        bottom=LOW_SHARE.denominator,
    )
    judged, meeting = _verdicts(store, method, year)
    lines = (
        TerritoryLine(one, judged[one.territory_id], meeting[one.territory_id]) for one in counts
    )
    return Region(method, year, tuple(lines))


def _verdicts(store: Store, method: Method, year: int | None) -> tuple[Counter[str], Counter[str]]:
    """Territory → schools that can be judged, and those of them that meet the criteria."""
    found = db.results(store, year)
    keys, not_held = _works(store)
    home = dict(zip(found["school_id"], found["territory_id"], strict=True))
    judged: Counter[str] = Counter()
    meeting: Counter[str] = Counter()
    for judged_year in set(found["judged_year"].tolist()):
        asked = found["judged_year"] == judged_year
        results = Results.of(
            school=found["school_id"][asked],
            procedure=[keys[one] for one in found["procedure_id"][asked]],
            year=found["year"][asked],
            participants=found["participants"][asked],
            low=found["n2"][asked],
        )
        verdict = identify(results, method, year=judged_year, not_held=not_held)
        homes = [home[school] for school in verdict.schools]
        judged.update(compress(homes, verdict.judged))
        meeting.update(compress(homes, verdict.judged & verdict.listed))
    return judged, meeting


def _works(store: Store) -> tuple[dict[str, str], dict[tuple[str, int], str]]:
    """Id of a work → its key through the years; works nobody wrote, with the reason."""
    keys, not_held = {}, {}
    for procedure_id, kind, subject, grade, season, year, held, note in db.procedures(store):
        keys[procedure_id] = procedure_key(kind, subject, grade, season)
        if not held:
            not_held[keys[procedure_id], year] = note or "не проводилась"
    return keys, not_held


def conclusion(found: Region) -> str:
    """How many schools meet the criteria, over the real territories."""
    lines = [line for line in found.real if line.judged]
    all_real = counted(len(found.real), "территория", "территории", "территорий")
    period = f"за {school_year(found.year)} год" if found.year else "за последний год каждой"
    if not lines:
        when = f" {period}" if found.year else ""
        beside = ", кроме вымышленной" if any(line.judged for line in found.lines) else ""
        return f"{all_real}: результатов процедур{when} нет ни у одной{beside}"
    judged, meeting = (sum(getattr(line, name) for line in lines) for name in ("judged", "meeting"))
    meets = plural(meeting, "школа отвечает", "школы отвечают", "школ отвечают")
    having = counted(len(lines), "территории", "территориях", "территориях")
    return f"{meeting} {meets} критериям {period} из {judged} проверенных в {having}"


def table(found: Region) -> TableSpec:
    """A line per territory in the order of names: nobody is ranked."""
    return TableSpec(
        title=f"Территории рядом: {found.method.title}, "
        + (school_year(found.year) if found.year else "последний год каждой"),
        columns=(
            Column("territory", "Территория", width=2.0),
            Column("year", "Учебный год", align="center", width=0.9),
            Column("schools", "Школ", align="right", width=0.7, number_format="0"),
            Column("judged", "Проверено", align="right", width=0.9, number_format="0"),
            Column("meeting", "Отвечают критериям", align="right", width=1.1, number_format="0"),
            Column("official", "В официальном списке", align="right", width=1.2, number_format="0"),
            Column("results", "Результатов", align="right", width=1.0, number_format="0"),
            Column("low", "Из них «2» от 30 %", align="right", width=1.1, number_format="0"),
            Column("targets", "Целевых показателей", align="right", width=1.1, number_format="0"),
            Column("measures", "Мероприятий", align="right", width=1.0, number_format="0"),
        ),
        rows=tuple(Row(line.counts.territory_id, _cells(line)) for line in found.lines),
        source=f"результаты, списки и программы территорий; критерии — {found.method.document}",
        notes=(
            "Строки стоят по названиям: это не рейтинг. Методика судит школу по её результатам;"
            " прочерк значит, что данных нет, а не что их ноль.",
            "Результат — одна школа в одной работе с известными отметками.",
            VPR_NOTICE,
        ),
    )


def _cells(line: TerritoryLine) -> tuple[Cell, ...]:
    counts = line.counts
    name = f"{counts.name} (вымышленные данные)" if counts.invented else counts.name
    judged = line.judged or None
    period = school_year(counts.year) if counts.year and counts.results else ""
    return (
        Cell(name, name),
        Cell(period or "–", period),
        _count(counts.schools or None),
        _count(judged),
        _count(line.meeting if judged else None),
        _official(line),
        _count(counts.results or None),
        _count(counts.low if counts.results else None),
        _count(counts.targets or None),
        _count(counts.measures or None),
    )


def _official(line: TerritoryLine) -> Cell:
    """The list of the year, or the last one with the year it names."""
    counts = line.counts
    cell = _count(counts.official or None)
    same = counts.year and school_year(counts.year) == counts.list_year
    return cell if same or not counts.list_year else replace(cell, sub=counts.list_year)


def _count(value: int | None) -> Cell:
    return Cell("–" if value is None else number(value, 0), value)
