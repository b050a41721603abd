"""The chart of one school: its procedures against the threshold."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.identification.verdict import Evidence, Verdict
from shnor_core.model import Tone
from shnor_core.procedures import school_year
from shnor_core.stats import wilson
from shnor_core.wording import VPR_NOTICE, counted, percent
from shnor_core.workflow.results import SMALL


def evidence_chart(verdict: Verdict, name: str) -> ChartSpec | None:
    """Procedures by share of «2» with counts; ``None`` when nothing was counted."""
    now = [one for one in verdict.evidence if one.year == verdict.year and one.share is not None]
    if not now or verdict.threshold is None:
        return None
    now.sort(key=lambda one: one.share or 0.0, reverse=True)
    before = {one.procedure: one.share for one in verdict.evidence if one.year == verdict.year - 1}
    border = float(verdict.threshold * 100)
    limits = [_limits(one) for one in now]
    return ChartSpec(
        kind="dot",
        conclusion=_conclusion(now, limits, border),
        measure=f"{name}: доля «2», %, интервал 95 %",
        categories=tuple(one.title for one in now),
        series=(
            Series(
                name=school_year(verdict.year),
                values=tuple(100 * (one.share or 0.0) for one in now),
                role=Role.FOCUS,
                labels=tuple(f"{one.low} из {one.participants}, нужно {one.needed}" for one in now),
                lower=tuple(low for low, _ in limits),
                upper=tuple(high for _, high in limits),
                tones=tuple(_tone(one) for one in now),
            ),
            Series(
                name=school_year(verdict.year - 1),
                values=tuple(_percent(before.get(one.procedure)) for one in now),
                role=Role.PREVIOUS,
            ),
        ),
        unit="%",
        references=(Reference(border, percent(border)),),
        value_range=(0, max([60.0, *(high for _, high in limits)])),
        notes=(VPR_NOTICE,),
        alt=f"{name}: доля «2» по процедурам",
    )


def _limits(one: Evidence) -> tuple[float, float]:
    low, high = wilson(one.low or 0, one.participants or 1)
    return 100 * float(low), 100 * float(high)


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _tone(one: Evidence) -> Tone:
    if (one.participants or 0) < SMALL:
        return Tone.NONE
    return Tone.WORSE if one.is_low else Tone.SAME


def _conclusion(
    now: Sequence[Evidence], limits: Sequence[tuple[float, float]], border: float
) -> str:
    low = sum(bool(one.is_low) for one in now)
    if not low:
        return f"Ни одна процедура не достигает {percent(border)}"
    crossing = sum(
        bool(one.is_low) and bottom < border for one, (bottom, _) in zip(now, limits, strict=True)
    )
    procedures = counted(low, "процедура", "процедуры", "процедур")
    told = f"{procedures} у порога и выше"
    return f"{told}; у {crossing} интервал пересекает {percent(border)}" if crossing else told
