"""Rules about the municipal summary itself: its counts, lists, percentages and its own answers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from shnor_core import wording
from shnor_core.cells import schools_counted
from shnor_core.model import Observation, Unit
from shnor_core.quality.cell_rules import two_totals
from shnor_core.quality.monitoring import SUMMARY, Tables, count_of, shown
from shnor_core.quality.printed_numbers import wholes
from shnor_core.quality.rule import Doubt, in_row


def count_against_list(tables: Tables) -> Iterator[Doubt]:
    """A leading count that differs from the number of different schools in its own cell."""
    for row in tables.summary:
        for cell in row.cells:
            named = cell.reading.schools
            value = count_of(cell)
            if named and value is not None and value != len(set(named)):
                repeated = [name for name, times in Counter(named).items() if times > 1]
                names = [school.short_name for school in tables.names.find_all(repeated)]
                message = _count_message(value, len(set(named)), names or repeated)
                yield in_row(row, [cell], f"за {cell.year} год {message}", year=cell.year)


def _count_message(value: float, named: int, repeated: list[str]) -> str:
    different = wording.counted(named, "школа", "разные школы", "разных школ")
    twice = f" ({wording.numbered_schools(repeated)} — дважды)" if repeated else ""
    return (
        f"напечатано {wording.number(value)}, а в списке той же ячейки {different}{twice}; "
        "одно из двух неверно"
    )


def percent_base(tables: Tables) -> Iterator[Doubt]:
    """A percentage with a list that follows from no whole number of schools, or not the stated."""
    stated = _stated(tables)
    for row in tables.summary:
        for cell in row.cells:
            reading = cell.reading
            if reading.unit is not Unit.PERCENT or reading.value is None or not reading.schools:
                continue
            named = len(set(reading.schools))
            totals = sorted({count for count, _ in stated[cell.year]})
            message = _base_message(named, reading.value, totals)
            if message:
                yield in_row(row, [cell], f"за {cell.year} год {message}", year=cell.year)


def _base_message(named: int, percent: float, totals: list[int]) -> str:
    possible = wholes(named, percent)
    if possible and (not totals or set(possible) & set(totals)):
        return ""
    schools = wording.counted(named, "школа", "школы", "школ")
    given = f"напечатано {wording.percent(percent, 2)} и названы {schools}"
    if possible:
        needed = wording.joined([str(whole) for whole in possible], "или")
        text = f"{given}: так выходит, если всего школ {needed}"
    else:
        text = f"{given}: ни при каком целом числе школ так не выходит{_nearest(named, percent)}"
    if totals and not set(possible) & set(totals):
        stated = wording.joined([str(total) for total in totals], "или")
        text += f"; ШНОР в том же году по другим строкам {stated}"
    return f"{text}; от чего считан процент, неизвестно"


def _nearest(named: int, percent: float) -> str:
    if percent <= 0:
        return ""
    lower = max(named, int(100 * named / percent))
    shares = [f"{named} из {n} — {wording.percent(100 * named / n)}" for n in (lower, lower + 1)]
    return f" ({', '.join(shares)})"


def _stated(tables: Tables) -> defaultdict[int, list[tuple[int, Observation]]]:
    """Year → numbers of listed schools the summary states («16 ШНОР»), each with its cell."""
    found: defaultdict[int, list[tuple[int, Observation]]] = defaultdict(list)
    for row in tables.summary:
        for cell in row.cells:
            counted = schools_counted(cell.reading.raw)
            if counted and counted.word[:2].isupper():
                found[cell.year].append((counted.count, cell))
    return found


def two_answers(tables: Tables) -> Iterator[Doubt]:
    """Rows that state the number of listed schools differently, and cells with two totals.

    Only the cells with two totals block: the others are each clear by themselves.
    """
    for year, answers in sorted(_stated(tables).items()):
        rows_by_count: dict[int, list[str]] = defaultdict(list)
        for count, cell in answers:
            rows_by_count[count].append(cell.code)
        if len(rows_by_count) > 1:
            yield _answers_doubt(year, rows_by_count, tuple(cell for _, cell in answers))
    for row in tables.rows:
        yield from two_totals(row)


def _answers_doubt(
    year: int, rows_by_count: dict[int, list[str]], cells: tuple[Observation, ...]
) -> Doubt:
    parts = [f"{count} ({', '.join(codes)})" for count, codes in sorted(rows_by_count.items())]
    return Doubt(
        message=(
            f"{SUMMARY}: за {year} год число ШНОР по разным строкам — {wording.joined(parts)}; "
            "долю школ считать не от чего, пока не выбрано одно"
        ),
        cells=cells,
        year=year,
        text=" · ".join(shown(cell) for cell in cells),
        blocks=False,
    )
