"""What recommendation rules look at, gathered from the pictures of the other screens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shnor_core.db.connection import Store
from shnor_core.dynamics import Measure
from shnor_core.model import Indicator, Level, Listing
from shnor_core.recommendations import (
    Facts,
    NamedList,
    Point,
    RecommendationRule,
    Series,
    SignalCondition,
    SignalKind,
)
from shnor_core.workflow import advice_signals as signals
from shnor_core.workflow.advice_signals import Pictures
from shnor_core.workflow.change_cells import row_title, value_text
from shnor_core.workflow.monitoring import Picture


def gather(
    store: Store,
    pictures: Pictures,
    rules: Iterable[RecommendationRule],
    *,
    base: int,
    year: int,
    on: date,
) -> Facts:
    """Facts for the year ``year`` beside ``base``; what is due is judged on the day ``on``."""
    results, programmes = pictures.results, pictures.programmes
    found = (
        *signals.verdicts(store, results, _methods_of(rules), year),
        *signals.listings(results.listings, year),
        *signals.partners(pictures),
        *signals.risks(store, pictures, year),
        *signals.markers(results, year),
        *signals.dynamics(results, year),
        *signals.indices(store, results, year),
        *signals.targets(programmes, on),
        *signals.measures(programmes, on),
    )
    return Facts(
        subjects=_subjects(pictures),
        series=tuple(
            _series(one, indicator, base, year)
            for one in pictures.monitoring
            for indicator in one.indicators(Level.SCHOOL)
        ),
        signals=found,
        # silence about partners or risks means something only where some are known
        known=frozenset(one.kind for one in found),
        lists=_lists(results.listings),
    )


def _methods_of(rules: Iterable[RecommendationRule]) -> frozenset[str]:
    return frozenset(
        name
        for rule in rules
        for one in rule.conditions
        if isinstance(one, SignalCondition) and one.kind is SignalKind.VERDICT
        for name in one.names
    )


def _subjects(pictures: Pictures) -> dict[str, str]:
    found = {one.school_id: one.short_name for one in pictures.results.all_schools}
    for programme in pictures.programmes:
        found |= {one.target_id: one.code for one in programme.target_rows}
        found |= {one.measure_id: one.number or f"«{one.title}»" for one in programme.measure_rows}
    return found


def _series(picture: Picture, indicator: Indicator, base: int, year: int) -> Series:
    summed = next(
        (
            one
            for one in picture.indicators(Level.TERRITORY)
            if one.school_code == indicator.code and one.school_relation == "same_measure"
        ),
        None,
    )
    schools = {one.school_id: _points(picture, one.school_id, indicator) for one in picture.schools}
    return Series(
        picture.indicator_set,
        indicator.code,
        row_title(indicator),
        indicator.direction,
        base,
        year,
        schools,
        _points(picture, None, summed) if summed else (),
    )


def _points(picture: Picture, school: str | None, indicator: Indicator) -> tuple[Point, ...]:
    found = []
    for year in picture.years:
        cell = picture.cell(school, indicator.code, year)
        if cell is None:
            continue
        finding = picture.blocked.get(cell.observation_id)
        read = Measure.of(cell.reading)
        found.append(
            Point(
                year,
                read.shown_value,
                value_text(cell, indicator),
                read.shown_unit,
                cell.source_ref,
                finding.message if finding else "",
            )
        )
    return tuple(found)


def _lists(listings: Iterable[Listing]) -> tuple[NamedList, ...]:
    found: dict[str, list[Listing]] = {}
    for one in listings:
        found.setdefault(one.list_code, []).append(one)
    return tuple(
        NamedList(
            code,
            members[0].meaning,
            tuple(dict.fromkeys(one.school_id for one in members)),
            members[0].source_ref,
        )
        for code, members in found.items()
    )
