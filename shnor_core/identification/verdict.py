"""The verdict about one school, as plain values: every output is made from these."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from shnor_core.identification.certainty import Confidence
from shnor_core.identification.distance import Move
from shnor_core.identification.results import CellStatus


@dataclass(frozen=True, slots=True)
class Evidence:
    """One procedure of one year: ``low`` of ``participants``, ``needed`` to be low.

    ``reason`` is a Russian phrase when the procedure does not count.
    """

    procedure: str
    title: str
    year: int
    status: CellStatus
    participants: int | None = None
    low: int | None = None
    needed: int | None = None
    is_low: bool | None = None
    reason: str = ""

    @property
    def share(self) -> float | None:
        """Observed share of «2», 0…1."""
        return self.low / self.participants if self.low is not None and self.participants else None


@dataclass(frozen=True, slots=True)
class RuleResult:
    """One branch of the rule (or one criterion) and what it rests on.

    ``holds`` is ``None`` when there is nothing to judge it by. A branch asks for ``asked`` low
    procedures in the judged year and in the one before, ``same`` works in both; its ``evidence``
    are the low ones found. A criterion says in ``text`` what was compared with what.
    """

    code: str
    title: str
    holds: bool | None
    evidence: tuple[Evidence, ...] = ()
    asked: tuple[int, int] = (0, 0)
    same: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class DecidingShare:
    """The share on which the verdict hangs.

    ``observed`` is the share of ``evidence``, the procedure at the deciding place; ``lower``,
    ``median``, ``upper`` belong to the underlying share (80 % band). All 0…1.
    """

    observed: float
    evidence: Evidence
    lower: float
    median: float
    upper: float


@dataclass(frozen=True, slots=True)
class CertaintyOf:
    """How sure the verdict is. ``chance_of_label``: how often a school of the same cohort sizes
    with the true share ``reference_share`` would be listed by luck."""

    probability: float
    word: Confidence
    share: DecidingShare | None
    chance_of_label: float
    reference_share: float


@dataclass(frozen=True, slots=True)
class Distance:
    """The least change that turns the verdict: ``moves`` together, or one of ``alternatives``.

    ``pupils`` is negative to leave the list, positive to enter it, ``None`` when results of the
    judged year alone cannot do it (``reason`` is a Russian sentence).
    """

    pupils: int | None
    moves: tuple[Move, ...] = ()
    alternatives: tuple[Move, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything there is to say about one school by one method.

    ``listed`` is ``None`` when there is nothing to judge by. ``notes`` are Russian sentences about
    what is missing; ``outside`` are titles of procedures that have results but are not in the
    method.
    """

    school_id: str
    method_id: str
    method_title: str
    year: int
    listed: bool | None
    rules: tuple[RuleResult, ...]
    evidence: tuple[Evidence, ...] = ()
    threshold: Fraction | None = None
    certainty: CertaintyOf | None = None
    distance: Distance | None = None
    notes: tuple[str, ...] = ()
    outside: tuple[str, ...] = field(default=())

    @property
    def rule_codes(self) -> tuple[str, ...]:
        """Codes of the branches or criteria that hold."""
        return tuple(rule.code for rule in self.rules if rule.holds)
