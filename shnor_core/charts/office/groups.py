"""Groups of schools: the map, the tree and the profiles, all native charts of points and lines."""

from __future__ import annotations

from shnor_core.charts.group_signs import Sign, joints, members, signed
from shnor_core.charts.office.rows import Board
from shnor_core.charts.office.sketch import Columns, Face, Labels, Options, Sketch, Trace, Value
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Role, Series

_BARE: Options = {"label_position": "none", "major_tick_mark": "none", "minor_tick_mark": "none"}
_TALL = 0.68  # of the width
_ARROW = 0.8  # of the way to the farthest school


def profile(spec: ChartSpec, face: Face) -> Sketch:
    """A sign of every group in every row."""
    board = Board(spec, face)
    for series, sign, color in signed(spec, LIGHT):
        board.put(board.columns.add(series.name, series.values), _marker(sign, color))
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
        board.put(board.columns.add(series.name, series.values), _marker(sign, color))
    return board.sketch(0.6)


def _put_path(board: Board, name: str, path: list[tuple[Value, Value]], color: str) -> None:
    across = board.columns.add(f"{name}: высота", tuple(x for x, _ in path))
    rows = board.columns.add(f"{name}: ряд", tuple(y for _, y in path))
    options = {"line": {"color": color, "width": 1.5}, "marker": {"type": "none"}}
    board.traces.append(Trace(rows, "scatter", across, options, in_legend=False))


def _marker(sign: Sign, color: str) -> Options:
    edge = {"color": color, "width": 1.5}
    look = {"type": sign.paper, "size": 8, "fill": {"color": color}, "border": edge}
    return {"line": {"none": True}, "marker": look}


def scatter(spec: ChartSpec, face: Face) -> Sketch:
    """Schools as signs with their names, indicators as lines from the middle."""
    columns = Columns(spec)
    traces = [
        _schools(spec, face, columns, series, _marker(sign, color))
        for series, sign, color in signed(spec, LIGHT)
    ]
    for series in spec.series:
        if series.role is Role.CONTEXT:
            grey = {"fill": {"color": LIGHT.same}, "border": {"color": LIGHT.same}}
            options = {"line": {"none": True}, "marker": {"type": "circle", "size": 7, **grey}}
            traces.append(_schools(spec, face, columns, series, options))
        elif series.role is Role.REFERENCE:
            traces.append(_directions(spec, face, columns, series))
    names = (*spec.columns, "", "")
    return Sketch(
        shape="scatter",
        subtype="straight_with_markers",
        fields=tuple(columns.fields),
        traces=tuple(traces),
        x_axis=_axis(names[0], face),
        y_axis=_axis(names[1], face),
        height=_TALL * face.width,
    )


def _axis(name: str, face: Face) -> Options:
    line = {"color": LIGHT.rule, "width": 0.75}
    return {"name": name, "name_font": face.font(color=LIGHT.muted), "line": line,
            "major_gridlines": {"visible": False}, **_BARE}  # fmt: skip


def _schools(
    spec: ChartSpec, face: Face, columns: Columns, series: Series, options: Options
) -> Trace:
    across = columns.add(series.name, series.across)
    up = columns.add(f"{series.name}: вверх", series.values)
    texts = tuple(
        None if value is None else _short(spec, series, at)
        for at, value in enumerate(series.values)
    )
    return Trace(up, "scatter", across, options, Labels("right", face.font(), texts=texts))


def _short(spec: ChartSpec, series: Series, at: int) -> str:
    return series.labels[at] if at < len(series.labels) else spec.categories[at]


def _directions(spec: ChartSpec, face: Face, columns: Columns, series: Series) -> Trace:
    """Lines from the middle, long enough to be seen among the schools."""
    factor = _factor(spec, series)
    # the numbers themselves, for whoever opens the sheet: the lines are drawn longer
    columns.add(f"{series.name}: первая компонента", series.across)
    columns.add(f"{series.name}: вторая компонента", series.values)
    across: list[Value] = []
    up: list[Value] = []
    texts: list[str | None] = []
    for at, (x, y) in enumerate(zip(series.across, series.values, strict=True)):
        if x is not None and y is not None:
            across += [0.0, factor * x, None]
            up += [0.0, factor * y, None]
            texts += [None, spec.categories[at], None]
    first = columns.add(f"{series.name}: линия", tuple(across))
    second = columns.add(f"{series.name}: линия вверх", tuple(up))
    options = {"line": {"color": LIGHT.same, "width": 1}, "marker": {"type": "none"}}
    labels = Labels("right", face.font(color=LIGHT.muted), texts=tuple(texts))
    return Trace(second, "scatter", first, options, labels)


def _factor(spec: ChartSpec, arrows: Series) -> float:
    reach = [_reach(one) for one in spec.series if one.role is not Role.REFERENCE]
    longest = _reach(arrows)
    return _ARROW * max(reach, default=1.0) / longest if longest else 1.0


def _reach(series: Series) -> float:
    parts = (
        abs(part) for row in (series.across, series.values) for part in row if part is not None
    )
    return max(parts, default=0.0)
