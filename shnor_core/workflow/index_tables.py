"""Indices of schools with what each component adds, and the printed table of criteria."""

from __future__ import annotations

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.indices import IndexDefinition, IndexScore, compute
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import number
from shnor_core.workflow.criteria_inputs import index_definitions, values
from shnor_core.workflow.results import ResultsPicture, school_year


def index_table(store: Store, picture: ResultsPicture, year: int) -> TableSpec | None:
    """Every index by school; the lowest quarter is marked, contributions stand under the score."""
    found = values(store, picture, year)
    definitions = index_definitions()
    scores = {
        one.index_id: {score.school_id: score for score in compute(one, found)}
        for one in definitions
    }
    if not any(score.score is not None for one in scores.values() for score in one.values()):
        return None
    columns = (
        Column("school", "Школа", width=1.2),
        *(
            column
            for one in definitions
            for column in (
                Column(one.index_id, one.title, align="right", width=0.9, number_format="0.0"),
                Column(f"{one.index_id}:parts", "из чего сложился", width=_room(one)),
            )
        ),
    )
    rows = tuple(
        Row(
            school.school_id,
            (
                Cell(school.short_name, school.short_name),
                *(
                    cell
                    for one in definitions
                    for cell in _cells(one, scores[one.index_id].get(school.school_id))
                ),
            ),
        )
        for school in picture.schools
    )
    return TableSpec(
        title=f"Индексы, {school_year(year)} учебный год: место среди школ территории, от 0 до 100",
        columns=columns,
        rows=rows,
        notes=(
            "Больше — благополучнее. Выделена нижняя четверть школ; равные значения не разделяются."
            " Индекс сравнивает школы одной территории за один год и не измеряет качество школы.",
            *(told for one in definitions if (told := _named(one))),
        ),
    )


def _room(definition: IndexDefinition) -> float:
    """A width for the parts of an index: many take more of the table than one."""
    return max(1.2, len(definition.components) / 2)


def _named(definition: IndexDefinition) -> str:
    """What the short names of the table stand for, and the document."""
    names = "; ".join(f"{one.short} — {one.title}" for one in definition.components if one.short)
    told = ". ".join(part for part in (names, definition.source) if part)
    return f"{definition.title}: {told}" if told else ""


def _cells(definition: IndexDefinition, score: IndexScore | None) -> tuple[Cell, Cell]:
    if score is None or score.score is None:
        return Cell("–", tone=Tone.NONE), Cell("нет данных", "нет данных")
    names = {one.code: one.short or one.title for one in definition.components}
    parts = "; ".join(f"{names[one.code]} {number(one.points)}" for one in score.contributions)
    low = bool(score.lowest)
    cell = Cell(
        number(score.score),
        score.score,
        tone=Tone.WORSE if low else Tone.PLAIN,
        icon="■" if low else "",
        sub="неполные данные" if score.incomplete else "",
        hint="; ".join(score.notes),
        strong=low,
    )
    return cell, Cell(parts, parts)


def criteria_table(store: Store, territory: str) -> TableSpec | None:
    """The printed table of identification criteria of a territory, thresholds as printed."""
    found = queries.criteria(store, territory)
    if not found:
        return None
    columns = (
        Column("code", "Код", width=0.7),
        Column("type", "Тип", width=0.6),
        Column("title", "Показатель", width=3),
        Column("printed", "Порог, как напечатан", width=2),
        Column("threshold", "Прочитано", align="right", width=0.8, number_format="0.0"),
        Column("source", "Место", width=1),
    )
    rows = tuple(
        Row(
            one.code,
            (
                Cell(one.code, one.code),
                Cell(one.type, one.type),
                Cell(one.title, one.title),
                Cell(one.threshold_printed, one.threshold_printed),
                Cell(f"{number(one.threshold)} {one.unit}".strip(), one.threshold),
                Cell(one.source_ref, one.source_ref),
            ),
        )
        for one in found
    )
    return TableSpec("Критерии идентификации в документе территории", columns, rows)
