"""The verdict engine for rules on shares of «2»: one for screens, files and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from shnor_core.errors import UnknownSchoolError
from shnor_core.identification.certainty import (
    Certainty,
    certainty,
    chance_of_label,
    confidence,
    pooled_share,
)
from shnor_core.identification.deciding import Deciding, deciding
from shnor_core.identification.distance import LeastMoves, MovableYears, least_moves
from shnor_core.identification.explanation import explain
from shnor_core.identification.methods import LowShareRule, Method, vary
from shnor_core.identification.results import Flags, Results, YearCells, year_cells
from shnor_core.identification.truth import Floats, states, truth_of
from shnor_core.identification.verdict import Verdict
from shnor_core.procedures import not_held as not_held_by_calendar
from shnor_core.procedures import split_key

NotHeld = Mapping[tuple[str, int], str]


@dataclass(frozen=True, eq=False)
class Identification:
    """Verdicts of all schools as columns; certainty and distances are worked out when asked for.

    Attributes
    ----------
    schools
        Ids in the order of every column below.
    last, previous
        Evidence of the judged year and of the one before: procedures × schools.
    branch_holds
        Shape (branches of the rule, schools).
    listed, judged
        The plain result of the rule; not ``judged`` means that the judged year has no data and
        ``listed`` says nothing.
    reference_share
        Share of «2» per school with which the chance of the label is worked out.
    """

    method: Method
    year: int
    results: Results
    last: YearCells
    previous: YearCells
    branch_holds: Flags
    listed: Flags
    judged: Flags
    reference_share: Floats
    years: MovableYears = MovableYears.LAST
    not_held: NotHeld = field(default_factory=lambda: MappingProxyType({}))

    @property
    def rule(self) -> LowShareRule:
        return self.method.low_share

    @property
    def schools(self) -> tuple[str, ...]:
        return self.results.schools

    @cached_property
    def certainty(self) -> Certainty:
        """Probability of the rule and band of the deciding share; NaN where nothing is judged."""
        found = certainty(self.rule, self.last, self.previous)
        columns = (found.probability, found.lower, found.median, found.upper)
        return Certainty(*(np.where(self.judged, column, np.nan) for column in columns))

    @cached_property
    def deciding(self) -> Deciding:
        """Observed deciding share and the procedure it belongs to."""
        return deciding(self.rule, self.last, self.previous, self.listed)

    @cached_property
    def words(self) -> NDArray[np.object_]:
        """«подтверждено», «на грани», «мало данных» per school."""
        return confidence(self.certainty.probability, self.listed, self.deciding.few)

    @cached_property
    def chance_of_label(self) -> Floats:
        """How often luck alone lists a school of these sizes with the reference share."""
        chance = chance_of_label(self.rule, self.last, self.previous, self.reference_share)
        return np.where(self.judged, chance, np.nan)

    @cached_property
    def moves(self) -> LeastMoves:
        """Least number of pupils to the other verdict, and where."""
        found = least_moves(self.rule, self.last, self.previous, self.listed, self.years)
        pupils = np.where(self.judged, found.pupils, np.nan)
        return LeastMoves(pupils, found.last, found.previous)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {school: place for place, school in enumerate(self.schools)}

    def place_of(self, school_id: str) -> int:
        """Position of a school in the columns.

        Raises
        ------
        UnknownSchoolError
            No such school among those judged.
        """
        if school_id not in self._places:
            raise UnknownSchoolError(f"Школы «{school_id}» нет среди проверенных.")
        return self._places[school_id]

    def explain(self, school_id: str) -> Verdict:
        """Everything there is to say about one school.

        Raises
        ------
        UnknownSchoolError
            No such school among those judged.
        """
        return explain(self, school_id)


def identify(
    results: Results,
    method: Method,
    *,
    year: int,
    threshold: Fraction | None = None,
    minimum_participants: int | None = None,
    years: MovableYears | str = MovableYears.LAST,
    not_held: NotHeld | None = None,
    reference_share: Mapping[str, float] | float | None = None,
) -> Identification:
    """Judge every school by a rule on shares of «2».

    Parameters
    ----------
    results
        Counts per school, procedure and year.
    method
        ``low_share``, or ``clusters`` that rest on such a rule.
    year
        Judged school year, named by the year in which it ends; the one before is ``year − 1``.
    threshold, minimum_participants
        What if the method said otherwise.
    years
        Whether distances may also change marks of the year before.
    not_held
        Procedures (key, year) that nobody wrote, with the reason; the calendar of
        ``shnor_core.procedures`` is always known.
    reference_share
        True share of «2» for the chance of the label, per school or one for all. By default the
        share pooled over all pupils of the schools given.

    Returns
    -------
    Identification

    Raises
    ------
    MethodError
        The method is of another kind, or a number is outside its domain.
    StatisticsError
        Two rows for one school, procedure and year.
    """
    method = vary(method, threshold=threshold, minimum_participants=minimum_participants)
    rule = method.low_share
    calendar = _calendar(rule, year) | dict(not_held or {})
    last, previous = (year_cells(results, rule, y, calendar) for y in (year, year - 1))
    truth = truth_of(rule)
    state = states(truth.caps, last.is_low, previous.is_low)
    listed = truth.whole[state]
    if reference_share is None:
        reference_share = pooled_share(rule, last, previous)
    return Identification(
        method=method,
        year=year,
        results=results,
        last=last,
        previous=previous,
        branch_holds=np.stack([branch[state] for branch in truth.branches]),
        listed=listed,
        judged=np.any(last.counted, axis=0) | listed,
        reference_share=_per_school(reference_share, results.schools),
        years=MovableYears(years),
        not_held=MappingProxyType(calendar),
    )


def _calendar(rule: LowShareRule, year: int) -> dict[tuple[str, int], str]:
    found = {}
    for key in rule.procedures:
        kind, subject, _, _ = split_key(key)
        for one in (year - 1, year):
            if reason := not_held_by_calendar(kind, subject, one):
                found[key, one] = reason
    return found


def _per_school(share: Mapping[str, float] | float, schools: tuple[str, ...]) -> Floats:
    if isinstance(share, Mapping):
        return np.asarray([share.get(school, np.nan) for school in schools], dtype=np.float64)
    return np.full(len(schools), share, dtype=np.float64)
