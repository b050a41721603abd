"""How a table lies on its sheet: upright where folding allows, broken between its groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from shnor_core.exchange.word.elements import element
from shnor_core.tables import Cell, Row, TableSpec

_T = TypeVar("_T")
_FEWEST = 3  # rows of a group that may stand on a sheet of its own
_GROUP, _SHORT = 5, 12  # rows of a group and of a table without groups that are not parted


def folded(table: TableSpec) -> TableSpec:
    """The table without its merged column: the words of each merged cell go across its rows."""
    at = next((at for at in range(len(table.columns)) if _is_merged(table, at)), None)
    if at is None:
        return table
    rows = tuple(one for row in table.rows for one in _unfolded(row, at))
    return replace(table, columns=_without(table.columns, at), rows=rows)


def _is_merged(table: TableSpec, at: int) -> bool:
    return any(at < len(row.cells) and row.cells[at].rowspan > 1 for row in table.rows)


def _unfolded(row: Row, at: int) -> Iterator[Row]:
    if row.kind == "group" or at >= len(row.cells):
        yield row
        return
    cell = row.cells[at]
    if cell.rowspan and cell.text:
        yield Row(f"{row.key}:{at}", (Cell(cell.text, cell.value),), "group")
    yield replace(row, cells=_without(row.cells, at))


def _without(found: Sequence[_T], at: int) -> tuple[_T, ...]:
    return (*found[:at], *found[at + 1 :])


def keep_rows(table: Any, *, noted: bool) -> None:
    """Rows Word may not part: a table breaks between its groups, and not before its notes."""
    parts: list[list[Any]] = [[]]
    for row in table.tr_lst:
        if _is_group(row) and sum(not _is_head(one) for one in parts[-1]) >= _FEWEST:
            parts.append([])
        parts[-1].append(row)
    short = _SHORT if len(parts) == 1 else _GROUP
    for part in parts:
        _keep_part(part, short, to_the_end=noted and part is parts[-1])


def _keep_part(rows: Sequence[Any], short: int, *, to_the_end: bool) -> None:
    """All rows of a short part, else its two ends; with what follows where that belongs to it."""
    heads, last = sum(map(_is_head, rows)), len(rows) - 1
    kept = range(last) if len(rows) - heads <= short else (*range(heads + 1), last - 1)
    for at in (*kept, *([last] if to_the_end else [])):
        for paragraph in rows[at].iter(rows[at].tag.replace("}tr", "}p")):
            keep(paragraph)


def _is_group(row: Any) -> bool:
    return len(row.tc_lst) == 1 and row.tc_lst[0].grid_span > 1


def _is_head(row: Any) -> bool:
    return row.trPr is not None and any(one.tag.endswith("}tblHeader") for one in row.trPr)


def keep(paragraph: Any) -> None:
    """The paragraph stays on the sheet of the next one."""
    if paragraph.pPr.keepNext is None:
        paragraph.pPr._insert_keepNext(element("keepNext"))
