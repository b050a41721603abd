"""Mounts the field; what was written comes after half a second of rest."""

from __future__ import annotations

from pathlib import Path

from streamlit.components import v2

_HERE = Path(__file__).parent
_mount = v2.component(
    "shnor_jotter",
    html='<div class="jotter"></div>',
    css=(_HERE / "jotter.css").read_text(encoding="utf-8"),
    js=(_HERE / "jotter.js").read_text(encoding="utf-8"),
)


def jot(
    label: str, text: str, *, key: str, rows: int, name: str, hint: str, send: str = ""
) -> str | None:
    """Draw a field and return what was written in this run, ``None`` when nothing was.

    Streamlit's own field keeps words to itself until it loses the cursor; a window that follows
    would lose them with the next page.

    Parameters
    ----------
    text
        What is already written.
    rows
        Height in lines.
    name, hint
        What the slide calls the field, and the key that leads to it.
    send
        Words of a button; with it the text comes only when the button or Enter sends it, and the
        field is emptied.
    """
    data = {
        "label": label, "text": text, "rows": rows, "name": name, "hint": hint, "send": send,
    }  # fmt: skip
    answer = _mount(key=key, data=data, on_written_change=_nothing).written
    return str(answer["text"]) if answer else None


def _nothing() -> None:
    """A component reports a trigger only when a callback is named."""
