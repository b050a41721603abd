"""Two buttons that save the drawn chart as PNG and SVG without asking the server."""

from __future__ import annotations

import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from streamlit.components import v2

from shnor_core.charts import ChartSpec
from shnor_core.charts.palette import palette
from shnor_core.charts.plotly_figure import keys
from ui.theme import is_dark

_HERE = Path(__file__).parent
_mount = v2.component(
    "shnor_picture",
    html='<div class="picture"></div>',
    css=(_HERE / "picture.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("words.js", "picture.js")),
)
_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def buttons(spec: ChartSpec, *, key: str, chart_key: str, file_name: str) -> None:
    """Draw «PNG» and «SVG» for the chart drawn with ``chart_key`` on the same page."""
    _mount(key=key, data=payload(spec, chart_key, file_name, dark=is_dark()))


def payload(spec: ChartSpec, chart_key: str, file_name: str, *, dark: bool) -> dict[str, Any]:
    """The words that stand around the plot, and where to find the plot."""
    ink = palette(dark)
    source = f"Источник: {spec.source}" if spec.source else ""
    return {
        # Streamlit makes the class of an element from its key in just this way.
        "chart": f"st-key-{_CLASS.sub('-', chart_key.strip())}",
        "file": file_name,
        "title": spec.conclusion,
        "measure": spec.measure,
        "keys": [asdict(key) for key in keys(spec, dark=dark)],
        "notes": [line for line in (*spec.notes, source) if line],
        "ink": {"paper": ink.paper, "text": ink.text, "muted": ink.muted},
    }
