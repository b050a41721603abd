"""The monitoring report of January and May: the document's own columns, fact and status added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from shnor_core.russian_dates import day as shown_day
from shnor_core.tables import Column, Row, TableSpec
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.roadmap_tables import STATUSES, Line
from shnor_core.workflow.target_details import entered
from shnor_core.workflow.target_tables import KINDS, Judged


def report(
    picture: ProgrammePicture, judged: Sequence[Judged], lines: Sequence[Line], on: date
) -> tuple[TableSpec, ...]:
    """Targets, measures and every fact entered by a day; a part the document lacks is left out."""
    tables = (targets(picture, judged, on), measures(picture, lines, on), facts(picture, on))
    return tuple(one for one in tables if one.rows)


def targets(picture: ProgrammePicture, judged: Sequence[Judged], on: date) -> TableSpec:
    """Indicators as printed, with what was reached by a day."""
    columns = (
        Column("code", "№", width=0.5),
        Column("section", "Раздел", width=2),
        Column("title", "Показатель", width=3),
        Column("kind", "Вид"),
        Column("printed", "Критерий, как напечатан", width=1.6),
        Column("plan", "План на дату"),
        Column("fact", "Факт"),
        Column("as_of", "Факт на дату"),
        Column("status", "Статус"),
        Column("lacks", "Сколько не хватает или почему", width=2),
        Column("evidence", "Подтверждение", width=2),
        Column("note", "Примечание", width=2),
    )
    return TableSpec(
        f"Целевые показатели на {shown_day(on)}",
        columns,
        tuple(_target_row(one) for one in judged),
        source=picture.source,
    )


def _target_row(one: Judged) -> Row:
    found, row = one.found, one.row
    fact = found.fact
    texts = (
        row.code,
        row.section,
        row.title,
        KINDS[row.kind],
        row.printed,
        found.plan_text,
        found.fact_text if fact else "",
        shown_day(fact.as_of) if fact else "",
        found.title,
        found.distance.text if found.distance else found.reason,
        (fact.evidence if fact else "") or row.evidence,
        fact.note if fact else "",
    )
    return Row.of_texts(row.target_id, texts)


def measures(picture: ProgrammePicture, lines: Sequence[Line], on: date) -> TableSpec:
    """Measures as printed, with their state on a day."""
    columns = (
        Column("number", "№", width=0.5),
        Column("group", "Раздел или фактор риска", width=2),
        Column("task", "Задача", width=2),
        Column("title", "Мероприятие", width=3),
        Column("expected", "Ожидаемый результат", width=2),
        Column("due", "Срок, как напечатан", width=1.4),
        Column("responsible", "Ответственный", width=1.4),
        Column("indicator", "Показатель", width=2),
        Column("state", "Состояние на дату", width=1.4),
        Column("entered", "Отмечено", width=1.2),
        Column("evidence", "Подтверждение", width=2),
        Column("note", "Примечание", width=2),
    )
    return TableSpec(
        f"Мероприятия на {shown_day(on)}",
        columns,
        tuple(_measure_row(picture, one) for one in lines),
        source=picture.source,
    )


def _measure_row(picture: ProgrammePicture, one: Line) -> Row:
    row, state = one.row, one.entered
    texts = (
        row.number,
        picture.group_of(row),
        row.task,
        row.title,
        row.expected,
        row.due_text,
        row.responsible,
        row.indicator or row.target_codes.replace(";", ", "),
        one.state.text,
        _entered_state(one),
        state.evidence if state else "",
        state.note if state else "",
    )
    return Row.of_texts(row.measure_id, texts)


def _entered_state(one: Line) -> str:
    if one.entered is None:
        return ""
    day = f" {shown_day(one.entered.done_on)}" if one.entered.done_on else ""
    return f"{STATUSES[one.entered.status]}{day}"


def facts(picture: ProgrammePicture, on: date) -> TableSpec:
    """Every fact entered by a day, in the order of the document."""
    columns = (
        Column("code", "№", width=0.5),
        Column("title", "Показатель", width=3),
        Column("as_of", "На дату"),
        Column("fact", "Факт"),
        Column("evidence", "Подтверждение", width=2),
        Column("note", "Примечание", width=2),
    )
    rows = []
    for target in picture.target_rows:
        for one in picture.facts.get(target.target_id, ()):
            if one.as_of > on:
                continue
            said = entered(one.value, one.numerator, one.denominator, one.yes, target.unit)
            texts = (
                target.code,
                target.title,
                shown_day(one.as_of),
                said,
                one.evidence,
                one.note,
            )
            rows.append(Row.of_texts(one.fact_id, texts))
    return TableSpec("Введённые факты", columns, tuple(rows), source=picture.source)
