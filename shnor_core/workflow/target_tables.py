"""«Целевые показатели»: statuses by section, plan and fact by year, one indicator in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shnor_core.db.programme import TargetRow
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.targets import (
    Assessment,
    Ceiling,
    Status,
    assess,
    evidence_of,
    shipped_rules,
)
from shnor_core.wording import counted, plural
from shnor_core.workflow.evidence import evidence_links
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.target_steps import step_cell

KINDS = {"invariant": "инвариантный", "variable": "вариативный", "": ""}
URGENT = (Status.AT_RISK, Status.BEHIND)
CONTRADICTED = "в документе есть противоречие, решения нет"


@dataclass(frozen=True, slots=True)
class Judged:
    """One target with what became of it on a day; ``limit`` is the best value possible."""

    row: TargetRow
    found: Assessment
    limit: Ceiling | None = None

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
            limits.get(one.target_id),
        )
        for one in picture.target_rows
    )


def conclusion(judged: Sequence[Judged]) -> str:
    """«43 из 59 показателей достигнуты или идут по графику; под угрозой 4»."""
    if not judged:
        return "Целевых показателей в документе нет"
    by_status = {status: [one for one in judged if one.found.status is status] for status in Status}
    good = len(by_status[Status.ACHIEVED]) + len(by_status[Status.ON_SCHEDULE])
    word = plural(len(judged), "показателя", "показателей", "показателей")
    told = [f"{good} из {len(judged)} {word} достигнуты или идут по графику"]
    for status, text in ((Status.AT_RISK, "под угрозой"), (Status.BEHIND, "отстают")):
        found = by_status[status]
        if found:
            told.append(f"{text} {len(found)}")
    silent = len(by_status[Status.NO_DATA])
    if silent:
        told.append(f"нет данных по {silent}")
    return "; ".join(told)


def needing_attention(
    judged: Sequence[Judged], doubted: Collection[str] = ()
) -> tuple[Judged, ...]:
    """At risk first, then behind, then those whose status rests on something doubtful."""
    found = [one for one in judged if one.found.status in URGENT or is_doubtful(one, doubted)]
    order = {status: place for place, status in enumerate(URGENT)}
    return tuple(sorted(found, key=lambda one: order.get(one.found.status, len(order))))


def is_doubtful(one: Judged, doubted: Collection[str]) -> bool:
    """``doubted`` are codes the document contradicts itself about."""
    return bool(one.found.doubts) or one.row.code in doubted


def status_rules() -> str:
    """What every status means, one phrase each."""
    texts = shipped_rules().texts
    return "; ".join(f"{texts[one].title} — {texts[one].rule}" for one in Status)


def target_table(
    picture: ProgrammePicture, judged: Sequence[Judged], doubted: Collection[str] = ()
) -> TableSpec:
    """№, показатель, plan and fact by year, pace, status with what lacks, evidence.

    ``doubted`` are the codes «Качество данных» has an open finding about.
    """
    years = sorted({year for one in judged for year in _years(one.found)})
    undated = any(step.dated.due.year is None for one in judged for step in one.found.steps)
    columns = (
        Column("code", "№", width=0.5),
        Column("title", "Показатель и база доли", width=3.1),
        *_year_columns(years, judged),
        *([Column("other", "Иной срок", width=1.7)] if undated else []),
        Column("pace", "Темп", align="right", width=0.6, number_format="0.00"),
        Column("status", "Статус и сколько не хватает", width=2),
        Column("evidence", "Подтверждение", width=1.3),
    )
    return TableSpec(
        title="План и факт",
        columns=columns,
        rows=tuple(_target_row(one, years, undated, doubted) for one in judged),
        notes=(
            "Темп — пройденная часть пути к последнему плану, делённая на прошедшую часть срока;"
            " у показателей «да / нет» не считается.",
            status_rules(),
        ),
        source=picture.source,
    )


def _year_columns(years: Sequence[int], judged: Sequence[Judged]) -> Iterable[Column]:
    """The year most statuses speak of is filled and named."""
    spoken = Counter(
        step.dated.due.year for one in judged for step in one.found.steps if step.judged
    )
    most = max(years, key=lambda year: (spoken[year], -year), default=None)
    for year in years:
        focus = year == most and spoken[year] > 0
        name = f"{year} · год оценки" if focus else str(year)
        yield Column(str(year), name, width=1.7, focus=focus)


def _years(found: Assessment) -> Iterable[int]:
    return (step.dated.due.year for step in found.steps if step.dated.due.year is not None)


def _target_row(one: Judged, years: Sequence[int], undated: bool, doubted: Collection[str]) -> Row:
    found = one.found
    lacks = found.distance.text if found.distance else found.reason
    doubts = [*found.doubts, *([CONTRADICTED] if one.row.code in doubted else [])]
    # what is urgent says why by itself; the rest stands in the list because of its doubt
    if doubts and found.status not in URGENT:
        lacks = f"{lacks}; ? {doubts[0]}"
    kind = KINDS[one.row.kind]
    printed = f"Напечатано: «{one.row.printed}»" + (f"; показатель {kind}" if kind else "")
    steps = {year: [s for s in found.steps if s.dated.due.year == year] for year in years}
    other = [step for step in found.steps if step.dated.due.year is None]
    return Row(
        one.row.target_id,
        (
            Cell(one.row.code, one.row.code, strong=True),
            Cell(one.row.title, one.row.title, sub=one.row.denominator, hint=printed),
            *(step_cell(found, steps[year], one.limit) for year in years),
            *([step_cell(found, other, one.limit)] if undated else []),
            Cell(found.pace_text, found.pace.value, hint=found.pace.reason),
            Cell(
                found.title,
                found.title,
                tone=found.tone,
                icon=found.icon,
                sub=lacks,
                strong=found.status in URGENT,
                hint="; ".join(doubts),
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
