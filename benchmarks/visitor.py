"""One person at the server: a session over the protocol a browser speaks, without the browser."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol


class NoAnswerError(Exception):
    """The server closed the session or reported an error of the script."""


@dataclass
class Visitor:
    """Opens pages and moves filters; every call returns the milliseconds until the run was over.

    ``pages`` are the addresses the server named, by hash of the page.
    """

    server: str
    territory: str
    chance: random.Random
    pages: dict[str, str] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _page: str = ""
    _known: set[str] = field(default_factory=set)
    _options: dict[str, list[str]] = field(default_factory=dict)
    _chosen: dict[str, str] = field(default_factory=dict)

    async def __aenter__(self) -> Visitor:
        self._socket = await connect(
            self.server.replace("http://", "ws://") + "/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            proxy=None,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connected().close()

    async def open(self, page: str = "") -> float:
        """Go to a page by its hash; '' is the root."""
        self._page, self._options, self._chosen = page, {}, {}
        return await self._run()

    async def choose(self) -> float | None:
        """Move one filter of the page to another value; ``None`` when the page has none."""
        if not self._options:
            return None
        widget = self.chance.choice(sorted(self._options))
        self._chosen[widget] = self.chance.choice(self._options[widget])
        return await self._run()

    async def _run(self) -> float:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = urlencode({"territory": self.territory})
        state.page_script_hash = self._page
        state.cached_message_hashes.extend(self._known)
        for widget, value in self._chosen.items():
            state.widget_states.widgets.add(id=widget, string_value=value)
        started = time.perf_counter()
        await self._connected().send(message.SerializeToString())
        await self._finished()
        return (time.perf_counter() - started) * 1000

    async def _finished(self) -> None:
        while True:
            message = ForwardMsg.FromString(await self._connected().recv(decode=False))
            if message.metadata.cacheable and message.hash:
                self._known.add(message.hash)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.pages = {
                    page.page_script_hash: page.url_pathname
                    for page in message.navigation.app_pages
                }
            elif kind == "delta":
                self._look(message.delta)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return
                if message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    raise NoAnswerError(
                        ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
                    )

    def _look(self, delta: Any) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise NoAnswerError(element.exception.message)
        if kind == "selectbox" and len(element.selectbox.options) > 1:
            self._options[element.selectbox.id] = list(element.selectbox.options)

    def _connected(self) -> ClientConnection:
        if self._socket is None:
            raise NoAnswerError("Соединения нет.")
        return self._socket
