"""Rules about whole rows and tables: twins, gaps, notations, words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from shnor_core import wording
from shnor_core.cells import cut_word, notation_of
from shnor_core.model import Observation, Quality, School
from shnor_core.quality.monitoring import Row, Tables, shown, value_of
from shnor_core.quality.rule import Doubt, in_row, years

# tables of blanks and noughts agree by chance; twins must share this many cells that say something
TELLING_CELLS = 6

_GAPS = (Quality.BLANK, Quality.MISSING)
_CUT_TITLE = re.compile(r"\s(?:и|с|со|в|во|на|по|к|от|для|из|о|об|за|при|или)\.?$", re.IGNORECASE)
_COUNTED_IN_TITLE = re.compile(r"(?P<stem>школ|учител|педагог|обучающ|учащ|учени|выпускн|классн?)")
_STAFF = ("учител", "педагог")
_PUPILS = ("обучающ", "учащ", "учени")


def identical_tables(tables: Tables) -> Iterator[Doubt]:
    """Two schools whose printed cells agree in every row; one doubt per pair."""
    by_school: dict[str, list[Observation]] = defaultdict(list)
    for row in tables.school_rows:
        if row.school:
            by_school[row.school.school_id].extend(row.cells)
    printed = {one.school_id: _printed(by_school[one.school_id]) for one in tables.with_tables}
    for first, second in combinations(tables.with_tables, 2):
        if printed[first.school_id] != printed[second.school_id]:
            continue
        cells = by_school[first.school_id], by_school[second.school_id]
        if _telling(*cells) >= TELLING_CELLS:
            yield _twins_doubt(first, second, *cells)


def _telling(first: list[Observation], second: list[Observation]) -> int:
    # a table a coordinator left without values no longer speaks for anybody
    return sum(
        bool(value_of(own) and value_of(other)) for own, other in zip(first, second, strict=True)
    )


def _printed(cells: list[Observation]) -> dict[tuple[str, int], str]:
    return {(cell.code, cell.year): shown(cell) for cell in cells}


def _twins_doubt(
    first: School, second: School, own: list[Observation], other: list[Observation]
) -> Doubt:
    pair = (first.short_name, second.short_name)
    share = f"{len(own)} {wording.plural(len(own), 'ячейка', 'ячейки', 'ячеек')} из {len(own)}"
    return Doubt(
        message=(
            f"{wording.joined(pair)}: таблицы совпадают, {share}; "
            "похоже, одна таблица напечатана дважды, и чья она — неизвестно"
        ),
        cells=(*own, *other),
        school_id=first.school_id,
        subject=f"{first.school_id}+{second.school_id}",
        text=f"{wording.numbered_schools(pair)}: {share}",
    )


def missing_row(tables: Tables) -> Iterator[Doubt]:
    """A row absent from a table that others have."""
    for row in tables.rows:
        if all(cell.reading.quality is Quality.MISSING for cell in row.cells):
            message = (
                f"строки «{row.indicator.short_title or row.indicator.title}» в таблице нет; "
                "это не ноль, значений просто нет"
            )
            yield in_row(row, row.cells, message, text="нет строки")


def blank_cells(tables: Tables) -> Iterator[Doubt]:
    """Cells left empty in a row that exists; one doubt per row."""
    for row in tables.rows:
        gaps = [cell for cell in row.cells if cell.reading.quality in _GAPS]
        if gaps and any(cell.reading.quality is not Quality.MISSING for cell in row.cells):
            message = (
                f"нет значения за {years(gaps)} {'год' if len(gaps) == 1 else 'годы'}; "
                "это не ноль, сравнить с другими годами нельзя"
            )
            yield in_row(row, gaps, message, text=row.printed)


def mixed_notations(tables: Tables) -> Iterator[Doubt]:
    """One indicator printed in different notations by different schools."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for row in tables.school_rows:
        by_code[row.indicator.code].append(row)
    for rows in by_code.values():
        users: dict[str, list[School]] = defaultdict(list)
        for row in rows:
            for title in sorted({title for cell in row.cells if (title := _notation(cell))}):
                if row.school:
                    users[title].append(row.school)
        if len(users) > 1:
            yield _mixed_doubt(rows, users)


