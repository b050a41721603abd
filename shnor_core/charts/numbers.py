"""The numbers of a chart as a table, so that they can leave it as Excel and CSV."""

from __future__ import annotations

from shnor_core.charts.spec import ChartSpec, Series
from shnor_core.tables import Cell, Column, Row, TableSpec

_FIRST = {"line": "Год"}


def numbers(spec: ChartSpec) -> TableSpec:
    """A row per category and a column per series; bounds of intervals and labels keep their place.

    A heat chart keeps its own rows and columns. Missing values stay empty.
    """
    first = Column("category", _FIRST.get(spec.kind, "Название"), width=2.0)
    heat = spec.kind == "heat"
    columns = _heat_columns(spec) if heat else _columns(spec)
    rows = _heat_rows(spec) if heat else _rows(spec)
    lines = tuple(f"Линия на графике: {reference.label}" for reference in spec.references)
    return TableSpec(
        title=spec.conclusion,
        columns=(first, *columns),
        rows=rows,
        source=spec.source,
        notes=(*lines, *spec.notes),
        caption=spec.measure,
    )


def _format(spec: ChartSpec) -> str:
    return "0" + ("." + "#" * spec.digits if spec.digits else "")


def _columns(spec: ChartSpec) -> tuple[Column, ...]:
    found = []
    for at, series in enumerate(spec.series):
        name = series.name or spec.measure or f"Ряд {at + 1}"
        titles = [(f"s{at}", name)]
        if series.across:
            titles = [
                (f"s{at}_across", f"{name}: {spec.columns[0]}"),
                (f"s{at}", f"{name}: {spec.columns[1]}"),
            ]
        if series.lower:
            titles.append((f"s{at}_lower", f"{name}: нижняя граница"))
        if series.upper:
            titles.append((f"s{at}_upper", f"{name}: верхняя граница"))
        found += [Column(key, title, "", "right", 1.0, _format(spec)) for key, title in titles]
    return tuple(found)


def _rows(spec: ChartSpec) -> tuple[Row, ...]:
    made = []
    for at, category in enumerate(spec.categories):
        cells = [Cell(category, category)]
        for series in spec.series:
            cells += [Cell(value=places[at]) for places in (series.across,) if places]
            cells.append(Cell(value=series.values[at], sub=_label(series, at)))
            cells += [Cell(value=bounds[at]) for bounds in (series.lower, series.upper) if bounds]
        made.append(Row(f"r{at}", tuple(cells)))
    return tuple(made)


def _heat_columns(spec: ChartSpec) -> tuple[Column, ...]:
    return tuple(
        Column(f"c{at}", title, "", "center", 1.0, _format(spec))
        for at, title in enumerate(spec.columns)
    )


def _heat_rows(spec: ChartSpec) -> tuple[Row, ...]:
    return tuple(
        Row(
            f"r{at}", (Cell(name, name), *(_heat_cell(series, n) for n in range(len(spec.columns))))
        )
        for at, (name, series) in enumerate(zip(spec.categories, spec.series, strict=True))
    )


def _heat_cell(series: Series, at: int) -> Cell:
    """A number without its label; where there is no number, the label says why."""
    value = series.values[at]
    return Cell(value=value) if value is not None else Cell(text=_label(series, at))


def _label(series: Series, at: int) -> str:
    return series.labels[at] if at < len(series.labels) else ""
