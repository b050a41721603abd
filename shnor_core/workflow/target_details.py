"""One section or one indicator in full: bullets of plan and fact, everything that was entered."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.russian_dates import day as shown_day
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.targets import Assessment, meets
from shnor_core.wording import number, percent, plural
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.target_tables import Judged


def bullet_chart(picture: ProgrammePicture, judged: Sequence[Judged]) -> ChartSpec | None:
    """Fact against the plan in force, one bullet per indicator in per cent."""
    shown = [
        one for one in judged if one.found.value is not None and _plan_value(one.found) is not None
    ]
    if not shown:
        return None
    met = sum(_met(one.found) for one in shown)
    return ChartSpec(
        kind="bullet",
        conclusion=_bullet_conclusion(shown, met),
        measure="Факт и план, %",
        categories=tuple(f"{one.row.code} {_short(one.row.title)}" for one in shown),
        series=(
            Series(
                "факт",
                tuple(one.found.value for one in shown),
                Role.FOCUS,
                labels=tuple(one.found.fact_text for one in shown),
                tones=tuple(one.found.tone for one in shown),
            ),
            Series(
                "план",
                tuple(_plan_value(one.found) for one in shown),
                Role.REFERENCE,
                labels=tuple(one.found.plan_text for one in shown),
            ),
        ),
        unit="%",
        value_range=(0, 100),
        source=picture.source,
        alt="Факт и план по показателям",
    )


def _bullet_conclusion(shown: Sequence[Judged], met: int) -> str:
    word = plural(len(shown), "показателя", "показателей", "показателей")
    return f"Действующий или ближайший план выполнен по {met} из {len(shown)} {word} с фактом"


def _met(found: Assessment) -> bool:
    dated = found.come or found.ahead
    return bool(dated and found.fact and meets(found.target, dated.due, found.fact))


def _plan_value(found: Assessment) -> float | None:
    dated = found.come or found.ahead
    if dated is None or found.target.unit.value != "percent":
        return None
    return dated.due.value


def _short(title: str) -> str:
    return title if len(title) <= 44 else title[:43].rsplit(" ", 1)[0] + "…"


def facts_table(picture: ProgrammePicture, target_id: str) -> TableSpec:
    """Everything entered about one indicator, earliest first."""
    unit = picture.by_id[target_id].unit
    rows = tuple(
        Row(
            one.fact_id,
            (
                Cell(shown_day(one.as_of), one.as_of.isoformat()),
                Cell(entered(one.value, one.numerator, one.denominator, one.yes, unit)),
                Cell(one.evidence or "–", one.evidence),
                Cell(one.note or "–", one.note),
            ),
        )
        for one in picture.facts.get(target_id, ())
    )
    columns = (
        Column("as_of", "На дату"),
        Column("value", "Факт", width=1.4),
        Column("evidence", "Подтверждение", width=2),
        Column("note", "Примечание", width=2),
    )
    return TableSpec("Введённые факты", columns, rows)


def entered(
    value: float | None,
    part: float | None,
    whole: float | None,
    yes: bool | None,
    unit: str = "percent",
) -> str:
    """«да», «5 из 6», «5 из 6 (83,3 %)», «40 %»: what was typed, all of it."""
    if yes is not None:
        return "да" if yes else "нет"
    amount = percent(value) if unit == "percent" else number(value)
    if part is None:
        return amount
    counted = f"{number(part)} из {number(whole)}"
    return counted if value is None else f"{counted} ({amount})"
