"""Names at the ends of lines: what they say and how they keep out of each other's way."""

from __future__ import annotations

from dataclasses import dataclass, replace

from shnor_core import wording
from shnor_core.charts.board import Board, Part, Scale, font
from shnor_core.charts.lettering import block, wrapped
from shnor_core.charts.spec import Role, Series

_SHARE = 0.3  # of the width of the chart; a longer name is broken into lines


@dataclass(frozen=True, slots=True)
class Ending:
    """A name beside point ``x`` of a line; ``middle`` is its height in pixels above the axis."""

    x: int
    value: float
    middle: float
    lines: tuple[str, ...]
    color: str
    bold: bool = False


def endings(board: Board, scale: Scale, colors: tuple[str, ...]) -> list[Ending]:
    """Names of the focus, reference and earlier lines, and one name for all the thin ones."""
    named = [
        *zip(board.of(Role.FOCUS), colors, strict=False),
        *((series, board.ink.text) for series in board.of(Role.REFERENCE)),
        *((series, board.ink.muted) for series in board.of(Role.PREVIOUS)),
    ]
    found = [_named(board, series, color, scale) for series, color in named]
    found.append(_others(board, scale))
    row = board.text * 1.22
    return apart([ending for ending in found if ending is not None], row, scale.length)


def apart(found: list[Ending], row: float, length: float) -> list[Ending]:
    """Move names apart: up from the lowest one, then down again from the top of the plot."""
    ordered = sorted(found, key=lambda ending: ending.middle)
    floor = -row / 2
    for at, ending in enumerate(ordered):
        half = row * len(ending.lines) / 2
        ordered[at] = replace(ending, middle=max(ending.middle, floor + half))
        floor = ordered[at].middle + half
    ceiling = length + row
    for at in reversed(range(len(ordered))):
        half = row * len(ordered[at].lines) / 2
        ordered[at] = replace(ordered[at], middle=min(ordered[at].middle, ceiling - half))
        ceiling = ordered[at].middle - half
    return ordered


def written(board: Board, ending: Ending, scale: Scale) -> Part:
    """The name as a plotly annotation at the right of its point."""
    text = block(ending.lines)
    return {
        "x": ending.x,
        "y": ending.value,
        "xshift": 12 * board.weight,
        "yshift": ending.middle - scale.pixels(ending.value),
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "text": f"<b>{text}</b>" if ending.bold else text,
        "font": font(board, board.text, ending.color),
    }


def last_known(series: Series) -> int | None:
    """Place of the last value of a line, ``None`` when it has none."""
    known = [at for at, value in enumerate(series.values) if value is not None]
    return known[-1] if known else None


def bare_label(board: Board, series: Series, at: int) -> str:
    """The given label of a value, else the number alone: the axis already names the unit."""
    if at < len(series.labels):
        return series.labels[at]
    return wording.number(series.values[at], board.spec.digits)


def _named(board: Board, series: Series, color: str, scale: Scale) -> Ending | None:
    last = last_known(series)
    value = series.values[last] if last is not None else None
    if last is None or value is None:
        return None
    label = bare_label(board, series, last)
    text = f"{label} — {series.name}" if series.name and not board.narrow else label
    bold = series.role is Role.FOCUS
    lines = wrapped(text, board.text, _SHARE * board.width, bold=bold)
    return Ending(last, value, scale.pixels(value), tuple(lines), color, bold)


def _others(board: Board, scale: Scale) -> Ending | None:
    """The thin lines are the background, not a list of schools: they share one quiet name."""
    context = board.of(Role.CONTEXT)
    last = len(board.spec.categories) - 1
    finals = sorted(v for series in context if (v := series.values[last]) is not None)
    if not finals or board.narrow:
        return None
    lines = wrapped(others_name(board), board.text, _SHARE * board.width)
    value = finals[len(finals) // 2]
    return Ending(last, value, scale.pixels(value), tuple(lines), board.ink.muted)


def others_name(board: Board) -> str:
    """«другие (11)»: the common name of the thin lines and how many they are."""
    context = board.of(Role.CONTEXT)
    names = {series.name for series in context}
    name = next(iter(names)) if len(names) == 1 else ""
    return f"{name or 'другие'} ({len(context)})"
