"""One row per indicator and a sign of every group in it: what sets the groups apart."""

from __future__ import annotations

from shnor_core.charts.board import Board, Drawing, Key, Part
from shnor_core.charts.group_signs import Sign, signed
from shnor_core.charts.rows import row_board, segments
from shnor_core.charts.spec import Series

_SPREAD = 0.16  # of a row, between the signs of neighbouring groups


def profile(board: Board) -> Drawing:
    """Signs of the groups over a line from the least value of the row to the greatest."""
    drawing, _ = row_board(board, 16, axis="below")
    groups = list(signed(board.spec, board.ink))
    drawing.traces.append(segments(board, board.ink.rule, _spans(board)))
    for at, (series, sign, color) in enumerate(groups):
        shift = _SPREAD * (at - (len(groups) - 1) / 2)
        drawing.traces.append(group_points(board, series, sign, color, shift))
    drawing.keys = group_keys(board)
    return drawing


def _spans(board: Board) -> list[tuple[int, float, float]]:
    rows = []
    for at in range(len(board.spec.categories)):
        known = [v for series in board.spec.series if (v := series.values[at]) is not None]
        if known:
            rows.append((at, min(known), max(known)))
    return rows


def group_points(board: Board, series: Series, sign: Sign, color: str, shift: float) -> Part:
    """Signs of one group in its rows."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [series.values[at] for at in known],
        "y": [at + shift for at in known],
        "cliponaxis": False,
        "marker": sign_marker(board, sign, color),
        "hovertext": [board.hint(series, at) for at in known],
        "hoverinfo": "text",
    }


def sign_marker(board: Board, sign: Sign, color: str) -> Part:
    edge = {"color": board.ink.paper, "width": 1}
    return {"symbol": sign.screen, "size": 14 * board.weight, "color": color, "line": edge}


def group_keys(board: Board) -> list[Key]:
    return [
        Key("sign", color, series.name, sign.glyph)
        for series, sign, color in signed(board.spec, board.ink)
    ]
