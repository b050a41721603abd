"""«Страница школы» for Word: one or two pages that a school and its curator read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from shnor_core.dynamics import DEFINITIONS
from shnor_core.exchange.protocol import SchoolPage, write_school_page
from shnor_core.exchange.word.blocks import Block, ChartBlock, Note, Paragraph, Section, TableBlock
from shnor_core.identification import headline, sentences
from shnor_core.model import Level
from shnor_core.procedures import school_year
from shnor_core.tables import Cell, Row, TableSpec
from shnor_core.workflow.change_cells import short_title
from shnor_core.workflow.comparison import comparison
from shnor_core.workflow.school import SchoolCard, memberships
from shnor_core.workflow.school_dossier import Dossier

# what the page leaves to the screen
LONG = ("section", "unit", "line")
WIDER: dict[str, dict[str, Any]] = {
    "title": {"title": "Показатель", "width": 3.2},
    "change": {"width": 1.5},
    "verdict": {"width": 1.7},
}
# a page is read at a glance: what does not fit is on the screens
MOST_DOUBTS, MOST_NEAR = 4, 3


def school_page(found: Dossier) -> bytes:
    """The page as a document of Word with its native chart."""
    return write_school_page(_page(found))


def _page(found: Dossier) -> SchoolPage:
    sections = (
        Section("Показатели", (TableBlock(_short(found)),)),
        Section("Динамика", tuple(_small(f"{m} {t}".strip() for m, t in found.view.sentences))),
        Section("Идентификация", tuple(_identification(found))),
        Section("Похожие школы и помощь", tuple(_help(found))),
        Section("Среди других школ", tuple(_chart(found))),
        Section("Риски и меры", tuple(_risks_and_measures(found))),
        Section("Что нужно уточнить", tuple(_doubts(found.view))),
        Section("Где названа школа", tuple(_lists(found))),
    )
    territory = found.picture.territory
    return SchoolPage(
        name=found.view.school.short_name,
        territory=territory.name,
        lead=found.view.title,
        sections=tuple(one for one in sections if one.blocks),
        facts=(
            (
                "Страница составлена",
                f"{found.on:%d.%m.%Y}, годы {found.base} → {found.year},"
                f" динамика «{DEFINITIONS[found.definition].title}»",
            ),
        ),
        vpr=found.verdict is not None,
        invented=territory.invented,
    )


def _short(found: Dossier) -> TableSpec:
    """The monitoring table with short names of its rows: the whole of it leaves no room."""
    titles = {one.code: short_title(one) for one in found.picture.indicators(Level.SCHOOL)}
    table = found.view.table
    kept = [
        at
        for at, one in enumerate(table.columns)
        if one.key not in LONG and any(row.cells[at].text for row in table.rows)
    ]
    columns = tuple(
        replace(one, **WIDER.get(one.key, {})) for one in (table.columns[at] for at in kept)
    )
    rows = tuple(
        Row(
            row.key,
            tuple(
                Cell(titles[row.key], titles[row.key])
                if table.columns[at].key == "title"
                else row.cells[at]
                for at in kept
            ),
            row.kind,
        )
        for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _chart(found: Dossier) -> Iterator[Block]:
    """The second indicator, which speaks of people, else one the school has numbers of."""
    picture, school = found.picture, found.view.school.school_id
    codes = [one.code for one in picture.indicators(Level.SCHOOL)]
    known = [
        code
        for code in (*codes[1:2], *codes)
        if any(value is not None for value in picture.line(school, code))
    ]
    for code in known[:1]:
        yield ChartBlock(
            comparison(
                picture,
                school,
                code,
                base=found.base,
                year=found.year,
                definition=found.definition,
            )
        )


def _identification(found: Dossier) -> Iterator[Block]:
    """The verdict, how sure it is, and how many pupils away the other one is."""
    if found.verdict is None:
        return
    name = found.view.school.short_name
    said = headline(found.verdict, name).removeprefix(f"{name}: ")
    lead = f"{found.verdict.method_title}, {school_year(found.verdict.year)}: {said}."
    # how each rule was counted stands on «Идентификация»; here how sure and how far
    yield Paragraph(" ".join(sentences(found.verdict)[len(found.verdict.rules) :]), lead=lead)


def _help(found: Dossier) -> Iterator[Block]:
    known = found.partners
    if known.similar is not None:
        near = [f"{name} — расстояние {far}" for name, far, *_ in _texts(known.similar)]
        yield Paragraph(_run(near), lead="Похожие школы:")
    if known.gaps is not None:
        yield from _small(
            f"{work}: здесь справились {here} ({own} %), у похожих школ {others} %,"
            f" разница {pupils} чел."
            for work, here, own, others, pupils in _texts(known.gaps)
        )
    yield from _small(known.partner)


def _texts(table: TableSpec) -> list[list[str]]:
    """The first rows as they are shown."""
    return [[cell.text for cell in row.cells] for row in table.rows[:MOST_NEAR]]


def _small(lines: Iterable[str]) -> Iterator[Block]:
    """A list in small letters."""
    return (Note(f"– {one}") for one in lines)


def _run(parts: Sequence[str]) -> str:
    """Phrases as running text."""
    return "; ".join(one.rstrip(".") for one in parts) + "."


def _risks_and_measures(found: Dossier) -> Iterator[Block]:
    if found.risks:
        yield from _small(found.risks)
    if found.measures:
        yield Note(f"Мероприятия программы: {_run(found.measures)}")


def _doubts(view: SchoolCard) -> Iterator[Block]:
    told = [one.message for one in (*view.doubts, *view.contradictions)]
    left = len(told) - MOST_DOUBTS
    more = [f"ещё {left} — на экране «Качество данных»"] if left > 0 else []
    if told:
        yield from _small((*told[:MOST_DOUBTS], *more))


def _lists(found: Dossier) -> Iterator[Block]:
    """One paragraph, a list once with its years: a school may stand in two dozen of them."""
    years: dict[str, list[str]] = {}
    for one in memberships(found.picture, found.view.school.school_id):
        years.setdefault(one.meaning, []).append(one.school_year)
    told = [_with_years(meaning, of) for meaning, of in years.items()]
    if told:
        yield Note(_run(told))


def _with_years(meaning: str, years: Sequence[str]) -> str:
    left = [one for one in dict.fromkeys(years) if one and one not in meaning]
    return f"{meaning} ({', '.join(left)})" if left else meaning
