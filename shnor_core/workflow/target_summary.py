"""How many indicators of every section have which status, and which they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from shnor_core.tables import Cell, Chip, Column, Row, TableSpec
from shnor_core.targets import Status, shipped_rules
from shnor_core.workflow.programme import ProgrammePicture
from shnor_core.workflow.target_tables import Judged, status_rules


def summary_table(
    picture: ProgrammePicture, judged: Sequence[Judged], doubted: Collection[str] = ()
) -> TableSpec:
    """Sections × statuses with the codes of the indicators.

    ``doubted`` are the codes «Качество данных» has an open finding about.
    """
    rules = shipped_rules()
    columns = (
        Column("section", "Раздел программы", width=3.4),
        Column("count", "Всего", align="right", width=0.5, number_format="0"),
        *(
            Column(
                status.value,
                f"{rules.texts[status].icon} {rules.texts[status].title}",
                width=_codes_width(judged, status),
            )
            for status in Status
        ),
    )
    rows = [_section_row(name, judged, doubted) for name in picture.sections]
    counts = [sum(one.found.status is status for one in judged) for status in Status]
    total = (
        Cell("Всего", "Всего"),
        Cell(str(len(judged)), len(judged)),
        *(Cell(str(count), count) for count in counts),
    )
    return TableSpec(
        title="Показатели по разделам и статусам",
        columns=columns,
        rows=(*rows, Row("total", total, "total")),
        notes=(status_rules(),),
        source=picture.source,
    )


def _codes_width(judged: Sequence[Judged], status: Status) -> float:
    """The fullest section decides, within what leaves room for the other statuses."""
    sections = Counter(one.row.section for one in judged if one.found.status is status)
    return min(max(1.15, 0.35 + 0.42 * max(sections.values(), default=0)), 3.5)


def _section_row(section: str, judged: Sequence[Judged], doubted: Collection[str]) -> Row:
    members = [one for one in judged if one.row.section == section]
    cells = [Cell(section, section, hint=section), Cell(str(len(members)), len(members))]
    for status in Status:
        cells.append(
            _status_cell(status, [one for one in members if one.found.status is status], doubted)
        )
    return Row(section, tuple(cells))


def _status_cell(status: Status, found: Sequence[Judged], doubted: Collection[str]) -> Cell:
    if not found:
        return Cell("–", "–")
    shown = shipped_rules().texts[status]
    text = f"{len(found)}: {', '.join(one.row.code for one in found)}"
    return Cell(
        text,
        text,
        tone=shown.tone,
        icon=shown.icon,
        strong=status in (Status.ACHIEVED, Status.AT_RISK),
        chip=True,
        chips=tuple(
            Chip(one.row.code, one.row.target_id, one.row.code in doubted) for one in found
        ),
    )
