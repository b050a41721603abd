"""«Целевые показатели»: statuses by section, plan and fact by year, one indicator in full."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shnor_core.db.programme import TargetRow
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.targets import (
    Assessment,
    Ceiling,
    PlanUnit,
    Status,
    Step,
    Target,
    assess,
    evidence_of,
    plan_amount,
    shipped_rules,
)
from shnor_core.wording import counted, joined, number, percent, plural
from shnor_core.workflow.evidence import evidence_links
from shnor_core.workflow.programme import ProgrammePicture

KINDS = {"invariant": "инвариантный", "variable": "вариативный", "": ""}
URGENT = (Status.AT_RISK, Status.BEHIND)


@dataclass(frozen=True, slots=True)
class Judged:
    """One target with what became of it on a day."""

    row: TargetRow
    found: Assessment

    @property
    def evidence(self) -> str:
        """What confirms the fact: entered with it, else printed in the document."""
        return evidence_of(self.found.target, self.found.fact)


def judge(
    picture: ProgrammePicture, on: date, ceilings: Mapping[str, Ceiling] | None = None
) -> tuple[Judged, ...]:
    """Every target of the programme on one day, in the order of the document.

    ``ceilings`` are target id → the greatest value possible, where something limits it.
    """
    limits = ceilings or {}
    return tuple(
        Judged(
            one,
            assess(
                picture.targets[one.target_id],
                picture.facts_of(one.target_id),
                on,
                ceiling=limits.get(one.target_id),
            ),
        )
        for one in picture.target_rows
    )


def conclusion(judged: Sequence[Judged]) -> str:
    """«43 из 59 показателей достигнуты или идут по графику; под угрозой 4: …»."""
    if not judged:
        return "Целевых показателей в документе нет"
    by_status = {status: [one for one in judged if one.found.status is status] for status in Status}
    good = len(by_status[Status.ACHIEVED]) + len(by_status[Status.ON_SCHEDULE])
    word = plural(len(judged), "показателя", "показателей", "показателей")
    told = [f"{good} из {len(judged)} {word} достигнуты или идут по графику"]
    for status, text in ((Status.AT_RISK, "под угрозой"), (Status.BEHIND, "отстают")):
        found = by_status[status]
        if found:
            codes = f": {joined([one.row.code for one in found])}" if len(found) <= 6 else ""
            told.append(f"{text} {len(found)}{codes}")
    silent = len(by_status[Status.NO_DATA])
    if silent:
        told.append(f"нет данных по {silent}")
    return "; ".join(told)


def summary_table(picture: ProgrammePicture, judged: Sequence[Judged]) -> TableSpec:
    """Sections × statuses with the codes of the indicators."""
    rules = shipped_rules()
    columns = (
        Column("section", "Раздел программы", width=3.4),
        Column("count", "Всего", align="right", width=0.5, number_format="0"),
        *(
            Column(
                status.value,
                f"{rules.texts[status].icon} {rules.texts[status].title}",
                width=1.25,
            )
            for status in Status
        ),
    )
    rows = [_section_row(name, judged) for name in picture.sections]
    counts = [sum(one.found.status is status for one in judged) for status in Status]
    total = (
        Cell("Всего", "Всего"),
        Cell(str(len(judged)), len(judged)),
        *(Cell(str(count), count) for count in counts),
    )
    notes = "; ".join(f"{rules.texts[one].title} — {rules.texts[one].rule}" for one in Status)
    return TableSpec(
        title="Показатели по разделам и статусам",
        columns=columns,
        rows=(*rows, Row("total", total, "total")),
        notes=(notes,),
        source=picture.source,
    )


def _section_row(section: str, judged: Sequence[Judged]) -> Row:
    members = [one for one in judged if one.row.section == section]
    cells = [Cell(section, section), Cell(str(len(members)), len(members))]
    for status in Status:
        codes = [one.row.code for one in members if one.found.status is status]
        text = f"{len(codes)}: {', '.join(codes)}" if codes else "–"
        tone = shipped_rules().texts[status].tone if codes else Tone.PLAIN
        solid = status in (Status.ACHIEVED, Status.AT_RISK)
        icon = shipped_rules().texts[status].icon if codes else ""
        cells.append(Cell(text, text, tone=tone, icon=icon, strong=solid, chip=bool(codes)))
    return Row(section, tuple(cells))


def target_table(picture: ProgrammePicture, judged: Sequence[Judged]) -> TableSpec:
    """№, показатель, plan and fact by year, pace, status with what lacks, evidence."""
    years = sorted({year for one in judged for year in _years(one.found)})
    columns = (
        Column("code", "№", width=0.5),
        Column("title", "Показатель и база доли", width=3.4),
        *(Column(str(year), str(year), width=1.3, align="right") for year in years),
        Column("other", "Иной срок", width=1.3, align="right"),
        Column("pace", "Темп", align="right", width=0.6, number_format="0.00"),
        Column("status", "Статус и сколько не хватает", width=2),
        Column("evidence", "Подтверждение", width=1.6),
    )
    return TableSpec(
        title="План и факт",
        columns=columns,
        rows=tuple(_target_row(one, years) for one in judged),
        notes=(
            "Темп — пройденная часть пути к последнему плану, делённая на прошедшую часть срока;"
            " у показателей «да / нет» не считается.",
        ),
        source=picture.source,
    )


def _years(found: Assessment) -> Iterable[int]:
    return (step.dated.due.year for step in found.steps if step.dated.due.year is not None)


def _target_row(one: Judged, years: Sequence[int]) -> Row:
    found = one.found
    lacks = found.distance.text if found.distance else found.reason
    doubt = "; ".join(found.doubts)
    base = ", ".join(text for text in (one.row.denominator, KINDS[one.row.kind]) if text)
    steps = {year: [s for s in found.steps if s.dated.due.year == year] for year in years}
    other = [step for step in found.steps if step.dated.due.year is None]
    return Row(
        one.row.target_id,
        (
            Cell(one.row.code, one.row.code, strong=True),
            Cell(one.row.title, one.row.title, sub=base, hint=f"Напечатано: «{one.row.printed}»"),
            *(_steps_cell(found, steps[year]) for year in years),
            _steps_cell(found, other),
            Cell(found.pace_text, found.pace.value, hint=found.pace.reason),
            Cell(
                found.title,
                found.title,
                tone=found.tone,
                icon=found.icon,
                sub=lacks,
                strong=found.status in URGENT,
                hint=doubt,
            ),
            _evidence_cell(one),
        ),
    )


def _evidence_cell(one: Judged) -> Cell:
    """Where the links lead: an address in full is longer than the table is wide."""
    labels = list(dict.fromkeys(label for label, _ in evidence_links(one.evidence)))
    text = labels[0] if labels else "ссылки нет"
    more = len(evidence_links(one.evidence)) - 1
    sub = f"и ещё {counted(more, 'ссылка', 'ссылки', 'ссылок')}" if more > 0 else ""
    if one.found.unconfirmed:
        sub = "без подтверждения"
    return Cell(text, one.evidence, sub=sub)


def _steps_cell(found: Assessment, steps: Sequence[Step]) -> Cell:
    if not steps:
        return Cell("–")
    last = steps[-1]
    plan = "; ".join(f"план {plan_amount(found.target, step.dated.due)}" for step in steps)
    text = _reached(found.target, last) if last.fact else "факта нет"
    if last.fact is None and last.forecast is not None:
        text = f"по темпу {_amount(found.target, last.forecast.value)}"
    tone = Tone.PLAIN
    icon = ""
    if last.met is not None:
        tone, icon = (Tone.BETTER, "▲") if last.met else (Tone.WORSE, "▼")
    value = last.value if last.value is not None else None
    return Cell(
        text, value, tone=Tone.PLAIN, icon=icon if tone else "", sub=plan, strong=last.judged
    )


def _reached(target: Target, step: Step) -> str:
    fact = step.fact
    if fact is None:
        return "–"
    if fact.yes is not None:
        return "да" if fact.yes else "нет"
    if fact.counts is not None:
        part, whole = fact.counts
        return f"{number(part)} из {number(whole)}"
    return _amount(target, step.value)


def _amount(target: Target, value: float | None) -> str:
    return percent(value) if target.unit is PlanUnit.PERCENT else number(value)
