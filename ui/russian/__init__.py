"""The page around the screens in Russian: its language, its title, Streamlit's own words."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

TITLE = "ШНОР-монитор"

_HERE = Path(__file__).parent
_NO_SCRIPT = "<p>Включите в браузере JavaScript: без него программа не работает.</p>"
# what stands in Streamlit's page → what stands in ours
_CHANGES = (
    (r'<html lang="en">', '<html lang="ru">'),
    (r"<title>Streamlit</title>", f"<title>{TITLE}</title>"),
    (r"<noscript>.*?</noscript>", f"<noscript>{_NO_SCRIPT}</noscript>"),
)


@cache
def script() -> str:
    """The translator that runs in the browser, with its words in it."""
    words = json.loads((_HERE / "words.json").read_text(encoding="utf-8"))
    text = (_HERE / "russian.js").read_text(encoding="utf-8")
    return text.replace("__WORDS__", json.dumps(words, ensure_ascii=False))


def page(streamlit_page: str, *scripts: str) -> str:
    """Streamlit's page made Russian; ``scripts`` stand in it before everything they see to."""
    for pattern, ours in _CHANGES:
        streamlit_page = re.sub(pattern, ours, streamlit_page, flags=re.DOTALL)
    ours = "".join(f"\n    <script>\n{text}</script>" for text in scripts)
    return streamlit_page.replace("<head>", f"<head>{ours}", 1)
