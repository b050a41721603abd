"""Streamlit's own scripts, styles and fonts, handed out whole.

Streamlit reads each of the sixty files of a first page piece by piece in threads. Beside anything
else the server does that is the longest part of a start, so here a file is one reading.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(st.__file__).parent / "static"
_KINDS = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
# a changed file has another name
_FOR_GOOD = {"Cache-Control": "public, immutable, max-age=31536000"}


class WholeFiles:
    """Answers what it knows by name; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self.app
        if scope["type"] == "http" and scope["method"] == "GET" and scope["path"] in _files():
            answer = _whole(_files()[scope["path"]])
        await answer(scope, receive, send)


@cache
def _files() -> dict[str, Path]:
    """Path in an address → file."""
    return {
        f"/{path.relative_to(FOLDER).as_posix()}": path
        for path in (FOLDER / "static").rglob("*")
        if path.suffix in _KINDS
    }


def _whole(path: Path) -> Response:
    return Response(path.read_bytes(), headers=_FOR_GOOD, media_type=_KINDS[path.suffix])
