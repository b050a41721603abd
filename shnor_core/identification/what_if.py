"""Other thresholds, other methods, other years, the official list: who is in, who is out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Protocol

import numpy as np

from shnor_core.identification.engine import NotHeld, identify
from shnor_core.identification.methods import Method
from shnor_core.identification.results import Flags, Results
from shnor_core.identification.verdict import Verdict


class Judgement(Protocol):
    """What every engine returns: columns over schools and an explanation of each."""

    @property
    def method(self) -> Method: ...
    @property
    def year(self) -> int: ...
    @property
    def schools(self) -> tuple[str, ...]: ...
    @property
    def listed(self) -> Flags: ...
    @property
    def judged(self) -> Flags: ...
    def explain(self, school_id: str) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Change:
    """Who is in now, who came in and who went out against something before."""

    listed: tuple[str, ...]
    entered: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """One threshold against the method's own."""

    threshold: Fraction
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two methods side by side; ``no_data`` are schools that one of them cannot judge."""

    both: tuple[str, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    neither: tuple[str, ...]
    no_data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """The computed list against an official one; ``unknown`` are official ids without a school."""

    both: tuple[str, ...]
    only_computed: tuple[str, ...]
    only_official: tuple[str, ...]
    neither: tuple[str, ...]
    no_data: tuple[str, ...]
    unknown: tuple[str, ...]


def sweep(
    results: Results,
    method: Method,
    year: int,
    thresholds: Iterable[Fraction],
    *,
    minimum_participants: int | None = None,
    not_held: NotHeld | None = None,
) -> tuple[SweepPoint, ...]:
    """Who is in the list at each threshold, and who enters or leaves against the method's own."""

    def judged_at(threshold: Fraction | None) -> Judgement:
        return identify(
            results,
            method,
            year=year,
            threshold=threshold,
            minimum_participants=minimum_participants,
            not_held=not_held,
        )

    base = judged_at(None)
    return tuple(
        SweepPoint(threshold, difference(base, judged_at(threshold))) for threshold in thresholds
    )


def listed_ids(judgement: Judgement) -> tuple[str, ...]:
    """Schools that meet the criteria, in the order of the columns."""
    return tuple(judgement.schools[place] for place in np.flatnonzero(judgement.listed))


def difference(before: Judgement, after: Judgement) -> Change:
    """Who enters and who leaves when ``before`` becomes ``after``."""
    old, new = listed_ids(before), listed_ids(after)
    return Change(new, _without(new, old), _without(old, new))


def history(judgements: Sequence[Judgement]) -> tuple[tuple[int, Change], ...]:
    """Entry and exit year by year; nobody enters or leaves in the first of the years.

    Parameters
    ----------
    judgements
        One per year, oldest first.
    """
    if not judgements:
        return ()
    first = judgements[0]
    years = [(first.year, Change(listed_ids(first), (), ()))]
    for before, after in pairwise(judgements):
        years.append((after.year, difference(before, after)))
    return tuple(years)


def compare(first: Judgement, second: Judgement) -> Comparison:
    """Schools in both lists, in one only, in neither; in the order of the first."""
    one, two = set(listed_ids(first)), set(listed_ids(second))
    judged = _judged(first) & _judged(second)
    every = tuple(dict.fromkeys((*first.schools, *second.schools)))
    sure = [school for school in every if school in judged]
    return Comparison(
        both=tuple(s for s in sure if s in one and s in two),
        only_first=tuple(s for s in sure if s in one and s not in two),
        only_second=tuple(s for s in sure if s in two and s not in one),
        neither=tuple(s for s in sure if s not in one and s not in two),
        no_data=_without(every, judged),
    )


def against_official(judgement: Judgement, official: Collection[str]) -> Agreement:
    """The computed list beside the official one; neither corrects the other.

    Parameters
    ----------
    official
        Ids of the schools (and филиалы) in the official list of the same year.
    """
    computed, letter, judged = set(listed_ids(judgement)), set(official), _judged(judgement)
    sure = [school for school in judgement.schools if school in judged]
    return Agreement(
        both=tuple(s for s in sure if s in computed and s in letter),
        only_computed=tuple(s for s in sure if s in computed and s not in letter),
        only_official=tuple(s for s in sure if s in letter and s not in computed),
        neither=tuple(s for s in sure if s not in letter and s not in computed),
        no_data=_without(judgement.schools, judged),
        unknown=tuple(sorted(letter - set(judgement.schools))),
    )


def _judged(judgement: Judgement) -> set[str]:
    return {judgement.schools[place] for place in np.flatnonzero(judgement.judged)}


def _without(schools: Iterable[str], excluded: Collection[str]) -> tuple[str, ...]:
    out = set(excluded)
    return tuple(school for school in schools if school not in out)
