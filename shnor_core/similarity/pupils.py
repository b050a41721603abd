"""What schools under similar conditions do better, counted in pupils."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from shnor_core.errors import StatisticsError
from shnor_core.similarity.distances import Similar
from shnor_core.wording import counted, percent


@dataclass(frozen=True, slots=True)
class Outcome:
    """``reached`` of ``participants`` pupils did what is counted: coped, or got «4» and «5»."""

    reached: int
    participants: int

    def __post_init__(self) -> None:
        if not 0 <= self.reached <= self.participants:
            raise StatisticsError(
                f"Учеников с результатом от 0 до {self.participants}, а передано {self.reached}."
            )


class Standing(StrEnum):
    """Where the school stands beside similar ones."""

    BELOW = "below"
    LEVEL = "level"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class PupilGap:
    """One work of a school beside the pooled pupils of similar schools.

    ``gap`` is ``n·(share of the school − share of the similar)`` in pupils, ``pupils`` the same
    without its fraction. ``share`` and ``similar_share`` are per cent; ``schools`` are the similar
    ones that wrote the work.
    """

    work: str
    title: str
    outcome: Outcome
    share: float
    similar_share: float
    gap: float
    pupils: int
    schools: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        if self.pupils == 0:
            return Standing.LEVEL
        return Standing.ABOVE if self.pupils > 0 else Standing.BELOW

    @property
    def sentence(self) -> str:
        """«Русский 5: у похожих школ 82 %, здесь 70 % – разница в 3 ученика из 24»."""
        head = f"{self.title}: у похожих школ {percent(self.similar_share)}"
        head = f"{head}, здесь {percent(self.share)}"
        if self.standing is Standing.LEVEL:
            return f"{head} – наравне (разница меньше одного ученика)."
        pupils = counted(abs(self.pupils), "ученик", "ученика", "учеников")
        word = "меньше" if self.pupils < 0 else "больше"
        return f"{head} – {word} на {pupils} из {self.outcome.participants}."


Results = Mapping[str, Mapping[str, Outcome]]


def pupil_gaps(
    school: str,
    similar: Iterable[Similar],
    results: Results,
    titles: Mapping[str, str] | None = None,
) -> tuple[PupilGap, ...]:
    """Every work of the school that a similar school wrote too, in the order of its results.

    ``n × (share − share of the similar schools)``, cut to whole pupils; less than one pupil is
    «наравне» (the pupil gap of Insight Tracking). The reference is pooled over pupils, never a
    mean of shares. Whole numbers are compared exactly: no rounding makes or hides a pupil.

    Parameters
    ----------
    results
        School → work → outcome; a work without participants is not compared.
    titles
        Work → name for sentences; without it the key is shown.

    Examples
    --------
    >>> near = (Similar("2", 0.1, ()), Similar("3", 0.2, ()))
    >>> results = {"1": {"math": Outcome(17, 24)}, "2": {"math": Outcome(16, 20)},
    ...            "3": {"math": Outcome(25, 30)}}
    >>> pupil_gaps("1", near, results, {"math": "Математика 5"})[0].sentence
    'Математика 5: у похожих школ 82\\xa0%, здесь 70,8\\xa0% – меньше на 2\\xa0ученика из 24.'
    """
    others = [one.school_id for one in similar if one.school_id != school]
    names = titles or {}
    found = [
        _gap(work, names.get(work, work), outcome, others, results)
        for work, outcome in results.get(school, {}).items()
        if outcome.participants
    ]
    return tuple(gap for gap in found if gap is not None)


def better_results(
    school: str,
    similar: Iterable[Similar],
    results: Results,
    titles: Mapping[str, str] | None = None,
) -> tuple[PupilGap, ...]:
    """What similar schools do better by at least one pupil, the most pupils first."""
    gaps = pupil_gaps(school, similar, results, titles)
    behind = [gap for gap in gaps if gap.standing is Standing.BELOW]
    return tuple(sorted(behind, key=lambda gap: gap.pupils))


def _gap(
    work: str, title: str, outcome: Outcome, others: Iterable[str], results: Results
) -> PupilGap | None:
    wrote = {other: results[other][work] for other in others if work in results.get(other, {})}
    wrote = {other: found for other, found in wrote.items() if found.participants}
    if not wrote:
        return None
    reference = Fraction(
        sum(found.reached for found in wrote.values()),
        sum(found.participants for found in wrote.values()),
    )
    gap = outcome.reached - outcome.participants * reference
    return PupilGap(
        work,
        title,
        outcome,
        share=100 * outcome.reached / outcome.participants,
        similar_share=float(100 * reference),
        gap=float(gap),
        pupils=math.trunc(gap),
        schools=tuple(wrote),
    )
