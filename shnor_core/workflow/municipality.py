"""«Муниципалитет»: the municipal table, its dynamics, and what the school tables say to it."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.dynamics import Definition, Fact
from shnor_core.model import Finding, Indicator, Level, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, joined, number
from shnor_core.workflow.change_cells import (
    difference_text,
    is_share,
    short_title,
    unit_word,
    value_text,
)
from shnor_core.workflow.comparison import SAME_MEASURE
from shnor_core.workflow.monitoring import Picture, printed_code, printed_text
from shnor_core.workflow.monitoring_table import monitoring_table, sentences


@dataclass(frozen=True, slots=True)
class MunicipalView:
    title: str
    table: TableSpec
    sentences: tuple[tuple[str, str], ...]
    reconciliation: TableSpec
    findings: tuple[Finding, ...]


def municipal(picture: Picture, *, base: int, year: int, definition: Definition) -> MunicipalView:
    """The municipal table with dynamics, and its reconciliation with the schools for one year."""
    indicators = picture.indicators(Level.TERRITORY)
    changes = {one.code: picture.change(None, one, base, year, definition) for one in indicators}
    moved = {
        tone: [one for one in indicators if changes[one.code].verdict is tone] for tone in Tone
    }
    told = [
        f"{counted(len(moved[tone]), 'показатель', 'показателя', 'показателей')} {word}"
        for tone, word in (
            (Tone.BETTER, "лучше"),
            (Tone.WORSE, "хуже"),
            (Tone.SAME, "без изменений"),
        )
        if moved[tone]
    ]
    compared = sum(
        change.fact not in (Fact.NO_DATA, Fact.NOT_COMPARABLE) for change in changes.values()
    )
    name = picture.territory.name
    if base == year:
        title = f"{name}, {year} год: сравнить пока не с чем"
    elif told:
        title = f"{name}, {base} → {year}: {joined(told)} из {compared} сопоставимых"
    else:
        title = f"{name}: сравнить {base} и {year} годы нечем"
    return MunicipalView(
        title=title,
        table=monitoring_table(picture, None, indicators, changes, base, year, definition),
        sentences=sentences(indicators, changes, base, year),
        reconciliation=reconciliation(picture, year),
        findings=tuple(one for one in picture.findings if not one.school and one.indicator),
    )


def reconciliation(picture: Picture, year: int) -> TableSpec:
    """Each municipal row beside what can be computed from the school tables of the same year."""
    rows = tuple(
        _reconciled_row(picture, one, year)
        for one in picture.indicators(Level.TERRITORY)
        if one.school_relation
    )
    columns = (
        Column("code", "№", width=0.4),
        Column("title", "Муниципальный показатель", width=2.4),
        Column("printed", "Напечатано", width=1.8),
        Column("computed", "По таблицам школ", width=1.8),
        Column("verdict", "Сверка", width=1.2),
    )
    tables = counted(len(picture.schools), "школы", "школ", "школ")
    return TableSpec(
        title=f"Сверка с таблицами {tables}, {year} год",
        columns=columns,
        rows=rows,
        notes=(
            "Доля по муниципалитету взвешивается по людям; без численности педагогов по школам"
            " проверяется только, лежит ли она между наименьшим и наибольшим значением школ.",
        ),
        source=picture.source_text,
    )


def _reconciled_row(picture: Picture, indicator: Indicator, year: int) -> Row:
    observation = picture.cell(None, indicator.code, year)
    finding = next(
        (
            one
            for one in picture.findings
            if not one.school
            and one.indicator == indicator.code
            and one.year == year
            and one.rule in ("municipal_against_schools", "list_against_school_cell")
        ),
        None,
    )
    computed = _computed(picture, indicator, year)
    verdict = "расходится" if finding else "не противоречит" if computed else "не проверить"
    tone = Tone.DOUBT if finding else Tone.SAME if computed else Tone.NONE
    return Row(
        indicator.code,
        (
            Cell(printed_code(indicator.code), printed_code(indicator.code), strong=True),
            Cell(short_title(indicator), short_title(indicator)),
            Cell(
                printed_text(observation),
                printed_text(observation),
                target=observation.observation_id if observation else "",
            ),
            Cell(computed or "–", computed or "–"),
            Cell(
                verdict,
                verdict,
                tone=tone,
                icon="≠" if finding else "●" if computed else "",
                hint=finding.message if finding else "",
            ),
        ),
    )


def _computed(picture: Picture, indicator: Indicator, year: int) -> str:
    values = [
        value
        for school in picture.schools
        if (measure := picture.measure(school.school_id, indicator.school_code, year)) is not None
        and (value := measure.shown_value) is not None
    ]
    if not values:
        return ""
    if indicator.school_relation == SAME_MEASURE:
        whole = counted(len(values), "школе", "школам", "школам")
        return f"от {number(min(values))} до {number(max(values))} % по {whole}"
    above = sum(value > 0 for value in values)
    return f"больше нуля в {above} из {counted(len(values), 'школы', 'школ', 'школ')}"


def municipal_chart(
    picture: Picture, code: str, *, base: int, year: int, definition: Definition
) -> ChartSpec:
    """One municipal row through the years."""
    indicator = next(one for one in picture.indicators(Level.TERRITORY) if one.code == code)
    change = picture.change(None, indicator, base, year, definition)
    line = picture.line(None, code)
    before = value_text(picture.cell(None, code, base), indicator)
    after = value_text(picture.cell(None, code, year), indicator)
    conclusion = f"{picture.row_name(code)}: {after if base == year else f'{before} → {after}'}"
    if change.difference is not None:
        conclusion += f" ({difference_text(change, indicator)})"
    labels = tuple("" if value is None else number(value) for value in line)
    return ChartSpec(
        kind="line",
        conclusion=conclusion,
        measure=f"{short_title(indicator)}, {'%' if is_share(indicator) else unit_word(indicator)}",
        categories=tuple(str(one) for one in picture.years),
        series=(
            Series(
                picture.territory.name,
                line,
                Role.FOCUS,
                labels=labels,
                tones=(change.verdict,) * len(line),
            ),
        ),
        unit="%" if is_share(indicator) else "",
        value_range=(0, 100) if is_share(indicator) else None,
        notes=(change.reason,) if change.reason else (),
        source=picture.source_text,
        alt=f"{short_title(indicator)} по годам",
    )
