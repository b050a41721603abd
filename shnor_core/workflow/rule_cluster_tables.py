"""Clusters by rule as computed beside those of the document; schools as in the register."""

from __future__ import annotations

from shnor_core.identification.methods import Clusters as RuleClusters
from shnor_core.procedures import KIND_TITLES, Kind
from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import counted, joined, numbered_schools
from shnor_core.workflow.clusters import Rules, year_title
from shnor_core.workflow.results import ResultsPicture, school_year


def _text(text: str, icon: str = "", hint: str = "") -> Cell:
    return Cell(text or "–", text or None, icon=icon, hint=hint)


def conclusion(picture: ResultsPicture, found: Rules) -> str:
    """How many schools the rule of the first cluster takes, and where the document differs."""
    year = school_year(found.year)
    if not found.computed:
        if not found.document:
            return f"{year}: кластеры не посчитать, результатов процедур за год нет"
        count = counted(len(found.document), "школу", "школы", "школ")
        return f"{year}: документ делит на кластеры {count}; рассчитать нечем, результатов нет"
    inside = [one for one in found.computed.values() if one.code]
    schools = counted(len(inside), "школа", "школы", "школ")
    head = f"{year}: по правилам в кластерах {schools} из {len(found.computed)}"
    if not found.document:
        return f"{head}; своих кластеров документы территории не называют"
    names = numbered_schools(picture.names[one] for one in found.differ)
    return f"{head}; с документом расходятся {names}" if names else f"{head}, как и в документе"


def table(picture: ResultsPicture, found: Rules) -> TableSpec:
    """Schools by cluster: by rule where it can be computed, else by the document."""
    titles = {code: title for code, title in found.document.values()}
    titles |= {t.code: t.title for one in found.computed.values() for t in one.tests}
    titles[""] = "Ни в одном кластере"
    codes = [*(one for one in titles if one), ""]
    order = [one.school_id for one in picture.all_schools]
    body = []
    for code in sorted(codes, key=lambda one: (not one, one)):
        members = [one for one in order if _code(found, one) == code]
        if members:
            # a document prints the number within the title
            numbered = code.isdigit() and not titles[code].startswith(code)
            label = f"{code} · {titles[code]}" if numbered else titles[code]
            body.append(Row(f"group:{code}", (Cell(f"{label} — {len(members)}"),), "group"))
        body += [Row(one, _rule_cells(picture, found, one)) for one in members]
    return TableSpec(
        title=f"{found.method.title}, {year_title(found.year)}",
        columns=(
            Column("school", "Школа", width=1.4),
            *((Column("document", "По документу", width=0.9),) if found.document else ()),
            Column("computed", "Рассчитано", width=0.9),
            Column("why", "На чём основан расчёт", width=3),
            Column("also", "Подходит также", width=0.8),
        ),
        rows=tuple(body),
        notes=(*_rule_notes(picture, found), *found.method.assumptions[-2:]),
        source=found.method.document,
    )


def _rule_notes(picture: ResultsPicture, found: Rules) -> tuple[str, ...]:
    """What the calculation lacks, who differs, whom the document does not name."""
    if not found.computed:
        return (needed_data(found),)
    said = []
    if found.differ:
        said.append("≠ — расчёт и документ относят школу к разным кластерам.")
    unnamed = [one for one in found.computed if one not in found.document]
    if found.document and unnamed:
        names = numbered_schools(picture.names[one] for one in unnamed)
        said.append(f"Документ не называет: {names}.")
    return tuple(said)


def needed_data(found: Rules) -> str:
    """Which data the rules of the clusters are computed from."""
    rule = found.method.rule
    assert isinstance(rule, RuleClusters)
    kinds = dict.fromkeys(KIND_TITLES[Kind(one.partition("-")[0])] for one in rule.rule.procedures)
    years = f"{school_year(found.year - 1)} и {school_year(found.year)}"
    signs = [f"«{one.title}»" for cluster in rule.clusters for one in cluster.criteria]
    return (
        f"Рассчитать нечем: нет отметок {joined(list(kinds))} по школам за {years}."
        f" Кроме отметок расчёту нужны признаки: {joined(signs)}."
    )


def _code(found: Rules, school: str) -> str | None:
    if found.computed:
        return found.computed[school].code if school in found.computed else None
    return found.document[school][0] if school in found.document else None


def _rule_cells(picture: ResultsPicture, found: Rules, school: str) -> tuple[Cell, ...]:
    own, printed = found.computed.get(school), found.document.get(school)
    document = (_text(printed[0], hint=printed[1]) if printed else Cell("–"),)
    beside = document if found.document else ()
    name = _text(picture.names[school])
    if own is None:
        return (
            name,
            *beside,
            _text("нет данных"),
            _text("результатов процедур за год нет"),
            Cell("–"),
        )
    passed = next((one.text for one in own.tests if one.code == own.code), "")
    absent = "; ".join(f"{one.code}: {one.text}" for one in own.tests if one.holds is None)
    why = "; ".join(part for part in (passed, absent) if part)
    computed = _text(own.code, icon="≠" if school in found.differ else "")
    return name, *beside, computed, _text(why), _text(", ".join(own.also))
