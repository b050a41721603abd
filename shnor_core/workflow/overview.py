"""«Обзор»: what needs attention now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from shnor_core.dynamics import DEFINITIONS, Change, Definition
from shnor_core.model import Finding, Indicator, Level, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, numbered_schools, plural
from shnor_core.workflow.change_cells import (
    ICONS,
    change_cell,
    difference_text,
    icon,
    is_share,
    level_cell,
    row_title,
    short_title,
    unit_word,
    value_text,
    word,
)
from shnor_core.workflow.monitoring import Picture

# findings that set the municipal table against the school tables or against itself
MUNICIPAL_RULES = (
    "municipal_against_schools",
    "list_against_school_cell",
    "two_answers",
    "count_against_list",
    "percent_base",
)


@dataclass(frozen=True, slots=True)
class AttentionGroup:
    """One block of the work list: what, how many, the concrete cells, where it is settled."""

    tone: Tone
    mark: str
    title: str
    count: str
    lines: tuple[str, ...]
    page: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    title: str
    headline: TableSpec
    matrix: TableSpec
    attention: tuple[AttentionGroup, ...]


Changes = dict[tuple[str, str], Change]


def overview(
    picture: Picture, *, base: int, year: int, definition: Definition, show_level: bool = False
) -> Overview:
    """Matrix schools × indicators, municipal headline and the work list."""
    indicators = picture.indicators(Level.SCHOOL)
    changes = {
        (school.school_id, one.code): picture.change(school.school_id, one, base, year, definition)
        for school in picture.schools
        for one in indicators
    }
    return Overview(
        title=conclusion(picture, indicators, changes, base, year),
        headline=headline(picture, base, year, definition),
        matrix=matrix(
            picture, indicators, changes, base, year, definition, show_level or base == year
        ),
        attention=attention(picture, indicators, changes, base, year),
    )


def conclusion(
    picture: Picture, indicators: Sequence[Indicator], changes: Changes, base: int, year: int
) -> str:
    """Where most schools gained and where most lost, counted over comparable schools only."""
    tones = {
        one.code: Counter(changes[school.school_id, one.code].verdict for school in picture.schools)
        for one in indicators
    }
    if not picture.schools:
        return f"{picture.territory.name}: таблиц школ пока нет"
    if base == year:
        return f"{picture.territory.name}, {year} год: сравнить пока не с чем"
    if not any(_comparable(found) for found in tones.values()):
        return f"Сравнить с {base} годом пока нечего: нет сопоставимых значений"
    gained = max(indicators, key=lambda one: tones[one.code][Tone.BETTER])
    lost = max(indicators, key=lambda one: tones[one.code][Tone.WORSE])
    parts = []
    if tones[gained.code][Tone.BETTER]:
        parts.append(_clause(gained, tones[gained.code], Tone.BETTER, "лучше"))
    if tones[lost.code][Tone.WORSE]:
        losers = [
            school.short_name
            for school in picture.schools
            if changes[school.school_id, lost.code].verdict is Tone.WORSE
        ]
        named = f": {numbered_schools(losers)}" if len(losers) <= 5 else ""
        parts.append(_clause(lost, tones[lost.code], Tone.WORSE, "хуже") + named)
    return (
        "; ".join(parts) or f"Ни в одной школе значения не изменились по сравнению с {base} годом"
    )


def _clause(indicator: Indicator, tones: Counter[Tone], tone: Tone, adverb: str) -> str:
    count, whole = tones[tone], _comparable(tones)
    schools = plural(count, "школе", "школах", "школах")
    return f"«{short_title(indicator)}» — {adverb} в {count} {schools} из {whole} сопоставимых"


def _comparable(tones: Counter[Tone]) -> int:
    return tones[Tone.BETTER] + tones[Tone.WORSE] + tones[Tone.SAME] + tones[Tone.PLAIN]


def headline(picture: Picture, base: int, year: int, definition: Definition) -> TableSpec:
    """The municipal shares of the year with their change and their line."""
    chosen = [one for one in picture.indicators(Level.TERRITORY) if unit_word(one) == "п.п."][:3]
    cells = []
    drawn = len(picture.years) > 1
    for indicator in chosen:
        change = picture.change(None, indicator, base, year, definition)
        observation = picture.cell(None, indicator.code, year)
        cells.append(
            Cell(
                text=value_text(observation, indicator),
                value=observation.reading.percent if observation else None,
                tone=Tone.PLAIN,
                icon=icon(change) if drawn else "",
                sub=_moved(change, indicator),
                spark=picture.line(None, indicator.code) if drawn else (),
                strong=True,
                target=observation.observation_id if observation else "",
            )
        )
    columns = tuple(Column(one.code, row_title(one), number_format="0.0") for one in chosen)
    rows = (Row("municipality", tuple(cells)),) if cells else ()
    return TableSpec("Муниципалитет", columns, rows)


def _moved(change: Change, indicator: Indicator) -> str:
    """«▲ +7 п.п. лучше»; where nothing can be compared, only why: «? уточнить»."""
    by = difference_text(change, indicator) if change.difference is not None else ""
    return " ".join(part for part in (icon(change), by, word(change)) if part)


def matrix(
    picture: Picture,
    indicators: Sequence[Indicator],
    changes: Changes,
    base: int,
    year: int,
    definition: Definition,
    show_level: bool,
) -> TableSpec:
    columns = (
        Column("school", "Школа", width=1.6),
        *(
            Column(
                one.code,
                row_title(one),
                align="center",
                group=unit_group(one, show_level),
                number_format="0.0",
            )
            for one in indicators
        ),
    )
    rows = []
    for school in picture.schools:
        key = school.school_id
        cells = [
            level_cell(picture, key, one, year, changes[key, one.code])
            if show_level
            else change_cell(picture, key, one, base, year, changes[key, one.code])
            for one in indicators
        ]
        rows.append(Row(key, (Cell(school.short_name, school.short_name, target=key), *cells)))
    rows.append(_totals(picture, indicators, changes))
    compared = sum(change.difference is not None for change in changes.values())
    title = (
        f"Значения {year} года" if show_level else f"Что изменилось в школах с {base} по {year} год"
    )
    return TableSpec(
        title=title,
        columns=columns,
        rows=tuple(rows),
        notes=(
            f"Сравниваются {compared} {plural(compared, 'ячейка', 'ячейки', 'ячеек')} из"
            f" {len(changes)}. Динамика «{DEFINITIONS[definition].title}»."
            " Порядок школ — по номерам.",
        ),
        source=picture.source_text,
    )


def unit_group(indicator: Indicator, show_level: bool) -> str:
    """The unit stands over its columns."""
    unit = unit_word(indicator)
    return "%" if show_level and unit == "п.п." else unit


def _totals(picture: Picture, indicators: Sequence[Indicator], changes: Changes) -> Row:
    cells = [Cell("Всего школ")]
    for one in indicators:
        tones = Counter(changes[school.school_id, one.code].verdict for school in picture.schools)
        shown = (Tone.BETTER, Tone.WORSE, Tone.SAME, Tone.DOUBT)
        text = " ".join(f"{ICONS[tone]}{tones[tone]}" for tone in shown if tones[tone])
        cells.append(Cell(text, text))
    return Row("total", tuple(cells), kind="total")


def attention(
    picture: Picture, indicators: Sequence[Indicator], changes: Changes, base: int, year: int
) -> tuple[AttentionGroup, ...]:
    """The work list of the day."""
    return (
        _doubtful(picture),
        _fallen(picture, indicators, changes, base, year),
        _municipal(picture),
        _absent(picture),
    )


def _doubtful(picture: Picture) -> AttentionGroup:
    open_ = [one for one in picture.findings if one.blocks]
    lines = tuple(f"{picture.place(one)}: {one.text}" for one in open_)
    count = cells_in_places(len(picture.blocked), len(open_))
    return AttentionGroup(Tone.DOUBT, "?", "Уточнить показания", count, lines, "quality")


def cells_in_places(cells: int, places: int) -> str:
    """Both counts, since one doubtful place may hold several cells: «85 ячеек в 60 местах»."""
    if not cells:
        return "сравнению школ ничто не мешает"
    told = counted(cells, "ячейка", "ячейки", "ячеек")
    return f"{told} в {counted(places, 'месте', 'местах', 'местах')}"


def _fallen(
    picture: Picture, indicators: Sequence[Indicator], changes: Changes, base: int, year: int
) -> AttentionGroup:
    fallen = [
        (school, one, changes[school.school_id, one.code])
        for school in picture.schools
        for one in indicators
        if changes[school.school_id, one.code].verdict is Tone.WORSE
    ]
    # shares first, the largest fall in front: what to talk about, not who is last
    fallen.sort(key=lambda item: (not is_share(item[1]), -abs(item[2].difference or 0)))
    lines = []
    for school, one, change in fallen:
        before = value_text(picture.cell(school.school_id, one.code, base), one)
        after = value_text(picture.cell(school.school_id, one.code, year), one)
        doubt = "; разница не доказана" if change.proven is False else ""
        name = picture.row_name(one.code)
        lines.append(f"{school.short_name}, {name}: {before} → {after}{doubt}")
    count = counted(len(lines), "значение", "значения", "значений")
    if base == year or not picture.schools:
        count = "сравнить пока не с чем"
    return AttentionGroup(Tone.WORSE, "▼", "Стало хуже за год", count, tuple(lines), "school")


def _municipal(picture: Picture) -> AttentionGroup:
    found = [one for one in picture.findings if one.rule in MUNICIPAL_RULES]
    count = f"{len(found)} {plural(len(found), 'расхождение', 'расхождения', 'расхождений')}"
    return AttentionGroup(
        Tone.SAME,
        "≠",
        "Муниципальная таблица",
        count,
        tuple(f"{picture.place(one)}: {one.text or one.message}" for one in found),
        "municipality",
    )


def _absent(picture: Picture) -> AttentionGroup:
    found = [one for one in picture.findings if one.rule in ("missing_row", "blank_cells")]
    cells = sum(len(one.cells) for one in found)
    return AttentionGroup(
        Tone.NONE,
        "—",
        "Нет данных",
        f"{cells} {plural(cells, 'ячейка', 'ячейки', 'ячеек')}",
        tuple(f"{picture.place(one)}: {_absence(one)}" for one in found),
        "quality",
    )


def _absence(finding: Finding) -> str:
    return "нет строки" if finding.rule == "missing_row" else "пусто"
