"""A map of schools as a native chart: every name has a place of its own, found beforehand.

Office puts a label beside its point whatever stands there. The names are labels of an unseen
series whose points are free places; a thin line leads to a name that stands away from its school.
"""

from __future__ import annotations

from shnor_core.charts.free_places import Ground
from shnor_core.charts.group_signs import signed
from shnor_core.charts.office.groups import group_marker
from shnor_core.charts.office.rows import UNSEEN
from shnor_core.charts.office.sketch import Columns, Face, Labels, Options, Sketch, Trace, Value
from shnor_core.charts.office.typesetting import LINE, width_of, wrapped
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Role, Series
from shnor_core.wording import joined

_BARE: Options = {"label_position": "none", "major_tick_mark": "none", "minor_tick_mark": "none"}
_TALL = 0.68  # of the width
_EDGES = (0.9, 0.2, 0.3, 0.9)  # cm left of, above, right of and below the plot
_MARGINS = (1.8, 0.6)  # cm between the edges and the signs
_SIGN = 0.17  # cm: half of a sign with a little air
_ARROW = 0.9  # of the way to the nearest edge
_WORDS = 4.0  # cm: widest name of an arrow
_FREE = 1.6  # signs: a name farther off needs a line that leads to it

Point = tuple[float, float]


def scatter(spec: ChartSpec, face: Face) -> Sketch:
    """Schools as signs with their names, indicators as lines from the middle."""
    return _Map(spec, face).sketch()


class _Map:
    """Collects the series of a map; one unit is as long across as it is up."""

    def __init__(self, spec: ChartSpec, face: Face) -> None:
        self.spec, self.face = spec, face
        self.columns, self.traces = Columns(spec), list[Trace]()
        left, above, right, below = _EDGES
        size = (face.width - left - right, _TALL * face.width - above - below)
        shown = [one for one in spec.series if one.role is not Role.REFERENCE]
        self.schools = [(series, at) for series in shown for at in _known(series)]
        self.ground = Ground.around(
            [_at(*one) for one in self.schools],
            size,
            _MARGINS,
            reach=_SIGN,
            line=face.text * LINE,
            width_of=lambda text: width_of(text, face.text),
        )
        self.places: list[tuple[Point, str]] = []
        self.leaders: list[tuple[Point, Point]] = []
        self.homeless: list[str] = []

    def sketch(self) -> Sketch:
        grey = {"fill": {"color": LIGHT.same}, "border": {"color": LIGHT.same}}
        plain = {"line": {"none": True}, "marker": {"type": "circle", "size": 7, **grey}}
        looks = [(one, group_marker(sign, color)) for one, sign, color in signed(self.spec, LIGHT)]
        looks += [(one, plain) for one in self.spec.series if one.role is Role.CONTEXT]
        for series, options in looks:
            across = self.columns.add(series.name, series.across)
            up = self.columns.add(f"{series.name}: вверх", series.values)
            self.traces.append(Trace(up, "scatter", across, options))
        for series in self.spec.series:
            if series.role is Role.REFERENCE:
                self._directions(series)
        for series, at in self.schools:
            named = at < len(series.labels)
            self._name(_at(series, at), [series.labels[at] if named else self.spec.categories[at]])
        self._words()
        names = (*self.spec.columns, "", "")
        unsaid = (f"Нет места для названий: {joined(self.homeless)}",) if self.homeless else ()
        return Sketch(
            shape="scatter",
            subtype="straight_with_markers",
            fields=tuple(self.columns.fields),
            traces=tuple(self.traces),
            x_axis=self._axis(names[0], 0),
            y_axis=self._axis(names[1], 1),
            height=_TALL * self.face.width,
            plot=_EDGES,
            unsaid=unsaid,
        )

    def _axis(self, name: str, at: int) -> Options:
        line = {"color": LIGHT.rule, "width": 0.75}
        middle, half = self.ground.middle[at], self.ground.half(at)
        return {"name": name, "name_font": self.face.font(color=LIGHT.muted), "line": line,
                "major_gridlines": {"visible": False}, "min": middle - half, "max": middle + half,
                **_BARE}  # fmt: skip

    def _directions(self, series: Series) -> None:
        """Lines from the middle, as long as the plot lets them; the numbers stay in the sheet."""
        self.columns.add(f"{series.name}: первая компонента", series.across)
        self.columns.add(f"{series.name}: вторая компонента", series.values)
        factor = self._factor(series)
        tips = [(at, (_at(series, at)[0] * factor, _at(series, at)[1] * factor))
                for at in _known(series)]  # fmt: skip
        options = {"line": {"color": LIGHT.same, "width": 1}, "marker": {"type": "none"}}
        self._lines(series.name, [((0.0, 0.0), tip) for _, tip in tips], options, in_legend=True)
        for at, tip in tips:
            lines = wrapped(self.spec.categories[at], self.face.text, _WORDS)
            self._name(tip, lines, outward=True)

    def _factor(self, series: Series) -> float:
        zero = self.ground.lengths(0.0, 0.0)
        room = [
            _ARROW * (side / 2 - start if part > 0 else side / 2 + start) / abs(part)
            for at in _known(series)
            for part, side, start in zip(_at(series, at), self.ground.size, zero, strict=True)
            if part
        ]
        return min(room, default=1.0) / self.ground.scale

    def _name(self, point: Point, lines: list[str], *, outward: bool = False) -> None:
        found = self.ground.place(*point, lines, outward=outward, far=not outward)
        if found is None:
            self.homeless.append(" ".join(lines))
            return
        scale = self.ground.scale
        self.places.append(
            ((point[0] + found[0] / scale, point[1] + found[1] / scale), "\n".join(lines))
        )
        wide, high = self.ground.box(lines)
        # as much of the way as lies outside the words
        outside = 1 - min(
            half / abs(way) if way else 1.0
            for half, way in zip((wide / 2, high / 2), found, strict=True)
        )
        if not outward and outside * max(map(abs, found)) > _FREE * _SIGN:
            end = (point[0] + outside * found[0] / scale, point[1] + outside * found[1] / scale)
            self.leaders.append((point, end))

    def _words(self) -> None:
        thin = {"line": {"color": LIGHT.rule, "width": 0.75}, "marker": {"type": "none"}}
        if self.leaders:
            self._lines("Выноски", self.leaders, thin)
        across = self.columns.add("Место названия", tuple(x for (x, _), _ in self.places))
        up = self.columns.add("Место названия: вверх", tuple(y for (_, y), _ in self.places))
        texts = tuple(text for _, text in self.places)
        labels = Labels("center", self.face.font(), texts=texts, fill="#FFFFFF")
        self.traces.append(Trace(up, "scatter", across, UNSEEN, labels, in_legend=False))

    def _lines(
        self,
        name: str,
        ends: list[tuple[Point, Point]],
        options: Options,
        *,
        in_legend: bool = False,
    ) -> None:
        across: list[Value] = []
        up: list[Value] = []
        for start, end in ends:
            across += [start[0], end[0], None]
            up += [start[1], end[1], None]
        x = self.columns.add(name, tuple(across))
        y = self.columns.add(f"{name}: вверх", tuple(up))
        self.traces.append(Trace(y, "scatter", x, options, in_legend=in_legend))


def _at(series: Series, at: int) -> Point:
    return series.across[at] or 0.0, series.values[at] or 0.0


def _known(series: Series) -> list[int]:
    return [at for at, value in enumerate(series.values) if value is not None]
