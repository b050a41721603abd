"""The room of a table among its columns: it goes where it makes the table lower."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil

Lines = Callable[[float], Sequence[float]]
_JUMPS = (1, 2, 4, 8)  # steps; a line may be saved only after several of them
_FAINT = 0.02  # of a line: what a shorter text is worth beside the tallest one of its row


def shared_room(
    least: Sequence[float], lines: Sequence[Lines], room: float, step: float
) -> list[float]:
    """Widths of columns that begin with their least and together take at most ``room``.

    Every step goes to the column where it saves most lines, for a narrow column of long texts
    makes every row tall; what would save no line is left over.

    Parameters
    ----------
    lines
        For each column the lines of every row at a width.
    step
        The smallest widening, in the unit of the widths.
    """
    widths = list(least)
    while (best := _best(lines, widths, room - sum(widths), step)) is not None:
        place, more = best
        widths[place] += more
    return widths


def line_count(words: Sequence[float], space: float, width: float) -> int:
    """Lines that words of the given widths take; a word wider than the line is broken."""
    lines, taken = 0, 0.0
    for one in words:
        if lines and taken + space + one <= width:
            taken += space + one
            continue
        pieces = max(ceil(one / width), 1)
        lines += pieces
        taken = one - (pieces - 1) * width
    return lines


def _best(
    lines: Sequence[Lines], widths: Sequence[float], spare: float, step: float
) -> tuple[int, float] | None:
    """The column and the widening that save most; ``None`` when nothing saves any."""
    now = [own(width) for own, width in zip(lines, widths, strict=True)]
    height, found = _height(now), None
    most = 0.0
    for place, more in _offers(len(widths), spare, step):
        widened = [*now]
        widened[place] = lines[place](widths[place] + more)
        saved = (height - _height(widened)) / more
        if saved > most:
            most, found = saved, (place, more)
    return found


def _offers(columns: int, spare: float, step: float) -> Iterator[tuple[int, float]]:
    for place in range(columns):
        for jump in _JUMPS:
            if jump * step <= spare:
                yield place, jump * step


def _height(columns: Sequence[Sequence[float]]) -> float:
    tallest: float = sum(max(row) for row in zip(*columns, strict=True))
    whole: float = sum(sum(column) for column in columns)
    return tallest + _FAINT * whole
