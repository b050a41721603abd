"""What is known of schools, targets and measures beside the tables, as signals for rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shnor_core.db import risks as risk_rows
from shnor_core.db.connection import Store
from shnor_core.dynamics import by_fioko
from shnor_core.identification import Confidence, headline
from shnor_core.indices import compute
from shnor_core.model import Listing, Tone
from shnor_core.procedures import school_year
from shnor_core.recommendations import Signal, SignalKind
from shnor_core.roadmap import StateKind
from shnor_core.targets import Status
from shnor_core.wording import number
from shnor_core.workflow import criteria_inputs, identification, results_journal
from shnor_core.workflow.monitoring import Picture
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.results import SMALL, ResultsPicture
from shnor_core.workflow.risk_profile import LEVELS
from shnor_core.workflow.roadmap_tables import lines
from shnor_core.workflow.target_tables import judge

_CERTAINTY = {
    Confidence.CONFIRMED: "sure",
    Confidence.EDGE: "borderline",
    Confidence.FEW_DATA: "scarce",
}
_LATE = {StateKind.OVERDUE: "overdue", StateKind.SOON: "soon"}
_TARGETS = (Status.AT_RISK, Status.BEHIND, Status.NO_DATA)


@dataclass(frozen=True)
class Pictures:
    """What is known of a territory: one picture for each set of tables, results, programmes."""

    monitoring: tuple[Picture, ...]
    results: ResultsPicture
    programmes: tuple[ProgrammePicture, ...]


def verdicts(
    store: Store, results: ResultsPicture, methods: frozenset[str], year: int
) -> Iterator[Signal]:
    if year not in identification.judged_years(results):
        return
    for method in identification.methods():
        if method.method_id not in methods:
            continue
        judged = identification.judge(store, results, method, year)
        for school in results.schools:
            verdict = judged.explain(school.school_id)
            if verdict.listed and verdict.certainty:
                yield Signal(
                    SignalKind.VERDICT,
                    method.method_id,
                    _CERTAINTY[verdict.certainty.word],
                    school.school_id,
                    f"{method.title}, {school_year(year)}: "
                    + headline(verdict, school.short_name).partition(": ")[2],
                    method.document,
                )


def _end(listing: Listing) -> int | None:
    """The calendar year a list ends in: «2023/24» is 2024, «2021» is 2021."""
    if listing.year is None:
        return None
    return listing.year + ("/" in listing.school_year)


def listings(listings: Iterable[Listing], year: int) -> Iterator[Signal]:
    """One signal for every programme, school year and school, whatever levels named it."""
    found = {
        (one.programme, end, one.school_id): one
        for one in listings
        if one.programme and (end := _end(one)) is not None and end <= year
    }
    current: dict[str, int] = {}
    for programme, end, _ in found:
        current[programme] = max(end, current.get(programme, end))
    for (programme, end, school), one in sorted(found.items()):
        state = "current" if end == current[programme] else "earlier"
        text = f"в списке {programme} {one.school_year}"
        yield Signal(SignalKind.LISTING, programme, state, school, text, one.source_ref)


def partners(pictures: Pictures) -> Iterator[Signal]:
    """Schools nobody helps; said only where the documents name helpers at all."""
    pairs = {one for picture in pictures.monitoring for one in picture.monitoring.partnerships}
    helped = {one.school_id for one in pairs}
    for school in pictures.results.all_schools if helped else ():
        if school.school_id not in helped:
            text = "куратор, школа-лидер или партнёр не назначены"
            yield Signal(SignalKind.PARTNER, "", "none", school.school_id, text)


def risks(store: Store, pictures: Pictures, year: int) -> Iterator[Signal]:
    """The latest profile of each school by the judged year."""
    territory = pictures.results.territory.territory_id
    rows = [one for one in risk_rows.risks(store, territory) if one.year <= year]
    latest: dict[str, int] = {}
    for one in rows:
        latest[one.school_id] = max(one.year, latest.get(one.school_id, one.year))
    for one in rows:
        if one.year == latest[one.school_id]:
            text = f"рисковый профиль {one.year}: {one.factor} — {LEVELS[one.level]} значимость"
            yield Signal(
                SignalKind.RISK, one.factor, one.level, one.school_id, text, one.source_ref
            )


def markers(results: ResultsPicture, year: int) -> Iterator[Signal]:
    for one in results_journal.markers(results, year):
        source = results.source([results.by_id[one.procedure_id]])
        yield Signal(
            SignalKind.MARKER, one.kind.value, "found", one.school_id, one.evidence, source
        )


def dynamics(results: ResultsPicture, year: int) -> Iterator[Signal]:
    for work in results.of_year(year):
        before = results.comparable(work)
        if before is None:
            continue
        source = results.source([before, work])
        for school in results.schools:
            first = results.low(school.school_id, before.procedure_id)
            last = results.low(school.school_id, work.procedure_id)
            # «группа меньше десяти неинформативна»
            if first is None or last is None or min(first.participants, last.participants) < SMALL:
                continue
            grown = last.percent - first.percent
            if by_fioko(grown, share_of_twos=True)[1] is Tone.WORSE:
                text = (
                    f"{work.title}: доля «2» {before.year} — {first.text}, {work.year} —"
                    f" {last.text}, +{number(grown)} п.п."
                )
                yield Signal(
                    SignalKind.DYNAMICS,
                    work.procedure_id,
                    "worse",
                    school.school_id,
                    text,
                    source,
                )


def indices(store: Store, results: ResultsPicture, year: int) -> Iterator[Signal]:
    values = criteria_inputs.values(store, results, year)
    for definition in criteria_inputs.index_definitions():
        for one in compute(definition, values):
            if one.lowest and one.score is not None:
                text = f"{definition.title}, {year}: {number(one.score)} из 100, нижняя четверть"
                yield Signal(
                    SignalKind.INDEX,
                    definition.index_id,
                    "lowest",
                    one.school_id,
                    text,
                    definition.source,
                )


def targets(programmes: Iterable[ProgrammePicture], on: date) -> Iterator[Signal]:
    for programme in programmes:
        for one in judge(programme, on):
            row, found = one.row, one.found
            text = f"{row.title}: {found.reason}"
            kind = SignalKind.TARGET
            if found.status in _TARGETS:
                yield Signal(
                    kind, row.code, found.status.value, row.target_id, text, row.source_ref
                )
            if found.fact is not None and not one.evidence:
                told = f"{row.title}: факт {found.fact_text}"
                yield Signal(kind, row.code, "unconfirmed", row.target_id, told, row.source_ref)


def measures(programmes: Iterable[ProgrammePicture], on: date) -> Iterator[Signal]:
    for programme in programmes:
        for one in lines(programme, on):
            if one.state.kind in _LATE:
                row = one.row
                text = f"{row.title}: {one.state.text}"
                yield Signal(
                    SignalKind.MEASURE,
                    row.number,
                    _LATE[one.state.kind],
                    row.measure_id,
                    text,
                    row.source_ref,
                )
