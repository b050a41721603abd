"""Two years of each school: where it was, where it is, and both numbers beside."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.charts.board import Board, Drawing, Key, Part, Scale, font
from shnor_core.charts.lettering import block, width_of
from shnor_core.charts.rows import beside, points, row_board, segments
from shnor_core.charts.spec import Role, Series
from shnor_core.model import Tone


def dumbbell(board: Board) -> Drawing:
    """From the hollow circle of the first year to the triangle of the last, in words beside."""
    drawing, scale = row_board(board, 12.0, axis="above")
    start = next(iter(board.of(Role.PREVIOUS)), None)
    end = next(iter(board.of(Role.FOCUS)), None)
    if start is None or end is None:
        return drawing
    tones = [_tone(end, at) for at in range(len(board.spec.categories))]
    drawing.traces.extend(_links(board, start, end, tones))
    drawing.traces.append(_starts(board, start, tones))
    drawing.traces.append(_ends(board, start, end, tones))
    drawing.traces.append(_left_out(board, start, end, tones, scale))
    drawing.annotations.extend(_spoken(board, start, end, scale))
    drawing.keys = [
        Key("ring", board.ink.muted, start.name),
        Key("sign", board.ink.muted, end.name, "▲▼"),
    ]
    return drawing


def _tone(end: Series, at: int) -> Tone:
    """The given verdict; without one only the direction of the change is drawn."""
    return end.tones[at] if at < len(end.tones) else Tone.PLAIN


def _links(board: Board, start: Series, end: Series, tones: list[Tone]) -> list[Part]:
    by_tone: dict[Tone, list[tuple[int, float, float]]] = {}
    for at, (first, last) in enumerate(zip(start.values, end.values, strict=True)):
        if first is not None and last is not None and first != last:
            by_tone.setdefault(tones[at], []).append((at, first, last))
    made = [segments(board, board.ink.shape(tone), rows) for tone, rows in by_tone.items()]
    for trace in made:
        trace["line"] |= {"width": 4 * board.weight}
    return made


def _starts(board: Board, start: Series, tones: list[Tone]) -> Part:
    trace = points(board, start, hollow=True)
    known = [at for at, value in enumerate(start.values) if value is not None]
    colors = [board.ink.shape(tones[at]) for at in known]
    trace["marker"] |= {"line": {"color": colors, "width": 2.4 * board.weight}}
    return trace


def _ends(board: Board, start: Series, end: Series, tones: list[Tone]) -> Part:
    trace = points(board, end, hollow=False)
    known = [at for at, value in enumerate(end.values) if value is not None]
    symbols = [_way(start.values[at], end.values[at]) for at in known]
    colors = [board.ink.shape(tones[at]) for at in known]
    trace["marker"] |= {
        "symbol": symbols,
        "color": colors,
        "size": [(15 if symbol != "circle" else 12) * board.weight for symbol in symbols],
        "line": {"width": 0},
        "opacity": 1,
    }
    return trace


def _left_out(board: Board, start: Series, end: Series, tones: list[Tone], scale: Scale) -> Part:
    """A sign on the axis for a row without numbers whose reason is given as its label."""
    rows = [
        at
        for at, (first, last) in enumerate(zip(start.values, end.values, strict=True))
        if first is None and last is None
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [scale.low] * len(rows),
        "y": rows,
        "text": ["<b>?</b>" if tones[at] is Tone.DOUBT else "" for at in rows],
        "textfont": font(board, board.small, board.ink.paper),
        "cliponaxis": False,
        "marker": {
            "size": board.small * 1.35,
            "color": [board.ink.shape(tones[at]) for at in rows],
            "opacity": 1,
        },
        "hoverinfo": "skip",
    }


def _spoken(board: Board, start: Series, end: Series, scale: Scale) -> list[Part]:
    """«23 → 38 %» at the right of a pair, at its left where the right side has no room."""
    made = []
    away = 13 * board.weight
    for at in range(len(board.spec.categories)):
        ends = [value for value in (start.values[at], end.values[at]) if value is not None]
        plain, rich = _pair(board, start, end, at)
        right = max(ends, default=scale.low)
        room = scale.length - scale.pixels(right) - away - 6
        fits = not ends or width_of(plain, board.text, bold=True) <= room
        x, shift = (right, away if ends else 1.6 * away) if fits else (min(ends), -away)
        made.append(beside(board, rich, at, x, shift=shift))
    return made


def _way(first: float | None, last: float | None) -> str:
    if first is None or last is None or first == last:
        return "circle"
    return "triangle-up" if last > first else "triangle-down"


def _pair(board: Board, start: Series, end: Series, at: int) -> tuple[str, str]:
    if at < len(end.labels) and end.labels[at]:
        return end.labels[at], block([end.labels[at]])
    if start.values[at] is None and end.values[at] is None:
        return "нет данных", "нет данных"
    first = wording.number(start.values[at], board.spec.digits)
    last = board.said(end.values[at])
    return f"{first} → {last}", f"{block([first])} → <b>{block([last])}</b>"
