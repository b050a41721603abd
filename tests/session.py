"""One person at the real server without a browser: the protocol of its pages, spoken directly.

What a browser would not do can be done here: a button pressed that is no longer on the screen, a
message without a cookie, a file with a name no computer would give it.
"""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs, FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 60  # seconds
XSRF = "_streamlit_xsrf"
# where the protocol keeps the value of a field
KEPT = {
    "text_input": "string_value",
    "text_area": "string_value",
    "number_input": "double_value",
    "selectbox": "string_value",
    "radio": "string_value",
    "checkbox": "bool_value",
    "date_input": "string_array_value",
}


class NotOnScreenError(Exception):
    """The page has no such field or button; the message lists those it has."""


@dataclass(frozen=True)
class Cookies:
    """What a browser holds after the first page or after a sign-in."""

    header: str
    token: str

    @classmethod
    def of(cls, jar: CookieJar) -> Cookies:
        held = {one.name: one.value or "" for one in jar}
        return cls("; ".join(f"{name}={text}" for name, text in held.items()), held[XSRF])


def visited(server: str) -> Cookies:
    """Cookies of somebody who has opened the site and not signed in."""
    jar = CookieJar()
    _visit(_opener(jar), server)
    return Cookies.of(jar)


def signed_in(server: str, name: str) -> Cookies:
    """Cookies after «Войти» and the button of ``name`` at the identity provider."""
    jar = CookieJar()
    opener = _opener(jar)
    _visit(opener, server)
    with Session(server, Cookies.of(jar)) as tab:
        way = tab.open("").press("Войти").sent_to
    with opener.open(urllib.parse.urljoin(f"{server}/", way), timeout=PATIENCE) as form:
        asked = form.url
    chosen = urllib.parse.urlencode({"sub": name}).encode()
    opener.open(asked, chosen, timeout=PATIENCE).close()
    return Cookies.of(jar)


def _visit(opener: urllib.request.OpenerDirector, server: str) -> None:
    opener.open(f"{server}/_stcore/health", timeout=PATIENCE).close()


def _opener(jar: CookieJar) -> urllib.request.OpenerDirector:
    # no proxy of the machine stands between the test and its own server
    return urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(jar)
    )


@dataclass
class Drawn:
    """An element of the screen: its kind, the protocol's description, the part that draws it."""

    kind: str
    what: Any
    fragment: str

    @property
    def label(self) -> str:
        return str(getattr(self.what, "label", ""))

    @property
    def words(self) -> str:
        said = (getattr(self.what, name, "") for name in ("label", "body", "text", "json"))
        return "\n".join(str(one) for one in said if one)


def _state(one: Drawn, value: Any) -> WidgetState:
    if one.kind in ("selectbox", "radio") and isinstance(value, int):
        value = one.what.options[value]
    state = WidgetState(id=one.what.id)
    if one.kind == "date_input":
        state.string_array_value.data.append(value)
    else:
        setattr(state, KEPT[one.kind], value)
    return state


