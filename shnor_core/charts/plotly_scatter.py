"""A map of schools: near ones are alike; arrows show where the indicators grow."""

from __future__ import annotations

from collections.abc import Iterator

from shnor_core.charts.board import Board, Drawing, Key, Part, bare_axis, font, plot_room
from shnor_core.charts.free_places import Ground
from shnor_core.charts.group_signs import signed
from shnor_core.charts.lettering import block, width_of, wrapped
from shnor_core.charts.plotly_profile import group_keys, sign_marker
from shnor_core.charts.spec import Role, Series

_MARK = 9.0  # half of a sign with a little air, pixels
_TALL = 0.85  # of the width
_ARROW = 0.9  # of the way to the nearest edge
_WORDS = 150.0  # widest label of an arrow, pixels


def scatter(board: Board) -> Drawing:
    """Signs with names where they fit; one unit is as long across as it is up."""
    edge, side = board.small * 1.7, board.small * 2
    wide, high = board.width - side - 8, plot_room(board, _TALL * board.width, edge)
    shown = list(_points(board))
    ground = _ground(board, [_at(*one) for one in shown], (wide, high))
    arrows = _arrows(board, ground)
    names = [_name(board, ground, series, at) for series, at in shown]
    labels = [_arrow_label(board, ground, *arrow) for arrow in arrows]
    # an arrow without a name says nothing
    named = [tip for (*_, tip), label in zip(arrows, labels, strict=True) if label]
    return Drawing(
        traces=_traces(board),
        annotations=[
            *(_arrow(board, tip) for tip in named),
            *(label for label in (*labels, *names) if label),
            _title(board, 0, x=0.5, y=0, yanchor="top", yshift=-6),
            _title(board, 1, x=0, y=0.5, textangle=-90, xanchor="right", xshift=-6),
        ],
        xaxis=_axis(ground.middle[0], ground.half(0)),
        yaxis=_axis(ground.middle[1], ground.half(1)),
        plot_height=high,
        left=side,
        right=8,
        above=4,
        below=edge,
        shapes=[*_middle_lines(board), _frame(board)],
        keys=_keys(board),
    )


def _axis(middle: float, half: float) -> Part:
    return bare_axis(range=[middle - half, middle + half], showticklabels=False)


def _axis_name(board: Board, at: int) -> str:
    return board.spec.columns[at] if at < len(board.spec.columns) else ""


def _title(board: Board, at: int, **place: object) -> Part:
    return {
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "text": block([_axis_name(board, at)]),
        "font": font(board, board.small, board.ink.muted),
        **place,
    }


def _at(series: Series, at: int) -> tuple[float, float]:
    return series.across[at] or 0.0, series.values[at] or 0.0


def _known(series: Series) -> list[int]:
    return [at for at, value in enumerate(series.values) if value is not None]


def _points(board: Board) -> Iterator[tuple[Series, int]]:
    for series in board.of(Role.GROUP, Role.CONTEXT):
        yield from ((series, at) for at in _known(series))


def _ground(board: Board, points: list[tuple[float, float]], size: tuple[float, float]) -> Ground:
    return Ground.around(
        points,
        size,
        (4 * board.text, 1.6 * board.text),
        reach=_MARK * board.weight,
        line=board.small * 1.25,
        width_of=lambda text: width_of(text, board.small),
    )


def _traces(board: Board) -> list[Part]:
    grey = {
        "symbol": "circle",
        "size": 12 * board.weight,
        "color": board.ink.same,
        "line": {"color": board.ink.paper, "width": 1},
    }
    looks = [(series, sign_marker(board, sign, color)) for series, sign, color in
             signed(board.spec, board.ink)]  # fmt: skip
    looks += [(series, grey) for series in board.of(Role.CONTEXT)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [series.across[at] for at in _known(series)],
            "y": [series.values[at] for at in _known(series)],
            "cliponaxis": False,
            "marker": marker,
            "hovertext": [
                f"<b>{block([board.spec.categories[at]])}</b><br>{block([series.name])}"
                for at in _known(series)
            ],
            "hoverinfo": "text",
        }
        for series, marker in looks
    ]


def _name(board: Board, ground: Ground, series: Series, at: int) -> Part | None:
    lines = [series.labels[at] if at < len(series.labels) else board.spec.categories[at]]
    return _label(board, ground, _at(series, at), lines, board.ink.text)


def _label(
    board: Board,
    ground: Ground,
    place: tuple[float, float],
    lines: list[str],
    color: str,
    *,
    outward: bool = False,
) -> Part | None:
    shift = ground.place(*place, lines, outward=outward)
    if shift is None:
        return None
    return {
        "x": place[0],
        "y": place[1],
        "xshift": shift[0],
        "yshift": shift[1],
        "xanchor": "center",
        "yanchor": "middle",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": board.ink.paper,
        "text": block(lines),
        "font": font(board, board.small, color),
    }


def _arrows(board: Board, ground: Ground) -> list[tuple[Series, int, tuple[float, float]]]:
    """Tips of the arrows: all made longer by one factor, as far as the plot lets them."""
    found = [(series, at) for series in board.of(Role.REFERENCE) for at in _known(series)]
    if not found:
        return []
    wide, high = ground.size
    zero = ground.lengths(0.0, 0.0)
    room = []
    for series, at in found:
        for part, side, start in zip(_at(series, at), (wide, high), zero, strict=True):
            if part:
                free = side / 2 - start if part > 0 else side / 2 + start
                room.append(_ARROW * free / ground.scale / abs(part))
    factor = min(room, default=1.0)
    return [
        (series, at, (_at(series, at)[0] * factor, _at(series, at)[1] * factor))
        for series, at in found
    ]


def _arrow(board: Board, tip: tuple[float, float]) -> Part:
    return {
        "x": tip[0],
        "y": tip[1],
        "ax": 0,
        "ay": 0,
        "axref": "x",
        "ayref": "y",
        "text": "",
        "showarrow": True,
        "arrowhead": 2,
        "arrowwidth": 1.2 * board.weight,
        "arrowcolor": board.ink.same,
    }


def _arrow_label(
    board: Board, ground: Ground, series: Series, at: int, tip: tuple[float, float]
) -> Part | None:
    lines = wrapped(board.spec.categories[at], board.small, _WORDS)
    return _label(board, ground, tip, lines, board.ink.muted, outward=True)


def _middle_lines(board: Board) -> list[Part]:
    line = {"color": board.ink.faint, "width": 1}
    across = {"xref": "paper", "x0": 0, "x1": 1, "y0": 0, "y1": 0}
    up = {"yref": "paper", "x0": 0, "x1": 0, "y0": 0, "y1": 1}
    return [{"type": "line", "line": line, "layer": "below", **place} for place in (across, up)]


def _frame(board: Board) -> Part:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 1,
        "line": {"color": board.ink.rule, "width": 1},
        "layer": "below",
    }


def _keys(board: Board) -> list[Key]:
    plain = [Key("dot", board.ink.same, one.name) for one in board.of(Role.CONTEXT) if one.name]
    arrows = [
        Key("sign", board.ink.muted, one.name, "→")
        for one in board.of(Role.REFERENCE)
        if any(value is not None for value in one.values)
    ]
    return [*group_keys(board), *plain, *arrows]
