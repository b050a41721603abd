"""What Streamlit itself answers beside the pages: to whom, and to which messages."""

from __future__ import annotations

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from shnor_core.errors import ShnorError
from shnor_core.workflow.access import Role
from ui import sign_in

# by themselves they ask for no more than an open session, and anybody may open one
_LEAST = {
    "_stcore/upload_file": Role.EDITOR,
    "media": Role.VIEWER,
    "_stcore/metrics": Role.ADMIN,
}
_REFUSED = "Войдите как тот, кому это можно."
# the rest of the protocol serves developers and asks nobody: it empties the caches of everybody,
# names files of the folder that git does not know, writes into the folder
_OF_PAGES = frozenset({"rerun_script", "stop_script", "app_heartbeat", "file_urls_request"})
_FILE = "deferred_file"


class KnownCallers:
    """Refuses whom the cookie of the sign-in does not name, or names without the right."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not _may(scope):
            await PlainTextResponse(_REFUSED, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


class PageMessages:
    """Lets through to a session what its pages send, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def wanted() -> Message:
            while True:
                message = await receive()
                if not message.get("bytes") or _is_of_pages(message["bytes"]):
                    return message

        await self.app(scope, wanted if scope["type"] == "websocket" else receive, send)


def _may(scope: Scope) -> bool:
    least = _least(scope["path"])
    if least is Role.NOBODY:
        return True
    try:
        return sign_in.caller(HTTPConnection(scope).cookies).role >= least
    except ShnorError:
        # a broken list of roles names nobody
        return False


def _least(path: str) -> Role:
    base = str(st.get_option("server.baseUrlPath")).strip("/")
    inner = path.removeprefix(f"/{base}" if base else "") + "/"
    return next(
        (who for place, who in _LEAST.items() if inner.startswith(f"/{place}/")), Role.NOBODY
    )


def _is_of_pages(content: bytes) -> bool:
    try:
        message = BackMsg.FromString(content)
    except DecodeError:
        # Streamlit closes the session
        return True
    if message.WhichOneof("type") == "backend_operation_request":
        return message.backend_operation_request.WhichOneof("payload") == _FILE
    return message.WhichOneof("type") in _OF_PAGES
