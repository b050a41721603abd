"""Tables of a screen as files, for pages that may not touch the formats themselves."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_core.exchange.delimited import table_csv
from shnor_core.exchange.workbook import table_workbook
from shnor_core.tables import TableSpec


def workbook(*tables: TableSpec, facts: Mapping[str, str]) -> bytes:
    """An Excel workbook with a sheet per table and one with what is true of them all."""
    return table_workbook(tables, facts=facts)


def delimited(table: TableSpec) -> bytes:
    """One table as CSV."""
    return table_csv(table)
