"""Plan and fact: a bar for the fact, a black mark for the plan, hatching for what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from shnor_core.charts.board import Board, Drawing, Key, Part, Scale
from shnor_core.charts.lettering import block, widest
from shnor_core.charts.rows import beside, point_color, row_board
from shnor_core.charts.spec import Role, Series
from shnor_core.model import Tone

_THICK, _THIN = 0.4, 0.12
_SHAPES = {Tone.BETTER: "▲ ", Tone.WORSE: "▼ ", Tone.SAME: "● ", Tone.DOUBT: "? "}


def bullet(board: Board) -> Drawing:
    """Focus is the fact, reference the plan with its ceiling in ``upper``, context the forecast."""
    fact = next(iter(board.of(Role.FOCUS)), None)
    plan = next(iter(board.of(Role.REFERENCE)), None)
    texts = [_text(board, fact, plan, at) for at in range(len(board.spec.categories))]
    drawing, scale = row_board(
        board, widest(texts, board.text) + 32, axis="below", row=board.text * 2.7
    )
    drawing.traces.append(_track(board, scale))
    if fact is not None:
        drawing.traces.append(_facts(board, fact))
    if fact is not None and plan is not None:
        drawing.traces.append(_missing(board, fact, plan))
    drawing.traces.extend(_forecast(board, series) for series in board.of(Role.CONTEXT))
    if plan is not None:
        drawing.traces.append(_plans(board, plan))
        drawing.traces.extend(_ceilings(board, plan))
    drawing.annotations.extend(_told(board, texts, fact))
    drawing.keys = _keys(board, fact, plan)
    drawing.extra = {"barmode": "overlay"}
    return drawing


def _text(board: Board, fact: Series | None, plan: Series | None, at: int) -> str:
    if fact is not None and at < len(fact.labels) and fact.labels[at]:
        return fact.labels[at]
    reached = fact.values[at] if fact is not None else None
    wanted = plan.values[at] if plan is not None else None
    said = "нет данных" if reached is None else board.said(reached)
    return said if wanted is None else f"{said}, план {board.said(wanted)}"


def _bar(values: Sequence[float | None], color: str, width: float, **more: object) -> Part:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(values),
        "y": list(range(len(values))),
        "width": width,
        "marker": {"color": color},
        "hoverinfo": "skip",
        **more,
    }


def _track(board: Board, scale: Scale) -> Part:
    return _bar([scale.high] * len(board.spec.categories), board.ink.faint, _THICK)


def _facts(board: Board, fact: Series) -> Part:
    places = range(len(fact.values))
    return _bar(
        fact.values,
        board.ink.accent,
        _THICK,
        marker={"color": [point_color(board, fact, at) for at in places]},
        customdata=[[fact.name, category, ""] for category in board.spec.categories],
        hovertext=[board.hint(fact, at) for at in places],
        hoverinfo="text",
    )


def _missing(board: Board, fact: Series, plan: Series) -> Part:
    """The gap: drawn only where the fact is known, for an unknown fact is not a zero."""
    hatch = {"shape": "/", "fgcolor": board.ink.worse, "bgcolor": board.ink.worse_fill, "size": 7}
    return _bar(
        _gaps(fact, plan),
        board.ink.worse_fill,
        _THICK,
        base=list(fact.values),
        marker={"color": board.ink.worse_fill, "pattern": hatch | {"solidity": 0.25}},
    )


def _gaps(fact: Series, plan: Series) -> list[float | None]:
    return [
        None if reached is None or wanted is None or reached >= wanted else wanted - reached
        for reached, wanted in zip(fact.values, plan.values, strict=True)
    ]


def _forecast(board: Board, series: Series) -> Part:
    places = [at + _THICK / 2 + _THIN for at in range(len(series.values))]
    return _bar(series.values, board.ink.context, _THIN) | {"y": places}


def _plans(board: Board, plan: Series) -> Part:
    size = board.text * 2.7 * (_THICK + 0.2)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(plan.values),
        "y": list(range(len(plan.values))),
        "cliponaxis": False,
        "marker": {
            "symbol": "line-ns",
            "size": size,
            "line": {"color": board.ink.text, "width": 3 * board.weight},
        },
        "hovertext": [board.hint(plan, at) for at in range(len(plan.values))],
        "hoverinfo": "text",
    }


def _ceilings(board: Board, plan: Series) -> list[Part]:
    rows = [(at, value) for at, value in enumerate(plan.upper) if value is not None]
    if not rows:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [x for _, value in rows for x in (value, value, None)],
            "y": [y for at, _ in rows for y in (at - 0.34, at + 0.34, None)],
            "line": {"color": board.ink.doubt, "width": 2.4 * board.weight, "dash": "4px,3px"},
            "hoverinfo": "skip",
        }
    ]


def _told(board: Board, texts: list[str], fact: Series | None) -> list[Part]:
    tones = fact.tones if fact is not None else ()
    made = []
    for at, text in enumerate(texts):
        shape = _SHAPES.get(tones[at], "") if at < len(tones) else ""
        sign = f'<span style="color:{board.ink.shape(tones[at])}">{shape}</span>' if shape else ""
        made.append(beside(board, f"{sign}{block([text])}", at, None, shift=10))
    return made


def _keys(board: Board, fact: Series | None, plan: Series | None) -> list[Key]:
    ink = board.ink
    keys = [Key("block", ink.muted, fact.name)] if fact is not None else []
    if fact is not None and plan is not None and any(gap is not None for gap in _gaps(fact, plan)):
        keys.append(Key("hatch", ink.worse, "не хватает до плана", ink.worse_fill))
    if plan is not None:
        keys.append(Key("mark", ink.text, plan.name))
    if plan is not None and any(value is not None for value in plan.upper):
        keys.append(Key("dashes", ink.doubt, "предел"))
    return keys + [Key("strip", ink.context, series.name) for series in board.of(Role.CONTEXT)]
