"""A table of coloured cells: every cell says its value, a missing one is an empty dashed frame."""

from __future__ import annotations

from shnor_core import wording
from shnor_core.charts.board import Board, Drawing, Part, bare_axis, font, plot_room, value_span
from shnor_core.charts.lettering import block, widest, wrapped
from shnor_core.charts.palette import contrast, mixed
from shnor_core.charts.rows import row_axis, row_names
from shnor_core.charts.spec import Series
from shnor_core.model import Tone

_TONES = (Tone.BETTER, Tone.WORSE, Tone.SAME, Tone.DOUBT)
_SHAPES = {Tone.BETTER: "▲", Tone.WORSE: "▼", Tone.SAME: "●", Tone.DOUBT: "?"}


def heat(board: Board) -> Drawing:
    """Rows are ``categories``; colour follows the tones of a cell, else its value."""
    names, room = row_names(board)
    left = room + 18
    cell = max((board.width - left) / max(len(board.spec.columns), 1), 24.0)
    heads = [wrapped(name, board.small, cell - 6) for name in board.spec.columns]
    above = max((len(lines) for lines in heads), default=1) * board.small * 1.3 + 10
    letters = _letters(board, cell)
    plot = plot_room(board, board.text * 2.1 * max(len(names), 1), above + 4)
    return Drawing(
        traces=[_ground(board, letters), _touch(board)],
        annotations=_missing_words(board, letters),
        xaxis=bare_axis(
            tickvals=list(range(len(heads))),
            ticktext=[block(lines) for lines in heads],
            tickfont=font(board, board.small, board.ink.muted),
            tickangle=0,
            side="top",
            range=[-0.5, len(heads) - 0.5],
        ),
        yaxis=row_axis(board, names),
        plot_height=plot,
        left=left,
        right=4,
        above=above,
        below=4,
        shapes=_empty_frames(board),
        # the whole cell answers, not only its middle
        extra={"hoverdistance": -1},
    )


def _tone(series: Series, at: int) -> Tone | None:
    return series.tones[at] if at < len(series.tones) else None


def _is_toned(board: Board) -> bool:
    return any(series.tones for series in board.spec.series)


def _share(board: Board, value: float) -> float:
    low, high = value_span(board.spec)
    return min(max((value - low) / ((high - low) or 1.0), 0.0), 1.0)


def _ground(board: Board, letters: Part) -> Part:
    toned = _is_toned(board)
    return {
        "type": "heatmap",
        "z": [
            [_depth(board, series, at, toned) for at in _columns(board)]
            for series in board.spec.series
        ],
        "text": [
            [
                "" if _depth(board, series, at, toned) is None else _rich(board, series, at)
                for at in _columns(board)
            ]
            for series in board.spec.series
        ],
        "texttemplate": "%{text}",
        "textfont": letters,
        "x": list(_columns(board)),
        "y": list(range(len(board.spec.series))),
        "zmin": 0,
        "zmax": 1,
        "colorscale": _tone_scale(board) if toned else _value_scale(board),
        "showscale": False,
        "xgap": 3,
        "ygap": 3,
        "hoverongaps": False,
        "hoverinfo": "skip",
    }


def _columns(board: Board) -> range:
    return range(len(board.spec.columns))


def _depth(board: Board, series: Series, at: int, toned: bool) -> float | None:
    value = series.values[at]
    if not toned:
        return None if value is None else _share(board, value)
    tone = _tone(series, at)
    return (_TONES.index(tone) + 0.5) / len(_TONES) if tone in _TONES else None


def _tone_scale(board: Board) -> list[list[object]]:
    """Plotly colours by number: each tone gets a quarter of the scale in one colour."""
    part = 1 / len(_TONES)
    return [
        [edge, board.ink.fill(tone)]
        for at, tone in enumerate(_TONES)
        for edge in (at * part, (at + 1) * part)
    ]


def _value_scale(board: Board) -> list[list[object]]:
    steps = board.ink.steps
    return [[at / (len(steps) - 1), color] for at, color in enumerate(steps)]


def _hint(board: Board, row: int, at: int) -> str:
    series = board.spec.series[row]
    if at < len(series.hints) and series.hints[at]:
        return block(series.hints[at].split("\n"))
    place = f"{board.spec.categories[row]}, {board.spec.columns[at]}"
    return f"{block([place])}<br><b>{block([board.said(series.values[at])])}</b>"


def _plain(board: Board, series: Series, at: int) -> str:
    if at < len(series.labels) and series.labels[at]:
        return series.labels[at]
    return wording.number(series.values[at], board.spec.digits)


def _touch(board: Board) -> Part:
    """Unseen marks in the cells: plotly lets nobody pick a cell of a heat map."""
    cells = [(row, at) for row in range(len(board.spec.series)) for at in _columns(board)]
    return {
        "type": "scatter",
        "mode": "markers",
        "marker": {"opacity": 0, "size": board.text},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        "x": [at for _, at in cells],
        "y": [row for row, _ in cells],
        "customdata": [
            [board.spec.series[row].name, board.spec.categories[row], board.spec.columns[at]]
            for row, at in cells
        ],
        "hovertext": [_hint(board, row, at) for row, at in cells],
        "hoverinfo": "text",
    }


def _letters(board: Board, cell: float) -> Part:
    texts = [
        f"▲ {_plain(board, series, at)}" for series in board.spec.series for at in _columns(board)
    ]
    return font(board, board.text if widest(texts, board.text) <= cell - 4 else board.small)


def _missing_words(board: Board, letters: Part) -> list[Part]:
    """A heat map writes nothing into a cell without a colour."""
    toned = _is_toned(board)
    return [
        {
            "x": at,
            "y": row,
            "showarrow": False,
            "text": _rich(board, series, at),
            "font": letters,
        }
        for row, series in enumerate(board.spec.series)
        for at in _columns(board)
        if _depth(board, series, at, toned) is None
    ]


def _rich(board: Board, series: Series, at: int) -> str:
    """The words of a cell in their colour, after the shape of the verdict in its own."""
    text = block([_plain(board, series, at)])
    words = f'<span style="color:{_ink(board, series, at)}">{text}</span>'
    tone = _tone(series, at)
    if tone is None or tone not in _SHAPES:
        return words
    return f'<span style="color:{board.ink.shape(tone)}">{_SHAPES[tone]}</span> {words}'


def _ink(board: Board, series: Series, at: int) -> str:
    value = series.values[at]
    if _is_toned(board):
        quiet = _tone(series, at) in (Tone.SAME, Tone.NONE, None)
        return board.ink.muted if quiet else board.ink.text
    if value is None:
        return board.ink.muted
    ground = mixed(board.ink.steps, _share(board, value))
    return max((board.ink.text, board.ink.paper), key=lambda ink: contrast(ink, ground))


def _empty_frames(board: Board) -> list[Part]:
    toned = _is_toned(board)
    stroke = {"color": board.ink.same, "width": 1, "dash": "3px,2px"}
    return [
        {
            "type": "rect",
            "x0": at - 0.46,
            "x1": at + 0.46,
            "y0": row - 0.42,
            "y1": row + 0.42,
            "line": stroke,
            "layer": "below",
        }
        for row, series in enumerate(board.spec.series)
        for at in _columns(board)
        if _depth(board, series, at, toned) is None
    ]
