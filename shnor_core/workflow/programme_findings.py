"""What a programme's document says against itself, found by rules; nothing is corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

from shnor_core import quality
from shnor_core.db.connection import Store
from shnor_core.db.programme import MeasureRow
from shnor_core.model import Finding
from shnor_core.quality import programme_rules as rules
from shnor_core.quality.programme_rules import Side
from shnor_core.roadmap import RoadmapFault, faults
from shnor_core.russian_dates import day as shown_day
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.workflow import decisions
from shnor_core.workflow.decisions import Settlement
from shnor_core.workflow.programme import ProgrammePicture, load, programmes

TITLES = {rule.code: rule.title for rule in quality.PROGRAMME_RULES}
WHOLE = "Программа"


@dataclass(frozen=True, slots=True)
class Contradiction(Finding):
    """A finding about a programme: the places it is between, each with its printed text."""

    where: str = WHOLE
    sides: tuple[Side, ...] = ()


def of_territory(store: Store, territory: str) -> tuple[Contradiction, ...]:
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


def findings(picture: ProgrammePicture) -> tuple[Contradiction, ...]:
    """Contradictions of one document: targets against the roadmap, then the roadmap itself."""
    return (*_between(picture), *_inside(picture))


def doubted_codes(picture: ProgrammePicture, settled: Mapping[str, Settlement]) -> frozenset[str]:
    """Codes of the indicators an open finding is about."""
    found = findings(picture)
    still_open = quality.settled(found, decisions.accepted(settled, found))
    return frozenset(one.indicator for one in still_open if one.indicator)


def contradictions_table(
    picture: ProgrammePicture, settled: Mapping[str, Settlement]
) -> TableSpec | None:
    """The same findings for a screen of the programme, ``None`` when there are none."""
    found = findings(picture)
    if not found:
        return None
    columns = (
        Column("title", "Что замечено", width=1.2),
        Column("code", "Показатель", width=0.6),
        Column("message", "Что напечатано", width=4),
        Column("place", "Место в документе", width=1.8),
        Column("decision", "Решение", width=1.2),
    )
    return TableSpec(
        "Противоречия документа",
        columns,
        tuple(_row(picture, one, settled.get(one.finding_id)) for one in found),
        source=picture.source,
        notes=("Ничего не исправлено: решает рабочая группа на экране «Качество данных».",),
    )


def _row(picture: ProgrammePicture, one: Contradiction, settlement: Settlement | None) -> Row:
    decided = settlement.text() if settlement else "нет решения"
    title = TITLES[one.rule]
    # the whole name of the document stands under the table
    place = one.source_ref.replace(picture.source, "заголовок документа")
    return Row(
        one.finding_id,
        (
            Cell(title, title),
            Cell(one.indicator or "–", one.indicator),
            Cell(one.message, one.message),
            Cell(place or "–", place),
            Cell(decided, decided, sub=settlement.reason if settlement else ""),
        ),
    )


def _between(picture: ProgrammePicture) -> Iterator[Contradiction]:
    for one in rules.target_against_roadmap(_planned(picture), _promised(picture)):
        where = f"{WHOLE} · {one.code}"
        yield _finding(picture, rules.AGAINST_ROADMAP, one.message, where, one.sides, one.code)


def _inside(picture: ProgrammePicture) -> Iterator[Contradiction]:
    found = faults(
        tuple(picture.measures.values()),
        issued=picture.issued,
        last_day=picture.programme.end_date,
    )
    for fault in found:
        concerned = [one for one in picture.measure_rows if one.measure_id in fault.measure_ids]
        sides = (*_measure_sides(concerned), *_order_sides(picture, fault))
        yield _finding(picture, fault.code, fault.sentence, _where(concerned), sides)


def _where(concerned: Sequence[MeasureRow]) -> str:
    if len(concerned) != 1:
        return f"{WHOLE} · дорожная карта"
    return f"{WHOLE} · мера {concerned[0].number or 'без номера'}"


def _measure_sides(concerned: Sequence[MeasureRow]) -> Iterator[Side]:
    for one in concerned:
        yield Side(one.source_ref, one.due_text)


def _order_sides(picture: ProgrammePicture, fault: RoadmapFault) -> Iterator[Side]:
    """The day a due is held against stands elsewhere: on the order or in its title."""
    if fault.code == "due_before_order" and picture.issued:
        yield Side(picture.source, f"издан {shown_day(picture.issued)}")
    if fault.code == "due_after_end" and picture.programme.end_date:
        yield Side(picture.source, f"последний день – {shown_day(picture.programme.end_date)}")


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
    where: str,
    sides: Sequence[Side],
    indicator: str = "",
) -> Contradiction:
    places = "; ".join(dict.fromkeys(side.place for side in sides if side.place))
    text = " · ".join(dict.fromkeys(side.printed for side in sides if side.printed))
    # a decision holds as long as the document prints the same in the same places
    told = crc32(f"{text}{places}".encode() if sides else message.encode())
    return Contradiction(
        finding_id=f"{picture.programme.programme_id}:{rule}:{indicator}:{told:08x}",
        rule=rule,
        territory=picture.territory.territory_id,
        school="",
        indicator=indicator,
        year=None,
        text=text,
        message=message,
        source_ref=places,
        where=where,
        sides=tuple(sides),
    )