def _notation(cell: Observation) -> str:
    if cell.reading.quality in _GAPS:
        return ""
    notation = notation_of(
        cell.reading.raw, unit_printed=cell.unit_printed, title=cell.title_printed
    )
    return notation.title if notation and notation.telling else ""


def _mixed_doubt(rows: list[Row], users: dict[str, list[School]]) -> Doubt:
    counts = sorted(users.items(), key=lambda item: (-len(item[1]), item[0]))
    parts = "; ".join(
        f"{title} — {wording.counted(len(schools), 'школа', 'школы', 'школ')} "
        f"({wording.numbered_schools(school.short_name for school in schools)})"
        for title, schools in counts
    )
    return Doubt(
        message=(
            f"Показатель {rows[0].name} напечатан по-разному: {parts}; "
            "сравнивать школы можно только после приведения к одной единице"
        ),
        cells=tuple(cell for row in rows for cell in row.cells if _notation(cell)),
        indicator=rows[0].indicator.code,
        text="; ".join(title for title, _ in counts),
    )


def wording_differs(tables: Tables) -> Iterator[Doubt]:
    """A row of a school whose printed title counts something else than the indicator does."""
    for row in tables.school_rows:
        wanted = _counted(row.indicator.title)
        for title in sorted({cell.title_printed for cell in row.cells}):
            printed = _counted(title)
            if wanted and printed and printed != wanted:
                message = (
                    f"в строке напечатано «{title}», а показатель у других школ — "
                    f"«{row.indicator.title}»; числа могут означать разное"
                )
                yield in_row(row, row.cells, message, text=title)
                break


def _counted(title: str) -> str:
    match = _COUNTED_IN_TITLE.search(title.casefold())
    if match is None:
        return ""
    if match["stem"] in _STAFF:
        return "staff"
    return "pupils" if match["stem"] in _PUPILS else match["stem"]


def truncated_text(tables: Tables) -> Iterator[Doubt]:
    """A word cut in a cell, or a title that breaks off on «и», «с», «в»."""
    for row in tables.rows:
        for cell in row.cells:
            word = cut_word(cell.reading.raw)
            if word:
                message = f"за {cell.year} год напечатано «{shown(cell)}»: слово «{word}» обрезано"
                yield in_row(row, [cell], f"{message}, текст ячейки неполон", year=cell.year)
        for title in sorted({cell.title_printed for cell in row.cells}):
            if _CUT_TITLE.search(title):
                message = f"название строки обрывается: «{title}»; что ещё в неё входит, не видно"
                yield in_row(row, row.cells, message, text=title)
                break


def growth_without_diagnosis(tables: Tables) -> Iterator[Doubt]:
    """A result while what it rests on was nought in that year and in every earlier one."""
    for row in tables.rows:
        cells = [cell for cell in row.valued if value_of(cell) and _unfounded(tables, row, cell)]
        if cells:
            needed = row.indicator.needs_code
            printed = wording.joined([f"{shown(cell)} ({cell.year})" for cell in cells])
            message = (
                f"напечатано {printed}, а показатель {needed} в эти и все прежние годы — ноль; "
                "непонятно, чем измерен рост"
            )
            yield in_row(row, cells, message)


def _unfounded(tables: Tables, row: Row, cell: Observation) -> bool:
    # a blank year is unknown, not nought: with one of them nothing can be claimed
    if not row.indicator.needs_code:
        return False
    earlier = [
        value_of(tables.beside(row, row.indicator.needs_code, other.year))
        for other in row.cells
        if other.year <= cell.year
    ]
    return all(value == 0 for value in earlier)
