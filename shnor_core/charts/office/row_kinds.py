"""The three charts of rows: dots with intervals, two years of each school, plan against fact."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.charts.office.rows import UNSEEN, Board
from shnor_core.charts.office.sketch import End, Face, Labels, Options, Sketch, said
from shnor_core.charts.office.typesetting import width_of
from shnor_core.charts.palette import LIGHT
from shnor_core.charts.spec import ChartSpec, Role, Series
from shnor_core.model import Tone

# «hollow» is pale, not white: an office that draws no edges would lose a white dot
PALE = "#C4CDD6"
_HOLLOW = (Tone.SAME, Tone.NONE, Tone.DOUBT)
SHAPES = {Tone.BETTER: "▲ ", Tone.WORSE: "▼ ", Tone.SAME: "● ", Tone.DOUBT: "? "}
_WAYS = {1: "выше", -1: "ниже", 0: "столько же"}
_VERDICTS = {
    Tone.BETTER: "лучше",
    Tone.WORSE: "хуже",
    Tone.SAME: "без изменений",
    Tone.DOUBT: "под вопросом",
    Tone.NONE: "мало данных",
}


def dot(spec: ChartSpec, face: Face) -> Sketch:
    """A value with its interval in every row, the hollow value of an earlier year, a label."""
    board = Board(spec, face)
    for series in spec.series:
        if series.role is Role.PREVIOUS:
            values = board.columns.add(series.name, series.values)
            board.put(values, _marker("circle", 6, LIGHT.muted, fill=PALE))
        else:
            _dots(board, series)
    return board.sketch(board.texts_at_the_end(_right_texts(spec)))


def _dots(board: Board, series: Series) -> None:
    values = board.columns.add(series.name, series.values)
    color = LIGHT.same if series.role is Role.CONTEXT else LIGHT.accent
    options = _marker("circle", 8, color, fill=color)
    if series.tones:
        options["points"] = [_point(tone) for tone in series.tones]
    if series.lower and series.upper:
        _put_intervals(board, series)
    board.put(values, options)


def _put_intervals(board: Board, series: Series) -> None:
    lower = board.columns.add(f"{series.name}: нижняя граница", series.lower)
    upper = board.columns.add(f"{series.name}: верхняя граница", series.upper)
    ends: list[tuple[End, End]] = [((lower, at), (upper, at)) for at in range(len(series.values))]
    board.put_lines(f"{series.name}: интервал", ends, {"color": LIGHT.muted, "width": 2})


def _point(tone: Tone) -> Options:
    """A dot of its verdict; what is not shown to differ is hollow, so that grey paper tells it."""
    color = LIGHT.shape(tone)
    fill = PALE if tone in _HOLLOW else color
    return {"fill": {"color": fill}, "border": {"color": color, "width": 1.5}}


def _marker(symbol: str, size: float, color: str, fill: str) -> Options:
    edge = {"color": color, "width": 1.5}
    look = {"type": symbol, "size": size, "fill": {"color": fill}, "border": edge}
    return {"line": {"none": True}, "marker": look}


def _right_texts(spec: ChartSpec) -> list[str]:
    """Labels of the focus, else of the other rows: a row has one label."""
    texts = ["" for _ in spec.categories]
    for role in (Role.CONTEXT, Role.FOCUS):
        for series in spec.series:
            for at, value in enumerate(series.values):
                labelled = at < len(series.labels) and series.labels[at]
                if series.role is role and (value is not None or labelled):
                    texts[at] = said(spec, series, at)
    return texts


def dumbbell(spec: ChartSpec, face: Face) -> Sketch:
    """From the hollow circle of the first year to the mark of the last, in words beside."""
    board = Board(spec, face)
    start = next((one for one in spec.series if one.role is Role.PREVIOUS), None)
    end = next((one for one in spec.series if one.role is Role.FOCUS), None)
    if start is None or end is None:
        return board.sketch(0.6)
    first = board.columns.add(start.name, start.values)
    for way, tone in _groups(start, end):
        _put_ends(board, start, end, first, way, tone)
    board.put(first, _marker("circle", 7, LIGHT.muted, fill=PALE))
    _put_pairs(board, start, end)
    return board.sketch(0.6)


def _way(first: float | None, last: float | None) -> int:
    """1 for a rise, −1 for a fall, 0 for neither."""
    return 0 if first is None or last is None else (last > first) - (last < first)


def _tone(series: Series, at: int) -> Tone:
    return series.tones[at] if at < len(series.tones) else Tone.PLAIN


def _groups(start: Series, end: Series) -> list[tuple[int, Tone]]:
    """Ends that share colour and shape: rises first, then falls, then the rest."""
    found = {
        (_way(start.values[at], value), _tone(end, at))
        for at, value in enumerate(end.values)
        if value is not None
    }
    order = list(Tone)
    return sorted(found, key=lambda group: (-abs(group[0]), -group[0], order.index(group[1])))


def _put_ends(board: Board, start: Series, end: Series, first: int, way: int, tone: Tone) -> None:
    values = tuple(
        value if (_way(start.values[at], value), _tone(end, at)) == (way, tone) else None
        for at, value in enumerate(end.values)
    )
    name = f"{end.name}: {_WAYS[way]}"
    if sum(group[0] == way for group in _groups(start, end)) > 1 and tone in _VERDICTS:
        name += f", {_VERDICTS[tone]}"
    color = LIGHT.shape(tone)
    last = board.columns.add(f"▼ {name}" if way < 0 else name, values)
    if way:
        ends: list[tuple[End, End]] = [((first, at), (last, at)) for at in range(len(values))]
        board.put_lines(f"{name}: путь", ends, {"color": color, "width": 2.5})
    if way >= 0:
        symbol, size = ("triangle", 9) if way else ("circle", 8)
        board.put(last, _marker(symbol, size, color, fill=color))
        return
    # Office has no triangle that points down: the sign is the label of an unseen point
    signs = tuple(None if value is None else "▼" for value in values)
    board.put(last, UNSEEN, labels=Labels("center", board.face.font(12, color), texts=signs))


def _put_pairs(board: Board, start: Series, end: Series) -> None:
    """«23 → 38 %» at the right of a pair, at its left where the right side has no room."""
    spec, face = board.spec, board.face
    per_unit = (face.width - board.left - 0.6) / ((board.high - board.low) or 1.0)
    sides: dict[str, list[str]] = {"right": [], "left": []}
    ends: dict[str, list[float]] = {"right": [], "left": []}
    for at in range(len(spec.categories)):
        text = _pair(spec, start, end, at)
        known = [value for value in (start.values[at], end.values[at]) if value is not None]
        last = max(known, default=board.low)
        fits = not known or width_of(text, face.text) <= (board.high - last) * per_unit
        sides["right"].append(text if fits else "")
        sides["left"].append("" if fits else text)
        ends["right"].append(last)
        ends["left"].append(min(known, default=board.low))
    for side in ("right", "left"):
        if any(sides[side]):
            board.words_inside(sides[side], ends[side], side)


def _pair(spec: ChartSpec, start: Series, end: Series, at: int) -> str:
    if at < len(end.labels) and end.labels[at]:
        sign = SHAPES[Tone.DOUBT] if _tone(end, at) is Tone.DOUBT else ""
        return f"{sign}{end.labels[at]}"
    if start.values[at] is None and end.values[at] is None:
        return "нет данных"
    return f"{wording.number(start.values[at], spec.digits)} → {said(spec, end, at)}"


def bullet(spec: ChartSpec, face: Face) -> Sketch:
    """A thick bar for the fact, a black mark for the plan, a thin bar for the forecast."""
    board = Board(spec, face)
    fact = next((one for one in spec.series if one.role is Role.FOCUS), None)
    plan = next((one for one in spec.series if one.role is Role.REFERENCE), None)
    if fact is not None:
        _put_bars(board, fact, {"color": "#6C98C4", "width": 9}, 0.0)
    if plan is not None:
        _put_plan(board, plan)
    for series in spec.series:
        if series.role is Role.CONTEXT:
            _put_bars(board, series, {"color": LIGHT.same, "width": 2.5}, -0.34)
    texts = [_told(spec, fact, plan, at) for at in range(len(spec.categories))]
    return board.sketch(board.texts_at_the_end(texts), row=0.85)


def _put_bars(board: Board, series: Series, line: Options, up: float) -> None:
    """Bars are thick lines from nought; the column of values stays in the sheet to be edited."""
    values = board.columns.add(series.name, series.values)
    nought = max(board.low, 0.0)
    ends: list[tuple[End, End]] = [(nought, (values, at)) for at in range(len(series.values))]
    board.put_lines(series.name, ends, line, up=up, down=-up, in_legend=True)


def _put_plan(board: Board, plan: Series) -> None:
    values = board.columns.add(plan.name, plan.values)
    marks: list[tuple[End, End]] = [((values, at), (values, at)) for at in range(len(plan.values))]
    line = {"color": LIGHT.text, "width": 2.5}
    board.put_lines(plan.name, marks, line, up=0.38, down=0.38, in_legend=True)
    if any(value is not None for value in plan.upper):
        ceiling = board.columns.add(f"{plan.name}: предел", plan.upper)
        limits: list[tuple[End, End]] = [
            ((ceiling, at), (ceiling, at)) for at in range(len(plan.upper))
        ]
        dotted = {"color": LIGHT.doubt, "width": 2, "dash_type": "square_dot"}
        board.put_lines("предел", limits, dotted, up=0.38, down=0.38, in_legend=True)


def _told(spec: ChartSpec, fact: Series | None, plan: Series | None, at: int) -> str:
    sign = SHAPES.get(_tone(fact, at), "") if fact is not None else ""
    if fact is not None and at < len(fact.labels) and fact.labels[at]:
        return f"{sign}{fact.labels[at]}"
    missing = fact is None or fact.values[at] is None
    reached = "нет данных" if fact is None or missing else said(spec, fact, at)
    if plan is None or plan.values[at] is None:
        return f"{sign}{reached}"
    return f"{sign}{reached}, план {said(spec, plan, at)}"
