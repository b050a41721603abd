"""Words and tables of similar schools: why they are alike and what they do better, in pupils."""

from __future__ import annotations

from collections.abc import Iterable

from shnor_core.similarity import PupilGap, Similar
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import fixed, joined, number, numbered_schools, signed
from shnor_core.workflow.clusters import year_title
from shnor_core.workflow.results import ResultsPicture
from shnor_core.workflow.similar import Basis, Neighbours

_NOTES = {
    Basis.CONDITIONS: "0 — условия одинаковы, 1 — различны во всём. Результаты учеников не входят.",
    Basis.MONITORING: "0 — показатели одинаковы, 1 — различны во всём; вес у всех один. Сведений"
    " об условиях работы школ нет, поэтому сравниваются показатели мониторинга.",
}


def conclusion(picture: ResultsPicture, found: Neighbours) -> str:
    name = picture.names[found.school]
    if not found.nearest:
        return f"{name}: сравнить по {found.basis} не с кем, общих данных слишком мало"
    names = [picture.names[one.school_id] for one in found.nearest]
    verb = "похожи" if len(names) > 1 else "похожа"
    return f"{name}: по {found.basis} больше всего {verb} {joined(names[:3])}"


def table(picture: ResultsPicture, found: Neighbours) -> TableSpec:
    """The nearest schools, each distance explained."""
    rows = tuple(
        Row(
            one.school_id,
            (
                Cell(picture.names[one.school_id], picture.names[one.school_id]),
                Cell(fixed(one.distance, 2), one.distance),
                _why(one),
            ),
        )
        for one in found.nearest
    )
    return TableSpec(
        title=f"Ближе всего по {found.basis}: {picture.names[found.school]},"
        f" {year_title(found.year)}",
        columns=(
            Column("school", "Школа", width=1.2),
            Column("distance", "Расстояние", align="right", width=0.7, number_format="0.00"),
            Column("why", "Из чего сложилось", width=4),
        ),
        rows=rows,
        notes=(_NOTES[found.basis],),
        source=found.source,
    )


def gap_table(picture: ResultsPicture, found: Neighbours) -> TableSpec | None:
    """Works in which similar schools have more pupils who coped, in pupils."""
    if not found.gaps:
        return None
    return TableSpec(
        title="Где у похожих школ справилось больше учеников",
        columns=(
            Column("work", "Работа", width=2),
            Column("own", "Здесь справились", align="right"),
            Column("share", "Здесь, %", align="right", number_format="0.0"),
            Column("similar", "У похожих, %", align="right", number_format="0.0"),
            Column("pupils", "Разница, чел.", align="right", number_format="0"),
        ),
        rows=tuple(
            Row(
                gap.work,
                (
                    Cell(gap.title, gap.title, hint=_names(picture, gap.schools)),
                    _of(gap),
                    Cell(number(gap.share), gap.share),
                    Cell(number(gap.similar_share), gap.similar_share),
                    Cell(signed(gap.pupils), gap.pupils),
                ),
            )
            for gap in found.gaps
        ),
        notes=(
            "Справились — получили больше «2». Доля похожих школ — по всем их ученикам вместе.",
        ),
        source=picture.source(picture.of_year(found.year)),
    )


def _why(one: Similar) -> Cell:
    # the distance has a column of its own
    text = one.explanation().split(": ", 1)[1]
    return Cell(text, text, sub="; ".join(one.notes))


def _of(gap: PupilGap) -> Cell:
    text = f"{gap.outcome.reached} из {gap.outcome.participants}"
    return Cell(text, text)


def _names(picture: ResultsPicture, schools: Iterable[str]) -> str:
    return numbered_schools(picture.names[one] for one in schools)
