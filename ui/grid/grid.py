"""Draws a :class:`TableSpec` as an accessible HTML table and reports what was clicked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from shnor_core import wording
from shnor_core.model import Tone
from shnor_core.tables import Cell, Column, Row, Span, TableSpec
from ui import bullet
from ui.theme import TONE_SHAPES, TONE_WORDS

_HERE = Path(__file__).parent
_SCRIPT = "\n".join(
    (_HERE / name).read_text(encoding="utf-8")
    for name in ("marks.js", "fit.js", "grid.js", "hands.js")
)
_mount = v2.component(
    "shnor_grid",
    html='<div class="grid" lang="ru"></div>',
    css=(_HERE / "grid.css").read_text(encoding="utf-8"),
    js=_SCRIPT,
)
_HOLLOW = {"△": "лучше, не доказано", "▽": "хуже, не доказано"}


def show(
    table: TableSpec,
    *,
    key: str,
    selectable: bool = False,
    selected: str = "",
    dense: bool = False,
    heading: bool = True,
    legend: bool = False,
    foot: bool = True,
    scrolls: bool = False,
) -> str | None:
    """Draw a table and return what was clicked in this run.

    Parameters
    ----------
    table
        The same value that is written to files. Each row has one cell per column; a row of kind
        ``group`` may have a single cell that runs across.
    key
        Unique on the page; also the CSS class ``st-key-<key>`` of the element.
    selectable
        Rows answer a click and Enter on their first cell with the row's key.
    selected
        Key of the row drawn with a bar at the left.
    dense
        Less air between rows, for 30 rows and more.
    heading
        ``False`` keeps the title for screen readers only, when the page has already said it.
    legend
        Explains the tones that occur in the table, at the right of the title.
    foot
        ``False`` leaves notes and source to the files, when the page says them elsewhere.
    scrolls
        A list to choose from stays in sight of what it opens: it is no taller than the window and
        brings its chosen row into view.

    Returns
    -------
    str or None
        ``Cell.target`` of the clicked cell, or the key of the clicked row; ``None`` in every run
        in which nothing was clicked.

    Raises
    ------
    ValueError
        If a row has another number of cells than the table has columns.
    """
    data = payload(table) | {
        "selectable": selectable,
        "selected": selected,
        "dense": dense,
        "heading": heading,
        "scrolls": scrolls,
        "legend": _legend(table) if legend else [],
    }
    if not foot:
        data |= {"notes": [], "source": ""}
    # in a list: among the members of a dictionary Streamlit would look for data frames
    answer = _mount(key=key, data=[data], on_clicked_change=_nothing).clicked
    return str(answer) if answer else None


def clicked(key: str) -> str | None:
    """What was clicked in this run, known before the table is drawn.

    Lets a page pass the clicked row as ``selected`` in the same run instead of running twice.
    """
    state = st.session_state.get(key)
    value = state.get("clicked") if state else None
    return str(value) if value else None


def payload(table: TableSpec) -> dict[str, Any]:
    """The table as JSON-ready data; what a cell does not use is left out."""
    spanned = [
        at for at in range(len(table.columns)) if any(_span(row, at) > 1 for row in table.rows)
    ]
    return {
        "title": table.title,
        "caption": table.caption,
        "notes": list(table.notes),
        "source": table.source,
        "matrix": _is_matrix(table),
        "merged": spanned,
        "columns": [_column(column) for column in table.columns],
        "rows": [_row(row, len(table.columns), spanned) for row in table.rows],
        "keys": bullet.keys(
            cell.bullet for row in table.rows for cell in row.cells if cell.bullet is not None
        ),
        "words": {tone.value: word for tone, word in TONE_WORDS.items()},
    }


def _nothing() -> None:
    """A component reports a trigger only when a callback is named."""


def _span(row: Row, at: int) -> int:
    return row.cells[at].rowspan if at < len(row.cells) else 1


def _is_matrix(table: TableSpec) -> bool:
    """A table of verdicts is drawn as coloured cells; any other one as ruled lines."""
    cells = [cell for row in table.rows if row.kind == "data" for cell in row.cells[1:]]
    toned = [cell for cell in cells if cell.tone is not Tone.PLAIN and not cell.chip]
    return 2 * sum(not cell.spark and not cell.interval for cell in toned) > len(cells)


def _column(column: Column) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": column.title,
        "group": column.group,
        "align": column.align,
        "width": column.width,
    }
    if column.scale is not None:
        data |= {"scale": list(column.scale), "ticks": _ticks(column)}
    if column.focus:
        data["focus"] = True
    if column.reference is not None:
        data["reference"] = column.reference
    return data


def _ticks(column: Column) -> list[tuple[float, str, bool]]:
    if column.ticks:
        return [(place, word, place == column.reference) for place, word in column.ticks]
    write = wording.percent if "%" in column.number_format else wording.number
    ends = [(end, wording.number(end), False) for end in column.scale or ()]
    if column.reference is None:
        return ends
    return [*ends, (column.reference, write(column.reference), True)]


def _row(row: Row, columns: int, spanned: list[int]) -> dict[str, Any]:
    if len(row.cells) != columns and not (row.kind == "group" and len(row.cells) == 1):
        raise ValueError(f"В строке «{row.key}» ячеек {len(row.cells)}, а столбцов {columns}.")
    data: dict[str, Any] = {
        "key": row.key,
        "kind": row.kind,
        "cells": [_cell(cell) for cell in row.cells],
    }
    if row.kind == "data" and spanned and row.cells[spanned[0]].rowspan > 0:
        data["block"] = True
    return data


def _cell(cell: Cell) -> dict[str, Any]:
    data: dict[str, Any] = {
        name: value
        for name in ("text", "icon", "sub", "hint", "target", "strong", "chip")
        if (value := getattr(cell, name))
    }
    if cell.tone is not Tone.PLAIN:
        data["tone"] = cell.tone.value
    if cell.rowspan != 1:
        data["rowspan"] = cell.rowspan
    if cell.spark:
        data |= {"spark": list(cell.spark), "label": _years_aloud(cell.spark)}
    if cell.interval is not None:
        data |= {"interval": list(cell.interval), "label": _interval_aloud(cell.interval)}
    if cell.bullet is not None:
        data["bullet"] = {"parts": bullet.places(cell.bullet), "tone": cell.bullet.tone.value}
        data["label"] = bullet.aloud(cell.bullet)
    if cell.spans:
        data |= {"spans": [_stretch(one) for one in cell.spans]}
    if cell.chips:
        data["chips"] = [[one.text, one.target, one.doubted] for one in cell.chips]
    return data


def _stretch(one: Span) -> list[float | str]:
    return [one.start, one.end, f"{one.look} {one.tone.value}"]


def _years_aloud(values: tuple[float | None, ...]) -> str:
    return "По годам: " + ", ".join(
        "нет данных" if value is None else wording.number(value) for value in values
    )


def _interval_aloud(interval: tuple[float, float, float]) -> str:
    low, point, high = (wording.number(value) for value in interval)
    return f"{point}, интервал от {low} до {high}"


def _legend(table: TableSpec) -> list[tuple[str, str, str]]:
    cells = [cell for row in table.rows for cell in row.cells]
    tones = {cell.tone for cell in cells}
    shapes = {cell.icon for cell in cells}
    items = [
        (tone.value, TONE_SHAPES.get(tone, ""), word)
        for tone, word in TONE_WORDS.items()
        if tone in tones
    ]
    hollow = [
        ((Tone.BETTER if shape == "△" else Tone.WORSE).value, shape, word)
        for shape, word in _HOLLOW.items()
        if shape in shapes
    ]
    return items + hollow
