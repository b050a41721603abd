"""Rows of school marks 2, 3, 4 and 5 that make up a hundred per cent."""

from __future__ import annotations

from shnor_core.charts.board import (
    Board,
    Drawing,
    Key,
    Part,
    Scale,
    bare_axis,
    font,
    hatch,
    plot_room,
)
from shnor_core.charts.lettering import block, width_of
from shnor_core.charts.rows import row_axis, row_names
from shnor_core.charts.spec import Role, Series

_MARKS = (Role.MARK_2, Role.MARK_3, Role.MARK_4, Role.MARK_5)
_HATCHED = 0  # the mark 2: told from the others without colour


def _mark_keys(board: Board) -> list[Key]:
    ink = board.ink
    marks = [(series, _mark(board, at)) for at, series in enumerate(board.spec.series)]
    return [
        Key("hatch", ink.paper, series.name, ink.marks[mark])
        if mark == _HATCHED
        else Key("block", ink.marks[mark], series.name)
        for series, mark in marks
    ]


def _mark(board: Board, number: int) -> int:
    role = board.spec.series[number].role
    return _MARKS.index(role) if role in _MARKS else number % len(_MARKS)


def stacked(board: Board) -> Drawing:
    """Rows of a hundred per cent; ``values`` in other units are turned into shares by plotly."""
    names, room = row_names(board)
    left = room + 22
    plot = plot_room(board, board.text * 2.3 * max(len(names), 1), 10)
    scale = Scale(0.0, 100.0, (), max(board.width - left - 12, 80.0))
    shares = _shares(board)
    return Drawing(
        traces=[_part(board, at, shares[at], scale) for at in range(len(board.spec.series))],
        xaxis=bare_axis(range=[0, 100], showticklabels=False),
        yaxis=row_axis(board, names),
        plot_height=plot,
        left=left,
        right=12,
        above=4,
        below=6,
        keys=_mark_keys(board),
        extra={"barmode": "stack", "bargap": 0.28},
    )


def _shares(board: Board) -> list[list[float | None]]:
    """Values as parts of their row, 0…100; a row without any value stays empty."""
    rows = list(zip(*(series.values for series in board.spec.series), strict=True))
    wholes = [sum(value for value in row if value is not None) for row in rows]
    return [
        [
            None if value is None or not whole else 100 * value / whole
            for value, whole in zip(series.values, wholes, strict=True)
        ]
        for series in board.spec.series
    ]


def _part(board: Board, number: int, shares: list[float | None], scale: Scale) -> Part:
    series, ink = board.spec.series[number], board.ink
    mark = _mark(board, number)
    texts = [_inside(board, series, at, share, scale) for at, share in enumerate(shares)]
    return {
        "type": "bar",
        "orientation": "h",
        "x": shares,
        "y": list(range(len(shares))),
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": font(board, board.text, ink.mark_texts[mark]),
        "marker": {
            "color": ink.marks[mark],
            "line": {"color": ink.paper, "width": 1.5},
            **({"pattern": hatch(board, ink.marks[mark])} if mark == _HATCHED else {}),
        },
        "customdata": [[series.name, category, ""] for category in board.spec.categories],
        "hovertext": [board.hint(series, at) for at in range(len(shares))],
        "hoverinfo": "text",
    }


def _inside(board: Board, series: Series, at: int, share: float | None, scale: Scale) -> str:
    """The label of a part, left out where the part is narrower than its label."""
    if share is None or not share:
        return ""
    text = board.label(series, at)
    room = scale.pixels(share) - 6
    return block([text]) if width_of(text, board.text) <= room else ""
