"""The silhouette by the number of groups, beside what tables without groups give."""

from __future__ import annotations

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.clusters import Refusal
from shnor_core.wording import number
from shnor_core.workflow.clusters import Groups


def silhouette_chart(found: Groups) -> ChartSpec | None:
    """Profile of the silhouette; ``None`` when too little was known to compute it."""
    profile = found.found.profile
    if not profile:
        return None
    return ChartSpec(
        kind="line",
        conclusion=_conclusion(found),
        measure="Средний силуэт по числу групп",
        categories=tuple(str(one.k) for one in profile),
        series=(
            Series("эти школы", tuple(one.silhouette for one in profile), Role.FOCUS),
            Series("случай", tuple(one.expected for one in profile), Role.REFERENCE),
        ),
        digits=2,
        notes=("Случай — в среднем у таблиц с теми же показателями, но без групп.",),
        alt="Средний силуэт школ и случайных таблиц по числу групп",
    )


def _conclusion(found: Groups) -> str:
    best = max(found.found.profile, key=lambda one: one.excess)
    against = f"{number(best.silhouette, 2)} против {number(best.expected, 2)} у случайных таблиц"
    if isinstance(found.found, Refusal):
        return f"Силуэт дальше всего от случая при {best.k} группах: {against}, этого мало"
    return f"Групп {found.found.k}; силуэт дальше всего от случая при {best.k}: {against}"
