"""The list of doubtful places for a meeting: a line per school, the places themselves annexed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from shnor_core.tables import Cell, Column, Row, TableSpec
from shnor_core.wording import HARD_SPACE, counted

ANNEX = "Приложение"
_NUMBER = re.compile(r"\d+")
_KEYS = {"rule", "school", "indicator", "message"}
_SHORT = 12  # places that a meeting can go through one by one
_MOST_RULES = 3  # named in a line
_COLUMNS = (
    Column("school", "Где", width=1.2),
    Column("count", "Мест", width=0.4, align="right", number_format="0"),
    Column("indicators", "Показатели", width=1.2),
    Column("rules", "Что уточнить", width=4),
)


def digest(table: TableSpec) -> TableSpec | None:
    """A line per school of a long list of doubtful places; ``None`` for any other table."""
    at = {column.key: place for place, column in enumerate(table.columns)}
    if not at.keys() >= _KEYS or len(table.rows) <= _SHORT:
        return None
    owners: dict[str, list[Row]] = {}
    for row in table.rows:
        owners.setdefault(row.cells[at["school"]].text, []).append(row)
    places = counted(len(table.rows), "сомнительное место", "сомнительных места",
                     "сомнительных мест")  # fmt: skip
    return TableSpec(
        title=f"{places}: что уточнить по каждой школе и в общих таблицах",
        columns=_COLUMNS,
        rows=tuple(_row(name, owners[name], at) for name in sorted(owners, key=_place)),
        source=table.source,
        notes=("Каждое место целиком — в приложении после решений; повестка ведёт и туда.",),
    )


def _place(name: str) -> tuple[bool, int, str]:
    """What concerns no school first, then schools by their numbers or letters: no order of need."""
    digits = _NUMBER.search(name)
    return "№" in name or "школа" in name.lower(), int(digits[0]) if digits else 0, name


def _row(name: str, found: Sequence[Row], at: dict[str, int]) -> Row:
    indicators = dict.fromkeys(one.cells[at["indicator"]].text for one in found)
    rules = Counter(one.cells[at["rule"]].text for one in found).most_common()
    told = [f"{title}{HARD_SPACE}× {count}" if count > 1 else title for title, count in rules]
    more = len(rules) - _MOST_RULES
    ending = f" и ещё {more}" if more > 0 else ""
    numbered = ", ".join(sorted(one for one in indicators if one[:1].isdigit()))
    return Row(
        name,
        (
            Cell(name, name, strong=True),
            Cell(str(len(found)), len(found)),
            Cell(numbered or "—", numbered),
            Cell("; ".join(told[:_MOST_RULES]) + ending, "; ".join(told)),
        ),
    )
