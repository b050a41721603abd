"""Groups without an order: each has a sign of its own, the same on the screen and on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from shnor_core.charts.palette import Palette
from shnor_core.charts.spec import ChartSpec, Role, Series


@dataclass(frozen=True, slots=True)
class Sign:
    """``glyph`` stands in a key, ``screen`` and ``paper`` name it to plotly and to Office."""

    glyph: str
    screen: str
    paper: str


# no triangles: those say «better» and «worse»
SIGNS = (
    Sign("●", "circle", "circle"),
    Sign("■", "square", "square"),
    Sign("◆", "diamond", "diamond"),
    Sign("✚", "cross", "plus"),
    Sign("✖", "x", "x"),
    Sign("★", "star", "star"),
)


def signed(spec: ChartSpec, ink: Palette) -> Iterator[tuple[Series, Sign, str]]:
    """Every group with its sign and colour; both begin anew after the sixth."""
    groups = [series for series in spec.series if series.role is Role.GROUP]
    for at, series in enumerate(groups):
        yield series, SIGNS[at % len(SIGNS)], ink.groups[at % len(ink.groups)]


@dataclass(frozen=True, slots=True)
class Joint:
    """Two branches that join at ``height``: where each comes from and how many rows it holds."""

    height: float
    rows: tuple[float, float]
    heights: tuple[float, float]
    first: int
    last: int


def joints(heights: Sequence[float | None]) -> list[Joint]:
    """The joints of a tree from the heights at which neighbouring leaves join, lowest first.

    The leaves in their order and these heights are the whole tree: a joint lies between the last
    leaf of its one branch and the first of its other.

    Parameters
    ----------
    heights
        Of every leaf: where it joins the next one; ``None`` for the last leaf.

    >>> [(one.height, one.first, one.last) for one in joints((1.0, 3.0, 2.0, None))]
    [(1.0, 0, 1), (2.0, 2, 3), (3.0, 0, 3)]
    """
    ends = {at: (at, float(at), 0.0) for at in range(len(heights))}  # by first and by last leaf
    starts = dict(ends)
    known = [(height, at) for at, height in enumerate(heights) if height is not None]
    found = []
    for height, at in sorted(known):
        first, row, low = ends[at]
        last, other, high = starts[at + 1]
        found.append(Joint(height, (row, other), (low, high), first, last))
        starts[first] = (last, (row + other) / 2, height)
        ends[last] = (first, (row + other) / 2, height)
    return found


def members(spec: ChartSpec) -> list[int | None]:
    """Which group every category belongs to."""
    groups = [series for series in spec.series if series.role is Role.GROUP]
    return [
        next((n for n, series in enumerate(groups) if series.values[at] is not None), None)
        for at in range(len(spec.categories))
    ]
