"""A monitoring table as the protocol prints it, with its line, change and verdict beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from shnor_core.dynamics import DEFINITIONS, Change, Definition, Fact, describe
from shnor_core.model import Indicator, Observation, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import joined
from shnor_core.workflow.change_cells import (
    ICONS,
    difference_text,
    doubts_told,
    icon,
    short_title,
    value_text,
    word,
)
from shnor_core.workflow.monitoring import Picture, printed_code, printed_text

# a doubtful text longer than this stands under its value and not inside the mark
_CHIP = 8
# letters of a printed cell that still stand in a column of numbers: «286 из 618»
_PRINTED = 12


def monitoring_table(
    picture: Picture,
    school_id: str | None,
    indicators: Sequence[Indicator],
    changes: dict[str, Change],
    base: int,
    year: int,
    definition: Definition,
) -> TableSpec:
    """№, критерий, показатель, единица, годы as printed, then line, change and verdict.

    A lone year has nothing of the last three.
    """
    # a municipal cell may print a list of schools beside its number
    year_width = 2.0 if not school_id and _prints_lists(picture, indicators) else 0.95
    columns = (
        Column("code", "№", width=0.5),
        Column("section", "Критерий", width=2.3 if school_id else 2.0),
        Column("title", "Показатель (индикатор)", width=3.7 if school_id else 3.0),
        Column("unit", "Единица", width=1.1),
        *(
            Column(str(one), str(one), align="right", width=year_width, number_format="0.#")
            for one in picture.years
        ),
        Column("line", _span(picture), align="center", width=1),
        Column(
            "change", f"Изменение к {base}", align="right", width=1, number_format="+0.#;-0.#;0"
        ),
        Column("verdict", f"Вывод «{DEFINITIONS[definition].title}»", width=1.2),
    )
    if base == year:
        columns = columns[:-3]
    spans = _section_spans(indicators)
    rows = tuple(
        _table_row(picture, school_id, one, changes[one.code], (base, year), spans[one.code])
        for one in indicators
    )
    name = picture.names.get(school_id or "", picture.territory.name)
    return TableSpec(
        title=f"{name}: показатели мониторинга {_span(picture)}",
        columns=columns,
        rows=tuple(replace(row, cells=row.cells[: len(columns)]) for row in rows),
        notes=(DEFINITIONS[definition].text,) if base != year else (),
        source=picture.source_text,
    )


def _span(picture: Picture) -> str:
    first, last = picture.years[0], picture.years[-1]
    return str(first) if first == last else f"{first}–{last}"


def _prints_lists(picture: Picture, indicators: Sequence[Indicator]) -> bool:
    return any(
        len(printed_text(picture.cell(None, one.code, year))) > _PRINTED
        for one in indicators
        for year in picture.years
    )


def _section_spans(indicators: Sequence[Indicator]) -> dict[str, int]:
    """Rows the printed criterion covers: its first row carries the count, the others nought."""
    spans: dict[str, int] = {}
    first = ""
    for position, one in enumerate(indicators):
        if position and indicators[position - 1].section == one.section:
            spans[first] += 1
            spans[one.code] = 0
        else:
            first = one.code
            spans[first] = 1
    return spans


def _table_row(
    picture: Picture,
    school_id: str | None,
    indicator: Indicator,
    change: Change,
    pair: tuple[int, int],
    rowspan: int,
) -> Row:
    last = picture.cell(school_id, indicator.code, picture.years[-1])
    title = last.title_printed if last and last.title_printed else indicator.title
    unit = last.unit_printed if last and last.unit_printed else "не указана"
    years = tuple(
        _value_cell(picture, school_id, indicator, one, strong=one == pair[1])
        for one in picture.years
    )
    return Row(
        indicator.code,
        (
            Cell(printed_code(indicator.code), printed_code(indicator.code), strong=True),
            Cell(indicator.section, indicator.section, rowspan=rowspan),
            Cell(title, title),
            Cell(unit, unit),
            *years,
            Cell(spark=picture.line(school_id, indicator.code), tone=change.verdict),
            Cell(
                difference_text(change, indicator),
                change.difference,
                hint=change.reason,
                strong=bool(change.difference),
            ),
            Cell(
                word(change),
                word(change),
                tone=change.verdict,
                icon=icon(change),
                hint=change.reason,
                remark=doubts_told(picture, school_id, indicator, pair),
            ),
        ),
    )


def _value_cell(
    picture: Picture, school_id: str | None, indicator: Indicator, year: int, *, strong: bool
) -> Cell:
    observation = picture.cell(school_id, indicator.code, year)
    if observation is None:
        return Cell("–")
    text, printed = value_text(observation, indicator), printed_text(observation)
    finding = picture.blocked.get(observation.observation_id)
    doubtful = finding is not None
    empty = observation.reading.value is None
    long = doubtful and not empty and len(printed) > _CHIP
    number_value = observation.reading.percent
    return Cell(
        text=printed if doubtful and not long else text,
        value=number_value if number_value is not None else observation.reading.value,
        tone=Tone.DOUBT if doubtful else Tone.NONE if empty else Tone.PLAIN,
        icon="?" if doubtful else "",
        sub=f"«{printed}»" if long or _differs(text, observation, doubtful or empty) else "",
        hint=observation.reading.note,
        remark=finding.message if finding else "",
        target=observation.observation_id,
        strong=strong,
        chip=doubtful,
    )


def _differs(text: str, observation: Observation, marked: bool) -> bool:
    """Whether the printed text says more than the value, in the unit the row is printed in."""
    if marked:
        return False
    shown = "".join(text.split()).replace(",", ".")
    printed = "".join(observation.reading.raw.split()).replace(",", ".")
    if observation.unit_printed.lower().startswith("процент"):
        shown, printed = shown.rstrip("%"), printed.rstrip("%")
    return shown != printed


def sentences(
    indicators: Sequence[Indicator], changes: dict[str, Change], base: int, year: int
) -> tuple[tuple[str, str], ...]:
    """(shape, sentence) per indicator that moved; unchanged ones share the last sentence."""
    told = [
        (icon(changes[one.code]), describe(changes[one.code], short_title(one), base, year))
        for one in indicators
        if changes[one.code].fact in (Fact.UP, Fact.DOWN)
    ]
    same = [
        printed_code(one.code) or short_title(one)
        for one in indicators
        if changes[one.code].fact is Fact.SAME
    ]
    if same:
        told.append((ICONS[Tone.SAME], f"Без изменений: {joined(same)}."))
    return tuple(told)
