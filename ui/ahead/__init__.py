"""Fetches what charts are drawn with before the first one is asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ui.assets import FOLDER

_HERE = Path(__file__).parent


@cache
def script() -> str:
    """The script for the page around the screens, '' when Streamlit keeps its charts elsewhere."""
    found = sorted((FOLDER / "static" / "js").glob("PlotlyChart.*.js"))
    if not found:
        return ""
    address = f"./{found[0].relative_to(FOLDER).as_posix()}"
    return (_HERE / "ahead.js").read_text(encoding="utf-8").replace("__CHART__", address)
