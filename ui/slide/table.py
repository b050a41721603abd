"""A sheet of a table as HTML of escaped text only."""

from __future__ import annotations

from html import escape

import streamlit as st

from shnor_core.charts.palette import palette
from shnor_core.model import Tone
from shnor_core.tables import Bullet, Column, Span
from ui import bullet
from ui.slide.layout import Box, Line, Sheet
from ui.theme import is_dark

_ALIGN = {"left": "left", "center": "center", "right": "right"}


def show(sheet: Sheet) -> None:
    """Draw one sheet in its own height."""
    ink = palette(is_dark())
    look = ";".join(
        f"--{name}:{color}"
        for name, color in (
            *((tone.value, ink.fill(tone)) for tone in (Tone.BETTER, Tone.WORSE, Tone.SAME)),
            (Tone.DOUBT.value, ink.doubt_fill),
            ("shape-better", ink.better),
            ("shape-worse", ink.worse),
            ("shape-same", ink.same),
            ("shape-doubt", ink.doubt),
            *(
                ("rule", ink.rule),
                ("muted", ink.muted),
                ("paper", ink.paper),
                ("accent", ink.accent),
            ),
        )
    )
    columns = "".join(f'<col style="width:{width}px">' for width in sheet.widths)
    rows = "".join(_row(line, sheet) for line in sheet.lines)
    st.html(
        f'<table class="slide-table" style="width:{sum(sheet.widths)}px;{look}">'
        f"<colgroup>{columns}</colgroup><thead>{_head(sheet)}</thead><tbody>{rows}</tbody></table>"
    )


def _head(sheet: Sheet) -> str:
    titles = "".join(
        f'<th scope="col" class="{_ALIGN[column.align]}">{_broken(lines)}</th>'
        for column, lines in zip(sheet.columns, sheet.heads, strict=True)
    )
    if not any(column.group for column in sheet.columns):
        return f"<tr>{titles}</tr>"
    return f'<tr class="groups">{_groups(sheet.columns)}</tr><tr>{titles}</tr>'


def _groups(columns: tuple[Column, ...]) -> str:
    runs: list[tuple[str, int]] = []
    for column in columns:
        if runs and runs[-1][0] == column.group:
            runs[-1] = (column.group, runs[-1][1] + 1)
        else:
            runs.append((column.group, 1))
    return "".join(f'<th colspan="{count}">{escape(name)}</th>' for name, count in runs)


def _row(line: Line, sheet: Sheet) -> str:
    if line.kind == "group":
        box = line.boxes[0]
        words = _broken(box.lines) if box else ""
        return (
            f'<tr class="group" style="height:{line.height}px">'
            f'<th colspan="{len(sheet.columns)}">{words}</th></tr>'
        )
    cells = "".join(
        _cell(box, column)
        for box, column in zip(line.boxes, sheet.columns, strict=True)
        if box is not None
    )
    return f'<tr class="{line.kind}" style="height:{line.height}px">{cells}</tr>'


def _cell(box: Box, column: Column) -> str:
    cell = box.cell
    span = f' rowspan="{box.span}"' if box.span > 1 else ""
    tone = "" if cell.tone is Tone.PLAIN else f" tone {cell.tone.value}"
    strong = " strong" if cell.strong else ""
    small = f'<br><span class="small">{_broken(box.small)}</span>' if box.small else ""
    drawn = _interval(cell.interval, column) if cell.interval and column.scale else ""
    words = _marked(_broken(box.lines), cell.icon)
    bar = _bar(cell.bullet) if cell.bullet else _axis(cell.spans, column)
    return f'<td{span} class="{_ALIGN[column.align]}{tone}{strong}">{drawn}{words}{small}{bar}</td>'


def _bar(shown: Bullet) -> str:
    parts = "".join(
        f'<i class="{name}" style="left:{left}%;width:{width}%"></i>'
        if width
        else f'<i class="{name}" style="left:{left}%"></i>'
        for name, (left, width) in bullet.places(shown).items()
    )
    said = escape(bullet.aloud(shown))
    return f'<span class="bar-box {shown.tone.value}" role="img" aria-label="{said}">{parts}</span>'


def _axis(spans: tuple[Span, ...], column: Column) -> str:
    """Stretches and days of a time axis, the chosen day as a line."""
    if not spans or column.scale is None:
        return ""
    low, high = column.scale

    def place(value: float) -> float:
        return 100 * (min(max(value, low), high) - low) / (high - low)

    parts = "".join(
        f'<i class="{one.look} {one.tone.value}" style="left:{place(one.start):.1f}%;'
        f'width:{place(one.end) - place(one.start):.1f}%"></i>'
        for one in spans
    )
    if column.reference is not None:
        parts += f'<i class="today" style="left:{place(column.reference):.1f}%"></i>'
    return f'<span class="bar-box axis" aria-hidden="true">{parts}</span>'


def _marked(words: str, icon: str) -> str:
    """The shape before the words in its own colour."""
    sign = escape(icon)
    if not icon or not words.startswith(sign):
        return words
    return f'<span class="sign">{sign}</span>{words[len(sign) :]}'


def _broken(lines: tuple[str, ...]) -> str:
    return "<br>".join(map(escape, lines))


def _interval(interval: tuple[float, float, float], column: Column) -> str:
    """A strip from end to end, the value as a dot, the border of the rule as a line."""
    low, high = column.scale or (0.0, 1.0)
    whole = (high - low) or 1.0
    first, middle, last = (100 * (min(max(one, low), high) - low) / whole for one in interval)
    line = ""
    if column.reference is not None:
        line = f'<i class="edge" style="left:{100 * (column.reference - low) / whole:.1f}%"></i>'
    return (
        '<span class="strip">'
        f'<i class="band" style="left:{first:.1f}%;width:{max(last - first, 1):.1f}%"></i>'
        f'{line}<i class="dot" style="left:{middle:.1f}%"></i></span>'
    )
