"""Charts of one procedure: distribution of marks, share of «2» with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts import ChartSpec, Reference, Role, Series
from shnor_core.db.assessments import ProcedureRow
from shnor_core.model import Tone
from shnor_core.stats import wilson
from shnor_core.wording import VPR_NOTICE, counted, percent
from shnor_core.workflow.results import SMALL, Low, ResultsPicture, moment
from shnor_core.workflow.results_tables import LOW_SHARE, is_low

Marks = tuple[float, float, float, float]

_MARKS = (
    ("«2»", "недостаточный", Role.MARK_2),
    ("«3»", "пониженный", Role.MARK_3),
    ("«4»", "базовый", Role.MARK_4),
    ("«5»", "повышенный", Role.MARK_5),
)


def marks_chart(picture: ResultsPicture, procedure: ProcedureRow) -> ChartSpec | None:
    """Shares of marks by school, the municipality and the region; ``None`` without marks."""
    named = _distributions(picture, procedure)
    if not named:
        return None
    levels = procedure.scale == "levels"
    series = tuple(
        Series(
            name=title[1] if levels else title[0],
            values=tuple(shares[place] for _, shares in named),
            role=title[2],
        )
        for place, title in enumerate(_MARKS)
    )
    strong = sum(shares[2] + shares[3] >= 50 for name, shares in named[: len(picture.schools)])
    what = "базового уровня достигла" if levels else "«4» и «5» получила"
    schools = counted(strong, "школе", "школах", "школах")
    return ChartSpec(
        kind="stacked",
        conclusion=f"{procedure.title}, {moment(procedure)}: {what} половина и больше в {schools}",
        measure="Доля участников, %",
        categories=tuple(name for name, _ in named),
        series=series,
        unit="%",
        value_range=(0, 100),
        notes=_notes(procedure),
        source=picture.source([procedure]),
        alt=f"{procedure.title}: распределение отметок по школам",
    )


def _distributions(picture: ResultsPicture, procedure: ProcedureRow) -> list[tuple[str, Marks]]:
    rows = {
        school.short_name: _marks(picture, school.school_id, procedure)
        for school in picture.schools
    }
    named = [(name, _shares([marks])) for name, marks in rows.items() if marks]
    if named:
        everyone = [marks for marks in rows.values() if marks]
        named.append(("Муниципалитет", _shares(everyone)))
    region = picture.benchmarks.get(("region", procedure.procedure_id))
    if named and region and None not in (region.n2, region.n3, region.n4, region.n5):
        named.append(("Регион", _shares([_known(region.n2, region.n3, region.n4, region.n5)])))
    return named


def _marks(picture: ResultsPicture, school_id: str, procedure: ProcedureRow) -> Marks | None:
    row = picture.results.get((school_id, procedure.procedure_id))
    if row is None or None in (row.n2, row.n3, row.n4, row.n5) or not row.participants:
        return None
    return _known(row.n2, row.n3, row.n4, row.n5)


def _known(*counts: int | None) -> Marks:
    n2, n3, n4, n5 = (float(count or 0) for count in counts)
    return n2, n3, n4, n5


def _shares(rows: Sequence[Marks]) -> Marks:
    sums = [sum(column) for column in zip(*rows, strict=True)]
    whole = sum(sums)
    n2, n3, n4, n5 = (100 * one / whole for one in sums)
    return n2, n3, n4, n5


def low_share_chart(picture: ResultsPicture, procedure: ProcedureRow) -> ChartSpec | None:
    """Share of «2» of every school with its 95 % interval and the previous comparable year."""
    found = [
        (one, low)
        for one in picture.schools
        if (low := picture.low(one.school_id, procedure.procedure_id)) is not None
    ]
    if not found:
        return None
    limits = [wilson(low.low, low.participants) for _, low in found]
    series = [
        Series(
            name=moment(procedure),
            values=tuple(low.percent for _, low in found),
            role=Role.FOCUS,
            labels=tuple(low.text for _, low in found),
            lower=tuple(100 * float(lower) for lower, _ in limits),
            upper=tuple(100 * float(upper) for _, upper in limits),
            tones=tuple(_tone(low, procedure) for _, low in found),
        )
    ]
    series += _previous(picture, procedure, [school.school_id for school, _ in found])
    return ChartSpec(
        kind="dot",
        conclusion=_low_conclusion(
            procedure, [low for _, low in found], [one for one, _ in limits]
        ),
        measure=f"Доля {_low_name(procedure)}, %, {moment(procedure)}, интервал 95 %",
        categories=tuple(school.short_name for school, _ in found),
        series=tuple(series),
        unit="%",
        references=_references(picture, procedure),
        value_range=(0, max([60.0, *(100 * float(upper) for _, upper in limits)])),
        notes=_notes(procedure),
        source=picture.source([procedure]),
        alt=f"{procedure.title}: доля «2» по школам с интервалом",
    )


def _low_name(procedure: ProcedureRow) -> str:
    return "недостаточного уровня" if procedure.scale == "levels" else "«2»"


def _low_conclusion(procedure: ProcedureRow, found: Sequence[Low], lower: Sequence[float]) -> str:
    head = f"{procedure.title}: доля {_low_name(procedure)}"
    if procedure.scale == "levels":
        shares = sorted(one.percent for one in found)
        return f"{head} — от {percent(shares[0])} до {percent(shares[-1])}"
    surely = sum(100 * float(one) >= 100 * LOW_SHARE for one in lower)
    low = sum(map(is_low, found))
    if not low and len(found) > 1:
        return f"{head} ниже 30 % во всех {counted(len(found), 'школе', 'школах', 'школах')}"
    schools = counted(low, "школе", "школах", "школах")
    sure = f"с уверенностью — в {surely}" if surely else "с уверенностью — ни в одной"
    return f"{head} не ниже 30 % в {schools} из {len(found)}, {sure}"


def _tone(low: Low, procedure: ProcedureRow) -> Tone:
    if low.participants < SMALL:
        return Tone.NONE
    return Tone.WORSE if procedure.scale != "levels" and is_low(low) else Tone.SAME


def _previous(
    picture: ResultsPicture, procedure: ProcedureRow, schools: Sequence[str]
) -> list[Series]:
    before = picture.comparable(procedure)
    if before is None:
        return []
    lows = [picture.low(school, before.procedure_id) for school in schools]
    values = tuple(low.percent if low else None for low in lows)
    return [Series(moment(before), values, Role.PREVIOUS)]


def _references(picture: ResultsPicture, procedure: ProcedureRow) -> tuple[Reference, ...]:
    # no document names a low border for the levels of a diagnostic work
    lines = [] if procedure.scale == "levels" else [Reference(float(100 * LOW_SHARE), "30 %")]
    municipal = picture.municipal(procedure.procedure_id)
    if municipal:
        text = f"муниципалитет {percent(municipal.percent)}"
        lines.append(Reference(municipal.percent, text))
    return tuple(lines)


def _notes(procedure: ProcedureRow) -> tuple[str, ...]:
    notes = [procedure.note] if procedure.note else []
    if procedure.scale == "minimum":
        notes.append("«2» на ЕГЭ — не набравшие минимального балла.")
    if procedure.kind == "vpr":
        notes.append(VPR_NOTICE)
    return tuple(notes)
