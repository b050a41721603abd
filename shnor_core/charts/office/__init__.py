"""Charts of a :class:`~shnor_core.charts.spec.ChartSpec` as native, editable charts of Office."""
