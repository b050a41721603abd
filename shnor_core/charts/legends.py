"""The key above a plot, drawn in pixels: it wraps with its words and stays in the picture."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts.board import Board, Key, Part, font
from shnor_core.charts.lettering import block, width_of

_GAP = 22
_ROW = 1.75  # height of a row of keys in font sizes


def legend_height(board: Board, keys: Sequence[Key]) -> float:
    """Room for the rows of the key, 0 without keys."""
    rows = _places(board, keys)
    return board.small * _ROW * (rows[-1][1] + 1) if rows else 0.0


def legend(
    board: Board, keys: Sequence[Key], left: float, up: float
) -> tuple[list[Part], list[Part]]:
    """Shapes and words of the key; ``left`` and ``up`` lead from the plot's corner to its own."""
    size = board.small
    shapes: list[Part] = []
    words: list[Part] = []
    for key, (x, row) in zip(keys, _places(board, keys), strict=True):
        across, down = x - left, up - size * _ROW * (row + 0.5)
        if key.look == "sign":
            words.append(_word(board, key.ground, key.color, across, down))
        else:
            shapes.extend(_mark(board, key, across, down))
        words.append(_word(board, key.name, board.ink.text, across + _lead(board, key), down))
    return shapes, words


def _lead(board: Board, key: Key) -> float:
    """From the start of an entry to its word: a sign may be of several letters, «▲▼»."""
    sign = width_of(key.ground, board.small) if key.look == "sign" else 0.0
    return max(board.small, sign) + board.small * 0.4


def _word(board: Board, text: str, color: str, x: float, y: float) -> Part:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "xshift": x,
        "yshift": y,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "text": block([text]),
        "font": font(board, board.small, color),
    }


def _places(board: Board, keys: Sequence[Key]) -> list[tuple[float, int]]:
    """Where each entry starts, and in which row."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for key in keys:
        width = _lead(board, key) + width_of(key.name, board.small)
        if x and x + width > board.width - 12:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + _GAP
    return places


def _mark(board: Board, key: Key, x: float, y: float) -> list[Part]:
    size = board.small * 0.95
    half = size / 2
    edge = {"color": key.color, "width": 2 * board.weight}
    if key.look in ("dot", "ring"):
        fill = key.color if key.look == "dot" else board.ink.paper
        spot = _pixel("circle", x, y - half * 0.8, x + half * 1.6, y + half * 0.8, edge)
        return [spot | {"fillcolor": fill}]
    if key.look == "mark":
        return [_pixel("line", x + half, y - half, x + half, y + half, edge | {"width": 3})]
    if key.look == "dashes":
        return [_pixel("line", x, y, x + size, y, edge | {"dash": "4px,3px"})]
    thick = half * (0.35 if key.look == "strip" else 0.9)
    ground = _pixel("rect", x, y - thick, x + size, y + thick, {"width": 0})
    strokes = _hatching(key.color, x, y, size, thick) if key.look == "hatch" else []
    return [ground | {"fillcolor": key.ground or key.color}, *strokes]


def _hatching(color: str, x: float, y: float, size: float, thick: float) -> list[Part]:
    line = {"color": color, "width": 1.5}
    starts = (0.1, 0.45)
    return [
        _pixel("line", x + size * at, y - thick, x + size * (at + 0.45), y + thick, line)
        for at in starts
    ]


def _pixel(kind: str, x0: float, y0: float, x1: float, y1: float, line: Part) -> Part:
    """A shape measured in pixels from the upper left corner of the plot."""
    return {
        "type": kind,
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": line,
    }