@dataclass
class Session:
    """A tab of a browser; ``screen`` is what the server has drawn, by place."""

    server: str
    cookies: Cookies
    screen: dict[tuple[int, ...], Drawn] = field(default_factory=dict)
    query: str = ""
    sent_to: str = ""
    _page: str = ""
    _hash: str = ""
    _name: str = ""
    _given: dict[str, WidgetState] = field(default_factory=dict)
    _socket: ClientConnection | None = None
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Session:
        self._socket = self._open.enter_context(
            connect(
                self.server.replace("http://", "ws://") + "/_stcore/stream",
                subprotocols=[Subprotocol("streamlit"), Subprotocol(self.cookies.token)],
                origin=Origin(self.server),
                additional_headers={"Cookie": self.cookies.header},
                max_size=None,
                proxy=None,
                open_timeout=PATIENCE,
            )
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def open(self, address: str) -> Session:
        """Go to ``page?territory=demo``, every field of it as it comes."""
        return self.send(self.opened(address))

    def opened(self, address: str) -> bytes:
        """The message of a page that is opened."""
        self._page, _, self.query = address.partition("?")
        self._hash, self._given = "", {}
        return self._message()

    @property
    def address(self) -> str:
        """What :meth:`open` would bring another tab here with."""
        return f"{self._page}?{self.query}"

    def text(self) -> str:
        """Every word on the screen, without what only keeps a line or a link together."""
        words = "\n".join(one.words for one in self.screen.values())
        return words.replace("\u2060", "").replace("\\.", ".")

    def labels(self, kind: str = "button") -> list[str]:
        return [one.label for one in self.screen.values() if one.kind == kind]

    def fill(self, label: str, value: Any) -> Session:
        """Put a value into every field of that name; the button of the form sends it.

        What is chosen from a list is given by its number.
        """
        for state in self._states(label, value):
            self._given[state.id] = state
        return self

    def choose(self, label: str, value: Any) -> Session:
        """As :meth:`fill` for a field outside a form: the page runs at once."""
        return self.fill(label, value).send(self._message())

    def answer(self, component: str, event: str, value: Any) -> Session:
        """What a component's own script reports: the clicked row of a table, a turned page."""
        return self.send(self.answered(component, event, value))

    def press(self, label: str) -> Session:
        return self.send(self.pressed(label))

    def upload(self, name: str, content: bytes) -> Session:
        """Give a file to the field of the page."""
        return self.send(self.uploaded(name, content))

    def pressed(self, label: str) -> bytes:
        """The message of a pressed button, to be sent later or by somebody else."""
        one = self._found(label, "button")[0]
        return self._message(WidgetState(id=one.what.id, trigger_value=True), fragment=one.fragment)

    def answered(self, component: str, event: str, value: Any) -> bytes:
        """The message of a component."""
        one = self._component(component)
        state = WidgetState(id=f"$$STREAMLIT_INTERNAL_KEY_{one.what.id}__events")
        state.json_trigger_value = json.dumps([{"event": event, "value": value}])
        return self._message(state, fragment=one.fragment)

    def rows(self, table: str) -> list[str]:
        """Keys of the rows of a table."""
        return [one["key"] for one in json.loads(self._component(table).what.json)[0]["rows"]]

    def changed(self, label: str, value: Any) -> bytes:
        """The message of a field outside a form."""
        return self._message(*self._states(label, value))

    def uploaded(self, name: str, content: bytes) -> bytes:
        """The message of a file that the server has received and the page has not seen."""
        one = next((one for one in self.screen.values() if one.kind == "file_uploader"), None)
        if one is None:
            raise NotOnScreenError("no field for files")
        place = self.place_of_file(name)
        self.put(place.upload_url, name, content)
        state = WidgetState(id=one.what.id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(content), place.file_id
        info.file_urls.CopyFrom(place)
        self._given[state.id] = state
        return self._message(fragment=one.fragment)

    def put(self, path: str, name: str, content: bytes) -> None:
        """The request that carries the bytes of a file."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = f"{head}Content-Type: application/octet-stream\r\n\r\n".encode()
        body += content + f"\r\n--{edge}--\r\n".encode()
        request = urllib.request.Request(self.server + path, body, method="PUT")
        request.add_header("Content-Type", f"multipart/form-data; boundary={edge}")
        request.add_header("Cookie", self.cookies.header)
        request.add_header("X-Xsrftoken", self.cookies.token)
        _opener(CookieJar()).open(request, timeout=PATIENCE).close()

    def send(self, message: bytes) -> Session:
        """Send a message and wait until the run it causes is over."""
        self._connected().send(message)
        for one in self._messages():
            kind = one.WhichOneof("type")
            if kind == "new_session":
                self._begin(one)
            elif kind == "delta":
                self._draw(one)
            elif kind == "page_info_changed":
                self.query = one.page_info_changed.query_string
            elif kind == "navigation":
                self._hash = one.navigation.page_script_hash
            elif kind == "auth_redirect":
                self.sent_to = one.auth_redirect.url
            elif kind == "script_finished" and self._is_over(one.script_finished):
                return self
        raise ConnectionError("the server closed the session")

    def _begin(self, message: ForwardMsg) -> None:
        self._name = message.new_session.initialize.session_id
        part = set(message.metadata.run.fragment_ids)
        self.screen = {
            place: one for place, one in self.screen.items() if part and one.fragment not in part
        }

    def _draw(self, message: ForwardMsg) -> None:
        delta = message.delta
        if delta.WhichOneof("type") != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        what = getattr(delta.new_element, kind)
        if kind == "exception":
            raise AssertionError(what.message)
        self.screen[tuple(message.metadata.delta_path)] = Drawn(kind, what, delta.fragment_id)

    @staticmethod
    def _is_over(status: int) -> bool:
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise AssertionError("the page ended in an error")
        return status != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _message(self, *more: WidgetState, fragment: str = "") -> bytes:
        message = BackMsg()
        run = message.rerun_script
        run.query_string, run.page_script_hash, run.fragment_id = self.query, self._hash, fragment
        run.page_name = "" if self._hash else self._page
        run.context_info.url = f"{self.server}/{self._page}"
        run.widget_states.widgets.extend([*self._given.values(), *more])
        return message.SerializeToString()

    def _messages(self) -> Iterator[ForwardMsg]:
        while True:
            yield ForwardMsg.FromString(self._connected().recv(timeout=PATIENCE, decode=False))

    def _states(self, label: str, value: Any) -> list[WidgetState]:
        return [_state(one, value) for one in self._found(label, *KEPT)]

    def _found(self, label: str, *kinds: str) -> list[Drawn]:
        among = [one for one in self.screen.values() if one.kind in kinds]
        found = [one for one in among if one.label == label and not one.what.disabled]
        if not found:
            raise NotOnScreenError(f"«{label}» among {[one.label for one in among]}")
        return found

    def _component(self, key: str) -> Drawn:
        """A component by the key that ends its name."""
        among = [one for one in self.screen.values() if one.kind == "bidi_component"]
        for one in among:
            if one.what.id.endswith(f"-{key}"):
                return one
        raise NotOnScreenError(f"«{key}» among {[one.what.id for one in among]}")

    def place_of_file(self, name: str) -> FileURLs:
        """Where the bytes of a file are to be put."""
        asked = FileURLsRequest(request_id="1", file_names=[name], session_id=self._name)
        told = self.told(BackMsg(file_urls_request=asked), "file_urls_response")
        return told[-1].file_urls_response.file_urls[0]

    def prepared(self, label: str) -> str:
        """Address of the file behind a button of downloads."""
        asked = BackMsg()
        wanted = asked.backend_operation_request
        wanted.session_id, wanted.request_id = self._name, "1"
        wanted.deferred_file.file_id = self._found(label, "download_button")[
            0
        ].what.deferred_file_id
        told = self.told(asked, "backend_operation_response")[-1].backend_operation_response
        return str(told.deferred_file.url)

    def told(self, message: BackMsg, last: str) -> list[ForwardMsg]:
        """What the server says to a message, up to an answer of the kind ``last``."""
        self._connected().send(message.SerializeToString())
        told = []
        for one in self._messages():
            told.append(one)
            if one.WhichOneof("type") == last:
                return told
        raise ConnectionError("the server closed the session")

    def _connected(self) -> ClientConnection:
        if self._socket is None:
            raise ConnectionError("the session is not open")
        return self._socket
