"""Words and tables of pairs: who helps whom, why, what the group settled, what exists already."""

from __future__ import annotations

from shnor_core.partners import KINDS, Partner, price_words, reasons, why_none
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

#: shape and word of what the group has decided about a pair
STATUSES = {
    "": ("", "по расчёту"),
    "locked": ("○", "закреплена"),
    "confirmed": ("●", "утверждена"),
}
RULE = (
    "Из всех распределений взято то, где лидер есть у наибольшего числа школ, а сумма расстояний по"
    " условиям работы наименьшая; пары, которые закрепила рабочая группа, остаются."
)


def conclusion(picture: ResultsPicture, found: Pairs) -> str:
    """How many listed schools have a leader and how many pairs are confirmed."""
    year = school_year(found.year)
    if not picture.results and not found.assignment.pairs:
        return _of_existing(picture, found)
    if not found.listed:
        return f"{year}: в списке ШНОР школ нет, подбирать пары некому"
    have = len(found.assignment.pairs)
    total = counted(len(found.listed), "школы", "школ", "школ")
    agreed = _agreed(found)
    if not found.assignment.unassigned:
        return f"{year}: лидер нашёлся для каждой из {total} списка{agreed}"
    left = numbered_schools(picture.names[one.school] for one in found.assignment.unassigned)
    return f"{year}: лидер нашёлся для {have} из {total} списка{agreed}; пока без него: {left}"


def _agreed(found: Pairs) -> str:
    count = sum(one.status == "confirmed" for one in found.settled.values())
    told = counted(count, "пара утверждена", "пары утверждены", "пар утверждено")
    return f", {told}" if count else ""


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
    body = []
    for school in found.listed:
        pair = pairs.get(school)
        cells = _of_none(picture, found, school) if pair is None else _of_pair(picture, found, pair)
        name = picture.names[school]
        now = joined(existing.get(school, [])) or "–"
        body.append(Row(school, (Cell(name, name), *cells, Cell(now, now))))
    return TableSpec(
        title=f"Пары, {year_title(found.year)}{_total(found)}",
        columns=(
            Column("school", "Школа из списка", width=1),
            Column("leader", "Лидер", width=1),
            Column("status", "Решение", width=1),
            Column("distance", "Расстояние", align="right", width=0.8, number_format="0.00"),
            Column("why", "Почему", width=3.6),
            Column("existing", "Уже помогают", width=1.3),
        ),
        rows=tuple(body),
        notes=(*_bans(picture, found), *((RULE,) if picture.results else ())),
        source=picture.source(picture.of_year(found.year)),
    )


def _of_pair(picture: ResultsPicture, found: Pairs, pair: Partner) -> tuple[Cell, ...]:
    leader = picture.names.get(pair.leader, pair.leader)
    settled = found.settled.get(pair.school)
    icon, word = STATUSES[settled.status if settled else ""]
    why = " ".join(reasons(pair, picture.names))
    told = f"Причина: {settled.reason}" if settled and settled.status and settled.reason else ""
    return (
        Cell(leader, leader, strong=True),
        Cell(word, word, icon=icon),
        Cell(fixed(pair.cost, 2), pair.cost),
        Cell(why, f"{why} {told}".strip(), sub=told),
    )


def _of_none(picture: ResultsPicture, found: Pairs, school: str) -> tuple[Cell, ...]:
    if picture.results:
        none = next(one for one in found.assignment.unassigned if one.school == school)
        why = why_none(none, picture.names)
    else:
        why = "По расчёту лидера не подобрать: результатов процедур нет."
    return Cell("–"), Cell("–"), Cell("–"), Cell(why, why)


def _bans(picture: ResultsPicture, found: Pairs) -> tuple[str, ...]:
    """Forbidden pairs with the reason of the group and what they cost."""
    return tuple(
        f"Рабочая группа решила не создавать пару {picture.names[one.school]} – "
        f"{picture.names.get(one.leader, one.leader)}: "
        f"{found.settled[one.school].forbidden[one.leader]}. {price_words(one, picture.names)}"
        for one in found.assignment.bans
    )


def _total(found: Pairs) -> str:
    known = any(pair.cost is not None for pair in found.assignment.pairs)
    return f": сумма расстояний {number(found.assignment.total, 2)}" if known else ""


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
        body.append(Row.of_texts(f"{at}:{school}", texts))
    return TableSpec(
        title="Пары, которые уже есть в документах",
        columns=(
            Column("school", "Школа", width=1.2),
            Column("partner", "Кто помогает", width=1.2),
            Column("kind", "Как", width=1),
            Column("computed", "Лидер по расчёту или решению", width=1.2),
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
    if computed is not None:
        return picture.names.get(computed, computed)
    if not picture.results:
        return "нет результатов"
    return "лидера нет" if school in found.listed else "школа не в списке"
