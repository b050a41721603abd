"""Groups of schools: the tree and the profiles, native charts of points and lines."""

from __future__ import annotations

from shnor_core.charts.group_signs import Sign, joints, members, signed
from shnor_core.charts.office.rows import Board
from shnor_core.charts.office.sketch import Face, Options, Sketch, Trace, Value
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Role


def profile(spec: ChartSpec, face: Face) -> Sketch:
    """A sign of every group in every row."""
    board = Board(spec, face)
    for series, sign, color in signed(spec, LIGHT):
        board.put(board.columns.add(series.name, series.values), group_marker(sign, color))
    return board.sketch(0.6)


def tree(spec: ChartSpec, face: Face) -> Sketch:
    """Leaves in rows, branches as lines; the branches of one group have its colour."""
    board = Board(spec, face)
    count, groups = len(spec.categories), members(spec)
    looks = list(signed(spec, LIGHT))
    for series in spec.series:
        if series.role is not Role.CONTEXT:
            continue
        # what the tree is made of, for whoever opens the sheet
        board.columns.add(series.name, series.values)
        lines: dict[int | None, list[tuple[Value, Value]]] = {}
        for joint in joints(series.values):
            inside = set(groups[joint.first : joint.last + 1])
            own = inside.pop() if len(inside) == 1 else None
            (one, other), (low, high) = joint.rows, joint.heights
            corners = ((low, one), (joint.height, one), (joint.height, other), (high, other))
            lines.setdefault(own, []).extend([*((x, count - y) for x, y in corners), (None, None)])
        for own, path in lines.items():
            color, name = (
                ("#7B8794", "Дерево") if own is None else (looks[own][2], looks[own][0].name)
            )
            _put_path(board, name, path, color)
    for series, sign, color in looks:
        board.put(board.columns.add(series.name, series.values), group_marker(sign, color))
    return board.sketch(0.6)


def _put_path(board: Board, name: str, path: list[tuple[Value, Value]], color: str) -> None:
    across = board.columns.add(f"{name}: высота", tuple(x for x, _ in path))
    rows = board.columns.add(f"{name}: ряд", tuple(y for _, y in path))
    options = {"line": {"color": color, "width": 1.5}, "marker": {"type": "none"}}
    board.traces.append(Trace(rows, "scatter", across, options, in_legend=False))


def group_marker(sign: Sign, color: str) -> Options:
    """The sign of a group in its colour."""
    edge = {"color": color, "width": 1.5}
    look = {"type": sign.paper, "size": 8, "fill": {"color": color}, "border": edge}
    return {"line": {"none": True}, "marker": look}
