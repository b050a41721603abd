"""The social passport of one school: shares of its pupils beside the middle of the territory."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from shnor_core.db import queries
from shnor_core.db.connection import Store
from shnor_core.model import Indicator, Level, Observation, Tone, Unit
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import number, percent
from shnor_core.workflow.change_cells import is_share, short_title, value_text
from shnor_core.workflow.monitoring import Picture, printed_text

# codes of the composition of pupils and the place of a school in any set of tables
PASSPORT = "ctx."
# in the name of a set: its tables came from the sheet «Контекст»
CONTEXT = "context"
# what else the criteria of identification count stands in the same tables, under codes of its own
OTHER = ("staff.", "edu.", "risk.", "out.")
SHOWN_YEARS = 2


def passport_set(store: Store, territory: str) -> str | None:
    """The set of tables that holds social passports, ``None`` when there is none."""
    return next(
        (
            name
            for name, indicators in queries.indicators(store, territory).items()
            if any(_belongs(one, name) for one in indicators)
        ),
        None,
    )


def _belongs(indicator: Indicator, indicator_set: str) -> bool:
    """By its code, or by the sheet «Контекст», where a school writes codes of its own."""
    if indicator.level is not Level.SCHOOL:
        return False
    own = CONTEXT in indicator_set and not indicator.code.startswith(OTHER)
    return own or indicator.code.startswith(PASSPORT)


def passport_table(picture: Picture, school: str, year: int) -> TableSpec | None:
    """The passport of ``year`` or of the last year before it; ``None`` where nothing is known."""
    indicators = [
        one for one in picture.indicators(Level.SCHOOL) if _belongs(one, picture.indicator_set)
    ]
    codes = {one.code for one in indicators}
    own = [
        one.year
        for one in picture.monitoring.observations
        if one.school_id == school and one.code in codes and one.year <= year
    ]
    years = sorted(set(own))[-SHOWN_YEARS:]
    if not years:
        return None
    columns = (
        Column("title", "Показатель", width=2.4),
        *(Column(str(one), f"{one} год", align="right", number_format="0.0") for one in years),
        Column("middle", "Середина по школам", align="right", number_format="0.0"),
    )
    rows = tuple(_row(picture, school, one, years) for one in indicators)
    return TableSpec(
        conclusion(picture, school, indicators, years[-1]),
        columns,
        rows,
        source=picture.source_text,
        notes=(
            f"Середина по школам — медиана {years[-1]} года: у половины школ значение не больше."
            " Показатели описывают состав учеников и условия, а не работу школы.",
        ),
    )


def _row(picture: Picture, school: str, indicator: Indicator, years: Sequence[int]) -> Row:
    title = short_title(indicator)
    middle = _middle(picture, indicator, years[-1])
    shown = "–" if middle is None else _amount(indicator, middle)
    return Row(
        indicator.code,
        (
            Cell(title, title, hint=indicator.title),
            *(
                _cell(picture, picture.cell(school, indicator.code, one), indicator)
                for one in years
            ),
            Cell(shown, middle),
        ),
    )


def _cell(picture: Picture, observation: Observation | None, indicator: Indicator) -> Cell:
    if observation is None:
        return Cell("–", tone=Tone.NONE)
    doubtful = observation.observation_id in picture.blocked
    text = printed_text(observation) if doubtful else value_text(observation, indicator)
    return Cell(
        text,
        text if doubtful else _value(observation),
        tone=Tone.DOUBT if doubtful else Tone.PLAIN,
        icon="?" if doubtful else "",
        target=observation.observation_id,
    )


def _value(observation: Observation | None) -> float | None:
    """The value on the scale it is compared on, shares in per cent."""
    if observation is None:
        return None
    reading = observation.reading
    return reading.value if reading.percent is None else reading.percent


def _amount(indicator: Indicator, value: float) -> str:
    return percent(value) if is_share(indicator) else number(value)


def _middle(picture: Picture, indicator: Indicator, year: int) -> float | None:
    cells = (picture.cell(one.school_id, indicator.code, year) for one in picture.schools)
    found = [
        value
        for one in cells
        if one is not None and one.observation_id not in picture.blocked
        if (value := _value(one)) is not None
    ]
    return median(found) if found else None


def conclusion(picture: Picture, school: str, indicators: Sequence[Indicator], year: int) -> str:
    """The share that differs most from the middle of the schools."""
    told = f"Социальный паспорт, {year} год"
    apart = []
    for one in indicators:
        cell = picture.cell(school, one.code, year)
        value, middle = _value(cell), _middle(picture, one, year)
        known = cell is not None and cell.observation_id not in picture.blocked
        if one.unit is Unit.PERCENT and known and value is not None and middle is not None:
            apart.append((abs(value - middle), one, value, middle))
    if not apart or not max(apart, key=lambda item: item[0])[0]:
        return told
    _, indicator, value, middle = max(apart, key=lambda item: item[0])
    return (
        f"{told}: сильнее всего от середины отличается «{short_title(indicator)}» —"
        f" {percent(value)} против {percent(middle)}"
    )
