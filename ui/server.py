"""What the server does once: warms up at the start and guards every answer with headers."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shnor_core.charts import ChartSpec, Series
from shnor_core.charts.plotly_figure import figure
from shnor_core.errors import ShnorError
from ui import data

# The page may run and show only what this server gave it: text of a file that became markup could
# still not call anybody. Streamlit draws with inline styles, its components arrive as blobs and
# plotly compiles its functions.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss: blob: data:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_RAW = [(name.lower().encode(), text.encode()) for name, text in HEADERS.items()]


class GuardedAnswers:
    """Adds the headers to every answer that does not have them yet."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                extra = [(name, text) for name, text in _RAW if name not in given]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        await self.app(scope, receive, guarded)


# drawing anything at all imports what drawing needs
_SMALLEST = ChartSpec("bar", "", "", ("",), (Series("", (1.0,)),))

MIDDLEWARE = [Middleware(GuardedAnswers)]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Warm up beside the start: the first visitor finds the imports done and the base open."""
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield None


def _warm_up() -> None:
    try:
        data.open_database()
        for first in data.territories()[:1]:
            data.picture(first.territory_id)
    except ShnorError:
        # the first page says it in its own words
        return
    figure(_SMALLEST)

