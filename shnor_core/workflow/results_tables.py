"""«Результаты процедур»: heat table of a year, changes of one work, the journal, possible signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from shnor_core.db.assessments import ProcedureRow
from shnor_core.dynamics import (
    DEFINITIONS,
    Change,
    Contrast,
    Definition,
    Fact,
    TwoYears,
    against_municipality,
    many,
    trend,
)
from shnor_core.marks import pooled
from shnor_core.model import School, Tone
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import VPR_NOTICE, counted, number, percent, plural, signed
from shnor_core.workflow.change_cells import icon, word
from shnor_core.workflow.provenance import result_target
from shnor_core.workflow.results import SMALL, Low, ResultsPicture, moment, school_year

# the share of «2» every method of the documents calls low
LOW_SHARE = Fraction(30, 100)


def is_low(low: Low) -> bool:
    """Whole numbers are compared, never rounded percents."""
    return low.low * LOW_SHARE.denominator >= low.participants * LOW_SHARE.numerator


def conclusion(picture: ResultsPicture, year: int) -> str:
    """How many results of the year reach the low border, and where most."""
    found = {
        work: [
            low
            for school in picture.schools
            if (low := picture.low(school.school_id, work.procedure_id)) is not None
        ]
        for work in picture.of_year(year)
        if work.scale != "levels"
    }
    total = sum(len(results) for results in found.values())
    if not total:
        return f"За {school_year(year)} учебный год результатов нет"
    reached = {work: sum(map(is_low, results)) for work, results in found.items()}
    most = max(reached, key=lambda work: reached[work])
    share = f"Доля «2» не ниже 30 % — в {sum(reached.values())} из {total} результатов школ"
    if not reached[most]:
        return f"{share} за {school_year(year)} год"
    schools = plural(reached[most], "школе", "школах", "школах")
    often = f"чаще всего {most.title}: в {reached[most]} {schools}"
    return f"{share} за {school_year(year)} год; {often}"


def heat_table(picture: ResultsPicture, year: int) -> TableSpec:
    """Schools × procedures of one year: share of «2» with its counts."""
    procedures = picture.of_year(year)
    columns = (
        Column("school", "Школа", width=1.7),
        *(
            Column(
                one.procedure_id,
                _short_head(one),
                group=one.title.partition(" ")[0],
                align="center",
                number_format="0.0",
            )
            for one in procedures
        ),
    )
    rows = [_heat_row(picture, school, procedures) for school in picture.schools]
    total = tuple(_share_cell(picture.municipal(one.procedure_id), one) for one in procedures)
    rows.append(Row("total", (Cell("Муниципалитет"), *total), "total"))
    return TableSpec(
        title=f"Доля «2» по процедурам, {school_year(year)} учебный год, %",
        columns=columns,
        rows=tuple(rows),
        notes=(
            "Под долей — сколько из скольких. Выделено 30 % и больше; при участниках меньше"
            f" {SMALL} вывод делать рано (○). ЕГЭ — не набравшие минимального балла, КДР —"
            " недостаточный уровень, границы для них нет. Муниципалитет — сумма по ученикам."
            " Порядок школ — по номерам.",
            VPR_NOTICE,
        ),
        source=picture.source(procedures),
    )


# a head over twenty columns; the full name stands in the tooltip of every cell
_SHORT = {
    "russian": "рус.",
    "math": "мат.",
    "math_base": "мат. база",
    "math_profile": "мат. проф.",
    "reading": "ЧГ",
    "math_literacy": "МГ",
    "science": "ЕНГ",
}


def _short_head(work: ProcedureRow) -> str:
    name = _SHORT.get(work.subject, work.title.split(" ", 1)[-1])
    grade = f"\u00a0{work.grade}" if work.kind in ("vpr", "kdr") else ""
    return f"{name}{grade}" + ("" if work.season == "spring" else ", осень")


def _heat_row(picture: ResultsPicture, school: School, procedures: Sequence[ProcedureRow]) -> Row:
    cells = tuple(
        replace(
            _share_cell(picture.low(school.school_id, one.procedure_id), one),
            target=result_target(school.school_id, one.procedure_id),
        )
        for one in procedures
    )
    name = Cell(school.short_name, school.short_name)
    return Row(school.school_id, (name, *cells))


def _share_cell(low: Low | None, procedure: ProcedureRow) -> Cell:
    if low is None:
        text = "–" if procedure.held else "не было"
        return Cell(text, text, Tone.NONE, hint=procedure.note)
    # no document names a low border for the levels of a diagnostic work
    high = procedure.scale != "levels" and is_low(low)
    small = low.participants < SMALL
    return Cell(
        text=number(low.percent, 0 if low.percent >= 10 else 1),
        value=low.percent,
        tone=Tone.WORSE if high else Tone.PLAIN,
        icon=("■" if high else "") + ("○" if small else ""),
        sub=low.text,
        hint=f"{procedure.title}, {moment(procedure)}: «2» у {low.text}, {percent(low.percent)}",
        strong=high,
    )


def change_table(
    picture: ResultsPicture, before: ProcedureRow, after: ProcedureRow, definition: Definition
) -> TableSpec:
    """Every school between two works: interval, exact test, all schools at once, and the rest."""
    changes = many(
        [picture.change(one.school_id, before, after, definition) for one in picture.schools]
    )
    columns = (
        Column("school", "Школа", width=1.6),
        Column("before", moment(before), align="right"),
        Column("after", moment(after), align="right"),
        Column("difference", "Изменение, п.п.", align="right", number_format="0.0"),
        Column("interval", "Интервал 95 %, п.п.", align="right", width=1.3),
        Column("p", "p с поправкой", align="right", number_format="0.000"),
        Column("rest", "К остальным школам, п.п.", align="right", width=1.2, number_format="0.0"),
        Column("verdict", f"Вывод «{DEFINITIONS[definition].title}»", width=1.5),
        Column("trend", "Тренд за все годы", width=1.5),
    )
    rows = tuple(
        _change_row(picture, school, before, after, change)
        for school, change in zip(picture.schools, changes, strict=True)
    )
    comparable, reason = picture.pair(before, after)
    notes = [DEFINITIONS[definition].text]
    if not comparable:
        notes.insert(0, f"Годы не сравниваются: {reason}.")
    notes.append(
        "Интервал разности — Ньюком; p — точная проверка Фишера с поправкой Бенджамини — Хохберга"
        " на все школы таблицы."
    )
    return TableSpec(
        title=f"{after.title}, {moment(before)} → {moment(after)}: доля «2» {_changed(changes)}",
        columns=columns,
        rows=rows,
        notes=tuple(notes),
        source=picture.source((before, after)),
    )


def _changed(changes: Sequence[Change]) -> str:
    """«лучше в 9 школах, хуже в 6 из 17; доказано — ни в одной»."""
    tones = Counter(one.verdict for one in changes if one.difference is not None)
    if not tones:
        return "не сравнивается"
    better = counted(tones[Tone.BETTER], "школе", "школах", "школах")
    proven = sum(one.proven is True for one in changes)
    sure = f"в {proven}" if proven else "ни в одной"
    return f"лучше в {better}, хуже в {tones[Tone.WORSE]} из {tones.total()}; доказано — {sure}"


def _change_row(
    picture: ResultsPicture,
    school: School,
    before: ProcedureRow,
    after: ProcedureRow,
    change: Change,
) -> Row:
    first = picture.low(school.school_id, before.procedure_id)
    second = picture.low(school.school_id, after.procedure_id)
    rest = _against_rest(picture, school, before, after) if change.difference is not None else None
    interval = (
        f"{signed(change.lower)} … {signed(change.upper)}" if change.lower is not None else "–"
    )
    return Row(
        school.school_id,
        (
            Cell(school.short_name, school.short_name, target=school.school_id),
            _level(first),
            _level(second),
            Cell(signed(change.difference), change.difference, strong=True, hint=change.reason),
            Cell(interval, interval),
            Cell(number(change.p_adjusted, 3), change.p_adjusted),
            _rest_cell(rest),
            Cell(
                word(change),
                word(change),
                tone=change.verdict,
                icon=icon(change),
                hint=change.reason,
            ),
            _trend_cell(picture, school, after),
        ),
    )


def _level(low: Low | None) -> Cell:
    return Cell("–") if low is None else Cell(percent(low.percent), low.percent, sub=low.text)


def _rest_cell(rest: Contrast | None) -> Cell:
    if rest is None or rest.difference is None:
        return Cell("–")
    proven = "" if rest.proven else "не доказано"
    return Cell(signed(rest.difference), rest.difference, sub=proven)


def _against_rest(
    picture: ResultsPicture, school: School, before: ProcedureRow, after: ProcedureRow
) -> Contrast:
    own = [picture.low(school.school_id, one.procedure_id) for one in (before, after)]
    everyone = [picture.municipal(one.procedure_id) for one in (before, after)]
    return against_municipality(_two_years(own), _two_years(everyone))


def _two_years(pair: Sequence[Low | None]) -> TwoYears:
    first, second = pair
    return TwoYears(
        first.low if first else None,
        first.participants if first else None,
        second.low if second else None,
        second.participants if second else None,
    )


def _trend_cell(picture: ResultsPicture, school: School, procedure: ProcedureRow) -> Cell:
    """Cochran–Armitage over every comparable year of the work."""
    works = [procedure, *(w for w in picture.earlier(procedure) if picture.pair(w, procedure)[0])]
    works.reverse()
    lows = [picture.low(school.school_id, one.procedure_id) for one in works]
    found = trend(
        [one.low if one else None for one in lows],
        [one.participants if one else None for one in lows],
        years=[one.year for one in works],
    )
    if found.fact is Fact.NO_DATA:
        return Cell("–", hint=found.reason)
    moved = {Fact.UP: "растёт", Fact.DOWN: "снижается", Fact.SAME: "не меняется"}[found.fact]
    text = moved if found.proven else f"{moved}, не доказано"
    points = counted(found.points, "год", "года", "лет")
    return Cell(text, text, sub=f"{points}, p = {number(found.p_value, 3)}")


def marks_table(picture: ResultsPicture, procedure: ProcedureRow) -> TableSpec | None:
    """Success, quality, СОУ and mean mark of every school; the municipality pooled over pupils."""
    if procedure.scale != "marks":
        return None
    found = {
        school.short_name: [counts]
        for school in picture.schools
        if (counts := _counts(picture, school.school_id, procedure)) is not None
    }
    if not found:
        return None
    rows = [_marks_row(name, counts) for name, counts in found.items()]
    everyone = [counts for one in found.values() for counts in one]
    rows.append(replace(_marks_row("Муниципалитет", everyone), kind="total"))
    columns = (
        Column("school", "Школа", width=1.6),
        Column("n", "Писали", align="right", number_format="0"),
        Column("success", "Успеваемость, %", align="right", number_format="0.0"),
        Column("quality", "Качество, %", align="right", number_format="0.0"),
        Column("sou", "СОУ, %", align="right", number_format="0.0"),
        Column("mean", "Средняя отметка", align="right", number_format="0.00"),
    )
    return TableSpec(
        title=f"{procedure.title}, {moment(procedure)}: успеваемость, качество, СОУ",
        columns=columns,
        rows=tuple(rows),
        notes=(
            "Успеваемость — «3», «4» и «5», качество — «4» и «5». Муниципалитет — сумма по"
            " ученикам, а не среднее процентов.",
        ),
        source=picture.source([procedure]),
    )


def _counts(
    picture: ResultsPicture, school_id: str, procedure: ProcedureRow
) -> tuple[int, int, int, int] | None:
    row = picture.results.get((school_id, procedure.procedure_id))
    if row is None or row.n2 is None or row.n3 is None or row.n4 is None or row.n5 is None:
        return None
    return row.n2, row.n3, row.n4, row.n5


def _marks_row(name: str, counts: Sequence[tuple[int, int, int, int]]) -> Row:
    summary = pooled(counts)
    return Row(
        name,
        (
            Cell(name, name),
            Cell(number(summary.participants), summary.participants),
            *(
                Cell(number(value, digits), value)
                for value, digits in (
                    (summary.success, 1),
                    (summary.quality, 1),
                    (summary.sou, 1),
                    (summary.mean_mark, 2),
                )
            ),
        ),
    )
