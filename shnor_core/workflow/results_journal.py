"""ВПР against the journal, and possible signs of uneven marking."""

from __future__ import annotations

from shnor_core.db.assessments import JournalRow, ProcedureRow
from shnor_core.objectivity import (
    KIND_TITLES,
    PUBLISHED_NORMS,
    JournalNorm,
    Marker,
    high_mean_markers,
    journal_markers,
    journal_shares,
    sharp_change_markers,
)
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import number
from shnor_core.workflow.results import ResultsPicture, key_of, school_year


def journal_table(picture: ResultsPicture, procedure: ProcedureRow) -> TableSpec | None:
    """Lowered, confirmed, raised by school beside the region's norm; ``None`` without data."""
    norm = PUBLISHED_NORMS.get((procedure.subject, procedure.grade))
    rows = tuple(
        Row(school.school_id, (Cell(school.short_name, school.short_name), *_cells(row, norm)))
        for school in picture.schools
        if (row := picture.journal.get((school.school_id, procedure.procedure_id))) is not None
    )
    if not rows:
        return None
    columns = (
        Column("school", "Школа", width=1.6),
        Column("lowered", "Понизили, %", align="right", number_format="0.0"),
        Column("confirmed", "Подтвердили, %", align="right", number_format="0.0"),
        Column("raised", "Повысили, %", align="right", number_format="0.0"),
    )
    known = (
        f"Для сравнения, {norm.source}: {number(norm.lowered)}, {number(norm.confirmed)} и"
        f" {number(norm.raised)} %."
        if norm
        else "Опубликованной нормы для этой работы нет."
    )
    return TableSpec(
        title=f"{procedure.title}: отметка за работу и отметка в журнале",
        columns=columns,
        rows=rows,
        notes=(known, "Сравнение — повод посмотреть, а не вывод о школе."),
        source=picture.source([procedure]),
    )


def _cells(row: JournalRow, norm: JournalNorm | None) -> tuple[Cell, ...]:
    cells = []
    for part in journal_shares(row, norm):
        sub = f"{part.pupils} из {part.total}"
        cells.append(Cell(number(part.share), part.share, sub=sub, strong=part.above_norm))
    return tuple(cells)


def markers(picture: ResultsPicture, year: int) -> tuple[Marker, ...]:
    """Possible signs of the year, from the journal, the region's means and cohorts."""
    works = {key: key_of(row) for key, row in picture.by_id.items() if row.held}
    scores = [one for one in picture.results.values() if one.procedure_id in works]
    region = [
        one
        for (scope, key), one in picture.benchmarks.items()
        if scope == "region" and key in works
    ]
    journal = [one for one in picture.journal.values() if one.procedure_id in works]
    found = (
        *journal_markers(journal, works),
        *high_mean_markers(scores, region, works),
        *sharp_change_markers(scores, works),
    )
    return tuple(one for one in found if works[one.procedure_id].year == year)


def marker_table(picture: ResultsPicture, year: int) -> TableSpec | None:
    """The same as a table, by school in the order of the register."""
    found = markers(picture, year)
    order = {one.school_id: place for place, one in enumerate(picture.schools)}
    rows = tuple(
        Row(
            f"{one.school_id}:{one.procedure_id}:{one.kind}",
            tuple(
                Cell(text, text)
                for text in (picture.names[one.school_id], KIND_TITLES[one.kind], one.evidence)
            ),
        )
        for one in sorted(found, key=lambda one: order[one.school_id])
    )
    if not rows:
        return None
    columns = (
        Column("school", "Школа"),
        Column("kind", "Возможный признак", width=1.6),
        Column("evidence", "На чём основан", width=3.4),
    )
    return TableSpec(
        title=f"Возможные признаки необъективности, {school_year(year)} учебный год",
        columns=columns,
        rows=rows,
        notes=(
            "Каждый признак — повод посмотреть, а не вывод о школе: на открытых данных региона"
            " признак по среднему баллу отмечает 13–18 % школ.",
        ),
        source=picture.source(picture.of_year(year)),
    )
