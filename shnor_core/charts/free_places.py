"""Where names of points may stand on a map without covering a sign or each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

_RINGS = (0.0, 1.5, 3.3, 5.3)  # how far from its point a name may stand, in reaches
_FAR = (*_RINGS, 8.0, 12.0, 17.0)

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Ground:
    """The plot in pixels or centimetres around its middle, and what is already taken of it.

    ``scale`` are lengths to a unit of the axes, ``middle`` is in their units; ``reach`` is half
    of a sign with a little air, ``line`` the height of a line of words, ``width_of`` its width.
    """

    scale: float
    middle: tuple[float, float]
    size: tuple[float, float]
    reach: float
    line: float
    width_of: Callable[[str], float]
    taken: list[Box] = field(default_factory=list)

    @classmethod
    def around(
        cls,
        points: Sequence[tuple[float, float]],
        size: tuple[float, float],
        margins: tuple[float, float],
        *,
        reach: float,
        line: float,
        width_of: Callable[[str], float],
    ) -> Ground:
        """The largest common scale of both axes at which signs keep clear of the edges."""
        places = points or [(0.0, 0.0)]
        ends = [(min(each), max(each)) for each in zip(*places, (0.0, 0.0), strict=True)]
        scale = min(
            max(side - 2 * margin, 0.1 * side) / ((last - first) or 1.0)
            for side, margin, (first, last) in zip(size, margins, ends, strict=True)
        )
        middle = (sum(ends[0]) / 2, sum(ends[1]) / 2)
        made = cls(scale, middle, size, reach, line, width_of)
        for point in points:
            made._mark(*point)
        return made

    def lengths(self, x: float, y: float) -> tuple[float, float]:
        """How far right of the middle and above it a point of the axes lies."""
        return (x - self.middle[0]) * self.scale, (y - self.middle[1]) * self.scale

    def half(self, at: int) -> float:
        """Half of an axis in its own units."""
        return self.size[at] / self.scale / 2

    def box(self, lines: list[str]) -> tuple[float, float]:
        """Width and height of a label."""
        air = self.reach * 0.45
        return max(map(self.width_of, lines)) + air, self.line * len(lines)

    def place(
        self, x: float, y: float, lines: list[str], *, outward: bool = False, far: bool = False
    ) -> tuple[float, float] | None:
        """Where the middle of a label may stand beside a point; ``None`` where nothing is free.

        ``outward`` prefers the side away from the middle of the map, where its arrow does not run;
        ``far`` lets a name stand so far that a line has to lead to it.
        """
        wide, high = self.box(lines)
        across, up = self.lengths(x, y)
        for ring in _FAR if far else _RINGS if outward else (0.0,):
            sides = list(_sides(wide, high, self.reach * (1 + ring)))
            if outward:
                sides.sort(key=lambda side: -(side[0] * x + side[1] * y) / hypot(*side))
            for right, above in sides:
                left, low = across + right - wide / 2, up + above - high / 2
                box = (left, low, left + wide, low + high)
                if self._inside(box) and not any(_touch(box, other) for other in self.taken):
                    self.taken.append(box)
                    return right, above
        return None

    def _mark(self, x: float, y: float) -> None:
        across, up = self.lengths(x, y)
        reach = self.reach
        self.taken.append((across - reach, up - reach, across + reach, up + reach))

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
