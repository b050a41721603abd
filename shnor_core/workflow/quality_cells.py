"""One finding of «Качество данных»: what is printed in its places, how its cells can be read."""

from __future__ import annotations

from shnor_core.cells import Alternative, alternatives
from shnor_core.model import Finding, Level, Observation, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import number, percent
from shnor_core.workflow.monitoring import Picture, printed_code, printed_text
from shnor_core.workflow.programme_findings import Contradiction


def printed_sides(finding: Finding) -> TableSpec | None:
    """What a programme prints in each of the places that disagree; ``None`` for other findings."""
    if not isinstance(finding, Contradiction) or not finding.sides:
        return None
    rows = tuple(
        Row(
            str(position),
            (
                Cell(side.place or "–", side.place),
                Cell(side.printed or "графа пуста", side.printed, strong=bool(side.printed)),
            ),
        )
        for position, side in enumerate(finding.sides)
    )
    columns = (
        Column("place", "Место в документе", width=1.2),
        Column("printed", "Напечатано", width=2),
    )
    return TableSpec("Как напечатано", columns, rows)


def printed_rows(picture: Picture, finding: Finding) -> TableSpec:
    """The printed rows around the finding, its own cells marked, as the document shows them."""
    concerned = set(finding.cells)
    wanted = [picture.printed[cell] for cell in finding.cells if cell in picture.printed]
    owners = list(dict.fromkeys(one.school_id for one in wanted))
    codes = {one.code for one in wanted}
    rows = []
    for owner in owners[:2]:
        level = Level.SCHOOL if owner else Level.TERRITORY
        indicators = picture.indicators(level)
        near = _neighbours([one.code for one in indicators], codes)
        if len(owners) > 1:
            rows.append(
                Row(f"owner:{owner}", (Cell(picture.names.get(owner or "", "Свод")),), "group")
            )
        for one in indicators:
            if one.code in near:
                cells = tuple(
                    _printed_cell(picture, owner, one.code, year, concerned)
                    for year in picture.years
                )
                rows.append(
                    Row(
                        f"{owner}:{one.code}",
                        (Cell(printed_code(one.code)), Cell(one.title), *cells),
                    )
                )
    columns = (
        Column("code", "№", width=0.4),
        Column("title", "Показатель (индикатор)", width=3),
        *(Column(str(year), f"{year} год", align="center", width=0.9) for year in picture.years),
    )
    return TableSpec("Как напечатано", columns, tuple(rows), source=finding.source_ref)


def _neighbours(codes: list[str], wanted: set[str]) -> set[str]:
    near = set()
    for position, code in enumerate(codes):
        if wanted.intersection(codes[max(0, position - 1) : position + 2]):
            near.add(code)
    return near


def _printed_cell(
    picture: Picture, owner: str | None, code: str, year: int, concerned: set[str]
) -> Cell:
    observation = picture.cell(owner, code, year)
    key = observation.observation_id if observation else ""
    text = printed_text(picture.printed.get(key))
    marked = key in concerned
    return Cell(text, text, tone=Tone.DOUBT if marked else Tone.PLAIN, strong=marked, target=key)


def open_cells(picture: Picture, finding: Finding) -> tuple[Observation, ...]:
    """Cells of the finding a coordinator can still read in one way or another."""
    return tuple(picture.printed[cell] for cell in finding.cells if cell in picture.printed)


def readings(picture: Picture, observation: Observation) -> tuple[Alternative, ...]:
    """Every way the cell can be read, the printed one included."""
    earlier = [
        cell.reading.value
        for year in picture.years
        if year < observation.year
        and (cell := picture.cell(observation.school_id, observation.code, year)) is not None
        and cell.reading.value is not None
    ]
    return alternatives(
        observation.reading,
        unit_printed=observation.unit_printed,
        previous=max(earlier, default=None),
        title=observation.title_printed,
    )


def alternative_text(alternative: Alternative) -> str:
    """«14 — лишняя «5» перед числом»."""
    reading = alternative.reading
    value = number(reading.value) if reading.percent is None else percent(reading.percent)
    told = alternative.explanation
    return told if told.startswith(value) else f"{value} — {told}"
