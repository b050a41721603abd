"""A table as CSV that a Russian Excel opens by a double click."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from shnor_core.exchange.flat_table import FlatColumn, Value, clean, flat_columns, flat_value
from shnor_core.tables import Cell, Row, TableSpec

# A spreadsheet runs a text that starts with one of these as a formula (OWASP, «CSV Injection»).
_RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_GROUP_TITLE = "Группа"


def table_csv(table: TableSpec) -> bytes:
    """Write a table as UTF-8 with a mark, semicolons and decimal commas.

    Numbers are not rounded as on the screen: fractions keep twelve digits, whole counts all of
    theirs. Text that a spreadsheet would run as a formula gets a leading apostrophe. Headings that
    run across the table become the first column, and a cell that spans rows is repeated in each of
    them, so that every line stands alone.
    """
    columns = flat_columns(table)
    grouped = any(row.kind == "group" for row in table.rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(([_GROUP_TITLE] if grouped else []) + [_heading(each) for each in columns])
    for group, cells in _lines(table):
        values = [_written(flat_value(cells[each.index], each.part)) for each in columns]
        writer.writerow(([guarded(clean(group))] if grouped else []) + values)
    return text.getvalue().encode("utf-8-sig")


def _heading(column: FlatColumn) -> str:
    group = clean(column.column.group)
    return guarded(f"{group}: {column.title}" if group else column.title)


def _lines(table: TableSpec) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Rows with their group, covered cells filled from the one above."""
    group = ""
    above: tuple[Cell, ...] = ()
    for row in table.rows:
        if row.kind == "group" and len(row.cells) == 1:
            group = row.cells[0].text
            continue
        above = _filled(row, above)
        yield ("" if row.kind == "total" else group), above


def _filled(row: Row, above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(
        above[at] if cell.rowspan == 0 and at < len(above) else cell
        for at, cell in enumerate(row.cells)
    )


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, int):
        return str(value)
    # twelve digits are more than any form holds and fewer than the noise of 5,700000000000001
    return f"{Decimal(f'{value:.12g}'):f}".replace(".", ",")


def guarded(text: str) -> str:
    """Text that a spreadsheet takes for text: a risky one gets a leading apostrophe.

    >>> guarded("=1+1"), guarded("№ 7"), guarded("-")
    ("'=1+1", '№ 7', '-')
    """
    """Text that no spreadsheet runs as a formula."""
    return f"'{text}" if len(text) > 1 and text.startswith(_RISKY) else text
