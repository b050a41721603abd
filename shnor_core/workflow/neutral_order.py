"""Lists in the order of school numbers tell the schools: without names they go by letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from shnor_core.charts import ChartSpec, sheets
from shnor_core.snapshots import Shown
from shnor_core.tables import Row, TableSpec

T = TypeVar("T")
_LETTER = re.compile(r"\b[Шш]кол\w* ([А-Я]{1,2})\b")
_LISTS = frozenset({"bar", "stacked", "dot", "dumbbell", "bullet", "heat"})


def alphabetic(letter: str) -> tuple[int, str]:
    """«Я» stands before «АА»."""
    return len(letter), letter


@dataclass(frozen=True)
class Order:
    """``registers`` are ranks of the letters that everybody knows: by the list, by the number."""

    registers: tuple[Mapping[str, int], ...]

    def letter(self, text: str) -> str:
        """The only school a neutral text names, '' for none and for several."""
        found = set(_LETTER.findall(text)) & self.registers[0].keys()
        return found.pop() if len(found) == 1 else ""

    def places(self, letters: Sequence[str]) -> list[int]:
        """Places in the new order; the old one where it follows no register."""
        places = range(len(letters))
        known = any(
            ranks == sorted(ranks)
            for register in self.registers
            for ranks in ([register.get(letter, -1) for letter in letters],)
            if -1 not in ranks
        )
        return sorted(places, key=lambda at: alphabetic(letters[at])) if known else [*places]

    def blocks(self, found: Sequence[T], letters: Sequence[str]) -> Iterator[T]:
        """Things in a new order; neighbours of one school stay together."""
        runs = [
            (letter, [one for _, one in run])
            for letter, run in groupby(zip(letters, found, strict=True), key=lambda pair: pair[0])
        ]
        for at in self.places([letter for letter, _ in runs]):
            yield from runs[at][1]

    def blocks_of(self, found: Sequence[T], letter: Callable[[T], str]) -> Iterator[T]:
        """As :meth:`blocks` for every run of things that each belong to one school."""
        letters = [letter(one) for one in found]
        for named, run in groupby(zip(letters, found, strict=True), key=lambda pair: bool(pair[0])):
            pairs = list(run)
            things = [one for _, one in pairs]
            yield from self.blocks(things, [letter for letter, _ in pairs]) if named else things

    def shown(self, what: Shown) -> Shown:
        """A table or a chart whose words are neutral already."""
        return self._table(what) if isinstance(what, TableSpec) else self._chart(what)

    def _table(self, table: TableSpec) -> TableSpec:
        rows = [row for row in table.rows if row.kind == "data"]
        joined = any(cell.rowspan != 1 for row in rows for cell in row.cells)
        at = next((at for at in range(len(table.columns)) if self._schools(rows, at)), None)
        if joined or at is None:
            return table
        made: list[Row] = []
        for _, run in groupby(table.rows, key=lambda row: _before(row, at)):
            part = list(run)
            letters = [self.letter(row.cells[at].text) if _is_data(row) else "" for row in part]
            made += self.blocks(part, letters) if all(letters) else part
        return replace(table, rows=tuple(made))

    def _schools(self, rows: Sequence[Row], at: int) -> bool:
        return bool(rows) and all(
            at < len(row.cells) and self.letter(row.cells[at].text) for row in rows
        )

    def _chart(self, chart: ChartSpec) -> ChartSpec:
        letters = [self.letter(one) for one in chart.categories]
        if chart.kind not in _LISTS or not all(letters):
            return chart
        return sheets.picked(chart, self.places(letters))


def _is_data(row: Row) -> bool:
    return row.kind == "data"


def _before(row: Row, at: int) -> tuple[str, ...]:
    """What stands left of the school: a list within a list has an order of its own."""
    return (row.kind, *(cell.text for cell in row.cells[:at])) if _is_data(row) else (row.key,)
