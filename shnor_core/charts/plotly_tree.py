"""A tree of likeness: leaves are rows, and the further right two branches join the less alike."""

from __future__ import annotations

from shnor_core.charts.board import Board, Drawing, Part
from shnor_core.charts.group_signs import Joint, joints, members, signed
from shnor_core.charts.plotly_profile import group_keys, group_points
from shnor_core.charts.rows import row_board
from shnor_core.charts.spec import Role


def tree(board: Board) -> Drawing:
    """Branches of one group in its colour, the others grey; the leaves carry its sign."""
    drawing, _ = row_board(board, 16, axis="below")
    drawing.shapes = [one for one in drawing.shapes if one.get("xref") != "paper"]
    groups, colors = members(board.spec), [color for *_, color in signed(board.spec, board.ink)]
    by_color: dict[str, list[Joint]] = {}
    for series in board.of(Role.CONTEXT):
        for joint in joints(series.values):
            inside = set(groups[joint.first : joint.last + 1])
            own = inside.pop() if len(inside) == 1 else None
            color = board.ink.same if own is None else colors[own]
            by_color.setdefault(color, []).append(joint)
    drawing.traces = [_branches(board, color, found) for color, found in by_color.items()]
    drawing.traces += [
        group_points(board, series, sign, color, 0.0)
        for series, sign, color in signed(board.spec, board.ink)
    ]
    drawing.keys = group_keys(board)
    return drawing


def _branches(board: Board, color: str, found: list[Joint]) -> Part:
    across: list[float | None] = []
    down: list[float | None] = []
    for joint in found:
        across += [joint.heights[0], joint.height, joint.height, joint.heights[1], None]
        down += [joint.rows[0], joint.rows[0], joint.rows[1], joint.rows[1], None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": down,
        "line": {"color": color, "width": 2 * board.weight},
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
