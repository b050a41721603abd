"""Tables and charts of a screen as files, for pages that may not touch the formats themselves."""

from __future__ import annotations

from collections.abc import Mapping

from shnor_core.charts import ChartSpec
from shnor_core.charts.numbers import numbers
from shnor_core.exchange import workbook as excel
from shnor_core.exchange.delimited import table_csv
from shnor_core.tables import TableSpec


def workbook(*parts: TableSpec | ChartSpec, facts: Mapping[str, str]) -> bytes:
    """An Excel workbook with a sheet per table or chart and one with what is true of them all."""
    return excel.workbook(parts, facts=facts)


def delimited(part: TableSpec | ChartSpec) -> bytes:
    """One table, or the numbers of a chart, as CSV."""
    return table_csv(numbers(part) if isinstance(part, ChartSpec) else part)
