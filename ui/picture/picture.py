"""Two buttons that save the drawn chart as PNG and SVG without asking the server."""

from __future__ import annotations

import re
from pathlib import Path

from streamlit.components import v2

_HERE = Path(__file__).parent
_mount = v2.component(
    "shnor_picture",
    html='<div class="picture"></div>',
    css=(_HERE / "picture.css").read_text(encoding="utf-8"),
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("words.js", "picture.js")),
)
_CLASS = re.compile(r"[^a-zA-Z0-9_-]")


def buttons(*, key: str, chart_key: str, file_name: str) -> None:
    """Draw «PNG» and «SVG» for the chart drawn with ``chart_key`` on the same page.

    The conclusion, the key and the source come from the drawn figure itself, so a picture says
    what the screen says.
    """
    # Streamlit makes the class of an element from its key in just this way.
    place = f"st-key-{_CLASS.sub('-', chart_key.strip())}"
    _mount(key=key, data={"chart": place, "file": file_name})
