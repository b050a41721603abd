"""One indicator of one school against the municipality and the other schools."""

from __future__ import annotations

from shnor_core.charts import ChartSpec, Role, Series
from shnor_core.dynamics import Change, Definition
from shnor_core.model import Indicator, Level, Tone
from shnor_core.wording import counted, joined, number, percent
from shnor_core.workflow.change_cells import is_share, short_title, unit_word, word
from shnor_core.workflow.monitoring import Picture, printed_text

SAME_MEASURE = "same_measure"


def comparison(
    picture: Picture, school_id: str, code: str, *, base: int, year: int, definition: Definition
) -> ChartSpec:
    """The school's line against the municipality and the other schools, where units allow it."""
    indicator = next(one for one in picture.indicators(Level.SCHOOL) if one.code == code)
    own = picture.line(school_id, code)
    others = {
        school.school_id: picture.line(school.school_id, code)
        for school in picture.schools
        if school.school_id != school_id
    }
    shown = {key: line for key, line in others.items() if any(v is not None for v in line)}
    series = [Series(picture.names[key], line, Role.CONTEXT) for key, line in shown.items()]
    municipal = municipal_line(picture, code)
    if municipal:
        series.append(Series("муниципалитет", municipal, Role.REFERENCE))
    name = picture.school(school_id).short_name
    change = picture.change(school_id, indicator, base, year, definition)
    if any(value is not None for value in own):
        series.append(Series(name, own, Role.FOCUS, tones=(change.verdict,) * len(own)))
    return ChartSpec(
        kind="line",
        conclusion=chart_conclusion(picture, school_id, indicator, change, base, year),
        measure=f"{short_title(indicator)}, {'%' if is_share(indicator) else unit_word(indicator)}",
        categories=tuple(str(one) for one in picture.years),
        series=tuple(series),
        unit="%" if is_share(indicator) else "",
        value_range=(0, 100) if is_share(indicator) else None,
        notes=chart_notes(picture, indicator, others, shown, municipal),
        source=picture.source_text,
        alt=f"{short_title(indicator)}: {name} по годам на фоне других школ",
    )


def municipal_line(picture: Picture, code: str) -> tuple[float | None, ...] | None:
    """The municipal row, only where it measures the same thing as the school row."""
    for one in picture.indicators(Level.TERRITORY):
        if one.school_code == code and one.school_relation == SAME_MEASURE:
            return picture.line(None, one.code)
    return None


def chart_conclusion(
    picture: Picture, school_id: str, indicator: Indicator, change: Change, base: int, year: int
) -> str:
    measure = picture.measure(school_id, indicator.code, year)
    if measure is None or measure.shown_value is None:
        observation = picture.cell(school_id, indicator.code, year)
        told = f"За {year} год значения нет"
        if observation is not None and observation.reading.value is not None:
            told = f"За {year} год напечатано «{printed_text(observation)}»: сначала уточнить"
        return f"{picture.row_name(indicator.code)}. {told}"
    shown = percent if is_share(indicator) else number
    told = f"{picture.row_name(indicator.code)}. {word(change).capitalize()}, чем в {base} году"
    if base == year:
        told = f"{picture.row_name(indicator.code)}. {year} год"
    elif change.verdict is Tone.NONE:
        told = f"{picture.row_name(indicator.code)}. {year} год, с {base} годом сравнить нельзя"
    elif change.verdict in (Tone.SAME, Tone.DOUBT):
        told = f"{picture.row_name(indicator.code)}. {word(change).capitalize()} к {base} году"
    line = municipal_line(picture, indicator.code)
    municipal = line[picture.years.index(year)] if line else None
    if municipal is None:
        return f"{told}: {shown(measure.shown_value)}"
    return f"{told}: {shown(measure.shown_value)} против {percent(municipal)} по муниципалитету"


def chart_notes(
    picture: Picture,
    indicator: Indicator,
    others: dict[str, tuple[float | None, ...]],
    shown: dict[str, tuple[float | None, ...]],
    municipal: tuple[float | None, ...] | None,
) -> tuple[str, ...]:
    notes = []
    hidden = [picture.names[key] for key in others if key not in shown]
    if hidden:
        schools = counted(len(hidden), "школа не показана", "школы не показаны", "школ не показаны")
        notes.append(f"{schools}: {joined(hidden)} — значения не уточнены или не заполнены.")
    if municipal is None:
        notes.append("Муниципальная строка измеряет другое и не показана.")
    return tuple(notes)
