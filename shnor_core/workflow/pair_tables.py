"""What the group sees when it settles a pair: possible leaders, confirmed pairs, the log."""

from __future__ import annotations

from shnor_core.db.queries import LogEntry
from shnor_core.db.school_pairs import SchoolPair
from shnor_core.procedures import school_year
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, fixed, joined, number, numbered_schools, percent, signed
from shnor_core.workflow import criteria_inputs, pair_edits
from shnor_core.workflow.clusters import weights, year_title
from shnor_core.workflow.pair_options import Option, against
from shnor_core.workflow.partner_tables import STATUSES
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture

ALLOWED, OTHERS = 10, 6


def options_table(
    picture: ResultsPicture, found: Pairs, school: str, offered: tuple[Option, ...]
) -> TableSpec:
    """Who could lead the school: how near, how much higher the results, what speaks against.

    The nearest allowed schools and the nearest others; the rest stand in the list of the form.
    """
    allowed = [one for one in offered if not one.against]
    others = [one for one in offered if one.against]
    shown = [*allowed[:ALLOWED], *others[:OTHERS]]
    own = found.candidates[school].result
    return TableSpec(
        title=f"{picture.names[school]}: подходящих лидеров {len(allowed)}",
        columns=(
            Column("leader", "Школа", width=1.1),
            Column("distance", "Расстояние", align="right", width=0.8, number_format="0.00"),
            Column("result", "Отметки 3–5", align="right", width=0.9, number_format="0.0"),
            Column("ahead", "Выше на, п.п.", align="right", width=0.8, number_format="0.0"),
            Column("against", "Можно ли", width=2),
            Column("helps", "Кому в паре", width=1),
        ),
        rows=tuple(_option(picture, one) for one in shown),
        notes=(
            "Лидер: не в списке, без возможных признаков необъективности, доля отметок 3–5"
            " выше. Возможный признак здесь — отметки за ВПР выше журнала чаще нормы региона"
            " или резкий рост; высокий средний балл лидером быть не мешает.",
            "Расстояние: 0 — условия работы одинаковы, 1 — различны во всём."
            f" {_marks(picture, found.year, school, own)}",
            *_others(found),
            *_more(len(offered) - len(shown)),
        ),
        source=picture.source(picture.of_year(found.year)),
    )


def _marks(picture: ResultsPicture, year: int, school: str, own: float | None) -> str:
    """What the column of marks holds: two loaded years are not «three years»."""
    years = [school_year(one) for one in criteria_inputs.years_together(picture, year)]
    if not years:
        return "Результатов с отметками за последние три года не загружено."
    word = "учебный год" if len(years) == 1 else "учебные годы вместе"
    return (
        f"Отметки 3–5 — доля за {joined(years)} {word}, {picture.names[school]} — {percent(own)}."
    )


def _others(found: Pairs) -> tuple[str, ...]:
    titles = joined([f"«{one}»" for one in found.others])
    weight = number(weights().other_weight)
    told = f"Условия листа «Контекст», веса которых не заданы, взяты с весом {weight}: {titles}."
    return (told,) if found.others else ()


def _more(left: int) -> tuple[str, ...]:
    count = counted(left, "школа", "школы", "школ")
    return (f"Ещё {count} — в списке «Лидер» у решения.",) if left else ()


def _option(picture: ResultsPicture, one: Option) -> Row:
    name = picture.names[one.leader]
    helps = numbered_schools(picture.names[school] for school in one.helps) or "–"
    may = f"нет: {one.against}" if one.against else "да"
    return Row(
        one.leader,
        (
            Cell(name, name, strong=not one.against),
            Cell(fixed(one.distance, 2), one.distance),
            Cell(percent(one.result), one.result),
            Cell(signed(one.ahead), one.ahead),
            Cell(may, may),
            Cell(helps, helps),
        ),
    )


def option_label(picture: ResultsPicture, one: Option) -> str:
    """«Школа № 3 · 0,29»: nothing a colleague's decision may change while the form is open."""
    name = picture.names[one.leader]
    return name if one.distance is None else f"{name} · {fixed(one.distance, 2)}"


def confirmed_table(picture: ResultsPicture, found: Pairs) -> TableSpec | None:
    """Pairs the group has confirmed: who decided, when and why."""
    agreed = [one for one in found.settled.values() if one.status == "confirmed"]
    if not agreed:
        return None
    order = {one.school_id: at for at, one in enumerate(picture.all_schools)}
    agreed.sort(key=lambda one: order.get(one.school_id, len(order)))
    return TableSpec(
        title=f"Утверждённые пары, {year_title(found.year)}",
        columns=(
            Column("school", "Школа", width=1.1),
            Column("leader", "Лидер", width=1.1),
            Column("distance", "Расстояние", align="right", width=0.8, number_format="0.00"),
            Column("who", "Кто решил", width=1.2),
            Column("when", "Когда", width=0.8),
            Column("why", "Почему", width=2.4),
            Column("remark", "Замечание", width=1.6),
        ),
        rows=tuple(_confirmed(picture, found, one) for one in agreed),
        notes=("Расстояние — между условиями работы школ: 0 — одинаковы, 1 — различны во всём.",),
        source=picture.source(picture.of_year(found.year)),
    )


def _confirmed(picture: ResultsPicture, found: Pairs, pair: SchoolPair) -> Row:
    distance = found.distances.get((pair.school_id, pair.leader_id))
    texts = (pair.who, f"{pair.decided_at:%d.%m.%Y}", pair.reason or "по расчёту")
    remark = remark_of(picture, found, pair) or "–"
    return Row(
        pair.school_id,
        (
            Cell(name := _name(picture, pair.school_id), name),
            Cell(leader := _name(picture, pair.leader_id), leader, strong=True),
            Cell(fixed(distance, 2), distance),
            *(Cell(text, text) for text in (*texts, remark)),
        ),
    )


def remark_of(picture: ResultsPicture, found: Pairs, pair: SchoolPair) -> str:
    """What speaks against a settled pair, empty when nothing does."""
    if pair.school_id not in found.listed:
        return "школы нет в списке ШНОР этого года"
    if pair.leader_id not in found.candidates:
        return "школы-лидера нет в реестре"
    return against(picture, found, pair.school_id, pair.leader_id)


def describe(picture: ResultsPicture, entry: LogEntry) -> str:
    """«Школа № 4: по расчёту → утверждена пара с Школа № 3»."""
    before = pair_edits.read(entry.before) if entry.before else None
    after = pair_edits.read(entry.after)
    change = f"{_state(picture, before)} → {_state(picture, after)}"
    return f"{_name(picture, after.school_id)}: {change}"


def _state(picture: ResultsPicture, pair: SchoolPair | None) -> str:
    if pair is None or not (pair.status or pair.forbidden):
        return STATUSES[""][1]
    told = []
    if pair.status:
        told.append(f"{STATUSES[pair.status][1]} пара «{_name(picture, pair.leader_id)}»")
    if pair.forbidden:
        names = joined([f"«{_name(picture, one)}»" for one in pair.forbidden])
        told.append(f"не создавать пару: {names}")
    return "; ".join(told)


def _name(picture: ResultsPicture, school: str) -> str:
    return picture.names.get(school, school)
