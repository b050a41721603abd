"""Rows along a common value axis: what dots, dumbbells, bullets and lying bars share."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts.board import (
    Board,
    Drawing,
    Part,
    Scale,
    bare_axis,
    font,
    plot_room,
    scale_of,
    tick_text,
)
from shnor_core.charts.lettering import block, widest, width_of, wrapped
from shnor_core.charts.spec import Role, Series
from shnor_core.model import Tone

_NAMES_SHARE = 0.32  # of the width, for the names at the left
_SYMBOLS = {Tone.BETTER: "triangle-up", Tone.WORSE: "triangle-down"}
_SIGNS = {Tone.BETTER: "▲", Tone.WORSE: "▼"}


def row_names(board: Board) -> tuple[list[str], float]:
    """Names of the rows broken into at most a third of the width, and the room they take."""
    lines = [
        wrapped(name, board.text, _NAMES_SHARE * board.width) for name in board.spec.categories
    ]
    return [block(each) for each in lines], max(
        (widest(each, board.text) for each in lines), default=0.0
    )


def row_axis(board: Board, names: list[str], strong: Sequence[bool] = ()) -> Part:
    """Rows from the top down."""
    told = [
        f"<b>{name}</b>" if at < len(strong) and strong[at] else name
        for at, name in enumerate(names)
    ]
    return bare_axis(
        tickvals=list(range(len(names))),
        ticktext=told,
        tickfont=font(board),
        ticklabelstandoff=10,
        range=[len(names) - 0.5, -0.5],
    )


def row_rules(board: Board, count: int) -> list[Part]:
    """Thin rules between rows, drawn once each."""
    line = {"color": board.ink.faint, "width": 1}
    return [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": at - 0.5,
            "y1": at - 0.5,
            "line": line,
        }
        | {"layer": "below"}
        for at in range(count + 1)
    ]


def row_height(board: Board) -> float:
    longest = max((name.count("<br>") for name in row_names(board)[0]), default=0)
    return max(board.text * 2.05, board.text * 1.25 * (longest + 1) + 8)


def row_board(board: Board, right: float, *, axis: str, row: float = 0.0) -> tuple[Drawing, Scale]:
    """Rows with their names and the value axis; ``row`` is the least height of one row."""
    names, room = row_names(board)
    left = room + 22
    edge = board.text * 1.7
    plot = plot_room(board, max(row_height(board), row) * max(len(names), 1), edge)
    scale = scale_of(board, max(board.width - left - right, 80.0))
    ticks = _ticks(board, scale)
    # plotly drops a tick whose half does not fit in the margin
    right = max(right, width_of(board.said(scale.high), board.small) / 2 + 6)
    drawing = Drawing(
        traces=[],
        xaxis=bare_axis(
            tickvals=[value for value, _ in ticks],
            ticktext=[text for _, text in ticks],
            tickfont=font(board, board.small, board.ink.muted),
            tickangle=0,
            side="top" if axis == "above" else "bottom",
            range=padded(scale, board),
        ),
        yaxis=row_axis(board, names, strong_rows(board)),
        plot_height=plot,
        left=left,
        right=right,
        above=edge if axis == "above" else 4,
        below=edge if axis == "below" else 6,
        shapes=[*row_rules(board, len(names)), *_value_rules(board, ticks)],
    )
    return drawing, scale


def padded(scale: Scale, board: Board) -> list[float]:
    """Room for a whole dot on both ends of the scale."""
    pad = 9 * board.weight * (scale.high - scale.low) / scale.length
    return [scale.low - pad, scale.high + pad]


def _ticks(board: Board, scale: Scale) -> list[tuple[float, str]]:
    """Round numbers and the references in bold; a number under a reference gives way."""
    marked = [(reference.value, reference.label) for reference in board.spec.references]
    kept = []
    for tick in scale.ticks:
        room = [
            abs(scale.pixels(tick) - scale.pixels(value))
            > (width_of(label, board.small, bold=True) + width_of(board.said(tick), board.small))
            / 2
            + 8
            for value, label in marked
        ]
        if all(room):
            kept.append((tick, tick_text(board, tick, unit=True)))
    ink = board.ink.text
    return kept + [
        (value, f'<b><span style="color:{ink}">{block([label])}</span></b>')
        for value, label in marked
    ]


def _value_rules(board: Board, ticks: Sequence[tuple[float, str]]) -> list[Part]:
    """Faint lines at round numbers, dark ones at references: plotly's grid would cover these."""
    strong = {reference.value for reference in board.spec.references}
    faint = {"color": board.ink.faint, "width": 1}
    dark = {"color": board.ink.text, "width": 1.6 * board.weight}
    return [
        {
            "type": "line",
            "yref": "paper",
            "x0": value,
            "x1": value,
            "y0": 0,
            "y1": 1,
            "line": dark if value in strong else faint,
            "layer": "below",
        }
        for value, _ in ticks
    ]


def strong_rows(board: Board) -> list[bool]:
    """Rows of the focus are bold when there are other rows to tell them from."""
    if board.spec.kind != "dot" or not board.of(Role.CONTEXT):
        return []
    focus = board.of(Role.FOCUS)
    return [
        any(at < len(series.values) and series.values[at] is not None for series in focus)
        for at in range(len(board.spec.categories))
    ]


def point_color(board: Board, series: Series, at: int) -> str:
    if at < len(series.tones) and series.tones[at] is not Tone.PLAIN:
        return board.ink.shape(series.tones[at])
    return board.ink.same if series.role is Role.CONTEXT else board.ink.accent


def point_sign(series: Series, at: int) -> str:
    """The mark of a value as a letter: «▲», «▼» or «●»."""
    return _SIGNS.get(series.tones[at], "●") if at < len(series.tones) else "●"


def segments(board: Board, color: str, rows: Sequence[tuple[int, float, float]]) -> Part:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for _, low, high in rows for x in (low, high, None)],
        "y": [y for at, _, _ in rows for y in (at, at, None)],
        "line": {"color": color, "width": 3 * board.weight},
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def points(board: Board, series: Series, *, hollow: bool) -> Part:
    known = [at for at, value in enumerate(series.values) if value is not None]
    colors = [board.ink.same if hollow else point_color(board, series, at) for at in known]
    tones = [series.tones[at] if at < len(series.tones) else Tone.PLAIN for at in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [series.values[at] for at in known],
        "y": known,
        "cliponaxis": False,
        "marker": {
            "symbol": ["circle" if hollow else _SYMBOLS.get(tone, "circle") for tone in tones],
            "size": (11 if hollow else 14) * board.weight,
            "color": board.ink.paper if hollow else colors,
            "opacity": 1,
            "line": {"color": colors, "width": 2 * board.weight},
        },
        "customdata": [[series.name, board.spec.categories[at], ""] for at in known],
        "hovertext": [board.hint(series, at) for at in known],
        "hoverinfo": "text",
    }


def beside(
    board: Board, text: str, row: int, x: float | None, *, shift: float = 0.0, color: str = ""
) -> Part:
    """Words in a row: beside a value (at its left with a negative shift) or in the last column."""
    place: Part = {"xref": "paper", "x": 1} if x is None else {"x": x}
    return place | {
        "y": row,
        "xshift": shift,
        "xanchor": "left" if shift >= 0 else "right",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "text": text,
        "font": font(board, board.text, color),
        "bgcolor": board.ink.paper,
        "borderpad": 1,
    }
