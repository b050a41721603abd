"""Bars with a number on each, upright or lying."""

from __future__ import annotations

from shnor_core.charts.board import (
    Board,
    Drawing,
    Key,
    Part,
    bare_axis,
    font,
    hatch,
    plot_room,
    scale_of,
    tick_text,
)
from shnor_core.charts.endings import bare_label
from shnor_core.charts.lettering import block, widest, wrapped
from shnor_core.charts.rows import row_board
from shnor_core.charts.spec import Role, Series
from shnor_core.model import Tone

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
    colors = {Role.PREVIOUS: ink.previous, Role.CONTEXT: ink.context, Role.REFERENCE: ink.same}
    return colors.get(series.role, ink.accent)


def _pattern(board: Board, series: Series) -> Part:
    """Hatching tells an earlier year from this one on a black-and-white print."""
    if series.role is not Role.PREVIOUS or series.tones:
        return {}
    return {"pattern": hatch(board, board.ink.previous)}


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
