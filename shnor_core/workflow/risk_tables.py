"""Risk profiles as tables: one school by year, all schools by factor, the lines of «Обзор»."""

from __future__ import annotations

import json
from collections.abc import Sequence

from shnor_core.db.queries import LogEntry
from shnor_core.db.risks import RiskRow
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, numbered_schools, plural
from shnor_core.workflow.overview import AttentionGroup
from shnor_core.workflow.risk_profile import LEVELS, Answer, RiskProfile

MARKS = {"high": (Tone.WORSE, "■"), "medium": (Tone.SAME, "●"), "low": (Tone.PLAIN, "○")}
# a longer list of numbers says less than how many they are
SHOWN_NUMBERS = 8
NOTES = (
    "Значимость фактора введена по рисковому профилю и программой не вычисляется; прочерк — не"
    " введена, это не «низкая».",
)


def school_table(profile: RiskProfile, school: str) -> TableSpec | None:
    """One school: factors by year, the gravest of the last year first; ``None`` when empty."""
    own = [one for one in profile.rows if one.school_id == school]
    if not own:
        return None
    years = sorted({one.year for one in own})[-3:]
    factors = _gravest_first(own, years[-1])
    columns = (
        Column("factor", "Фактор риска", width=3),
        *(Column(str(year), f"{year} год", width=0.9) for year in years),
        Column("measures", "Меры программы", width=1.6),
    )
    rows = tuple(
        Row(
            factor,
            (
                Cell(factor, factor),
                *(_level_cell(profile, school, year, factor) for year in years),
                _answers_cell(profile.answers_of(factor, school)),
            ),
        )
        for factor in factors
    )
    title = school_conclusion(profile, school, years[-1])
    return TableSpec(title, columns, rows, source=_source(own, years[-1]), notes=NOTES)


def school_conclusion(profile: RiskProfile, school: str, year: int) -> str:
    """«Рисковый профиль, 2024 год: высокая значимость у 3 факторов, к 1 из них мер нет»."""
    high = [factor for factor in profile.factors if profile.level(school, year, factor) == "high"]
    told = f"Рисковый профиль, {year} год"
    if not high:
        return f"{told}: высокой значимости нет ни у одного фактора"
    factors = plural(len(high), "фактора", "факторов", "факторов")
    open_ = sum(not profile.answers_of(factor, school) for factor in high)
    answered = f"к {open_} из них мер нет" if open_ else "меры есть ко всем"
    return f"{told}: высокая значимость у {len(high)} {factors}, {answered}"


def _gravest_first(own: Sequence[RiskRow], year: int) -> list[str]:
    order = list(LEVELS)
    last = {one.factor: order.index(one.level) for one in own if one.year == year}
    factors = dict.fromkeys(one.factor for one in own)
    return sorted(factors, key=lambda factor: last.get(factor, len(order)))


def _level_cell(profile: RiskProfile, school: str, year: int, factor: str) -> Cell:
    row = profile.by_key.get((school, year, factor))
    if row is None:
        return Cell("–", tone=Tone.NONE)
    tone, icon = MARKS[row.level]
    word = LEVELS[row.level]
    return Cell(word, word, tone=tone, icon=icon, hint=row.source_ref, chip=row.level == "high")


def _answers_cell(answers: Sequence[Answer]) -> Cell:
    if not answers:
        return Cell("мер нет", "мер нет")
    text = counted(len(answers), "мера", "меры", "мер")
    numbers = [one.number for one in answers if one.number]
    known = len(set(numbers)) == len(answers) <= SHOWN_NUMBERS
    done = sum(one.done for one in answers)
    sub = [f"меры № {', '.join(numbers)}"] if known else []
    if done:
        sub.append(f"выполнено {done}")
    return Cell(text, text, sub="; ".join(sub), hint="; ".join(one.title for one in answers))


def _source(rows: Sequence[RiskRow], year: int) -> str:
    said = [one.source_ref for one in rows if one.year == year and one.source_ref]
    # a line of the same list stands in the hint of its own cell
    return "; ".join(dict.fromkeys(text.partition(", строка")[0] for text in said))


def territory_table(profile: RiskProfile, year: int) -> TableSpec | None:
    """Factors × significance with the schools of each, ``None`` when nothing is entered."""
    own = [one for one in profile.rows if one.year == year]
    if not own:
        return None
    names: dict[tuple[str, str], list[str]] = {}
    for one in own:
        names.setdefault((one.factor, one.level), []).append(profile.school_names[one.school_id])
    columns = (
        Column("factor", "Фактор риска", width=2.6),
        *(
            Column(level, f"{MARKS[level][1]} {word}", group="Значимость фактора", width=1.3)
            for level, word in LEVELS.items()
        ),
        Column("measures", "Меры программы", width=1.5),
    )
    rows = tuple(
        Row(
            factor,
            (
                Cell(factor, factor),
                *(_schools_cell(names.get((factor, level), ()), level) for level in LEVELS),
                _answers_cell(profile.answers_of(factor)),
            ),
        )
        for factor in _most_grave(own)
    )
    schools = counted(len({one.school_id for one in own}), "школа", "школы", "школ")
    title = f"Рисковые профили, {year} год: {schools}"
    return TableSpec(title, columns, rows, source=_source(own, year), notes=NOTES)


def _most_grave(rows: Sequence[RiskRow]) -> list[str]:
    """Factors, those grave in most schools first."""
    order = list(LEVELS)
    counts: dict[str, list[int]] = {}
    for one in rows:
        counts.setdefault(one.factor, [0] * len(order))[order.index(one.level)] += 1
    return sorted(counts, key=lambda factor: [-count for count in counts[factor]])


def _schools_cell(names: Sequence[str], level: str) -> Cell:
    if not names:
        return Cell("–")
    listed = numbered_schools(names)
    text = f"{len(names)}: {listed}"
    if level != "high":
        return Cell(text, listed)
    tone, icon = MARKS[level]
    return Cell(text, listed, tone=tone, icon=icon, chip=True)


def attention(profile: RiskProfile) -> tuple[AttentionGroup, ...]:
    """The block of «Обзор»: which factors are grave where, and which no measure answers."""
    if not profile.rows:
        if not profile.answers:
            return ()
        told = "Программа называет факторы риска, а значимость их по школам не введена."
        return (
            AttentionGroup(Tone.NONE, "—", "Рисковые профили", "нет данных", (told,), "roadmap"),
        )
    year = profile.years[-1]
    high = [one for one in profile.rows if one.year == year and one.level == "high"]
    lines = tuple(_line(profile, factor, high) for factor in _most_grave(high))
    schools = len({one.school_id for one in high})
    count = counted(schools, "школа", "школы", "школ")
    title = f"Высокая значимость риска, {year}"
    return (AttentionGroup(Tone.WORSE, "■", title, count, lines, "roadmap"),)


def _line(profile: RiskProfile, factor: str, high: Sequence[RiskRow]) -> str:
    names = [profile.school_names[one.school_id] for one in high if one.factor == factor]
    answers = profile.answers_of(factor)
    told = counted(len(answers), "мера", "меры", "мер") if answers else "мер нет"
    return f"{factor}: {numbered_schools(names)}; {told}"


def describe(profile: RiskProfile, entry: LogEntry) -> str:
    """«Школа № 2, 2024, дефицит кадров: средняя → высокая»."""
    said = [json.loads(text) for text in (entry.before, entry.after) if text]
    last = said[-1]
    change = " → ".join(LEVELS[one["level"]] for one in said)
    school = profile.school_names.get(last["school_id"], "школа, которой больше нет в данных")
    return f"{school}, {last['year']}, {last['factor']}: {change}"
