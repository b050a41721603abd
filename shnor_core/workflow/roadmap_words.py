"""Measures whose due is printed in words, beside the axis of those with a date."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.roadmap_tables import Line, grouped, links_cell


def words_table(picture: ProgrammePicture, found: Sequence[Line]) -> TableSpec:
    """Measures the document gives no date for: they have no place on an axis."""
    columns = (
        Column("number", "№", width=0.45),
        Column("title", "Мероприятие", width=3.6),
        Column("due", "Срок, как напечатан", width=2.6),
        Column("often", "Что известно о сроке", width=1.6),
        Column("responsible", "Ответственный", width=1.7),
        Column("links", "Показатели и школы", width=2),
    )
    return TableSpec(
        title=f"Срок записан словами: {len(found)}",
        columns=columns,
        rows=grouped(picture, found, lambda one: _words_row(picture, one)),
        notes=("Срок стоит как напечатан; без даты мера не бывает просроченной.",),
        source=picture.source,
    )


def _words_row(picture: ProgrammePicture, one: Line) -> Row:
    return Row(
        one.row.measure_id,
        (
            Cell(one.row.number or "–", one.row.number, strong=True),
            Cell(one.row.title, one.row.title, hint=one.row.expected),
            Cell(f"«{one.row.due_text}»" if one.row.due_text else "не указан", one.row.due_text),
            Cell(one.state.text.partition(":")[0], one.state.text, tone=Tone.NONE, chip=True),
            Cell(one.row.responsible or "не указан", one.row.responsible),
            links_cell(picture, one),
        ),
    )
