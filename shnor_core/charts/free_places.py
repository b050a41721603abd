"""Where names of points may stand on a map without covering a sign or each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot

from shnor_core.charts.board import Board
from shnor_core.charts.lettering import width_of

_MARK = 9.0  # half of a sign with a little air, pixels
_RINGS = (0.0, 14.0, 30.0, 48.0)  # how far from its arrow a name may stand, pixels

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Ground:
    """Pixels around the middle of the plot, and what is already taken of them."""

    board: Board
    scale: float
    middle: tuple[float, float]
    size: tuple[float, float]
    taken: list[Box] = field(default_factory=list)

    def pixels(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.middle[0]) * self.scale, (y - self.middle[1]) * self.scale

    def mark(self, x: float, y: float) -> None:
        across, up = self.pixels(x, y)
        reach = _MARK * self.board.weight
        self.taken.append((across - reach, up - reach, across + reach, up + reach))

    def place(
        self, x: float, y: float, lines: list[str], outward: bool
    ) -> tuple[float, float] | None:
        """Where the middle of a label may stand beside a point; ``None`` where nothing is free.

        ``outward`` prefers the side away from the middle of the map, where its arrow does not run.
        """
        size = self.board.small
        wide = max(width_of(line, size) for line in lines) + 4
        high = size * 1.25 * len(lines)
        across, up = self.pixels(x, y)
        reach = _MARK * self.board.weight
        sides = list(_sides(wide, high, reach))
        if outward:
            away = [one for ring in _RINGS for one in _sides(wide, high, reach + ring)]
            # the nearest ring first, in it the side the arrow points to
            sides = [
                one
                for at in range(0, len(away), len(sides))
                for one in sorted(
                    away[at : at + len(sides)],
                    key=lambda side: -(side[0] * x + side[1] * y) / hypot(*side),
                )
            ]
        for right, above in sides:
            left, low = across + right - wide / 2, up + above - high / 2
            box = (left, low, left + wide, low + high)
            if self._inside(box) and not any(_touch(box, other) for other in self.taken):
                self.taken.append(box)
                return right, above
        return None

    def _inside(self, box: Box) -> bool:
        wide, high = self.size
        return (
            box[0] >= -wide / 2
            and box[2] <= wide / 2
            and box[1] >= -high / 2
            and box[3] <= high / 2
        )


def _sides(wide: float, high: float, reach: float) -> Iterator[tuple[float, float]]:
    """From the point to the middle of its label: at the right, the left, above, below, aslant."""
    beside, over = reach + wide / 2, reach + high / 2
    yield from ((beside, 0.0), (-beside, 0.0), (0.0, over), (0.0, -over))
    yield from ((x, y) for y in (over, -over) for x in (beside * 0.8, -beside * 0.8))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
