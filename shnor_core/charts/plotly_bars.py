"""Bars with a number on each, and rows of marks 2, 3, 4, 5 that make up a hundred per cent."""

from __future__ import annotations

from shnor_core.charts.board import (
    Board,
    Drawing,
    Key,
    Part,
    Scale,
    bare_axis,
    font,
    plot_room,
    scale_of,
    tick_text,
)
from shnor_core.charts.endings import bare_label
from shnor_core.charts.lettering import block, widest, width_of, wrapped
from shnor_core.charts.rows import row_axis, row_board, row_names
from shnor_core.charts.spec import Role, Series
from shnor_core.model import Tone

_MARKS = (Role.MARK_2, Role.MARK_3, Role.MARK_4, Role.MARK_5)
_HATCHED = 0  # the mark 2: told from the others without colour
_LINES = 3  # more lines of a name under a bar are hard to read


def bar(board: Board) -> Drawing:
    """Upright bars, or lying ones where the names do not fit under them."""
    slot = _slot(board)
    lines = [wrapped(name, board.text, slot) for name in board.spec.categories]
    fits = all(len(each) <= _LINES and widest(each, board.text) <= slot for each in lines)
    return _upright(board) if fits else _lying(board)


def _slot(board: Board) -> float:
    return (board.width - 60) / max(len(board.spec.categories), 1) - 8


def _upright(board: Board) -> Drawing:
    names = [wrapped(name, board.text, _slot(board)) for name in board.spec.categories]
    below = max((len(lines) for lines in names), default=1) * board.text * 1.25 + 12
    above = board.text * 1.4
    scale = scale_of(board, plot_room(board, 420.0 if board.large else 240.0, below + above))
    ticks = [tick_text(board, tick, unit=tick == scale.ticks[-1]) for tick in scale.ticks]
    return Drawing(
        traces=[_bars(board, series, upright=True) for series in board.spec.series]
        + _dashes(board, upright=True),
        xaxis=bare_axis(
            tickvals=list(range(len(names))),
            ticktext=[block(lines) for lines in names],
            tickfont=font(board),
            tickangle=0,
            range=[-0.5, len(names) - 0.5],
        ),
        yaxis=bare_axis(
            tickvals=list(scale.ticks),
            ticktext=ticks,
            tickfont=font(board, board.small, board.ink.muted),
            range=[scale.low, scale.high + (scale.high - scale.low) / scale.length],
            showgrid=True,
            gridcolor=board.ink.faint,
        ),
        plot_height=scale.length,
        left=widest(ticks, board.small) + 14,
        right=8,
        above=above,
        below=below,
        shapes=[_across(board, reference.value) for reference in board.spec.references],
        annotations=[_across_name(board, at) for at in range(len(board.spec.references))],
        keys=_keys(board),
        extra={"barmode": "group", "bargap": 0.36, "bargroupgap": 0.06},
    )


def _lying(board: Board) -> Drawing:
    room = max(
        widest([board.label(each, at) for at in range(len(each.values))], board.text)
        for each in board.spec.series
    )
    row = board.text * (1.15 * len(board.spec.series) + 0.7)
    drawing, _ = row_board(board, room + 12, axis="below", row=row)
    drawing.traces.extend(_bars(board, series, upright=False) for series in board.spec.series)
    drawing.traces.extend(_dashes(board, upright=False))
    drawing.keys = _keys(board)
    drawing.extra = {"barmode": "group", "bargap": 0.3, "bargroupgap": 0.04}
    return drawing


def _bars(board: Board, series: Series, *, upright: bool) -> Part:
    places = list(range(len(series.values)))
    values = list(series.values)
    texts = [
        ""
        if value is None
        else block([bare_label(board, series, at) if upright else board.label(series, at)])
        for at, value in enumerate(series.values)
    ]
    return {
        "type": "bar",
        "orientation": "v" if upright else "h",
        "x": places if upright else values,
        "y": values if upright else places,
        "text": texts,
        "textposition": "outside",
        "constraintext": "none",
        "textangle": 0,
        "textfont": font(board),
        "cliponaxis": False,
        "marker": {"color": _colors(board, series), **_pattern(board, series)},
        "customdata": [[series.name, category, ""] for category in board.spec.categories],
        "hovertext": [board.hint(series, at) for at in places],
        "hoverinfo": "text",
    }


def _colors(board: Board, series: Series) -> str | list[str]:
    """One colour where there are no verdicts: plotly cannot hatch a list of colours."""
    if not series.tones:
        return _color(board, series, 0)
    return [_color(board, series, at) for at in range(len(series.values))]


def _color(board: Board, series: Series, at: int) -> str:
    ink = board.ink
    if at < len(series.tones) and series.tones[at] is not Tone.PLAIN:
        return ink.shape(series.tones[at])
    if series.role in _MARKS:
        return ink.marks[_MARKS.index(series.role)]
    colors = {Role.PREVIOUS: ink.previous, Role.CONTEXT: ink.context, Role.REFERENCE: ink.same}
    return colors.get(series.role, ink.accent)


def _pattern(board: Board, series: Series) -> Part:
    """Hatching tells an earlier year from this one on a black-and-white print."""
    if series.role is not Role.PREVIOUS or series.tones:
        return {}
    return {"pattern": _hatch(board, board.ink.previous)}


def _hatch(board: Board, color: str) -> Part:
    strokes = {"fgcolor": board.ink.paper, "fgopacity": 0.35, "size": 8, "solidity": 0.15}
    return {"shape": "/", "fillmode": "replace", "bgcolor": color, **strokes}


def _dashes(board: Board, *, upright: bool) -> list[Part]:
    """A dash where a lone series has no value: an absent bar would look like zero."""
    if len(board.spec.series) != 1:
        return []
    gaps = [at for at, value in enumerate(board.spec.series[0].values) if value is None]
    zeros = [0.0] * len(gaps)
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": gaps if upright else zeros,
            "y": zeros if upright else gaps,
            "text": ["нет данных"] * len(gaps),
            "textposition": "top center" if upright else "middle right",
            "textfont": font(board, board.small, board.ink.muted),
            "cliponaxis": False,
            "hoverinfo": "skip",
        }
    ]


def _across(board: Board, value: float) -> Part:
    line = {"color": board.ink.text, "width": 1.6 * board.weight}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": line,
    }


def _across_name(board: Board, at: int) -> Part:
    reference = board.spec.references[at]
    return {
        "xref": "paper",
        "x": 1,
        "y": reference.value,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{block([reference.label])}</b>",
        "font": font(board, board.small),
    }


def _keys(board: Board) -> list[Key]:
    if len(board.spec.series) < 2:
        return []
    return [_key(board, series) for series in board.spec.series]


def _key(board: Board, series: Series) -> Key:
    color = _color(board, series, len(series.tones))
    if series.role is Role.PREVIOUS:
        return Key("hatch", board.ink.paper, series.name, color)
    return Key("block", color, series.name)


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
            **({"pattern": _hatch(board, ink.marks[mark])} if mark == _HATCHED else {}),
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
