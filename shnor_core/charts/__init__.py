"""Charts are data first: one :class:`ChartSpec` makes the figure and the chart in a file."""

from shnor_core.charts.spec import ChartSpec, Reference, Role, Series

__all__ = ["ChartSpec", "Reference", "Role", "Series"]
