"""A :class:`ChartSpec` as a plotly figure: conclusion above, source below, direct names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from shnor_core.charts.board import LINE, Board, Drawing, Key, Part, caption, font, heading
from shnor_core.charts.legends import legend, legend_height
from shnor_core.charts.lettering import block
from shnor_core.charts.plotly_bars import bar
from shnor_core.charts.plotly_bullets import bullet
from shnor_core.charts.plotly_dots import dot
from shnor_core.charts.plotly_dumbbells import dumbbell
from shnor_core.charts.plotly_heat import heat
from shnor_core.charts.plotly_lines import line
from shnor_core.charts.plotly_marks import stacked
from shnor_core.charts.plotly_profile import profile
from shnor_core.charts.plotly_scatter import scatter
from shnor_core.charts.plotly_tree import tree
from shnor_core.charts.spec import ChartSpec

if TYPE_CHECKING:
    import plotly.graph_objects as go

_KINDS: dict[str, Callable[[Board], Drawing]] = {
    "line": line,
    "bar": bar,
    "stacked": stacked,
    "dot": dot,
    "dumbbell": dumbbell,
    "bullet": bullet,
    "heat": heat,
    "scatter": scatter,
    "tree": tree,
    "profile": profile,
}
# A figure takes a tenth of a megabyte and more, and stays when its data have changed: these are the
# charts people look at now.
_KEPT = 64
# Plotly swaps the decimal mark and the thousands mark of its own numbers for these two letters.
_SEPARATORS = ",\u202f"


@lru_cache(maxsize=_KEPT)
def figure(
    spec: ChartSpec,
    *,
    large: bool = False,
    dark: bool = False,
    width: int = 560,
    height: int | None = None,
    framed: bool = True,
) -> go.Figure:
    """Draw a chart.

    Equal arguments return the same figure, so nobody may change it after the call.

    Parameters
    ----------
    spec
        What the chart says.
    large
        Text of at least 24 px for a screen seen from six metres, else at least 14 px.
    dark
        Colours of the dark theme.
    width
        Width in pixels the chart is laid out for: long names are broken for it, and in a narrow
        one the names of lines move to the key. The figure itself follows its container.
    height
        Height in pixels; computed from the number of rows when not given.
    framed
        ``False`` leaves out the conclusion, the key and the caption, when the page draws them.

    Raises
    ------
    KeyError
        If ``spec.kind`` names no kind of chart.
    """
    import plotly.graph_objects as go

    board = Board(spec, large, dark, width, height, framed)
    drawing = _KINDS[spec.kind](board)
    layout = _layout(board, drawing)
    if height is not None and layout["height"] != height:
        # the key and the axis are known only now: what they took is taken from the plot
        board = replace(board, height=2 * height - layout["height"])
        drawing = _KINDS[spec.kind](board)
        layout = _layout(board, drawing)
    return go.Figure(data=drawing.traces, layout=layout)


@lru_cache(maxsize=_KEPT)
def keys(
    spec: ChartSpec, *, large: bool = False, dark: bool = False, width: int = 560
) -> tuple[Key, ...]:
    """The key of a chart, for a page that draws it itself; arguments as in :func:`figure`."""
    board = Board(spec, large, dark, width, None, False)
    return tuple(_KINDS[spec.kind](board).keys)


def _layout(board: Board, drawing: Drawing) -> Part:
    title, measure, title_height = heading(board)
    words, words_height = caption(board)
    shown = drawing.keys if board.framed else []
    top = title_height + legend_height(board, shown) + drawing.above
    bottom = drawing.below + words_height + 4
    marks, names = legend(board, shown, drawing.left, top - title_height)
    title_room = board.title * LINE * len(title)
    return {
        "height": round(top + drawing.plot_height + bottom),
        "margin": {"l": drawing.left, "r": drawing.right, "t": top, "b": bottom, "pad": 0},
        "xaxis": drawing.xaxis,
        "yaxis": drawing.yaxis,
        "shapes": [*drawing.shapes, *marks],
        "annotations": [
            *drawing.annotations,
            *names,
            *_note(board, drawing, title, board.title, up=top),
            *_note(board, drawing, measure, board.small, up=top - title_room - 2),
            *_note(board, drawing, words, board.small, up=-drawing.below - 8),
        ],
        "showlegend": False,
        "meta": _meta(board, drawing),
        "separators": _SEPARATORS,
        "font": font(board),
        "paper_bgcolor": board.ink.paper,
        "plot_bgcolor": board.ink.paper,
        "hovermode": "closest",
        "hoverlabel": {
            "font": font(board, board.small),
            "bgcolor": board.ink.paper,
            "bordercolor": board.ink.rule,
            "align": "left",
        },
        "dragmode": False,
        **drawing.extra,
    }


def _meta(board: Board, drawing: Drawing) -> Part:
    """Words that stand around the plot on a page and go with it into a saved picture."""
    spec, ink = board.spec, board.ink
    source = f"Источник: {spec.source}" if spec.source else ""
    return {
        "title": spec.conclusion,
        "measure": spec.measure,
        "keys": [asdict(key) for key in drawing.keys],
        "notes": [line for line in (*spec.notes, source) if line],
        "ink": {"paper": ink.paper, "text": ink.text, "muted": ink.muted},
    }


def _note(
    board: Board, drawing: Drawing, lines: list[str], size: float, *, up: float
) -> list[Part]:
    """Lines at the left edge of the picture, ``up`` pixels from the nearest edge of the plot."""
    if not lines:
        return []
    text = block(lines)
    title = size == board.title
    return [
        {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1 if up > 0 else 0,
            "xshift": -drawing.left,
            "yshift": up,
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "text": f"<b>{text}</b>" if title else text,
            "font": font(board, size, board.ink.text if title else board.ink.muted),
        }
    ]
