"""What a programme's document says against itself, for both screens and the command line."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from shnor_core.db.connection import Store
from shnor_core.model import Finding
from shnor_core.quality import programme_rules as rules
from shnor_core.roadmap import faults
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow.programme import ProgrammePicture, load, programmes


def of_territory(store: Store, territory: str) -> tuple[Finding, ...]:
    """Contradictions of every programme of a territory.

    Raises
    ------
    UnknownTerritoryError
    """
    return tuple(
        finding
        for one in programmes(store, territory)
        for finding in findings(load(store, territory, one.programme_id))
    )


def findings(picture: ProgrammePicture) -> tuple[Finding, ...]:
    """Contradictions of one document: targets against the roadmap, then the roadmap itself."""
    return tuple(finding for _, finding in _titled(picture))


def contradictions_table(picture: ProgrammePicture) -> TableSpec | None:
    """The same findings for a screen, ``None`` when there are none."""
    found = tuple(_titled(picture))
    if not found:
        return None
    rows = tuple(
        Row(
            one.finding_id,
            (
                Cell(title, title),
                Cell(one.indicator or "–", one.indicator),
                Cell(one.message, one.message),
                Cell(one.source_ref or "–", one.source_ref),
            ),
        )
        for title, one in found
    )
    columns = (
        Column("title", "Что замечено", width=1.2),
        Column("code", "Показатель", width=0.6),
        Column("message", "Что напечатано", width=4),
        Column("place", "Место в документе", width=1.8),
    )
    return TableSpec(
        "Противоречия документа",
        columns,
        rows,
        source=picture.source,
        notes=("Ничего не исправлено: решает рабочая группа.",),
    )


def _titled(picture: ProgrammePicture) -> Iterator[tuple[str, Finding]]:
    for one in rules.target_against_roadmap(_planned(picture), _promised(picture)):
        yield (
            rules.TITLE,
            _finding(
                picture,
                rules.AGAINST_ROADMAP,
                one.message,
                indicator=one.code,
                text=one.text,
                source_ref=one.source_ref,
            ),
        )
    for fault in faults(
        tuple(picture.measures.values()),
        issued=picture.issued,
        last_day=picture.programme.end_date,
    ):
        concerned = [one for one in picture.measure_rows if one.measure_id in fault.measure_ids]
        text = "; ".join(dict.fromkeys(one.due_text for one in concerned if one.due_text))
        places = "; ".join(one.source_ref for one in concerned)
        yield (
            fault.title,
            _finding(picture, fault.code, fault.sentence, text=text, source_ref=places),
        )


def _planned(picture: ProgrammePicture) -> Iterator[rules.Planned]:
    for row in picture.target_rows:
        dues = picture.targets[row.target_id].plan
        yield rules.Planned(
            row.code,
            row.title,
            row.printed,
            tuple(due.value for due in dues if due.value is not None and row.unit == "percent"),
            {
                due.year: due.value
                for due in dues
                if due.year is not None and due.month is None and due.value is not None
            },
            row.source_ref,
        )


def _promised(picture: ProgrammePicture) -> Iterator[rules.Promised]:
    for row in picture.measure_rows:
        codes = tuple(code.strip() for code in row.target_codes.split(";") if code.strip())
        yield rules.Promised(codes, row.indicator or row.expected, row.source_ref)


def _finding(
    picture: ProgrammePicture,
    rule: str,
    message: str,
    *,
    indicator: str = "",
    text: str,
    source_ref: str,
) -> Finding:
    told = crc32(f"{message}{source_ref}".encode())
    return Finding(
        finding_id=f"{picture.programme.programme_id}:{rule}:{indicator}:{told:08x}",
        rule=rule,
        territory=picture.territory.territory_id,
        school="",
        indicator=indicator,
        year=None,
        text=text,
        message=message,
        source_ref=source_ref,
    )
