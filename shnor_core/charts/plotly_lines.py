"""Lines through the years with names at their ends instead of a legend."""

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
from shnor_core.charts.endings import bare_label, endings, last_known, others_name, written
from shnor_core.charts.lettering import block, widest
from shnor_core.charts.line_numbers import sides
from shnor_core.charts.spec import Reference, Role, Series


def line(board: Board) -> Drawing:
    """Focus thick with numbers, reference dashed, the others thin grey and unnamed."""
    below, above = board.text * 1.9, board.text * 0.9
    scale = scale_of(board, plot_room(board, 460.0 if board.large else 270.0, below + above))
    names = endings(board, scale, _focus_colors(board))
    ticks = [tick_text(board, tick, unit=tick == scale.ticks[-1]) for tick in scale.ticks]
    last = len(board.spec.categories) - 1
    left = widest(ticks, board.small) + 14
    right = 22 + max((widest(name.lines, board.text, bold=name.bold) for name in names), default=0)
    # pixels between two years; the axis begins a little before the first and ends after the last
    step = (board.width - left - right) / (1.11 * max(last, 1))
    return Drawing(
        traces=_traces(board, scale, step),
        xaxis=bare_axis(
            tickvals=list(range(last + 1)),
            ticktext=[block([name]) for name in board.spec.categories],
            tickfont=font(board),
            range=[-0.08 * max(last, 1), last + 0.03 * max(last, 1)],
        ),
        yaxis=bare_axis(
            tickvals=list(scale.ticks),
            ticktext=ticks,
            tickfont=font(board, board.small, board.ink.muted),
            range=_loose(scale, board),
            showgrid=True,
            gridcolor=board.ink.faint,
        ),
        plot_height=scale.length,
        left=left,
        right=right,
        above=above,
        below=below,
        shapes=[_threshold(board, reference) for reference in board.spec.references],
        annotations=[
            *(written(board, name, scale) for name in names),
            *(_threshold_name(board, reference) for reference in board.spec.references),
        ],
        keys=_keys(board) if board.narrow else [],
    )


def _keys(board: Board) -> list[Key]:
    """Names of lines where there is no room for them at the ends."""
    focus = zip(board.of(Role.FOCUS), _focus_colors(board), strict=False)
    found = [Key("strip", color, series.name) for series, color in focus if series.name]
    found += [Key("sign", board.ink.text, series.name, "□") for series in board.of(Role.REFERENCE)]
    found += [Key("strip", board.ink.previous, series.name) for series in board.of(Role.PREVIOUS)]
    if board.of(Role.CONTEXT):
        found.append(Key("strip", board.ink.context, others_name(board)))
    return found


def _loose(scale: Scale, board: Board) -> list[float]:
    """Room for a thick line that runs along the end of the scale."""
    pad = 4 * board.weight * (scale.high - scale.low) / scale.length
    return [scale.low - pad, scale.high + pad]


def _focus_colors(board: Board) -> tuple[str, ...]:
    ink = board.ink
    return (ink.accent, ink.worse, ink.doubt, ink.same) * 8


def _traces(board: Board, scale: Scale, step: float) -> list[Part]:
    ink, weight = board.ink, board.weight
    traces = [_thin(board, series) for series in board.of(Role.CONTEXT)]
    for series in board.of(Role.PREVIOUS):
        traces.append(_trace(board, series, ink.previous, {"width": 2.5 * weight}))
    for series in board.of(Role.REFERENCE):
        dashed = {"width": 2.2 * weight, "dash": "6px,4px"}
        traces.append(_trace(board, series, ink.text, dashed) | _squares(board))
    for series, color in zip(board.of(Role.FOCUS), _focus_colors(board), strict=False):
        trace = _trace(board, series, color, {"width": 3.6 * weight})
        trace["marker"] |= {"color": color}
        traces.append(
            trace | _numbers(board, series, scale, step, color) | _interval(board, series, color)
        )
    return traces


def _trace(board: Board, series: Series, color: str, stroke: Part) -> Part:
    marker = {
        "size": 10 * board.weight,
        "color": board.ink.paper,
        "line": {"color": color, "width": 2 * board.weight},
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(series.values))),
        "y": list(series.values),
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": color, **stroke},
        "marker": marker,
        "customdata": [[series.name, category, ""] for category in board.spec.categories],
        "hovertext": [board.hint(series, at) for at in range(len(series.values))],
        "hoverinfo": "text",
    }


def _thin(board: Board, series: Series) -> Part:
    trace = _trace(board, series, board.ink.context, {"width": 1.6 * board.weight})
    return trace | {"marker": {"size": 5 * board.weight, "color": board.ink.context}}


def _squares(board: Board) -> Part:
    line = {"color": board.ink.text, "width": 2 * board.weight}
    return {
        "marker": {
            "size": 9 * board.weight,
            "symbol": "square",
            "color": board.ink.paper,
            "line": line,
        }
    }


def _numbers(board: Board, series: Series, scale: Scale, step: float, color: str) -> Part:
    """Numbers at all points but the last, whose number stands in the name at the end."""
    last = last_known(series)
    texts = [
        bare_label(board, series, at) if value is not None and at != last else ""
        for at, value in enumerate(series.values)
    ]
    return {
        "mode": "lines+markers+text",
        "text": [f"<b>{block([text])}</b>" if text else "" for text in texts],
        "textposition": sides(board, series, texts, scale, step),
        "textfont": font(board, board.text, color),
    }


def _interval(board: Board, series: Series, color: str) -> Part:
    if not series.lower or not series.upper:
        return {}
    rows = list(zip(series.values, series.lower, series.upper, strict=True))
    return {
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [_gap(upper, value) for value, _, upper in rows],
            "arrayminus": [_gap(value, lower) for value, lower, _ in rows],
            "thickness": 2 * board.weight,
            "width": 0,
            "color": color,
        }
    }


def _gap(upper: float | None, lower: float | None) -> float | None:
    return None if upper is None or lower is None else upper - lower


def _threshold(board: Board, reference: Reference) -> Part:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": reference.value,
        "y1": reference.value,
        "line": {"color": board.ink.text, "width": 1.6 * board.weight},
    }


def _threshold_name(board: Board, reference: Reference) -> Part:
    return {
        "xref": "paper",
        "x": 0,
        "y": reference.value,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "text": f"<b>{block([reference.label])}</b>",
        "font": font(board, board.small),
        "bgcolor": board.ink.paper,
    }
