"""One section or one indicator in full: bullets of plan and fact, everything that was entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.db.programme import FactRow
from shnor_core.model import Tone
from shnor_core.russian_dates import day as shown_day
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.targets import Assessment, Fact, meets, typed_against
from shnor_core.wording import clipped, number, percent, plural
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.programme_shares import Computed
from shnor_core.workflow.target_tables import Judged

_MARKS = "▲ план выполнен, ▼ не выполнен; без знака – срок плана ещё впереди."
NAME = 60  # letters of an indicator beside its bar: two lines


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
        categories=tuple(f"{one.row.code} {clipped(one.row.title, NAME)}" for one in shown),
        series=(
            Series(
                "факт",
                tuple(one.found.value for one in shown),
                Role.FOCUS,
                labels=tuple(one.found.fact_text for one in shown),
                tones=tuple(_tone(one.found) for one in shown),
            ),
            Series(
                "план",
                tuple(_plan_value(one.found) for one in shown),
                Role.REFERENCE,
                labels=tuple(one.found.plan_text for one in shown),
            ),
        ),
        unit="%",
        value_range=(0, _end(shown)),
        notes=(_MARKS,),
        source=picture.source,
        alt="Факт и план по показателям",
    )


def _end(shown: Sequence[Judged]) -> float:
    """Of the axis: a plan or a fact may stand above a hundred, «120 %»."""
    known = (value for one in shown for value in (_plan_value(one.found), one.found.value))
    return max(100.0, *(value for value in known if value is not None))


def _bullet_conclusion(shown: Sequence[Judged], met: int) -> str:
    word = plural(len(shown), "показателя", "показателей", "показателей")
    return f"Действующий или ближайший план выполнен по {met} из {len(shown)} {word} с фактом"


def _met(found: Assessment) -> bool:
    dated = found.come or found.ahead
    return bool(dated and found.fact and meets(found.target, dated.due, found.fact))


def _tone(found: Assessment) -> Tone:
    """A bar is coloured by its own plan once that is due: the status also looks at later years."""
    if _met(found):
        return Tone.BETTER
    return Tone.WORSE if found.come else Tone.PLAIN


def _plan_value(found: Assessment) -> float | None:
    dated = found.come or found.ahead
    if dated is None or found.target.unit.value != "percent":
        return None
    return dated.due.value


def facts_table(
    picture: ProgrammePicture, target_id: str, shares: Mapping[date, Computed] | None = None
) -> TableSpec:
    """Everything entered about one indicator, earliest first.

    ``shares`` are day of a fact → the share computed for it: it stands beside the typed one.
    """
    beside = shares or {}
    rows = tuple(
        _fact_row(one, picture.by_id[target_id].unit, beside)
        for one in picture.facts.get(target_id, ())
    )
    columns = [
        Column("as_of", "На дату"),
        Column("value", "Факт", width=1.2),
        Column("evidence", "Подтверждение", width=1.6),
        Column("note", "Примечание", width=1.6),
    ]
    if beside:
        columns.append(Column("computed", "Рассчитано по результатам", width=2.4))
    return TableSpec("Введённые факты", tuple(columns), rows, source=picture.source)


def _fact_row(one: FactRow, unit: str, shares: Mapping[date, Computed]) -> Row:
    typed = entered(one.value, one.numerator, one.denominator, one.yes, unit)
    cells = [
        Cell(shown_day(one.as_of), one.as_of.isoformat()),
        Cell(typed, typed),
        Cell(one.evidence or "–", one.evidence),
        Cell(one.note or "–", one.note),
    ]
    if shares:
        cells.append(_computed_cell(one, shares.get(one.as_of)))
    return Row(one.fact_id, tuple(cells))


def _computed_cell(one: FactRow, found: Computed | None) -> Cell:
    if found is None:
        return Cell("–", tone=Tone.NONE)
    fact = Fact(one.as_of, one.value, one.numerator, one.denominator)
    said = typed_against(found.share, fact)
    return Cell(said, said, sub=found.works)


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
