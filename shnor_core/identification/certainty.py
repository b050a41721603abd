"""How sure a verdict is: exact probabilities over the posterior of every procedure.

The share of «2» a procedure would show with endlessly many such pupils is unknown; given ``low`` of
``n`` its Jeffreys posterior is Beta(low + ½, n − low + ½) [1]_, independent between procedures.
``S(x)``, the probability that the rule holds for these shares with the threshold at ``x``, is at
the same time the survival function of the share on which the verdict hangs. Probability and band
are read off this one function, so they cannot disagree.

References
----------
.. [1] Brown, Cai, DasGupta 2001, *Statistical Science* 16(2), 101–133.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shnor_core.identification.methods import LowShareRule
from shnor_core.identification.results import Flags, YearCells
from shnor_core.identification.truth import CHANCES, Floats, Truth, fold, over_true, truth_of

SURE: Final = 0.9
#: 80 % band: what is above its lower end holds with 0.9, above its upper end with 0.1
_LEVELS: Final = (SURE, 0.5, 1 - SURE)
# enough steps inside the width of any class of up to a thousand; more pupils get more steps
_LEAST_STEPS: Final = 128


class Confidence(StrEnum):
    """Word for how sure a verdict is."""

    CONFIRMED = "подтверждено"
    EDGE = "на грани"
    FEW_DATA = "мало данных"


@dataclass(frozen=True, slots=True, eq=False)
class Certainty:
    """Per school: probability of the rule and the 80 % band of the deciding share.

    The band (``lower``, ``median``, ``upper``, shares 0…1) is NaN where the rule cannot hold for
    want of procedures; its probability is 0 there.
    """

    probability: Floats
    lower: Floats
    median: Floats
    upper: Floats


def certainty(rule: LowShareRule, last: YearCells, previous: YearCells) -> Certainty:
    """Probability that the rule holds for the underlying shares, with its 80 % band.

    Returns
    -------
    Certainty
        ``probability`` is exact; the band is exact on which side of the threshold it lies
        (``lower ≥ threshold`` if and only if ``probability ≥ 0.9``, ``upper ≤ threshold`` if and
        only if ``probability ≤ 0.1``) and to about 0.0005 elsewhere.
    """
    search = _Search.of(rule, last, previous)
    probability = search.at(np.full(search.schools, search.threshold_place))
    lower, median, upper = (search.inverse(level) for level in _LEVELS)
    return Certainty(probability, lower, median, upper)


def posterior_tails(participants: int, shares: Floats) -> Floats:
    """Jeffreys posterior P(share ≥ x) for every possible number of low results.

    Climbs from ``low`` to ``low + 1`` by DLMF 8.17.18, so that one more «2» can never lower the
    probability, not even by rounding::

        I_x(a, b) = I_x(a + 1, b − 1) + x^a (1 − x)^(b − 1) / (a B(a, b))

    Returns
    -------
    ndarray
        Shape (participants + 1, len(shares)).
    """
    from scipy.special import betaincc, betaln

    a = np.arange(participants)[:, None] + 0.5
    b = participants + 1 - a
    with np.errstate(divide="ignore"):
        powers = a * np.log(shares) + (b - 1) * np.log1p(-shares)
    steps = np.exp(powers - np.log(a) - betaln(a, b))
    first = betaincc(0.5, participants + 0.5, shares)
    return np.asarray(np.minimum(np.cumsum(np.vstack([first, steps]), axis=0), 1.0))


def confidence(probability: Floats, listed: Flags, few: Flags) -> NDArray[np.object_]:
    """Words: few data first; then confirmed when the probability backs the plain verdict."""
    backed = np.where(listed, probability >= SURE, probability <= 1 - SURE)
    words = np.empty(listed.shape, dtype=object)
    words[:] = Confidence.EDGE
    words[backed] = Confidence.CONFIRMED
    words[few] = Confidence.FEW_DATA
    return words


def chance_of_label(
    rule: LowShareRule, last: YearCells, previous: YearCells, share: Floats
) -> Floats:
    """Exact chance that the plain rule lists a school of these cohort sizes by luck.

    Parameters
    ----------
    share
        True share of «2» per school, the same in all its procedures; the number of low results
        of each is then binomial.
    """
    from scipy.special import bdtrc

    sides = []
    for cells in (last, previous):
        tails = bdtrc(cells.needed - 1, np.maximum(cells.participants, 1), share[None, :])
        sides.append(_weights(np.where(cells.counted, tails, 0.0)))
    truth = truth_of(rule)
    return np.minimum(over_true(truth, fold(sides[0], sides[1], truth.caps, CHANCES), CHANCES), 1.0)


def pooled_share(rule: LowShareRule, last: YearCells, previous: YearCells) -> float:
    """Share of «2» over all pupils of the procedures the rule looks at; NaN without pupils."""
    both = [last]
    if any(branch.previous_year for branch in rule.branches):
        both.append(previous)
    low = sum(int(cells.low[cells.counted].sum()) for cells in both)
    participants = sum(int(cells.participants[cells.counted].sum()) for cells in both)
    return low / participants if participants else float("nan")


def _weights(chances: Floats) -> Floats:
    return np.stack([1 - chances, chances], axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """``S`` on a grid of thresholds: tails are tabulated once per distinct (low, n)."""

    truth: Truth
    grid: Floats
    threshold_place: int
    tails: Floats
    last: NDArray[np.int64]
    previous: NDArray[np.int64]

    @classmethod
    def of(cls, rule: LowShareRule, last: YearCells, previous: YearCells) -> _Search:
        largest = max(int(cells.participants.max(initial=0)) for cells in (last, previous))
        # in the angle arcsin √share a posterior is about ½/√n wide everywhere: see _LEAST_STEPS
        steps = max(_LEAST_STEPS, 4 * int(np.ceil(np.sqrt(largest))))
        threshold = float(rule.threshold)
        angles = np.linspace(0.0, np.pi / 2, steps + 1)
        grid = np.unique(np.append(np.sin(angles) ** 2, threshold))
        pairs, places = _distinct(last, previous)
        place = int(np.searchsorted(grid, threshold))
        return cls(truth_of(rule), grid, place, _tails(pairs, grid), *places)

    @property
    def schools(self) -> int:
        return int(self.last.shape[1])

    def at(self, place: NDArray[np.int64]) -> Floats:
        """``S`` at one grid point per school."""
        last, previous = (
            _weights(self.tails[codes, place[None, :]]) for codes in (self.last, self.previous)
        )
        joint = fold(last, previous, self.truth.caps, CHANCES)
        return np.minimum(over_true(self.truth, joint, CHANCES), 1.0)

    def inverse(self, level: float) -> Floats:
        """Where ``S`` falls below ``level``, between the two grid points that enclose it."""
        low = np.zeros(self.schools, dtype=np.int64)
        high = np.full(self.schools, len(self.grid) - 1)
        s_low, s_high = self.at(low), self.at(high)
        possible = s_low >= level
        while (high - low).max(initial=1) > 1:
            middle = (low + high) // 2
            value = self.at(middle)
            above = value >= level
            low, s_low = np.where(above, middle, low), np.where(above, value, s_low)
            high, s_high = np.where(above, high, middle), np.where(above, s_high, value)
        found = _between(self.grid[low], self.grid[high], s_low, s_high, level)
        return np.where(possible, found, np.nan)


def _distinct(
    last: YearCells, previous: YearCells
) -> tuple[NDArray[np.int64], list[NDArray[np.int64]]]:
    """Distinct (low, participants) pairs and the place of each cell among them; 0 = not counted."""
    width = max(int(cells.participants.max(initial=0)) for cells in (last, previous)) + 1
    codes = [
        np.where(cells.counted, cells.low * width + cells.participants, -1)
        for cells in (last, previous)
    ]
    found = np.zeros(width * width + 1, dtype=bool)
    for code in codes:
        found[code + 1] = True
    found[0] = True
    place = np.cumsum(found) - 1
    pairs = np.flatnonzero(found) - 1
    return np.stack(np.divmod(pairs, width)), [place[code + 1] for code in codes]


def _tails(pairs: NDArray[np.int64], grid: Floats) -> Floats:
    """P(share ≥ x) for every pair and grid point; a procedure that does not count is never low."""
    tails = np.zeros((pairs.shape[1], len(grid)))
    low, participants = pairs
    for size in np.unique(participants[1:]):
        rows = 1 + np.flatnonzero(participants[1:] == size)
        tails[rows] = posterior_tails(int(size), grid)[low[rows]]
    return tails


def _between(left: Floats, right: Floats, s_left: Floats, s_right: Floats, level: float) -> Floats:
    """Interpolate where ``S`` is nearly straight: normal scale against angle. Never onto ``right``:
    ``S`` there is below ``level``, and a band that touches it would stand on the wrong side of a
    threshold that stands there.
    """
    from scipy.special import ndtri

    edge = 1e-12
    first, goal, second = (
        ndtri(np.clip(value, edge, 1 - edge)) for value in (s_left, level, s_right)
    )
    part = np.divide(first - goal, first - second, out=np.zeros_like(left), where=first > second)
    angles = [np.arcsin(np.sqrt(share)) for share in (left, right)]
    found = np.sin(angles[0] + part * (angles[1] - angles[0])) ** 2
    return np.asarray(np.clip(found, left, np.nextafter(right, left)))
