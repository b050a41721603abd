"""How a value and its change look in any table: text, shape, word, unit."""

from __future__ import annotations

from shnor_core.dynamics import Change, Fact
from shnor_core.model import Indicator, Level, Observation, Quality, Tone, Unit
from shnor_core.tables import Cell
from shnor_core.wording import number, percent, plural, signed
from shnor_core.workflow.monitoring import Picture, printed_code, printed_text

ICONS = {
    Tone.BETTER: "▲",
    Tone.WORSE: "▼",
    Tone.SAME: "●",
    Tone.DOUBT: "?",
    Tone.NONE: "",
    Tone.PLAIN: "",
}
_COUNTED = {
    "учителей": ("учитель", "учителя", "учителей"),
    "педагогов": ("педагог", "педагога", "педагогов"),
    "школ": ("школа", "школы", "школ"),
}
# the same direction, but the interval does not exclude «no change»
NOT_PROVEN_ICONS = {Tone.BETTER: "△", Tone.WORSE: "▽"}

WORDS = {
    Tone.BETTER: "лучше",
    Tone.WORSE: "хуже",
    Tone.SAME: "без изменений",
    Tone.DOUBT: "уточнить",
    Tone.NONE: "нет данных",
    Tone.PLAIN: "",
}


def icon(change: Change) -> str:
    if change.proven is False and change.verdict in NOT_PROVEN_ICONS:
        return NOT_PROVEN_ICONS[change.verdict]
    return ICONS[change.verdict]


def word(change: Change) -> str:
    if change.verdict is Tone.PLAIN and change.fact in (Fact.UP, Fact.DOWN):
        return "больше" if change.fact is Fact.UP else "меньше"
    if change.proven is False and change.verdict in NOT_PROVEN_ICONS:
        return f"{WORDS[change.verdict]}, не доказано"
    return WORDS[change.verdict]


def is_share(indicator: Indicator) -> bool:
    return indicator.unit in (Unit.PERCENT, Unit.SHARE)


def unit_word(indicator: Indicator) -> str:
    """What is counted: «учителей», «школ»; the unit of a share is p.p."""
    if is_share(indicator):
        return "п.п."
    head, _, rest = indicator.title.partition(" ")
    if head.lower() in ("количество", "число"):
        return rest.split(",")[0].split()[0]
    return "ед."


def short_title(indicator: Indicator) -> str:
    return indicator.short_title or indicator.title


def row_title(indicator: Indicator) -> str:
    """«2.1 Прошли диагностику», without a code where the document prints none."""
    return f"{printed_code(indicator.code)} {short_title(indicator)}".strip()


def value_text(observation: Observation | None, indicator: Indicator) -> str:
    """The value read, in the indicator's unit; printed text where nothing could be read."""
    if observation is None:
        return "–"
    reading = observation.reading
    if reading.value is None:
        return printed_text(observation)
    if reading.percent is not None:
        return percent(reading.percent)
    return number(reading.value)


def difference_text(change: Change, indicator: Indicator) -> str:
    """«−35 п.п.», «+3 учителя»; a dash when the years cannot be compared."""
    if change.difference is None:
        return "—"
    unit = "п.п." if change.unit is Unit.PERCENT else unit_word(indicator)
    if unit in _COUNTED:
        unit = plural(abs(round(change.difference)), *_COUNTED[unit])
    return f"{signed(change.difference)} {unit}" if change.difference else "0"


def change_cell(
    picture: Picture,
    school_id: str | None,
    indicator: Indicator,
    base: int,
    year: int,
    change: Change,
) -> Cell:
    """One square of the matrix: the signed change, or what is printed where there is none."""
    after = picture.cell(school_id, indicator.code, year)
    before = picture.cell(school_id, indicator.code, base)
    hint = (
        f"{short_title(indicator)}: {base} — {printed_text(before)}, {year} — {printed_text(after)}"
    )
    if change.reason:
        hint = f"{hint}. {change.reason}"
    return Cell(
        text=_square(change, before, after),
        value=change.difference
        if change.difference is not None
        else _square(change, before, after),
        tone=change.verdict,
        icon=icon(change),
        hint=hint,
        strong=change.verdict in (Tone.BETTER, Tone.WORSE),
        target=after.observation_id if after else "",
        remark=doubts_told(picture, school_id, indicator, (base, year)) or change.reason,
    )


def doubts_told(
    picture: Picture, school_id: str | None, indicator: Indicator, years: tuple[int, int]
) -> str:
    """Why the two values are doubtful, a line per reason: a document says each of them once."""
    measures = [picture.measure(school_id, indicator.code, year) for year in years]
    return "\n".join(dict.fromkeys(one.why for one in measures if one and one.doubtful and one.why))


def _square(change: Change, before: Observation | None, after: Observation | None) -> str:
    if change.difference is not None:
        return signed(change.difference)
    if change.verdict is Tone.NONE:
        return printed_text(after) if _is_empty(after) else printed_text(before)
    return f"{printed_text(before)} → {printed_text(after)}"


def _is_empty(observation: Observation | None) -> bool:
    return observation is None or observation.reading.quality in (Quality.BLANK, Quality.MISSING)


def level_cell(
    picture: Picture, school_id: str | None, indicator: Indicator, year: int, change: Change
) -> Cell:
    """The same square when the value is asked for: the level, coloured by its change."""
    after = picture.cell(school_id, indicator.code, year)
    blocked = after is not None and after.observation_id in picture.blocked
    tone = Tone.DOUBT if blocked else Tone.NONE if _is_empty(after) else change.verdict
    value = after.reading.percent if after and is_share(indicator) else None
    if after and not is_share(indicator):
        value = after.reading.value
    return Cell(
        text=printed_text(after) if blocked or _is_empty(after) else value_text(after, indicator),
        value=printed_text(after) if value is None else value,
        tone=tone,
        icon=ICONS[tone] if tone is not change.verdict else icon(change),
        hint=f"{short_title(indicator)}, {year}: напечатано «{printed_text(after)}»",
        target=after.observation_id if after else "",
    )


def who(level: Level) -> str:
    return "муниципалитет" if level is Level.TERRITORY else "школа"
