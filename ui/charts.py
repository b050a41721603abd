"""Draws a :class:`ChartSpec` on a page: words as text of the page, the plot as a figure."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from shnor_core.charts import ChartSpec
from shnor_core.charts.board import Key
from shnor_core.charts.plotly_figure import figure, keys
from ui import ruler
from ui.theme import is_dark

# A chart on a working screen is read, not handled: no tool bar, no zoom, no drag.
_CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


# of the page and of one of two columns, in a window of 1920 pixels
WHOLE, HALF = 1590, 779


@dataclass(frozen=True, slots=True)
class Picked:
    """A clicked value: its series, its category and, on a heat chart, its column."""

    series: str
    category: str
    column: str = ""


def show(
    spec: ChartSpec,
    *,
    key: str,
    height: int | None = None,
    large: bool = False,
    width: int = HALF,
    heading: bool = True,
    selectable: bool = False,
) -> Picked | None:
    """Draw a chart and return the value clicked on it.

    Parameters
    ----------
    spec
        What the chart says.
    key
        Unique on the page; downloads find the picture by it.
    height
        Height of the plot in pixels; computed from the rows of the chart when not given.
    large
        Letters of at least 24 px, for «Режим заседания».
    width
        Width of its place in pixels in a window of 1920. In another window the browser says the
        real one, and the chart is laid out anew without running the page again.
    heading
        ``False`` leaves out the conclusion when the page itself has said it.
    selectable
        Whether a click on a value reruns the page.

    Returns
    -------
    Picked or None
        The clicked value as long as it stays chosen; ``None`` without ``selectable``.
    """
    look = _Look(key, height, large, heading, selectable, is_dark())
    _fitted(spec, look, width)
    picked: Picked | None = st.session_state.get(_memory(key)) if selectable else None
    return picked


def place(spec: ChartSpec, *, key: str, width: int, height: int) -> None:
    """Draw a chart with large letters in a place of a known size, without its conclusion."""
    dark = is_dark()
    drawn = figure(spec, large=True, dark=dark, width=width, height=height, framed=False)
    known = keys(spec, large=True, dark=dark, width=width)
    with st.container(gap=None):
        _words(_head(spec, heading=False, known=known), large=True)
        with st.container(key="plot_to_scale", height=height, border=False):
            st.plotly_chart(
                drawn, theme=None, key=key, config=_CONFIG, alt=spec.alt or spec.conclusion
            )


@dataclass(frozen=True, slots=True)
class _Look:
    key: str
    height: int | None
    large: bool
    heading: bool
    selectable: bool
    dark: bool


def _memory(key: str) -> str:
    return f"picked_on_{key}"


@st.fragment
def _fitted(spec: ChartSpec, look: _Look, assumed: int) -> None:
    """Draw, learn the width from the browser, draw again without running the page again."""
    with st.container(gap=None):
        width = ruler.width(f"{look.key}_ruler", assumed)
        picked = _drawn(spec, look, width)
    if look.selectable and picked != st.session_state.get(_memory(look.key)):
        # a click reruns only this fragment; what was picked concerns the whole page
        st.session_state[_memory(look.key)] = picked
        st.rerun()


def _drawn(spec: ChartSpec, look: _Look, width: int) -> Picked | None:
    drawn = figure(
        spec, large=look.large, dark=look.dark, width=width, height=look.height, framed=False
    )
    alt = spec.alt or ". ".join(part for part in (spec.conclusion, spec.measure) if part)
    common: dict[str, Any] = {"theme": None, "key": look.key, "config": _CONFIG, "alt": alt or None}
    known = keys(spec, large=look.large, dark=look.dark, width=width)
    points: list[dict[str, Any]] = []
    _words(_head(spec, look.heading, known), look.large)
    if look.selectable:
        state = st.plotly_chart(drawn, on_select="rerun", selection_mode="points", **common)
        points = state.selection.points
    else:
        st.plotly_chart(drawn, **common)
    _words(_foot(spec), look.large)
    return _picked(points)


def _words(lines: list[str], large: bool) -> None:
    if lines:
        size = " large" if large else ""
        st.html(f'<div class="chart-words{size}">{"".join(lines)}</div>')


def _head(spec: ChartSpec, heading: bool, known: tuple[Key, ...]) -> list[str]:
    lines = []
    if heading and spec.conclusion:
        lines.append(f'<p class="says" role="heading" aria-level="3">{_whole(spec.conclusion)}</p>')
    if spec.measure:
        lines.append(f'<p class="measure">{_whole(spec.measure)}</p>')
    if known:
        lines.append(f'<p class="keys">{"".join(map(_key, known))}</p>')
    return lines


def _whole(text: str) -> str:
    """A line never ends between a number and its «%»."""
    return escape(text).replace(" %", "\u00a0%")


def _foot(spec: ChartSpec) -> list[str]:
    source = f"Источник: {spec.source}" if spec.source else ""
    return [f'<p class="note">{escape(line)}</p>' for line in (*spec.notes, source) if line]


def _key(key: Key) -> str:
    """A mark drawn by the style sheet in colours of the palette, and its name."""
    sign = escape(key.ground) if key.look == "sign" else ""
    colors = f"--ink:{key.color};--ground:{'' if sign else key.ground or key.color}"
    return f'<span><i class="{key.look}" style="{colors}">{sign}</i>{escape(key.name)}</span>'


def _picked(points: list[dict[str, Any]]) -> Picked | None:
    known = [point["customdata"] for point in points if point.get("customdata")]
    return Picked(*map(str, known[0])) if known else None
