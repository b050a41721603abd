"""«Дорожная карта»: what is due, by whom, what is overdue, and what the document says of itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from shnor_core.db.programme import MeasureRow, StateRow
from shnor_core.model import Tone
from shnor_core.roadmap import (
    STATE_TITLES,
    State,
    StateKind,
    TimelineRow,
    counters,
    headline,
    timeline,
)
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import joined, number
from shnor_core.workflow import roadmap_axis
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.roadmap_axis import axis

ICONS = {
    StateKind.OVERDUE: "▼",
    StateKind.SOON: "△",
    StateKind.RUNNING: "●",
    StateKind.FUTURE: "○",
    StateKind.DONE: "▲",
    StateKind.WORDS: "",
}
STATUSES = {
    "planned": "запланировано",
    "running": "идёт",
    "done": "выполнено",
    "cancelled": "снято",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure with its state on a day."""

    row: MeasureRow
    state: State
    entered: StateRow | None

    @property
    def in_words(self) -> bool:
        """The document gives no date, only words."""
        return self.state.kind is StateKind.WORDS


def rows_of(picture: ProgrammePicture, on: date) -> tuple[TimelineRow, ...]:
    first, last = axis(picture, on)
    done = {key for key, one in picture.states.items() if one.status in ("done", "cancelled")}
    return tuple(timeline(picture.measures.values(), on, done=done, first=first, last=last))


def lines(picture: ProgrammePicture, on: date) -> tuple[Line, ...]:
    """Every measure in the order of the document."""
    found = {row.measure.measure_id: row.state for row in rows_of(picture, on)}
    return tuple(
        Line(one, found[one.measure_id], picture.states.get(one.measure_id))
        for one in picture.measure_rows
    )


def conclusion(picture: ProgrammePicture, on: date) -> str:
    found = rows_of(picture, on)
    return headline(found) if found else "Мероприятий в документе нет"


def counts(found: Sequence[Line]) -> tuple[tuple[StateKind, str, int], ...]:
    """(state, shape and word, how many), the legend and the filter at once."""
    totals = counters(one.state for one in found)
    return tuple(
        (kind, f"{ICONS[kind]} {STATE_TITLES[kind]}".strip(), count)
        for kind, count in totals.items()
        if count
    )


def roadmap_table(picture: ProgrammePicture, found: Sequence[Line], on: date) -> TableSpec:
    """Measures by section or risk factor, with their time axis and what is printed."""
    first, last = axis(picture, on)
    columns = (
        Column("number", "№", width=0.45),
        Column("title", "Мероприятие", width=3.2),
        Column("due", "Срок, как напечатан", width=1.6),
        roadmap_axis.column(first, last, on),
        Column("state", "Состояние", width=1.8),
        Column("responsible", "Ответственный", width=1.5),
        Column("links", "Показатели и школы", width=1.6),
    )
    spans = {row.measure.measure_id: row for row in rows_of(picture, on)}
    body = grouped(
        picture, found, lambda one: _line_row(picture, one, spans[one.row.measure_id], first, on)
    )
    return TableSpec(
        title=f"Мероприятия на {on:%d.%m.%Y}",
        columns=columns,
        rows=body,
        notes=(roadmap_axis.NOTE,),
        source=picture.source,
    )


def grouped(
    picture: ProgrammePicture, found: Sequence[Line], made: Callable[[Line], Row]
) -> tuple[Row, ...]:
    """Rows under the headings of the document."""
    body: list[Row] = []
    group = ""
    for one in found:
        name = picture.group_of(one.row)
        if name != group:
            body.append(Row(f"group:{len(body)}", (Cell(name),), "group"))
            group = name
        body.append(made(one))
    return tuple(body)


def links_cell(picture: ProgrammePicture, one: Line) -> Cell:
    names = [
        picture.school_names[key]
        for key in one.row.school_ids.split(";")
        if key in picture.school_names
    ]
    links = joined([part for part in (one.row.target_codes.replace(";", ", "), *names) if part])
    return Cell(links or "–", links)


def _line_row(
    picture: ProgrammePicture, one: Line, span: TimelineRow, first: date, on: date
) -> Row:
    tone = Tone.NONE if one.in_words else one.state.tone
    evidence = one.entered.evidence if one.entered else ""
    # what is printed stands in the column of the due; here it is only named
    state = one.state.text.partition(":")[0] if tone is Tone.NONE else one.state.text
    return Row(
        one.row.measure_id,
        (
            Cell(one.row.number or "–", one.row.number, strong=True),
            Cell(one.row.title, one.row.title, hint=one.row.expected, strong=one.state.urgent),
            Cell(one.row.due_text or "не указан", one.row.due_text),
            roadmap_axis.cell(span, first, on),
            Cell(
                state,
                one.state.text,
                tone=tone,
                icon=ICONS[one.state.kind],
                sub=evidence,
                hint=one.state.note or one.state.text,
                chip=True,
            ),
            Cell(one.row.responsible or "не указан", one.row.responsible),
            links_cell(picture, one),
        ),
    )


def factor_table(picture: ProgrammePicture) -> TableSpec | None:
    """Risk factors of the document with their goals and how many measures answer each."""
    if not picture.factors:
        return None
    rows = []
    for one in picture.factors.values():
        measures = sum(row.risk_factor_id == one.risk_factor_id for row in picture.measure_rows)
        rows.append(
            Row(
                one.risk_factor_id,
                (
                    Cell(one.title, one.title),
                    Cell(one.goal, one.goal),
                    Cell(number(measures), measures),
                ),
            )
        )
    columns = (
        Column("title", "Фактор риска", width=2),
        Column("goal", "Цель", width=3),
        Column("measures", "Мероприятий", align="right", width=0.7, number_format="0"),
    )
    return TableSpec("Факторы риска", columns, tuple(rows), source=picture.source)
