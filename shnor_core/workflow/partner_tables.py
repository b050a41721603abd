"""Words and tables of pairs: who helps whom, why, what exists already."""

from __future__ import annotations

from shnor_core.partners import reasons, why_none
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import (
    counted,
    fixed,
    joined,
    number,
    numbered_schools,
)
from shnor_core.workflow.clusters import year_title
from shnor_core.workflow.partners import Pairs
from shnor_core.workflow.results import ResultsPicture, school_year

KINDS = {
    "curator": "куратор",
    "leader": "школа-лидер",
    "network": "сетевое взаимодействие",
}


def conclusion(picture: ResultsPicture, found: Pairs) -> str:
    """How many listed schools got a leader, or what the existing pairs show."""
    year = school_year(found.year)
    if not picture.results:
        return _of_existing(picture, found)
    if not found.listed:
        return f"{year}: в списке ШНОР школ нет, подбирать пары некому"
    have = len(found.assignment.pairs)
    total = counted(len(found.listed), "школы", "школ", "школ")
    if not found.assignment.unassigned:
        return f"{year}: лидер нашёлся для каждой из {total} списка"
    left = numbered_schools(picture.names[one.school] for one in found.assignment.unassigned)
    return f"{year}: лидер нашёлся для {have} из {total} списка; пока без него: {left}"


def _of_existing(picture: ResultsPicture, found: Pairs) -> str:
    if not found.actual:
        return f"{school_year(found.year)}: пары не подобрать, результатов процедур нет"
    count = counted(len(found.actual), "пара", "пары", "пар")
    remarked = {one.partnership.partner_id for one in found.actual if one.remark}
    head = f"В документах {count}"
    if not remarked:
        return f"{head}; школы кураторов в список ШНОР {found.year} года не входят"
    names = joined([picture.names[one] for one in sorted(remarked)])
    return f"{head}; в списке ШНОР {found.year} года стоят и сами помогающие: {names}"


def table(picture: ResultsPicture, found: Pairs) -> TableSpec:
    """Every listed school: its leader with the reasons, or why there is none."""
    existing: dict[str, list[str]] = {}
    for one in found.actual:
        text = f"{picture.names[one.partnership.partner_id]} ({KINDS[one.partnership.kind]})"
        existing.setdefault(one.partnership.school_id, []).append(text)
    pairs = {one.school: one for one in found.assignment.pairs}
    none = {one.school: one for one in found.assignment.unassigned}
    body = []
    for school in found.listed:
        pair = pairs.get(school)
        if pair is None:
            cells = (Cell("–"), Cell("–"), Cell(why_none(none[school], picture.names)))
        else:
            leader = picture.names[pair.leader]
            why = " ".join(reasons(pair, picture.names))
            cells = (
                Cell(leader, leader, strong=True, icon="🔒" if pair.locked else ""),
                Cell(fixed(pair.cost, 2), pair.cost),
                Cell(why, why),
            )
        name = picture.names[school]
        now = joined(existing.get(school, [])) or "–"
        body.append(Row(school, (Cell(name, name), *cells, Cell(now, now))))
    return TableSpec(
        title=f"Пары, {year_title(found.year)}: сумма расстояний {_total(found)}",
        columns=(
            Column("school", "Школа из списка", width=1),
            Column("leader", "Лидер по расчёту", width=1),
            Column("distance", "Расстояние", align="right", width=0.7, number_format="0.00"),
            Column("why", "Почему", width=3.6),
            Column("existing", "Уже помогают", width=1.3),
        ),
        rows=tuple(body),
        notes=(
            "Лидер: не в списке, без возможных признаков необъективности, доля отметок 3–5 за три"
            " года выше. Из всех распределений взято то, где лидер есть у наибольшего числа школ,"
            " а сумма расстояний по условиям работы наименьшая.",
            "Возможный признак необъективности здесь — отметки за ВПР выше журнала чаще нормы"
            " региона или резкий рост; высокий средний балл лидером быть не мешает.",
            *refused(picture, found),
        ),
        source=picture.source(picture.of_year(found.year)),
    )


def _total(found: Pairs) -> str:
    return number(found.assignment.total, 2) if found.assignment.pairs else "–"


def refused(picture: ResultsPicture, found: Pairs) -> tuple[str, ...]:
    """Who cannot lead, by reason."""
    by_reason: dict[str, list[str]] = {}
    for school, why in found.refused.items():
        by_reason.setdefault(why, []).append(picture.names[school])
    return tuple(
        f"Лидерами быть не могут — {why}: {numbered_schools(names)}."
        for why, names in by_reason.items()
    )


def existing_table(picture: ResultsPicture, found: Pairs) -> TableSpec | None:
    """Pairs of the documents beside the computed ones."""
    if not found.actual:
        return None
    body = []
    for at, one in enumerate(found.actual):
        school, partner = one.partnership.school_id, one.partnership.partner_id
        texts = (
            picture.names[school],
            picture.names[partner],
            KINDS[one.partnership.kind],
            _beside(picture, found, school, one.computed),
            one.remark or "–",
            one.partnership.source_ref,
        )
        body.append(Row(f"{at}:{school}", tuple(Cell(text, text) for text in texts)))
    return TableSpec(
        title="Пары, которые уже есть в документах",
        columns=(
            Column("school", "Школа", width=1.2),
            Column("partner", "Кто помогает", width=1.2),
            Column("kind", "Как", width=1),
            Column("computed", "По расчёту", width=1.2),
            Column("remark", "Замечание", width=1.4),
            Column("source", "Место в документе", width=2.2),
        ),
        rows=tuple(body),
        notes=(
            f"Замечание — по списку ШНОР {school_year(found.year)} года;"
            " оно не оценивает работу куратора.",
        ),
    )


def _beside(picture: ResultsPicture, found: Pairs, school: str, computed: str | None) -> str:
    if not picture.results:
        return "нет результатов"
    if computed is not None:
        return picture.names[computed]
    return "лидера нет" if school in found.listed else "школа не в списке"
