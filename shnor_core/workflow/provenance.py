"""«Источник»: from a number to the cell it was printed in."""

from __future__ import annotations

from dataclasses import dataclass

from shnor_core.model import Finding, Observation, Quality, Unit
from shnor_core.wording import number
from shnor_core.workflow.change_cells import value_text
from shnor_core.workflow.monitoring import Picture, printed_text
from shnor_core.workflow.results import ResultsPicture, moment

UNITS = {
    Unit.PERCENT: "процент",
    Unit.SHARE: "доля единицы",
    Unit.COUNT: "количество",
    Unit.UNKNOWN: "не определена",
}

QUALITIES = {
    Quality.OK: "читается однозначно",
    Quality.SUSPECT: "сомнительно",
    Quality.AMBIGUOUS: "читается по-разному",
    Quality.BLANK: "пустая ячейка",
    Quality.MISSING: "строки нет в документе",
    Quality.UNREADABLE: "значения нет",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a number comes from, in label–text pairs, and what is doubtful about it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]


def provenance(picture: Picture, observation_id: str) -> Provenance | None:
    """The printed cell behind an observation; ``None`` when there is no such cell."""
    printed = picture.printed.get(observation_id)
    if printed is None:
        return None
    current = picture.cell(printed.school_id, printed.code, printed.year) or printed
    indicator = next(
        one for one in picture.monitoring.indicators if one.indicator_id == printed.indicator_id
    )
    name = picture.names.get(printed.school_id or "", picture.territory.name)
    findings = tuple(one for one in picture.findings if observation_id in one.cells)
    doubted = any(one.blocks for one in findings)
    trust = "сомнительно: см. ниже" if doubted else QUALITIES[current.reading.quality]
    facts = [
        ("Показатель", indicator.title),
        ("Документ", picture.source_title(printed.source_id)),
        ("Место", printed.source_ref),
        ("Напечатано", _printed_fact(printed)),
        ("Прочитано", _read_fact(current, value_text(current, indicator))),
        ("Надёжность", trust),
    ]
    if current.reading.note:
        facts.append(("Примечание", current.reading.note))
    return Provenance(
        f"{name}, {picture.row_name(printed.code)}, {printed.year} год", tuple(facts), findings
    )


def _printed_fact(observation: Observation) -> str:
    text = printed_text(observation)
    unit = observation.unit_printed or "не указана"
    return f"«{text}», единица — {unit}" if observation.reading.raw else text


def _read_fact(observation: Observation, shown: str) -> str:
    reading = observation.reading
    if reading.value is None:
        return "без значения"
    parts = [shown, f"единица — {UNITS[reading.unit]}"]
    if reading.numerator is not None:
        whole = f" из {number(reading.denominator)}" if reading.denominator is not None else ""
        parts.append(f"числитель {number(reading.numerator)}{whole}")
    if reading.schools:
        parts.append("названы: " + ", ".join(reading.schools))
    return "; ".join(parts)


SEPARATOR = "|"


def result_target(school_id: str, procedure_id: str) -> str:
    """What a click on a result opens."""
    return f"{school_id}{SEPARATOR}{procedure_id}"


def result_provenance(picture: ResultsPicture, target: str) -> Provenance | None:
    """The row behind a result; ``None`` when there is no such row."""
    school_id, _, procedure_id = target.partition(SEPARATOR)
    row = picture.results.get((school_id, procedure_id))
    if row is None:
        return None
    work = picture.by_id[procedure_id]
    names = ("«2»", "«3»", "«4»", "«5»")
    marks = [
        f"{name} — {number(count)}"
        for name, count in zip(names, (row.n2, row.n3, row.n4, row.n5), strict=True)
        if count is not None
    ]
    source = next((one.title for one in picture.sources if one.source_id == row.source_id), "")
    facts = (
        ("Процедура", f"{work.title}, {moment(work)}"),
        ("Документ", source),
        ("Место", row.source_ref),
        ("Участников", number(row.participants)),
        ("Результаты", ", ".join(marks) or "не указаны"),
        ("Средний балл", number(row.mean_score)),
    )
    return Provenance(f"{picture.names[school_id]}: {work.title}", facts, ())
