"""What the server does once, and to every answer: warms up, adds headers, speaks Russian."""

from __future__ import annotations

import ctypes
import gc
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import ahead, assets, endpoints, russian, sign_in

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
# M_ARENA_MAX of malloc.h
_ARENA_MAX = -8
# seconds: who started the server opens the first page now
_GUEST = 5.0
# named, not imported: what pages need is imported while the server already listens
SCRIPT = Path(__file__).with_name("router.py")
_ICON = Path(__file__).with_name("favicon.png")
# asked for whole and unpacked, so that it can be read on its way out
_UNWANTED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


class GuardedAnswers:
    """Adds the headers to every answer that lacks them, and «Secure» to cookies over HTTPS."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, text in HEADERS.items():
                    headers.setdefault(name, text)
                if scope["scheme"] == "https" or sign_in.over_https():
                    message["headers"] = [_secured(*one) for one in message["headers"]]
            await send(message)

        await self.app(scope, receive, guarded)


def _secured(name: bytes, text: bytes) -> tuple[bytes, bytes]:
    # Streamlit never marks the cookie of a sign-in so: over plain HTTP anybody could read it
    if name.lower() != b"set-cookie" or b"; secure" in text.lower():
        return name, text
    return name, text + b"; Secure"


class NearOnly:
    """Without sign-in answers this machine only, whatever program was told to listen wider."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if client and not sign_in.is_near(client[0]) and not sign_in.configured():
            await PlainTextResponse(sign_in.LOCAL_ONLY, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class RussianPage:
    """Hands out Streamlit's page in Russian; everything else passes as it is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        kept = [(name, text) for name, text in scope["headers"] if name not in _UNWANTED]
        await self.app({**scope, "headers": kept}, receive, _Translated(send))


class _Translated:
    """Holds the page back until it is whole, then sends it translated."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
            if page:
                self.start = message
                return
        if self.start is None:
            await self.send(message)
            return
        self.body += message.get("body", b"")
        if not message.get("more_body"):
            await self._send_page(self.start)

    async def _send_page(self, start: Message) -> None:
        body = russian.page(self.body.decode(), russian.script(), ahead.script()).encode()
        headers = MutableHeaders(scope=start)
        # the mark of Streamlit's own page would let a browser keep an older translation
        del headers["etag"], headers["last-modified"]
        headers["content-length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _icon(_request: Request) -> Response:
    # a browser asks for it at every change of the address
    return FileResponse(_ICON, headers={"Cache-Control": "public, max-age=86400"})


MIDDLEWARE = [
    Middleware(GuardedAnswers),
    Middleware(NearOnly),
    Middleware(endpoints.KnownCallers),
    Middleware(endpoints.PageMessages),
    Middleware(assets.WholeFiles),
    Middleware(RussianPage),
]
# where Streamlit's page looks for its own icon: an icon named by every run would be read every time
ROUTES = [Route("/favicon.png", _icon)]


def _send_at_once() -> None:
    """Let small answers leave before the last one is acknowledged, which takes up to 40 ms.

    Connections take the option from the socket they were accepted by; Streamlit binds it out of
    our reach, and asyncio sets the option only on sockets of its own making.
    """
    for one in gc.get_objects():
        if type(one) is socket.socket and one.family in (socket.AF_INET, socket.AF_INET6):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _give_memory_back() -> None:
    """Keep what is free in two heaps, not in one for every thread that ran.

    Streamlit runs every script in a thread of its own and glibc gives new threads heaps of their
    own, so a day of visits leaves memory free in many places and given back from none. Other
    systems have no such setting.
    """
    with suppress(AttributeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    """Warm up beside the start: the first visitor finds the imports done and the base open."""
    _send_at_once()
    if sys.platform == "linux":
        _give_memory_back()
    threading.Thread(target=_warm_up, name="warm-up", daemon=True).start()
    yield None


def _warm_up() -> None:
    # all of this stays: a search for garbage in it is a fifth of the time
    gc.disable()
    # what pages import need not be there before the server listens
    import_module("ui.router")
    from ui import warm_up

    warm_up.first_page()
    gc.enable()
    time.sleep(_GUEST)
    warm_up.all_pages()
