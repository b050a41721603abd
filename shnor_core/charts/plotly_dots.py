"""One row per category: an interval, a value and what is worth saying about it at the right."""

from __future__ import annotations

from shnor_core.charts.board import Board, Drawing, Key, Part
from shnor_core.charts.lettering import block, widest
from shnor_core.charts.rows import (
    beside,
    point_color,
    point_sign,
    points,
    row_board,
    segments,
    strong_rows,
)
from shnor_core.charts.spec import Role, Series


def dot(board: Board) -> Drawing:
    """One row per category: interval, value, hollow value of an earlier year, label."""
    texts = [_lines(board, text) for text in _right_texts(board)]
    room = widest([line for lines in texts for line in lines], board.text, bold=True)
    row = 1.25 * board.text * max(map(len, texts), default=1) + 8
    drawing, _ = row_board(board, room + 16, axis="below", row=row)
    for series in board.of(Role.CONTEXT, Role.FOCUS, Role.REFERENCE):
        drawing.traces.extend(_bands(board, series))
    for series in board.of(Role.PREVIOUS):
        drawing.traces.append(points(board, series, hollow=True))
    for series in board.of(Role.CONTEXT, Role.FOCUS, Role.REFERENCE):
        drawing.traces.append(points(board, series, hollow=False))
    drawing.annotations.extend(_column(board, texts))
    drawing.keys = _keys(board)
    return drawing


def _bands(board: Board, series: Series) -> list[Part]:
    """Intervals, one trace per colour."""
    by_color: dict[str, list[tuple[int, float, float]]] = {}
    for at, (low, high) in enumerate(zip(series.lower, series.upper, strict=True)):
        if low is not None and high is not None:
            by_color.setdefault(point_color(board, series, at), []).append((at, low, high))
    return [segments(board, color, rows) for color, rows in by_color.items()]


def _right_texts(board: Board) -> list[str]:
    """Labels of the focus, else of the other rows: a row has one label."""
    texts = ["" for _ in board.spec.categories]
    for series in board.of(Role.CONTEXT, Role.FOCUS):
        for at, value in enumerate(series.values):
            if value is not None or (at < len(series.labels) and series.labels[at]):
                texts[at] = board.label(series, at)
    return texts


def _lines(board: Board, text: str) -> list[str]:
    """«7 из 20, нужно 6» takes two lines where one would leave the dots no room."""
    return text.replace(", ", ",\n").split("\n") if board.narrow else [text]


def _column(board: Board, texts: list[list[str]]) -> list[Part]:
    strong = strong_rows(board)
    made = []
    for at, text in enumerate(texts):
        loud = not strong or strong[at]
        told = f"<b>{block(text)}</b>" if strong and strong[at] else block(text)
        color = board.ink.text if loud else board.ink.muted
        made.append(beside(board, told, at, None, shift=10, color=color))
    return made


def _keys(board: Board) -> list[Key]:
    """A key only where two sets of dots have to be told apart."""
    if len(board.spec.series) < 2:
        return []
    return [_key(board, series) for series in board.spec.series if series.name]


def _key(board: Board, series: Series) -> Key:
    if series.role is Role.PREVIOUS:
        return Key("ring", board.ink.same, series.name)
    known = [at for at, value in enumerate(series.values) if value is not None]
    signs = "".join(sorted({point_sign(series, at) for at in known}))
    if signs.strip("●"):
        return Key("sign", board.ink.muted, series.name, signs)
    return Key("dot", point_color(board, series, known[0] if known else 0), series.name)
