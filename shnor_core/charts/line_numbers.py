"""Where the numbers of a line stand: on the side of each point that hides least of the chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from shnor_core.charts.board import Board, Scale
from shnor_core.charts.lettering import width_of
from shnor_core.charts.spec import Role, Series

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, low, right, high in pixels

_GRAIN = 4.0  # pixels between the points a line is tried at
_DRAWN = (Role.FOCUS, Role.REFERENCE, Role.PREVIOUS)
_ASLANT = ("top right", "bottom right", "top left", "bottom left")
_OUTSIDE, _MARK = 6.0, 3.0  # how much worse than one point of a line


def sides(
    board: Board, series: Series, texts: Sequence[str], scale: Scale, step: float
) -> list[str]:
    """Side of each number as plotly names it: above a peak and below a dip, if that is free.

    Parameters
    ----------
    texts
        What stands at each point, empty for nothing.
    step
        Pixels between two categories.
    """
    drawn = list(_covered(board, scale, step))
    placed: list[Box] = []
    found = []
    for at, (value, text) in enumerate(zip(series.values, texts, strict=True)):
        if value is None or not text:
            found.append("top center")
            continue
        wide = width_of(text, board.text, bold=True)
        boxes = {
            side: _box(board, side, (at * step, scale.pixels(value)), wide)
            for side in (*_centred(series, at, value), *_ASLANT)
        }
        best = min(boxes, key=lambda one: _hidden(boxes[one], drawn, placed, scale))
        placed.append(boxes[best])
        found.append(best)
    return found


def _centred(series: Series, at: int, value: float) -> tuple[str, str]:
    near = [series.values[n] for n in (at - 1, at + 1) if 0 <= n < len(series.values)]
    known = [each for each in near if each is not None]
    peak = not known or value >= sum(known) / len(known)
    return ("top center", "bottom center") if peak else ("bottom center", "top center")


def _box(board: Board, side: str, point: Point, wide: float) -> Box:
    """Where plotly puts the letters: a little more than the sign away from its middle."""
    over, _, beside = side.partition(" ")
    away = 5 * board.weight / 0.8 + 1
    left = point[0] + {"left": -away - wide, "center": -wide / 2, "right": away}[beside]
    low = point[1] + (away + 0.2 * board.text if over == "top" else -away - 0.8 * board.text)
    return left, low, left + wide, low + 0.75 * board.text


def _covered(board: Board, scale: Scale, step: float) -> Iterator[tuple[Point, float]]:
    """Points of every line that is told apart, of its signs and intervals, and their weight."""
    for series in board.of(*_DRAWN):
        known = [
            (at * step, scale.pixels(value))
            for at, value in enumerate(series.values)
            if value is not None
        ]
        for one in known:
            yield one, _MARK
        for first, last in pairwise(known):
            yield from ((each, 1.0) for each in _between(first, last))
        for at, (low, high) in enumerate(zip(series.lower, series.upper, strict=True)):
            if low is not None and high is not None:
                ends = (at * step, scale.pixels(low)), (at * step, scale.pixels(high))
                yield from ((each, 1.0) for each in _between(*ends))


def _between(first: Point, last: Point) -> Iterator[Point]:
    reach = max(abs(last[0] - first[0]), abs(last[1] - first[1]))
    parts = max(int(reach / _GRAIN), 1)
    for at in range(1, parts):
        share = at / parts
        yield (
            first[0] + share * (last[0] - first[0]),
            first[1] + share * (last[1] - first[1]),
        )


def _hidden(
    box: Box, drawn: Sequence[tuple[Point, float]], placed: Sequence[Box], scale: Scale
) -> float:
    """How much a number would lie on: lines and signs, other numbers, names of the axes."""
    left, low, right, high = box
    under = sum(
        weight for (x, y), weight in drawn if left - 2 < x < right + 2 and low - 2 < y < high + 2
    )
    over = sum(left < b[2] and b[0] < right and low < b[3] and b[1] < high for b in placed)
    outside = (left < -_GRAIN) + (low < -_GRAIN) + (high > scale.length + 2 * _GRAIN)
    return under + _OUTSIDE * (over + outside)
